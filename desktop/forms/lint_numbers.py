"""Messages that send the clerk to a 行次 or 栏次 which the table does not print, as happens when a region prints none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from desktop.core.definitions import FormDef, PackDef
from desktop.forms.layout import LINE_NO, printed_panels
from desktop.forms.lint_problem import LintProblem, at

_FORM_OR_NUMBERS: Final = re.compile(r"(?P<form>公开\d+)|(?P<numbers>\d+(?:[、和至—-]\d+)*)(?P<what>[行栏])")
_CLAUSE: Final = re.compile(r"[，。；：]")


def unprinted_numbers(pack: PackDef) -> Iterator[LintProblem]:
    """``say`` and ``how`` of every calc and check; a form named in the same clause (公开01表29行) is the one looked at."""
    printed = {form.code: _printed(form) for form in pack.forms}
    for form in pack.forms:
        texts = [(f"calc[{calc.id}]", text) for calc in form.calcs for text in (calc.say, calc.how)]
        texts += [(f"check[{check.id}]", text) for check in form.checks for text in (check.say, check.how)]
        for key, text in texts:
            for number, what in _lost(text, form.code, printed):
                say = f"提示里写了“{number}{what}”，表上没有印这个{what}次，填表人找不到；请写{what}的名称。"
                yield LintProblem("number-not-printed", at(form.code, key), say)


def _lost(text: str, own: str, printed: dict[str, dict[str, set[str]]]) -> Iterator[tuple[str, str]]:
    for clause in _CLAUSE.split(text):
        code = own
        for found in _FORM_OR_NUMBERS.finditer(clause):
            if found["form"]:
                code = found["form"]
                continue
            have = printed.get(code, {}).get(found["what"])
            for number in re.findall(r"\d+", found["numbers"]):
                if have is not None and number not in have:
                    yield number, found["what"]


def _printed(form: FormDef) -> dict[str, set[str]]:
    lines = any(LINE_NO in panel.columns for panel in printed_panels(form))
    numbers = form.layout.column_numbers
    return {
        "行": {row.no for block in form.blocks for row in block.rows if row.no} if lines else set(),
        "栏": {column.no for block in form.blocks for column in block.columns if column.no} if numbers else set(),
    }
