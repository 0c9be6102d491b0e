"""Projects in the window: the tree, the overview, rows of indicators, the coach, changed targets, files of many forms at once."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from window_hands import open_editor, press, until

from desktop.core.cells import CellRef
from desktop.core.entry import type_text
from desktop.document.render import Rendering
from desktop.ui import ask, batch_dialog
from desktop.ui.cell_editors import ChoiceBox
from desktop.ui.form_tree_model import FORM, KIND
from desktop.ui.window import MainWindow

TARGET, REVIEW = "目标表#1", "自评表#1"
GOAL = CellRef(TARGET, "指1", "指标值")
ALT_SHIFT = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier
Answers = dict[str, object]


def value(window: MainWindow, ref: CellRef) -> object:
    return window.workspace.bridge.model.value(ref)


def rows(window: MainWindow, form: str) -> list[str]:
    return [row.id for row in window.workspace.bridge.model.rows(form) if row.dynamic]


def names(window: MainWindow) -> list[str]:
    return [one.name for one in window.workspace.page.model.shown]


def enter(window: MainWindow, ref: CellRef, text: str) -> None:
    bridge = window.workspace.bridge
    assert bridge.do(type_text(bridge.model, ref, text))


# the tree


def kinds_below(window: MainWindow, parent: QModelIndex) -> list[str]:
    model = window.workspace.tree_model
    return [model.index(at, 0, parent).data(KIND) for at in range(model.rowCount(parent))]


def test_the_tree_has_a_branch_for_performance_with_the_projects_closed(projects: MainWindow) -> None:
    tree, model = projects.workspace.tree, projects.workspace.tree_model
    unit = model.index(0, 0)
    assert kinds_below(projects, unit) == ["form", "group"]
    group = model.index(1, 0, unit)
    assert kinds_below(projects, group) == ["overview", "form", "form", "project", "project", "project"]
    shown = model.index_of(TARGET)
    assert tree.isExpanded(shown.parent()) and not tree.isExpanded(model.index_of("目标表#2").parent()), (
        "only that of the form in hand is open"
    )
    tree.setCurrentIndex(model.index_of("目标表#2").parent())
    QTest.keyClick(tree, Qt.Key.Key_Return)
    assert tree.isExpanded(model.index_of("目标表#2").parent())
    projects.workspace.step_form(1)
    assert projects.workspace.sheet.form != TARGET


def test_the_tree_follows_names_states_and_order_of_the_projects(projects: MainWindow) -> None:
    workspace = projects.workspace
    model = workspace.tree_model
    enter(projects, CellRef("项目", "2", "项目名称"), "场馆运行")
    assert model.index_of("目标表#2").parent().data() == "场馆运行"
    assert model.data(model.index_of("目标表#2"), Qt.ItemDataRole.AccessibleTextRole).endswith("空")
    enter(projects, CellRef("目标表#2", "预期目标", "内容"), "正常运行")
    assert model.data(model.index_of("目标表#2"), Qt.ItemDataRole.AccessibleTextRole).endswith("已核")
    workspace.show_overview()
    workspace.page.choose("2")
    workspace.move_project(-1)
    order = [code for code in model.forms if code.startswith("目标表#")]
    assert order == ["目标表#2", "目标表#1", "目标表#3"] and workspace.tree.isExpanded(model.index_of(TARGET).parent())


# the overview


def test_a_project_is_added_copied_and_taken_out_after_a_question(
    projects: MainWindow, answers: Answers, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = projects.workspace
    projects.commands["show_projects"].trigger()
    page = workspace.page
    assert page.isVisible() and workspace.tree.currentIndex().data(KIND) == "overview"
    monkeypatch.setattr(ask, "line", lambda *everything: "科技馆免费开放")
    page.buttons["add"].click()
    assert names(projects)[1] == "科技馆免费开放" and page.current().name == "科技馆免费开放", "behind the chosen one"
    page.choose("1")
    answers["choose"] = "target"
    page.buttons["copy"].click()
    made = page.current()
    assert made.name == "第1个科普专项经费（副本）" and made.form("自评") is not None
    assert value(projects, GOAL._replace(form=made.form("目标").code)) == "≥510人"
    assert value(projects, CellRef(made.form("自评").code, "指1", "完成值")) is None
    page.choose("1")
    answers["choose"] = ""
    QTest.keyClick(page.table, Qt.Key.Key_Delete)
    assert "第1个科普专项经费" in names(projects), "the answer was no"
    answers["choose"] = "remove"
    QTest.keyClick(page.table, Qt.Key.Key_Delete)
    assert "2 张表" in answers["asked"][-1][2]  # type: ignore[index]
    assert "第1个科普专项经费" not in names(projects) and workspace.bridge.model.find_form(TARGET) is None
    assert workspace.is_overview(), "the overview stays, though the table behind it is gone"
    projects.commands["undo"].trigger()
    assert value(projects, GOAL) == "≥510人"


def test_projects_are_found_by_name_and_opened_with_enter(projects: MainWindow) -> None:
    workspace = projects.workspace
    workspace.show_overview()
    page = workspace.page
    QTest.keyClicks(page.words, "3")
    assert names(projects) == ["第3个科普专项经费"]
    page.words.clear()
    page.choose("1")
    page.table.setCurrentIndex(page.model.index(0, page.model.columns.index("自评")))
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert workspace.sheet.form == REVIEW and not workspace.is_overview()
    assert workspace.tree.currentIndex().data(FORM) == REVIEW


def test_keys_for_rows_work_on_projects_in_the_overview(projects: MainWindow) -> None:
    projects.workspace.show_overview()
    projects.workspace.page.choose("1")
    projects.commands["row_down"].trigger()
    assert names(projects)[1] == "第1个科普专项经费" and projects.workspace.page.current().id == "1"
    projects.commands["row_up"].trigger()
    assert names(projects)[0] == "第1个科普专项经费"


# rows


def test_a_name_typed_below_the_last_row_is_a_new_row_of_its_group(projects: MainWindow) -> None:
    workspace = projects.workspace
    workspace.view.choose(workspace.sheet.index(workspace.sheet.entry_line, 0))
    press(workspace.view, "观")
    open_editor(workspace.view).setText("观众满意度")
    QTest.keyClick(open_editor(workspace.view), Qt.Key.Key_Return)
    until(lambda: len(rows(projects, TARGET)) == 5)
    new = rows(projects, TARGET)[-1]
    assert value(projects, CellRef(TARGET, new, "三级指标")) == "观众满意度"
    assert value(projects, CellRef(TARGET, new, "二级指标")) == "社会效益指标", "the group of the row above"
    assert workspace.view.reference() == CellRef(TARGET, new, "指标值"), "on to what is still to be typed"
    assert new in rows(projects, REVIEW)


def test_rows_are_inserted_moved_duplicated_and_deleted_by_keys(projects: MainWindow) -> None:
    workspace = projects.workspace
    workspace.go_to(GOAL._replace(row="指2"))
    QTest.keyClick(workspace.view, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    made = workspace.view.reference().row
    assert rows(projects, TARGET) == ["指1", made, "指2", "指3", "指4"]
    assert value(projects, CellRef(TARGET, made, "一级指标")) == "产出指标"
    QTest.keyClick(workspace.view, Qt.Key.Key_Up, ALT_SHIFT)
    assert rows(projects, TARGET)[0] == made and workspace.view.reference().row == made
    QTest.keyClick(workspace.view, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    assert rows(projects, TARGET) == ["指1", "指2", "指3", "指4"]
    workspace.go_to(GOAL)
    projects.commands["duplicate_row"].trigger()
    twin = rows(projects, TARGET)[1]
    assert value(projects, GOAL._replace(row=twin)) == "≥510人"
    QTest.keyClick(workspace.view, Qt.Key.Key_Down, ALT_SHIFT)
    assert rows(projects, TARGET).index(twin) == 2
    workspace.show_form("封面")
    projects.commands["insert_above"].trigger()
    assert "固定" in projects.message.whole


def test_one_row_of_a_group_is_put_under_another(projects: MainWindow) -> None:
    workspace = projects.workspace
    workspace.go_to(GOAL._replace(row="指2"))
    menu = QMenu()
    workspace.add_groups(menu)
    below = menu.actions()[0].menu()
    wanted = next(action for action in below.actions() if action.text().endswith("质量指标"))
    wanted.trigger()
    assert value(projects, CellRef(TARGET, "指2", "二级指标")) == "质量指标"
    assert value(projects, CellRef(TARGET, "指1", "二级指标")) == "数量指标", "the other rows of the merged cell stay"


def test_alt_down_lists_the_usual_names_of_a_level(projects: MainWindow) -> None:
    workspace = projects.workspace
    workspace.go_to(CellRef(TARGET, "指4", "二级指标"))
    QTest.keyClick(workspace.view, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    until(lambda: any(box.view().isVisible() for box in workspace.view.viewport().findChildren(ChoiceBox)))
    box = workspace.view.viewport().findChildren(ChoiceBox)[0]
    offered = [box.itemText(at) for at in range(box.count())]
    assert "经济效益指标" in offered and "数量指标" not in offered, "those of 效益指标"
    QTest.keyClick(box.view(), Qt.Key.Key_Escape)
    until(lambda: not any(each.isVisible() for each in workspace.view.viewport().findChildren(ChoiceBox)))


# the coach


def test_the_coach_follows_what_is_being_typed(projects: MainWindow) -> None:
    workspace = projects.workspace
    projects.commands["show_coach"].trigger()
    assert workspace.coach.isVisible()
    workspace.go_to(GOAL)
    until(lambda: "写得可以衡量" in workspace.coach.text.toPlainText())
    press(workspace.view, "5")
    until(lambda: "没有写≥" in workspace.coach.text.toPlainText())
    QTest.keyClick(open_editor(workspace.view), Qt.Key.Key_Escape)
    assert value(projects, GOAL) == "≥510人"
    assert "产出指标" in workspace.coach.text.toPlainText() and "合计" in workspace.coach.text.toPlainText()


def test_a_model_indicator_is_taken_over_with_enter(projects: MainWindow) -> None:
    workspace = projects.workspace
    projects.commands["show_coach"].trigger()
    workspace.go_to(GOAL)
    until(lambda: workspace.coach.models.model().rowCount() > 0)
    chosen = workspace.coach.note.models[0]
    workspace.coach.models.setCurrentIndex(workspace.coach.models.model().index(0, 0))
    QTest.keyClick(workspace.coach.models, Qt.Key.Key_Return)
    assert value(projects, CellRef(TARGET, "指1", "三级指标")) == chosen.name
    assert value(projects, GOAL) == chosen.target
    projects.commands["undo"].trigger()
    assert value(projects, GOAL) == "≥510人", "one step"


def test_a_proposal_of_the_coach_is_one_click(projects: MainWindow) -> None:
    workspace = projects.workspace
    enter(projects, GOAL._replace(column="三级指标"), "活动参与率")
    enter(projects, GOAL, "≥90")
    projects.commands["show_coach"].trigger()
    workspace.go_to(GOAL)
    workspace.coach.tell()
    assert workspace.coach._proposals
    column, text = workspace.coach._proposals[0]
    workspace.coach._take_proposal("take:0")
    assert value(projects, GOAL._replace(column=column)) == text


# targets that were changed later


def test_a_changed_target_is_marked_and_told_where_it_is_taken_over(projects: MainWindow) -> None:
    workspace = projects.workspace
    name = CellRef(TARGET, "指1", "三级指标")
    follower = name._replace(form=REVIEW)
    workspace.show_form(REVIEW)
    assert not workspace.sheet.look(follower).changed
    enter(projects, name, "慰问人数")
    assert workspace.sheet.look(follower).changed
    assert "科技工作者慰问人数 → 慰问人数" in str(workspace.sheet.data(workspace.sheet.place_of(follower), Qt.ItemDataRole.ToolTipRole))
    workspace.go_to(follower)
    workspace.show_explain(True)
    assert "目标改动" in workspace.explain.text.toPlainText()
    workspace.show_overview()
    workspace.page.choose("1")
    workspace.page.tell()
    assert "科技工作者慰问人数 → 慰问人数" in workspace.page.story.toPlainText()
    projects.commands["undo"].trigger()
    workspace.show_form(REVIEW)
    assert not workspace.sheet.look(follower).changed, "it is what it was"


# many files at once


@pytest.mark.parametrize("each", [False, True])
def test_forms_of_many_projects_are_written_at_once(
    projects: MainWindow, tmp_path: Path, answers: Answers, monkeypatch: pytest.MonkeyPatch, each: bool
) -> None:
    out = tmp_path / "输出"
    out.mkdir()
    answers["save"] = out / "全部.pdf"
    monkeypatch.setattr(ask, "folder", lambda *everything: out)

    def fill(dialog: batch_dialog.BatchDialog) -> batch_dialog.BatchDialog.DialogCode:
        assert "2 张表" in dialog.count.text(), "what was begun"
        dialog.each_file.setChecked(each)
        dialog.signature.setChecked(True)
        dialog.accept()
        return batch_dialog.BatchDialog.DialogCode.Accepted

    monkeypatch.setattr(batch_dialog.BatchDialog, "exec", fill)
    projects.commands["batch_output"].trigger()
    found = list(out.iterdir())
    assert [path.name for path in found] == (["01 第1个科普专项经费.pdf"] if each else ["全部.pdf"])
    with Rendering(found[0]) as pdf:
        assert pdf.page_count() == 2 and any("单位负责人" in pdf.text(page) for page in range(2))
    assert "1 个文件" in projects.message.whole


def test_a_document_read_only_shows_its_projects_and_changes_none(
    projects: MainWindow, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    bridge = projects.workspace.bridge
    monkeypatch.setattr(type(bridge), "read_only", property(lambda self: True))
    projects.workspace.show_overview()
    assert not any(projects.workspace.page.buttons[name].isEnabled() for name in ("add", "copy", "remove", "up", "down"))
    projects.workspace.page.choose("1")
    before = names(projects)
    projects.workspace.remove_project()
    projects.workspace.move_project(1)
    assert names(projects) == before
