"""What takes long on a large document: the window lives meanwhile, and what is stopped leaves nothing behind."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from big_document import big_document
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from desktop.app.jobs import Progress
from desktop.core.cells import TYPED, CellRef
from desktop.core.entry import set_values
from desktop.ui import paste_work, work
from desktop.ui.window import MainWindow
from desktop.ui.work import WaitDialog


class Heart:
    """Beats as long as events are looked at."""

    def __init__(self) -> None:
        self.beats = 0
        self.timer = QTimer()
        self.timer.setInterval(0)  # with every turn of the event loop, however short the work is
        self.timer.timeout.connect(self._beat)

    def _beat(self) -> None:
        self.beats += 1

    def while_doing(self, action: Callable[[], object]) -> object:
        self.timer.start()
        self.beats = 0
        try:
            return action()
        finally:
            self.timer.stop()


@pytest.fixture
def heart() -> Heart:
    return Heart()


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    with pytest.MonkeyPatch.context() as patch:
        folder = tmp_path_factory.mktemp("large")
        patch.setenv("MINGZHANG_DATA", str(folder / "data"))
        yield big_document(folder / "大.mz", rows=600, projects=6)


@pytest.fixture
def shown(window: MainWindow, large: Path, tmp_path: Path) -> MainWindow:
    target = tmp_path / "大.mz"
    target.write_bytes(large.read_bytes())
    assert window.open_path(target)
    return window


def test_the_window_lives_while_a_large_document_is_opened_changed_saved_and_written(
    window: MainWindow, large: Path, tmp_path: Path, heart: Heart, answers: dict[str, object]
) -> None:
    target = tmp_path / "大.mz"
    target.write_bytes(large.read_bytes())
    lived: dict[str, int] = {}

    def walk(name: str, action: Callable[[], object]) -> None:
        heart.while_doing(action)
        lived[name] = heart.beats

    walk("打开", lambda: window.open_path(target))
    workspace = window.workspace
    assert workspace is not None
    session = workspace.session
    rows = [row.id for row in session.model.rows("公开03") if row.is_leaf]
    values = [(CellRef("公开03", row, "基本支出"), Decimal(5), TYPED) for row in rows]
    operation = set_values(session.model, values, "导入 大表", "import")
    walk("导入", lambda: workspace.bridge.do(operation, title="正在导入……"))
    assert session.model.value(values[0][0]) == Decimal(5)
    walk("保存", window.save)
    assert not session.document.dirty
    window.show_versions()
    versions = window.versions_dialog
    assert versions is not None
    walk("比较", versions.compare)
    assert versions.comparison is not None
    assert len(versions.comparison.cells) >= len(rows)
    answers["choose"] = "back"
    walk("回到版本", versions.go_back)
    assert session.model.value(values[1][0]) != Decimal(5)
    answers["save"] = tmp_path / "报告.xlsx"
    walk("审核报告", window.write_report)
    answers["save"] = tmp_path / "表.xlsx"
    walk("导出", window.export_workbook)
    assert {path.name for path in tmp_path.glob("*.xlsx")} == {"报告.xlsx", "表.xlsx"}
    assert all(lived.values()), lived


def test_the_window_lives_while_large_steps_are_done_and_taken_back(shown: MainWindow, heart: Heart, answers: dict[str, object]) -> None:
    """Emptying a table, taking all projects out, and the way back and forth again."""
    workspace = shown.workspace
    assert workspace is not None
    session = workspace.session
    lived: dict[str, int] = {}

    def walk(name: str, action: Callable[[], object]) -> None:
        heart.while_doing(action)
        lived[name] = heart.beats

    workspace.show_form("公开03")
    filled = len(session.book.sheets["公开03"].entered)
    workspace.view.selectAll()
    walk("清空", workspace.clear)
    assert not session.book.sheets["公开03"].entered
    walk("撤销清空", shown.undo)
    assert len(session.book.sheets["公开03"].entered) == filled
    walk("恢复清空", shown.redo)
    assert not session.book.sheets["公开03"].entered
    forms = [form.code for form in session.model.forms()]
    workspace.show_overview()
    assert workspace.page is not None
    workspace.page.table.selectAll()
    answers["choose"] = "remove"
    walk("删除项目", workspace.remove_project)
    assert len(session.model.forms()) < len(forms)
    walk("撤销删除", shown.undo)
    assert [form.code for form in session.model.forms()] == forms
    assert all(lived.values()), lived


def test_reading_a_large_clipboard_can_be_stopped(shown: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace = shown.workspace
    assert workspace is not None
    monkeypatch.setattr(paste_work, "_MUCH", 0)
    row = next(row.id for row in workspace.session.model.rows("公开03") if row.is_leaf and row.dynamic)
    ref = CellRef("公开03", row, "基本支出")
    assert workspace.go_to(ref)
    QApplication.clipboard().setText("1.5")
    workspace.paste()
    assert workspace.session.model.value(ref) == Decimal("1.5")
    stop_at_once(monkeypatch)
    QApplication.clipboard().setText("7")
    workspace.paste()
    assert workspace.session.model.value(ref) == Decimal("1.5")


def stop_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The person presses 取消 before the first step is told."""
    real = work.start

    def stopped(task: Callable[[Progress], object], **more: object) -> object:
        def first(progress: Progress) -> object:
            progress.cancel()
            return task(progress)

        return real(first, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(work, "start", stopped)


def test_what_is_stopped_leaves_no_files(
    shown: MainWindow, tmp_path: Path, answers: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = sorted(path.name for path in tmp_path.iterdir())
    stop_at_once(monkeypatch)
    for command, name in ((shown.write_report, "报告.xlsx"), (shown.export_workbook, "表.xlsx"), (shown.document_pdf, "文稿.pdf")):
        answers["save"] = tmp_path / name
        command()
    shown.preview()
    answers["choose"], answers["save"] = "plain", tmp_path / "支持.zip"
    shown.support_bundle()
    assert sorted(path.name for path in tmp_path.iterdir()) == before
    assert answers["told"] == []


def test_opening_that_is_stopped_gives_the_document_free(
    window: MainWindow, large: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "大.mz"
    target.write_bytes(large.read_bytes())
    with pytest.MonkeyPatch.context() as patch:
        stop_at_once(patch)
        assert not window.open_path(target)
    assert sorted(path.name for path in tmp_path.iterdir() if path.suffix == ".mz") == ["大.mz"]
    assert window.open_path(target)
    assert not window.workspace.bridge.read_only


def test_saving_shows_that_it_cannot_be_stopped(shown: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    session = shown.workspace.session
    seen: list[tuple[bool, str]] = []
    real = session.save

    def slow(*arguments: object, **more: object) -> None:
        import time

        until = time.monotonic() + 5
        while not seen and time.monotonic() < until:
            time.sleep(0.01)
        real(*arguments, **more)  # type: ignore[arg-type]

    def look() -> None:
        for dialog in QApplication.topLevelWidgets():
            if isinstance(dialog, WaitDialog) and dialog.isVisible():
                seen.append((dialog.button.isVisible(), dialog.step.text()))

    monkeypatch.setattr(session, "save", slow)
    watch = QTimer()
    watch.timeout.connect(look)
    watch.start(20)
    shown.save()
    watch.stop()
    assert seen
    assert not seen[0][0]
    assert "不能中断" in seen[0][1]
