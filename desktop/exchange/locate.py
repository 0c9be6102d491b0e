"""Find the forms of a pack on a sheet: by title, 表号, head and labels, never by position.

Tables are found by their head, forms with a printed body by their labels (:mod:`~desktop.exchange.record_finder`).

A sheet is divided at its titles; in each part the form whose title stands there is tried, in a part without a title every form.
Every found table has a score (0…1) and a list of what did not fit.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from desktop.core.definitions import FormDef, PackDef
from desktop.exchange.body import is_note, read_body
from desktop.exchange.grid import GridSheet, SheetCell
from desktop.exchange.heading import read_above
from desktop.exchange.heads import PrintedColumn, find_head, printed_columns, vocabulary
from desktop.exchange.located import Located, Remark
from desktop.exchange.record_finder import FITS, RecordFinder
from desktop.exchange.words import fold, words

ENOUGH = 0.5  # score from which a table counts as found
HEAD_ENOUGH = 0.5
FITS_UNDER_ANOTHER_TITLE = 0.85
"""Share of labels from which a form counts as found though the sheet calls itself by a name that the pack does not know."""


@dataclass(slots=True)
class SheetTables:
    """What a sheet holds: the tables found, and remarks about what lies outside them (``near``: titles whose head did not fit)."""

    sheet: GridSheet
    tables: list[Located]
    ignored: list[Remark]
    near: list[Remark]


@dataclass(frozen=True, slots=True)
class _Title:
    row: int
    form: FormDef
    weight: float
    cell: SheetCell
    cells: tuple[SheetCell, ...]
    key: str = ""  # the title, folded


class Locator:
    """The forms of a pack, prepared for finding. ``only`` restricts them to one code."""

    def __init__(self, pack: PackDef, only: str | None = None) -> None:
        # The facts of the text are no table of anybody's workbook: they are read only when they are asked for by name.
        tables = [
            form for form in pack.forms if form.view != "record" and not form.layout.body and (form.view != "facts" or form.code == only)
        ]
        self.forms = [form for form in tables if form.blocks and (only is None or form.code == only)]
        self.records = RecordFinder(form for form in pack.forms if only is None or form.code == only)
        self.only = only
        self.columns: dict[str, list[PrintedColumn]] = {form.code: printed_columns(form) for form in self.forms}
        titles = [(fold(text), form, False) for form in tables for text in (form.title, *form.titles)]
        titles += RecordFinder(pack.forms).titles if only is not None else self.records.titles
        self.titles = sorted(titles, key=lambda entry: -len(entry[0]))
        self.shortest = min((len(title) for title, _, _ in self.titles), default=0)

    def locate(self, sheet: GridSheet) -> SheetTables:
        """All tables on one sheet."""
        found = SheetTables(sheet, [], [], [])
        by_row = sheet.by_row()
        if not by_row:
            return found
        titles = self._find_titles(by_row)
        last = max(by_row)
        starts = [title.row for title in titles]
        if not titles or not self._whole(sheet, by_row, titles[0], 0, _end(starts, 0, last), found):
            for place, title in enumerate(titles):
                top = _start(by_row, starts, place)
                self._try_title(sheet, by_row, title, top, _end(starts, place, last), found)
        if not found.tables:
            self._try_untitled(sheet, by_row, last, found)
        self._outside(sheet, by_row, found)
        return found

    # titles -----------------------------------------------------------------------------------------------------------------------

    def _find_titles(self, by_row: dict[int, list[SheetCell]]) -> list[_Title]:
        titles: list[_Title] = []
        for row, cells in by_row.items():
            if len(cells) > 24:
                continue
            best: _Title | None = None
            for cell in cells:
                if isinstance(cell.value, str):
                    best = _better(best, self._as_title(cell.text, row, cell, (cell,)))
            if (best is None or best.weight < 0.9) and 1 < len(cells) <= 16 and all(isinstance(cell.value, str) for cell in cells):
                # a title that was written one character or word a cell
                best = _better(best, self._as_title("".join(cell.text for cell in cells), row, cells[0], tuple(cells)))
            # in a record many cells speak of targets and reviews; its title stands alone
            if best is not None and (not best.form.layout.body or len({cell.text for cell in cells}) <= 3 or len(best.cells) > 1):
                titles.append(best)
        return titles

    def _as_title(self, text: str, row: int, cell: SheetCell, cells: tuple[SheetCell, ...]) -> _Title | None:
        if len(text) > 80:
            return None
        folded = fold(text)
        if len(folded) < self.shortest:
            return None
        for title, form, named in self.titles:
            if title and title in folded:
                if is_note(cell) and folded != title:
                    return None
                if self.only is not None and form.code != self.only:
                    return None
                weight = 0.95 if named and folded.endswith(title) else _title_weight(folded, title)
                return _Title(row, form, weight, cell, cells, title)
        return None

    # parts ------------------------------------------------------------------------------------------------------------------------

    def _whole(
        self, sheet: GridSheet, by_row: dict[int, list[SheetCell]], title: _Title, top: int, bottom: int, found: SheetTables
    ) -> bool:
        """The usual sheet: one title, one table."""
        if bottom != max(by_row):
            return False
        self._try_title(sheet, by_row, title, top, bottom, found)
        return True

    def _try_title(
        self, sheet: GridSheet, by_row: dict[int, list[SheetCell]], title: _Title, top: int, bottom: int, found: SheetTables
    ) -> None:
        form = title.form
        if form.layout.body:
            self._try_records(sheet, by_row, title, top, bottom, found)
            return
        head = find_head(sheet, by_row, title.row + 1, bottom, self.columns[form.code])
        if head is None or head.share < HEAD_ENOUGH:
            what = "下面没有这张表的表头" if head is None else f"但表头只对上 {round(head.share * 100)}%"
            found.near.append(Remark(title.cell.address, title.cell.text.strip(), f"标题像“{form.code} {form.title}”，{what}，没有读取。"))
            return
        located = Located(form, sheet, top, bottom, head, 0.0, title_cell=title.cell)
        located.claimed.update((cell.row, cell.column) for cell in title.cells)
        self._finish(located, by_row, title.weight, found)

    def _try_records(
        self, sheet: GridSheet, by_row: dict[int, list[SheetCell]], title: _Title, top: int, bottom: int, found: SheetTables
    ) -> None:
        records = self.records.with_title(sheet, by_row, title.row + 1, bottom, title.key)
        if not records or records[0][1] < FITS:
            what = f"但各行的名称只对上 {round(records[0][1] * 100)}%" if records else "下面没有这张表的内容"
            say = f"标题像“{title.form.code} {title.form.title}”，{what}，没有读取。"
            found.near.append(Remark(title.cell.address, title.cell.text.strip(), say))
            return
        for number, (located, fit) in enumerate(records):
            if fit >= FITS:
                first = number == 0
                located.top = top if first else located.top
                located.title_cell = title.cell if first else None
                if first:
                    located.claimed.update((cell.row, cell.column) for cell in title.cells)
                self._finish_record(located, by_row, title.weight, fit, found)

    def _finish_record(self, located: Located, by_row: dict[int, list[SheetCell]], title: float, fit: float, found: SheetTables) -> None:
        above = [cell for row in range(located.top, located.head.top) for cell in by_row.get(row, ())]
        read_above(located, above, set())
        named = _sheet_named(located.sheet.name, located.form)
        located.score = round(min(1.0, 0.35 * title + 0.05 * named + 0.6 * fit) if title else 0.95 * fit + 0.05 * named, 3)
        found.tables.append(located)

    def _try_untitled(self, sheet: GridSheet, by_row: dict[int, list[SheetCell]], last: int, found: SheetTables) -> None:
        """No title was found: the head and the rows must speak for one form alone, or the sheet's name or 表号 must name it."""
        candidates: list[Located] = []
        for form in self.forms:
            head = find_head(sheet, by_row, 0, last, self.columns[form.code])
            if head is None or head.share < 0.75:
                continue
            trial = SheetTables(sheet, [], [], [])
            self._finish(Located(form, sheet, 0, last, head, 0.0), by_row, 0.0, trial, always=True)
            candidates += trial.tables
        candidates.sort(key=lambda located: -located.score)
        if (not candidates or candidates[0].score < ENOUGH) and self.records:
            self._untitled_records(sheet, by_row, last, found)
            return
        if not candidates:
            return
        best = candidates[0]
        alone = len(candidates) == 1 or best.score - candidates[1].score >= 0.04
        if best.score >= ENOUGH and alone:
            best.questions.insert(
                0, Remark(f"{sheet.name}!A1", sheet.name, f"表上没有标题，按表头和行名认作“{best.form.code} {best.form.title}”，请核对。")
            )
            found.tables.append(best)
        elif not alone:
            names = "、".join(f"{located.form.code} {located.form.title}" for located in candidates[:3])
            found.near.append(
                Remark("A1", sheet.name, f"表上没有标题，像是 {names}，分不清是哪一张，没有读取。请补上标题，或指定表号导入。")
            )

    def _untitled_records(self, sheet: GridSheet, by_row: dict[int, list[SheetCell]], last: int, found: SheetTables) -> None:
        records, alike = self.records.without_title(sheet, by_row, last)
        for located, fit in records:
            stated = _stated_title(by_row, located.head.top)
            if stated is not None and fit < FITS_UNDER_ANOTHER_TITLE:
                say = f"标题“{stated.text}”不是这套表里的，下面有些像“{located.form.title}”，没有读取。是这张表的，请改标题，或指定这张表导入。"
                found.near.append(Remark(stated.address, stated.text, say))
                continue
            say = f"表上没有标题，按各行的名称认作“{located.form.title}”，请核对。"
            located.questions.insert(0, Remark(f"{sheet.name}!A1", sheet.name, say))
            self._finish_record(located, by_row, 0.0, fit, found)
        if alike:
            say = f"表上没有标题，像是 {'、'.join(alike)}，分不清是哪一张，没有读取。请补上标题，或指定表号导入。"
            found.near.append(Remark("A1", sheet.name, say))

    def _finish(
        self, located: Located, by_row: dict[int, list[SheetCell]], title: float, found: SheetTables, *, always: bool = False
    ) -> None:
        form, head = located.form, located.head
        for row in range(head.top, head.bottom + 1):
            located.claimed.update((cell.row, cell.column) for cell in by_row.get(row, ()))
        above = [cell for row in range(located.top, head.top) for cell in by_row.get(row, ())]
        numbered = read_above(located, above, vocabulary(self.columns[form.code]))
        read_body(located, by_row)
        named = _sheet_named(located.sheet.name, form)
        body = _body_share(located)
        located.score = round(min(1.0, 0.35 * title + 0.1 * numbered + 0.05 * named + 0.35 * head.share + 0.15 * body), 3)
        if not title:
            located.score = round(0.2 * numbered + 0.15 * named + 0.4 * head.share + 0.25 * body, 3)
        located.misfits += [f"没有找到“{name}”这一栏" for name in head.missing]
        if title and not numbered and form.form_no:
            located.misfits.append(f"没有表号“{form.form_no}”")
        if always or located.score >= ENOUGH:
            found.tables.append(located)

    def _outside(self, sheet: GridSheet, by_row: dict[int, list[SheetCell]], found: SheetTables) -> None:
        """Rows that belong to no table: every cell is listed, or, where nothing was found, the sheet as a whole by the plan."""
        if not found.tables:
            return
        for row, cells in by_row.items():
            if any(table.top <= row <= table.bottom for table in found.tables):
                continue
            for cell in cells:
                found.ignored.append(Remark(cell.address, cell.text, "在认出的表之外。"))


def _better(left: _Title | None, right: _Title | None) -> _Title | None:
    if left is None or (right is not None and right.weight > left.weight):
        return right
    return left


def _title_weight(folded: str, title: str) -> float:
    """1 where the text is the title; less with 附件, year or unit name around it; little where other words may change its meaning."""
    if folded == title:
        return 1.0
    before, _, after = folded.partition(title)
    rest = re.sub(r"[0-9一二三四五六七八九十]+年?度?", "", before)
    for word in words().furniture:
        rest = rest.replace(word, "")
    if len(rest) <= 2 and len(after) <= 12:
        return 0.95
    # the name of a unit may stand before the title; 财政拨款 or 项目 before it makes another table
    return 0.85 if rest.endswith(("局", "委", "厅", "部", "会", "院", "校", "所", "中心", "政府", "单位", "本级")) else 0.35


def _end(starts: Sequence[int], place: int, last: int) -> int:
    return starts[place + 1] - 1 if place + 1 < len(starts) else last


def _stated_title(by_row: dict[int, list[SheetCell]], top: int) -> SheetCell | None:
    """The line above a form that stands alone and ends in 表: what the sheet itself says it is."""
    for row in sorted(row for row in by_row if row < top):
        cells = by_row[row]
        if len(cells) == 1 and 5 <= len(name := fold(cells[0].text)) <= 40 and name.endswith("表"):
            return cells[0]
    return None


def _start(by_row: dict[int, list[SheetCell]], starts: Sequence[int], place: int) -> int:
    return 0 if place == 0 else starts[place]


def _sheet_named(name: str, form: FormDef) -> float:
    folded = fold(name)
    if folded and (fold(form.title) in folded or (len(folded) >= 6 and folded in fold(form.title))):
        return 1.0
    return 0.8 if fold(form.code) in folded else 0.0


def _body_share(located: Located) -> float:
    """How many of the form's fixed rows were found; for rows by code, whether what stands there are such rows."""
    form = located.form
    fixed = {row.id for block in form.blocks for row in block.rows if row.source in ("填", "算")}
    seen = {row.id for row in located.rows}
    if fixed:
        return min(1.0, len(fixed & seen) / len(fixed)) if len(fixed) > 1 else 1.0
    strange = sum("没有读取" in remark.say for remark in located.questions)
    return 1.0 if not strange else len(seen) / (len(seen) + strange)
