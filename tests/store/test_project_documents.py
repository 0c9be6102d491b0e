"""Projects and their forms in a document: kept, reopened, taken out and brought back."""

from __future__ import annotations

import sys
from decimal import Decimal
from pathlib import Path

import pytest
from store_books import exact, new, reopen

sys.path.append(str(Path(__file__).resolve().parents[1] / "core"))

from scored_projects import PACK

from desktop.core.cells import Book, CellRef
from desktop.core.entry import add_project, add_row, copy_project, move_rows, remove_project, type_text
from desktop.core.evaluate import Model
from desktop.core.operations import Operation


class Desk:
    def __init__(self, tmp_path: Path) -> None:
        self.document = new(tmp_path, book=Book(PACK.id, "科技局", 2024))
        self.model = Model(PACK, self.document.book)

    def do(self, operation: Operation | str, **how: int) -> int:
        assert isinstance(operation, Operation), operation
        number = self.document.append(operation, **how)  # type: ignore[arg-type]
        self.model.apply(operation)
        return number

    def again(self) -> None:
        """Publish, close and open anew."""
        self.document.publish()
        self.document = reopen(self.document)
        self.model = Model(PACK, self.document.book)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    made = Desk(tmp_path)
    made.do(add_project(made.model, {"项目名称": "科普经费", "全年预算数": "100"}))
    made.do(add_project(made.model, {"项目名称": "物业管理费"}))
    for name in ("课题数量", "满意度"):
        made.do(add_row(made.model, "目标#1", values={"三级指标": name, "指标值": "≥95%", "分值": "45"}))
    made.do(type_text(made.model, CellRef("自评#1", "指1", "得分"), "44.5分"))
    return made


def seen(model: Model) -> list[object]:
    return [
        (form.code, row.id, row.label, column.id, model.value(CellRef(form.code, row.id, column.id)))
        for form in model.forms()
        for row in model.rows(form.code)
        for column in model.columns(form.code, row.id)
    ]


def test_projects_come_back_as_they_were(desk: Desk) -> None:
    desk.do(move_rows(desk.model, "目标#1", ["指2"], ""))
    desk.do(move_rows(desk.model, "项目", ["2"], ""))
    before, shown, findings = exact(desk.document.book), seen(desk.model), desk.model.findings()
    desk.again()
    assert exact(desk.document.book) == before
    assert seen(desk.model) == shown
    assert desk.model.findings() == findings
    assert [form.code for form in desk.model.forms()] == ["封面", "项目", "目标#2", "目标#1", "自评#2", "自评#1"]
    assert desk.model.value(CellRef("自评#1", "指1", "得分")) == Decimal("44.5")
    desk.document.close()


def test_a_project_that_was_taken_out_comes_back_after_reopening(desk: Desk) -> None:
    before, shown = exact(desk.document.book), seen(desk.model)
    number = desk.do(remove_project(desk.model, ["1"]))
    desk.again()
    assert [form.code for form in desk.model.forms()] == ["封面", "项目", "目标#2", "自评#2"]
    taken = desk.document.operation(number)
    desk.do(taken.operation.inverse(), undoes=number)
    assert exact(desk.document.book) == before
    desk.again()
    assert exact(desk.document.book) == before
    assert seen(desk.model) == shown
    desk.document.close()


def test_a_copy_is_one_step_and_its_number_stays_its_own(desk: Desk) -> None:
    number = desk.do(copy_project(desk.model, "1"))
    desk.do(desk.document.operation(number).operation.inverse(), undoes=number)
    desk.do(remove_project(desk.model, ["2"]))
    desk.again()
    made = add_project(desk.model, {"项目名称": "新"})
    desk.do(made)
    assert "2" not in desk.document.book.sheet("项目").rows
    assert desk.document.history(CellRef("自评#1", "指1", "得分"))
    desk.document.close()
