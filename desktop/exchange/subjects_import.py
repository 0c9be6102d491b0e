"""The official 科目 list of a year from a workbook: codes and names, found by their heads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from desktop.exchange.grid import GridSheet, WorkbookError
from desktop.exchange.read import read_workbook
from desktop.exchange.words import fold, plain, words
from desktop.forms.layout import CODE, NAME

_CODE = re.compile(r"\d{3}(\d{2}){0,2}\Z")


@dataclass(slots=True)
class SubjectList:
    """Iterating gives (code, name). ``problems`` are sentences with sheet and address: what was not taken, and why."""

    rows: list[tuple[str, str]] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)


def read_subject_list(path: str | Path) -> SubjectList:
    """Read codes and names from every sheet that has a column of codes and one of names; codes in three columns (类 款 项) too.

    Raises:
        WorkbookError: the file cannot be read, or holds no such columns.
    """
    book = read_workbook(path)
    found = SubjectList()
    names: dict[str, str] = {}
    heads = 0
    for sheet in book.sheets:
        if sheet.problem:
            found.problems.append(sheet.problem)
            continue
        columns = _columns(sheet)
        if columns is not None:
            heads += 1
            _read(sheet, *columns, names, found)
    if not heads:
        raise WorkbookError(
            f"“{Path(path).name}”里没有找到“科目编码（代码）”和“科目名称”两列，没有导入。请核对是不是官方科目表，表头是否还在。"
        )
    found.rows = list(names.items())
    return found


def _columns(sheet: GridSheet) -> tuple[int, tuple[int, ...], int] | None:
    """Row of the head, columns of the code, column of the name."""
    codes, titles = words().heads[fold(CODE)], words().heads[fold(NAME)]
    parts = [fold(part) for part in words().code_parts]
    for row, cells in sheet.by_row().items():
        texts = {cell.column: fold(cell.text) for cell in cells}
        name = next((column for column, text in texts.items() if text in titles), None)
        if name is None:
            continue
        single = next((column for column, text in texts.items() if text in codes), None)
        below = {cell.column: fold(cell.text) for cell in cells} | {
            column: fold(cell.text) for column in range(name) if (cell := sheet.at(row + 1, column)) is not None
        }
        split = tuple(column for column, text in below.items() if text in parts and column < name)
        if len(split) >= 2:
            return (row + 1 if not any(text in parts for text in texts.values()) else row), split, name
        if single is not None:
            return row, (single,), name
    return None


def _read(sheet: GridSheet, head: int, codes: tuple[int, ...], name_column: int, names: dict[str, str], found: SubjectList) -> None:
    carried = ["", "", ""]
    for row in range(head + 1, sheet.height):
        texts = [plain(cell.text) if (cell := sheet.at(row, column)) else "" for column in codes]
        label = sheet.at(row, name_column)
        if not any(texts) or label is None:
            continue
        code = texts[0] if len(codes) == 1 else _join(texts, carried)
        name = re.sub(r"\s+", "", label.text)
        where = f"工作表“{sheet.name}”的 {label.address}"
        if not _CODE.match(code):
            found.problems.append(f"{where}：“{''.join(texts)}”不是 3、5 或 7 位的科目代码，没有导入。")
        elif code in names and names[code] != name:
            found.problems.append(f"{where}：科目 {code} 出现两次，名称是“{names[code]}”和“{name}”，取第一个，请核对。")
        else:
            names.setdefault(code, name)


def _join(texts: list[str], carried: list[str]) -> str:
    whole = [text for text in texts if len(text) in (5, 7)]
    if whole:
        return whole[-1]
    for place, text in enumerate(texts[:3]):
        if text:
            carried[place] = text.zfill(3 if place == 0 else 2)
            for later in range(place + 1, 3):
                carried[later] = ""
    last = max((place for place, text in enumerate(texts[:3]) if text), default=-1)
    return "".join(carried[: last + 1])
