"""Every command of the window that may take long, on one large document: how long, whether that is shown, whether it can be stopped.

Run: ``python tests/benchmarks/bench_long_work.py [--rows 2400] [--projects 60] [--steps 50000] [--only 保存] [--stacks] [--keep FOLDER]``.
The document has a table of 2,400 code rows, 60 projects with their forms, and a journal of fifty thousand steps. *block* is the longest time in
which the window looked at nothing, on the clock and in processor time of its thread. Aim: none above 300 ms without a dialog that says so.
``--stacks`` tells where a block was spent; ``--keep`` makes the document once and uses it again.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from decimal import Decimal
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "ui"))
sys.path.insert(0, str(Path(__file__).resolve().parent))

from bench_loop import Pulse, Watcher, new_window
from big_document import big_document
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QDialog

from desktop.app.session import Session
from desktop.core.cells import CellRef, Entry
from desktop.core.operations import Edit, Operation, apply_edits
from desktop.store.document import Document
from desktop.ui import ask, work
from desktop.ui.main import make_application
from desktop.ui.window import MainWindow

FORM = "公开03"
LIMIT = 300  # ms


def large(target: Path, rows: int, projects: int, steps: int) -> None:
    """The document, with most of its steps written in portions: durable one by one would take an hour."""
    from desktop.store import journal
    from desktop.store.places import now
    from desktop.store.records import OperationRecord
    from desktop.store.repository import write_edits

    big_document(target, rows, projects, "sx-2024")
    with Session.open(target) as session:
        refs = [CellRef(FORM, row.id, "基本支出") for row in session.model.rows(FORM) if row.is_leaf and row.dynamic]
        facts = [CellRef("文稿资料", row.id, "内容") for row in session.model.rows("文稿资料")]
        texts = [ref for ref in facts if session.model.takes_entry(ref) and session.model.kind(ref) == "text"][:12]
        session.do(Operation("资料", "typing", tuple(Edit("cell", tuple(ref), session.book.entry(ref), Entry("见附件")) for ref in texts)))
        session.save()
    with Document.open(target, who="测量", data_dir=Path(os.environ["MINGZHANG_DATA"])) as document:
        connection, first = document._connection, document._seq
        for start in range(0, steps, 5000):
            with connection.begin():
                for number in range(start, min(start + 5000, steps)):
                    ref, seq = refs[number * 13 % len(refs)], first + 1 + number
                    edit = Edit("cell", tuple(ref), document.book.entry(ref), Entry(Decimal(number % 90000 + 1) / 100))
                    write_edits(connection, (edit,))
                    journal.write_operation(connection, OperationRecord(seq, now(), "张三", f"填写 {seq}", "typing"), (edit,), ())
                    apply_edits(document.book, (edit,))
        document._seq = first + steps
        document._stacks.undo.extend(range(first + 1, first + steps + 1))
        document.publish()


class Bench:
    """``said``: what the person answers; ``shown``: whether the dialogs that came up can be stopped."""

    def __init__(self, app: QApplication, only: str, stacks: bool) -> None:
        self.app, self.only = app, only
        self.watcher = Watcher() if stacks else None
        self.shown: list[bool] = []
        self.said: dict[str, Any] = {"choose": "", "save": None, "file": None, "line": "测量", "reason": "说明", "folder": None}
        self.over = 0
        real = work.WaitDialog.show

        def show(dialog: work.WaitDialog) -> None:
            self.shown.append(not dialog.button.isHidden())
            real(dialog)

        work.WaitDialog.show = show  # type: ignore[method-assign]
        ask.choose = lambda *a, **k: self.said["choose"]  # type: ignore[assignment]
        ask.tell = lambda parent, sentence, **k: print("     ", sentence.splitlines()[0][:100])  # type: ignore[assignment]
        ask.line = lambda *a, **k: self.said["line"]  # type: ignore[assignment]
        ask.reason = lambda *a, **k: self.said["reason"]  # type: ignore[assignment]
        ask.open_file = lambda *a, **k: self.said["file"]  # type: ignore[assignment]
        ask.save_file = lambda *a, **k: self.said["save"]  # type: ignore[assignment]
        ask.folder = lambda *a, **k: self.said["folder"]  # type: ignore[assignment]
        print(f"{'':<34} {'whole':>9} {'block':>9} {'cpu':>8}   shown")

    def settle(self, seconds: float = 0.0) -> None:
        import time

        end = time.perf_counter() + seconds
        while True:
            self.app.processEvents()
            if time.perf_counter() >= end:
                return
            time.sleep(0.0005)

    def do(self, name: str, action: Callable[[], object], rest: float = 0.4, **said: object) -> None:
        """One command, and what it leaves to the event loop in the next ``rest`` seconds."""
        import time

        self.said |= said
        self.settle(0.05)
        self.shown.clear()
        pulse = Pulse()
        began = time.perf_counter()
        pulse.start()
        try:
            action()
        except Exception as problem:  # the other commands are measured all the same
            print(f"      {name}: {problem!r}")
        self.app.processEvents()
        took = time.perf_counter() - began
        self.settle(rest)
        pulse.stop()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        if self.only and self.only not in name:
            return
        told = (
            "—" if not self.shown else "can be stopped" if all(self.shown) else "shown" if not any(self.shown) else "shown, partly stopped"
        )
        over = pulse.busiest.cpu > LIMIT
        self.over += over
        mark = "  ←" if over else ""
        line = f"{name:<34} {took * 1e3:>6.0f} ms {pulse.longest.wall:>6.0f} ms {pulse.busiest.cpu:>5.0f} ms   {told}{mark}"
        print(line, flush=True)
        if self.watcher is not None and pulse.busiest.cpu > 100:
            print(self.watcher.told(pulse.busiest.start, pulse.busiest.start + pulse.busiest.wall / 1e3 + 0.001, 40))


def accepted(kind: type[QDialog], fill: Callable[[Any], object] = lambda dialog: None) -> None:
    """Dialogs of this kind are filled in and agreed to."""

    def run(dialog: QDialog) -> QDialog.DialogCode:
        dialog.show()
        QApplication.processEvents()
        fill(dialog)
        dialog.accept()
        return QDialog.DialogCode.Accepted

    kind.exec = run  # type: ignore[method-assign,assignment]


def walk(bench: Bench, path: Path, folder: Path) -> None:
    window = new_window(bench.app)
    bench.do("打开", lambda: window.open_path(path), rest=1.0)
    workspace = window.workspace
    assert workspace is not None
    session, model = workspace.session, workspace.bridge.model
    bench.do("打开之后：审核文稿", lambda: None, rest=4.0)
    seeing(bench, window)
    changing(bench, window)
    seeking(bench, window)
    writing(bench, window, folder)
    saving(bench, window, folder)
    versions(bench, window, path)
    projects(bench, window, folder)
    keeping(bench, window, folder)
    bench.do("关闭文档（不保存）", window.close_document, choose="drop")
    del session, model
    others(bench, window, path, folder)
    window.close()


def seeing(bench: Bench, window: MainWindow) -> None:
    from desktop.ui.cell_history import CellHistoryDialog

    workspace = window.workspace
    assert workspace is not None
    model = workspace.bridge.model
    bench.do("转到长表", lambda: workspace.show_form(FORM))
    bench.do("转到短表", lambda: workspace.show_form("公开01"))
    bench.do("状态一览（第一次）", window.show_board)
    bench.do("项目一览（第一次）", workspace.show_overview)
    bench.do("文稿（第一次）", window.show_document, rest=1.0)
    bench.do("状态一览（再来）", window.show_board)
    bench.do("项目一览（再来）", workspace.show_overview)
    bench.do("文稿（再来）", window.show_document)
    own = next(form.code for form in model.forms() if form.per and form.stage == "自评" and form.code.endswith("#7"))
    bench.do("转到自评表", lambda: workspace.show_form(own))
    bench.do("指标助手", lambda: window.commands["show_coach"].trigger())
    bench.do("转到长表（再来）", lambda: workspace.show_form(FORM))
    bench.do("解释", lambda: window.commands["show_explain"].trigger(), rest=1.0)
    accepted(CellHistoryDialog)
    bench.do("修改记录", workspace.show_history, rest=0.2)
    bench.do("立即审核", window.check_now, rest=1.0)
    bench.do("下一个问题", window.next_finding)
    bench.do("上年数", lambda: window.commands["show_prior"].trigger())
    bench.do("隐藏没有数的行", lambda: window.commands["hide_zeros"].trigger())
    bench.do("显示没有数的行", lambda: window.commands["hide_zeros"].trigger())
    bench.do("以元显示", window.show_yuan)
    bench.do("以万元显示", window.show_wan)
    bench.do("舍位平衡", window.balance, rest=1.5)
    bench.do("保留尾差", window.keep_tail, rest=1.0)
    bench.do("定稿（还缺什么）", window.finish_document, rest=0.6)
    workspace.show_form(FORM)


def changing(bench: Bench, window: MainWindow) -> None:
    workspace = window.workspace
    assert workspace is not None
    view, sheet = workspace.view, workspace.sheet
    assert sheet is not None
    bench.do("全选", view.selectAll)
    bench.do("复制全表", workspace.copy)
    bench.do("清空全表", workspace.clear)
    bench.do("撤销清空", workspace.undo)
    bench.do("恢复清空", workspace.redo)
    bench.do("撤销清空（再）", workspace.undo)
    view.selectAll()
    bench.do("粘贴全表", workspace.paste)
    bench.do("撤销粘贴", workspace.undo)
    view.choose(sheet.first_entry())
    view.selectAll()
    bench.do("向下填充全表", workspace.fill_down)
    bench.do("撤销填充", workspace.undo)
    view.choose(sheet.first_entry())
    ref = next(CellRef(FORM, row.id, "基本支出") for row in workspace.bridge.model.rows(FORM) if row.level == 1 and row.dynamic)
    workspace.go_to(ref)
    bench.do("删除一个类（全部下级）", workspace.remove_row)
    bench.do("撤销删除", workspace.undo)
    bench.do("增加科目", lambda: workspace.add_code("2290299"))
    bench.do("撤销增加科目", workspace.undo)
    bench.do("锁定本表", workspace.lock_table)
    bench.do("解除锁定", workspace.lock_table)
    bench.do("采用计算值（全表）", lambda: (view.selectAll(), workspace.take_computed()))
    view.choose(sheet.first_entry())


def seeking(bench: Bench, window: MainWindow) -> None:
    bench.do("定位", window.go_to_place)
    dialog = window.goto_dialog
    assert dialog is not None
    bench.do("定位：输入", lambda: dialog.line.setText("03 xz"))
    dialog.reject()
    bench.do("查找：打开", window.replace_text)
    found = window.find_dialog
    assert found is not None
    bench.do("查找：全部表", lambda: found.text.setText("5"), rest=4.0)
    print(f"      ({len(found.hits.hits)} places)")
    found.new.setText("6")
    bench.do("全部替换", found.replace_all, rest=1.0)
    assert window.workspace is not None
    bench.do("撤销替换", window.workspace.undo, rest=1.0)
    found.hide()


def writing(bench: Bench, window: MainWindow, folder: Path) -> None:
    for name, action, out in (
        ("导出工作簿", window.export_workbook, "表.xlsx"),
        ("导出审核报告", window.write_report, "报告.xlsx"),
        ("保存为 PDF", window.save_pdf, "表.pdf"),
        ("生成文稿 PDF", window.document_pdf, "文稿.pdf"),
        ("生成文稿 Word", window.document_word, "文稿.docx"),
    ):
        bench.do(name, action, save=folder / out)
    bench.do("填入模板", window.fill_template, file=folder / "表.xlsx", save=folder / "填好.xlsx")
    bench.do("打印预览", window.preview, rest=1.0)
    if window.preview_desk is not None and window.preview_desk.dialog is not None:
        window.preview_desk.dialog.close()
    bench.do("预览文稿", window.preview_document, rest=1.0)
    close_dialog(window)
    place = folder / "公开文件"
    place.mkdir()
    bench.do("公开文件一套", window.publication_package, folder=place, choose="draft")
    bench.do("出版前检查", window.preflight_document, rest=1.0, choose="")
    close_dialog(window)


def close_dialog(window: MainWindow) -> None:
    if window.document_dialog is not None:
        with suppress(RuntimeError):
            window.document_dialog.close()
    window.document_dialog = None


def saving(bench: Bench, window: MainWindow, folder: Path) -> None:
    workspace = window.workspace
    assert workspace is not None
    bench.do("保存", window.save)
    bench.do("另存为", window.save_as, save=folder / "另存.mz")
    from desktop.ui.import_dialog import ImportDialog

    accepted(ImportDialog)
    book = folder / "导入.xlsx"
    changed(folder / "表.xlsx", book)
    bench.do("导入工作簿", lambda: window.import_path(book), rest=1.0)
    bench.do("撤销导入", workspace.undo, rest=1.0)
    bench.do("恢复导入", workspace.redo, rest=1.0)
    bench.do("撤销导入（再）", workspace.undo, rest=1.0)


def changed(source: Path, target: Path) -> None:
    """The exported workbook with other figures."""
    import openpyxl

    book = openpyxl.load_workbook(source)
    sheet = next(sheet for sheet in book if "支出决算表" in str(sheet.title) or "03" in str(sheet.title))
    for row in sheet.iter_rows(min_row=9):
        for cell in row[3:]:
            if isinstance(cell.value, int | float):
                cell.value = round(float(cell.value) + 1, 2)
    book.save(target)


def versions(bench: Bench, window: MainWindow, path: Path) -> None:
    bench.do("版本：打开", window.show_versions)
    dialog = window.versions_dialog
    assert dialog is not None and window.workspace is not None
    bench.do("版本：保存", dialog.save_version)
    workspace = window.workspace
    workspace.show_form(FORM)
    workspace.view.selectAll()
    workspace.clear()
    bench.do("版本：比较", dialog.compare)
    bench.do("版本：回到", dialog.go_back, choose="back", rest=1.0)
    bench.do("版本：和另一个文档比较", dialog.compare_with_file, file=path)
    bench.do("版本：删除", dialog.drop_version, choose="drop")
    dialog.close()


def projects(bench: Bench, window: MainWindow, folder: Path) -> None:
    from desktop.ui.batch_dialog import BatchDialog

    workspace = window.workspace
    assert workspace is not None
    workspace.show_overview()
    page = workspace.page
    assert page is not None
    bench.do("增加项目", workspace.add_project, rest=0.6)
    page.choose("1")
    bench.do("复制项目", workspace.copy_project, choose="all", rest=0.6)
    bench.do("项目下移", lambda: workspace.move_project(1), rest=0.6)
    page.table.selectAll()
    bench.do("删除全部项目", workspace.remove_project, choose="remove", rest=1.0)
    bench.do("撤销删除项目", workspace.undo, rest=1.0)
    accepted(BatchDialog)
    bench.do("批量输出项目表", workspace.batch_output, save=folder / "批量.pdf")
    workspace.show_form(FORM)


def keeping(bench: Bench, window: MainWindow, folder: Path) -> None:
    from desktop.ui.backups_dialog import BackupsDialog

    bench.do("设置密码", lambda: window._protect("一个很长的密码 2024"), rest=0.6)
    bench.do("取消密码", lambda: window._protect(None), rest=0.6)
    bench.do("支持包（连同文档）", window.support_bundle, choose="with", save=folder / "支持.zip")
    accepted(BackupsDialog)
    assert window.workspace is not None
    here = window.workspace.session.document.target
    bench.do("恢复备份并打开", window.restore_backup, choose="drop", rest=1.0)
    bench.do("回到原来的文档", lambda: window.open_path(here), rest=1.0)
    bench.do("换成英文界面", window.in_english, rest=1.5)
    bench.do("换成中文界面", window.in_chinese, rest=1.5)


def others(bench: Bench, window: MainWindow, path: Path, folder: Path) -> None:
    from desktop.ui.new_document import NewDocumentDialog

    crashed = folder / "断电.mz"
    shutil.copyfile(path, crashed)
    with Session.open(crashed) as session:
        session.do(Operation("填写", "typing", (Edit("setting", ("备忘",), None, "1"),)))
        session.close(keep_working_copy=True)
    bench.do("恢复未保存的内容：列出", window.recover_unsaved, choose="")
    bench.do("恢复未保存的内容：打开", lambda: window.open_path(crashed), choose="recover", rest=1.0)
    bench.do("关闭（保存）", window.close_document, choose="save")
    broken = folder / "坏.mz"
    shutil.copyfile(path, broken)
    content = bytearray(broken.read_bytes())
    content[len(content) // 2] ^= 0xFF
    broken.write_bytes(content)
    bench.do("修复并打开", lambda: window.open_path(broken), choose="repair", rest=1.0)
    bench.do("关闭修复的文档", window.close_document, choose="drop")

    def fill(dialog: NewDocumentDialog) -> None:
        bench.do("新建：选上年文档", lambda: dialog.go_on_from(path), rest=0.1)
        dialog.projects_box.setChecked(True)

    accepted(NewDocumentDialog, fill)
    bench.do("新建下一年的文档", window.new_document, rest=1.0, save=folder / "下一年.mz")
    bench.do("关闭下一年的文档", window.close_document, choose="drop")
    bench.do("打开示例", window.open_sample, rest=1.0)
    bench.do("关闭示例", window.close_document, choose="drop")


def main() -> int:
    options = argparse.ArgumentParser()
    options.add_argument("--rows", type=int, default=2400)
    options.add_argument("--projects", type=int, default=60)
    options.add_argument("--steps", type=int, default=50_000)
    options.add_argument("--stacks", action="store_true")
    options.add_argument("--only", default="")
    options.add_argument("--keep", type=Path)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="mingzhang-bench-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        os.environ["MINGZHANG_DATA"] = str(folder / "data")
        path = folder / "大.mz"
        made = chosen.keep / "大.mz" if chosen.keep else path
        if not made.exists():
            made.parent.mkdir(parents=True, exist_ok=True)
            large(made, chosen.rows, chosen.projects, chosen.steps)
        if made != path:
            shutil.copyfile(made, path)
        app = make_application(["bench"])
        bench = Bench(app, chosen.only, chosen.stacks)
        walk(bench, path, folder)
        print(f"{bench.over} commands block the window longer than {LIMIT} ms")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
