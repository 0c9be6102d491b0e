"""Budgets and targets that are changed after the monitoring has been begun, as the log tells them."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.app import entering
from desktop.app.entering import Line
from desktop.app.session import Session
from desktop.app.target_changes import changes_text, target_changes


@pytest.fixture
def session(tmp_path: Path):
    with Session.create(tmp_path / "a.mz", "cn-2024", "某局", 2024) as made:
        lines = [
            Line("项目", "1", "项目名称", "科普经费"),
            Line("项目", "1", "年初预算数", "30"),
            Line("项目支出绩效目标表#1", "指1", "三级指标", "培训人次"),
            Line("项目支出绩效目标表#1", "指1", "指标值", "≥100人"),
        ]
        entering.set_lines(made, lines, begin_rows=True)
        yield made


def type_in(session: Session, *cells: tuple[str, str, str, str]) -> None:
    for cell in cells:
        entering.set_lines(session, [Line(*cell)])


BUDGET, DONE = ("项目", "1", "年初预算数", "45"), ("项目支出绩效自评表#1", "指1", "完成值", "80人")


def test_a_budget_changed_before_anything_was_evaluated_is_no_change(session: Session) -> None:
    type_in(session, BUDGET, DONE)
    assert target_changes(session) == []


def test_a_budget_changed_in_the_list_is_told_of_its_project(session: Session) -> None:
    type_in(session, DONE, BUDGET, ("项目", "1", "全年执行数", "20"), ("项目", "1", "主管部门", "某委"))
    (change,) = target_changes(session, "1")
    assert (change.ref.column, change.words) == ("年初预算数", "30 → 45")
    assert "30 → 45" in changes_text(target_changes(session))


def test_what_was_taken_back_is_no_change(session: Session) -> None:
    type_in(session, DONE, BUDGET, ("项目支出绩效目标表#1", "指1", "指标值", "≥50人"))
    assert len(target_changes(session)) == 2
    session.undo(2)
    assert target_changes(session) == []
    session.redo(2)
    assert [change.words for change in target_changes(session)] == ["30 → 45", "≥100人 → ≥50人"]
