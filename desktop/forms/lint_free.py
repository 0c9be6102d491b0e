"""Rules about rows that the clerk lists, forms that are there once for each of them, and the chain from targets to self-evaluations."""

from __future__ import annotations

import re
from collections.abc import Iterator

from desktop.core.definitions import STAGES, TARGET, FormDef, PackDef
from desktop.forms.lint_problem import LintProblem, at


def lint_free_rows(form: FormDef) -> Iterator[LintProblem]:
    """Whether lists of the clerk, choices, stages and forms per project fit together."""
    for block in form.blocks:
        family = block.family
        for column in block.columns:
            needed = any(row.kind is None and not row.choices and row.source in ("填", "算") for row in block.rows) or family is not None
            if column.kind == "choice" and not column.choices and needed:
                say = "类型是选项，却没有写选项（choices），请补上。"
                yield LintProblem("choice-without-choices", at(form.code, f"block[{block.id}].columns[{column.id}]"), say)
        if family is None or family.kind != "free":
            continue
        place = at(form.code, f"block[{block.id}].family")
        label = block.column(family.label_column)
        if not family.label_column:
            yield LintProblem("unknown-reference", place, "没有写 label_column（用哪一栏的文字称呼各行），请补上。")
        elif label is None:
            yield LintProblem("unknown-reference", place, f"label_column 的“{family.label_column}”不是这个区块的栏，请改正。")
        elif label.kind != "text":
            yield LintProblem("unknown-reference", place, f"label_column 的“{family.label_column}”不是文字栏，请改用文字栏。")
        for name in family.grouped_by:
            if block.column(name) is None:
                yield LintProblem("unknown-reference", place, f"grouped_by 的“{name}”不是这个区块的栏，请改正。")
        pattern = re.compile(re.escape(family.prefix) + r"\d+\Z")
        for row in (row for other in form.blocks for row in other.rows):
            if pattern.match(row.id):
                say = f"固定行“{row.id}”和自列的行（“{family.prefix}”加数字）会重名，请换一个 prefix 或行标识。"
                yield LintProblem("prefix-clash", place, say)


def lint_chain(pack: PackDef, form: FormDef) -> Iterator[LintProblem]:
    """``per``, ``stage`` and ``mirrors``."""
    if form.per:
        listed = pack.form(form.per)
        family = listed.family if listed else None
        if family is None or family.kind != "free" or (listed and listed.per):
            say = f"per 的“{form.per}”不是有自列行的清单表，不能每行一张“{form.code}”，请改正。"
            yield LintProblem("unknown-list-form", at(form.code, "per"), say)
    place = at(form.code, "mirrors")
    for mirror in form.mirrors:
        other = pack.form(mirror.form)
        if other is None:
            yield LintProblem("unknown-reference", place, f"表套里没有“{mirror.form}”这张表，请删去或改正。")
            continue
        one, two = form.family, other.family
        if one is None or two is None:
            say = f"“{form.code}”和“{mirror.form}”都要有科目行或自列的行，才能同步增加行。"
            yield LintProblem("mirror-without-family", place, say)
        elif one.kind != two.kind:
            say = f"“{form.code}”和“{mirror.form}”一张是科目行，一张是自列的行，不能同步，请改正。"
            yield LintProblem("mirror-without-family", place, say)
        elif one.kind == "free" and one.prefix != two.prefix:
            say = f"“{mirror.form}”的 prefix 是“{two.prefix}”，这里是“{one.prefix}”，同步的行要用同样的 prefix。"
            yield LintProblem("prefix-clash", place, say)
        if form.per != other.per:
            say = f"“{form.code}”{_says(form)}，“{mirror.form}”{_says(other)}，行不能同步，请让两张表的 per 相同。"
            yield LintProblem("chain-per", place, say)
        if _order(form) > _order(other) >= 0:
            say = f"“{mirror.form}”（{other.stage}）在“{form.code}”（{form.stage}）之前，行只能由目标到监控、到自评同步，请反过来写。"
            yield LintProblem("chain-backwards", place, say)
    if form.stage in STAGES[1:] and not form.per:
        return
    targets = [other for other in pack.forms if other.stage == TARGET and form.code in {mirror.form for mirror in other.mirrors}]
    if len(targets) > 1:
        names = "、".join(target.code for target in targets)
        yield LintProblem("two-targets", at(form.code, "stage"), f"{names} 都把行同步到这张表，请只留一张。")


def _says(form: FormDef) -> str:
    return f"每个{form.per}一张" if form.per else "全套只有一张"


def _order(form: FormDef) -> int:
    return STAGES.index(form.stage) if form.stage in STAGES else -1
