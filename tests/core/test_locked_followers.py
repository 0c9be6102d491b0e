"""A locked form keeps what it shows: what it takes over from other forms cannot be changed there either."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.app import entering
from desktop.app.entering import Line
from desktop.app.session import Refused, Session
from desktop.core import entry
from desktop.core.cells import CellRef

TARGETS, EVALUATION = "项目支出绩效目标表#1", "项目支出绩效自评表#1"
VALUE = CellRef(TARGETS, "指1", "指标值")


@pytest.fixture
def session(tmp_path: Path):
    with Session.create(tmp_path / "a.mz", "cn-2024", "某局", 2024) as made:
        lines = [
            Line("项目", "1", "项目名称", "科普经费"),
            Line("项目", "2", "项目名称", "人才经费"),
            Line(TARGETS, "指1", "三级指标", "培训人次"),
            Line(TARGETS, "指1", "指标值", "≥100人"),
        ]
        entering.set_lines(made, lines, begin_rows=True)
        made.do(entry.lock_table(made.model, EVALUATION))
        yield made


@pytest.mark.parametrize(("cell", "text"), [(VALUE, "≥50人"), (CellRef("项目", "1", "项目名称"), "别的名称")])
def test_what_a_locked_form_shows_is_not_changed_elsewhere(session: Session, cell: CellRef, text: str) -> None:
    refused = entry.type_text(session.model, cell, text)
    assert isinstance(refused, str) and "已锁定" in refused and "自评表" in refused
    assert not session.model.takes_entry(cell)
    with pytest.raises(Refused, match="解除"):
        entering.set_lines(session, [Line(cell.form, cell.row, cell.column, text)])


def test_other_projects_and_an_unlocked_form_are_free(session: Session) -> None:
    assert not isinstance(entry.type_text(session.model, CellRef("项目", "2", "项目名称"), "别的名称"), str)
    session.do(entry.unlock_table(session.model, EVALUATION))
    session.do(entry.type_text(session.model, VALUE, "≥50人"))
    assert session.model.value(CellRef(EVALUATION, "指1", "指标值")) == "≥50人"
