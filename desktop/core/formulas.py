"""Syntax trees made into closures, once per formula text.

A closure takes the *operands* of one instance of the formula: nodes of the graph (:mod:`desktop.core.graph`), one per reference, in the
order in which the references are written. It reads ``node.q`` and gives a quantity. A check has a second closure that gives a
:class:`Verdict` with both sides.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache

from desktop.core.aggregates import Node, Run, aggregate
from desktop.core.functions import PLAIN, count_if, picked, same_name_count, sum_if
from desktop.core.instances import OF_ROW
from desktop.core.judging import Judge, every, some
from desktop.core.language import (
    Binary,
    Call,
    Compare,
    Expr,
    FormulaError,
    Logic,
    Not,
    Number,
    Ref,
    Sum,
    Text,
    parse_expr,
    parse_let,
)
from desktop.core.quantity import (
    BLANK,
    NO,
    YES,
    ZERO,
    Broken,
    Quantity,
    absolute,
    add,
    divide,
    exact,
    multiply,
    negate,
    rounded,
)
from desktop.core.score_calls import ScoreCall, far_beyond
from desktop.core.signatures import AGGREGATES, CONDITIONAL, SCORING, TOLERANT, YEAR
from desktop.core.verdicts import COMPARISONS, Verdict, compare, truth


@dataclass(frozen=True, slots=True)
class Operand:
    """One reference of a formula. ``many``: it stands where several cells are meant. ``tolerant``: a blank there is dealt with.

    ``blankness``: only whether the cell is, or all of ``many`` are, blank is asked. ``parameter``, ``empty_form`` and ``profile`` stand for 参数("…"), 空表("…") and the scoring
    profile of the form, which take a place among the operands too.
    """

    ref: Ref | None = None
    many: bool = False
    tolerant: bool = False
    blankness: bool = False
    parameter: str = ""
    empty_form: str = ""
    profile: bool = False


@dataclass(frozen=True, slots=True)
class Compiled:
    """``literal``: constants take part, so that the result of blank operands has to be blanked explicitly."""

    tree: Expr
    operands: tuple[Operand, ...]
    run: Run
    judge: Judge
    literal: bool = False
    scoring: ScoreCall | None = None  # the first function in it that goes by a scoring profile

    @property
    def scored(self) -> bool:
        """Whether the formula is such a function and nothing else."""
        return self.scoring is not None and isinstance(self.tree, Call) and self.tree.name == self.scoring.name

    @property
    def equation(self) -> bool:
        return isinstance(self.tree, Compare) and self.tree.sign == "="


@lru_cache(maxsize=4096)
def compile_let(text: str) -> tuple[Ref, Compiled]:
    """(target, right side). Raises FormulaError."""
    let = parse_let(text)
    return let.target, _compile(let.value, False)


@lru_cache(maxsize=4096)
def compile_expr(text: str, for_rows: bool = False) -> Compiled:
    """``for_rows``: a check that is made for many rows. Raises FormulaError."""
    return _compile(parse_expr(text), for_rows)


def _compile(tree: Expr, shared: bool) -> Compiled:
    maker = _Maker(shared)
    run = maker.value(tree, False)
    first = len(maker.operands)
    judge = maker.judge(tree)
    operands = maker.operands[:first]
    return Compiled(tree, tuple(operands), run, judge, maker.literal, maker.scoring)


class _Maker:
    """One walk over a tree. References are numbered as they are met; the same reference in the same role has one number."""

    def __init__(self, shared: bool) -> None:
        self.shared = shared  # a check of many rows: what is the same for all of them may have a node of its own
        self.operands: list[Operand] = []
        self.literal = False
        self.scoring: ScoreCall | None = None

    def slot(self, operand: Operand) -> int:
        if operand in self.operands:
            return self.operands.index(operand)
        self.operands.append(operand)
        return len(self.operands) - 1

    def value(self, expr: Expr, tolerant: bool) -> Run:
        match expr:
            case Number(constant):
                self.literal = True
                fixed = exact(constant)
                return lambda nodes: fixed
            case Text(text):
                words: Quantity = (text, ZERO, True)
                return lambda nodes: words
            case Ref():
                place = self.slot(Operand(expr, tolerant=tolerant))
                return lambda nodes: nodes[place].q
            case Sum(terms):
                return self.sum(terms, tolerant)
            case Binary(sign, left, right):
                a, b = self.value(left, tolerant), self.value(right, tolerant)
                work = multiply if sign == "×" else divide
                return lambda nodes: work(a(nodes), b(nodes))
            case Compare("=" | "≠" | ">" as sign, Call("计数", (Ref() as ref,)), Number(zero)) if self.asks_unfilled(ref, zero):
                place = self.slot(Operand(ref, many=True, tolerant=True, blankness=True))
                if sign == "=":
                    return lambda nodes: nodes[place].q
                return lambda nodes: NO if truth(nodes[place].q) else YES
            case Compare(sign, left, right):
                a, b = self.value(left, tolerant), self.value(right, tolerant)
                plain = COMPARISONS[sign]
                return lambda nodes: YES if plain(a(nodes), b(nodes)) else NO
            case Logic(word, parts):
                runs = tuple(self.value(part, tolerant) for part in parts)
                meet = all if word == "且" else any
                return lambda nodes: YES if meet(truth(run(nodes)) for run in runs) else NO
            case Not(part):
                inner = self.value(part, tolerant)
                return lambda nodes: NO if truth(inner(nodes)) else YES
            case Call(name, arguments):
                return self.call(name, arguments, tolerant or name in TOLERANT)

    def sum(self, terms: tuple[tuple[bool, Expr], ...], tolerant: bool) -> Run:
        runs = tuple((plus, self.value(term, tolerant)) for plus, term in terms)
        if all(plus for plus, _ in runs) and len(runs) == 2:
            first, second = runs[0][1], runs[1][1]
            return lambda nodes: add(first(nodes), second(nodes))

        def run(nodes: Sequence[Node]) -> Quantity:
            total = BLANK
            for plus, term in runs:
                total = add(total, term(nodes) if plus else negate(term(nodes)))
            return total

        return run

    def call(self, name: str, arguments: tuple[Expr, ...], tolerant: bool) -> Run:
        if name in AGGREGATES:
            return self.aggregate(name, arguments, tolerant)
        if name in CONDITIONAL:
            return self.conditional(name, arguments, tolerant)
        if name in SCORING:
            place = self.slot(Operand(profile=True, tolerant=True))
            scoring = ScoreCall(name, place, [self.value(argument, tolerant) for argument in arguments])
            self.scoring = self.scoring or scoring
            return scoring.run
        if name == "远超目标":
            held, given = self.slot(Operand(profile=True, tolerant=True)), [self.value(argument, tolerant) for argument in arguments]
            return lambda nodes: far_beyond(nodes[held].q[0], [one(nodes) for one in given])
        if name == YEAR:
            self.literal = True
            place = self.slot(Operand(parameter=YEAR, tolerant=True))
            return lambda nodes: nodes[place].q
        if name in PLAIN:
            work, texts = PLAIN[name], [self.value(argument, tolerant) for argument in arguments]
            return lambda nodes: work(*[one(nodes) for one in texts])
        if name in ("参数", "空表"):
            text = arguments[0].value if isinstance(arguments[0], Text) else ""
            self.literal = True
            operand = Operand(parameter=text, tolerant=True) if name == "参数" else Operand(empty_form=text, tolerant=True)
            place = self.slot(operand)
            return lambda nodes: nodes[place].q
        if name == "四舍五入":
            places = int(arguments[1].value) if isinstance(arguments[1], Number) else 0
            inner = self.value(arguments[0], tolerant)
            return lambda nodes: rounded(inner(nodes), places)
        if name == "空" and self.shared and isinstance(arguments[0], Ref) and _same_for_all_rows(arguments[0]):
            place = self.slot(Operand(arguments[0], tolerant=True, blankness=True))
            return lambda nodes: nodes[place].q
        runs = [self.value(argument, tolerant) for argument in arguments]
        a = runs[0]
        if name == "绝对值":
            return lambda nodes: absolute(a(nodes))
        if name == "空":
            return lambda nodes: YES if a(nodes)[0] is None else NO
        b = runs[1]
        if name == "差率":
            return lambda nodes: divide(add(a(nodes), negate(b(nodes))), b(nodes))
        if name == "占比":
            return lambda nodes: divide(a(nodes), b(nodes))
        if name == "天数":
            return lambda nodes: _days(a(nodes), b(nodes))
        if name == "取或":
            return lambda nodes: b(nodes) if a(nodes)[0] is None else a(nodes)
        if name == "若":
            c = runs[2]
            return lambda nodes: b(nodes) if truth(a(nodes)) else c(nodes)
        raise FormulaError(f"没有名为“{name}”的函数。")

    def conditional(self, name: str, arguments: tuple[Expr, ...], tolerant: bool) -> Run:
        """Over the cells in whose rows another cell holds a wanted value."""
        *ranges, condition = arguments[: CONDITIONAL[name]]
        assert isinstance(condition, Ref)
        summed = [self.slot(Operand(one, many=True, tolerant=tolerant)) for one in ranges if isinstance(one, Ref)]
        asked = self.slot(Operand(condition, many=True, tolerant=True))
        wanted = self.value(arguments[CONDITIONAL[name]], tolerant)
        if name == "计数若":
            return lambda nodes: count_if(nodes[asked].cells(), wanted(nodes))
        if name == "同名数" and len(arguments) > 2 and isinstance(arguments[2], Ref):
            beside = self.slot(Operand(arguments[2], many=True, tolerant=True))
            among = self.value(arguments[3], tolerant)
            return lambda nodes: same_name_count(picked(nodes[asked].cells(), nodes[beside].cells(), among(nodes)), wanted(nodes))
        if name == "同名数":
            return lambda nodes: same_name_count(nodes[asked].cells(), wanted(nodes))
        place = summed[0]
        return lambda nodes: sum_if(nodes[place].cells(), nodes[asked].cells(), wanted(nodes))

    def aggregate(self, name: str, arguments: tuple[Expr, ...], tolerant: bool) -> Run:
        """Over references, and over plain values beside them: 最大([1..8,1], 0)."""
        groups = tuple(self.slot(Operand(one, many=True, tolerant=tolerant)) for one in arguments if isinstance(one, Ref))
        return aggregate(name, groups, tuple(self.value(one, tolerant) for one in arguments if not isinstance(one, Ref)))

    # checks

    def asks_unfilled(self, ref: Ref, limit: Decimal) -> bool:
        """Whether the count of these cells beside ``limit`` asks no more than whether all are blank, the same on every row."""
        return self.shared and not limit and _same_for_all(ref)

    def judge(self, expr: Expr) -> Judge:
        match expr:
            case Compare("=" | "≠" | ">", Call("计数", (Ref() as ref,)), Number(zero)) if self.asks_unfilled(ref, zero):
                run = self.value(expr, False)  # there are no two sides to be told
                return lambda nodes: Verdict(truth(run(nodes)))
            case Compare(sign, left, right):
                a, b = self.value(left, False), self.value(right, False)
                return lambda nodes: compare(sign, a(nodes), b(nodes))
            case Logic("且", parts):
                return every(tuple(self.judge(part) for part in parts))
            case Logic(_, parts):
                return some(tuple(self.judge(part) for part in parts))
            case Call("若", (condition, then, otherwise)):
                asked, yes, no = self.value(condition, False), self.judge(then), self.judge(otherwise)
                return lambda nodes: yes(nodes) if truth(asked(nodes)) else no(nodes)
            case _:
                run = self.value(expr, False)
                return lambda nodes: Verdict(truth(run(nodes)))


def _same_for_all(ref: Ref) -> bool:
    """Whether a reference to several cells means the same ones on every row that a check is made for."""
    relative = ref.form.endswith(OF_ROW) or (ref.rows.kind == "word" and ref.rows.first in ("本行", "下级", "上级"))
    return not relative and (ref.columns is None or ref.columns.kind != "current")


def _same_for_all_rows(ref: Ref) -> bool:
    fixed = ref.rows.kind in ("id", "number") or ref.rows.first == "合计"
    return not ref.form.endswith(OF_ROW) and fixed and (ref.columns is None or ref.columns.kind in ("id", "number"))


def _days(first: Quantity, second: Quantity) -> Quantity:
    """Days from one date (as kept: 2025-08-20) to another; blank where one of them is not filled in."""
    if first[0] is None or second[0] is None:
        return BLANK
    try:
        between = date.fromisoformat(str(second[0])) - date.fromisoformat(str(first[0]))
    except ValueError:
        raise Broken("这里应是日期。") from None
    return exact(Decimal(between.days))
