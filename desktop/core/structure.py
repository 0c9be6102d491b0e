"""A form with its present rows: the tree of codes, the cells, and which formulas and groups every row takes part in.

A row takes part by *keys*: ``("id", "2060101")``, ``("word", "叶")``, ``("below", "20601")`` … Formulas and groups are registered under the
keys that they speak of. When a row comes or goes only its own keys and those of its neighbours change.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from desktop.core.amounts import NA, Value, format_amount
from desktop.core.cells import SENTENCE_COLUMN, SENTENCE_ROW, CellRef, Row, Sheet
from desktop.core.definitions import BlockDef, ColumnDef, FormDef, Kind, RowDef
from desktop.core.instances import base_code, owner_of
from desktop.core.nodes import Cell, Emptiness, Group, Instance
from desktop.core.quantity import BLANK, ZERO, Quantity

if TYPE_CHECKING:
    from desktop.core.templates import Template

PRIOR: Final = "上年."
"""Prefix of the codes of last year's forms."""
AMOUNTS: Final = frozenset({"money", "count", "percent", "score"})
_LEVEL_WORDS: Final = {3: "类", 5: "款", 7: "项"}
_SENTENCE: Final = ColumnDef(SENTENCE_COLUMN, "说明", kind="text")

Key = tuple[str, str]


@dataclass(slots=True, eq=False)
class RowState:
    """A row that is there. ``position`` sorts rows as printed; ``parent`` is the nearest code above that is present."""

    id: str
    label: str
    block: BlockDef
    position: tuple[int, str]
    code: str = ""
    definition: RowDef | None = None
    data: Row | None = None
    parent: str = ""
    keys: tuple[Key, ...] = ()
    view: object = None  # what the model made of it for readers; dropped when the row or its place in the tree changes

    @property
    def carries(self) -> bool:
        return self.definition is None or self.definition.source in ("填", "算")

    @property
    def dynamic(self) -> bool:
        return self.data is not None


@dataclass(slots=True, eq=False)
class FormState:
    """``scale`` converts last year's figures where its book is kept in another unit. ``decimals`` are those of money as it is kept."""

    definition: FormDef
    prior: bool
    sheet: Sheet
    decimals: int
    exact: bool  # a book kept in 元
    scale: Decimal | None = None
    code: str = ""
    rows: dict[str, RowState] = field(default_factory=dict)
    children: dict[str, dict[str, None]] = field(default_factory=dict)
    cells: dict[tuple[str, str], Cell] = field(default_factory=dict)
    emptiness: Emptiness = field(default_factory=Emptiness)
    templates: dict[Key, list[Template]] = field(default_factory=dict)
    groups: dict[Key, list[tuple[Group, tuple[str, str]]]] = field(default_factory=dict)
    known_groups: dict[tuple[object, ...], Group] = field(default_factory=dict)
    instances: dict[str, list[Instance]] = field(default_factory=dict)
    line_numbers: dict[str, str] = field(default_factory=dict)  # 行次 → row id
    live: bool = False  # built: from now on entries are read where a change is followed up, so that nothing slips in unnoticed
    family_block: BlockDef | None = None
    free: bool = False  # the rows of the family are listed by the clerk
    label_column: str = ""  # of free rows: the column whose text names them
    levels: tuple[int, ...] = (3, 5, 7)
    total_row: str = ""
    base: str = ""  # the code of the definition in the pack; the own code without the row it belongs to
    owner: str = ""  # the row of the list that this form belongs to
    list_form: FormState | None = None  # that list
    strays: dict[str, dict[str, None]] = field(default_factory=dict)  # row id → columns it has not, in which something is entered
    place: tuple[int, str] = (0, "")  # among the forms of the book: where its definition stands in the pack, and its row in the list
    labels: dict[tuple[str, str], str] = field(default_factory=dict)  # what columns are called, by block and id
    words: dict[str, str] = field(default_factory=dict)  # what {年度} and {单位} stand for in the title
    _family_index: int = 0
    _columns: dict[str, tuple[dict[str, ColumnDef], dict[str, ColumnDef]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.code = (PRIOR if self.prior else "") + self.definition.code
        self.base, self.owner = base_code(self.definition.code), owner_of(self.definition.code)
        index = 0
        for block in self.definition.blocks:
            self._columns[block.id] = ({c.id: c for c in block.columns}, {c.no: c for c in block.columns if c.no})
            for row in block.rows:
                index += 1
                self.rows[row.id] = RowState(row.id, row.label, block, (index, ""), row.code, row)
                if row.no:
                    self.line_numbers[row.no] = row.id
            family = block.family
            if family is None:
                continue
            self.family_block = block
            if family.kind == "free":
                self.free, self.label_column, self.levels = True, family.label_column, ()
                self._family_index = index + 1
                index += 1
                continue
            self.levels, self.total_row = family.levels, family.total_row
            if family.total_row and family.total_row not in self.rows:
                place = index + 1 if family.total_at == "first" else index + 3
                total = RowDef(family.total_row, family.total_label, source="算")
                self.rows[family.total_row] = RowState(family.total_row, family.total_label, block, (place, ""), "", total)
            self._family_index = index + 2
            index += 3
        if not self.total_row and "合计" in self.rows:
            self.total_row = "合计"
        if self.family_block is not None:
            for data in self.sheet.rows.values():
                if data.id not in self.rows:
                    self.rows[data.id] = self._dynamic(data)
        self._plant()

    def _dynamic(self, data: Row) -> RowState:
        assert self.family_block is not None
        code = "" if self.free else data.id
        return RowState(data.id, data.label, self.family_block, (self._family_index, data.order), code, None, data)

    # the tree of codes

    def _plant(self) -> None:
        for row in self.rows.values():
            if row.code:
                row.parent = self._nearest(row.code)
                self.children.setdefault(row.parent, {})[row.id] = None
        for row in self.rows.values():
            row.keys = tuple(self._keys(row))

    def _nearest(self, code: str) -> str:
        for length in sorted({*self.levels, 3, 5, 7}, reverse=True):
            if length < len(code):
                above = self.rows.get(code[:length])
                if above is not None and above.code:
                    return above.id
        return ""

    def _keys(self, row: RowState) -> Iterator[Key]:
        yield ("id", row.id)
        if not row.carries:
            return
        if self.free:  # what is said of all rows is said of those the clerk listed
            if row.dynamic:
                yield ("word", "*")
                yield ("word", "叶")
            return
        yield ("word", "*")
        if row.code:
            word = _LEVEL_WORDS.get(len(row.code))
            if word:
                yield ("word", word)
            yield ("word", "父" if self.children.get(row.id) else "叶")
            if row.parent:
                yield ("below", row.parent)

    def plant(self, data: Row) -> set[str]:
        """A dynamic row comes, or its data change. Answers the ids of rows whose keys or parent are no longer as they were."""
        old = self.rows.get(data.id)
        if old is not None:
            if old.data is not None:
                old.data, old.position = data, (old.position[0], data.order)
                if not self.free:
                    old.label = data.label
            return set()
        if self.family_block is None:
            return set()
        row = self.rows[data.id] = self._dynamic(data)
        if self.free:
            return {row.id}
        row.parent = self._nearest(row.code)
        brothers = self.children.setdefault(row.parent, {})
        moved = [one for one in brothers if one.startswith(row.code) and one != row.code]
        for one in moved:
            del brothers[one]
            self.rows[one].parent = row.id
        brothers[row.id] = None
        if moved:
            self.children[row.id] = dict.fromkeys(moved)
        return {row.id, *moved, *([row.parent] if row.parent else [])}

    def uproot(self, row_id: str) -> set[str]:
        """A dynamic row goes. Answers as :meth:`plant`."""
        row = self.rows.get(row_id)
        if row is None or row.data is None:
            return set()
        del self.rows[row_id]
        if self.free:
            return {row_id}
        brothers = self.children[row.parent]
        del brothers[row_id]
        moved = list(self.children.pop(row_id, {}))
        for one in moved:
            self.rows[one].parent = row.parent
            brothers[one] = None
        return {row_id, *moved, *([row.parent] if row.parent else [])}

    def renew_keys(self, row_id: str) -> tuple[Key, ...]:
        """The keys of a row after the tree changed; none when it is gone."""
        row = self.rows.get(row_id)
        if row is None:
            return ()
        row.keys = tuple(self._keys(row))
        return row.keys

    # columns and cells

    def block_of(self, row_id: str) -> BlockDef | None:
        """The block whose columns the row has; a code or number that is not there (yet) belongs to the family."""
        row = self.rows.get(row_id)
        if row is not None:
            return row.block if row.carries else None
        return self.family_block if self._could_be_row(row_id) else None

    def _could_be_row(self, row_id: str) -> bool:
        """Whether an id that is not there could be one of the family."""
        family = self.family_block.family if self.family_block else None
        if family is None or family.kind == "subjects":
            return row_id.isdigit()
        return row_id.startswith(family.prefix) and row_id[len(family.prefix) :].isdigit()

    def column(self, row_id: str, column_id: str) -> ColumnDef | None:
        block = self.block_of(row_id)
        if block is not None:
            found = self._columns[block.id][0].get(column_id)
            if found is not None:
                return found
        return _SENTENCE if (row_id, column_id) == (SENTENCE_ROW, SENTENCE_COLUMN) else None

    def numbered(self, block: BlockDef, number: str) -> ColumnDef | None:
        """The column of a block with this 栏次."""
        return self._columns[block.id][1].get(number)

    def kind(self, row_id: str, column: ColumnDef) -> Kind:
        row = self.rows.get(row_id)
        if row is not None and row.definition is not None and row.definition.kind:
            return row.definition.kind
        return column.kind

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
        cell.present = row is not None or column is _SENTENCE
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
