"""Syntax trees of the formula language. They are immutable and comparable, so that they can be kept and shared."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Literal

WORDS: Final = frozenset({"本行", "本项", "下级", "上级", "父", "叶", "类", "款", "项", "合计"})
"""Row words; every other bare name in the place of a row is a row id."""


class FormulaError(Exception):
    """A formula that cannot be read, or that names something that does not exist: the pack is wrong, not the data.

    ``position`` counts characters from 1; 0 means that the place is not known.
    """

    def __init__(self, problem: str, text: str = "", position: int = 0) -> None:
        self.problem, self.text, self.position = problem, text, position
        super().__init__(problem, text, position)

    def __str__(self) -> str:
        place = f"（第 {self.position} 个字符）" if self.position else ""
        return f"公式“{self.text}”有误{place}：{self.problem}" if self.text else self.problem


@dataclass(frozen=True, slots=True)
class Rows:
    """What stands before the comma. ``number``/``range`` are 行次, ``id`` a row id or code, ``word`` one of WORDS or ``*``."""

    kind: Literal["number", "range", "id", "word"]
    first: str
    last: str = ""


@dataclass(frozen=True, slots=True)
class Columns:
    """What stands behind the comma. ``number``/``range`` are 栏次, ``id`` a column id, ``current`` is ``*``."""

    kind: Literal["number", "range", "id", "current"]
    first: str = ""
    last: str = ""


@dataclass(frozen=True, slots=True)
class Number:
    value: Decimal


@dataclass(frozen=True, slots=True)
class Text:
    value: str


@dataclass(frozen=True, slots=True)
class Ref:
    """``form`` is "" for the own form; ``columns`` is None for the one-part ``封面[资金来源]``."""

    prior: bool
    form: str
    rows: Rows
    columns: Columns | None


@dataclass(frozen=True, slots=True)
class Sum:
    """``terms``: (added, term); ``added`` is False where the term is subtracted."""

    terms: tuple[tuple[bool, Expr], ...]


@dataclass(frozen=True, slots=True)
class Binary:
    """A product or quotient."""

    sign: Literal["×", "÷"]
    left: Expr
    right: Expr


@dataclass(frozen=True, slots=True)
class Compare:
    """A comparison; as a condition or as what a check asks."""

    sign: str  # = ≠ < ≤ > ≥
    left: Expr
    right: Expr


@dataclass(frozen=True, slots=True)
class Logic:
    """Conditions joined by one word."""

    word: Literal["且", "或"]
    parts: tuple[Expr, ...]


@dataclass(frozen=True, slots=True)
class Not:
    part: Expr


@dataclass(frozen=True, slots=True)
class Call:
    """A function of :data:`FUNCTIONS`."""

    name: str
    arguments: tuple[Expr, ...]


Expr = Number | Text | Ref | Sum | Binary | Compare | Logic | Not | Call


@dataclass(frozen=True, slots=True)
class Let:
    """A calc: ``target`` gets ``value``."""

    target: Ref
    value: Expr


@dataclass(frozen=True, slots=True)
class Each:
    """The rows over which a check runs; ``form`` is "" for the own form."""

    form: str
    rows: Rows


def references(expr: Expr | Let) -> list[Ref]:
    """Every reference of a formula in the order in which it is written (of a ``Let`` those of its right side)."""
    match expr:
        case Ref():
            return [expr]
        case Let(_, value):
            return references(value)
        case Sum(terms):
            return [ref for _, term in terms for ref in references(term)]
        case Binary(_, left, right) | Compare(_, left, right):
            return references(left) + references(right)
        case Logic(_, parts) | Call(_, parts):
            return [ref for part in parts for ref in references(part)]
        case Not(part):
            return references(part)
        case _:
            return []
