"""The rules on a document with its data: 晋城市科学技术局 2024 as generated, and after something in it was changed."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from desktop.app.samples import build_sample, find_sample
from desktop.app.session import Session
from desktop.core import entry
from desktop.core.amounts import Value
from desktop.core.cells import CellRef, Origin
from desktop.core.evaluate import Model
from desktop.core.findings import Finding
from desktop.document.narrative import Narrative, RenderedBlock
from desktop.document.preflight import PreflightReport, preflight
from desktop.document.prose_check import FigureMatch, KnownFigures, match_figures
from desktop.document.spans import Span

Edits = dict[tuple[str, str, str], Value | None]


@pytest.fixture(scope="module")
def model(jincheng: Session) -> Model:
    return jincheng.model


@pytest.fixture
def changed(jincheng: Session) -> Callable[[Edits], Model]:
    def change(edits: Edits) -> Model:
        made = Model(jincheng.pack, deepcopy(jincheng.book), jincheng.subjects)
        values = [(CellRef(*place), value, Origin("typed")) for place, value in edits.items()]
        made.apply(entry.set_values(made, values, "改数", "type"))
        return made

    return change


def judged(model: Model, blocks: list[RenderedBlock] | None = None) -> PreflightReport:
    definition = model.pack.narratives[0]
    return preflight(model, Narrative(model, definition).blocks() if blocks is None else blocks, definition)


def own_words(model: Model, block: str, text: str) -> list[RenderedBlock]:
    """The document with own words in one block."""
    blocks = Narrative(model, model.pack.narratives[0]).blocks()
    return [replace(one, paragraphs=((Span("text", text),),), generated=one.paragraphs) if one.block.id == block else one for one in blocks]


def of(report: PreflightReport, rule: str) -> list[Finding]:
    return [finding for finding in report.findings if finding.check == rule]


def test_the_generated_document_breaks_no_rule_but_for_a_reason_of_the_published_one(model: Model) -> None:
    report = judged(model)
    assert [finding.check for finding in report.findings] == ["D36", "D55"]  # the attached forms are another sample
    assert "医疗保险" in report.findings[0].say and "项目支出绩效自评表" in report.findings[1].say
    assert report.counts()["judged"] >= 65
    assert report.result("D74").outcome == "not applicable"  # no forms, so nothing that could be repeated
    assert {result.rule.id for result in report.of("not judgeable")} >= {"D02", "D03", "D25"}
    assert all(result.why for result in report.of("not judgeable"))


def test_a_figure_typed_wrongly_is_a_contradiction_that_names_the_cell(model: Model) -> None:
    report = judged(model, own_words(model, "收支总体", "2024年度收入总计2,201.39万元，支出总计2,201.93万元。"))
    (found,) = of(report, "D38")
    assert (found.severity, found.scope, found.left, found.right) == ("error", "收支总体", Decimal("2201.93"), Decimal("2201.39"))
    assert [cell.ref.form for cell in found.cells] == ["公开01"]


def test_a_rise_told_as_a_fall_is_an_error(model: Model) -> None:
    report = judged(model, own_words(model, "机关运行经费", "2024年机关运行经费支出53.55万元，比2023年减少1.97万元，主要原因是人员变化。"))
    assert [(found.severity, "相反" in found.say) for found in of(report, "D38")] == [("error", True)]


def test_a_figure_nobody_knows_is_a_hint(model: Model) -> None:
    report = judged(model, own_words(model, "收支总体", "2024年度收入总计2,201.39万元，另有捐赠123.45万元。"))
    assert [(found.severity, "123.45万元" in found.say) for found in of(report, "D38")] == [("hint", True)]


def test_own_words_with_the_right_figures_are_in_order_in_any_unit(model: Model) -> None:
    text = "2024年度收入总计22013900.00元，支出总计2,201.4万元，比上年增加375.84万元，增长20.6%，主要原因是工资调增。"
    assert of(judged(model, own_words(model, "收支总体", text)), "D38") == []


def matches(model: Model, text: str, block: str = "收支总体") -> list[FigureMatch]:
    return match_figures(text, KnownFigures(model, Narrative(model, model.pack.narratives[0]).blocks()), block, 2024)


def test_figures_are_offered_the_cell_that_the_words_name_first(model: Model) -> None:
    (found,) = matches(model, "2024年度支出总计2,201.39万元", "收支总体")
    assert found.state == "known"
    assert found.offers[0].refs == (CellRef("公开01", "支出总计", "金额"),)


def test_rates_and_differences_are_known_with_how_they_were_made(model: Model) -> None:
    found = matches(model, "增加375.84万元，增长20.59%")
    assert [(one.state, one.offers[0].made) for one in found] == [("known", True), ("known", True)]
    assert "÷" in found[1].offers[0].how


def test_last_years_figure_is_offered_as_last_years(model: Model) -> None:
    (found,) = matches(model, "上年为1,825.55万元")
    assert found.state == "known" and all(ref.form.startswith("上年") for ref in found.offers[0].refs)


def test_a_row_named_in_full_is_compared_outside_its_block(model: Model) -> None:
    (found,) = matches(model, "一般公共服务支出162.29万元", "其他")
    assert found.state == "contradiction" and {one.value for one in found.named} == {Decimal("1629200.00")}
    assert matches(model, "一般公共服务支出比预算多162.29万元", "其他")[0].state == "unknown"


def test_twenty_days_are_counted_from_the_cover(changed: Callable[[Edits], Model]) -> None:
    dates: Edits = {("封面", "决算批复日期", "内容"): "2025-08-20", ("封面", "公开日期", "内容"): "2025-09-09"}
    assert judged(changed(dates)).result("D01").outcome == "passed"
    dates["封面", "公开日期", "内容"] = "2025-09-10"
    assert judged(changed(dates)).result("D01").outcome == "violated"


def test_a_class_without_its_items_is_not_fine_enough(changed: Callable[[Edits], Model]) -> None:
    wages: Edits = {
        ("公开06", row, "决算数"): None
        for row in ("30101", "30102", "30103", "30107", "30108", "30109", "30110", "30111", "30112", "30113", "30199")
    }
    found = of(judged(changed({**wages, ("公开06", "301", "决算数"): Decimal("787.12")})), "D14")
    assert [finding.say for finding in found] == [
        "基本支出公开到经济分类款：公开06的“工资福利支出”有数，下面没有分到5位代码。原文：“301 工资福利支出”"
    ]


def test_what_the_checks_of_the_pack_find_breaks_the_rule_and_is_not_told_twice(changed: Callable[[Edits], Model]) -> None:
    report = judged(changed({("公开03", "2060101", "基本支出"): Decimal("99.00")}))
    result = report.result("D37")
    assert result.outcome == "violated" and result.noted and of(report, "D37") == []


def test_text_and_empty_tables_agree(model: Model) -> None:
    report = judged(model, own_words(model, "政府性基金", "2024年度政府性基金预算财政拨款本年收入5.00万元。"))
    assert [found.scope for found in of(report, "D11")] == ["政府性基金"]
    assert of(judged(model), "D11") == []


def test_tables_that_are_not_printed_are_missed(model: Model) -> None:
    blocks = [one for one in Narrative(model, model.pack.narratives[0]).blocks() if one.block.kind != "tables"]
    assert "收入支出决算总表" in of(judged(model, blocks), "D09")[0].say


def test_the_count_of_projects_is_that_of_the_forms(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MINGZHANG_DATA", str(tmp_path / "own"))
    with build_sample(find_sample("jincheng-2024-projects"), tmp_path / "a.mz") as made:
        six, eight = (
            of(judged(made.model, own_words(made.model, "预算绩效", f"涉及二级项目{count}个，资金1,105.70万元。")), "D78")
            for count in (6, 8)
        )
    assert six == []
    assert [finding.severity for finding in eight] == ["error"]
    assert "8" in eight[0].say and "6" in eight[0].say


def test_items_of_basic_expenditure_are_those_with_figures(model: Model) -> None:
    right = "基本工资、津贴补贴、奖金、绩效工资、机关事业单位基本养老保险缴费、职业年金缴费、职工基本医疗保险缴费、公务员医疗补助缴费、其他社会保障缴费、住房公积金、其他工资福利支出、退休费、抚恤金、生活补助、奖励金"
    public = "办公费、电费、邮电费、差旅费、劳务费、委托业务费、工会经费、福利费、其他交通费用、其他商品和服务支出"
    good = f"人员经费967.56万元，包括：{right}。公用经费122.40万元，包括：{public}。"
    assert of(judged(model, own_words(model, "基本支出", good)), "D65") == []
    (found,) = of(judged(model, own_words(model, "基本支出", good.replace("办公费、", "印刷费、办公费、"))), "D65")
    assert "印刷费" in found.say


def test_an_acknowledged_finding_stays_so_until_the_text_changes(model: Model, changed: Callable[[Edits], Model]) -> None:
    made = changed({})
    (found,) = of(judged(made), "D36")
    operation = entry.acknowledge(made, found, "已核实", "甲", "2025-08-01T00:00:00+00:00")
    assert not isinstance(operation, str)
    made.apply(operation)
    assert of(judged(made), "D36")[0].state == "acknowledged"
    text = "社会保障和就业支出259.83万元，主要原因是医疗保险基数再增长。"
    assert of(judged(made, own_words(made, "一般公共预算具体", text)), "D36")[0].state == "stale"
