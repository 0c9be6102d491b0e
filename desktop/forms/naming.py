"""Tables called by their titles where a region prints no table number: “公开03表” in the texts of such a pack becomes “《支出决算表》”.

The texts of a base pack speak of numbers that its tables print; a region that prints none takes the texts over as they are, and here they
are put into the words that its clerks see on paper. Formulas keep the codes.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from desktop.core.cells import COVER
from desktop.core.definitions import BlockDef, FormDef, PackDef

_NUMBERS: Final = re.compile(r"\d\s*[)）]?\s*[行栏]")
NATIONAL: Final = "（行次、栏次按全国统一表式）"


def call_by_titles(pack: PackDef) -> PackDef:
    """The pack with titles in its texts for tables without a printed number; the pack itself where all have one."""
    say = by_titles(pack)
    if say is None:
        return pack
    return replace(pack, forms=tuple(_called(form, say) for form in pack.forms))


def by_titles(pack: PackDef) -> Callable[[str], str] | None:
    """How a text about the pack is put into those words; None where every table prints its number."""
    # a code that is no number (项目支出绩效自评表) is the title already
    titles = {form.code: form.title for form in pack.forms if not form.form_no and form.code[-1:].isdigit()}
    if not titles:
        return None
    # 公开05、07、08表: the numbers behind the first belong to the same prefix.
    codes = "|".join(re.escape(form.code) for form in pack.forms if form.code != COVER)
    mention = re.compile(rf"(?:{codes})(?:、\d+)*表")

    def put(found: re.Match[str]) -> str:
        first, *more = found[0][:-1].split("、")
        prefix = first.rstrip("0123456789")
        named = [first, *(prefix + number for number in more)]
        return "、".join(f"《{titles[code]}》" if code in titles else f"{code}表" for code in named)

    return lambda text: mention.sub(put, text)


def _called(form: FormDef, say: Callable[[str], str]) -> FormDef:
    def rule(text: str) -> str:
        """A reason of a rule; 行次 and 栏次 in it are those of the national form where this one prints none."""
        text = say(text)
        if form.form_no or _numbered(form) or not _NUMBERS.search(text):
            return text
        return f"{text[:-1]}{NATIONAL}。" if text.endswith("。") else text + NATIONAL

    return replace(
        form,
        help=say(form.help),
        notes=tuple(say(note) for note in form.notes),
        tail_note=say(form.tail_note),
        empty_sentence=say(form.empty_sentence),
        blocks=tuple(_block(block, say) for block in form.blocks),
        calcs=tuple(replace(calc, basis=rule(calc.basis), say=say(calc.say), how=say(calc.how)) for calc in form.calcs),
        checks=tuple(replace(check, say=say(check.say), why=rule(check.why), how=say(check.how)) for check in form.checks),
    )


def _block(block: BlockDef, say: Callable[[str], str]) -> BlockDef:
    return replace(
        block,
        columns=tuple(replace(column, label=say(column.label), hint=say(column.hint)) for column in block.columns),
        rows=tuple(replace(row, label=say(row.label), hint=say(row.hint)) for row in block.rows),
    )


def _numbered(form: FormDef) -> bool:
    """Whether the form prints 行次 or 栏次."""
    return any(row.no for block in form.blocks for row in block.rows) or any(column.no for block in form.blocks for column in block.columns)
