"""What a judge of a rule answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Literal

from desktop.core.cells import CellRef
from desktop.document.preflight_text import Document, Passage
from desktop.forms.rules import RuleDef, RuleSeverity

Outcome = Literal["passed", "violated", "not applicable", "not judgeable"]


@dataclass(frozen=True, slots=True)
class Fault:
    """One place where a rule is broken: the block, the words quoted from it, what is wrong. ``severity`` where it is not the rule's own."""

    block: str
    quote: str
    say: str
    severity: RuleSeverity | None = None
    left: Decimal | None = None
    right: Decimal | None = None
    cells: tuple[CellRef, ...] = ()
    how: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """``why`` says why a rule does not apply or could not be judged. ``noted`` findings stand among the model's own already."""

    outcome: Outcome
    faults: tuple[Fault, ...] = ()
    why: str = ""
    noted: tuple[str, ...] = ()


PASSED: Final = Verdict("passed")
Judge = Callable[[RuleDef, Document], Verdict]


def not_applicable(why: str) -> Verdict:
    return Verdict("not applicable", why=why)


def not_judgeable(why: str) -> Verdict:
    return Verdict("not judgeable", why=why)


def verdict(faults: list[Fault]) -> Verdict:
    return Verdict("violated", tuple(faults)) if faults else PASSED


def quoted(text: str, start: int, end: int) -> str:
    """The sentence around a place, cut where it is long."""
    stops = "。；\n"
    begin = max((text.rfind(stop, 0, start) for stop in stops), default=-1) + 1
    ends = [place for stop in stops if (place := text.find(stop, end)) >= 0]
    finish = min(ends, default=len(text)) + 1
    begin, finish = max(begin, start - 60), min(finish, end + 40)
    return text[begin:finish].strip()


def fault(passage: Passage, start: int, end: int, say: str, severity: RuleSeverity | None = None) -> Fault:
    return Fault(passage.block, quoted(passage.text, start, end), say, severity)
