"""The year's 科目 lists: finding a code, and searching by code, name or pinyin initials.

The lists lie as CSV in ``resources/subjects`` (columns ``code, name, initials, budget, from, to, verified, source, note``; ``from``/``to`` bound the
years of a code, blank = open). Not every code could be checked against a published document: ``verified`` is shipped with each of
them, and :meth:`SubjectCatalog.with_official` lays the official list of a year, imported by the clerk, over them.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from desktop.core.definitions import PackDef, Subject
from desktop.forms.catalog import resources_root

LISTS: Final = ("functional", "economic_department", "economic_government", "revenue")


@dataclass(frozen=True, slots=True)
class _Entry:
    """A subject with its search keys; ``initials`` are the readings, the usual one first (行政运行: xzyx, also typed hzyx)."""

    subject: Subject
    initials: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Renamed:
    """One 科目 that changed its name: ``old`` until the year before ``year``."""

    code: str
    old: str
    new: str
    year: int


class SubjectCatalog:
    """The code lists of one year. Implements :class:`~desktop.core.definitions.SubjectLookup`.

    A list is read when it is first asked for. Immutable: :meth:`with_official` returns another catalog.
    """

    def __init__(self, year: int, lists: Mapping[str, str] | None = None, folder: Path | None = None) -> None:
        """``lists``: name of a list → file stem, as in ``[subjects]`` of a pack; a name that is not there is its own stem."""
        self.year = year
        self._stems = dict(lists or {})
        self._folder = folder or resources_root() / "subjects"
        self._official: dict[str, dict[str, _Entry]] = {}
        self._children: dict[str, dict[str, list[Subject]]] = {}
        self._lists: dict[str, dict[str, _Entry]] = {}

    @classmethod
    def of_pack(cls, pack: PackDef, year: int) -> SubjectCatalog:
        """The lists that a pack names, for a year."""
        return cls(year, dict(pack.subjects))

    # --- SubjectLookup ------------------------------------------------------------------------------------------------------------------

    def find(self, subjects: str, code: str) -> Subject | None:
        entry = self._list(subjects).get(code)
        return entry.subject if entry else None

    def is_official(self, subjects: str) -> bool:
        return subjects in self._official

    # --- looking around -----------------------------------------------------------------------------------------------------------------

    def all(self, subjects: str) -> list[Subject]:
        """Every subject of the list in code order."""
        return [entry.subject for _, entry in sorted(self._list(subjects).items())]

    def children(self, subjects: str, code: str) -> list[Subject]:
        """The next level below ``code`` in code order; below ``""`` stand the 类."""
        if subjects not in self._children:
            below: dict[str, list[Subject]] = {}
            for subject in self.all(subjects):
                below.setdefault(subject.parent, []).append(subject)
            self._children[subjects] = below
        return list(self._children[subjects].get(code, ()))

    def parents(self, subjects: str, code: str) -> list[Subject]:
        """The known ancestors of ``code`` from 类 downwards, without itself; the code itself need not be known."""
        return [found for found in (self.find(subjects, code[:length]) for length in range(1, len(code))) if found]

    def former_names(self, subjects: str, code: str) -> tuple[str, ...]:
        """Names that a code bore before this year, as far as they are known."""
        found = [change.old for change in _renamed(self._folder) if change.code == code and change.year <= self.year]
        return tuple(found) if subjects == "functional" else ()

    def search(self, subjects: str, query: str, limit: int = 50, budgets: tuple[str, ...] = ()) -> list[Subject]:
        """Subjects for what was typed: a code or its beginning, part of a name, or pinyin initials. The likeliest come first.

        ``budgets`` keeps those of these budgets (and those without one).
        """
        wanted = _folded(query)
        if not wanted:
            return []
        ranked = []
        for code, entry in self._list(subjects).items():
            if budgets and entry.subject.budget and entry.subject.budget not in budgets:
                continue
            rank = _rank(entry, code, wanted)
            if rank is not None:
                ranked.append((rank, entry.subject.verified == "no" and not wanted.isdigit(), code, entry.subject))
        ranked.sort(key=lambda found: found[:3])
        return [found[3] for found in ranked[:limit]]

    # --- the official list of a year ----------------------------------------------------------------------------------------------------

    def with_official(self, subjects: str, rows: Iterable[tuple[str, str]], source: str = "") -> SubjectCatalog:
        """A catalog in which ``rows`` (code, name) are the whole list: what is not in them is unknown.

        Budget and initials are kept from the own list where code and name agree. Rows without a numeric code are left out.
        """
        own = self._read(subjects)
        made: dict[str, _Entry] = {}
        for raw_code, raw_name in rows:
            code, name = _folded(raw_code), raw_name.strip()
            if not code.isdigit() or not name:
                continue
            known = own.get(code)
            subject = Subject(code, name, *_place(code), known.subject.budget if known else "", "official", source)
            made[code] = _Entry(subject, known.initials if known and known.subject.name == name else ())
        other = SubjectCatalog(self.year, self._stems, self._folder)
        other._official = {**self._official, subjects: made}
        return other

    # --- reading ------------------------------------------------------------------------------------------------------------------------

    def _list(self, subjects: str) -> dict[str, _Entry]:
        found = self._lists.get(subjects)
        if found is None:
            found = self._lists[subjects] = self._official.get(subjects) or self._read(subjects)
        return found

    def _read(self, subjects: str) -> dict[str, _Entry]:
        stem = self._stems.get(subjects, subjects)
        return {entry.subject.code: entry for entry, first, last in _read_csv(self._folder / f"{stem}.csv") if first <= self.year <= last}


@lru_cache(maxsize=16)
def _read_csv(path: Path) -> tuple[tuple[_Entry, int, int], ...]:
    """Every line of a list with its first and last year; an unknown list is empty."""
    if not path.is_file():
        return ()
    lines = []
    with path.open(encoding="utf-8-sig", newline="") as file:
        for code, name, initials, budget, first, last, verified, source, _note in list(csv.reader(file))[1:]:
            subject = Subject(code, name, *_place(code), budget, verified, source)
            lines.append((_Entry(subject, tuple(initials.split())), int(first or 0), int(last or 9999)))
    return tuple(lines)


@lru_cache(maxsize=4)
def _renamed(folder: Path) -> tuple[Renamed, ...]:
    path = folder / "functional_changes.csv"
    if not path.is_file():
        return ()
    with path.open(encoding="utf-8-sig", newline="") as file:
        return tuple(
            Renamed(line["code"], line["old"], line["new"], int(line["year"] or 0))
            for line in csv.DictReader(file)
            if line["change"] == "更名"
        )


def _place(code: str) -> tuple[int, str]:
    """Level and parent of a code: three digits are the first level, two more each further one."""
    if not code.isdigit():
        return 1, ""
    level = max(1, (len(code) - 1) // 2)
    return level, code[:-2] if level > 1 else ""


def _folded(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).lower()


def _rank(entry: _Entry, code: str, wanted: str) -> int | None:
    """How well a subject fits; smaller is better, ``None`` not at all."""
    if wanted.isdigit():
        return None if not code.startswith(wanted) else 0 if code == wanted else 1
    name = _folded(entry.subject.name)
    if name == wanted:
        return 0
    if name.startswith(wanted):
        return 2
    if wanted in name:
        return 4
    if wanted.isascii():
        for place, initials in enumerate(entry.initials):
            if initials == wanted:
                return 1 + place
            if initials.startswith(wanted):
                return 3 + place
        if any(wanted in initials for initials in entry.initials) and len(wanted) > 1:
            return 7
    return None
