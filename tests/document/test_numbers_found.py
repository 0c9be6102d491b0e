"""Figures found in prose: every kind of figure, what only looks like one, and the sentences of published documents."""

from __future__ import annotations

from decimal import Decimal

import pytest

from desktop.document.numbers import FoundFigure, find_figures


def told(text: str) -> list[tuple[str, str, str]]:
    """Kind, words and direction of each figure that claims something."""
    return [(figure.kind, figure.text, figure.direction) for figure in find_figures(text) if figure.kind != "ordinal"]


def one(text: str) -> FoundFigure:
    (figure,) = [figure for figure in find_figures(text) if figure.kind != "ordinal"]
    return figure


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (  # 晋城 2024
            "2024年度收入总计2,201.39万元，支出总计2,201.39万元。与上年相比，收入总计增加375.84万元，增长20.59%。",
            [
                ("year", "2024年度", ""),
                ("amount", "2,201.39万元", ""),
                ("amount", "2,201.39万元", ""),
                ("amount", "375.84万元", "up"),
                ("percent", "20.59%", "up"),
            ],
        ),
        (
            "4、公务接待费支出0万元，共接待0批次，0人次。",
            [("amount", "0万元", ""), ("count", "0批次", ""), ("count", "0人次", "")],
        ),
        (
            "截至2024年12月31日，共有车辆0辆。单价100万元（含）以上设备（不含车辆）0台（套）。",
            [("date", "2024年12月31日", ""), ("count", "0辆", ""), ("amount", "100万元", ""), ("count", "0台（套）", "")],
        ),
        (  # 乌鲁木齐 2024
            "在职人员40人，减少2人；退休人员62人,增加5人。",
            [("count", "40人", ""), ("count", "2人", "down"), ("count", "62人", ""), ("count", "5人", "up")],
        ),
        (
            "年初预算数1,632.62万元，决算数1,362.65万元，预决算差异率-16.54%",
            [("amount", "1,632.62万元", ""), ("amount", "1,362.65万元", ""), ("percent", "-16.54%", "")],
        ),
        ("其他收入0.01万元，占0.0007%。", [("amount", "0.01万元", ""), ("percent", "0.0007%", "")]),
        (  # 门头沟 2023
            "事业收入0元，占收入合计的0 %；比上年增加63416003.51元，增长431%",
            [("amount", "0元", ""), ("percent", "0 %", ""), ("amount", "63416003.51元", "up"), ("percent", "431%", "up")],
        ),
        (
            "实现总收入528.4亿元，劳均产出率187.3万元/人，专利申请数319件，同比增长25.7%",
            [("amount", "528.4亿元", ""), ("amount", "187.3万元", ""), ("count", "319件", ""), ("percent", "25.7%", "up")],
        ),
        ("评价得分在80-90分（含80分）的0个", [("number", "80", ""), ("count", "90分", ""), ("count", "80分", ""), ("count", "0个", "")]),
        ("共检查企业1700余家次，各类产业活动30余场", [("count", "1700余家次", ""), ("count", "30余场", "")]),
        (  # 唐山 2022
            "（四）唐山科技馆装修布展工程：预算金额1700万元，2022年12月底之前，年参观人数20万人次",
            [("amount", "1700万元", ""), ("date", "2022年12月", ""), ("count", "20万人次", "")],
        ),
        (  # 密云 2024
            "已支付上半年科技馆保安保洁费15.30万元；绩效跟踪时间截止至6 月 30日",
            [("amount", "15.30万元", ""), ("date", "6 月 30日", "")],
        ),
    ],
)
def test_sentences_of_published_documents(text: str, found: list[tuple[str, str, str]]) -> None:
    assert told(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "（财预〔2016〕143号）",
        "市两区办字〔2021〕93号",
        "晋发改投资发【2018】299号",
        "第十四条、第14条",
        "第38届大赛、第2期",
        "“4·18”火灾",
        "“5G+4K/8K+AI”示范园",
        "100P智算中心",
        "项目编码405002B19DX0002",
        "GB/T 9704",
        "（1）完善制度",
        "1.基本工资",
    ],
)
def test_what_numbers_something_claims_nothing(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "yuan"),
    [
        ("支出528.4亿元", "52840000000"),
        ("支出2000万", "20000000"),
        ("支出17.65元", "17.65"),
        ("支出１，３６８．０１万元", "13680100"),
        ("支出1,234,567.89元", "1234567.89"),
        ("结余-5.04万元", "-50400"),
    ],
)
def test_amounts_in_yuan(text: str, yuan: str) -> None:
    assert one(text).yuan == Decimal(yuan)


@pytest.mark.parametrize(
    ("text", "kind", "value", "unit"),
    [
        ("近10万平方米", "count", "100000", "平方米"),
        ("0.79万吨", "count", "7900", "吨"),
        ("曝光量超10亿", "number", "1000000000", ""),
        ("提高3.5个百分点", "percent", "3.5", "百分点"),
        ("满意度９５％", "percent", "95", "%"),
        ("完成时限2022.12", "date", "2022", ""),
        ("支出2022.12万元", "amount", "2022.12", "万元"),
        ("占76.23；", "number", "76.23", ""),
    ],
)
def test_units_and_bare_figures(text: str, kind: str, value: str, unit: str) -> None:
    figure = one(text)
    assert (figure.kind, figure.value, figure.unit) == (kind, Decimal(value), unit)


def test_ranges_are_two_figures_that_are_not_negative() -> None:
    assert [figure.value for figure in find_figures("10-11月、5—8人、2021-2025年")] == [10, 11, 5, 8, 2021, 2025]


def test_a_list_written_with_full_width_commas_is_not_one_figure() -> None:
    assert [figure.text for figure in find_figures("分别为5，300元")] == ["5", "300元"]


def test_places_tell_how_exactly_a_figure_is_known() -> None:
    assert [figure.half_width for figure in find_figures("2,201.39万元、431%、0.0007%")] == [
        Decimal("0.005"),
        Decimal("0.5"),
        Decimal("0.00005"),
    ]


def test_the_direction_is_that_of_the_same_clause() -> None:
    assert [figure.direction for figure in find_figures("收入增加，支出3万元，减少1万元，与上年相比下降了2%")] == ["", "down", "down"]
