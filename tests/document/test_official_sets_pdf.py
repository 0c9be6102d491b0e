"""The table sets of the program on paper: every official table on its own page, complete."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
import reading_pdf as pdf

from desktop.core.cells import COVER, Book, Entry, Row
from desktop.core.evaluate import Model
from desktop.core.rounding import present
from desktop.document.table_pages import write_tables_pdf
from desktop.forms.layout import TableGrid, lay_out
from desktop.forms.load import load_pack

SUBJECTS = [
    "201",
    "20101",
    "2010150",
    "206",
    "20601",
    "2060101",
    "2060199",
    "208",
    "20805",
    "2080505",
    "210",
    "21011",
    "2101101",
    "221",
    "22102",
    "2210201",
]


def printed(pack_id: str) -> list[TableGrid]:
    """All tables of a set, with a dozen subjects in the tables that list them and figures in every cell that takes one."""
    pack = load_pack(pack_id)
    book = Book(pack_id, "晋城市科学技术局", pack.years[-1], kept_in=pack.kept_in)
    for form in pack.forms:
        if form.family and form.family.subjects == "functional":
            for code in SUBJECTS:
                book.sheet(form.code).rows[code] = Row(code, f"科目名称{code}", code[:-2] if len(code) > 3 else "")
    model = Model(pack, book)
    number = 1000 if pack.kept_in == "万元" else 21_956_600
    for form in pack.forms:
        if form.code == COVER:
            continue
        for line in lay_out(model, form.code, present(model)).body:
            for cell in line:
                if (
                    cell is not None
                    and cell.ref is not None
                    and cell.role == "value"
                    and model.kind(cell.ref) == "money"
                    and model.takes_entry(cell.ref)
                ):
                    number += 1
                    book.sheet(form.code).entered[(cell.ref.row, cell.ref.column)] = Entry(Decimal(number) + Decimal("0.37"))
    model = Model(pack, book)
    return [lay_out(model, form.code, present(model)) for form in pack.forms if form.code != COVER and form.view != "facts"]


@pytest.mark.parametrize("signature", [False, True])
@pytest.mark.parametrize("pack_id", ["cn-2024", "sx-2024", "xj-2024", "sh-2024", "bj-2023"])
def test_every_table_of_a_set_stands_on_one_page_with_all_its_figures(pack_id: str, signature: bool, tmp_path: Path) -> None:
    grids = printed(pack_id)
    out = tmp_path / "决算公开表.pdf"
    report = write_tables_pdf(grids, out, signature=signature, page_numbers=True)
    assert report.missing_glyphs == () and report.notes == ()
    texts = pdf.texts(out)
    assert len(texts) == len(grids)
    for grid, text in zip(grids, texts, strict=True):
        squeezed = "".join(text.split())
        assert "".join(grid.title.split()) in squeezed
        assert grid.form_no in text
        for rows in (grid.head, grid.body, grid.footer):
            for row in rows:
                for cell in row:
                    if cell and cell.text and not cell.text.startswith("—"):
                        words = "".join(cell.text.split())
                        assert words in squeezed or all(character in squeezed for character in words), (grid.form_no, cell.text)
        if signature:
            assert "负责人" in text
