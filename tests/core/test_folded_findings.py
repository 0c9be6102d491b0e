"""Indicator values without a figure are told once a form, with their places, through every change."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.app import entering
from desktop.app.entering import Line
from desktop.app.session import Session
from desktop.core.evaluate import Model
from desktop.core.findings import Finding
from desktop.core.free_rows import remove_rows

TARGETS = "项目支出绩效目标表#1"


@pytest.fixture
def session(tmp_path: Path):
    with Session.create(tmp_path / "a.mz", "cn-2024", "某局", 2024) as made:
        entering.set_lines(made, [Line("项目", "1", "项目名称", "科普经费")], begin_rows=True)
        yield made


def told(model: Model) -> list[Finding]:
    return [finding for finding in model.findings() if finding.check == "指标值-缺数值"]


def put(session: Session, *values: str) -> None:
    lines = [Line(TARGETS, f"指{number}", "三级指标", f"指标{number}") for number, _ in enumerate(values, 1)]
    lines += [Line(TARGETS, f"指{number}", "指标值", value) for number, value in enumerate(values, 1)]
    entering.set_lines(session, lines, begin_rows=True)


def test_one_is_told_at_its_cell_and_several_together(session: Session) -> None:
    put(session, "≥%", "≥95%")
    (one,) = told(session.model)
    assert one.scope == "指1/指标值" and "指标1" in one.say
    put(session, "≥%", "≤", "≥人")
    (one,) = told(session.model)
    assert one.scope == "" and "3 个指标值" in one.say and "指标1" in one.say and "指标3" in one.say
    assert {cell.ref.row for cell in one.cells} == {"指1", "指2", "指3"}
    assert all(session.model.findings_at(cell.ref) for cell in one.cells), "each cell leads to it"


def test_the_one_finding_follows_as_a_new_model_would_tell_it(session: Session) -> None:
    def as_new() -> None:
        fresh = Model(session.pack, session.book, session.subjects)
        assert [(one.key, one.say, one.fingerprint) for one in told(session.model)] == [
            (one.key, one.say, one.fingerprint) for one in told(fresh)
        ]

    put(session, "≥%", "≤", "≥人")
    as_new()
    session.do(remove_rows(session.model, TARGETS, ["指2"]))
    as_new()
    assert "2 个指标值" in told(session.model)[0].say
    session.undo()
    as_new()
    entering.set_lines(session, [Line(TARGETS, f"指{number}", "指标值", "≥3人") for number in (1, 2, 3)])
    assert told(session.model) == []
    session.undo(2)
    session.do(remove_rows(session.model, "项目", ["1"]))
    assert told(session.model) == []
    session.undo()
    as_new()
