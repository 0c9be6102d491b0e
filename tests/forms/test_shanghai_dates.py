"""The planned dates of Shanghai's form: the wrong order is told with both dates."""

from __future__ import annotations

from desktop.core import entry
from desktop.core.cells import Book, CellRef
from desktop.core.evaluate import Model
from desktop.core.operations import Operation
from desktop.forms.load import load_pack
from desktop.forms.subjects import SubjectCatalog


def test_an_end_before_the_beginning_names_both_dates() -> None:
    pack = load_pack("sh-2026")
    model = Model(pack, Book("sh-2026", "某局", 2026, kept_in="万元"), SubjectCatalog.of_pack(pack, 2026))

    def do(operation: Operation | str) -> None:
        assert isinstance(operation, Operation), operation
        model.apply(operation)

    def said() -> list[str]:
        return [one.say for one in model.findings() if one.check == "目标-起止日期"]

    do(entry.add_project(model, {"项目名称": "社区服务"}))
    for row, day in (("计划开始日期", "2026-12-31"), ("计划完成日期", "2026-01-01")):
        do(entry.type_text(model, CellRef("财政项目支出绩效目标申报表#1", row, "内容"), day))
    assert said() == ["计划完成日期“2026-01-01”早于计划开始日期“2026-12-31”。"]
    do(entry.type_text(model, CellRef("财政项目支出绩效目标申报表#1", "计划完成日期", "内容"), "2026-12-31"))
    assert said() == []
