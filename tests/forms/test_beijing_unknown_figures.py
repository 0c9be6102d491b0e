"""密云's forms where the list of projects does not say what was planned or spent: nothing is held against a figure that is not known."""

from __future__ import annotations

from desktop.core import entry
from desktop.core.cells import Book, CellRef
from desktop.core.evaluate import Model
from desktop.core.operations import Operation
from desktop.forms.load import load_pack
from desktop.forms.subjects import SubjectCatalog

MONITORING, DEPARTMENT = "项目支出绩效目标执行监控汇总表", "部门（单位）整体支出绩效目标申报表"


def _type(model: Model, *place_and_text: str) -> None:
    *place, text = place_and_text
    operation = entry.type_text(model, CellRef(*place), text)
    assert isinstance(operation, Operation), operation
    model.apply(operation)


def test_unknown_figures_of_the_list_are_held_against_nothing() -> None:
    pack = load_pack("bj-2024")
    model = Model(pack, Book("bj-2024", "某镇", 2024, kept_in="万元"), SubjectCatalog.of_pack(pack, 2024))
    made = entry.add_project(model, {"项目名称": "道路养护", "全年预算数": "100"})
    assert isinstance(made, Operation)
    model.apply(made)
    _type(model, MONITORING, "1", "执行率", "60")
    _type(model, DEPARTMENT, "项目支出", "金额", "30")

    def compared() -> set[str]:
        return {one.check for one in model.findings()} & {"监控-执行率", "申报-项目支出"}

    assert compared() == set()
    _type(model, "项目", "1", "全年执行数", "50")
    _type(model, "项目", "1", "年初预算数", "100")
    assert compared() == {"监控-执行率", "申报-项目支出"}
