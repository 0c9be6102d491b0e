"""A form with its present rows and cells, and which formulas and groups every row takes part in (see :mod:`desktop.core.form_rows`)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from desktop.core.amounts import NA, Value, format_amount
from desktop.core.cells import PRIOR, CellRef
from desktop.core.definitions import Kind, RowDef
from desktop.core.form_rows import SENTENCE, FormRows, Key, RowState
from desktop.core.nodes import Cell, Emptiness, Group, Instance
from desktop.core.quantity import BLANK, ZERO, Quantity

if TYPE_CHECKING:
    from desktop.core.templates import Template

__all__ = ["AMOUNTS", "PRIOR", "FormState", "Key", "RowState", "half_of"]

AMOUNTS: Final = frozenset({"money", "count", "percent", "score"})


@dataclass(slots=True, eq=False)
class FormState(FormRows):
    """A form of one model with its cells, and what is registered under the keys of its rows."""

    emptiness: Emptiness = field(default_factory=Emptiness)
    templates: dict[Key, list[Template]] = field(default_factory=dict)
    groups: dict[Key, list[tuple[Group, tuple[str, str]]]] = field(default_factory=dict)
    known_groups: dict[tuple[object, ...], Group] = field(default_factory=dict)
    instances: dict[str, list[Instance]] = field(default_factory=dict)
    live: bool = False  # built: from now on entries are read where a change is followed up, so that nothing slips in unnoticed
    list_form: FormState | None = None  # that list
    strays: dict[str, dict[str, None]] = field(default_factory=dict)  # row id → columns it has not, in which something is entered
    place: tuple[int, str] = (0, "")  # among the forms of the book: where its definition stands in the pack, and its row in the list
    words: dict[str, str] = field(default_factory=dict)  # what {年度} and {单位} stand for in the title

    def places(self, kind: Kind) -> int:
        """Decimal places of a kind of figure, in the unit of the book."""
        if kind == "money":
            return self.decimals
        return 2 if kind in ("percent", "score") else 0

    def cell(self, row_id: str, column_id: str) -> Cell | None:
        """The cell; made on first use. None where the form can have no such cell."""
        cell = self.cells.get((row_id, column_id))
        if cell is not None:
            return cell
        column = self.column(row_id, column_id)
        if column is None:
            return None
        kind = self.kind(row_id, column)
        step = Decimal(1).scaleb(-self.places(kind))
        known = self.decimals if kind == "money" and not self.exact else None
        cell = self.cells[(row_id, column_id)] = Cell(self, row_id, column_id, kind in AMOUNTS, step, known)
        cell.score = kind == "score"
        row = self.rows.get(row_id)
        cell.present = row is not None or column is SENTENCE
        if row is not None and row.definition is not None and not self.prior:
            cell.default = _default(row.definition, kind)
        if cell.present:
            if not self.live:
                cell.entry = self.sheet.entered.get((row_id, column_id))
            cell.q = self.read(cell)
            if cell.amount and cell.q[0]:
                self.emptiness.add(1)
                if self.emptiness.above is not None:
                    self.emptiness.above.add(1)
        return cell

    def amount_columns(self, row: RowState) -> list[str]:
        """Ids of the money and count columns: what ``*`` runs over in a calc."""
        return [column.id for column in row.block.columns if self.kind(row.id, column) in ("money", "count")]

    def read(self, cell: Cell) -> Quantity:
        """The effective figure of a cell, from its entry, else its calc, else its default."""
        if not cell.present:
            return BLANK
        if cell.entry is not None:
            return self._figure(cell, cell.entry.value)
        if cell.calc is not None:
            return cell.computed
        return BLANK if cell.default is None else self._figure(cell, cell.default)

    def _figure(self, cell: Cell, value: Value) -> Quantity:
        if cell.amount:
            if not isinstance(value, Decimal):
                return BLANK
            half = ZERO
            if cell.half_unit is not None and value:
                half = half_of(max(cell.half_unit, -int(value.as_tuple().exponent)))
            if self.scale is not None and self._is_money(cell):
                # Converted, it is not the figure that was printed any more: what is compared with it has its own width.
                return (value * self.scale, half * self.scale, False)
            return (value, half, True)
        if isinstance(value, str):
            return (value, ZERO, True) if value else BLANK
        return (format_amount(value, None, grouped=False), ZERO, True) if isinstance(value, Decimal) else BLANK

    def _is_money(self, cell: Cell) -> bool:
        column = self.column(cell.row, cell.column)
        return column is not None and self.kind(cell.row, column) == "money"

    # names of free rows

    def rename_free(self) -> list[RowState]:
        """Name the free rows by the text in their column, else by their number; answers those that are called otherwise now."""
        renamed: list[RowState] = []
        if not self.free:
            return renamed
        listed = sorted((row for row in self.rows.values() if row.dynamic), key=_position)
        for number, row in enumerate(listed, 1):
            cell = self.cells.get((row.id, self.label_column))
            text = cell.q[0] if cell is not None else None
            label = " ".join(text.split()) if isinstance(text, str) and text.strip() else f"第 {number} 行"
            if label != row.label:
                row.label = label
                renamed.append(row)
        return renamed

    # groups

    def group(self, keys: tuple[Key, ...], columns: tuple[tuple[str, str], ...]) -> Group:
        """The group of the cells of all rows under ``keys`` in ``columns`` (("id", id) or ("number", 栏次)); one for the same question."""
        name = (keys, columns)
        group = self.known_groups.get(name)
        if group is not None:
            return group
        group = self.known_groups[name] = Group()
        self.feed(group, keys, columns)
        return group

    def feed(self, group: Group, keys: tuple[Key, ...], columns: tuple[tuple[str, str], ...]) -> None:
        """Keep the cells of this form in a group, which may have cells of others too."""
        for key in keys:
            for column in columns:
                self.groups.setdefault(key, []).append((group, column))
            for row in self._under(key):
                for column in columns:
                    self._join(group, row, column)

    def _under(self, key: Key) -> Iterable[RowState]:
        kind, name = key
        if kind == "id":
            row = self.rows.get(name)
            return (row,) if row is not None and row.carries else ()
        if kind == "below":
            return [self.rows[one] for one in self.children.get(name, ()) if self.rows[one].carries]
        return [row for row in self.rows.values() if key in row.keys]

    def _join(self, group: Group, row: RowState, column: tuple[str, str]) -> None:
        cell = self.cell_at(row.id, column)
        if cell is not None:
            group.join(cell)

    def cell_at(self, row_id: str, column: tuple[str, str]) -> Cell | None:
        """The cell in a column named ("id", id) or ("number", 栏次)."""
        if column[0] == "id":
            return self.cells.get((row_id, column[1])) or self.cell(row_id, column[1])
        block = self.block_of(row_id)
        found = self.numbered(block, column[1]) if block else None
        return self.cell(row_id, found.id) if found else None

    def ref(self, cell: Cell) -> CellRef:
        return CellRef(self.code, cell.row, cell.column)


def _position(row: RowState) -> tuple[int, str]:
    return row.position


def half_of(places: int) -> Decimal:
    """Half a unit of the last of so many places."""
    return Decimal(5).scaleb(-places - 1)


def _default(row: RowDef, kind: Kind) -> Value | None:
    if row.not_applicable:
        return NA
    if not row.default:
        return None
    return Decimal(row.default) if kind in AMOUNTS else row.default
