"""Which row of a sheet is which row of the document: by their names, then by where they stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from desktop.exchange.words import alike, fold

_ALIKE = 0.6
Texts = Mapping[str, str]


@dataclass(slots=True)
class RowMatch:
    """``same``: row of the sheet → row of the document. ``renamed``: those of them that are called otherwise. Both lists in their order."""

    same: dict[str, str] = field(default_factory=dict)
    renamed: list[str] = field(default_factory=list)
    new: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)


def match_rows(listed: Sequence[tuple[str, Texts]], present: Sequence[tuple[str, Texts]], levels: Sequence[str], label: str) -> RowMatch:
    """Match by all names (levels and label), then by the label alone, then by place between matched neighbours.

    Equal names are matched in their order, so that what is printed twice stays twice.
    """
    found = RowMatch()
    for columns in ((*levels, label), (label,)):
        _by_names(listed, present, columns, found)
    _by_place(listed, present, label, found)
    taken = set(found.same.values())
    found.new = [one for one, _ in listed if one not in found.same]
    found.gone = [one for one, _ in present if one not in taken]
    return found


def _key(texts: Texts, columns: Sequence[str]) -> tuple[str, ...]:
    key = tuple(fold(texts.get(column, "")) for column in columns)
    return key if key[-1] or (len(key) > 1 and any(key)) else ()


def _by_names(listed: Sequence[tuple[str, Texts]], present: Sequence[tuple[str, Texts]], columns: Sequence[str], found: RowMatch) -> None:
    waiting: dict[tuple[str, ...], list[str]] = {}
    taken = set(found.same.values())
    for row, texts in present:
        if row not in taken:
            waiting.setdefault(_key(texts, columns), []).append(row)
    for row, texts in listed:
        key = _key(texts, columns)
        if row not in found.same and key and waiting.get(key):
            found.same[row] = waiting[key].pop(0)


def _by_place(listed: Sequence[tuple[str, Texts]], present: Sequence[tuple[str, Texts]], label: str, found: RowMatch) -> None:
    """Rows between the same neighbours, as many here as there, and called nearly the same."""
    places = {row: at for at, (row, _) in enumerate(present)}
    matched = [(at, places[found.same[row]]) for at, (row, _) in enumerate(listed) if row in found.same]
    edges = [(-1, -1), *matched, (len(listed), len(present))]
    for (a, b), (c, d) in pairwise(edges):
        if c - a != d - b or c - a < 2 or d <= b:
            continue
        for step in range(1, c - a):
            row, texts = listed[a + step]
            other, known = present[b + step]
            left, right = fold(texts.get(label, "")), fold(known.get(label, ""))
            if other in found.same.values() or (left and right and alike(left, right) < _ALIKE):
                continue
            found.same[row] = other
            found.renamed.append(row)
