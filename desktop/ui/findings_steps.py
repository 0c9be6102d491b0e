"""What is different between two lists of findings, line by line, so that a view need not read thousands of lines anew after a key stroke."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Final

from desktop.core.findings import Finding
from desktop.ui.findings_groups import Group, Order, Wish, place_in_table

if TYPE_CHECKING:
    from desktop.core.evaluate import Model

Step = tuple[int, int, Finding | None, Order | None]

_FEW: Final = 60
"""Lines that come and go one by one; more are read anew."""


def differences(old: Sequence[Finding], new: Sequence[Finding]) -> tuple[list[int], list[int]] | None:
    """Places to take out of ``old``, and then places to bring in, so that the keys are those of ``new``; None where more than a few are different
    or their order is."""
    if len(old) == len(new) and all(one is other or one.key == other.key for one, other in zip(old, new, strict=True)):
        return [], []
    before, after = [finding.key for finding in old], [finding.key for finding in new]
    was, now = set(before), set(after)
    if len(was) < len(before) or len(now) < len(after) or len(was ^ now) > _FEW:
        return None
    if [key for key in before if key in now] != [key for key in after if key in was]:
        return None
    return [at for at, key in enumerate(before) if key not in now], [at for at, key in enumerate(after) if key not in was]


def steps_of(groups: Sequence[Group], wish: Wish, model: Model, new: Sequence[Finding], gone: Sequence[Finding]) -> list[Step] | None:
    """What a change of the tables' findings does to the lines, one step after the other: (group, place, finding, order). Without finding the line
    goes, without order it stands there in the place of another, else it comes. None where groups come or go, or too much is different.
    """
    if len(new) + len(gone) > 2 * _FEW:
        return None
    instead = {finding.key: finding for finding in new}
    if len(instead) < len(new):
        return None
    lines = {group.key: _Lines(number, group) for number, group in enumerate(groups)}
    steps: list[Step] = []
    for finding in gone:
        if not wish.wants(finding):
            continue
        here = lines.get(wish.key_of(finding))
        at = here.place_of(finding) if here is not None else -1
        if here is None or at < 0:
            return None
        now = instead.get(finding.key)
        if now is not None and wish.wants(now) and lines.get(wish.key_of(now)) is here and _order(wish, model, now) == here.orders[at]:
            here.findings[at] = now
            steps.append((here.number, at, now, None))
            del instead[finding.key]
        else:
            del here.findings[at], here.orders[at]
            steps.append((here.number, at, None, None))
    for finding in instead.values():
        if not wish.wants(finding):
            continue
        there, order = lines.get(wish.key_of(finding)), _order(wish, model, finding)
        if there is None or order is None:
            return None
        at = bisect_right(there.orders, order)
        there.orders.insert(at, order)
        there.findings.insert(at, finding)
        steps.append((there.number, at, finding, order))
    return None if any(not each.is_left for each in lines.values()) else steps


class _Lines:
    """The lines of a group as they come to be; copied when they are first asked for."""

    def __init__(self, number: int, group: Group) -> None:
        self.number, self._group = number, group

    @cached_property
    def findings(self) -> list[Finding]:
        return list(self._group.findings)

    @cached_property
    def orders(self) -> list[Order]:
        return list(self._group.orders)

    @property
    def is_left(self) -> bool:
        return bool(self.__dict__.get("findings", self._group.findings))

    def place_of(self, finding: Finding) -> int:
        """Where a finding stands now; −1 where its key is not there, or there twice."""
        known = list(map(id, self.findings))
        if id(finding) in known:
            return known.index(id(finding))
        same = [at for at, one in enumerate(self.findings) if one.key == finding.key]
        return same[0] if len(same) == 1 else -1


def _order(wish: Wish, model: Model, finding: Finding) -> Order | None:
    place = model.finding_order(finding)
    return wish.order_of(finding, place_in_table(place)) if place is not None else None
