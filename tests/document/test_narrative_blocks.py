"""Blocks over the data: what a change renders again, conditions, rows, own words, the glossary, and the clerk's text."""

from __future__ import annotations

from decimal import Decimal

import documents
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.core.cells import CellRef
from desktop.core.entry import set_setting, type_text
from desktop.core.operations import Operation
from desktop.document.narrative import Narrative
from desktop.document.own_words import OWN_BASIS, OWN_TEXT, difference


def do(narrative: Narrative, operation: Operation | str) -> frozenset[str]:
    assert isinstance(operation, Operation), operation
    return narrative.after(narrative.model.apply(operation))


def texts(narrative: Narrative) -> dict[str, str]:
    return {rendered.block.id: rendered.text for rendered in narrative.blocks()}


def test_a_change_renders_again_what_depends_on_it_and_nothing_else():
    narrative = Narrative(documents.model_of(), documents.definition())
    before = {rendered.block.id: rendered for rendered in narrative.blocks()}
    gone = do(narrative, type_text(narrative.model, CellRef("文稿资料", "国内接待批次", "内容"), "7"))
    after = {rendered.block.id: rendered for rendered in narrative.blocks()}
    assert gone == {"接待"} and after["接待"].text == "国内公务接待7批次。"
    assert [name for name in after if after[name] is not before[name]] == ["接待"]
    assert do(narrative, type_text(narrative.model, CellRef("公开01", "一般公共预算财政拨款收入", "金额"), "1000")) == {"收入"}
    assert texts(narrative)["收入"] == "2024年度收入总计1,000.00万元，增加920.00万元，增长1150.00%。"


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["收入", "接待", "07"]), st.integers(0, 500)), max_size=6))
def test_following_changes_gives_the_same_as_rendering_anew(steps):
    places = {
        "收入": CellRef("公开01", "一般公共预算财政拨款收入", "金额"),
        "接待": CellRef("文稿资料", "国内接待批次", "内容"),
        "07": CellRef("公开01", "政府性基金预算财政拨款收入", "金额"),
    }
    narrative = Narrative(documents.model_of(), documents.definition())
    narrative.blocks()
    for name, number in steps:
        do(narrative, type_text(narrative.model, places[name], str(number)))
    assert texts(narrative) == texts(Narrative(documents.model_of_book(narrative.model), documents.definition()))


def test_a_prior_year_that_is_not_there_is_asked_for():
    narrative = Narrative(documents.model_of(prior=""), documents.definition())
    rendered = next(one for one in narrative.blocks() if one.block.id == "收入")
    assert rendered.state == "missing" and "上年 公开01" in rendered.missing[0] and "0.00" not in rendered.text


def test_a_wrong_name_in_one_block_leaves_the_others_alone():
    text = documents.TEXT.replace("{{ 国内接待批次 }}", '{{ 公开01["没有这行","金额"] }}')
    blocks = {rendered.block.id: rendered for rendered in Narrative(documents.model_of(), documents.definition(text)).blocks()}
    assert blocks["接待"].state == "problem" and "没有这行" in blocks["接待"].problem
    assert blocks["收入"].state == "generated"


def test_a_text_of_several_lines_is_several_paragraphs():
    narrative = Narrative(documents.model_of(duties=4), documents.definition())
    rendered = next(one for one in narrative.blocks() if one.block.id == "职责")
    assert len(rendered.paragraphs) == 4
    assert {span.kind for spans in rendered.paragraphs for span in spans} == {"clerk"}
    assert all(span.refs == (CellRef("文稿资料", "主要职责", "内容"),) for spans in rendered.paragraphs for span in spans)


def test_own_words_follow_undo_and_keep_what_they_replaced():
    narrative = Narrative(documents.model_of(), documents.definition())
    generated = texts(narrative)["收入"]
    for name, value in ((OWN_TEXT, "自己的话。"), (OWN_BASIS, generated)):
        do(narrative, set_setting(narrative.model, name + "收入", value))
    rendered = next(one for one in narrative.blocks() if one.block.id == "收入")
    assert (rendered.state, rendered.text, rendered.generated_text) == ("own", "自己的话。", generated)
    assert {span.kind for spans in rendered.paragraphs for span in spans} == {"text"}
    step = type_text(narrative.model, CellRef("公开01", "一般公共预算财政拨款收入", "金额"), "1000")
    do(narrative, step)
    assert next(one for one in narrative.blocks() if one.block.id == "收入").state == "stale"
    assert isinstance(step, Operation)
    do(narrative, step.inverse())
    assert next(one for one in narrative.blocks() if one.block.id == "收入").state == "own"


def test_a_difference_shows_whole_figures():
    pieces = difference("收入1,234.50万元，增长5.00%。", "收入1,000.00万元，下降5.10%。")
    assert [piece.text for piece in pieces if piece.change == "gone"] == ["1,234.50", "增长", "5.00%"] or [
        piece.text for piece in pieces if piece.change == "gone"
    ] == ["1,234.50", "增长5.00%"]
    assert "".join(piece.text for piece in pieces if piece.change != "new") == "收入1,234.50万元，增长5.00%。"
    assert "".join(piece.text for piece in pieces if piece.change != "gone") == "收入1,000.00万元，下降5.10%。"


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=60), st.text(max_size=60))
def test_a_difference_is_made_of_both_texts(old, new):
    pieces = difference(old, new)
    assert "".join(piece.text for piece in pieces if piece.change != "new") == old
    assert "".join(piece.text for piece in pieces if piece.change != "gone") == new


def test_the_unit_of_the_style_is_that_of_the_sentences():
    from dataclasses import replace

    in_yuan = replace(documents.definition(), style=replace(documents.STYLE, unit="元"))
    model = documents.model_of()
    assert Narrative(model, in_yuan).blocks() and "12,345,000.00" in texts(Narrative(model, in_yuan))["收入"]
    assert model.value(CellRef("公开01", "收入总计", "金额")) == Decimal("1234.5")
