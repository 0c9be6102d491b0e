"""What is different between two lists of findings, line by line, so that a view need not read thousands of lines anew after a key stroke."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
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
    numbers = {group.key: number for number, group in enumerate(groups)}
    lines = [list(zip(group.orders, group.findings, strict=True)) for group in groups] if new or gone else []
    steps: list[Step] = []
    instead = {finding.key: finding for finding in new}
    if len(instead) < len(new):
        return None
    for finding in gone:
        if not wish.wants(finding):
            continue
        number = numbers.get(wish.key_of(finding))
        at = _line_of(lines[number], finding) if number is not None else -1
        if number is None or at < 0:
            return None
        now = instead.get(finding.key)
        order = _order(wish, model, now) if now is not None else None
        if now is not None and wish.wants(now) and numbers.get(wish.key_of(now)) == number and order == lines[number][at][0]:
            lines[number][at] = (order, now)
            steps.append((number, at, now, None))
            del instead[finding.key]
        else:
            del lines[number][at]
            steps.append((number, at, None, None))
    for finding in instead.values():
        if not wish.wants(finding):
            continue
        number, order = numbers.get(wish.key_of(finding)), _order(wish, model, finding)
        if number is None or order is None:
            return None
        at = bisect_right(lines[number], order, key=_first)
        lines[number].insert(at, (order, finding))
        steps.append((number, at, finding, order))
    return None if any(not left for left in lines) else steps


def _line_of(lines: Sequence[tuple[Order, Finding]], finding: Finding) -> int:
    """Where a finding stands now; −1 where its key is not there, or there twice."""
    same = [at for at, (_, one) in enumerate(lines) if one is finding]
    same = same or [at for at, (_, one) in enumerate(lines) if one.key == finding.key]
    return same[0] if len(same) == 1 else -1


def _order(wish: Wish, model: Model, finding: Finding) -> Order | None:
    place = model.finding_order(finding)
    return wish.order_of(finding, place_in_table(place)) if place is not None else None


def _first(line: tuple[Order, Finding]) -> Order:
    return line[0]
