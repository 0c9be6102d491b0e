"""The free rows of a form on a sheet: one after another below their heading, up to the next line of the form."""

from __future__ import annotations

import re
from collections.abc import Sequence

from desktop.exchange.blueprint import Blueprint, Line, Spot
from desktop.exchange.body import is_note
from desktop.exchange.grid import SheetCell
from desktop.exchange.ground import Ground
from desktop.exchange.line_match import Matched
from desktop.exchange.line_values import head_column
from desktop.exchange.located import ListArea, ListedRow, Located, Place, Remark
from desktop.exchange.words import fold, plain, without_ordinal, words

_BLANKS = 30  # empty rows after which a list without an end is over
_ORDINAL_LINE = re.compile(r"[(（]?[一二三四五六七八九十]{1,3}[)）]?[、.．]?")


class Listing:
    """Reads the rows of one list."""

    def __init__(self, located: Located, plan: Blueprint, ground: Ground, matched: Matched) -> None:
        self.located, self.plan, self.ground, self.matched = located, plan, ground, matched
        self.columns: dict[int, int] = {}
        family = plan.family
        self.grouped = family.grouped_by if family else ()
        self.carried: dict[str, SheetCell] = {}
        self.group = ""
        self.merged_columns: set[int] = set()

    def read(self) -> int | None:
        """Read all rows; the last row of the sheet that belongs to the list."""
        heading = self._heading()
        if heading is None:
            return None
        self._find_columns()
        if not self.columns:
            return None
        rows, end = self._rows(heading)
        self._tell_area(heading, end)
        inside = set(rows)
        self.merged_columns = {
            merge.left for merge in self.ground.sheet.merges if merge.bottom > merge.top and (merge.top in inside or merge.bottom in inside)
        }
        size = len(self.plan.repeats)
        at = 0
        while at < len(rows):
            if size == 1 and self._other(rows[at]):
                at += 1
                continue
            self._take(rows[at : at + size])
            at += size
        return end

    def _tell_area(self, heading: int, end: int) -> None:
        spots = [spot for line in self.plan.repeats for spot in line.spots if id(spot) in self.columns]
        later = [row for row in self.matched.rows.values() if row > heading]
        self.located.list_area = ListArea(
            self.ground.below(heading) + 1,
            min(later, default=end + 1),
            {spot.column: self.columns[id(spot)] for spot in spots if spot.is_value},
            next((self.columns[id(spot)] for spot in spots if spot.numbered), None),
            bool(later),
        )

    def _heading(self) -> int | None:
        first = self.plan.repeats[0].number
        above = [row for number, row in self.matched.rows.items() if number < first]
        return max(above) if above else None

    def _find_columns(self) -> None:
        spots = [spot for line in self.plan.repeats for spot in line.spots if spot.is_value or spot.numbered]
        for spot in spots:
            column = head_column(self.plan, spot, self.matched, self.ground)
            if column is None and spot.numbered:
                column = self._number_column(spot)
            if column is not None and (column not in self.columns.values() or len(self.plan.repeats) > 1):
                self.columns[id(spot)] = column
        for before, spot, after in zip([None, *spots], spots, [*spots[1:], None], strict=False):
            if id(spot) not in self.columns and spot.is_value:
                self._between(before, spot, after)

    def _number_column(self, spot: Spot) -> int | None:
        for line in reversed(self.plan.lines[: spot.line]):
            for head in line.spots:
                cell = self.matched.cells.get(id(head))
                if cell is not None and head.left <= spot.left <= head.right:
                    return cell.column
        return None

    def _between(self, before: Spot | None, spot: Spot, after: Spot | None) -> None:
        """A column whose heading is missing, between two that are known and leave room for one."""
        left = self.columns.get(id(before)) if before else None
        right = self.columns.get(id(after)) if after else None
        if left is None or right is None or right - left != 2:
            return
        head = self.plan.heads.get(id(spot))
        self.columns[id(spot)] = left + 1
        name = head.text.strip() if head else spot.column
        say = f"表头没有“{name}”，左右两栏中间的一栏按“{name}”读取，请核对。"
        self.located.questions.append(Remark("", self.located.sheet.name, say))

    def _rows(self, heading: int) -> tuple[list[int], int]:
        start = self.ground.below(heading)
        later = [row for row in self.matched.rows.values() if row > heading]
        limit = min(later, default=self.ground.bottom + 1)
        rows: list[int] = []
        last = start
        for row in (row for row in self.ground.rows if start < row < limit):
            cells = self.ground.cells(row)
            if (not later and row - last > _BLANKS) or ends(self.ground, cells, self.plan):
                break
            if self._is_heading(cells):
                self.located.claimed.update((cell.row, cell.column) for cell in cells)
                last = row
                continue
            rows.append(row)
            last = row
        return rows, last

    def _is_heading(self, cells: Sequence[SheetCell]) -> bool:
        """The heading again, behind a page break."""
        texts = {fold(cell.text) for cell in cells}
        return len(texts) > 2 and len(texts & self.plan.vocabulary) * 3 >= len(texts) * 2

    def _other(self, row: int) -> bool:
        """A line of the list that is no row of it: the name of a group, or a total."""
        cells = [cell for cell in self.ground.cells(row) if (cell.row, cell.column) not in self.matched.taken]
        if not cells:
            return True
        group = next((line for line in self.plan.lines if line.group), None)
        if len(cells) == 1 and group is not None and cells[0].column <= min(self.columns.values()) + 1:
            self.group = _group_name(cells[0].text, group)
            self.located.claimed.add((row, cells[0].column))
            return True
        named = [cell for cell in cells if isinstance(cell.value, str)]
        if named and fold(named[0].text) in words().total and named[0].column <= min(self.columns.values()) + 2:
            for cell in cells:
                self.located.claimed.add((row, cell.column))
                self.located.ignored.append(Remark(cell.address, cell.text, "合计行，不是单独的一项，没有读取。"))
            return True
        return False

    # one row ----------------------------------------------------------------------------------------------------------------------

    def _take(self, rows: Sequence[int]) -> None:
        places: dict[str, Place] = {}
        numbers: list[Place] = []
        for line, row in zip(self.plan.repeats, rows, strict=False):
            self._line(line, row, places, numbers)
        filled = {column: place for column, place in places.items() if self.located.sheet.at(*place) is not None}
        own = [place for column, place in filled.items() if place[0] in rows and not self._is_carried(column, place)]
        if not own:
            return
        if self.group and self.plan.lines:
            group = next((line.group for line in self.plan.lines if line.group), "")
            if group and group not in filled:
                self.located.group_names[f"*{len(self.located.listed)}"] = (group, self.group)
        self.located.claimed.update(numbers)
        row_id = f"*{len(self.located.listed)}"
        texts = {column: plain(cell.text) for column, place in filled.items() if (cell := self.located.sheet.at(*place)) is not None}
        self.located.listed.append(ListedRow(row_id, rows[0], texts))
        for column, place in places.items():
            self.located.places[row_id, column] = place
            self.located.occupied.add(place)

    def _line(self, line: Line, row: int, places: dict[str, Place], numbers: list[Place]) -> None:
        for spot in line.spots:
            column = self.columns.get(id(spot))
            if column is None:
                continue
            place = self.ground.place(row, column)
            if spot.numbered:
                numbers.append(place)
                continue
            if place in self.matched.taken:
                continue
            if spot.column in self.grouped:
                place = self._carry(spot.column, place, row)
            elif place[0] != row or place in places.values():
                place = (row, column)  # merged with the row above, or with the column before: the value belongs there
            places[spot.column] = place

    def _carry(self, column: str, place: Place, row: int) -> Place:
        """Where the name of a level stands: in the row, or further up where merged or left blank because it is the same."""
        cell = self.located.sheet.at(*place)
        level = self.grouped.index(column)
        if cell is not None:
            before = self.carried.get(column)
            if before is None or (before.row, before.column) != place:
                if before is None or before.text != cell.text:
                    for deeper in self.grouped[level + 1 :]:
                        self.carried.pop(deeper, None)
                self.carried[column] = cell
            return place
        known = self.carried.get(column)
        if known is None or place[1] in self.merged_columns:
            # in a sheet with merged cells a blank one of its own is blank
            self.carried.pop(column, None)
            return place
        return known.row, known.column

    def _is_carried(self, column: str, place: Place) -> bool:
        return column in self.grouped and place in self.located.occupied


def read_listed(located: Located, plan: Blueprint, ground: Ground, matched: Matched) -> int | None:
    """Fill ``listed`` and the places of the free rows; the last row of the sheet that belongs to them."""
    return Listing(located, plan, ground, matched).read()


def ends(ground: Ground, cells: Sequence[SheetCell], plan: Blueprint) -> bool:
    """Whether a row stands below the form: a note, a signature, a text across the whole form."""
    if is_note(cells[0]):
        return True
    text = fold(cells[0].text)
    if any(len(text) >= 4 and fold(note).startswith(text[:12]) for note in (*plan.form.notes, plan.form.tail_note) if note):
        return True
    if len(cells) != 1 or any(line.group for line in plan.lines):
        return False
    merge = ground.merge(cells[0].row, cells[0].column)
    width = len(plan.form.layout.widths) or len(plan.lines[0].spots)
    return merge is not None and merge.right - merge.left + 1 >= max(3, width)


def _group_name(text: str, line: Line) -> str:
    """(一)运转类项目（项目类别） → 运转类项目: without the number, and without the words that the form prints around the name."""
    name = plain(text)
    for spot in line.spots:
        for part in (spot.before, spot.behind, spot.text if not spot.is_value else ""):
            stripped = re.sub(r"\[[^\[\]]*\]", "", plain(part)).strip()
            if len(fold(stripped)) > 1:
                name = name.replace(stripped, "")
    name = _ORDINAL_LINE.sub("", name, count=1) if without_ordinal(name) != fold(name) else name
    return re.sub(r"\(项目类别\)\Z", "", name).strip("()、:： ")
