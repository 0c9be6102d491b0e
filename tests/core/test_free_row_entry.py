"""Adding, moving, copying and taking out rows and projects: one operation each, undone exactly."""

from __future__ import annotations

from copy import deepcopy
from decimal import Decimal

import pytest
from scored_projects import PACK

from desktop.core.cells import Book, CellRef, Entry
from desktop.core.entry import (
    add_project,
    add_row,
    clear,
    copy_project,
    duplicate_row,
    lock_table,
    made_rows,
    move_down,
    move_rows,
    move_up,
    paste_rows,
    remove_project,
    remove_rows,
    set_note,
    set_prior,
    set_values,
    type_text,
)
from desktop.core.evaluate import Model
from desktop.core.operations import Operation


class Clerk:
    """Does what the builders say and checks that each operation can be taken back exactly."""

    def __init__(self) -> None:
        self.book = Book(PACK.id, "科技局", 2024)
        self.model = Model(PACK, self.book)

    def do(self, operation: Operation | str) -> Operation:
        assert isinstance(operation, Operation), operation
        before, findings = deepcopy(self.book), self.model.findings()
        self.model.apply(operation)
        self.model.apply(operation.inverse())
        assert {code: sheet for code, sheet in self.book.sheets.items() if sheet.rows or sheet.entered or sheet.notes} == {
            code: sheet for code, sheet in before.sheets.items() if sheet.rows or sheet.entered or sheet.notes
        }
        assert (self.book.settings, self.book.acknowledgements) == (before.settings, before.acknowledgements)
        assert self.model.findings() == findings
        self.model.apply(operation)
        return operation

    def project(self, name: str, after: str | None = None) -> str:
        return made_rows(self.do(add_project(self.model, {"项目名称": name}, after=after)), "项目")[0]

    def row(self, form: str, name: str = "", after: str | None = None) -> str:
        return made_rows(self.do(add_row(self.model, form, values={"三级指标": name}, after=after)), form)[0]

    def type(self, form: str, row: str, column: str, text: str) -> None:
        self.do(type_text(self.model, CellRef(form, row, column), text))

    def labels(self, form: str) -> list[str]:
        return [row.label for row in self.model.rows(form) if row.dynamic]

    def text(self, form: str, row: str, column: str) -> object:
        return self.model.value(CellRef(form, row, column))


@pytest.fixture
def clerk() -> Clerk:
    made = Clerk()
    made.project("科普经费")
    return made


def test_rows_come_where_they_are_wanted_and_in_the_forms_that_follow(clerk: Clerk) -> None:
    clerk.row("目标#1", "乙")
    clerk.row("目标#1", "丁")
    clerk.row("目标#1", "丙", after="指1")
    clerk.row("目标#1", "甲", after="")
    assert clerk.labels("目标#1") == clerk.labels("自评#1") == ["甲", "乙", "丙", "丁"]


def test_a_hundred_rows_at_one_place_keep_their_order(clerk: Clerk) -> None:
    clerk.row("目标#1", "首")
    for number in range(100):
        clerk.row("目标#1", f"第{number}", after="指1")
    assert clerk.labels("目标#1") == ["首", *[f"第{number}" for number in reversed(range(100))]] == clerk.labels("自评#1")


def test_rows_go_with_their_entries_and_numbers_are_not_given_again(clerk: Clerk) -> None:
    for name in ("甲", "乙"):
        clerk.row("目标#1", name)
    clerk.type("自评#1", "指2", "完成值", "96%")
    clerk.do(set_note(clerk.model, CellRef("自评#1", "指2", "完成值"), "已核对"))
    clerk.do(remove_rows(clerk.model, "目标#1", ["指2"]))
    assert clerk.labels("自评#1") == ["甲"]
    assert ("指2", "完成值") not in clerk.book.sheet("自评#1").entered
    assert clerk.row("目标#1", "丙") == "指3"


def test_a_row_that_follows_is_changed_where_it_is_kept(clerk: Clerk) -> None:
    clerk.row("目标#1", "甲")
    own = clerk.row("自评#1", "自有指标")
    assert "跟随项目支出绩效目标表（科普经费）" in str(remove_rows(clerk.model, "自评#1", ["指1"]))
    assert "请到那里移动" in str(move_rows(clerk.model, "自评#1", ["指1"], None))
    clerk.do(remove_rows(clerk.model, "自评#1", [own]))


def test_rows_move_up_and_down_as_a_block(clerk: Clerk) -> None:
    for name in "甲乙丙丁":
        clerk.row("目标#1", name)
    clerk.do(move_up(clerk.model, "目标#1", ["指3", "指4"]))
    assert clerk.labels("目标#1") == clerk.labels("自评#1") == ["甲", "丙", "丁", "乙"]
    clerk.do(move_down(clerk.model, "目标#1", ["指1"]))
    clerk.do(move_down(clerk.model, "目标#1", ["指1"]))
    assert clerk.labels("目标#1") == ["丙", "丁", "甲", "乙"]
    clerk.do(move_rows(clerk.model, "目标#1", ["指2"], ""))
    assert clerk.labels("自评#1") == ["乙", "丙", "丁", "甲"]
    top, bottom = move_up(clerk.model, "目标#1", ["指2"]), move_down(clerk.model, "目标#1", ["指1"])
    assert not top.edits and not bottom.edits  # type: ignore[union-attr]


def test_own_rows_of_a_follower_keep_their_place_when_the_target_is_rearranged(clerk: Clerk) -> None:
    for name in "甲乙":
        clerk.row("目标#1", name)
    clerk.row("自评#1", "自有", after="指1")
    clerk.do(move_rows(clerk.model, "目标#1", ["指1"], None))
    assert clerk.labels("自评#1") == ["乙", "自有", "甲"]


def test_a_row_is_duplicated_behind_itself(clerk: Clerk) -> None:
    for name in "甲乙":
        clerk.row("目标#1", name)
    clerk.type("目标#1", "指1", "分值", "5")
    clerk.do(duplicate_row(clerk.model, "目标#1", "指1"))
    assert clerk.labels("目标#1") == ["甲", "甲", "乙"] == clerk.labels("自评#1")
    assert clerk.text("目标#1", "指3", "分值") == Decimal(5)


def test_a_project_goes_with_everything_and_comes_back(clerk: Clerk) -> None:
    clerk.project("物业管理费")
    clerk.row("目标#1", "甲")
    clerk.type("自评#1", "指1", "得分", "5分")
    clerk.do(remove_project(clerk.model, ["1"]))
    assert [form.code for form in clerk.model.forms()] == ["封面", "项目", "目标#2", "自评#2"]
    assert not clerk.book.sheet("自评#1").entered
    assert not clerk.book.sheet("目标#1").rows
    assert clerk.project("第三个") == "3"


def test_the_number_of_the_last_project_is_not_given_again(clerk: Clerk) -> None:
    clerk.do(remove_rows(clerk.model, "项目", ["1"]))
    assert clerk.project("另一个") == "2"


def test_a_project_is_copied_with_or_without_results(clerk: Clerk) -> None:
    clerk.row("目标#1", "甲")
    clerk.type("目标#1", "指1", "指标值", "≥95%")
    clerk.type("目标#1", "指1", "分值", "10")
    clerk.type("自评#1", "指1", "完成值", "96%")
    clerk.type("自评#1", "指1", "得分", "10")
    clerk.type("项目", "1", "全年预算数", "100")
    clerk.type("项目", "1", "全年执行数", "92.8")
    clerk.do(copy_project(clerk.model, "1"))
    assert clerk.labels("项目") == ["科普经费", "科普经费（副本）"]
    assert clerk.text("自评#2", "指1", "完成值") == "96%"
    assert clerk.text("自评#2", "总分", "得分") == Decimal(10)
    clerk.do(copy_project(clerk.model, "1", results=False, name="新项目"))
    assert clerk.labels("项目") == ["科普经费", "新项目", "科普经费（副本）"]
    assert clerk.text("自评#3", "指1", "完成值") is None
    assert clerk.text("自评#3", "指1", "指标值") == "≥95%"
    assert clerk.text("项目", "3", "全年预算数") == Decimal(100)
    assert clerk.text("项目", "3", "全年执行数") is None


def test_projects_change_places(clerk: Clerk) -> None:
    clerk.project("物业管理费")
    clerk.do(move_rows(clerk.model, "项目", ["2"], ""))
    assert clerk.model.instances("自评") == ["自评#2", "自评#1"]


def test_what_is_taken_over_is_changed_where_it_was_entered(clerk: Clerk) -> None:
    clerk.row("目标#1", "课题数量")
    ref = CellRef("自评#1", "指1", "三级指标")
    assert not clerk.model.takes_entry(ref)
    assert clerk.model.taken_from(ref) == (CellRef("目标#1", "指1", "三级指标"),)
    assert "请到那里修改" in str(type_text(clerk.model, ref, "别的"))
    blank = CellRef("自评#1", "指1", "二级指标")
    assert clerk.model.takes_entry(blank)
    clerk.type("自评#1", "指1", "二级指标", "数量指标")
    assert not [finding for finding in clerk.model.findings() if finding.check == "自评-二级指标"]
    clerk.type("目标#1", "指1", "二级指标", "质量指标")
    assert [finding.severity for finding in clerk.model.findings() if finding.check == "自评-二级指标"] == ["error"]
    assert not clerk.model.takes_entry(blank)
    clerk.do(clear(clerk.model, [blank]))
    assert clerk.text(*blank) == "质量指标"


def test_an_imported_text_that_differs_in_spaces_only_is_the_same(clerk: Clerk) -> None:
    clerk.row("目标#1", "课题数量（个）")
    clerk.book.sheet("自评#1").entered["指1", "三级指标"] = Entry("课题数量\n(个)")
    fresh = Model(PACK, clerk.book)
    assert not [finding for finding in fresh.findings() if finding.check == "自评-三级指标"]


def test_locked_forms_keep_their_rows(clerk: Clerk) -> None:
    clerk.row("目标#1", "甲")
    clerk.do(lock_table(clerk.model, "自评#1"))
    for refused in (
        add_row(clerk.model, "目标#1"),
        remove_rows(clerk.model, "目标#1", ["指1"]),
        remove_project(clerk.model, ["1"]),
    ):
        assert "已锁定" in str(refused)


def test_rows_that_cannot_be_listed_are_refused_in_words(clerk: Clerk) -> None:
    assert "固定" in str(add_row(clerk.model, "封面"))
    assert "没有" in str(add_row(clerk.model, "目标#9"))
    assert "没有" in str(remove_rows(clerk.model, "目标#1", ["指9"]))
    assert "小数超过两位" in str(add_row(clerk.model, "目标#1", values={"分值": "4.535"}))
    assert "没有项目清单" in str(copy_project(clerk.model, "1", list_form="封面"))


def test_lines_are_pasted_over_rows_and_beyond_them(clerk: Clerk) -> None:
    clerk.row("目标#1", "甲")
    columns = ["一级指标", "二级指标", "三级指标", "指标值", "分值"]
    lines = [["产出指标", "数量指标", "课题数", "≥3个", "5"], ["产出指标", "质量指标", "合格率", "≥95%", "五"], ["", "", "", "", ""]]
    pasted = paste_rows(clerk.model, CellRef("目标#1", "指1", "一级指标"), lines, columns)
    assert not isinstance(pasted, str)
    clerk.do(pasted.operation)
    assert clerk.labels("目标#1") == ["课题数", "合格率"] == clerk.labels("自评#1")
    assert clerk.text("目标#1", "指1", "分值") == Decimal(5)
    assert len(pasted.problems) == 1 and pasted.filled == 9


def test_last_year_of_a_project_brings_its_row(clerk: Clerk) -> None:
    from desktop.core.cells import TYPED

    operation = set_prior(clerk.model, None, [(CellRef("自评#1", "指1", "得分"), Decimal(5), TYPED)], "上年")  # type: ignore[arg-type]
    clerk.model.apply(operation)
    assert clerk.model.prior(CellRef("自评#1", "指1", "得分")) == Decimal(5)


def test_an_imported_value_of_a_row_is_one_operation(clerk: Clerk) -> None:
    clerk.row("自评#1", "甲")
    clerk.do(set_values(clerk.model, [(CellRef("自评#1", "指1", "完成值"), "96%", Entry("").origin)], "导入", "import"))
    assert clerk.text("自评#1", "指1", "完成值") == "96%"
