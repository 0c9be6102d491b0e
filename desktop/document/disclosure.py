"""The disclosure document: a narrative over a model as parts, in order, ready to be set on pages or written as a Word file."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.core.numerals import in_chinese
from desktop.document.booklet import make_booklet
from desktop.document.booklet_parts import Part, paragraphs
from desktop.document.fonts import FontSet, MissingGlyph, font_set
from desktop.document.narrative import Narrative, RenderedBlock, begun_forms
from desktop.document.official_tables import official_tables
from desktop.document.pen import render_pages, write_whole
from desktop.document.places import words
from desktop.document.prose_titles import with_titles
from desktop.document.table_pages import table_texts
from desktop.forms.layout import lay_out

if TYPE_CHECKING:
    from desktop.core.evaluate import Model
    from desktop.core.rounding import Figures
    from desktop.forms.table_grid import TableGrid

Progress = Callable[[str, int, int], None]
"""Told what is being done, how much is done and of how much (0 = unknown); may raise to stop the work."""


def _quiet(say: str, done: int, total: int) -> None:
    pass


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


def document_parts(narrative: Narrative, figures: Figures, progress: Progress = _quiet) -> tuple[list[Part], list[RenderedBlock]]:
    """The narrative as parts, with its tables laid out. ``progress`` is told of every table: (what, done, total)."""
    model = narrative.model
    blocks = narrative.blocks()
    wanted = {rendered.block.id: _codes(model, rendered) for rendered in blocks}
    total, done = sum(len(codes) for codes in wanted.values()), 0
    parts: list[Part] = []
    for rendered in blocks:
        block = rendered.block
        match block.kind:
            case "cover":
                parts.append(Part("cover", (model.book.unit_name, document_title(narrative))))
            case "heading":
                parts.append(Part("heading", (rendered.text,), block.level))
            case "paragraph" if parts and parts[-1].kind == "cover":  # who made it, who looked it over: lines of the cover
                parts[-1] = replace(parts[-1], lines=(*parts[-1].lines, *paragraphs(rendered.paragraphs)))
            case "paragraph" | "glossary":
                parts += _text_parts(rendered)
            case "tables" | "table" | "forms":
                if rendered.paragraphs:
                    parts.append(Part("text", paragraphs(rendered.paragraphs)))
                grids = []
                for code in wanted[block.id]:
                    progress(model.form_label(code), done, total)
                    grids.append(lay_out(model, code, figures))
                    done += 1
                names = tuple(_called(model, grid, block.name, number) for number, grid in enumerate(grids, 1))
                parts.append(Part("tables", grids=tuple(grids), names=names, headed=bool(block.name)))
            case _:
                parts.append(Part(block.kind))
    return parts, blocks


def _text_parts(rendered: RenderedBlock) -> list[Part]:
    """The paragraphs of a block; headings in it apart."""
    lines = paragraphs(rendered.paragraphs)
    if not any(rendered.levels):
        return [Part("text", lines)]
    pairs = zip(lines, rendered.levels, strict=True)
    return [Part("heading", (line,), level) if level else Part("text", (line,)) for line, level in pairs]


def _called(model: Model, grid: TableGrid, pattern: str = "", number: int = 0) -> str:
    """The title of a table; of a form that every project has, with the project, or as the pattern of the pack says."""
    owner = model.owner_label(grid.form.code)
    if pattern:
        marks = {"{序}": str(number), "{序号}": in_chinese(number), "{表}": re.sub(r"\{[^}]*\}", "", grid.form.title), "{项目}": owner}
        return re.sub(r"\{[^}]*\}", lambda found: marks.get(found[0], found[0]), pattern)
    return f"{grid.title}（{owner}）" if owner and owner not in grid.title else grid.title


def _codes(model: Model, rendered: RenderedBlock) -> list[str]:
    block = rendered.block
    match block.kind:
        case "tables":
            return official_tables(model)
        case "forms":
            return begun_forms(model, block.form)
        case "table":
            return [block.form]
        case _:
            return []


def write_document(
    narrative: Narrative,
    figures: Figures,
    out: Path | None,
    *,
    word: Path | None = None,
    fonts: FontSet | None = None,
    progress: Progress = _quiet,
) -> DocumentReport:
    """Write the whole document as PDF to ``out`` and, with the same page numbers in its contents, as a Word file to ``word``.

    Raises :class:`~desktop.document.pen.DocumentOutputError`, and what ``progress`` raises to stop; a file is replaced only when it is complete.
    """
    fonts = fonts or font_set()
    parts, blocks = document_parts(narrative, figures, progress)
    progress(words()["setting"], 0, 0)
    parts = with_titles(parts)
    booklet = make_booklet(parts, narrative.definition.type_style, fonts)
    unit = narrative.model.book.unit_name
    title = f"{unit}{document_title(narrative)}"
    missing = fonts.missing_glyphs([*_texts(parts, blocks), (title, title)], "fang")
    made: list[tuple[Path, bytes]] = []
    if out is not None:
        progress(out.name, 0, 0)
        made.append((out, render_pages(booklet.pages, fonts, title=title, author=unit)))
    if word is not None:
        from desktop.document.word import word_file
        from desktop.document.word_styles import AIR, latin_widths

        progress(word.name, 0, 0)
        style = narrative.definition.type_style
        paged = make_booklet(parts, style, fonts.measured(latin_widths(), AIR), booklet)
        made.append((word, word_file(parts, paged, style, fonts, title=title, author=unit)))
    for path, data in made:
        write_whole(path, data)
    return DocumentReport(len(booklet.pages), tuple(blocks), tuple(missing), tuple(booklet.notes))


def _texts(parts: Sequence[Part], blocks: Sequence[RenderedBlock]) -> list[tuple[str, str]]:
    """Everything that is printed, with the place where it stands."""
    found = [(rendered.block.id, rendered.text) for rendered in blocks]
    for part in parts:
        found += table_texts(part.grids)
    return found


def document_title(narrative: Narrative) -> str:
    """“2024年度部门决算公开”."""
    return _filled(narrative.definition.title, narrative)


def file_stem(narrative: Narrative) -> str:
    """The name of the files of the document, without ending, after the pattern of the pack."""
    return _filled(narrative.definition.file_name, narrative)


def _filled(pattern: str, narrative: Narrative) -> str:
    book = narrative.model.book
    return pattern.replace("{年度}", str(book.year)).replace("{单位}", book.unit_name)
