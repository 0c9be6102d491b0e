"""Book ↔ tables: load everything, store a new book, and write the edits of one operation in bulk.

Every change names the state it replaces, so that a document that is not what the program believes it to be is never written over.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, Text, and_, bindparam, delete, insert, select, type_coerce, update
from sqlalchemy.exc import IntegrityError

from desktop.core.cells import TYPED, Acknowledgement, Book, Entry, Origin, Row
from desktop.core.operations import Edit, StaleEdit, State
from desktop.store import tables
from desktop.store.codec import join_value, read_attrs, read_decimal, split_value, write_attrs
from desktop.store.details import Details

Values = dict[str, Any]

_PACK = re.compile(r"\w[\w.-]{0,80}")
_UNITS = ("万元", "元")
CHOICES = {"show_in": (*_UNITS, ""), "rounding": ("保留尾差", "舍位平衡", "")}
"""What the settings that decide about figures may be."""


def load_book(connection: Connection) -> tuple[Book, Details]:
    """The whole book with last year's behind it, inside a transaction of the caller. Raises ValueError when the content is not readable."""
    books, details = read_headers(connection)
    _load_entries(connection, books)
    for row in connection.execute(select(tables.sheet_row)):
        books[row.back].sheet(row.form).rows[row.row_id] = Row(row.row_id, row.label, row.parent, read_attrs(row.attrs))
    for row in connection.execute(select(tables.note)):
        books[row.back].sheet(row.form).notes[row.row_id, row.column_id] = row.text
    for row in connection.execute(select(tables.acknowledgement)):
        key = (row.check_id, row.form, row.scope)
        books[row.back].acknowledgements[key] = Acknowledgement(*key, row.reason, row.fingerprint, row.who, row.at)
    for row in connection.execute(select(tables.setting)):
        if row.text not in CHOICES.get(row.name, (row.text,)):
            raise ValueError("setting")
        books[row.back].settings[row.name] = row.text
    return books[0], details


def read_headers(connection: Connection) -> tuple[list[Book], Details]:
    """The books without their content, this year's first. Raises ValueError."""
    headers = connection.execute(select(tables.header).order_by(tables.header.c.back)).mappings().all()
    if not headers or [row["back"] for row in headers] != list(range(len(headers))):
        raise ValueError("header")
    for header in headers:
        check_header(header["pack"], header["kept_in"], header["year"])
    books = [Book(row["pack"], row["unit_name"], row["year"], row["unit_code"], row["kept_in"]) for row in headers]
    for older, newer in zip(books[1:], books, strict=False):
        newer.prior = older
    now = headers[0]
    return books, Details(now["pack_version"], now["pack_hash"], now["created_by"], now["created_at"], now["saved_by"], now["saved_at"])


def check_header(pack: str, kept_in: str, year: int) -> None:
    """A forged document must not send the program to a folder or share of its choice, nor make it compute in units it does not know."""
    if not _PACK.fullmatch(pack) or kept_in not in _UNITS or not 0 < year < 10_000:
        raise ValueError("header")


def _load_entries(connection: Connection, books: Sequence[Book]) -> None:
    """The one table that grows large: few steps a row, origins shared."""
    columns = tables.entry.c
    origins: dict[tuple[str, str, str, str], Origin] = {("typed", "", "", ""): TYPED}
    statement = select(
        columns.back,
        columns.form,
        columns.row_id,
        columns.column_id,
        columns.kind,
        type_coerce(columns.amount, Text),
        columns.text,
        columns.how,
        columns.file,
        columns.sheet,
        columns.address,
    )
    for back, form, row_id, column_id, kind, amount, text, *origin_fields in connection.execute(statement):
        place = tuple(origin_fields)
        origin = origins.get(place)
        if origin is None:
            origin = origins[place] = Origin(*place)
        books[back].sheet(form).entered[row_id, column_id] = Entry(
            join_value(kind, None if amount is None else read_decimal(amount), text), origin
        )


def store_book(connection: Connection, book: Book, details: Details) -> None:
    """Write a whole new book into empty tables, inside a transaction of the caller."""
    back, current = 0, book
    rows: dict[str, list[Values]] = {kind: [] for kind in _KINDS}
    while True:
        header: Values = {
            "back": back,
            "pack": current.pack,
            "unit_name": current.unit_name,
            "unit_code": current.unit_code,
            "year": current.year,
            "kept_in": current.kept_in,
        }
        connection.execute(insert(tables.header), header | (details.as_columns() if back == 0 else Details().as_columns()))
        for kind, key, state in _states(current):
            rows[kind].append({"back": back, **_KINDS[kind].key_values(key), **_KINDS[kind].values(state)})
        if current.prior is None:
            break
        back, current = back + 1, current.prior
    for kind, values in rows.items():
        if values:
            connection.execute(insert(_KINDS[kind].table), values)


def _states(book: Book) -> Iterable[tuple[str, tuple[str, ...], State]]:
    for form, sheet in book.sheets.items():
        for row_id, row in sheet.rows.items():
            yield "row", (form, row_id), row
        for (row_id, column_id), entry in sheet.entered.items():
            yield "cell", (form, row_id, column_id), entry
        for (row_id, column_id), text in sheet.notes.items():
            yield "note", (form, row_id, column_id), text
    for key, acknowledgement in book.acknowledgements.items():
        yield "acknowledgement", key, acknowledgement
    for name, text in book.settings.items():
        yield "setting", (name,), text


def _entry_values(state: State) -> Values:
    assert isinstance(state, Entry)
    kind, amount, text = split_value(state.value)
    origin = state.origin
    return {
        "kind": kind,
        "amount": amount,
        "text": text,
        "how": origin.how,
        "file": origin.file,
        "sheet": origin.sheet,
        "address": origin.address,
    }


def _row_values(state: State) -> Values:
    assert isinstance(state, Row)
    return {"label": state.label, "parent": state.parent, "attrs": write_attrs(state.attrs)}


def _text_values(state: State) -> Values:
    assert isinstance(state, str)
    return {"text": state}


def _acknowledgement_values(state: State) -> Values:
    assert isinstance(state, Acknowledgement)
    return {"reason": state.reason, "fingerprint": state.fingerprint, "who": state.who, "at": state.when}


@dataclass(frozen=True)
class _Kind:
    """How one kind of edit lies in its table. The statements are built once; SQLAlchemy caches their text."""

    table: Table
    keys: tuple[str, ...]
    values: Any  # (State) -> Values

    def key_values(self, key: tuple[str, ...]) -> Values:
        return dict(zip(self.keys, key, strict=True))

    @property
    def value_names(self) -> list[str]:
        return [column.name for column in self.table.columns if not column.primary_key]

    def where(self, with_old: bool) -> ColumnElement[bool]:
        """``:k_…`` is the key and, ``with_old``, ``:o_…`` the state that must stand there."""
        columns = self.table.c
        terms = [columns[name] == bindparam(f"k_{name}", type_=columns[name].type) for name in ("back", *self.keys)]
        if with_old:
            terms += [columns[name].is_not_distinct_from(bindparam(f"o_{name}", type_=columns[name].type)) for name in self.value_names]
        return and_(*terms)


_KINDS: dict[str, _Kind] = {
    "cell": _Kind(tables.entry, ("form", "row_id", "column_id"), _entry_values),
    "row": _Kind(tables.sheet_row, ("form", "row_id"), _row_values),
    "note": _Kind(tables.note, ("form", "row_id", "column_id"), _text_values),
    "acknowledgement": _Kind(tables.acknowledgement, ("check_id", "form", "scope"), _acknowledgement_values),
    "setting": _Kind(tables.setting, ("name",), _text_values),
}
_PRIOR = {"prior": "cell", "prior_row": "row"}
_DELETE = {(kind, old): delete(shape.table).where(shape.where(old)) for kind, shape in _KINDS.items() for old in (True, False)}
_UPDATE = {
    (kind, old): update(shape.table).where(shape.where(old)).values({name: bindparam(f"n_{name}") for name in shape.value_names})
    for kind, shape in _KINDS.items()
    for old in (True, False)
}
_INSERT = {kind: insert(shape.table) for kind, shape in _KINDS.items()}


@dataclass(frozen=True, slots=True)
class _Net:
    """What all edits of one key come to."""

    edit: Edit
    old: State | None
    new: State | None


def write_edits(connection: Connection, edits: Sequence[Edit], *, to_the_letter: bool = True) -> None:
    """Bring the tables from the old states to the new ones, inside a transaction of the caller.

    ``to_the_letter`` compares the old states inside the writing statements, which is fast; without it every one is read and compared as
    the core compares (0.1 and 0.10 are equal amounts). The caller tries the first and, rolled back, the second.

    Raises:
        StaleEdit: a key does not hold what an edit expects; the caller rolls back.
    """
    for (kind, back), nets in _grouped(edits).items():
        if back:
            _make_prior_header(connection)
        for net in nets:
            if (not to_the_letter or net.old is net.new is None) and not _stands(connection, kind, back, net):
                raise StaleEdit(f"{kind} {net.edit.key} ≠ {net.old!r}")
        shape = _KINDS[kind]
        gone = [net for net in nets if net.old is not None and net.new is None]
        changed = [net for net in nets if net.old is not None and net.new is not None]
        made = [
            {"back": back, **shape.key_values(net.edit.key), **shape.values(net.new)}
            for net in nets
            if net.old is None and net.new is not None
        ]
        for group, statements in ((gone, _DELETE), (changed, _UPDATE)):
            if group:
                parameters = [_parameters(shape, net, back, to_the_letter) for net in group]
                if connection.execute(statements[kind, to_the_letter], parameters).rowcount != len(group):
                    raise StaleEdit(f"{kind}: {len(group)}")
        if made:
            try:
                connection.execute(_INSERT[kind], made)
            except IntegrityError as error:
                raise StaleEdit(f"{kind}: {len(made)}") from error


def _grouped(edits: Sequence[Edit]) -> dict[tuple[str, int], list[_Net]]:
    """Edits by (kind, back), several edits of one key drawn together."""
    nets: dict[tuple[str, ...], _Net] = {}
    for edit in edits:
        place = (edit.kind, *edit.key)
        before = nets.get(place)
        if before is not None and before.new != edit.old:
            raise StaleEdit(f"{edit.kind} {edit.key}: {before.new!r} ≠ {edit.old!r}")
        nets[place] = _Net(edit, before.old if before else edit.old, edit.new)
    groups: dict[tuple[str, int], list[_Net]] = {}
    for net in nets.values():
        kind = _PRIOR.get(net.edit.kind)
        groups.setdefault((kind or net.edit.kind, 1 if kind else 0), []).append(net)
    return groups


def _parameters(shape: _Kind, net: _Net, back: int, with_old: bool) -> Values:
    values: Values = {"k_back": back}
    values.update((f"k_{name}", part) for name, part in zip(shape.keys, net.edit.key, strict=True))
    if net.old is not None and with_old:
        values.update((f"o_{name}", value) for name, value in shape.values(net.old).items())
    if net.new is not None:
        values.update((f"n_{name}", value) for name, value in shape.values(net.new).items())
    return values


def _stands(connection: Connection, kind: str, back: int, net: _Net) -> bool:
    shape = _KINDS[kind]
    statement = select(*(shape.table.c[name] for name in shape.value_names)).where(shape.where(False))
    keys = {f"k_{name}": part for name, part in zip(shape.keys, net.edit.key, strict=True)}
    row = connection.execute(statement, {"k_back": back, **keys}).mappings().one_or_none()
    return (dict(row) if row is not None else None) == (shape.values(net.old) if net.old is not None else None)


def _make_prior_header(connection: Connection) -> None:
    """Last year's book comes into being with its first figure, as it does in the core."""
    columns = tables.header.c
    if connection.execute(select(columns.back).where(columns.back == 1)).first() is None:
        now = connection.execute(select(tables.header).where(columns.back == 0)).mappings().one()
        base = {name: now[name] for name in ("pack", "unit_name", "unit_code", "kept_in")}
        connection.execute(insert(tables.header), {"back": 1, "year": now["year"] - 1, **base, **Details().as_columns()})
