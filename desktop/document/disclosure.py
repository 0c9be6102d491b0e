"""The disclosure document: a narrative over a model as parts, in order, ready to be set on pages or written as a Word file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.core.cells import COVER
from desktop.document.booklet import Part, make_booklet, paragraphs
from desktop.document.fonts import FontSet, MissingGlyph, font_set
from desktop.document.narrative import Narrative, RenderedBlock
from desktop.document.pen import write_pages
from desktop.document.prose_context import FACTS
from desktop.forms.layout import lay_out

if TYPE_CHECKING:
    from desktop.core.rounding import Figures


@dataclass(frozen=True, slots=True)
class DocumentReport:
    """What was written. ``missing`` names, by block, what the data do not give; ``problems`` are faults of the pack's text."""

    pages: int
    blocks: tuple[RenderedBlock, ...]
    missing_glyphs: tuple[MissingGlyph, ...]
    notes: tuple[str, ...]

    @property
    def problems(self) -> tuple[str, ...]:
        return tuple(block.problem for block in self.blocks if block.problem)


def document_parts(narrative: Narrative, figures: Figures) -> tuple[list[Part], list[RenderedBlock]]:
    """The narrative as parts, with its tables laid out."""
    model = narrative.model
    blocks = narrative.blocks()
    parts: list[Part] = []
    for rendered in blocks:
        block = rendered.block
        match block.kind:
            case "cover":
                title = _filled(narrative.definition.title, narrative)
                parts.append(Part("cover", (model.book.unit_name, title)))
            case "heading":
                parts.append(Part("heading", (rendered.text,), block.level))
            case "paragraph" | "glossary":
                parts.append(Part("text", paragraphs(rendered.paragraphs)))
            case "tables":
                codes = [form.code for form in model.forms() if form.code != COVER and form.view != FACTS and not form.stage]
                parts.append(Part("tables", grids=tuple(lay_out(model, code, figures) for code in codes)))
            case "table" | "forms":
                codes = model.instances(block.form) if block.kind == "forms" else [block.form]
                parts.append(Part("tables", grids=tuple(lay_out(model, code, figures) for code in codes)))
            case _:
                parts.append(Part(block.kind))
    return parts, blocks


def write_document(
    narrative: Narrative, figures: Figures, out: Path, *, word: Path | None = None, fonts: FontSet | None = None
) -> DocumentReport:
    """Write the whole document as PDF and, with the same page numbers in its contents, as a Word file. Raises :class:`~desktop.document.pen.DocumentOutputError`; ``out`` is replaced only when it is complete."""
    fonts = fonts or font_set()
    parts, blocks = document_parts(narrative, figures)
    booklet = make_booklet(parts, narrative.definition.type_style, fonts)
    unit = narrative.model.book.unit_name
    title = f"{unit}{_filled(narrative.definition.title, narrative)}"
    texts = [(rendered.block.id, rendered.text) for rendered in blocks]
    missing = fonts.missing_glyphs([*texts, (title, title)], "fang")
    write_pages(booklet.pages, out, fonts, title=title, author=unit)
    if word is not None:
        from desktop.document.word import write_word

        write_word(parts, booklet, narrative.definition.type_style, word, fonts, title=title, author=unit)
    return DocumentReport(len(booklet.pages), tuple(blocks), tuple(missing), tuple(booklet.notes))


def _filled(pattern: str, narrative: Narrative) -> str:
    book = narrative.model.book
    return pattern.replace("{年度}", str(book.year)).replace("{单位}", book.unit_name)
