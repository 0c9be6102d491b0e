"""The forecast from monitoring figures, with its assumptions said."""

from __future__ import annotations

from scoring_rules import PLAIN, D

from desktop.core.scoring import ForecastMoney, ForecastRow, forecast


def test_counts_and_costs_run_on_while_ratios_stay() -> None:
    rows = [
        ForecastRow("慰问人数", "≥510人", D(40), "280人"),
        ForecastRow("服务费总成本", "≤30万元", D(20), "16万元"),
        ForecastRow("满意度", "≥95%", D(10), "90%"),
        ForecastRow("视频数量", "≥4个", D(20), "5个"),
    ]
    found = forecast(PLAIN, rows, ForecastMoney(D(50), D(25)), months=7)
    assert [line.result for line in found.lines] == ["480人", "27.43万元", "90%", "5个"]
    assert [line.low for line in found.lines] == [D("37.65"), D(20), D("9.47"), D(20)]
    assert found.lines[0].assumption == "前 7 个月 280人，照此全年约 480人"
    assert found.lines[2].assumption == "比率按目前的水平不变"
    assert found.lines[3].assumption == "已经达到目标"
    assert found.execution is not None and found.execution.low == D("8.57")
    assert found.low == found.high == D("95.69")
    assert (found.grade_low, found.grade_high) == ("优", "优")
    assert found.assumptions[0] == "按前 7 个月的进度推算，只供参考。"


def test_what_the_clerk_expects_goes_before_the_trend() -> None:
    found = forecast(PLAIN, [ForecastRow("次数", "≥12次", D(90), "3次", "12次")], ForecastMoney(D(10), D(1), D(10)))
    assert found.low == 100
    assert found.lines[0].assumption == "按填报的全年预计完成情况"


def test_open_lines_give_a_range_and_are_named() -> None:
    rows = [ForecastRow("素质", "不断提高", D(50), "", "部分达成预期指标"), ForecastRow("次数", "≥3次", D(40))]
    found = forecast(PLAIN, rows, ForecastMoney(D(10), D(10)), months=12)
    assert (found.low, found.high) == (D(40), D(90))
    assert (found.grade_low, found.grade_high) == ("差", "优")
    assert any(line.startswith("次数：没有监控数，按 0 到 40 分计") for line in found.assumptions)
    assert any("得分在 30 到 40 之间" in line for line in found.assumptions)


def test_low_execution_caps_the_total_and_is_said() -> None:
    found = forecast(PLAIN, [ForecastRow("次数", "≥3次", D(90), "3次")], ForecastMoney(D(100), D(29)), months=7)
    assert found.high == 79
    assert any("低于 60%，总分不超过 79" in line for line in found.assumptions)


def test_weights_that_are_not_a_hundred_are_said() -> None:
    found = forecast(PLAIN, [ForecastRow("次数", "≥3次", D(5), "3次")])
    assert "分值合计是 5，不是 100" in found.assumptions[-1]
    assert found.execution is None
