"""Rows that a clerk lists himself, begun by the lines of a hand-made file."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.app.entering import Line, set_lines
from desktop.app.names import find_table
from desktop.app.session import Refused, Session
from desktop.core.cells import CellRef


def test_lines_begin_projects_and_rows_of_their_forms(tmp_path: Path) -> None:
    lines = [
        Line("项目支出绩效目标表#2", "指1", "三级指标", "培训人次"),
        Line("项目", "1", "项目名称", "科普经费"),
        Line("项目", "2", "项目名称", "人才经费"),
        Line("项目", "2", "年初预算数", "12.5"),
    ]
    with Session.create(tmp_path / "a.mz", "cn-2024", "某局", 2024) as session:
        with pytest.raises(Refused):
            set_lines(session, lines)
        assert set_lines(session, lines, begin_rows=True) == 4
        assert [row.label for row in session.model.rows("项目")] == ["科普经费", "人才经费"]
        assert session.model.value(CellRef("项目支出绩效目标表#2", "指1", "三级指标")) == "培训人次"
        assert session.model.row("项目支出绩效自评表#2", "指1") is not None, "the evaluation follows its target"
        session.undo()
        assert session.model.rows("项目") == []


def test_a_project_that_is_not_there_is_named(tmp_path: Path) -> None:
    with Session.create(tmp_path / "a.mz", "cn-2024", "某局", 2024) as session:
        set_lines(session, [Line("项目", "1", "项目名称", "科普经费"), Line("项目", "2", "项目名称", "人才经费")], begin_rows=True)
        with pytest.raises(Refused) as told:
            find_table(session.model, "项目支出绩效自评表#99")
        assert "“99”" in str(told.value) and "科普经费" not in str(told.value)
