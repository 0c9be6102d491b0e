"""Sentences of the Beijing and Hebei documents follow the data: more, less, level, from nothing, nothing at all, one or several."""

from __future__ import annotations

import copy

import pytest
from sentence_samples import rendered

from desktop.core.cells import CellRef, Entry
from desktop.core.evaluate import Model
from desktop.core.typed import read_typed
from desktop.document.narrative import Narrative


@pytest.fixture(scope="module")
def models(tmp_path_factory):
    return {name: rendered(name, tmp_path_factory.mktemp("样例"))[1] for name in ("mentougou-2023", "miyun-2024")}


def told(model: Model, block: str, cells: dict[tuple[str, str, str], str], prior: dict[tuple[str, str, str], str] | None = None) -> str:
    """The text of a block after texts were typed into cells ("" clears) of the book and of last year's."""
    book = copy.deepcopy(model.book)
    for sheets, edits in ((book, cells), (book.prior, prior or {})):
        for place, text in edits.items():
            ref = CellRef(*place)
            entered = sheets.sheet(ref.form).entered
            entered.pop((ref.row, ref.column), None)
            value = read_typed(model, ref, text).value
            if value is not None:
                entered[ref.row, ref.column] = Entry(value)
    changed = Model(model.pack, book)
    (found,) = [one for one in Narrative(changed, model.pack.narratives[0]).blocks() if one.block.id == block]
    assert not found.problem
    return found.text


FACTS = "文稿资料"
THREE = "三公经费"


@pytest.mark.parametrize(
    ("block", "cells", "prior", "sentence"),
    [
        ("收支总体", {}, {("公开01", "收入总计", "金额"): "156259155.5"}, "收、支总计156,259,155.50元，与上年持平。"),
        (
            "收支总体",
            {},
            {("公开01", "收入总计", "金额"): "200000000"},
            "收、支总计156,259,155.50元，比上年减少43,740,844.50元，下降21.9%。",
        ),
        (
            "收支总体",
            {(FACTS, "收支总体原因", "内容"): "产业项目经费增加"},
            {},
            "增长430.8%。主要原因：产业项目经费增加。",
        ),
        ("支出决算", {}, {("公开03", "合计", "本年支出合计"): "0"}, "比上年增加78,129,577.73元，上年没有此项，其中：基本支出"),
        (
            "一般公共预算具体",
            {("科目说明", "20101", "年初预算数"): "876600", ("科目说明", "20101", "与预算比原因"): ""},
            {},
            "“人大事务”（款）2023年度决算876,600.00元，与年初预算持平。\n2、",
        ),
        ("一般公共预算具体", {("科目说明", "20101", "年初预算数"): "1000000"}, {}, "比年初预算减少123,400.00元，下降12.3%。主要原因："),
        ("一般公共预算具体", {("科目说明", "20101", "与预算比原因"): ""}, {}, "主要原因：〔请填写：人大事务：与年初预算相比差异的主要原因〕。"),
        ("基本支出", {("经济分类说明", "基本302", "年初预算数"): ""}, {}, "年初预算〔请填写：基本支出：商品和服务支出：年初预算数〕元"),
        ("三公", {("公开09", THREE, "决算购车"): "180000", (FACTS, "公务用车购置数", "内容"): "1"}, {}, "购置公务用车1辆。\n公务用车运行维护费"),
        ("三公", {("公开09", THREE, "决算用车"): "", ("公开09", THREE, "预算用车"): ""}, {}, "3.公务用车购置及运行维护费\n本年度无此项支出。"),
        ("三公", {}, {("公开09", THREE, "决算合计"): "20000"}, "减少34,663.00元；比上年减少9,702.00元，下降48.5%。其中："),
        ("政府采购", {(FACTS, "采购货物", "内容"): "0", (FACTS, "采购服务", "内容"): "0"}, {}, "本年度无此项支出。"),
        ("机关运行经费", {}, {("公开06", "公用经费合计", "决算数"): "600000"}, "比上年减少36,535.91元，减少原因："),
        ("人员", {(FACTS, "事业单位数", "内容"): "0"}, {}, "本部门共设3个内设机构，没有下设事业单位。"),
        ("评价得分", {(FACTS, "整体自评总分", "内容"): "85"}, {}, "绩效自评等级：良好"),
    ],
)  # fmt: skip
def test_sentences_of_mentougou(models, block, cells, prior, sentence):
    assert sentence in told(models["mentougou-2023"], block, cells, prior)


@pytest.mark.parametrize(
    ("block", "cells", "sentence"),
    [
        (
            "各项目支出",
            {("项目", "1", "全年执行数"): "30.6", ("项目说明", "1", "后续安排"): ""},
            "保安保洁费30.60万元。该项目本年无结转结余。",
        ),
        ("各项目支出", {("项目说明", "1", "后续安排"): ""}, "保安保洁费15.30万元，还有15.30万元没有支付。"),
        ("各项目支出", {("项目", "1", "全年执行数"): "0"}, "尚未支出；下半年科技馆保安保洁费将按合同约定于年底进行拨付。"),
        ("目标完成", {(FACTS, "监控月份", "内容"): "8"}, "2024年1至8月科技馆为广大市民"),
        ("资金拨付", {("项目", "2", "年初预算数"): "40"}, "项目经费70.60万元，具体包括：《科技馆保安保洁费》项目30.60万元、"),
        ("原因分析", {(FACTS, "目标偏差分析", "内容"): "支出进度慢。"}, "支出进度慢。"),
        ("意见和建议", {(FACTS, "意见和建议", "内容"): ""}, "〔请填写：意见和建议〕"),
    ],
)
def test_sentences_of_miyun(models, block, cells, sentence):
    assert sentence in told(models["miyun-2024"], block, cells)
