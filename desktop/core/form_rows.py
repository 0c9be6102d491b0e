"""The rows of a form that are present: the tree of codes, or the list of the clerk, with the columns of every row.

A row takes part by *keys*: ``("id", "2060101")``, ``("word", "叶")``, ``("below", "20601")`` … Formulas and groups are registered under the
keys that they speak of. When a row comes or goes only its own keys and those of its neighbours change.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from desktop.core.cells import PRIOR, SENTENCE_COLUMN, SENTENCE_ROW, Row, Sheet
from desktop.core.definitions import BlockDef, ColumnDef, FormDef, Kind, RowDef
from desktop.core.instances import base_code, owner_of
from desktop.core.nodes import Cell

_LEVEL_WORDS: Final = {3: "类", 5: "款", 7: "项"}
SENTENCE: Final = ColumnDef(SENTENCE_COLUMN, "说明", kind="text")

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
class FormRows:
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
    line_numbers: dict[str, str] = field(default_factory=dict)  # 行次 → row id
    family_block: BlockDef | None = None
    free: bool = False  # the rows of the family are listed by the clerk
    label_column: str = ""  # of free rows: the column whose text names them
    levels: tuple[int, ...] = (3, 5, 7)
    total_row: str = ""
    base: str = ""  # the code of the definition in the pack; the own code without the row it belongs to
    owner: str = ""  # the row of the list that this form belongs to
    labels: dict[tuple[str, str], str] = field(default_factory=dict)  # what columns are called, by block and id
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
        return SENTENCE if (row_id, column_id) == (SENTENCE_ROW, SENTENCE_COLUMN) else None

    def numbered(self, block: BlockDef, number: str) -> ColumnDef | None:
        """The column of a block with this 栏次."""
        return self._columns[block.id][1].get(number)

    def kind(self, row_id: str, column: ColumnDef) -> Kind:
        row = self.rows.get(row_id)
        if row is not None and row.definition is not None and row.definition.kind:
            return row.definition.kind
        return column.kind
