"""The tables of a document, as SQLModel classes. Heavy to import: only modules that work on an open document import this one.

``back`` tells whose figures a row belongs to: 0 = this year's book, 1 = last year's (the book's ``prior``). A blank cell has no row.
Whoever changes a table raises VERSION, writes a step in :mod:`desktop.store.migrate` and adds the new shape to :mod:`desktop.store.shapes`.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any, cast

from sqlalchemy import BLOB, Dialect, Index, Table, Text
from sqlalchemy.orm import registry
from sqlalchemy.types import TypeDecorator
from sqlmodel import Field, SQLModel

from desktop.store.codec import read_decimal


class DecimalText(TypeDecorator[Decimal]):
    """Decimal kept as text, digit for digit. SQLite has no decimal type: SQLAlchemy's Numeric would become REAL and round silently."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> str | None:
        if value is None:
            return None
        if not isinstance(value, Decimal) or not value.is_finite():
            raise ValueError(f"not an amount: {value!r}")
        return str(value)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> Decimal | None:
        return None if value is None else read_decimal(value)


class Base(SQLModel, registry=registry()):
    """Own registry, so that the schema of a document holds these tables and nothing else."""


_KEYED = {"sqlite_with_rowid": False}  # the primary key is the table: smaller files, faster look-up


def _text(**more: Any) -> Any:
    return Field(sa_type=Text, **more)


class Header(Base, table=True):
    """One row for each year's book: what it is and who made it. Program versions are texts such as "0.1.0"."""

    __tablename__ = "header"
    back: int = Field(primary_key=True)
    pack: str = _text()
    pack_version: str = _text(default="")
    pack_hash: str = _text(default="")
    unit_name: str = _text()
    unit_code: str = _text(default="")
    year: int
    kept_in: str = _text()
    created_by: str = _text(default="")
    created_at: str = _text(default="")
    saved_by: str = _text(default="")
    saved_at: str = _text(default="")


class EntryRow(Base, table=True):
    """An entered value: ``kind`` is amount, text or na; exactly one of ``amount`` and ``text`` is meant."""

    __tablename__ = "entry"
    __table_args__ = _KEYED
    back: int = Field(primary_key=True)
    form: str = _text(primary_key=True)
    row_id: str = _text(primary_key=True)
    column_id: str = _text(primary_key=True)
    kind: str = _text()
    amount: Decimal | None = Field(default=None, sa_type=DecimalText)
    text: str = _text(default="")
    how: str = _text(default="typed")
    file: str = _text(default="")
    sheet: str = _text(default="")
    address: str = _text(default="")


class SheetRow(Base, table=True):
    """A dynamic row; ``attrs`` is a JSON list of pairs."""

    __tablename__ = "sheet_row"
    __table_args__ = _KEYED
    back: int = Field(primary_key=True)
    form: str = _text(primary_key=True)
    row_id: str = _text(primary_key=True)
    label: str = _text()
    parent: str = _text(default="")
    attrs: str = _text(default="")


class NoteRow(Base, table=True):
    """A clerk's note at a cell."""

    __tablename__ = "note"
    __table_args__ = _KEYED
    back: int = Field(primary_key=True)
    form: str = _text(primary_key=True)
    row_id: str = _text(primary_key=True)
    column_id: str = _text(primary_key=True)
    text: str = _text()


class AcknowledgementRow(Base, table=True):
    """A warning accepted with a reason."""

    __tablename__ = "acknowledgement"
    __table_args__ = _KEYED
    back: int = Field(primary_key=True)
    check_id: str = _text(primary_key=True)
    form: str = _text(primary_key=True)
    scope: str = _text(primary_key=True)
    reason: str = _text()
    fingerprint: str = _text(default="")
    who: str = _text(default="")
    at: str = _text(default="")


class SettingRow(Base, table=True):
    """A setting of the document."""

    __tablename__ = "setting"
    __table_args__ = _KEYED
    back: int = Field(primary_key=True)
    name: str = _text(primary_key=True)
    text: str = _text()


class OperationRow(Base, table=True):
    """The journal: one row an operation. ``undoes``/``redoes`` name the operation that this one takes back or makes again."""

    __tablename__ = "operation"
    seq: int = Field(primary_key=True)
    at: str = _text()
    who: str = _text()
    label: str = _text()
    cause: str = _text()
    undoes: int | None = Field(default=None)
    redoes: int | None = Field(default=None)


class EditRow(Base, table=True):
    """The edits of an operation in their order; ``key`` is a JSON list, ``old`` and ``new`` are JSON states or NULL for absent."""

    __tablename__ = "edit"
    __table_args__ = (Index("edit_by_key", "kind", "key", "seq"), _KEYED)
    seq: int = Field(primary_key=True)
    position: int = Field(primary_key=True)
    kind: str = _text()
    key: str = _text()
    old: str | None = _text(default=None)
    new: str | None = _text(default=None)


class JournalPart(Base, table=True):
    """Operations far back, packed; see :mod:`desktop.store.parts`."""

    __tablename__ = "journal_part"
    first: int = Field(primary_key=True)
    last: int
    content: bytes = Field(sa_type=BLOB)


class SourceRow(Base, table=True):
    """A file that an operation imported."""

    __tablename__ = "source"
    __table_args__ = _KEYED
    seq: int = Field(primary_key=True)
    position: int = Field(primary_key=True)
    name: str = _text()
    sha256: str = _text()
    at: str = _text()


class Seal(Base, table=True):
    """Count and checksum of every table as it was saved; a flipped digit inside a page is found by it when the file is opened."""

    __tablename__ = "seal"
    __table_args__ = _KEYED
    name: str = _text(primary_key=True)
    count: int
    sha256: str = _text()


class VersionRow(Base, table=True):
    """A named place in the journal; ``sha256`` is of the content there. See :mod:`desktop.store.versions`."""

    __tablename__ = "version"
    number: int = Field(primary_key=True)
    seq: int
    at: str = _text()
    who: str = _text()
    name: str = _text()
    cause: str = _text()
    sha256: str = _text()


def table(model: type[SQLModel]) -> Table:
    """The Core table of a class, for bulk statements."""
    return cast(Table, model.__table__)  # type: ignore[attr-defined]


header, entry, sheet_row, note = table(Header), table(EntryRow), table(SheetRow), table(NoteRow)
acknowledgement, setting = table(AcknowledgementRow), table(SettingRow)
operation, edit, source, seal = table(OperationRow), table(EditRow), table(SourceRow), table(Seal)
journal_part, version = table(JournalPart), table(VersionRow)
metadata = Base.metadata
