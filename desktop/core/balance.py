"""舍位平衡: whole numbers for figures, so that printed parts add up to printed totals.

Everything here is in units of the last printed place: exact figures are Decimals with a fraction, printed ones are whole. A total is printed
first (rounded half up) and what is left over goes to the parts with the largest remainders, down the tree of rows; columns that have a
total column are kept in step. Each printed figure stays less than one unit away from its exact one wherever that is possible. The order
of rows and columns decides between equal remainders, so that every run gives the same result.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal

from desktop.core.cells import CellRef

Exact = Mapping[CellRef, Decimal]
Shape = tuple[str, tuple[tuple[int, str], ...]]
"""A total row and the signed rows under it; columns that share it are balanced together."""


@dataclass(frozen=True, slots=True)
class Sum:
    """``total`` = Σ sign × part, over cells of one form."""

    total: CellRef
    parts: tuple[tuple[int, CellRef], ...]

    @property
    def is_down(self) -> bool:
        """Whether the parts stand in the column of the total."""
        return all(part.column == self.total.column for _, part in self.parts)

    @property
    def is_across(self) -> bool:
        """Whether the parts stand in the row of the total."""
        return all(part.row == self.total.row for _, part in self.parts)

    def of(self, figures: Mapping[CellRef, Decimal]) -> Decimal:
        """What the parts add up to; a blank part counts 0."""
        return sum((sign * figures.get(part, Decimal(0)) for sign, part in self.parts), Decimal(0))


def half_up(figure: Decimal) -> Decimal:
    """Rounded to a whole number, halves away from zero."""
    return figure.quantize(Decimal(1), rounding="ROUND_HALF_UP")


def apportion(total: Decimal, parts: Sequence[Decimal]) -> list[Decimal]:
    """Whole numbers for ``parts`` that add up to the whole number ``total``, by largest remainder."""
    floors = [part.to_integral_value(rounding=ROUND_FLOOR) for part in parts]
    if not parts:
        return []
    open_units = int(total - sum(floors, Decimal(0)))
    fractional = [at for at, part in enumerate(parts) if part != floors[at]]
    # Figures that are whole already only move when nothing else can.
    order = sorted(fractional, key=lambda at: (floors[at] - parts[at], at)) or list(range(len(parts)))
    if open_units < 0:
        order.reverse()
    step = Decimal(1 if open_units > 0 else -1)
    for turn in range(abs(open_units)):
        floors[order[turn % len(order)]] += step
    return floors


def balance(exact: Exact, sums: Iterable[Sum], fixed: Mapping[CellRef, Decimal] | None = None) -> dict[CellRef, Decimal]:
    """Printed whole numbers for every figure of ``exact``.

    ``sums`` are the additions that hold exactly between them; ``fixed`` are figures that are printed elsewhere already and must stay the same.
    """
    every = [found for found in sums if found.total in exact]
    return _Balancing(exact, every, dict(fixed or {})).run()


class _Balancing:
    def __init__(self, exact: Exact, sums: Sequence[Sum], fixed: dict[CellRef, Decimal]) -> None:
        self.exact = exact
        self.fixed = _with_their_totals(exact, sums, fixed)
        self.printed: dict[CellRef, Decimal] = dict(self.fixed)
        self.across: dict[str, list[Sum]] = {}
        self._cells: dict[str, list[CellRef]] = {}
        for ref in exact:
            self._cells.setdefault(ref.row, []).append(ref)
        self.tables: dict[Shape, list[Sum]] = {}
        for found in sums:
            if found.is_across:
                self.across.setdefault(found.total.row, []).append(found)
            elif found.is_down:
                shape = (found.total.row, tuple((sign, part.row) for sign, part in found.parts))
                self.tables.setdefault(shape, []).append(found)
        self._imply()

    def _imply(self) -> None:
        """What adds up across every row of a table adds up across its total row too, though no formula says so."""
        growing = True
        while growing:
            growing = False
            for (total, parts), table in self.tables.items():
                form = table[0].total.form
                rows = [row for _, row in parts if any(CellRef(form, row, found.total.column) in self.exact for found in table)]
                for pattern in self.across.get(rows[0], ()) if rows else ():
                    sums = [_moved(pattern, row) for row in rows]
                    implied = _moved(pattern, total)
                    known = self.across.setdefault(total, [])
                    if (
                        implied not in known
                        and all(one in self.across.get(row, ()) or one.total not in self.exact for row, one in zip(rows, sums, strict=True))
                        and implied.total in self.exact
                        and implied.of(self.exact) == self.exact[implied.total]
                    ):
                        known.append(implied)
                        growing = True

    def run(self) -> dict[CellRef, Decimal]:
        under = {part for table in self.tables.values() for found in table for _, part in found.parts}
        rows_under = {ref.row for ref in under}
        for row in dict.fromkeys(ref.row for ref in self.exact):
            if row not in rows_under:
                self._print_row(row)
        for table in self._from_the_top():
            for found in table:
                if found.total not in self.printed:
                    self._print_row(found.total.row)
            self._print_table(table)
        for row in dict.fromkeys(ref.row for ref in self.exact if ref not in self.printed):
            self._print_row(row)
        return self.printed

    def _from_the_top(self) -> list[list[Sum]]:
        """Tables in an order in which the row of a total is printed before its parts are."""
        done: dict[Shape, None] = {}
        above: dict[str, list[Shape]] = {}
        for shape in self.tables:
            for _, row in shape[1]:
                above.setdefault(row, []).append(shape)
        for start in self.tables:
            waiting = [start]
            path: set[Shape] = set()
            while waiting:
                shape = waiting[-1]
                path.add(shape)
                ahead = [other for other in above.get(shape[0], ()) if other not in done and other not in path]
                if ahead:
                    waiting.append(ahead[0])
                    continue
                waiting.pop()
                done.setdefault(shape)
        return [self.tables[shape] for shape in done]

    def _print_row(self, row: str) -> None:
        """A row under no table: totals across first, their parts by largest remainder, what is left half up."""
        sums = self.across.get(row, [])
        inner = {part for found in sums for _, part in found.parts}
        for found in sorted(sums, key=lambda candidate: candidate.total in inner):
            self.printed.setdefault(found.total, half_up(self.exact[found.total]))
            self._apportion(found)
        for ref in self._cells.get(row, ()):
            self.printed.setdefault(ref, half_up(self.exact[ref]))

    def _apportion(self, found: Sum) -> None:
        """Give the printed total of ``found`` to the parts that are not printed yet."""
        free = [(sign, part) for sign, part in found.parts if part not in self.printed and part in self.exact]
        taken = sum((sign * self.printed[part] for sign, part in found.parts if part in self.printed), Decimal(0))
        shares = apportion(self.printed[found.total] - taken, [sign * self.exact[part] for sign, part in free])
        for (sign, part), share in zip(free, shares, strict=True):
            self.printed[part] = sign * share

    def _print_table(self, table: list[Sum]) -> None:
        columns = {found.total.column for found in table}
        rows = [part.row for _, part in table[0].parts]
        filled = {ref.column for row in rows for ref in self._cells.get(row, ())}
        blank = {part.column for row in rows for found in self.across.get(row, ()) for _, part in found.parts} - filled
        derived: dict[str, tuple[tuple[int, str], ...]] = {}
        for row in rows:
            for found in self.across.get(row, ()):
                parts = tuple((sign, part.column) for sign, part in found.parts)
                if found.total.column in columns and all(column in columns or column in blank for _, column in parts):
                    derived.setdefault(found.total.column, parts)
        # A total column follows from its parts; the sums down it then hold by themselves, because the row of the total adds up.
        derived = {column: parts for column, parts in derived.items() if self._follows(table, rows, column, parts)}
        for found in table:
            if found.total.column not in derived:
                self._apportion(found)
        form = table[0].total.form
        for column, parts in derived.items():
            if all(sign == 1 and inner not in derived for sign, inner in parts):
                _keep_near(self, form, rows, column, [inner for _, inner in parts])
        for column in _inside_out(derived):
            for row in rows:
                ref = CellRef(form, row, column)
                if ref in self.exact and ref not in self.fixed:
                    self.printed[ref] = sum(
                        (sign * self.printed.get(CellRef(form, row, inner), Decimal(0)) for sign, inner in derived[column]), Decimal(0)
                    )

    def _follows(self, table: list[Sum], rows: list[str], column: str, parts: tuple[tuple[int, str], ...]) -> bool:
        form = table[0].total.form
        wanted = frozenset(parts)
        for row in rows:
            if CellRef(form, row, column) not in self.exact:
                continue
            if CellRef(form, row, column) in self.fixed:
                return False
            across = [found for found in self.across.get(row, ()) if found.total.column == column]
            if not any(frozenset((sign, part.column) for sign, part in found.parts) == wanted for found in across):
                return False
        head = table[0].total.row
        total = self.printed.get(CellRef(form, head, column), Decimal(0))
        return total == sum((sign * self.printed.get(CellRef(form, head, inner), Decimal(0)) for sign, inner in parts), Decimal(0))


def _moved(pattern: Sum, row: str) -> Sum:
    """The same addition across another row."""
    return Sum(pattern.total._replace(row=row), tuple((sign, part._replace(row=row)) for sign, part in pattern.parts))


def _with_their_totals(exact: Exact, sums: Sequence[Sum], fixed: dict[CellRef, Decimal]) -> dict[CellRef, Decimal]:
    """Totals all of whose parts are fixed are fixed too, as long as that keeps them near their exact figures."""
    known = dict(fixed)
    growing = bool(fixed)
    while growing:
        growing = False
        for found in sums:
            if found.total not in known and all(part in known or part not in exact for _, part in found.parts):
                total = found.of(known)
                if abs(total - exact[found.total]) < 1:
                    known[found.total] = total
                    growing = True
    return known


def _inside_out(derived: Mapping[str, tuple[tuple[int, str], ...]]) -> list[str]:
    order: list[str] = []
    for _ in derived:
        for column, parts in derived.items():
            if column not in order and all(inner in order or inner not in derived for _, inner in parts):
                order.append(column)
    return order


def _keep_near(work: _Balancing, form: str, rows: Sequence[str], total: str, columns: Sequence[str]) -> None:
    """Where the parts of a row leave its total a unit or more away, pass a unit to another row of the same column (augmenting path)."""

    def cell(row: str, column: str) -> CellRef:
        return CellRef(form, row, column)

    def off(row: str) -> Decimal:
        printed = sum((work.printed.get(cell(row, column), Decimal(0)) for column in columns), Decimal(0))
        return printed - work.exact.get(cell(row, total), Decimal(0))

    def may_move(row: str, column: str, step: int) -> bool:
        ref = cell(row, column)
        if ref not in work.exact or ref in work.fixed:
            return False
        return abs(work.printed[ref] + step - work.exact[ref]) < 1

    for row in rows:
        while abs(off(row)) >= 1:
            step = -1 if off(row) > 0 else 1
            came: dict[str, tuple[str, str]] = {}
            waiting = [row]
            goal = ""
            while waiting and not goal:
                at = waiting.pop(0)
                for column in columns:
                    if not may_move(at, column, step):
                        continue
                    for other in rows:
                        if other == row or other in came or not may_move(other, column, -step):
                            continue
                        came[other] = (at, column)
                        waiting.append(other)
                        if abs(off(other) - step) < 1:
                            goal = other
                            break
                    if goal:
                        break
            if not goal:
                break
            while goal != row:
                before, column = came[goal]
                work.printed[cell(goal, column)] -= step
                work.printed[cell(before, column)] += step
                goal = before
