"""The order of rows that a clerk lists himself: numbers with gaps, so that most rows keep theirs when one comes between."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from desktop.core.cells import ORDER, Row, Sheet
from desktop.core.operations import Edit

GAP: Final = 10


def place_of(row: Row) -> int | None:
    """The number a row is sorted by; None where it has none."""
    text = row.attr(ORDER)
    return int(text) if text.isdigit() else None


def placed(row: Row, place: int) -> Row:
    """The row at a place."""
    rest = tuple(pair for pair in row.attrs if pair[0] != ORDER)
    return replace(row, attrs=tuple(sorted((*rest, (ORDER, f"{place:06d}")))))


def number_places(places: Sequence[int | None]) -> list[int]:
    """Places for a sequence in which None stands for rows that need one; the others keep theirs unless there is no room between them."""
    known = [place for place in places if place is not None]
    if any(later <= earlier for earlier, later in pairwise(known)):
        return [GAP * number for number in range(1, len(places) + 1)]
    found: list[int] = []
    at = 0
    while at < len(places):
        place = places[at]
        if place is not None:
            found.append(place)
            at += 1
            continue
        end = next((later for later in range(at, len(places)) if places[later] is not None), len(places))
        low, count = (found[-1] if found else 0), end - at
        above = places[end] if end < len(places) else None
        step = GAP if above is None else (above - low) // (count + 1)
        if step < 1:
            return [GAP * number for number in range(1, len(places) + 1)]
        found += [low + step * number for number in range(1, count + 1)]
        at = end
    return found


def arrange(form: str, sheet: Sheet | None, order: Sequence[str], made: Sequence[Row] = (), moved: Sequence[str] = ()) -> list[Edit]:
    """Edits that put the rows of a sheet in this order of ids. ``made`` are rows that come, ``moved`` ids that give up their place."""
    old = dict(sheet.rows) if sheet else {}
    new = {row.id: row for row in made}
    places = number_places([None if one in new or one in moved else place_of(old[one]) for one in order])
    edits: list[Edit] = []
    for row_id, place in zip(order, places, strict=True):
        before = old.get(row_id)
        after = placed(new.get(row_id) or old[row_id], place)
        if before != after:
            edits.append(Edit("row", (form, row_id), before, after))
    return edits


def ordered(sheet: Sheet | None) -> list[str]:
    """Ids of the rows of a sheet as printed."""
    return [row.id for row in sheet.sorted_rows()] if sheet else []


def inserted(order: Sequence[str], ids: Sequence[str], after: str | None) -> list[str]:
    """The order with ``ids`` behind the row ``after`` ("" = first, None or unknown = last)."""
    rest = [one for one in order if one not in ids]
    at = 0 if after == "" else rest.index(after) + 1 if after in rest else len(rest)
    return [*rest[:at], *ids, *rest[at:]]
