"""The lines between title and head of a table: 表号, department, year and unit."""

from __future__ import annotations

import re
from collections.abc import Iterable

from desktop.exchange.grid import SheetCell
from desktop.exchange.located import Located, Meta, Remark
from desktop.exchange.words import fold, plain, words

_YEAR = re.compile(r"(20\d\d)年")


def read_above(located: Located, cells: Iterable[SheetCell], heads: set[str]) -> float:
    """表号, department, year and unit; whether the form's 表号 stands there (0…1)."""
    numbered = 0.0
    meta = located.meta
    wanted = fold(located.form.form_no)
    waiting = False  # "部门：" stood in the cell before, the name follows
    known_labels = {fold(row.label) for block in located.form.blocks for row in block.rows if row.label}
    for cell in cells:
        text = plain(cell.text)
        folded = fold(cell.text)
        year = _YEAR.search(text)
        understood = (cell.row, cell.column) in located.claimed
        if year and meta.year is None:
            meta.year, meta.year_cell = int(year[1]), cell
            understood = True
        if wanted and folded and (folded == wanted or (wanted in folded and len(folded) <= len(wanted) + 8)):
            numbered, understood = 1.0, True
        elif re.fullmatch(r"(公开|附|财决)?\d{1,3}[-\d]*表?|表[\d一二三四五六七八九十]+", text) or folded.startswith(words().furniture[0]):
            understood = True
        elif (cell.row, cell.column - 1) in located.claimed and located.sheet.cells[cell.row, cell.column - 1].text == cell.text:
            understood = True  # a merged cell, resolved
        elif _take_meta(meta, text, cell):
            understood = True
            waiting = text.endswith(":") and not meta.department
        elif waiting and isinstance(cell.value, str):
            meta.department, meta.department_cell, waiting, understood = cell.text.strip(), cell, False, True
        elif folded in heads or folded in known_labels or _is_date(text):
            understood = True
        if understood:
            located.claimed.add((cell.row, cell.column))
        elif (cell.row, cell.column) not in located.claimed:
            located.ignored.append(Remark(cell.address, cell.text, "在标题和表头之间，不是表里的内容。"))
    if meta.year is None and located.title_cell is not None:
        year = _YEAR.search(plain(located.title_cell.text))
        if year:
            meta.year, meta.year_cell = int(year[1]), located.title_cell
    return numbered


def _is_date(text: str) -> bool:
    return bool(re.fullmatch(r"(20\d\d年?(度|\d{1,2}月(\d{1,2}日)?)?|.{0,6}\d{1,2}月\d{1,2}日)", text))


def _take_meta(meta: Meta, text: str, cell: SheetCell) -> bool:
    """部门：…, 金额单位：… of one cell; both may stand in the same cell."""
    taken = False
    units = words().units
    bare = text.strip("()")
    if bare in units:
        meta.unit, meta.unit_cell = bare.removeprefix("人民币"), cell
        return True
    for key in words().unit_keys:
        found = re.search(rf"{key}[:：]?\(?({'|'.join(sorted(units, key=len, reverse=True))})\)?", text)
        if found:
            meta.unit, meta.unit_cell = found[1].removeprefix("人民币"), cell
            taken = True
            text = text.replace(found[0], "")
            break
    for key in words().department_keys:
        if text.startswith(key) and text[len(key) :][:1] == ":":
            name = re.split(r"20\d\d年|金额单位|单位:", text[len(key) + 1 :])[0].strip()
            if name:
                meta.department, meta.department_cell = name, cell
            return True
    return taken
