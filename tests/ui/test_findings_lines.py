"""The list of findings follows a change line by line: what the view shows is what a list read anew would show, and the place in hand stays."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from desktop.core import entry
from desktop.core.cells import CellRef
from desktop.ui.findings_model import FINDING, FindingsModel
from desktop.ui.findings_steps import differences
from desktop.ui.window import MainWindow

Type = Callable[[CellRef, str], None]
PAY = CellRef("公开03", "2060101", "基本支出")


def lines(model: FindingsModel) -> list[tuple[str, list[str]]]:
    """Groups and their findings as a view reads them."""
    found = []
    for at in range(model.rowCount()):
        parent = model.index(at, 0)
        found.append((parent.data(), [model.index(row, 0, parent).data(FINDING).say for row in range(model.rowCount(parent))]))
    return found


@pytest.mark.parametrize("by", ["severity", "table"])
def test_lines_are_those_of_a_list_read_anew(opened: MainWindow, type_at: Type, by: str) -> None:
    assert opened.workspace is not None
    model = opened.workspace.findings.model
    assert model is not None
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.group_by(by)
    texts = ("251.31", "251.32", "1", "251.31", "2513131", "-4")
    for at, text in enumerate(texts):
        type_at(PAY if at % 2 else CellRef("公开03", "2060101", "项目支出"), text)
        assert lines(model) == lines(FindingsModel(model.bridge, by=by)), text
        assert model.shown == FindingsModel(model.bridge, by=by).shown
    for _ in texts:
        opened.commands["undo"].trigger()
        assert lines(model) == lines(FindingsModel(model.bridge, by=by))


def test_a_filtered_list_and_reasons_are_followed_line_by_line(opened: MainWindow, type_at: Type) -> None:
    assert opened.workspace is not None
    model = opened.workspace.findings.model
    assert model is not None
    bridge = model.bridge
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)

    def anew() -> FindingsModel:
        other = FindingsModel(bridge, by=model.by)
        other.filter(model.words, model.severities, model.only_table)
        return other

    for words, severities, table in (
        ("合计", {"error", "warning"}, ""),
        ("", {"error", "warning", "hint"}, "公开03"),
        ("", {"warning"}, ""),
    ):
        model.filter(words, severities, table)
        for text in ("251.31", "7", "2513131", "-4"):
            type_at(PAY, text)
            assert lines(model) == lines(anew()), (words, table, text)
    model.filter("", {"error", "warning", "hint"}, "")
    warnings = [finding for finding in bridge.findings if finding.severity == "warning" and finding.outcome == "violated"]
    assert warnings
    for finding in warnings[:3]:
        bridge.do(entry.acknowledge(bridge.model, finding, "已核实", "某人", "2025-08-20T10:00:00+08:00"))
        assert lines(model) == lines(anew())
    counted = [bridge.tally(kind) for kind in ("error", "warning", "hint", "acknowledged")]
    assert counted == [
        sum(len(group.findings) for group in anew().groups if group.key == kind) for kind in ("error", "warning", "hint", "acknowledged")
    ]
    assert counted[-1] >= 3


def test_other_figures_of_the_same_findings_read_nothing_anew(opened: MainWindow, type_at: Type, qtbot: QtBot) -> None:
    assert opened.workspace is not None
    panel = opened.workspace.findings
    assert panel.model is not None
    type_at(PAY, "251.31")
    opened.next_finding()
    chosen = panel.current()
    assert chosen is not None
    resets: list[int] = []
    panel.model.modelReset.connect(lambda: resets.append(1))
    type_at(PAY, "251.44")
    assert resets == []
    now = panel.current()
    assert now is not None and now.key == chosen.key and now.say != chosen.say
    assert "251.44" in panel.detail.toPlainText() or now.say in panel.detail.toPlainText()


def test_differences_name_what_goes_and_what_comes(opened: MainWindow, type_at: Type) -> None:
    assert opened.workspace is not None
    before = list(opened.workspace.bridge.findings)
    type_at(PAY, "251.31")
    after = list(opened.workspace.bridge.findings)
    found = differences(before, after)
    assert found is not None
    taken, brought = found
    keys = [finding.key for at, finding in enumerate(before) if at not in taken]
    for at in brought:
        keys.insert(at, after[at].key)
    assert brought and keys == [finding.key for finding in after]
    assert differences(after, after[1:] + after[:1]) is None, "another order is read anew"
