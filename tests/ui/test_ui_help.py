"""F1, the manual and the tour in the real window."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt, QTimer, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from window_hands import open_editor, press, until

from desktop.app import manual, settings
from desktop.core.cells import CellRef
from desktop.ui import help_key, tour_steps
from desktop.ui.ask import choose, reason
from desktop.ui.options_dialog import OptionsDialog
from desktop.ui.tour import beside
from desktop.ui.tour_card import TourCard
from desktop.ui.window import MainWindow

PAY = CellRef("公开03", "2060101", "基本支出")


@pytest.fixture(autouse=True)
def own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(settings.DATA_VARIABLE, str(tmp_path / "own"))


@pytest.fixture
def sample(window: MainWindow, sample_file: Path, tmp_path: Path) -> MainWindow:
    """The sample where the program keeps it, open."""
    target = settings.data_dir() / "sample" / "jincheng-2024.mz"
    target.parent.mkdir(parents=True)
    shutil.copyfile(sample_file, target)
    assert window.open_path(target)
    return window


def told(window: MainWindow) -> str:
    found = window.cell_help
    assert found is not None and found.isVisible()
    return found.text.toPlainText()


def test_f1_tells_what_a_cell_takes_and_which_rules_look_at_it(opened: MainWindow) -> None:
    opened.workspace.go_to(PAY)
    opened.commands["help_here"].trigger()
    words = told(opened)
    assert "完成日常工作任务" in words, "填表说明 of the column"
    assert "=1200+35.5" in words and "万元" in words, "what is understood"
    assert "2060101" in words and "行政运行" in words, "the subject"
    assert "依据" in words and "核实性公式" in words, "the rule and where it stands"
    opened.workspace.go_to(CellRef("封面", "收入来源", "内容"))
    until(lambda: "只有财政拨款" in told(opened))
    opened.commands["help_here"].trigger()
    assert not opened.cell_help.isVisible(), "once more closes it"


def test_f1_leaves_what_is_being_written_alone(opened: MainWindow) -> None:
    opened.workspace.go_to(PAY)
    press(opened.workspace.view, "7")
    opened.commands["help_here"].trigger()
    QApplication.processEvents()
    assert open_editor(opened.workspace.view).text() == "7"
    assert told(opened)
    QTest.keyClick(open_editor(opened.workspace.view), Qt.Key.Key_Escape)


def test_f1_shows_the_chapter_of_the_part_that_has_the_focus(window: MainWindow, opened: MainWindow) -> None:
    opened.activateWindow()
    until(opened.isActiveWindow)
    opened.workspace.findings.list.setFocus()
    opened.commands["help_here"].trigger()
    manual_window = opened.manual_window
    assert manual_window is not None and manual_window.place()[0] == "review"
    manual_window.close()
    opened.activateWindow()
    until(opened.isActiveWindow)
    opened.commands["show_board"].trigger()
    opened.workspace.board.tables.setFocus()
    opened.commands["help_here"].trigger()
    assert manual_window.place() == ("finish", "状态一览")
    manual_window.close()


def test_f1_in_a_dialog_opens_its_chapter_above_it(opened: MainWindow) -> None:
    dialog = OptionsDialog(opened)
    dialog.open()
    until(dialog.isActiveWindow)
    QTest.keyClick(dialog, Qt.Key.Key_F1)
    from desktop.ui.help_window import ManualWindow

    found = dialog.findChild(ManualWindow)
    assert found is not None and found.isVisible() and found.place() == ("start", "选项")
    found.close()
    dialog.reject()


def test_f1_helps_also_beside_the_window_and_in_small_questions(opened: MainWindow) -> None:
    from desktop.ui.help_window import ManualWindow

    def helped(dialog: QDialog) -> tuple[str, str]:
        until(dialog.isActiveWindow)
        QTest.keyClick(dialog.focusWidget() or dialog, Qt.Key.Key_F1)
        book = dialog.findChild(ManualWindow)
        assert book is not None and book.isVisible()
        book.close()
        return book.place()

    opened.commands["find_text"].trigger()
    assert helped(opened.find_dialog) == ("fill", "查找替换和定位")
    opened.find_dialog.close()
    seen: list[tuple[str, str]] = []

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        seen.append(helped(dialog))
        dialog.reject()

    help_key.watch(QApplication.instance())
    for title in ("重新打开", "明账"):
        QTimer.singleShot(0, answer)
        assert reason(opened, title, "为什么") is None
    QTimer.singleShot(0, answer)
    assert choose(opened, "定稿", "以后不能再改。", [("yes", "定稿"), ("", "取消")]) == ""
    assert seen == [("finish", "重新打开"), ("questions", ""), ("finish", "定稿")]


def test_the_manual_is_read_searched_and_gone_back_in(window: MainWindow) -> None:
    window.commands["show_manual"].trigger()
    book = window.manual_window
    assert book is not None and book.place()[0] == "start"
    assert book.contents.topLevelItemCount() == len(manual.chapters())
    for chapter in manual.chapters():
        assert book.show_place(chapter.id)
        text = book.pages.toPlainText()
        assert chapter.title in text and "{" not in text.replace("{{", ""), chapter.id
    book.show_place("review")
    assert "F4" in book.pages.toPlainText(), "keys stand where commands are named"
    book.pages.anchorClicked.emit(QUrl("document.md"))
    book.show_place("review")
    book.pages.anchorClicked.emit(QUrl("document.md"))
    assert book.place()[0] == "document"
    book.go_back()
    assert book.place()[0] == "review"
    book.go_forward()
    assert book.place()[0] == "document"
    book.find_line.setText("舍位平衡")
    book.look()
    assert book.contents.topLevelItemCount() >= 2
    QTest.keyClick(book.find_line, Qt.Key.Key_Return)
    assert "舍位平衡" in book.pages.toPlainText()
    book.find_line.clear()
    book.look()
    assert book.contents.topLevelItemCount() == len(manual.chapters())
    book.close()


def test_the_manual_fetches_nothing_from_elsewhere(window: MainWindow) -> None:
    window.commands["show_manual"].trigger()
    book = window.manual_window
    for url in ("http://example.com/x.png", "../packs/cn-2024/pack.toml", "file:///etc/hostname"):
        assert book.pages.loadResource(2, QUrl(url)) == b""
    assert not book.pages.loadResource(2, QUrl("pictures/window.png")).isNull()
    book.close()


def test_the_tour_is_offered_once_and_never_forced(window: MainWindow) -> None:
    window.start.refresh()
    card = window.start.tour_card
    assert card.isVisibleTo(window.start) and TourCard.is_wanted()
    card.no.click()
    assert not card.isVisibleTo(window.start) and not TourCard.is_wanted()


def test_the_tour_points_at_each_part_and_leaves_with_escape(sample: MainWindow) -> None:
    sample.commands["take_tour"].trigger()
    tour = sample.tour
    assert tour is not None and sample.workspace.session.document.target.stem == "jincheng-2024"
    titles = []
    for number in range(len(tour.steps)):
        QApplication.processEvents()
        tour.place()
        titles.append(tour.card.title.text())
        assert tour.card.isVisible() and f"{number + 1} / {len(tour.steps)}" == tour.card.number.text()
        assert tour.shade.hole.isValid(), titles[-1]
        inside = sample.rect().contains(tour.card.geometry())
        assert inside and not tour.card.geometry().intersects(tour.shade.hole.adjusted(4, 4, -4, -4)), titles[-1]
        assert not tour.shade.mask().contains(tour.shade.hole.center()), "what is pointed at can be used"
        if number + 1 < len(tour.steps):
            QTest.keyClick(tour.card.next, Qt.Key.Key_Return)
    assert len(set(titles)) == len(titles) == 8
    tour.go_back()
    assert tour.card.title.text() == titles[-2]
    QTest.keyClick(sample.workspace.view, Qt.Key.Key_Escape)
    assert sample.tour is None and not TourCard.is_wanted()


def test_a_figure_can_be_typed_during_the_tour_and_escape_first_gives_it_up(sample: MainWindow) -> None:
    sample.commands["take_tour"].trigger()
    sample.tour.go_on()
    view = sample.workspace.view
    assert view.reference() == tour_steps._CELL
    press(view, "5")
    editor = open_editor(view)
    editor.setFocus()
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    assert sample.tour is not None, "Escape gave up the figure, not the tour"
    sample.leave_document()
    until(lambda: sample.tour is None)


def test_the_card_stands_beside_what_it_tells_of() -> None:
    room, card = QRect(0, 0, 1366, 700), QRect(0, 0, 360, 200)
    for hole in (QRect(0, 80, 250, 600), QRect(260, 480, 1100, 200), QRect(1060, 80, 300, 500), QRect(600, 30, 80, 30)):
        place = QRect(beside(hole, card, room), card.size())
        assert room.contains(place) and not place.intersects(hole)
    assert room.contains(QRect(beside(QRect(0, 0, 1366, 700), card, room), card.size())), "a place that fills the window"
