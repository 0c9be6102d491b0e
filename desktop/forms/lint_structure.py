"""Rules about what a pack lists: ids, numbers, codes, families, exports, texts, and the printed table."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

from desktop.core.cells import COVER
from desktop.core.definitions import BlockDef, ColumnDef, FormDef, HeadCell, PackDef, SubjectLookup
from desktop.forms.layout import CODE, LABEL, LINE_NO, NAME, cell_in_footer, panel_blocks, printed_panels
from desktop.forms.lint_body import has_cell, lint_body
from desktop.forms.lint_calls import unknown_profiles
from desktop.forms.lint_free import lint_chain, lint_free_rows
from desktop.forms.lint_problem import LintProblem, at
from desktop.forms.record_layout import body_width

_FRAME: Final = frozenset({LABEL, LINE_NO, CODE, NAME})
_PLACEHOLDER: Final = re.compile(r"\{([^{}]*)\}")
LEVEL_EXPORTS: Final = frozenset({"类", "款", "项", "叶", "父"})


def lint_structure(pack: PackDef, subjects: SubjectLookup) -> Iterator[LintProblem]:
    """Everything that can be seen without reading a formula."""
    yield from _ids_of_pack(pack)
    lists = dict(pack.subjects)
    for form in pack.forms:
        yield from _ids_of_form(form)
        yield from _exports(form)
        yield from _subjects(form, lists, subjects)
        yield from _texts(form)
        yield from _empty(form)
        yield from _layout(form)
        yield from lint_chain(pack, form)
        yield from lint_free_rows(form)
        yield from lint_body(form)
    yield from unknown_profiles(pack)


def _twice(names: Iterable[str]) -> list[str]:
    return [name for name, count in Counter(name for name in names if name).items() if count > 1]


# --- ids --------------------------------------------------------------------------------------------------------------------------------


def _ids_of_pack(pack: PackDef) -> Iterator[LintProblem]:
    seen: dict[str, str] = {}
    for form in pack.forms:
        for name in [calc.id for calc in form.calcs] + [check.id for check in form.checks]:
            if name in seen:
                say = f"公式编号“{name}”在“{seen[name]}”里已经用过，整套表里编号不能重复。"
                yield LintProblem("duplicate-id", at(form.code, name), say)
            seen.setdefault(name, form.code)
    for name in _twice(form.code for form in pack.forms):
        yield LintProblem("duplicate-id", "pack.toml：forms", f"表“{name}”列了两次，请删去一个。")


def _ids_of_form(form: FormDef) -> Iterator[LintProblem]:
    rows = [row for block in form.blocks for row in block.rows]
    totals = [block.family.total_row for block in form.blocks if block.family]
    named = [
        ("block", "区块", [block.id for block in form.blocks]),
        ("rows", "行标识", [row.id for row in rows] + totals),
        ("rows", "行次", [row.no for row in rows]),
        ("rows", "科目代码", [row.code for row in rows]),
    ]
    for block in form.blocks:
        named.append((f"block[{block.id}].columns", "栏标识", [column.id for column in block.columns]))
        named.append((f"block[{block.id}].columns", "栏次", [column.no for column in block.columns]))
    for key, what, names in named:
        for name in _twice(names):
            yield LintProblem("duplicate-id", at(form.code, key), f"{what}“{name}”重复，请改成不同的。")
    families = [block for block in form.blocks if block.family]
    if len(families) > 1:
        say = "一张表只能有一个带科目行或自列行的区块，请拆成两张表。"
        yield LintProblem("two-families", at(form.code, "block"), say)
    for row in rows:
        if row.kind == "choice" and not row.choices:
            yield LintProblem("choice-without-choices", at(form.code, f"row[{row.id}]"), "类型是选项，却没有写选项，请补上。")
        if row.choices and row.default and row.default not in row.choices:
            say = f"默认值“{row.default}”不在选项里，请改成其中一个：{'、'.join(row.choices)}。"
            yield LintProblem("unknown-choice", at(form.code, f"row[{row.id}]"), say)


def _exports(form: FormDef) -> Iterator[LintProblem]:
    known = {row.id for block in form.blocks for row in block.rows} | {"*"}
    if form.family and form.family.kind == "free":
        known |= {"叶"}
    elif form.family:
        known |= LEVEL_EXPORTS | {form.family.total_row}
    elif any(row.code for block in form.blocks for row in block.rows):
        known |= LEVEL_EXPORTS
    for name in form.exports:
        if name not in known:
            yield LintProblem("unknown-reference", at(form.code, "exports"), f"没有“{name}”这一行，请改正或删去。")


def _subjects(form: FormDef, lists: dict[str, str], subjects: SubjectLookup) -> Iterator[LintProblem]:
    family = form.family
    if family and family.kind == "subjects" and family.subjects not in lists:
        say = f"科目表“{family.subjects}”不在 pack.toml 的 [subjects] 里（{'、'.join(lists) or '空'}），请列入。"
        yield LintProblem("unknown-list", at(form.code, "family.subjects"), say)
    for block in form.blocks:
        for row in block.rows:
            if row.code and not any(subjects.find(name, row.code) for name in lists):
                say = f"科目代码“{row.code}”（{row.label}）不在科目表里，请核对代码和年度。"
                yield LintProblem("unknown-code", at(form.code, f"row[{row.id}]"), say)


# --- texts ------------------------------------------------------------------------------------------------------------------------------


def placeholders(text: str) -> list[str]:
    return _PLACEHOLDER.findall(text)


def _texts(form: FormDef) -> Iterator[LintProblem]:
    layout = form.layout
    printed = {"单位", "代码", "年度", "金额单位"} | ({"项目名称"} if form.per else set())
    texts = [
        ("title", form.title, printed),
        ("tail_note", form.tail_note, printed),
        ("layout.meta_left", layout.meta_left, printed),
        ("layout.meta_center", layout.meta_center, printed),
        ("layout.meta_right", layout.meta_right, printed),
        ("empty_sentence", form.empty_sentence, {"单位", "年度"}),
        *((f"notes[{number}]", note, printed) for number, note in enumerate(form.notes, 1)),
    ]
    for key, text, allowed in texts:
        for name in placeholders(text):
            if name not in allowed:
                say = f"“{{{name}}}”填不出来，这里只能用：{'、'.join(f'{{{word}}}' for word in sorted(allowed))}。"
                yield LintProblem("unknown-placeholder", at(form.code, key), say)


def _empty(form: FormDef) -> Iterator[LintProblem]:
    listed = form.family is not None and form.family.kind == "subjects"
    may_be_empty = listed or form.applies or any(check.repair == "fill_sentence" for check in form.checks)
    if may_be_empty and not form.empty_sentence and form.code != COVER:
        say = "这张表可能是空表，请写上空表时要印的说明，例如“说明：{单位}{年度}年度没有……，故本表无数据。”"
        yield LintProblem("no-empty-sentence", at(form.code, "empty_sentence"), say)


# --- the printed table --------------------------------------------------------------------------------------------------------------------


def _layout(form: FormDef) -> Iterator[LintProblem]:
    layout = form.layout
    broken = False
    for panel in layout.panels:
        block = next((block for block in form.blocks if block.id == panel.block), None)
        if block is None:
            broken = True
            yield LintProblem("unknown-panel", at(form.code, "layout.panels"), f"没有“{panel.block}”这个区块，请改正。")
            continue
        for name in panel.columns:
            if name not in _FRAME and block.column(name) is None:
                broken = True
                say = f"区块“{block.id}”没有“{name}”这一栏，可用：{'、'.join([*sorted(_FRAME), *(c.id for c in block.columns)])}。"
                yield LintProblem("unknown-panel", at(form.code, "layout.panels"), say)
    if broken:
        return
    count = body_width(form) if layout.body else sum(len(panel.columns) for panel in printed_panels(form))
    for key, grid in (("layout.head", layout.head), ("layout.footer", layout.footer)):
        yield from _grid(form, key, grid, count)
    if layout.widths and len(layout.widths) != count:
        say = f"列了 {len(layout.widths)} 个宽度，而印出 {count} 栏，请一栏写一个。"
        yield LintProblem("widths", at(form.code, "layout.widths"), say)
    if any(width <= 0 for width in layout.widths):
        yield LintProblem("widths", at(form.code, "layout.widths"), "宽度要大于 0 毫米。")
    yield from _footer(form)
    yield from _unprinted(form)
    if layout.head and all(len(line) == count for line in layout.head):
        yield from _labels(form)


def _grid(form: FormDef, key: str, grid: tuple[tuple[HeadCell | None, ...], ...], count: int) -> Iterator[LintProblem]:
    covered: set[tuple[int, int]] = set()
    for r, line in enumerate(grid):
        if len(line) != count:
            say = f"第 {r + 1} 行有 {len(line)} 格，而印出 {count} 栏，请补齐或删去。"
            yield LintProblem("head-grid", at(form.code, key), say)
            return
    for r, line in enumerate(grid):
        for c, cell in enumerate(line):
            if cell is None:
                if (r, c) not in covered:
                    say = f"第 {r + 1} 行第 {c + 1} 格没有内容，也没有被合并，请检查。"
                    yield LintProblem("head-grid", at(form.code, key), say)
                continue
            area = {(r + down, c + right) for down in range(cell.row_span) for right in range(cell.column_span)}
            if (r, c) in covered or area & covered or r + cell.row_span > len(grid) or c + cell.column_span > count:
                yield LintProblem("head-grid", at(form.code, key), f"“{cell.text}”的合并范围超出表头或与别的格重叠。")
            covered |= area


def _footer(form: FormDef) -> Iterator[LintProblem]:
    for line in form.layout.footer:
        for cell in line:
            place = cell_in_footer(cell)
            if place and not has_cell(form, *place):
                yield LintProblem("unknown-reference", at(form.code, "layout.footer"), f"没有 [{place[0]},{place[1]}] 这一格，请改正。")


def _unprinted(form: FormDef) -> Iterator[LintProblem]:
    """Columns and blocks that would be kept and never be seen on paper."""
    if not form.layout.panels:
        return
    in_footer = {place for line in form.layout.footer for cell in line if (place := cell_in_footer(cell))}
    printed: dict[str, set[str]] = {}
    for panel in form.layout.panels:
        printed.setdefault(panel.block, set()).update(panel.columns)
    for block in form.blocks:
        shown = printed.get(block.id)
        for column in block.columns:
            if shown is not None and column.id not in shown:
                say = f"“{column.id}”栏没有印在任何一处，请写进 panels。"
                yield LintProblem("unprinted", at(form.code, f"block[{block.id}]"), say)
        if shown is None:
            for row in block.rows:
                if not any((row.id, column.id) in in_footer for column in block.columns):
                    yield LintProblem("unprinted", at(form.code, f"row[{row.id}]"), "这一行没有印在任何一处，请写进 panels 或 footer。")


def _labels(form: FormDef) -> Iterator[LintProblem]:
    """The head says of every value column what its definition says: a column relabelled in a derived pack needs a new head too."""
    head, numbered = form.layout.head, form.layout.column_numbers
    labels = head[:-1] if numbered else head
    for place, (block, column) in enumerate(_printed_value_columns(form)):
        if column is None or block is None:
            continue
        if numbered and (cell := head[-1][place]) is not None and column.no and cell.text != column.no:
            say = f"“{column.id}”栏的栏次是 {column.no}，表头印的是“{cell.text}”，请改成一致。"
            yield LintProblem("head-label", at(form.code, "layout.head"), say)
        texts = [cell.text for line in reversed(labels) for c, cell in enumerate(line) if cell and c <= place < c + cell.column_span]
        if texts and not any(_says(text, column.label) for text in texts):
            say = f"“{column.id}”栏的名称是“{column.label}”，表头印的是“{texts[0]}”，请改成一致。"
            yield LintProblem("head-label", at(form.code, "layout.head"), say)


def _says(text: str, label: str) -> bool:
    one, other = _plain(text), _plain(label)
    return bool(one) and (one in other or other in one)


def _printed_value_columns(form: FormDef) -> list[tuple[BlockDef | None, ColumnDef | None]]:
    found: list[tuple[BlockDef | None, ColumnDef | None]] = []
    for panel in printed_panels(form):
        blocks = panel_blocks(form, panel)
        for name in panel.columns:
            block = next((block for block in blocks if block.column(name)), None)
            found.append((block, block.column(name) if block else None))
    return found


def _plain(text: str) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))
