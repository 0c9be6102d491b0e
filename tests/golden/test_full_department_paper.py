"""The full department on paper: every set, tables that run over pages, long figures in 元, signatures, empty tables."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pypdfium2
import pytest
from full_department import PACKS, UNIT, FullDepartment

from desktop.core.cells import COVER, Book, Entry
from desktop.core.evaluate import Model
from desktop.core.rounding import present
from desktop.document.fonts import font_set
from desktop.document.table_pages import write_tables_pdf
from desktop.document.table_plan import plan_table
from desktop.forms.layout import TableGrid, lay_out
from desktop.forms.load import load_pack

AGAIN = "（续表）"


def laid_out(model: Model) -> list[TableGrid]:
    figures = present(model)
    return [
        lay_out(model, form.code, figures)
        for form in model.pack.forms
        if form.code != COVER and form.view != "facts" and not form.layout.body
    ]


@cache
def full(pack: str) -> list[TableGrid]:
    return laid_out(FullDepartment(pack, long=True).model(prior=False))


def pages_of(path: Path) -> list[str]:
    """The text of each page without white space."""
    with pypdfium2.PdfDocument(path.read_bytes()) as document:
        return ["".join(page.get_textpage().get_text_bounded().split()) for page in document]


@pytest.mark.parametrize("pack", PACKS)
def test_long_tables_go_on_with_title_number_and_head(pack: str, tmp_path: Path) -> None:
    grids = full(pack)
    values = {"单位负责人": "甲某", "财务负责人": "乙某", "填表人": "丙某"}
    report = write_tables_pdf(grids, tmp_path / "决算.pdf", signature=True, signature_values=values, page_numbers=True)
    assert report.missing_glyphs == () and report.notes == ()
    pages = pages_of(tmp_path / "决算.pdf")
    starts = [next(at for at, text in enumerate(pages) if text.startswith(grid.title)) for grid in grids]
    assert starts == sorted(starts), "in the order of the set"
    for grid, first, behind in zip(grids, starts, [*starts[1:], len(pages)], strict=True):
        mine = pages[first:behind]
        again = mine[1:]
        assert all(text.startswith(grid.title + AGAIN) for text in again)
        head = {"".join(cell.text.split())[:3] for row in grid.head for cell in row if cell}  # long heads wrap
        meta = {"".join(text.split()) for text in (*grid.meta, grid.form_no)}
        for text in mine:
            assert all(word in text for word in head | meta), grid.title
        figures = [
            "".join(cell.text.split()) for row in (*grid.body, *grid.footer) for cell in row if cell and cell.role in ("value", "code")
        ]
        whole = "".join(mine)
        assert [figure for figure in figures if figure.strip("—") and figure not in whole] == []
        assert len(again) > 0 or len(grid.body) < 80
        assert all(note in mine[-1] for note in grid.notes)
        assert all(name in mine[-1] for name in values.values()) and "公章" in mine[-1] and "日期" in mine[-1]


@pytest.mark.parametrize("pack", PACKS)
def test_names_stay_readable_beside_long_figures_and_the_last_page_has_rows_enough(pack: str) -> None:
    """Figures in 元 of a large department have 16 characters; the names beside them must not become a strip of four lines."""
    for grid in full(pack):
        plan = plan_table(grid, font_set())
        assert max(len(lines) for row in plan.body.lines for lines in row) <= 2, grid.title
        assert plan.size >= 8
        last = plan.leaves[-1]
        assert sum(piece.last - piece.first for piece in last.pieces) >= 3 or len(grid.body) < 3, grid.title


@pytest.mark.parametrize("pack", PACKS)
def test_an_empty_set_is_one_page_a_table_with_its_sentences(pack: str, tmp_path: Path) -> None:
    definition = load_pack(pack)
    book = Book(pack, UNIT, definition.years[0], kept_in=definition.kept_in)
    for row in ("政府性基金", "国有资本经营预算", "三公经费"):
        book.sheet(COVER).entered[row, "内容"] = Entry("没有")
    grids = laid_out(Model(definition, book))
    write_tables_pdf(grids, tmp_path / "空.pdf", page_numbers=True)
    pages = pages_of(tmp_path / "空.pdf")
    assert len(pages) == len(grids)
    for grid, text in zip(grids, pages, strict=True):
        assert ("说明：" in text) is (grid.form.code in ("公开07", "公开08", "公开09"))
        assert "".join(grid.sentence.split()) in text
        if pack != "sx-2024" and grid.sentence:
            assert UNIT in grid.sentence
