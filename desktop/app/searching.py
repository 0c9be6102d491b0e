"""Finding a text or a figure anywhere in a document: cells, names of rows, notes, reasons, own words, and the generated sentences.

A figure is found by its value, however it is written: 1234.5, ``1,234.50`` and ``１２３４.５`` are the same. The search is a generator that answers as
it goes, so that a window can show hits while it goes on.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final, Literal

from desktop.app.session import Session
from desktop.core.amounts import Value, format_amount, read_amount
from desktop.core.cells import SENTENCE_COLUMN, SENTENCE_ROW, CellRef
from desktop.core.narrative import OWN_TEXT

if TYPE_CHECKING:
    from desktop.core.evaluate import Model
    from desktop.document.narrative import RenderedBlock

Scope = Literal["table", "all", "document"]
HitKind = Literal["cell", "row", "note", "reason", "own", "sentence"]
KINDS: Final = {"cell": "格", "row": "行名", "note": "备注", "reason": "说明的原因", "own": "自己的话", "sentence": "文稿"}
_FACTS: Final = "facts"
_AROUND: Final = 6  # characters shown before a hit in a longer text


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for. ``table`` is the form of scope "table"; "document" means facts, own words and sentences."""

    text: str
    scope: Scope = "all"
    table: str = ""
    match_case: bool = False
    whole: bool = False

    @property
    def figure(self) -> Decimal | None:
        """The figure that the text is, if it is one."""
        value = read_amount(self.text).value if self.text.strip() else None
        return value if isinstance(value, Decimal) else None


@dataclass(frozen=True, slots=True)
class Hit:
    """One place. ``text`` is the whole content; ``fixed`` says why it cannot be replaced, "" where it can.

    ``by_value``: found as a figure, so that replacing takes the place of the whole figure. ``block`` and ``document`` name a place in the text.
    """

    kind: HitKind
    place: str
    text: str
    ref: CellRef | None = None
    key: tuple[str, ...] = ()
    block: str = ""
    document: str = ""
    fixed: str = ""
    by_value: bool = False

    @property
    def identity(self) -> tuple[object, ...]:
        return (self.kind, self.ref, self.key, self.block, self.document)


@dataclass(slots=True)
class _Search:
    session: Session
    wanted: Wanted
    needle: str = field(init=False)
    figure: Decimal | None = field(init=False)

    def __post_init__(self) -> None:
        self.needle = folded(self.wanted.text, self.wanted.match_case)
        self.figure = self.wanted.figure

    @property
    def model(self) -> Model:
        return self.session.model

    def fits(self, text: str) -> bool:
        found = folded(text, self.wanted.match_case)
        return found.strip() == self.needle.strip() if self.wanted.whole else self.needle in found

    def fits_value(self, ref: CellRef, value: Value) -> tuple[bool, bool]:
        """(whether it is a hit, whether by its value)."""
        if not isinstance(value, Decimal):
            return self.fits(format_amount(value)), False
        if self.figure is not None and value == self.figure:
            return True, True
        if self.wanted.whole:
            return False, False
        shown = format_amount(value, self.model.decimals(ref), grouped=False)
        return self.needle.replace(",", "") in shown or self.needle in format_amount(value, self.model.decimals(ref)), False


def folded(text: str, match_case: bool) -> str:
    """A text as it is compared: full width as half width, and small unless the case counts. As long as the text wherever that is possible."""
    if not text.isascii():
        text = "".join(_half(character) for character in text)
    return text if match_case else text.lower() if len(text.lower()) == len(text) else text


def _half(character: str) -> str:
    plain = unicodedata.normalize("NFKC", character)
    return plain if len(plain) == 1 else character


def search(session: Session, wanted: Wanted) -> Iterator[Hit]:
    """Every place, in the order of the tables and of the document."""
    for hit in paced(session, wanted):
        if hit is not None:
            yield hit


def paced(session: Session, wanted: Wanted) -> Iterator[Hit | None]:
    """As :func:`search`, with a ``None`` now and then, so that a window may do something else meanwhile."""
    if not wanted.text.strip():
        return
    looking = _Search(session, wanted)
    for form in list(looking.model.forms()):
        if wanted.scope == "table" and form.code != wanted.table:
            continue
        if wanted.scope == "document" and form.view != _FACTS:
            continue
        yield from _in_table(looking, form.code)
        yield from _in_notes(looking, form.code)
        yield None
    if wanted.scope == "all":
        yield from _in_reasons(looking)
    if wanted.scope != "table":
        yield from _in_document(looking)


def _in_table(looking: _Search, code: str) -> Iterator[Hit | None]:
    model = looking.model
    for number, row in enumerate(model.rows(code)):
        if number % 40 == 39:
            yield None
        named = f"{row.code} {row.label}".strip() if row.code and row.code != row.label else row.label
        if named and looking.fits(named):
            columns = model.columns(code, row.id)
            ref = CellRef(code, row.id, columns[0].id if columns else "")
            yield Hit("row", model.form_label(code), named, ref, fixed="行的名称由表样或科目表给出，不能在这里替换。")
        for column in model.columns(code, row.id):
            yield from _in_cell(looking, CellRef(code, row.id, column.id))
    if not any(row.id == SENTENCE_ROW for row in model.rows(code)):
        yield from _in_cell(looking, CellRef(code, SENTENCE_ROW, SENTENCE_COLUMN))


def _in_cell(looking: _Search, ref: CellRef) -> Iterator[Hit]:
    model = looking.model
    value = model.value(ref)
    if value is None:
        return
    fits, by_value = looking.fits_value(ref, value)
    if fits:
        text = format_amount(value, max(model.decimals(ref), _own_places(value)) if isinstance(value, Decimal) else None)
        yield Hit("cell", model.label(ref), text, ref, fixed=why_fixed(model, ref), by_value=by_value)


def _own_places(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def why_fixed(model: Model, ref: CellRef) -> str:
    """Why a cell's content cannot be replaced, as a sentence; "" where it can."""
    from desktop.core.entry import why_no_entry

    problem = why_no_entry(model, ref)
    if problem:
        return problem.removeprefix(model.label(ref)).removeprefix("：")
    if model.book.entry(ref) is None:
        return "这个数由公式算出，不能替换；请改它用到的数。" if model.has_formula(ref) else "这是表样带的内容，不能替换。"
    return ""


def _in_notes(looking: _Search, code: str) -> Iterator[Hit]:
    model, sheet = looking.model, looking.session.book.sheets.get(code)
    for key, text in list(sheet.notes.items()) if sheet else ():
        if looking.fits(text):
            ref = CellRef(code, *key)
            why = "算式的备注跟着填的数走，改数就会改。" if text.startswith("=") else ""
            yield Hit("note", f"{model.label(ref)} 的备注", text, ref, fixed=why)


def _in_reasons(looking: _Search) -> Iterator[Hit]:
    for key, given in list(looking.session.book.acknowledgements.items()):
        if looking.fits(given.reason):
            check, table, scope = key
            yield Hit("reason", f"{table} {check} {scope}".strip(), given.reason, None, key)


def _in_document(looking: _Search) -> Iterator[Hit | None]:
    from desktop.document.narrative import Narrative

    settings = looking.session.book.settings
    locked = looking.session.book.is_finished
    for definition in looking.session.pack.narratives:
        heading = ""
        for rendered in Narrative(looking.model, definition).blocks():
            yield None
            if rendered.block.kind == "heading":
                heading = rendered.text
            place = (
                heading if heading and heading == rendered.text else f"{heading} · {rendered.block.id}" if heading else rendered.block.id
            )
            own = settings.get(OWN_TEXT + rendered.block.id)
            if own is not None:
                if looking.fits(own):
                    fixed = "文档已经定稿，不能再改。" if locked else ""
                    yield Hit("own", place, own, None, (OWN_TEXT + rendered.block.id,), rendered.block.id, definition.id, fixed)
                continue
            yield from _in_block(looking, rendered, place, definition.id)


def _in_block(looking: _Search, rendered: RenderedBlock, place: str, document: str) -> Iterator[Hit]:
    """Sentences that hold the text; a figure of any sentence whose value it is."""
    for line in rendered.paragraphs:
        said = "".join(span.text for span in line)
        values = [span for span in line if span.kind == "figure" and looking.figure is not None]
        if looking.fits(said) or any(read_amount(span.text).value == looking.figure for span in values):
            fixed = "这一句由数据生成，不能直接替换；请改它用到的数，或者“改用自己的话”。"
            yield Hit("sentence", place, said, None, (), rendered.block.id, document, fixed)


def extract(hit: Hit, wanted: Wanted, text: str = "", most: int = 90) -> str:
    """The part of a text around the first hit, on one line; what was found stands near its beginning, so that a narrow column shows it.

    ``text`` instead of the hit's own: the same part of what it would become.
    """
    own = " ".join(hit.text.split())
    at = folded(own, wanted.match_case).find(folded(wanted.text, wanted.match_case))
    start = at - _AROUND if at > 2 * _AROUND else 0
    line = " ".join(text.split()) if text else own
    return ("…" if start else "") + line[start : start + most] + ("…" if start + most < len(line) else "")


def hit_line(hit: Hit) -> str:
    """For people on a terminal."""
    fixed = "　（不能替换）" if hit.fixed else ""
    return f"  [{KINDS[hit.kind]}] {hit.place}：{hit.text}{fixed}"


def hit_data(hit: Hit) -> dict[str, Any]:
    """For ``--json``."""
    return {
        "kind": hit.kind,
        "place": hit.place,
        "text": hit.text,
        "table": hit.ref.form if hit.ref else None,
        "row": hit.ref.row if hit.ref else None,
        "column": hit.ref.column if hit.ref else None,
        "block": hit.block or None,
        "fixed": hit.fixed or None,
    }


__all__ = ["KINDS", "Hit", "HitKind", "Scope", "Wanted", "extract", "folded", "hit_data", "hit_line", "paced", "search", "why_fixed"]
