"""Findings: what the checks say, with everything a clerk needs to act: what is wrong, why it must hold, what to do, and every cell."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from desktop.core.amounts import Value
from desktop.core.cells import CellRef

Severity = Literal["error", "warning", "hint"]
"""error 必须改 · warning 须说明 · hint 提示"""
Tier = Literal["基本", "严格", "波动", "文表", "绩效"]
Outcome = Literal["violated", "definition error"]
"""A broken formula is a definition error of the pack and is never reported as bad data."""


@dataclass(frozen=True, slots=True)
class FindingCell:
    """A cell of a finding with its label and effective value at the time, and where the value came from (``source``)."""

    ref: CellRef
    label: str
    value: Value | None
    source: str  # "entered" | "imported" | "computed" | "prior" | "blank"


@dataclass(frozen=True, slots=True)
class Repair:
    """A certain repair, offered in one click (see :mod:`desktop.core.repairs`): ``take_computed`` drops the entry, ``take_name``,
    ``fill_sentence`` and ``set_value`` write ``text``, ``read_text`` makes the amount of a text, ``add_parent`` adds the row of a code."""

    kind: Literal["take_computed", "take_name", "fill_sentence", "set_value", "read_text", "add_parent"]
    ref: CellRef
    text: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check says at one place. ``left``, ``right``, ``difference`` and ``slack`` are in the unit in which the book is kept; ``slack`` is how far
    apart the sides may be by rounding alone. ``fingerprint`` is of the figures: a reason holds as long as it stays the same."""

    check: str
    severity: Severity
    tier: Tier
    outcome: Outcome
    table: str
    scope: str  # row id or column that tells findings of one check apart; "" where a check has only one
    say: str
    why: str
    how: str
    left: Decimal | str | None = None
    right: Decimal | str | None = None
    difference: Decimal | None = None
    slack: Decimal | None = None
    cells: tuple[FindingCell, ...] = ()
    repair: Repair | None = None
    state: Literal["open", "acknowledged", "stale"] = "open"
    reason: str = ""
    fingerprint: str = ""
    reason_at: CellRef | None = None  # where the reason is written that the sentences use too
    reason_given: str = ""  # what stands there

    @property
    def key(self) -> tuple[str, str, str]:
        return (self.check, self.table, self.scope)

    @property
    def blocks(self) -> bool:
        """Whether 定稿 has to wait for it."""
        return self.severity == "error" or (self.severity == "warning" and self.state != "acknowledged")
