"""The plain questions that checks of performance forms ask."""

from __future__ import annotations

from decimal import Decimal

import pytest
from scoring_rules import PLAIN, D

from desktop.core.performance import (
    deviation,
    far_above,
    is_its_label,
    late,
    missed,
    name_key,
    ratio_after,
    repeated,
    says_finished,
    target_years,
    year_of,
)


def test_years_of_targets() -> None:
    assert year_of("2021年12月底之前") == 2021
    assert year_of("2022.12") == 2022
    assert year_of("12月底前") is None
    assert year_of("2022") is None
    assert year_of("2022次") is None
    text = "贯彻国务院《全民科学素质纲要2021-2035年》（晋办【2022】6号），2024年5月发放；市两区办字〔2021〕66号"
    assert target_years(text) == (2024,)
    assert year_of("按照〔2021〕66号文件，2023年完成改造") == 2023


@pytest.mark.parametrize(
    ("text", "word", "ratio"),
    [
        ("实际支出资金6.945万元，预算执行率为63.14%，预算执行率偏低", "执行率", "63.14"),
        ("全年支付 890.73 万元, 预算执行率 98.46%。", "预算执行率", "98.46"),
        ("执行率１００％", "执行率", "100"),
        ("预算执行率偏低的原因是培训改为线上。满意度100%", "执行率", None),
        ("执行率为2024年的98%", "执行率", None),
        ("支付达标率81.67%", "执行率", None),
        ("", "执行率", None),
        ("100%", "", None),
    ],
)
def test_a_ratio_in_a_text(text: str, word: str, ratio: str | None) -> None:
    assert ratio_after(text, word) == (None if ratio is None else Decimal(ratio))


def test_the_same_indicator_is_recognised() -> None:
    assert repeated(["聘用保安人数", "保安服务时间", "聘用 保安人数 ", "", ""]) == ((0, 2),)
    assert name_key("1.方案编制内容") == name_key("方案编制内容。")
    assert name_key("群众满意度（%）") == name_key("群众满意度")
    assert name_key("1号公寓") != name_key("2号公寓")
    assert name_key("3.5公里道路") != name_key("5公里道路")


def test_a_label_is_no_answer() -> None:
    assert is_its_label("主管部门", ["主管部门"])
    assert is_its_label(" 主管部门： ", ["主管部门"])
    assert not is_its_label("市科学技术协会", ["主管部门"])
    assert not is_its_label("", ["主管部门"])


@pytest.mark.parametrize(
    ("text", "finished"),
    [
        ("已完成", True),
        ("目标执行无偏差", True),
        ("全部完成", True),
        ("未完成", False),
        ("未全部完成", False),
        ("正在实施", False),
        ("尚未按时完成", False),
    ],
)
def test_what_says_finished(text: str, finished: bool) -> None:
    assert says_finished(text) is finished


def test_deviation_and_missed_targets() -> None:
    assert deviation("≥5000人次", "8000人次") == D("0.6")
    assert deviation("≤30万元", "27万元") == D("-0.1")
    assert deviation("5-10次", "7次") == 0
    assert deviation("≥0次", "3次") is None
    assert missed("≥510人", "462人") and not missed("≥462人", "462人")
    assert missed("=2717元", "4800元")
    assert not missed("510人", "462人")  # without a sign nobody can tell
    assert missed("2022年6月底前", "2022年8月")
    assert not late("12月底前", "2022年11月", 2022)
    assert late("6月底前", "8月", 2022)


def test_far_above_goes_by_the_profile() -> None:
    assert far_above(PLAIN, "≥4个", "10个")
    assert not far_above(PLAIN, "≥100个", "130个")
    assert not far_above(PLAIN, "≤4个", "10个")
    assert not far_above(PLAIN, "优良中低差", "1")
