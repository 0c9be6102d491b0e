"""上海's template over departments that are made up: its instructions in brackets are conditions that the figures decide."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

import pytest

from desktop.core.cells import Book, Entry, Row
from desktop.core.evaluate import Model
from desktop.document.narrative import Narrative
from desktop.forms.load import load_pack
from desktop.forms.subjects import SubjectCatalog

UNIT = "上海市某某局"
PACK = load_pack("sh-2024")
SUBJECTS = SubjectCatalog.of_pack(PACK, 2024)
COUNTS = "因公出国团组数 因公出国人次 公务用车购置数 公务用车保有量 国内接待批次 国内接待人次 外事接待批次 外事接待人次"
CARS = "部级领导干部用车 主要领导干部用车 机要通信用车 应急保障用车 执法执勤用车 特种专业技术用车 离退休干部用车 其他用车 大型设备"
POINTS = (
    "目标项目数 目标项目金额 跟踪项目数 跟踪项目金额 自评项目金额 自评优个数 自评良个数 自评合格个数 自评不合格个数 已整改数 正在整改数"
)
BOUGHT = "政府采购货物 政府采购工程 政府采购服务 中小企业预留金额 小微企业预留金额 中小企业预留成交金额 小微企业预留成交金额 中小企业其他成交金额"
TEXTS = "主要职责 单位构成 所属单位 机构设置 绩效管理制度 绩效工作机制"
FACTS = {
    **dict.fromkeys(f"{COUNTS} {CARS} {POINTS} {BOUGHT} 国内接待费 外事接待费 机关运行经费".split(), "0"),
    **{name: f"{name}的文字" for name in TEXTS.split()},
    "自评平均分": "92.5",
    "一般公共预算年初预算数": "100",
}
TABLES = {
    ("公开01", "收入总计", "金额"): "110",
    ("公开01", "支出总计", "金额"): "110",
    ("公开02", "合计", "本年收入合计"): "110",
    ("公开02", "合计", "财政拨款收入"): "100",
    ("公开02", "合计", "事业收入"): "10",
    ("公开03", "合计", "本年支出合计"): "110",
    ("公开03", "合计", "基本支出"): "60",
    ("公开03", "合计", "项目支出"): "50",
    ("公开04", "收入总计", "金额"): "100",
    ("公开04", "支出总计", "合计"): "100",
    ("公开05", "合计", "本年支出"): "100",
    ("公开05", "合计", "基本支出"): "60",
    ("公开05", "2050204", "本年支出"): "70",
    ("公开05", "2050205", "本年支出"): "30",
    ("公开05", "205", "本年支出"): "100",
    ("公开06", "人员经费合计", "决算数"): "60",
    ("公开06", "30101", "决算数"): "50",
    ("公开06", "30103", "决算数"): "10",
}
PRIOR = {("公开01", "收入总计", "金额"): "100", ("公开04", "收入总计", "金额"): "100", ("公开05", "合计", "本年支出"): "125"}
BY_SUBJECT = {
    ("2050204", "年初预算数"): "70",
    ("2050204", "用途"): "高中教学",
    ("2050205", "年初预算数"): "30.00",
    ("2050205", "用途"): "高校教学",
}
Cells = Mapping[tuple[str, str, str], str]


def texts(cover: Mapping[str, str], *given: Cells, prior: Cells = PRIOR) -> dict[str, str]:
    """The blocks of the document by their names. Cells of ``given`` come over the tables and facts of above; "" takes one away."""
    facts = {("文稿资料", row, "内容"): text for row, text in FACTS.items()}
    subjects = {("科目说明", row, column): text for (row, column), text in BY_SUBJECT.items()}
    cells = {**TABLES, **facts, **subjects}
    for more in given:
        cells.update(more)
    book = filled({**{("封面", row, "内容"): text for row, text in cover.items()}, **cells}, 2024)
    book.prior = filled(prior, 2023)
    blocks = Narrative(Model(PACK, book, SUBJECTS), PACK.narratives[0]).blocks()
    assert [block.problem for block in blocks if block.problem] == []
    return {block.block.id: block.text for block in blocks}


def filled(cells: Cells, year: int) -> Book:
    book = Book("sh-2024", UNIT, year, "101", "万元")
    for (form, row, column), text in cells.items():
        definition = PACK.form(form)
        assert definition is not None
        if definition.family and row.isdigit():
            for code in (row[:3], row[:5], row):
                found = SUBJECTS.find("functional", code)
                assert found is not None, code
                book.sheet(form).rows[code] = Row(code, found.name, code[:-2] if len(code) > 3 else "")
        if text:
            value = Decimal(text) if re.fullmatch(r"[\d.]+", text) else text
            book.sheet(form).entered[row, column] = Entry(value)
    return book


NOTHING = {"三公经费": "没有", "政府性基金": "没有", "国有资本经营预算": "没有"}


def test_a_department_without_the_special_items_says_so() -> None:
    found = texts({**NOTHING, "所属单位数": "3"})
    assert found["三公没有"] == f"{UNIT}2024年度无“三公”经费财政拨款支出。"
    assert "三公总体" not in found and "三公具体" not in found
    assert found["政府性基金"] == f"{UNIT}2024年度无政府性基金预算财政拨款收入和支出。"
    assert found["国有资本"] == f"{UNIT}2024年度无国有资本经营预算财政拨款收入和支出。"
    assert found["机关运行经费"] == f"{UNIT}2024年度无机关运行经费支出。"
    assert "XX" not in "".join(found.values()) and "如持平" not in "".join(found.values())


def test_up_down_and_level_each_have_their_own_words_and_only_a_change_asks_for_a_reason() -> None:
    found = texts(NOTHING)
    assert "收入支出总计增加10.00万元，增长10.00%。主要原因：〔请填写：" in found["收支总体"]
    assert found["财政拨款总体"].endswith("与2023年度相比，财政拨款收入支出总计持平。")
    assert "一般公共预算财政拨款支出减少25.00万元，下降20.00%。主要原因：〔" in found["一般公共预算总体"]


def test_what_is_not_there_is_not_listed() -> None:
    found = texts(NOTHING)
    assert found["收入决算"] == "本年收入合计110.00万元，其中：财政拨款收入100.00万元，占90.91%；事业收入10.00万元，占9.09%。"
    assert found["支出决算"] == "本年支出合计110.00万元，其中：基本支出60.00万元，占54.55%；项目支出50.00万元，占45.45%。"
    assert found["基本支出"] == "一般公共预算财政拨款基本支出60.00万元。其中：人员经费60.00万元，主要包括：基本工资、奖金。"
    assert "二、事业收入：指事业单位开展专业业务活动及其辅助活动取得的收入。主要是：〔请填写：" in found["名词解释"]
    assert "取得的收入。\n四、其他收入" in found["名词解释"]
    assert len(found["名词解释"].split("\n")) == 11


def test_items_level_with_their_budget_need_no_reason() -> None:
    found = texts(NOTHING, {("科目说明", "2050205", "年初预算数"): "24", ("科目说明", "2050205", "与预算比原因"): "扩大招生"})
    level, more = found["一般公共预算各项"].split("\n")
    assert level == (
        "1、教育支出（类）普通教育（款）高中教育（项）。主要用于：高中教学。年初预算为70.00万元，支出决算为70.00万元。决算数与预算数持平。"
    )
    assert more.endswith("支出决算为30.00万元。决算数大于预算数的主要原因：扩大招生。")
    assert found["一般公共预算具体"] == (
        "一般公共预算财政拨款支出年初预算为100.00万元，支出决算为100.00万元，完成年初预算的100.00%。决算数与预算数持平。其中："
    )


@pytest.mark.parametrize(("units", "block", "heading"), [("1", "机构", "二、机构设置"), ("3", "单位构成", "二、部门决算单位构成")])
def test_one_unit_or_several(units: str, block: str, heading: str) -> None:
    found = texts({**NOTHING, "所属单位数": units})
    assert {"机构", "单位构成"} & set(found) == {block}
    assert [text for text in found.values() if text.startswith(("二、部门", "二、机构"))] == [heading]


def test_three_public_expenses_in_their_parts() -> None:
    this = {
        "预算合计": "12",
        "预算用车小计": "10",
        "预算用车": "10",
        "预算接待": "2",
        "决算合计": "9",
        "决算用车小计": "8",
        "决算用车": "8",
        "决算接待": "1",
    }
    before = {("公开09", "三公经费", name): value for name, value in (("决算合计", "9"), ("决算用车小计", "6"), ("决算接待", "3"))}
    given = {("公开09", "三公经费", name): value for name, value in this.items()}
    reasons = {
        ("文稿资料", "公务用车运行维护原因", "内容"): "车辆老化",
        ("文稿资料", "公务接待原因", "内容"): "从严控制",
        ("文稿资料", "公务用车运行维护用途", "内容"): "调研",
    }
    found = texts({**NOTHING, "三公经费": "有"}, given, reasons, prior={**PRIOR, **before})
    first, second = found["三公总体"].split("\n")
    assert "因公出国（境）费决算为0.00万元；公务用车购置及运行维护费支出决算为8.00万元，完成预算的80.00%" in first
    assert "2024年度“三公”经费支出决算数小于预算数的主要原因：〔" in first
    assert "决算数比2023年度持平，其中：因公出国（境）费支出决算持平；" in second
    assert second.endswith("公务用车购置及运行维护费支出增加的主要原因是车辆老化。公务接待费支出减少的主要原因是从严控制。")
    assert "占88.89%" in found["三公具体"] and "主要用于调研。2024年" in found["三公具体"]


def test_funds_are_told_item_by_item() -> None:
    fund = {("公开07", "2120801", "本年支出"): "5", ("公开07", "合计", "本年支出"): "5", ("公开07", "合计", "本年收入"): "6"}
    facts = {
        ("科目说明", "2120801", "年初预算数"): "6",
        ("科目说明", "2120801", "用途"): "收储",
        ("科目说明", "2120801", "与预算比原因"): "项目推迟",
    }
    found = texts({**NOTHING, "政府性基金": "有"}, fund, facts)
    head, item = found["政府性基金"].split("\n")
    assert head == "政府性基金预算财政拨款收入6.00万元，支出5.00万元，支出具体情况如下："
    assert item.startswith("1、城乡社区支出（类）") and item.endswith(
        "年初预算为6.00万元，支出决算为5.00万元。决算数小于预算数的主要原因：项目推迟。"
    )
