"""Findings in groups as the drawer lists them: which group one belongs to, where in it, and which are wanted at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from desktop.app import marks
from desktop.core.findings import Finding, FindingCell
from desktop.ui.bridge import RANK, Bridge

SEVERITIES: Final = ("error", "warning", "hint")
MARK: Final = "待核对"
"""What stands in the place of a check where a clerk marked a cell for follow-up."""
Order = tuple[object, ...]


@dataclass(slots=True)
class Group:
    """``key`` is a severity, "acknowledged", the mark, or the code of a table; ``first`` the place of its first finding in the whole list;
    ``orders`` what the findings are sorted by."""

    key: str
    findings: list[Finding] = field(default_factory=list)
    orders: list[Order] = field(default_factory=list)
    first: int = 0


@dataclass(frozen=True, slots=True)
class Wish:
    """``by`` severity or table; shown is what has all of the ``words``, one of the ``severities`` and is of the ``table`` ("" = any)."""

    by: str = "severity"
    severities: frozenset[str] = frozenset(SEVERITIES)
    words: tuple[str, ...] = ()
    table: str = ""

    @property
    def is_all(self) -> bool:
        return len(self.severities) == len(SEVERITIES) and not self.words and not self.table

    def wants(self, finding: Finding) -> bool:
        return (
            (finding.severity in self.severities or finding.check == MARK)
            and (not self.table or finding.table == self.table)
            and (not self.words or _has_words(finding, self.words))
        )

    def key_of(self, finding: Finding) -> str:
        """The group of a finding."""
        if finding.check == MARK:
            return MARK
        if self.by == "table":
            return finding.table
        return "acknowledged" if finding.state == "acknowledged" else finding.severity

    def order_of(self, finding: Finding, place: Order) -> Order:
        """Where it stands in its group; ``place`` as :func:`place_in_table` and :func:`place_in_text` tell."""
        if self.by == "table":
            return finding.state == "acknowledged", RANK[finding.severity], *place
        return RANK[finding.severity], *place


def place_in_table(order: Order) -> Order:
    """``order``: see :meth:`~desktop.core.evaluate.Model.finding_order`."""
    return 0, order


def place_in_text(at: int) -> Order:
    return 1, at


def grouped(bridge: Bridge, wish: Wish) -> list[Group]:
    """All that is wanted, in the order of the screen; the marks of the clerk are the last group."""
    model = bridge.model
    groups: dict[str, Group] = {}
    places = [*map(place_in_table, model.finding_orders()), *map(place_in_text, range(len(bridge.text_findings)))]
    is_all = wish.is_all
    for finding, place in zip((*model.findings(), *bridge.text_findings), places, strict=True):
        if is_all or wish.wants(finding):
            key = wish.key_of(finding)
            group = groups.get(key)
            if group is None:
                group = groups[key] = Group(key)
            group.findings.append(finding)
            group.orders.append(wish.order_of(finding, place))
    for group in groups.values():
        pairs = sorted(zip(group.orders, group.findings, strict=True), key=_first)
        group.orders, group.findings = [order for order, _ in pairs], [finding for _, finding in pairs]
    ranks = [form.code for form in model.forms()] if wish.by == "table" else [*SEVERITIES, "acknowledged"]
    rank = {key: at for at, key in enumerate(ranks)}
    found = sorted(groups.values(), key=lambda group: (rank.get(group.key, len(rank)), group.orders[0]))
    marked = [finding for finding in mark_findings(bridge) if wish.wants(finding)]
    if marked:
        found.append(Group(MARK, marked, [(at,) for at in range(len(marked))]))
    number_groups(found)
    return found


def _first(pair: tuple[Order, Finding]) -> Order:
    return pair[0]


def number_groups(groups: Sequence[Group]) -> None:
    """Tell every group where it begins."""
    at = 0
    for group in groups:
        group.first = at
        at += len(group.findings)


def mark_findings(bridge: Bridge) -> list[Finding]:
    """Cells marked for follow-up, in the shape of findings, so that one goes there and explains them in the same way."""
    found = []
    for cell in marks.follow_ups(bridge.model):
        value, source = bridge.model.value(cell.ref), bridge.model.source(cell.ref)
        place = FindingCell(cell.ref, cell.label, value, source)
        say = f"{cell.label}：{cell.note}" if cell.note else cell.label
        scope = f"{cell.ref.row}/{cell.ref.column}"
        found.append(Finding(MARK, "hint", "基本", "violated", cell.ref.form, scope, say, "", "", cells=(place,)))
    return found


def _has_words(finding: Finding, wanted: Sequence[str]) -> bool:
    said = (
        finding.check,
        finding.table,
        finding.scope,
        finding.say,
        finding.why,
        finding.how,
        finding.reason,
        *(cell.label for cell in finding.cells),
    )
    text = " ".join(said).casefold()
    return all(word in text for word in wanted)
