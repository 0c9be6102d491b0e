"""Narratives rendered: the blocks of a document with the figures of the book in them, each figure a span that knows its cells.

Texts come from packs, also from packs of others: they run in Jinja's sandbox, see nothing but figures, texts and phrases, and are limited
in steps and length.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal

from desktop.core.cells import CellRef
from desktop.core.language import parse_each
from desktop.core.narrative import NarrativeBlock, NarrativeDef, ProseStyle, Term
from desktop.core.numerals import in_chinese
from desktop.document.own_text import OwnText, own_text, source_of
from desktop.document.own_words import OWN_BASIS, OWN_TEXT
from desktop.document.prose_context import FACTS, RowNames, row_names
from desktop.document.sentences import FAILURES, Sentences, what_failed
from desktop.document.spans import Span, plain

if TYPE_CHECKING:
    from desktop.core.changes import ChangeSet
    from desktop.core.definitions import FormDef
    from desktop.core.evaluate import Model

HEADING_MARK: Final = "§"
"""As many as a heading inside a block has levels stand before it."""
_HEADING: Final = re.compile(r"(§{1,4})\s*")

State = Literal["generated", "own", "stale", "missing", "problem"]
"""``generated`` from the data · ``own`` words of the clerk · ``stale`` own words, and the data give another text since · ``missing`` something
the data do not give yet · ``problem`` the pack's text is wrong"""


@dataclass(frozen=True, slots=True)
class RenderedBlock:
    """A block with its paragraphs. ``problem`` says what is wrong with the pack's text; then there are no paragraphs.

    ``used`` are the cells whose change makes the block be rendered again; ``forms_used`` forms whose rows it runs over. Where the clerk's own
    words stand, ``generated`` is what the data give instead and ``basis`` what they gave when the words were written (with the figures that own
    words follow as they are now); ``own`` are these words as they were written, with their references. ``levels``, where there are any, say
    which paragraphs are headings, and of what level (0 = text).
    """

    block: NarrativeBlock
    paragraphs: tuple[tuple[Span, ...], ...]
    used: frozenset[CellRef] = frozenset()
    forms_used: frozenset[str] = frozenset()
    problem: str = ""
    generated: tuple[tuple[Span, ...], ...] | None = None
    basis: str = ""
    own: str = ""
    levels: tuple[int, ...] = ()

    @property
    def source(self) -> str:
        """The text as own words would be written that say the same now: figures as references, headings with their marks."""
        if self.own or not any(self.levels):
            return self.own or source_of(self.paragraphs)
        pairs = zip(self.paragraphs, self.levels, strict=True)
        return "\n".join((f"{HEADING_MARK * level} " if level else "") + source_of((spans,)) for spans, level in pairs)

    @property
    def generated_text(self) -> str:
        """What the data give, whoever's words are printed."""
        return _joined(self.paragraphs if self.generated is None else self.generated)

    @property
    def stale(self) -> bool:
        return self.generated is not None and self.basis != self.generated_text

    @property
    def state(self) -> State:
        if self.stale:
            return "stale"
        if self.missing:
            return "missing"
        if self.generated is not None:
            return "own"
        return "problem" if self.problem else "generated"

    @property
    def text(self) -> str:
        return _joined(self.paragraphs)

    @property
    def missing(self) -> tuple[str, ...]:
        """Names of what the data do not give yet."""
        return tuple(dict.fromkeys(span.how for spans in self.paragraphs for span in spans if span.kind == "missing"))


def render_block(model: Model, block: NarrativeBlock, style: ProseStyle) -> RenderedBlock:
    """One block of a narrative over a model. Errors of the pack's text come back as ``problem``, a Chinese sentence."""
    sentences = Sentences(model, style)
    try:
        writer = sentences.writer(block.text)
        rows: Iterable[RowNames | None] = [None]
        if block.each:
            each = parse_each(block.each)
            rows = row_names(sentences.facts, each.form, each.rows.first, gone=block.gone_rows)
        texts = [sentences.write(writer, {"行": row, "序": number} if row is not None else None) for number, row in enumerate(rows, 1)]
    except FAILURES as error:
        return RenderedBlock(block, (), problem=f"文稿“{block.id}”{what_failed(error)}")
    lines = "\n".join(texts).split("\n")
    paragraphs, levels = headings_apart(tuple(sentences.ledger.split(line.strip()) for line in lines if line.strip()))
    return RenderedBlock(block, paragraphs, frozenset(sentences.facts.used), frozenset(sentences.facts.forms_used), levels=levels)


def headings_apart(paragraphs: tuple[tuple[Span, ...], ...]) -> tuple[tuple[tuple[Span, ...], ...], tuple[int, ...]]:
    """The paragraphs without the marks of headings, and the level of each; no levels where none is a heading."""
    found: list[tuple[Span, ...]] = []
    levels: list[int] = []
    for spans in paragraphs:
        mark = _HEADING.match(spans[0].text) if spans and spans[0].kind == "text" else None
        levels.append(len(mark[1]) if mark else 0)
        rest = spans if mark is None else (replace(spans[0], text=spans[0].text[mark.end() :]), *spans[1:])
        found.append(tuple(span for span in rest if span.text))
    return tuple(found), tuple(levels) if any(levels) else ()


class Narrative:
    """A whole document over a model; after a change only the blocks that used what changed are rendered again."""

    def __init__(self, model: Model, definition: NarrativeDef) -> None:
        self.model, self.definition = model, definition
        self._rendered: dict[str, RenderedBlock] = {}
        self._own_texts: dict[str, tuple[tuple[str, str], OwnText, OwnText]] = {}

    def blocks(self) -> list[RenderedBlock]:
        """The blocks that apply, in order; the clerk's own words where there are some."""
        found = [self._own(self._block(block)) for block in self.definition.blocks if self.model.holds(block.when)]
        if any(rendered.block.kind == "glossary" for rendered in found):
            lines = self._glossary(found)
            found = [self._own(replace(one, paragraphs=lines)) if one.block.kind == "glossary" else one for one in found]
        return found

    def rendering(self) -> Iterator[None]:
        """Render what :meth:`blocks` will ask for, one block at a time."""
        for block in self.definition.blocks:
            if self.model.holds(block.when):
                self._own(self._block(block))
                yield

    def _own(self, rendered: RenderedBlock) -> RenderedBlock:
        """The block with the clerk's own words, where there are some."""
        settings, name = self.model.book.settings, rendered.block.id
        text = settings.get(OWN_TEXT + name)
        if not text:
            return rendered
        basis = settings.get(OWN_BASIS + name, "")
        kept = self._own_texts.get(name)
        if kept is None or kept[0] != (text, basis):
            style = self.definition.style
            kept = self._own_texts[name] = ((text, basis), own_text(self.model, style, text), own_text(self.model, style, basis))
        _, own, before = kept
        paragraphs, levels = headings_apart(own.paragraphs)
        return replace(
            rendered,
            paragraphs=paragraphs,
            levels=levels,
            used=rendered.used | own.used | before.used,
            forms_used=rendered.forms_used | own.forms_used,
            problem="",
            generated=rendered.paragraphs,
            basis=_joined(headings_apart(before.paragraphs)[0]),
            own=text,
        )

    def _glossary(self, blocks: list[RenderedBlock]) -> tuple[tuple[Span, ...], ...]:
        """The terms that the text or the printed tables use, numbered."""
        words = "\n".join([rendered.text for rendered in blocks] + [label for form in self.model.forms() for label in _labels(form)])
        used = [term for term in self.model.pack.terms if any(name in words for name in (term.name, *term.also))]
        return tuple(self._term(number, term) for number, term in enumerate(used, 1))

    def _term(self, number: int, term: Term) -> tuple[Span, ...]:
        """A term with what it means; figures in it follow the data as they do in every sentence."""
        head = f"{in_chinese(number)}、{term.name}："
        if "{{" not in term.text and "{%" not in term.text:
            return (Span("text", head + term.text),)
        sentences = Sentences(self.model, self.definition.style)
        try:
            return sentences.ledger.split(head + " ".join(sentences.write(sentences.writer(term.text)).split("\n")))
        except FAILURES as error:
            return (Span("missing", f"〔名词解释“{term.name}”{what_failed(error)}〕", (), term.name),)

    def after(self, changes: ChangeSet) -> frozenset[str]:
        """Follow a change; answers the ids of the blocks whose text may be another now."""
        if changes.everything or changes.forms:
            gone = frozenset((*self._rendered, *self._own_texts))
        else:
            own = {
                name: (first.used | second.used, first.forms_used, bool(first.problems))
                for name, (_, first, second) in self._own_texts.items()
            }
            gone = frozenset(
                name
                for name, rendered in self._rendered.items()
                if rendered.used & changes.cells or rendered.forms_used & changes.rows or rendered.problem
            ) | frozenset(name for name, (used, forms, wrong) in own.items() if used & changes.cells or forms & changes.rows or wrong)
        for name in gone:
            self._rendered.pop(name, None)
            self._own_texts.pop(name, None)
        return gone

    def _block(self, block: NarrativeBlock) -> RenderedBlock:
        if block.kind == "forms":
            return _forms(self.model, block)
        found = self._rendered.get(block.id)
        if found is None:
            found = self._rendered[block.id] = render_block(self.model, block, self.definition.style)
        return found


def _joined(paragraphs: tuple[tuple[Span, ...], ...]) -> str:
    return "\n".join(plain(spans) for spans in paragraphs)


def begun_forms(model: Model, form: str) -> list[str]:
    """The forms of one kind in which something was entered; a form that only takes figures over is not printed."""
    return [code for code in model.instances(form) if (sheet := model.book.sheets.get(code)) is not None and sheet.entered]


def _forms(model: Model, block: NarrativeBlock) -> RenderedBlock:
    """Forms are printed as they are; where not one was filled in, the place asks for them."""
    if begun_forms(model, block.form):
        return RenderedBlock(block, ())
    definition = model.find_form(block.form)
    title = definition.title if definition else block.form
    return RenderedBlock(block, ((Span("missing", f"〔请填写：{title}〕", (), title),),))


def _labels(form: FormDef) -> Iterator[str]:
    if form.view != FACTS:
        for block in form.blocks:
            yield from (column.label for column in block.columns)
            yield from (row.label for row in block.rows)
