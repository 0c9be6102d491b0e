"""Versions of a document for people: naming one, going back to one, and what differs between two — figures and sentences.

Going back is one operation that can be undone, and what stood before it is kept as a version of its own. 定稿 is a decision and no content: neither
its stamp nor its log is ever taken back.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from difflib import SequenceMatcher
from pathlib import Path
from typing import TYPE_CHECKING, Final

from desktop.app.jobs import Progress
from desktop.app.problems import Refused
from desktop.app.session import Session
from desktop.core.amounts import Value, format_amount
from desktop.core.cells import COVER, FINISHED, Book, CellRef
from desktop.core.evaluate import Model
from desktop.core.finished import LOG
from desktop.core.operations import Operation
from desktop.core.visible import visible
from desktop.store import versions as kept
from desktop.store.versions import Version, VersionCause

if TYPE_CHECKING:
    from desktop.document.own_words import Piece

CAUSES: Final = {"named": "自己命名", "import": "导入前自动", "finish": "定稿时自动", "restore": "回到版本前自动"}
NOW: Final = "现在"
_LONGEST_NAME: Final = 60


@dataclass(frozen=True, slots=True)
class Side:
    """One of two documents that are compared: what it is called and its model."""

    name: str
    model: Model


@dataclass(frozen=True, slots=True)
class CellChange:
    """A cell with different values; ``difference`` is after − before where both are numbers (blank counts 0)."""

    ref: CellRef
    table: str
    place: str
    before: Value | None
    after: Value | None
    difference: Decimal | None
    decimals: int
    kind: str = "数"

    @property
    def texts(self) -> tuple[str, str, str]:
        """Before, after and difference as they are shown."""
        places = self.decimals
        for value in (self.before, self.after):
            if isinstance(value, Decimal):
                exponent = value.normalize().as_tuple().exponent
                places = max(places, min(-exponent if isinstance(exponent, int) else 0, 6))
        sign = "+" if self.difference is not None and self.difference > 0 else ""
        return (
            format_amount(self.before, places) or "（空）",
            format_amount(self.after, places) or "（空）",
            sign + format_amount(self.difference, places) if self.difference is not None else "",
        )


@dataclass(frozen=True, slots=True)
class SentenceChange:
    """A sentence that is another one; ``before`` or ``after`` is "" where it came or went. ``pieces`` are its words, gone and new ones marked."""

    block: str
    heading: str
    before: str
    after: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What differs between two sides, named ``before`` and ``after``; cells in the order of the tables, sentences in that of the text."""

    before: str
    after: str
    cells: tuple[CellChange, ...]
    sentences: tuple[SentenceChange, ...]

    @property
    def is_same(self) -> bool:
        return not self.cells and not self.sentences

    @property
    def summary(self) -> str:
        """One sentence with the counts."""
        if self.is_same:
            return f"“{self.before}”与“{self.after}”没有不同。"
        tables = len({change.table for change in self.cells})
        said = f"{len(self.cells)} 处内容不同，涉及 {tables} 张表" if self.cells else "表中的内容没有不同"
        return f"“{self.before}”→“{self.after}”：{said}；文稿有 {len(self.sentences)} 句不同。"


def list_versions(session: Session) -> list[Version]:
    """The newest first."""
    return kept.list_versions(session.document)


def save_version(session: Session, name: str, cause: VersionCause = "named") -> Version:
    """Name the document as it is now.

    Raises:
        Refused: no name. DocumentError: it could not be written.
    """
    name = " ".join(visible(name).split())
    if not name:
        raise Refused("请给版本起一个名字，例如“送审稿”。")
    if len(name) > _LONGEST_NAME:
        raise Refused(f"版本的名字最多 {_LONGEST_NAME} 个字，请缩短。")
    return kept.save_version(session.document, name, cause)


@contextlib.contextmanager
def kept_around(session: Session, operation: Operation) -> Iterator[None]:
    """Versions that make themselves: before an import into a document that holds something already, and with 定稿."""
    if operation.cause == "import" and operation.edits and _holds_something(session) and not session.document.read_only:
        kept.save_version(session.document, f"{operation.label.split('（')[0][: _LONGEST_NAME - 2]}之前", "import")
    yield
    if operation.cause == "finish":
        kept.save_version(session.document, "定稿", "finish")


def _holds_something(session: Session) -> bool:
    return any(sheet.entered for code, sheet in session.book.sheets.items() if code != COVER)


def find_version(session: Session, wanted: str) -> Version:
    """By number or name; of several of one name the newest.

    Raises:
        Refused: there is none.
    """
    every = list_versions(session)
    for version in every:
        if wanted in (str(version.number), version.name):
            return version
    if not every:
        raise Refused("这份文档还没有保存过版本；用“保存版本”给现在的内容起个名字。")
    raise Refused(f"没有“{wanted}”这个版本；有：{'、'.join(f'{version.number} {version.name}' for version in every[:10])}。")


def restore(session: Session, version: Version) -> int:
    """Go back to a version, as one operation; what stands now becomes a version first. The number of things that changed.

    Raises:
        Refused: the document is final, or is exactly so already. DocumentError: the version cannot be read; nothing changed.
    """
    if session.book.is_finished:
        raise Refused("文档已经定稿，不能回到早先的版本；请先“重新打开”并写明原因。")
    kept.book_at(session.document, version)  # raises where the journal does not lead to what was kept
    edits = tuple(
        edit for edit in kept.edits_back(session.document, version) if edit.kind != "setting" or edit.key[0] not in (FINISHED, LOG)
    )
    if not edits:
        raise Refused(f"现在的内容和版本“{version.name}”完全一样，不用回去。")
    kept.save_version(session.document, f"回到“{version.name}”之前"[:_LONGEST_NAME], "restore")
    session.apply_exactly(Operation(f"回到版本“{version.name}”", "restore", edits))
    return len(edits)


def drop_version(session: Session, version: Version) -> None:
    """Take a version out of the list; nothing else changes."""
    kept.drop_version(session.document, version.number)


def side_now(session: Session) -> Side:
    return Side(NOW, session.model)


def side_of(session: Session, version: Version) -> Side:
    """A version as a model of its own. Raises DocumentError when it cannot be read."""
    return _side(session, version.name, kept.book_at(session.document, version))


def side_of_file(path: Path, progress: Progress | None = None) -> Side:
    """Another document. It is opened for reading and closed again; only its figures stay. Raises DocumentError, PackError."""
    with Session.open(path, read_only=True, recover=False) as other:
        return Side(path.stem, other.model)


def _side(session: Session, name: str, book: Book) -> Side:
    return Side(name, Model(session.pack, book, session.subjects))


def compare(before: Side, after: Side, progress: Progress | None = None) -> Comparison:
    """What differs, in the order of the tables and of the document. Raises Cancelled."""
    watch = progress or Progress()
    cells: list[CellChange] = []
    forms = list(dict.fromkeys([form.code for form in after.model.forms()] + [form.code for form in before.model.forms()]))
    for number, code in enumerate(forms):
        watch.step(code, number, len(forms) + 1)
        cells += _cells_of(before.model, after.model, code)
    watch.step("文稿", len(forms), len(forms) + 1)
    return Comparison(before.name, after.name, tuple(cells), tuple(_sentences(before.model, after.model)))


def _cells_of(before: Model, after: Model, code: str) -> Iterator[CellChange]:
    """Figures, texts, notes and the names of rows of one table."""
    for ref in dict.fromkeys([*_refs(after, code), *_refs(before, code)]):
        old, new = before.value(ref), after.value(ref)
        if old == new and type(old) is type(new):
            continue
        model = after if after.has_cell(ref) else before
        decimals = model.decimals(ref)
        difference = None
        if all(value is None or isinstance(value, Decimal) for value in (old, new)):
            difference = (new if isinstance(new, Decimal) else Decimal(0)) - (old if isinstance(old, Decimal) else Decimal(0))
        yield CellChange(ref, model.form_label(code), _place(model, ref), old, new, difference, decimals)
    ours, theirs = after.book.sheets.get(code), before.book.sheets.get(code)
    notes_now, notes_then = (ours.notes if ours else {}), (theirs.notes if theirs else {})
    for key in dict.fromkeys([*notes_now, *notes_then]):
        ref = CellRef(code, *key)
        if notes_now.get(key) != notes_then.get(key):
            model = after if after.has_cell(ref) else before
            yield CellChange(
                ref, model.form_label(code), f"{_place(model, ref)}（备注）", notes_then.get(key), notes_now.get(key), None, 0, "备注"
            )


def _refs(model: Model, code: str) -> Iterator[CellRef]:
    if model.find_form(code) is None:
        return
    for row in model.rows(code):
        for column in model.columns(code, row.id):
            yield CellRef(code, row.id, column.id)
    yield CellRef(code, "说明", "文字")


def _place(model: Model, ref: CellRef) -> str:
    return model.label(ref).removeprefix(model.form_label(ref.form)).strip()


def _sentences(before: Model, after: Model) -> Iterator[SentenceChange]:
    from desktop.document.narrative import Narrative
    from desktop.document.own_words import difference

    for definition in after.pack.narratives:
        then = {rendered.block.id: rendered for rendered in Narrative(before, definition).blocks()}
        heading = ""
        for rendered in Narrative(after, definition).blocks():
            if rendered.block.kind == "heading":
                heading = rendered.text
            old = then.pop(rendered.block.id, None)
            for was, now in _pairs(sentences_of(old.text if old else ""), sentences_of(rendered.text)):
                yield SentenceChange(rendered.block.id, heading, was, now, difference(was, now))
        for gone in then.values():
            for was in sentences_of(gone.text):
                yield SentenceChange(gone.block.id, "", was, "", difference(was, ""))


def sentences_of(text: str) -> list[str]:
    """The sentences of a text, each with its full stop."""
    return [part for line in text.split("\n") for part in line.replace("。", "。\n").split("\n") if part.strip()]


def _pairs(old: list[str], new: list[str]) -> Iterator[tuple[str, str]]:
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            was, now = old[i1:i2], new[j1:j2]
            for number in range(max(len(was), len(now))):
                yield was[number] if number < len(was) else "", now[number] if number < len(now) else ""


def write_report(session: Session, comparison: Comparison, out: Path) -> int:
    """The comparison as PDF: the first page sums up, more pages go on where there is more. The number of pages.

    Raises:
        Refused, DocumentOutputError: what stood at ``out`` is as it was.
    """
    from desktop.app import exporting
    from desktop.document.comparison_pdf import ReportCell, ReportSentence, write_comparison_pdf

    exporting.needs(out, (".pdf",))
    book = session.book
    return write_comparison_pdf(
        out,
        unit=book.unit_name,
        year=book.year,
        before=comparison.before,
        after=comparison.after,
        summary=comparison.summary,
        cells=[ReportCell(change.table, change.place, *change.texts) for change in comparison.cells],
        sentences=[ReportSentence(change.heading or change.block, change.pieces) for change in comparison.sentences],
    )
