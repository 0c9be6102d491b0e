"""The document as a Word file, read back: the same words and figures as the PDF, real headings, contents, sections and tables."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import documents
import pytest
import reading_pdf as pdf
from docx import Document
from docx.oxml.ns import qn

FIGURE = re.compile(r"[\d,]*\d\.\d+%?")


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    _, paper, word = documents.written(tmp_path_factory.mktemp("文稿"), documents.model_of(duties=9))
    return paper, word


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def everything(word: Path) -> str:
    """All words of the body as they are shown."""
    body = Document(str(word)).element.body
    return "\n".join("".join(text.text or "" for text in paragraph.iter(qn("w:t"))) for paragraph in body.iter(qn("w:p")))


def test_every_figure_of_the_pdf_stands_in_the_word_file_and_no_other(files):
    paper, word = files
    assert sorted(FIGURE.findall("\n".join(pdf.texts(paper)))) == sorted(FIGURE.findall(everything(word)))


def test_every_sentence_of_the_pdf_stands_in_the_word_file(files):
    paper, word = files
    printed = squeezed(re.sub(r"— \d+ —", "", "\n".join(pdf.texts(paper))))
    for sentence in re.split(r"[。；\n]", everything(word)):
        text = squeezed(sentence)
        if len(text) > 6 and "…" not in text:
            assert text.rstrip("0123456789") in printed, sentence


def test_headings_are_headings_of_their_level(files):
    found = [(p.text, p.style.name) for p in Document(str(files[1])).paragraphs if p.style.name.startswith("Heading")]
    assert found == [
        ("第一部分 概况", "Heading 1"), ("一、主要职责", "Heading 2"), ("第二部分 决算表", "Heading 1"), ("收入支出决算总表", "Heading 2"),
        ("一般公共预算财政拨款支出决算表", "Heading 2"), ("第三部分 情况说明", "Heading 1"), ("一、收入情况", "Heading 2"),
        ("（一）公务接待", "Heading 3"),
    ]  # fmt: skip


def test_the_contents_are_a_field_filled_with_links_to_the_headings(files):
    paper, word = files
    document = Document(str(word))
    codes = [code.text.strip() for code in document.element.body.iter(qn("w:instrText"))]
    assert codes[0].startswith("TOC ")
    marks = {mark.get(qn("w:name")): mark.getparent() for mark in document.element.body.iter(qn("w:bookmarkStart"))}
    entries = [p for p in document.paragraphs if p.style.name.startswith("toc")]
    at = {int(found[1]): page for page in pdf.texts(paper) if (found := re.search(r"— (\d+) —", page))}
    assert len(entries) == 7
    for entry in entries:
        text = "".join(t.text for t in entry._p.iter(qn("w:t")))
        anchor = entry._p.find(qn("w:hyperlink")).get(qn("w:anchor"))
        heading = "".join(t.text for t in marks[anchor].iter(qn("w:t")))
        number = int(text.removeprefix(heading))
        assert squeezed(heading) in squeezed(at[number])
    depth = 0
    for char in document.element.body.iter(qn("w:fldChar")):
        depth += {"begin": 1, "end": -1}.get(char.get(qn("w:fldCharType")), 0)
        assert depth >= 0
    assert depth == 0


def test_opening_the_file_asks_nothing(files):
    with zipfile.ZipFile(files[1]) as archive:
        assert b"updateFields" not in archive.read("word/settings.xml")
        assert "evenAndOddHeaders" in archive.read("word/settings.xml").decode()


def test_numbers_begin_behind_the_contents_right_on_odd_and_left_on_even_pages(files):
    sections = Document(str(files[1])).sections
    starts = [section._sectPr.find(qn("w:pgNumType")) is not None for section in sections]
    first = starts.index(True)
    assert starts.count(True) == 1 and first >= 1
    assert all("PAGE" not in section.footer._element.xml for section in list(sections)[:first])
    odd, even = sections[first].footer.paragraphs[0], sections[first].even_page_footer.paragraphs[0]
    assert "PAGE" in odd._p.xml and "PAGE" in even._p.xml
    assert (odd.alignment, even.alignment) == (2, 0)
    assert all(section.footer.is_linked_to_previous for section in list(sections)[first + 1 :])


def test_no_section_ends_in_an_empty_line(files):
    """An empty paragraph behind a full page would be an empty page; only one without height may carry a break."""
    body = Document(str(files[1])).element.body
    for paragraph in body.findall(qn("w:p")):
        if paragraph.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") is not None and not "".join(t.text for t in paragraph.iter(qn("w:t"))):
            assert paragraph.pPr.find(qn("w:spacing")).get(qn("w:line")) == "20"


def test_tables_lie_where_the_pdf_lies_and_repeat_their_head(files):
    paper, word = files
    document = Document(str(word))
    sizes = {(round(section.page_width.mm), round(section.page_height.mm)) for section in document.sections}
    assert sizes == set(pdf.sizes(paper))
    for table in document.tables:
        repeated = [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows]
        assert repeated[0] and repeated == sorted(repeated, reverse=True)
        spans = {
            sum(int(cell.tcPr.gridSpan.val) if cell.tcPr.gridSpan is not None else 1 for cell in row.tc_lst) for row in table._tbl.tr_lst
        }
        assert spans == {len(table._tbl.tblGrid.gridCol_lst)}


def test_a_table_reads_like_the_official_one(files):
    table = Document(str(files[1])).tables[0]
    head = [cell.text for cell in table.rows[0].cells]
    assert head[0] == "收入" and head.count("收入") == 3 and head.count("支出") == 3
    texts = {cell.text for row in table.rows for cell in row.cells}
    assert {"一、一般公共预算财政拨款收入", "1,234.50"} <= texts


def test_what_is_missing_is_red(files):
    runs = [run for p in Document(str(files[1])).paragraphs for run in p.runs if "请填写" in run.text]
    assert [run.text for run in runs] == ["〔请填写：国内公务接待批次〕"]
    assert str(runs[0].font.color.rgb) == "CC0000"


def test_type_is_that_of_the_standard(files):
    document = Document(str(files[1]))
    body = document.styles["Body Text"]
    normal = document.styles["Normal"]
    assert (normal.font.size.pt, normal.paragraph_format.line_spacing.pt) == (16, pytest.approx(28.95, abs=0.05))
    assert normal.element.rPr.rFonts.get(qn("w:eastAsia")) == "仿宋" and normal.font.name == "Times New Roman"
    assert body.paragraph_format.first_line_indent.pt == 32 and normal.paragraph_format.widow_control
    for level, font in ((1, "方正小标宋简体"), (2, "黑体"), (3, "楷体")):
        assert document.styles[f"Heading {level}"].element.rPr.rFonts.get(qn("w:eastAsia")) == font
    section = document.sections[0]
    assert [round(one.mm) for one in (section.top_margin, section.left_margin, section.right_margin, section.bottom_margin)] == [
        37,
        28,
        26,
        35,
    ]


def test_hostile_characters_of_the_clerk_do_no_harm(tmp_path):
    model = documents.model_of()
    from desktop.core.cells import Entry

    model.book.sheet("文稿资料").entered["主要职责", "内容"] = Entry('<w:br/>&amp;"甲" \x0b\x07 ]]> 乙')
    _, _, word = documents.written(tmp_path, documents.model_of_book(model))
    assert '<w:br/>&amp;"甲"' in everything(word) and "]]> 乙" in everything(word)


def test_a_form_of_a_project_keeps_its_spans(tmp_path):
    from desktop.app.samples import build_sample, find_sample
    from desktop.core.rounding import present
    from desktop.document.disclosure import write_document
    from desktop.document.narrative import Narrative

    with build_sample(find_sample("tangshan-2022"), tmp_path / "唐山.mz") as session:
        narrative = Narrative(session.model, session.pack.narratives[0])
        write_document(narrative, present(session.model), tmp_path / "甲.pdf", word=tmp_path / "甲.docx")
    tables = Document(str(tmp_path / "甲.docx")).tables
    assert len(tables) == 4
    for table in tables:
        first = [cell.text for cell in table.columns[0].cells]
        assert first.count("产出指标") > 1  # one cell over several rows
        assert len({cell._tc for cell in table.columns[0].cells if cell.text == "产出指标"}) == 1
