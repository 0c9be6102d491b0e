"""A small document of an invented house style for the tests of the printed booklet and the Word file."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from desktop.core.cells import Book, Entry, Row
from desktop.core.evaluate import Model
from desktop.core.narrative import NarrativeDef, PhraseDef, ProseStyle
from desktop.core.rounding import present
from desktop.document.disclosure import DocumentReport, write_document
from desktop.document.narrative import Narrative
from desktop.forms.load import load_pack
from desktop.forms.narrative_text import read_blocks
from desktop.forms.subjects import SubjectCatalog

STYLE = ProseStyle(phrases=(PhraseDef("增减", "增加{差}万元，增长{率}", "减少{差}万元，下降{率}", "与上年持平", "增加{差}万元，上年为零"),))
LONG = "为贯彻落实科技创新驱动发展战略，进一步规范财政资金的使用管理，提高资金使用效益，现将有关情况说明如下，请社会各界监督。"
TEXT = """
@封面
@目录
# 第一部分 概况
## 一、主要职责
@块 职责
{{ 主要职责 }}
# 第二部分 决算表
@表 公开01
@表 公开05
# 第三部分 情况说明
## 一、收入情况
@块 收入
{{年度}}年度收入总计{{公开01["收入总计","金额"]}}万元，{{公开01["收入总计","金额"] | 比("增减", 上年公开01["收入总计","金额"])}}。
### （一）公务接待
@块 接待
国内公务接待{{ 国内接待批次 }}批次。
@块 空
{% if 空表("公开07") %}本年度无政府性基金收支。{% endif %}
"""


def model_of(*, duties: int = 3, prior: str = "80") -> Model:
    """``duties``: paragraphs of the first part; ``prior``: last year's income."""
    pack = load_pack("sx-2024")
    book = Book(pack.id, "某市科学技术局", 2024, kept_in="万元")
    book.sheet("公开01").entered["一般公共预算财政拨款收入", "金额"] = Entry(Decimal("1234.5"))
    book.sheet("文稿资料").entered["主要职责", "内容"] = Entry("\n".join(f"（{number}）{LONG}" for number in range(1, duties + 1)))
    for code, above in (("206", ""), ("20601", "206"), ("2060101", "20601")):
        book.sheet("公开05").rows[code] = Row(code, f"科目{code}", above)
    book.sheet("公开05").entered["2060101", "基本支出"] = Entry(Decimal("1234.5"))
    if prior:
        book.prior = Book(pack.id, book.unit_name, 2023, kept_in="万元")
        book.prior.sheet("公开01").entered["收入总计", "金额"] = Entry(Decimal(prior))
    return Model(pack, book, SubjectCatalog(2024))


def definition(text: str = TEXT) -> NarrativeDef:
    narrative = NarrativeDef("试", "{年度}年度部门决算公开", read_blocks(text, "试"), STYLE)
    return replace(narrative, file_name="{年度}年度{单位}决算")


def written(folder: Path, model: Model | None = None, text: str = TEXT) -> tuple[DocumentReport, Path, Path]:
    """The document as PDF and Word file."""
    model = model or model_of()
    paper, word = folder / "文稿.pdf", folder / "文稿.docx"
    return write_document(Narrative(model, definition(text)), present(model), paper, word=word), paper, word


def model_of_book(model: Model) -> Model:
    """The model anew over its book, after the book was changed by hand."""
    return Model(model.pack, model.book, SubjectCatalog(2024))
