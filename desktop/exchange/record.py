"""A form with a printed body found on a part of a sheet: its lines by their labels, its free rows under their heading, every value's place.

The answer is a :class:`~desktop.exchange.located.Located` like that of any table; free rows are in ``listed`` under temporary ids.
"""

from __future__ import annotations

import re

from desktop.core.cells import SENTENCE_COLUMN, SENTENCE_ROW
from desktop.exchange.blueprint import Blueprint, Spot
from desktop.exchange.body import is_note
from desktop.exchange.grid import GridSheet, SheetCell
from desktop.exchange.ground import Ground
from desktop.exchange.heads import Head
from desktop.exchange.line_match import Labels, Matched, match_lines
from desktop.exchange.line_values import copies, line_places
from desktop.exchange.listing import ends, read_listed
from desktop.exchange.located import FoundRow, Located, Remark, form_name
from desktop.exchange.words import plain, words

_ENDING = re.compile(r"[.…·*。\-—]+\Z")


def find_record(
    labels: Labels, sheet: GridSheet, by_row: dict[int, list[SheetCell]], top: int, bottom: int, known: frozenset[str]
) -> tuple[Located, float] | None:
    """The first form of this kind between two rows, and how well it fits (0…1); ``known``: labels of all such forms of the pack."""
    plan = labels.plan
    ground = Ground(sheet, by_row, top, bottom)
    matched = match_lines(labels, ground)
    if not matched.rows:
        return None
    last = _where_next_begins(labels, ground, matched)
    if last is not None:
        ground = Ground(sheet, by_row, top, last)
        matched = match_lines(labels, ground)
        if not matched.rows:
            return None
    fit = _fit(labels, ground, matched, known)
    first = min(matched.rows.values())
    located = Located(plan.form, sheet, top, ground.bottom, Head(first, first), 0.0)
    located.record = plan
    _read(located, plan, ground, matched)
    return located, fit


def _where_next_begins(labels: Labels, ground: Ground, matched: Matched) -> int | None:
    """The row before the same form begins again further down; None where it does not."""
    line = next((line for line in labels.plan.lines if line.fixed and line.labels), None)
    if line is None or line.heading or line.number not in matched.rows:
        return None
    wanted = {spot.key for spot in line.labels}
    starts = []
    for row in ground.rows:
        names = [labels.of(cell.text) for cell in ground.cells(row)[:24]]
        if all(any(found.get(key, 0.0) >= 0.95 for found in names) for key in wanted) and len(ground.cells(row)) > len(wanted):
            starts.append(row)
    end = max(row for number, row in matched.rows.items() if number == line.number)
    first = starts[0] if starts else end
    return starts[1] - 1 if len(starts) > 1 and starts[1] > first else None


def _fit(labels: Labels, ground: Ground, matched: Matched, known: frozenset[str]) -> float:
    """Labels of the form that are here, and labels that are here and belong to the form."""
    wanted = [spot for spot in labels.plan.labels if not spot.floats]
    extra = sum(spot.floats and id(spot) in matched.cells for spot in labels.plan.labels)
    recall = (sum(id(spot) in matched.cells for spot in wanted) + extra) / max(1, len(wanted) + extra)
    strange = 0
    first, last = min(matched.rows.values()), max(matched.rows.values())
    for row in ground.rows:
        if first <= row <= last:
            for cell in ground.cells(row)[:24]:
                if (cell.row, cell.column) not in matched.taken and len(cell.text) < 30:
                    key = plain(cell.text)
                    strange += key in known
    precision = len(matched.taken) / max(1, len(matched.taken) + strange)
    return 2 * recall * precision / (recall + precision) if recall else 0.0


def _read(located: Located, plan: Blueprint, ground: Ground, matched: Matched) -> None:
    spots = {id(spot): spot for line in plan.lines for spot in line.spots}
    located.claimed.update(matched.taken)
    _unit_in_labels(located, matched)
    for spot, cell in matched.doubtful:
        say = f"表样的这一行是“{spot.text.strip()}”，按它读取，请核对。"
        located.questions.append(Remark(cell.address, cell.text, say))
    _place_bare_lines(plan, ground, matched)
    end = read_listed(located, plan, ground, matched) if plan.repeats else None
    used = set(located.occupied)
    for line in plan.lines:
        row = matched.rows.get(line.number)
        if row is None or not line.fixed:
            continue
        for key, place in line_places(plan, line, row, ground, matched).items():
            spot = spots[key]
            if spot.is_value and place not in used and place not in matched.taken:
                located.add(FoundRow(spot.row, row, 0, spot.row))
                located.put(spot.row, spot.column, place)
                used.add(place)
            elif not spot.is_value:
                _constant(located, spot, place)
    _by_lone_labels(located, plan, ground, matched)
    _missing(located, plan, matched)
    _rest(located, plan, ground, matched, end)


def _unit_in_labels(located: Located, matched: Matched) -> None:
    """项目资金（万元）: the unit of the amounts, where a label of the sheet says it."""
    units = "|".join(sorted(words().units, key=len, reverse=True))
    for cell in matched.cells.values():
        found = re.search(rf"\(({units})\)", plain(cell.text))
        if found:
            located.meta.unit, located.meta.unit_cell = found[1].removeprefix("人民币"), cell
            return


def _place_bare_lines(plan: Blueprint, ground: Ground, matched: Matched) -> None:
    """Lines without labels (the row below 预期目标 | 实际完成情况; rows of tasks) follow the line above them, row by row."""
    lines = plan.lines
    for number, line in enumerate(lines):
        if not line.fixed or not line.values or line.number in matched.rows or any(s.is_label and not s.floats for s in line.spots):
            continue
        if number == 0 or lines[number - 1].number not in matched.rows or not lines[number - 1].fixed:
            continue
        run = [line]
        for after in lines[number + 1 :]:
            if not after.fixed or not after.values or any(s.is_label for s in after.spots) or after.number in matched.rows:
                break
            run.append(after)
        above = matched.rows[lines[number - 1].number]
        start = ground.below(above) if lines[number - 1].labels else above
        limit = min((row for row in matched.rows.values() if row > above), default=ground.bottom + 1)
        rows = [row for row in range(start + 1, limit) if row in ground.by_row and _free(ground, matched, row)]
        every = list(range(start + 1, limit))
        chosen = every if len(every) == len(run) else rows
        for bare, row in zip(run, chosen, strict=False):
            matched.rows[bare.number] = row


def _free(ground: Ground, matched: Matched, row: int) -> bool:
    cells = [cell for cell in ground.cells(row) if (cell.row, cell.column) not in matched.taken]
    return bool(cells) and not is_note(cells[0])


def _constant(located: Located, spot: Spot, place: tuple[int, int]) -> None:
    """A cell in which the form prints the same everywhere (10, —)."""
    cell = located.sheet.at(*place)
    if cell is None or place in located.occupied or place in located.claimed:
        return
    located.claimed.add(place)
    dashes = bool(_ENDING.match(plain(cell.text)))
    if not spot.numbered and spot.text.strip() and plain(cell.text) != plain(spot.text) and not dashes:
        located.ignored.append(Remark(cell.address, cell.text, f"表样在这一格印的是“{spot.text.strip()}”，不能填写，没有读取。"))


def _by_lone_labels(located: Located, plan: Blueprint, ground: Ground, matched: Matched) -> None:
    """A label that stands in another row than its line: the value behind it, up to the next label, is its own."""
    for line in plan.lines:
        row = matched.rows.get(line.number)
        for at, spot in enumerate(line.spots):
            cell = matched.cells.get(id(spot)) if spot.is_label and not spot.floats else None
            if cell is None or (row is not None and cell.row == row):
                continue
            following = line.spots[at + 1 :]
            value = following[0] if following and following[0].is_value and id(following[0]) not in plan.heads else None
            if value is None or (value.row, value.column) in located.places:
                continue
            end = min((c for r, c in matched.taken if r == cell.row and c > cell.column), default=1 << 20)
            slots = [one for one in ground.between(cell.row, ground.right_of(cell), end) if (one.row, one.column) not in located.occupied]
            place = (slots[0].row, slots[0].column) if slots else ground.place(cell.row, ground.right_of(cell) + 1)
            located.add(FoundRow(value.row, cell.row, 0, spot.text))
            located.put(value.row, value.column, place)


def _missing(located: Located, plan: Blueprint, matched: Matched) -> None:
    for line in plan.lines:
        for spot in line.labels:
            if id(spot) in matched.cells:
                continue
            heads = any(head is spot for head in plan.heads.values())
            if heads or any(value.row and (value.row, value.column) not in located.places for value in line.values):
                located.misfits.append(f"没有找到“{spot.text.strip()}”{'这一栏' if heads else '这一行'}")


def _rest(located: Located, plan: Blueprint, ground: Ground, matched: Matched, end: int | None) -> None:
    """What no line explains, below the title: notes and copies of merged cells are understood, everything else is listed."""
    first = min(matched.rows.values())
    last = max([*matched.rows.values(), end or 0, *(place[0] for place in located.occupied)])
    columns = {place[1] for place in located.occupied}
    for row in (row for row in ground.rows if row >= first):
        for cell in ground.cells(row):
            place = (row, cell.column)
            if place in located.occupied or place in located.claimed:
                continue
            if row > last and located.notes_row is None and ends(ground, ground.cells(row), plan):
                located.notes_row = row
            if row > last and located.sentence is None and plain(cell.text).startswith(words().sentence):
                located.sentence = cell
                located.put(SENTENCE_ROW, SENTENCE_COLUMN, place)
                continue
            if row > last:
                if located.notes_row is not None and row >= located.notes_row:
                    located.claimed.add(place)
                else:
                    located.ignored.append(Remark(cell.address, cell.text, "在表的最后一行之后，不是表里的内容。"))
            elif copies(ground, cell, located.claimed, located.occupied) or _ENDING.match(plain(cell.text)):
                located.claimed.add(place)
            elif cell.column in columns:
                located.questions.append(
                    Remark(cell.address, cell.text, f"{form_name(located.form)} 在这一行、这一栏没有要填的格，没有读取，请核对。")
                )
            else:
                located.ignored.append(Remark(cell.address, cell.text, f"这一列不是 {form_name(located.form)} 的栏目。"))
