"""Pages as pictures for preview and print, from several threads, and files that are no PDF."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import paper_grids as grids
import pytest

from desktop.document.render import RenderError, Rendering
from desktop.document.table_pages import write_tables_pdf


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("render") / "表.pdf"
    write_tables_pdf([grids.expenditure(), grids.expenditure(orientation="portrait")], out)
    return out


def dark(rgb: bytes) -> int:
    return sum(1 for value in rgb[::3] if value < 128)


def test_a_page_is_black_on_white_and_has_the_size_asked_for(document: Path) -> None:
    with Rendering(document) as pdf:
        assert pdf.page_count() == 2
        width, height = pdf.size(0)
        picture = pdf.page(0, scale=2.0)
    assert (picture.width, picture.height) == (round(width * 2 + 0.49), round(height * 2 + 0.49))
    assert len(picture.rgb) == picture.width * picture.height * 3
    assert picture.rgb[:3] == b"\xff\xff\xff"
    assert 0.005 < dark(picture.rgb) / (picture.width * picture.height) < 0.2


def test_the_text_of_a_page_and_places_of_a_text(document: Path) -> None:
    with Rendering(document) as pdf:
        assert "科学技术支出" in pdf.text(0)
        places = pdf.find("1,607.83")
        assert [place.page for place in places] == [0, 1]
        width, height = pdf.size(0)
        assert 0 < places[0].x < width and 0 < places[0].y < height


def test_threads_get_the_same_pictures(document: Path) -> None:
    with Rendering(document) as pdf:
        expected = [pdf.page(0), pdf.page(1)]
        with ThreadPoolExecutor(4) as pool:
            assert list(pool.map(lambda number: pdf.page(number % 2), range(12))) == [expected[number % 2] for number in range(12)]


def test_the_file_may_be_replaced_while_it_is_shown(document: Path, tmp_path: Path) -> None:
    copy = tmp_path / "表.pdf"
    copy.write_bytes(document.read_bytes())
    with Rendering(copy) as pdf:
        write_tables_pdf([grids.expenditure()], copy)
        assert pdf.page_count() == 2


def test_what_is_no_pdf_is_refused_with_its_name(tmp_path: Path) -> None:
    bad = tmp_path / "坏.pdf"
    bad.write_bytes(b"%PDF-1.4 torn")
    with pytest.raises(RenderError, match=r"坏\.pdf"):
        Rendering(bad)
    with pytest.raises(RenderError, match=r"没有\.pdf"):
        Rendering(tmp_path / "没有.pdf")


def test_a_magnification_beyond_reason_and_a_closed_preview_are_told(document: Path) -> None:
    pdf = Rendering(document)
    with pytest.raises(RenderError, match="放大倍数"):
        pdf.page(0, scale=100)
    pdf.close()
    with pytest.raises(RenderError, match="已关闭"):
        pdf.page_count()
