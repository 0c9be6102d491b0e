"""Packs may come from anybody: a hostile text is refused with a sentence, and soon."""

from __future__ import annotations

from decimal import Decimal

import pytest

from desktop.core.cells import Book, CellRef, Entry
from desktop.core.evaluate import Model
from desktop.core.narrative import NarrativeBlock, ProseStyle
from desktop.document.narrative import RenderedBlock, render_block
from desktop.document.sandbox import LONGEST
from desktop.forms.load import load_pack
from desktop.forms.subjects import SubjectCatalog

HOSTILE = {
    "attributes of a text": "{{ 单位.__class__.__mro__ }}",
    "attributes by name": '{{ 公开01["__class__"] }}',
    "attributes by filter": '{{ 单位 | attr("__class__") }}',
    "the inside of a table": "{{ 公开01._facts.model.book }}",
    "methods": '{{ "x".format(1) }}',
    "a method without a call": "{{ 单位.upper }}",
    "the file system": '{% include "/etc/passwd" %}',
    "another module": '{% import "os" as os %}',
    "calls of the engine": "{{ self.__init__() }}",
    "a huge range": "{% for 数 in range(10**9) %}x{% endfor %}",
    "turns upon turns": "{% for a in [1,2,3,4,5,6,7,8,9,0] %}" * 8 + "x" + "{% endfor %}" * 8,
    "turns without a word": "{% for a in [1,2,3,4,5,6,7,8,9,0] %}" * 12 + "{% if a %}{% endif %}" + "{% endfor %}" * 12,
    "loops too deep": "{% for a in [1] %}" * 60 + "x" + "{% endfor %}" * 60,
    "brackets too deep": "{{ " + "(" * 3000 + "1" + ")" * 3000 + " }}",
    "a sum too deep": "{{ " + "+".join(["1"] * 20000) + " }}",
    "recursion": "{% macro 再来() %}{{ 再来() }}{% endmacro %}{{ 再来() }}",
    "a recursive loop": "{% for a in [[1]] recursive %}{{ loop(a) }}{% endfor %}",
    "a long text at once": '{{ "长" * 1000000000 }}',
    "a wide format": '{{ "%1000000000d" % 1 }}',
    "a power": "{{ 9 ** 9 ** 9 }}",
    "a product": "{% set a = 99999999999 * 99999999999 %}{{ a }}",
    "doubling": '{% set a = "长长长长" %}' + "{% set a = a + a %}" * 40 + "{{ a }}",
    "joining": '{% set a = "长长长长" %}' + "{% set a = a ~ a %}" * 40 + "{{ a }}",
    "lists of lists": "{% set a = [1] %}" + "{% set a = [a, a] %}" * 60 + "{{ a == a }}",
    "lists behind lists": "{% set a = [1] %}" + "{% set a = a + a %}" * 60 + "{{ a == a }}",
    "long output": '{% for 名 in ["' + "长" * 20000 + '"] %}' + "{% for b in [1,2,3,4,5] %}" * 3 + "{{ 名 }}" + "{% endfor %}" * 4,
    "a captured text": "{% set a %}长{% endset %}{{ a }}",
    "a list as it is": "{{ [1, 2] }}",
    "a name that nobody knows": "{{ 不存在的名称 }}",
    "a filter that nobody knows": "{{ 年度 | shell }}",
    "half a sentence": "{{ 年度",
}


@pytest.fixture(scope="module")
def model() -> Model:
    pack = load_pack("sx-2024")
    book = Book(pack.id, "某局", 2024, kept_in="万元")
    book.sheet("公开01").entered["一般公共预算财政拨款收入", "金额"] = Entry(Decimal("12.50"))
    return Model(pack, book, SubjectCatalog(2024))


def render(model: Model, text: str) -> RenderedBlock:
    return render_block(model, NarrativeBlock("试", "paragraph", text), ProseStyle())


@pytest.mark.timeout(30)
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_text_is_refused_with_a_sentence(model, text):
    rendered = render(model, text)
    assert rendered.problem.startswith("文稿“试”")
    assert rendered.paragraphs == ()


def test_what_sentences_need_still_works(model):
    text = (
        '{% set 各项 = [("甲", "一般公共预算财政拨款收入")] %}{% for 名, 行 in 各项 if 公开01[行, "金额"] %}'
        '{{ loop.index }}、{{ 名 ~ "类" }}{{ 公开01[行, "金额"] + 公开01[行, "金额"] }}万元{{ "。" if loop.last else "；" }}{% endfor %}'
    )
    assert render(model, text).text == "1、甲类25.00万元。"


def test_a_text_as_long_as_a_document_may_be_is_no_attack(model):
    turns = LONGEST // 500
    text = "{% for 数 in [" + ",".join(["1"] * turns) + "] %}" + "字" * 400 + "{% endfor %}"
    assert len(render(model, text).text) == turns * 400


def test_a_clerks_text_is_never_taken_for_a_template(model):
    pack = model.pack
    book = Book(pack.id, "{{ 1 + 1 }}局", 2024, kept_in="万元")
    book.sheet("文稿资料").entered["主要职责", "内容"] = Entry("职责{{ 年度 }}{% for %}")
    of_clerk = Model(pack, book, SubjectCatalog(2024))
    rendered = render(of_clerk, "{{ 单位 }}：{{ 主要职责 }}")
    assert rendered.text == "{{ 1 + 1 }}局：职责{{ 年度 }}{% for %}"
    assert CellRef("文稿资料", "主要职责", "内容") in rendered.used
