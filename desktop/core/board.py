"""The board of findings: one place per owner (an instance of a check, a rule about a cell), kept sorted while single findings come and go."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Hashable, Mapping
from dataclasses import replace

from desktop.core.cells import Acknowledgement, CellRef
from desktop.core.findings import Finding

SortKey = tuple[object, ...]


class Board:
    """Findings by owner. ``acknowledgements`` are the book's own dict: a finding's state is filled in from it when it is put up."""

    def __init__(self, acknowledgements: Mapping[tuple[str, str, str], Acknowledgement]) -> None:
        self._acknowledgements = acknowledgements
        self._shown: dict[Hashable, tuple[SortKey, int, Finding]] = {}
        self._raw: dict[Hashable, Finding] = {}
        self._by_key: dict[tuple[str, str, str], dict[Hashable, None]] = {}
        self._by_ref: dict[CellRef, dict[Hashable, None]] = {}
        self._sorted: list[tuple[SortKey, int, Finding]] | None = None
        self._all: tuple[Finding, ...] | None = None
        self._errors: Counter[str] = Counter()  # by table
        self._blocking: Counter[str] = Counter()
        self._before: dict[Hashable, Finding | None] = {}
        self._count = 0

    def put(self, owner: Hashable, finding: Finding | None, order: SortKey = ()) -> None:
        """Put up, replace or (None) take down the finding of an owner. ``order`` sorts behind severity."""
        old = self._raw.get(owner)
        if old == finding and (finding is None or self._shown[owner][0] == (_RANK[finding.severity], *order)):
            return
        if old is not None:
            self._drop(owner, old)
        if finding is not None:
            self._raw[owner] = finding
            self._by_key.setdefault(finding.key, {})[owner] = None
            for cell in finding.cells:
                self._by_ref.setdefault(cell.ref, {})[owner] = None
            self._show(owner, finding, (_RANK[finding.severity], *order))

    def drop_form(self, form: str) -> None:
        """A form went with everything that was found in it."""
        for owner in [owner for owner, finding in self._raw.items() if finding.table == form]:
            self.put(owner, None)

    def recheck(self, key: tuple[str, str, str]) -> None:
        """An acknowledgement came or went: fill in the state of its finding anew."""
        for owner in list(self._by_key.get(key, ())):
            order = self._shown[owner][0]
            self._hide(owner)
            self._show(owner, self._raw[owner], order)

    def owners(self) -> list[Hashable]:
        return list(self._raw)

    def owners_of(self, key: tuple[str, str, str]) -> list[Hashable]:
        """What the finding of a key was made for: an instance of a formula, or a rule about a cell."""
        return list(self._by_key.get(key, ()))

    def all(self) -> tuple[Finding, ...]:
        if self._all is None:
            if self._sorted is None:
                self._sorted = sorted(self._shown.values(), key=_without_finding)
            self._all = tuple([entry[2] for entry in self._sorted])
        return self._all

    def at(self, ref: CellRef) -> tuple[Finding, ...]:
        owners = self._by_ref.get(ref)
        return tuple(entry[2] for entry in sorted((self._shown[owner] for owner in owners), key=_without_finding)) if owners else ()

    def orders(self) -> list[SortKey]:
        """What the findings of :meth:`all` are sorted by, in the same order."""
        self.all()
        return [entry[0] for entry in self._sorted or ()]

    def order_of(self, finding: Finding) -> SortKey | None:
        """What a finding of :meth:`all` is sorted by; None for one that is not there."""
        entries = (self._shown[owner] for owner in self._by_key.get(finding.key, ()))
        return next((entry[0] for entry in entries if entry[2] is finding), None)

    def __len__(self) -> int:
        return len(self._shown)

    def has_errors(self, form: str) -> bool:
        return self._errors[form] > 0

    def blocks(self, form: str) -> bool:
        """Whether 定稿 has to wait for a finding of the form."""
        return self._blocking[form] > 0

    def changes(self) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
        """(new, gone) since the last call."""
        new, gone = [], []
        for owner, old in self._before.items():
            entry = self._shown.get(owner)
            now = entry[2] if entry else None
            if now != old:
                if now is not None:
                    new.append(now)
                if old is not None:
                    gone.append(old)
        self._before.clear()
        return tuple(new), tuple(gone)

    def _show(self, owner: Hashable, finding: Finding, order: SortKey) -> None:
        self._remember(owner)
        self._count += 1
        entry = (order, self._count, self._with_state(finding))
        self._shown[owner] = entry
        self._count_in(entry[2], 1)
        if self._sorted is not None:
            insort(self._sorted, entry, key=_without_finding)
        self._all = None

    def _hide(self, owner: Hashable) -> None:
        self._remember(owner)
        entry = self._shown.pop(owner)
        self._count_in(entry[2], -1)
        if self._sorted is not None:
            del self._sorted[bisect_left(self._sorted, entry[:2], key=_without_finding)]
        self._all = None

    def _drop(self, owner: Hashable, old: Finding) -> None:
        self._hide(owner)
        del self._raw[owner]
        _discard(self._by_key, old.key, owner)
        for ref in {cell.ref for cell in old.cells}:
            _discard(self._by_ref, ref, owner)

    def _count_in(self, finding: Finding, step: int) -> None:
        self._errors[finding.table] += step * (finding.severity == "error")
        self._blocking[finding.table] += step * finding.blocks

    def _remember(self, owner: Hashable) -> None:
        if owner not in self._before:
            entry = self._shown.get(owner)
            self._before[owner] = entry[2] if entry else None

    def _with_state(self, finding: Finding) -> Finding:
        """Errors cannot be acknowledged; an acknowledgement given for other figures is stale. A reason that stands where the check asks for
        it acknowledges too, unless it is the very text that was given for other figures."""
        if finding.severity == "error":
            return finding
        given, text = self._acknowledgements.get(finding.key), finding.reason_given
        if given is None and not text:
            return finding
        holds = given is None or given.fingerprint == finding.fingerprint or bool(text and text != given.reason)
        return replace(finding, state="acknowledged" if holds else "stale", reason=text or (given.reason if given else ""))


_RANK = {"error": 0, "warning": 1, "hint": 2}


def _without_finding(entry: tuple[SortKey, int, Finding]) -> tuple[SortKey, int]:
    return entry[0], entry[1]


def _discard(index: dict, key: object, owner: Hashable) -> None:  # type: ignore[type-arg]
    owners = index.get(key)
    if owners is not None:
        owners.pop(owner, None)
        if not owners:
            del index[key]
