"""The check report on paper says everything a clerk needs: what, both values, the difference, the cells, why, how, state."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
import reading_pdf as pdf

from desktop.core.cells import CellRef
from desktop.core.findings import Finding, FindingCell, Severity
from desktop.document.pen import DocumentOutputError
from desktop.document.report_pdf import write_report_pdf


def finding(severity: Severity = "error", number: int = 1, **changes: object) -> Finding:
    left, right = CellRef("公开01", "收入总计", "金额"), CellRef("公开01", "支出总计", "金额")
    values: dict[str, object] = {
        "check": f"01-A{number}", "severity": severity, "tier": "基本", "outcome": "violated", "table": "公开01", "scope": "",
        "say": "收入总计与支出总计不等。", "why": "收入支出决算总表两边总计必须相等。", "how": "先核对第29、60行结转结余。",
        "left": Decimal("2201.39"), "right": Decimal("2200.00"), "difference": Decimal("1.39"), "slack": Decimal("0.01"),
        "cells": (FindingCell(left, "公开01 总计（收入）", Decimal("2201.39"), "computed"), FindingCell(right, "公开01 总计（支出）", None, "imported")),
    }  # fmt: skip
    return Finding(**(values | changes))  # type: ignore[arg-type]


def write(findings: list[Finding], folder: Path) -> list[str]:
    out = folder / "报告.pdf"
    titles = {"公开01": "收入支出决算总表"}
    write_report_pdf(findings, out, unit="李𬭩局", year=2024, tables=titles, decimals=lambda ref: 2, made="2025-09-01 10:00")
    assert all(pdf.fonts(out).values())
    return pdf.texts(out)


def test_a_finding_is_printed_with_everything_that_it_says(tmp_path: Path) -> None:
    (text,) = write([finding(state="acknowledged", severity="warning", reason="机构改革转入。")], tmp_path)
    parts = [
        "审核报告", "单位：李𬭩局", "2024年度", "2025-09-01 10:00", "须说明（1 条）", "公开01 收入支出决算总表", "01-A1", "已说明",
        "收入总计与支出总计不等。", "左边 2,201.39", "右边 2,200.00", "相差 1.39", "公开01 总计（收入） 2,201.39 计算",
        "公开01 总计（支出） （空白） 导入", "两边总计必须相等", "先核对第29、60行", "机构改革转入。", "第 1 页 共 1 页",
    ]  # fmt: skip
    for part in parts:
        assert part in text


def test_errors_come_first_and_are_counted(tmp_path: Path) -> None:
    (text,) = write([finding("hint", 1), finding("warning", 2), finding("error", 3)], tmp_path)
    assert "共 3 条：必须改 1 条，须说明 1 条（其中已说明 0 条），提示 1 条。" in text
    assert text.index("01-A3") < text.index("01-A2") < text.index("01-A1")


def test_a_difference_smaller_than_the_printed_places_is_shown(tmp_path: Path) -> None:
    (text,) = write([finding(difference=Decimal("0.004"))], tmp_path)
    assert "相差 0.004" in text


def test_a_broken_formula_is_not_blamed_on_the_data(tmp_path: Path) -> None:
    (text,) = write([finding(outcome="definition error")], tmp_path)
    assert "审核公式本身有误" in text


def test_no_findings_are_said_in_a_sentence(tmp_path: Path) -> None:
    (text,) = write([], tmp_path)
    assert "没有发现问题" in text


def test_many_findings_run_over_pages_and_none_is_torn(tmp_path: Path) -> None:
    texts = write([finding(number=number) for number in range(100, 140)], tmp_path)
    assert len(texts) > 3
    for number in range(100, 140):
        (page,) = [text for text in texts if f"01-A{number}" in text]
        assert page.count("01-A") == page.count("先核对第29、60行")  # each card whole on its page


def test_a_finding_with_hundreds_of_cells_is_printed_completely(tmp_path: Path) -> None:
    cells = tuple(FindingCell(CellRef("公开03", str(n), "金额"), f"公开03 第{n}行", Decimal(n), "entered") for n in range(1000, 1200))
    whole = "".join(write([finding(cells=cells)], tmp_path))
    assert all(f"第{n}行 {n:,}.00 填报" in whole for n in range(1000, 1200))


def test_a_report_without_a_folder_to_go_to_is_told_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(DocumentOutputError, match="不存在"):
        write_report_pdf([], tmp_path / "没有" / "a.pdf", unit="局", year=2024)
