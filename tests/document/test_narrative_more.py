"""What sentences of a house style can do beyond single figures: headings for every row, rows of last year, units, terms with figures, titles."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import documents
import pytest
import reading_pdf as pdf
from docx import Document
from docx.oxml.ns import qn

from desktop.core.cells import Book, Entry, Row
from desktop.core.evaluate import Model
from desktop.core.narrative import Term
from desktop.core.rounding import present
from desktop.document.disclosure import document_parts, write_document
from desktop.document.narrative import Narrative, RenderedBlock
from desktop.forms.narrative_text import read_blocks
from desktop.forms.schema import PackError

PROJECT_FORM, TARGETS = "项目支出绩效自评表", "项目支出绩效目标表"


def rendered(text: str, model: Model | None = None) -> list[RenderedBlock]:
    blocks = Narrative(model or documents.model_of(), documents.definition(text)).blocks()
    assert [block.problem for block in blocks if block.problem] == []
    return blocks


def with_projects(*names: str) -> Model:
    model = documents.model_of()
    for number, name in enumerate(names, 1):
        book: Book = model.book
        book.sheet("项目").rows[str(number)] = Row(str(number), name, "", (("次序", f"{number:06d}"),))
        book.sheet("项目").entered[str(number), "项目名称"] = Entry(name)
        book.sheet(f"{PROJECT_FORM}#{number}").entered["总分", "得分"] = Entry(Decimal(90))
        sheet = book.sheet(f"{TARGETS}#{number}")
        sheet.rows["1"] = Row("1", "数量", "", (("次序", "000001"),))
        sheet.entered["1", "三级指标"] = Entry("数量")
    return documents.model_of_book(model)


def test_a_condition_at_the_end_of_a_line_leaves_the_next_line_a_paragraph_of_its_own() -> None:
    (block,) = rendered('@块 甲\n第一段{% if 空表("公开07") %}没有基金{% endif %}\n第二段。')
    assert block.text == "第一段没有基金\n第二段。"


def test_every_row_has_a_heading_of_its_own() -> None:
    text = '@块 各类 逐行 公开05[类]\n§§§ （{{ 序 | 序号 }}）{{ 行["名称"] }}\n支出{{ 行["本年支出"] }}万元。'
    narrative = Narrative(documents.model_of(), documents.definition(text))
    parts, (block,) = document_parts(narrative, present(narrative.model))
    assert block.levels == (3, 0) and block.text == "（一）科目206\n支出1,234.50万元。"
    assert [(part.kind, part.lines, part.level) for part in parts] == [
        ("heading", ("（一）科目206",), 3),
        ("text", ("支出1,234.50万元。",), 0),
    ]
    assert block.source.startswith("§§§ （一）"), "own words keep the heading a heading"


def test_a_row_that_only_last_year_had_gets_its_sentence_where_the_style_wants_it() -> None:
    model = documents.model_of()
    prior = model.book.prior
    assert prior is not None
    for code, above in (("206", ""), ("20604", "206"), ("2060402", "20604")):
        prior.sheet("公开05").rows[code] = Row(code, f"上年科目{code}", above)
    prior.sheet("公开05").entered["2060402", "本年支出"] = Entry(Decimal("50"))
    model = documents.model_of_book(model)
    sentence = '{{ 行["类"] }}{{ 行["名称"] }}{{ 行["本年支出"] }}万元，{{ 行["本年支出"] | 比("增减", 行["上年.本年支出"]) }}。'
    (without,) = rendered(f"@块 各项 逐行 公开05[项]\n{sentence}", model)
    (block,) = rendered(f"@块 各项 逐行 公开05[项] 并上年\n{sentence}", model)
    assert "2060402" not in without.text
    assert block.text.split("\n")[1] == "科目206上年科目20604020.00万元，减少50.00万元，下降100.00%。"
    (loop,) = rendered(
        '@块 甲\n{% for 行 in 各行("公开05", "项", "并上年") if 行["只有上年"] %}本年没有{{ 行["名称"] }}。{% endfor %}', model
    )
    assert loop.text == "本年没有上年科目2060402。"


def test_an_amount_in_another_unit_than_the_document() -> None:
    total = '公开01["收入总计","金额"]'
    (block,) = rendered(f'@块 甲\n{{{{ {total} }}}}万元，即{{{{ {total} | 换成("元") }}}}元、{{{{ {total} | 换成("元", 0) }}}}元。')
    assert block.text == "1,234.50万元，即12,345,000.00元、12,345,000元。"
    assert all(span.refs for spans in block.paragraphs for span in spans if span.kind == "figure")
    wrong = Narrative(documents.model_of(), documents.definition(f'@块 甲\n{{{{ {total} | 换成("亿元") }}}}')).blocks()
    assert "只能换成" in wrong[0].problem


def test_a_term_of_the_glossary_may_tell_a_figure() -> None:
    model = documents.model_of()
    term = Term("收入总计", '指全部收入，本年为{{ 公开01["收入总计","金额"] }}万元。')
    model = Model(replace(model.pack, terms=(term,)), model.book, model._engine.subjects)
    (_, glossary) = rendered('@块 甲\n收入总计{{ 公开01["收入总计","金额"] }}万元。\n@名词', model)
    assert glossary.text == "一、收入总计：指全部收入，本年为1,234.50万元。"
    assert any(span.refs for span in glossary.paragraphs[0])


@pytest.fixture(scope="module")
def attached(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("附件")
    model = with_projects("科普经费", "人才经费")
    narrative = Narrative(model, documents.definition(f"@封面\n@目录\n# 附件\n@各表 {PROJECT_FORM} 题 附件{{序}}：{{表}}（{{项目}}）"))
    write_document(narrative, present(model), folder / "a.pdf", word=folder / "a.docx")
    return folder / "a.pdf", folder / "a.docx"


def test_forms_are_numbered_in_the_contents_and_above_each(attached: tuple[Path, Path]) -> None:
    pages = [text.replace(" ", "") for text in pdf.texts(attached[0])]
    assert "附件1：项目支出绩效自评表（科普经费）" in pages[1] and "附件2：项目支出绩效自评表（人才经费）" in pages[1]
    assert sum("附件2：" in page for page in pages) == 2, "in the contents and on its page"
    headings = [p.text for p in Document(str(attached[1])).paragraphs if p.style.name == "Heading 2"]
    assert headings == ["附件1：项目支出绩效自评表（科普经费）", "附件2：项目支出绩效自评表（人才经费）"]


def test_a_name_that_cannot_be_filled_in_is_told() -> None:
    with pytest.raises(PackError, match="不认识"):
        read_blocks("@各表 甲 题 附件{单位}", "试")


def test_updating_the_contents_in_word_keeps_the_names_of_projects(tmp_path: Path) -> None:
    model = with_projects("科普经费", "人才经费")
    narrative = Narrative(model, documents.definition(f"@封面\n@目录\n# 附件\n@各表 {TARGETS}"))
    write_document(narrative, present(model), None, word=tmp_path / "a.docx")
    document = Document(str(tmp_path / "a.docx"))
    codes = [code.text.strip() for code in document.element.body.iter(qn("w:instrText"))]
    assert "\\f" in codes[0]
    assert [code for code in codes if code.startswith("TC ")] == [
        f'TC "{TARGETS}（科普经费）" \\l 2',
        f'TC "{TARGETS}（人才经费）" \\l 2',
    ]
    titles = [p for p in document.paragraphs if p.text.strip() == TARGETS]
    assert len(titles) == 2 and all(p.style.name == "Normal" for p in titles), "not told a second time by their style"


def test_the_heading_of_a_section_that_is_a_table_stands_on_its_page(tmp_path: Path) -> None:
    text = "@封面\n@目录\n# 第一部分\n## 一、职责\n@块 甲\n职责如下。\n## 二、总表\n@表 公开01"
    _, paper, word = documents.written(tmp_path, text=text)
    pages = [page.replace(" ", "") for page in pdf.texts(paper)]
    (at,) = [number for number, page in enumerate(pages) if "公开01表" in page]
    assert "二、总表" in pages[at] and "二、总表" not in pages[at - 1]
    assert len(pages) == at + 1, "and the table still has one page"
    texts = [p.text for p in Document(str(word)).paragraphs]
    assert texts.index("二、总表") + 1 == texts.index("收入支出决算总表")


def test_a_long_entry_of_the_contents_stays_on_its_line(tmp_path: Path) -> None:
    heading = "八、政府性基金预算财政拨款收入支出决算情况说明"
    _, paper, _ = documents.written(tmp_path, text=f"@封面\n@目录\n# 第一部分\n## {heading}\n@块 甲\n没有。")
    contents = next(page for page in pdf.texts(paper) if "目" in page and "…" in page)
    assert any(heading in line.replace(" ", "") and "…" in line for line in contents.split("\n"))


def test_a_long_name_stays_on_one_line_of_the_cover(tmp_path: Path) -> None:
    model = documents.model_of()
    name = "中关村科技园区门头沟园管理委员会"
    model.book.unit_name = name
    _, paper, word = documents.written(tmp_path, documents.model_of_book(model))
    assert name in [line.replace(" ", "") for line in pdf.texts(paper)[0].replace("\r", "").split("\n")]
    assert Document(str(word)).paragraphs[0].text == name
