"""An open document with its model: the one door for change.

``do`` writes an operation durably into the journal first and into the model then; on failure nothing changed, in neither of them.
Whoever shows the document listens in ``observers`` and gets one :class:`~desktop.core.changes.ChangeSet` a change.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Final

from desktop.app import formula_cache, settings
from desktop.app.problems import Refused
from desktop.app.subject_lists import catalog
from desktop.core import finished
from desktop.core.cells import COVER, Book, CellRef, Entry
from desktop.core.changes import ChangeSet
from desktop.core.definitions import PackDef
from desktop.core.evaluate import Model
from desktop.core.mirrors import follow_cover
from desktop.core.operations import Operation, StaleEdit, apply_edits, current_state
from desktop.core.visible import visible
from desktop.forms.load import load_pack
from desktop.store.document import Document
from desktop.store.records import SourceFile

if TYPE_CHECKING:
    from desktop.core.rounding import Figures

Observer = Callable[[ChangeSet], Iterator[None] | None]
"""Is told of a change; one that returns an iterator works in steps, and is followed to its end."""
NAMED_ON_COVER: Final = ("单位名称", "单位代码")
"""Rows of the cover that say how the unit is called; what stands there is printed, whatever name the document was made with."""


class Session:
    """One open document. Close it (or use ``with``), else its lock and working copy stay until the next opening."""

    def __init__(self, document: Document, pack: PackDef) -> None:
        self.document = document
        self.pack = pack
        self.subjects = catalog(pack, document.book.year)
        self._first_names = (document.book.unit_name, document.book.unit_code)
        self._take_names()
        known = formula_cache.recall(pack, document.data_dir)
        self.model = Model(pack, document.book, self.subjects)
        formula_cache.keep(pack, document.data_dir, known)
        self.observers: list[Observer] = []
        self._figures: Figures | None = None

    @classmethod
    def create(
        cls,
        target: Path,
        pack: str,
        unit_name: str,
        year: int,
        *,
        unit_code: str = "",
        kept_in: str = "",
        prior: Book | None = None,
        folder: Path | None = None,
    ) -> Session:
        """A new document at ``target``; ``prior`` is last year's book for comparison, ``kept_in`` defaults to the pack's unit.

        Raises:
            Refused: unit or year make no sense, or the pack has problems.
            PackError, DocumentError: with their own sentences.
        """
        from desktop.app.own_packs import pack_for_new

        definition = pack_for_new(pack)
        unit_name, unit_code = visible(unit_name), visible(unit_code)
        if not unit_name.strip():
            raise Refused("请写明单位名称，例如 --unit 某市科学技术局。")
        if not 2000 <= year <= 2100:
            raise Refused(f"年度 {year} 不合理，请填写决算年度，例如 2024。")
        if kept_in and kept_in not in ("万元", "元"):
            raise Refused(f"记账单位只能是 万元 或 元，不能是“{kept_in}”。")
        book = Book(definition.id, unit_name.strip(), year, unit_code.strip(), kept_in or definition.kept_in)
        book.prior = prior
        for row, text in zip(NAMED_ON_COVER, (book.unit_name, book.unit_code), strict=True):
            column = _cover_column(definition, row)
            if column and text:
                book.sheet(COVER).entered[row, column] = Entry(text)
        place = folder or settings.data_dir()
        place.mkdir(parents=True, exist_ok=True)
        document = Document.create(
            target,
            book,
            who=settings.user_name(place),
            data_dir=place,
            pack_version=definition.version,
            pack_hash=definition.content_hash,
        )
        return cls._with_model(document, definition)

    @classmethod
    def open(
        cls,
        target: Path,
        *,
        read_only: bool = False,
        recover: bool = True,
        break_lock: bool = False,
        repair: bool = False,
        folder: Path | None = None,
    ) -> Session:
        """Open a document. ``recover`` takes up what a crash left unsaved, else it is put aside into the backups; ``repair`` mends a damaged file.

        Raises:
            PackError: the pack of the document is not installed.
            DocumentError: see :mod:`desktop.store.errors`.
        """
        place = folder or settings.data_dir()
        place.mkdir(parents=True, exist_ok=True)
        document = Document.open(
            target,
            who=settings.user_name(place),
            data_dir=place,
            read_only=read_only,
            recover=recover,
            break_lock=break_lock,
            repair=repair,
        )
        return cls._with_model(document)

    @classmethod
    def _with_model(cls, document: Document, pack: PackDef | None = None) -> Session:
        try:
            return cls(document, pack or load_pack(document.book.pack))
        except BaseException:
            document.close()
            raise

    @property
    def book(self) -> Book:
        return self.document.book

    @property
    def figures(self) -> Figures:
        """The figures as they are shown and printed, in the unit and rounding of the document; made anew after a change."""
        if self._figures is None:
            from desktop.core.rounding import present

            self._figures = present(self.model)
        return self._figures

    def do(self, operation: Operation | str, *, sources: Sequence[SourceFile] = ()) -> ChangeSet:
        """Carry an operation out; codes that a new answer on the cover shows in further tables come with it. A builder's sentence instead of an operation is raised as :class:`Refused`.

        ``sources`` are the files an import read.

        Raises:
            Refused: the builder refused, or the data changed since the operation was built.
            DocumentError: it could not be written; nothing changed.
        """
        if isinstance(operation, str):
            raise Refused(operation)
        if operation.cause in ("import", "finish"):
            from desktop.app import versions

            with versions.kept_around(self, operation):
                return self._apply(follow_cover(self.model, self.subjects, operation), sources=sources)
        return self._apply(follow_cover(self.model, self.subjects, operation), sources=sources)

    def apply_exactly(self, operation: Operation) -> ChangeSet:
        """Carry an operation out to the letter: nothing is added to it, as :meth:`do` does. Raises as that."""
        return self._apply(operation)

    def undo(self, count: int = 1) -> list[str]:
        """Take back the last ``count`` operations; the labels of those taken back (fewer when there are fewer)."""
        labels: list[str] = []
        for _ in range(count):
            open_steps = self.document.undoable()
            if not open_steps:
                break
            step = open_steps[-1]
            if step.cause in finished.BARRIERS:
                if labels:
                    break
                raise Refused("定稿和重新打开不能用撤销取消；定稿以后要修改，请重新打开并写明原因。")
            self._apply(self.document.operation(step.seq).operation.inverse("undo"), undoes=step.seq)
            labels.append(step.label)
        return labels

    def redo(self, count: int = 1) -> list[str]:
        """Do again what was taken back last."""
        labels = []
        for _ in range(count):
            open_steps = self.document.redoable()
            if not open_steps:
                break
            step = open_steps[-1]
            self._apply(self.document.operation(step.seq).operation.inverse("redo"), redoes=step.seq)
            labels.append(step.label)
        return labels

    def save(self, target: Path | None = None, *, overwrite_changed: bool = False) -> None:
        """Publish the document to its file, or to ``target`` (另存为)."""
        self.document.publish(target, overwrite_changed=overwrite_changed)

    def close(self, *, keep_working_copy: bool = False) -> None:
        """Give the document back; what was not saved is thrown away unless ``keep_working_copy``."""
        self.observers.clear()
        self.document.close(keep_working_copy=keep_working_copy)

    def refresh_subjects(self) -> None:
        """Read the code lists again, after an official list was imported."""
        self.subjects = catalog(self.pack, self.book.year)
        self.model = Model(self.pack, self.book, self.subjects)
        self._tell(ChangeSet(everything=True))

    def __enter__(self) -> Session:
        return self

    def __exit__(self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def _apply(
        self, operation: Operation, *, undoes: int | None = None, redoes: int | None = None, sources: Sequence[SourceFile] = ()
    ) -> ChangeSet:
        if not operation.edits and undoes is None and redoes is None:
            return ChangeSet()
        self.admit(operation)
        before = self.document.append(operation, undoes=undoes, redoes=redoes, sources=sources)
        try:
            changes = self.model.apply(operation)
        except Exception:
            self.take_back(operation, before)
            raise
        if any(edit.kind == "cell" and edit.key[0] == COVER for edit in operation.edits) and self._take_names():
            self.model = Model(self.pack, self.book, self.subjects)
            changes = replace(changes, everything=True)
        self._tell(changes)
        return changes

    def take_back(self, operation: Operation, seq: int) -> None:
        """The model failed on what is written down already: take it back there and in the book, and read the model anew from what holds."""
        inverse = operation.inverse("undo")
        self.document.append(inverse, undoes=seq)
        with contextlib.suppress(StaleEdit):  # the book had not been changed yet
            apply_edits(self.book, inverse.edits)
        self.model = Model(self.pack, self.book, self.subjects)

    def _take_names(self) -> bool:
        """Call the unit as its cover does; whether that changed anything."""
        found = []
        for row, first in zip(NAMED_ON_COVER, self._first_names, strict=True):
            entry = self.book.entry(CellRef(COVER, row, _cover_column(self.pack, row)))
            found.append(entry.value if entry and isinstance(entry.value, str) else first)
        before = (self.book.unit_name, self.book.unit_code)
        self.book.unit_name, self.book.unit_code = found
        return before != (found[0], found[1])

    def admit(self, operation: Operation) -> None:
        """Refuse what a final document does not take, and what was built for data that have changed since. Raises Refused."""
        refused = finished.refuses(self.book, operation)
        if refused:
            raise Refused(refused)
        self._must_be_current(operation)

    def _must_be_current(self, operation: Operation) -> None:
        seen: set[tuple[str, ...]] = set()
        for edit in operation.edits:
            place = (edit.kind, *edit.key)
            if place not in seen and current_state(self.book, edit) != edit.old:
                raise Refused(f"“{operation.label}”没有执行：数据在此期间已经改变，请重新操作一次。")
            seen.add(place)

    def _tell(self, changes: ChangeSet) -> None:
        for _ in self.telling(changes):
            pass

    def telling(self, changes: ChangeSet) -> Iterator[None]:
        """Tell the observers, pausing between them and where they pause themselves."""
        kept = self._figures if self._figures is not None and self._figures.model is self.model else None
        self._figures = None if kept is None or changes.everything else (yield from kept.following(changes))
        yield
        for observer in list(self.observers):
            told = observer(changes)
            yield
            if isinstance(told, Iterator):
                yield from told


def _cover_column(pack: PackDef, row: str) -> str:
    """The value column of a row of the cover; "" where the cover has no such row."""
    cover = pack.form(COVER)
    for block in cover.blocks if cover else ():
        if any(found.id == row for found in block.rows):
            return block.columns[0].id
    return ""


__all__ = ["Observer", "Refused", "Session"]
