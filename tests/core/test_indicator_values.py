"""Targets and results are understood as clerks type them; nothing is lost, nothing breaks."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from published_indicators import PUBLISHED

from desktop.core.indicator_dates import IndicatorDate, format_date
from desktop.core.indicator_values import IndicatorValue, compose, format_indicator, read_indicator

LINES = [tuple(part.strip() for part in line.split("|")) for line in PUBLISHED.strip().splitlines()]


def shown(value: IndicatorValue) -> str:
    parts = ["缺数" if value.no_number else "矛盾"] if value.problem else []
    parts += [value.comparator] if value.comparator else []
    if value.number is not None:
        upper = f"-{value.upper.normalize():f}" if value.upper is not None else ""
        parts.append(f"{value.number.normalize():f}{upper}")
    parts += [value.unit] if value.unit else []
    parts += [f"日期 {format_date(value.date)}"] if value.date else []
    parts += [f"等级 {value.level}"] if value.level else []
    parts += [f"档次 {value.scale}"] if value.scale else []
    parts += [word for word, on in (("？", value.question), ("读不懂", value.unread)) if on]
    parts += [f"前 {value.lead}"] if value.lead else []
    return " ".join(parts)


@pytest.mark.parametrize(("text", "name", "meaning"), LINES)
def test_published_values_are_understood(text: str, name: str, meaning: str) -> None:
    assert shown(read_indicator(text, name)) == meaning


@pytest.mark.parametrize(
    "typed",
    [">=95%", "≥95%", "≧ 95 %", "＞＝９５％", "不少于95%", "不低于 95%", "不小于95%", "大于等于95%", "95%以上", "95%及以上", "至少95%", "≥百分之九十五", "≥95百分比", "=>95%"],
)  # fmt: skip
def test_every_way_of_writing_at_least(typed: str) -> None:
    value = read_indicator(typed)
    assert (value.comparator, value.number, value.percent, value.problem) == ("≥", Decimal(95), True, "")
    assert format_indicator(value) == "≥95%"


@pytest.mark.parametrize(
    "typed", ["<=24小时", "≤24小时", "≦24小时", "不超过24小时", "不高于24小时", "不多于24小时", "小于等于24小时", "24小时以内", "24小时内", "24小时以下", "至多24小时", "不大于24小时", "控制在24小时以内"]
)  # fmt: skip
def test_every_way_of_writing_at_most(typed: str) -> None:
    assert format_indicator(read_indicator(typed)) == "≤24小时"


@pytest.mark.parametrize(
    ("typed", "form"),
    [("=462人", "＝462人"), ("﹦462人", "＝462人"), ("等于462人", "＝462人"), ("超过3次", "＞3次"), ("﹥3次", "＞3次"), (">3次", "＞3次"), ("低于2%", "＜2%"), ("少于2%", "＜2%"), ("﹤2%", "＜2%")],
)  # fmt: skip
def test_the_other_signs(typed: str, form: str) -> None:
    assert format_indicator(read_indicator(typed)) == form


@pytest.mark.parametrize(
    ("typed", "about"),
    [
        ("≤≥95%", "≤”和“≥"),
        ("≥≤", "互相矛盾"),
        ("≥95%以下", "≥”和“≤"),
        ("不少于≤3次", "≥”和“≤"),
        ("保洁区域整洁≤≥95%；安全", "保洁区域整洁≤≥95%"),
    ],
)
def test_contradictions_are_said(typed: str, about: str) -> None:
    value = read_indicator(typed)
    assert about in value.problem
    assert value.problem.endswith("。")
    assert format_indicator(value) == typed  # the text stays as typed


@pytest.mark.parametrize("typed", ["≥", ">=", "≥项", "≤万元", "=平方米", "≥%"])
def test_a_sign_without_a_number_is_said(typed: str) -> None:
    value = read_indicator(typed)
    assert value.no_number
    assert "没有数值" in value.problem


@pytest.mark.parametrize("typed", ["≥优良", "≥合格", "定性：优", "≥5项以上", "≥≥5项"])
def test_these_are_no_contradictions(typed: str) -> None:
    assert read_indicator(typed).problem == ""


def test_a_bare_figure_beside_a_ratio_is_asked_about() -> None:
    assert "是不是 100%" in read_indicator("100", "预算资金完成率").question
    assert "是不是 95%" in read_indicator("95", "群众满意度").question
    assert "是不是 60%" in read_indicator("0.6", "任务完成率").question
    assert read_indicator("100%", "预算资金完成率").question == ""
    assert read_indicator("100", "培训人数").question == ""
    assert read_indicator("3", "调查频率").question == ""
    assert read_indicator("100", "外出考察活动成功率").question
    named = read_indicator("95", "群众满意度（%）")  # the name says the unit
    assert (named.percent, named.question) == (True, "")


@pytest.mark.parametrize(
    ("typed", "form"),
    [
        ("5个（含）以上", "≥5个"), ("≥90%（含）", "≥90%"), ("90（含）-100分", "90-100分"), ("80%(8/10)", "80%"), ("100%覆盖", "100%"), ("100余人", "100人"),
        ("不低于预算的95%", "预算的≥95%"), ("≤ 3000 元/人·年", "≤3000元/人·年"), ("最多不超过3人", "≤3人"), ("不小于等于3", "≥3"), ("15个工作日内", "≤15个工作日"),
        ("约100人", "100人"), ("四月", "4月"), ("≥95%；≤100%", "95%-100%"), ("较上年提高5%以上", "较上年提高≥5%"), ("2024年6月1日-6月30日", "2024年6月1日至6月30日"),
    ],
)  # fmt: skip
def test_other_ways_of_clerks(typed: str, form: str) -> None:
    value = read_indicator(typed)
    assert (format_indicator(value), value.problem, value.unread) == (form, "", False)


@pytest.mark.parametrize("typed", ["零投诉", "全年", "与上年持平", "按合同约定", "达到国家标准", "无事故", "未完成"])
def test_words_that_say_how_it_should_be(typed: str) -> None:
    assert (read_indicator(typed).level, read_indicator(typed).comparator) == (typed, "定性")


@pytest.mark.parametrize("typed", ["≥AA级", "≥前三", "10/12", "1:1", "5月、10月", "1万2千人"])
def test_no_fault_is_made_of_what_is_only_unusual(typed: str) -> None:
    value = read_indicator(typed)
    assert (value.problem, value.question, value.unread) == ("", "", True)


def test_odd_signs_are_asked_about() -> None:
    for typed in ("≠100%", "—2人"):
        value = read_indicator(typed)
        assert "是不是“＝”" in value.question
        assert not value.asks_percent
        assert value.number is not None
    assert read_indicator("100", "预算资金完成率").asks_percent


def test_ten_thousands_keep_their_written_form() -> None:
    value = read_indicator("20万人次")
    assert (value.number, value.unit, value.written, value.written_unit) == (200000, "人次", 20, "万人次")
    assert read_indicator("15.35万元").number == read_indicator("153,500元").number == Decimal(153500)
    assert format_indicator(read_indicator("1,632.63 万元")) == "1632.63万元"
    assert read_indicator("3千人").number == 3000
    assert read_indicator("5千米").number == 5  # a unit, not five thousand metres


@pytest.mark.parametrize(
    ("typed", "low", "high", "form"),
    [("5-10次", 5, 10, "5-10次"), ("5～10次", 5, 10, "5-10次"), ("5次至10次", 5, 10, "5-10次"), ("90%-95%", 90, 95, "90%-95%"), ("9千-1万人", 9000, 10000, "9000-10000人"), ("8000元-1万元", 8000, 10000, "8000-10000元"), ("1万-2万人次", 10000, 20000, "1-2万人次"), ("≥90%且≤95%", 90, 95, "90%-95%")],
)  # fmt: skip
def test_ranges(typed: str, low: int, high: int, form: str) -> None:
    value = read_indicator(typed)
    assert (value.number, value.upper) == (low, high)
    assert format_indicator(value) == form


@pytest.mark.parametrize(
    ("typed", "date"),
    [
        ("2022.12", IndicatorDate(2022, 12)),
        ("2022-12", IndicatorDate(2022, 12)),
        ("2022年12月底前", IndicatorDate(2022, 12, end=True, before=True)),
        ("2021年12月底之前", IndicatorDate(2021, 12, end=True, before=True)),
        ("11月", IndicatorDate(month=11)),
        ("12月31日前", IndicatorDate(month=12, day=31, before=True)),
        ("2024年", IndicatorDate(2024)),
        ("第四季度", IndicatorDate(quarter=4)),
        ("按月", IndicatorDate(every="月")),
        ("每年度", IndicatorDate(every="年")),
        ("2024年1月-12月", IndicatorDate(month=12, since="2024年1月")),
    ],
)
def test_dates(typed: str, date: IndicatorDate) -> None:
    assert read_indicator(typed).date == date


def test_what_is_no_date() -> None:
    assert read_indicator("12个月").unit == "个月"
    assert read_indicator("≤12月").unit == "月"
    assert read_indicator("2022").number == 2022
    assert read_indicator("2022.12", "项目总成本").number == Decimal("2022.12")
    assert read_indicator("2024.13").date is None
    assert read_indicator("2月30日前").date is None
    assert IndicatorDate(2023, 2).last_day() == (2023, 2, 28)
    assert IndicatorDate(quarter=2).last_day(2024) == (2024, 6, 30)


def test_separate_columns_become_one_text() -> None:
    assert compose("≥", "90", "%") == "≥90%"
    assert compose("大于等于", "4", "项") == "≥4项"
    assert compose("定性", "优良中低差", "项") == "优良中低差"
    assert compose("≥", "≥90%", "%") == "≥90%"
    assert compose("", "12个月", "月") == "12个月"
    assert compose("≤", "", "次") == ""
    assert compose("＝", "100", "") == "＝100"


def test_what_is_not_understood_stays_and_is_said() -> None:
    for typed in ("一流", "12,34次", "待定ABC", "——人"):
        value = read_indicator(typed)
        assert value.unread
        assert format_indicator(value) == typed
    assert read_indicator("").blank
    assert read_indicator(" — ").blank
    assert not read_indicator("—").unread


def test_crossed_signs_are_read_and_a_margin_is_not_taken_for_a_figure() -> None:
    assert (read_indicator("≯5%").comparator, read_indicator("≮95%").comparator) == ("≤", "≥")
    assert read_indicator("≯≥5%").problem
    for typed in ("±5%", "≤±5%", "100±2个"):
        assert read_indicator(typed).unread


ALPHABET = (
    "≥≤＝=><＞＜﹥ 0123456789.,，%％万亿千元人次个项年月日前底优良中低差提高完成达成不少于超过以上内至-—~。；;（）()率每季度第一二十百"
)


@settings(max_examples=400, deadline=None)
@given(st.text(st.sampled_from(ALPHABET), max_size=14), st.sampled_from(["", "满意度", "合格率（%）", "总成本", "次数"]))
def test_reading_never_fails_and_the_normal_form_means_the_same(text: str, name: str) -> None:
    value = read_indicator(text, name)
    again = read_indicator(format_indicator(value), name)
    assert again.meaning == value.meaning
    assert format_indicator(again) == format_indicator(value)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=30), st.text(max_size=8), st.text(max_size=4))
def test_any_text_at_all_can_be_read(text: str, name: str, unit: str) -> None:
    value = read_indicator(text, name)
    assert value.text in ("", text)
    compose(name, text, unit)


@pytest.mark.parametrize(("typed", "meaning"), [("≥1，200人", "≥ 1200 人"), ("≥1,200人", "≥ 1200 人"), ("≥1，2，3", "读不懂")])
def test_a_full_width_comma_between_thousands_is_one_of_the_number(typed: str, meaning: str) -> None:
    assert shown(read_indicator(typed, "培训人次")) == meaning
