"""Unit, year and department of a table against the document: what is converted, and what is asked about."""

from __future__ import annotations

from decimal import Decimal

from desktop.core.cells import Book
from desktop.exchange.grid import SheetCell
from desktop.exchange.located import Located, Remark
from desktop.exchange.plan import SheetPlan
from desktop.exchange.values import UnitRule
from desktop.exchange.words import fold, words

_HUGE = Decimal(1_000_000)  # 万元: a department above 百亿元 is more likely a workbook in 元
_TINY = Decimal(10_000)  # 元: a whole table below 一万元 is more likely one in 万元

Amount = tuple[Decimal, Decimal | None, SheetCell]
"""An amount that is read, the one that stands in the document, and the cell."""


def unit_rule(located: Located, book: Book) -> UnitRule:
    """How amounts of the sheet become amounts of the book."""
    form, units = located.form, words().units
    sheet = located.meta.unit or book.kept_in
    places = max(form.decimals + units[sheet] - units.get(form.unit, units[sheet]), 2)
    return UnitRule(sheet, book.kept_in, places)


def ask_about_heading(located: Located, about: SheetPlan, rule: UnitRule, amounts: list[Amount], book: Book, prior: bool) -> None:
    """Put what is to be looked at in the heading into the questions."""
    meta = located.meta
    ask = about.questions.append
    nonzero = [(new, old) for new, old, _ in amounts if new]
    if nonzero:
        cell = meta.unit_cell
        if rule.sheet != rule.book and cell is not None:
            ask(Remark(cell.address, cell.text, f"工作簿以{rule.sheet}为单位，文档以{rule.book}为单位，已换算，请核对。"))
        elif cell is None:
            ask(Remark("", "", f"表上没有写金额单位，按文档的单位（{rule.book}）读取，请核对。"))
        _ask_about_size(located, about, rule, nonzero)
    if meta.year is not None and meta.year_cell is not None and meta.year != book.year:
        say = f"表上写的是 {meta.year} 年度，{'要读的是上年，' if prior else '文档是 '}{book.year} 年度，请核对是否选错了文件。"
        if not prior and meta.year == book.year - 1:
            say = f"表上写的是 {meta.year} 年度，文档是 {book.year} 年度。如果是上年数，请用“导入上年数”（命令用 --prior）。"
        ask(Remark(meta.year_cell.address, meta.year_cell.text, say))
    if meta.department and meta.department_cell is not None and book.unit_name:
        here, there = fold(meta.department), fold(book.unit_name)
        if here and here not in there and there not in here:
            say = f"表上的单位是“{meta.department}”，文档的单位是“{book.unit_name}”，请核对是否选错了文件。"
            ask(Remark(meta.department_cell.address, meta.department_cell.text, say))


def _ask_about_size(located: Located, about: SheetPlan, rule: UnitRule, nonzero: list[tuple[Decimal, Decimal | None]]) -> None:
    units = words().units
    cell = located.meta.unit_cell
    at, text = (cell.address, cell.text) if cell else ("", "")
    largest = max(abs(new) for new, _ in nonzero).scaleb(units[rule.book])  # 元
    apart = {Decimal(new / old) for new, old in nonzero if old}
    if len(apart) == 1 and next(iter(apart)) in (Decimal(10_000), Decimal("0.0001")) and len(nonzero) > 1:
        about.questions.append(Remark(at, text, "这张表的数与文档里的数都正好相差一万倍，金额单位可能写错了，请核对。"))
    elif units[rule.sheet] >= 4 and largest.scaleb(-4) >= _HUGE:
        say = f"按{rule.sheet}读，最大的数超过一百亿元，像是以元为单位的表，请核对金额单位。"
        about.questions.append(Remark(at, text, say))
    elif units[rule.sheet] == 0 and largest < _TINY and len(nonzero) > 2:
        about.questions.append(Remark(at, text, "按元读，最大的数还不到一万元，像是以万元为单位的表，请核对金额单位。"))
