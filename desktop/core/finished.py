"""定稿: a document that is final. Its stamp says who made it final, when, and the hash of the content; opening it again asks for a reason.

Both are ordinary operations on two settings, so that journal, history and recovery need to know nothing of them; they are not undone
step by step (see :meth:`desktop.app.session.Session.undo`).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from desktop.core.amounts import plain_text
from desktop.core.cells import FINISHED, Book, Sheet
from desktop.core.operations import Edit, Operation
from desktop.core.visible import visible

LOG: Final = "定稿记录"
"""The setting that keeps every 定稿 and every reopening with its reason."""
BARRIERS: Final = ("finish", "reopen")
"""Causes of operations that undo and redo do not cross."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """Who made the document final and when (UTC, ISO), over which content; ``reason`` is filled in where it was opened again."""

    who: str
    when: str
    content: str
    reason: str = ""

    @property
    def short(self) -> str:
        """The hash as people compare it."""
        return self.content[:12]


def content_hash(book: Book) -> str:
    """Of everything that counts for what is published: rows, entries, last year's figures, reasons given, settings. Notes do not."""
    digest = hashlib.sha256()
    for line in _lines(book):
        digest.update(json.dumps(line, ensure_ascii=False).encode())
        digest.update(b"\n")
    return digest.hexdigest()


def stamp(book: Book) -> Stamp | None:
    """The stamp of a final document; None while it is being worked on."""
    text = book.settings.get(FINISHED)
    return _read(text) if text else None


def history(book: Book) -> list[Stamp]:
    """Every 定稿 and reopening (those carry a reason), the oldest first."""
    try:
        kept = json.loads(book.settings.get(LOG, "[]"))
    except ValueError:
        return []
    return [found for one in kept if (found := _read(json.dumps(one))) is not None] if isinstance(kept, list) else []


def is_unchanged(book: Book) -> bool:
    """Whether a final document still holds the content that was made final."""
    found = stamp(book)
    return found is not None and found.content == content_hash(book)


def finish(book: Book, who: str, when: str) -> Operation | str:
    """Make the document final. Whether it may be is asked elsewhere (:mod:`desktop.app.finishing`)."""
    if book.is_finished:
        return "文档已经定稿，不用再定一次。"
    made = Stamp(who, when, content_hash(book))
    edits = (Edit("setting", (FINISHED,), book.settings.get(FINISHED), _write(made)), _logged(book, made))
    return Operation(f"定稿（内容校验 {made.short}）", "finish", edits)


def reopen(book: Book, who: str, when: str, reason: str) -> Operation | str:
    """Open a final document again; the reason stays with the document."""
    if not book.is_finished:
        return "文档没有定稿，可以直接修改，不用重新打开。"
    reason = visible(reason).strip()
    if not reason:
        return "请写明重新打开的原因；原因会记入文档的历史。"
    before = stamp(book)
    made = Stamp(who, when, before.content if before else "", reason)
    edits = (Edit("setting", (FINISHED,), book.settings.get(FINISHED), None), _logged(book, made))
    return Operation(f"重新打开：{reason}", "reopen", edits)


FINAL: Final = "文档已经定稿，不能再改；要修改，请先“重新打开”并写明原因。"


def refuses(book: Book, operation: Operation) -> str:
    """Why an operation is not carried out on a final document, as a sentence; "" where it is. Notes and marks may still be written."""
    if not book.is_finished or operation.cause == "reopen" or all(edit.kind == "note" for edit in operation.edits):
        return ""
    return FINAL


def _logged(book: Book, made: Stamp) -> Edit:
    kept = [*history(book), made]
    text = json.dumps([json.loads(_write(one)) for one in kept], ensure_ascii=False)
    return Edit("setting", (LOG,), book.settings.get(LOG), text)


def _write(made: Stamp) -> str:
    return json.dumps({"who": made.who, "when": made.when, "content": made.content, "reason": made.reason}, ensure_ascii=False)


def _read(text: str) -> Stamp | None:
    """Whatever stands there: a stamp that cannot be read is still one, without a name."""
    try:
        found = json.loads(text)
    except ValueError:
        return Stamp("", "", "")
    if not isinstance(found, dict):
        return Stamp("", "", "")
    return Stamp(*(str(found.get(name, "")) for name in ("who", "when", "content", "reason")))


def _lines(book: Book) -> Iterator[list[str | int]]:
    yield ["book", book.pack, book.unit_name, book.year, book.unit_code, book.kept_in]
    for name, text in sorted(book.settings.items()):
        if name not in (FINISHED, LOG):
            yield ["setting", name, text]
    for key, given in sorted(book.acknowledgements.items()):
        yield ["acknowledgement", *key, given.reason, given.fingerprint]
    yield from _sheets("sheet", book.sheets)
    if book.prior is not None:
        yield from _sheets("prior", book.prior.sheets)


def _sheets(kind: str, sheets: dict[str, Sheet]) -> Iterator[list[str | int]]:
    for code, sheet in sorted(sheets.items()):
        for row in sorted(sheet.rows.values(), key=lambda row: row.id):
            yield [kind, code, "row", row.id, row.label, row.parent, *(part for pair in row.attrs for part in pair)]
        for (row_id, column), entry in sorted(sheet.entered.items()):
            yield [kind, code, "cell", row_id, column, type(entry.value).__name__, plain_text(entry.value) or ""]
