"""Make the pictures of the manual from the real window: ``python build/manual_pictures.py [NAME …]`` (all without a name).

It opens the sample in a data folder of its own, brings the window into each state and grabs what is to be seen into
``resources/help/pictures/NAME.png`` with a small palette. Runs without a screen; run it again when the window changed.
"""

import io
import os
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "resources" / "help" / "pictures"
COLOURS = 255

sys.path.insert(0, str(ROOT))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

PICTURES = {}


def picture(function):
    """A function that gives the widget to be grabbed, or (widget, rectangle)."""
    PICTURES[function.__name__.strip("_").replace("_", "-")] = function
    return function


class Studio:
    """The window with the sample, and what stands open beside it."""

    def __init__(self, folder):
        from desktop.app import settings
        from desktop.app.samples import build_sample, find_sample
        from desktop.ui.main import make_application
        from desktop.ui.window import MainWindow

        settings.save_options({"who": "王会计", "theme": "light"})
        self.folder = folder
        self.app = make_application(["mingzhang"])
        self.window = MainWindow()
        self.window.resize(1180, 680)
        self.window.show_start()
        self.window.show()
        self.settle()
        self.samples = {}
        for name in ("jincheng-2024", "jincheng-2024-projects"):
            self.samples[name] = folder / ("晋城市科学技术局2024.mz" if name == "jincheng-2024" else "绩效.mz")
            build_sample(find_sample(name), self.samples[name]).close()
        self.beside = []
        self.sessions = []

    def settle(self):
        """Let the window do what it does later."""
        from PySide6.QtTest import QTest

        for _ in range(6):
            QTest.qWait(60)

    def open(self, name="jincheng-2024"):
        if self.window.workspace is None or self.window.workspace.session.document.target != self.samples[name]:
            self.close_document()
            self.window.open_path(self.samples[name])
        self.switch("show_explain", False)
        self.switch("show_coach", False)
        self.switch("show_prior", False)
        self.settle()
        return self.window.workspace

    def close_document(self):
        if self.window.workspace is not None:
            session = self.window.workspace.session
            if session.document.dirty:
                session.save()
            self.window.leave_document()

    def go(self, form, row, column):
        from desktop.core.cells import CellRef

        self.window.workspace.go_to(CellRef(form, row, column))
        self.settle()

    def switch(self, name, on):
        if self.window.commands[name].isChecked() != on:
            self.window.commands[name].trigger()
            self.settle()

    def dialog(self, made, width=0, height=0):
        self.beside.append(made)
        if width:
            made.resize(width, height)
        made.show()
        self.settle()
        return made

    def tidy(self):
        """Close what stands beside the window; what was being typed is dropped."""
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest

        workspace = self.window.workspace
        editor = workspace.view.editor_in_hand() if workspace is not None else None
        if editor is not None:
            QTest.keyClick(editor, Qt.Key.Key_Escape)
        if self.window.cell_help is not None:
            self.window.cell_help.close_help()
        for each in self.beside:
            each.close()
            each.deleteLater()
        self.beside.clear()
        for session in self.sessions:
            session.close()
        self.sessions.clear()
        self.settle()


@picture
def start(studio):
    studio.close_document()
    studio.window.show_start()
    return studio.window


@picture
def window(studio):
    studio.open().show_form("公开01")
    return studio.window


@picture
def cell_help(studio):
    studio.open()
    studio.go("公开01", "本年支出合计", "金额")
    studio.window.show_cell_help()
    return studio.window.cell_help


@picture
def options(studio):
    from desktop.ui.options_dialog import OptionsDialog

    return studio.dialog(OptionsDialog(studio.window))


@picture
def new(studio):
    from desktop.ui.new_document import NewDocumentDialog

    dialog = studio.dialog(NewDocumentDialog(studio.window))
    dialog.unit_edit.setText("某市科学技术局")
    return dialog


@picture
def import_(studio):
    from desktop.app.documents import new_document
    from desktop.app.samples import find_sample
    from desktop.ui.import_dialog import ImportDialog

    session = new_document(studio.folder / "新建.mz", "sx-2024", "晋城市科学技术局", 2024, code="", kept_in="万元")
    studio.sessions.append(session)
    dialog = ImportDialog(session, find_sample("jincheng-2024").workbooks[0], studio.window)
    dialog.read()
    return studio.dialog(dialog, 900, 560)


@picture
def table(studio):
    from PySide6.QtTest import QTest

    studio.open()
    studio.go("公开03", "2060101", "基本支出")
    view = studio.window.workspace.view
    studio.window.activateWindow()
    QTest.keyClick(view, "=")
    QTest.keyClicks(view.editor_in_hand(), "200+41.31")
    studio.settle()
    return studio.window.workspace.panes.middle


@picture
def code(studio):
    from desktop.ui.code_search import CodeSearchDialog

    workspace = studio.open()
    family = workspace.bridge.model.form("公开03").family
    return studio.dialog(CodeSearchDialog(workspace.session.subjects, family, "xzyx", studio.window), 620, 360)


@picture
def prior(studio):
    studio.open()
    studio.go("公开01", "收入总计", "金额")
    studio.switch("show_prior", True)
    studio.settle()
    studio.go("公开01", "年末结转和结余", "金额")
    studio.go("公开01", "支出总计", "金额")
    return studio.window.workspace.panes.middle


@picture
def legend(studio):
    from desktop.ui.legend import LegendDialog

    return studio.dialog(LegendDialog(studio.window), 620, 560)


@picture
def find(studio):
    from desktop.ui.find_dialog import FindDialog

    dialog = studio.dialog(FindDialog(studio.open(), studio.window), 760, 420)
    dialog.open_for(True, "241.31")
    dialog.new.setText("250.00")
    for _ in range(5):
        studio.settle()
    return dialog


@picture
def goto(studio):
    studio.open()
    studio.window.go_to_place()
    dialog = studio.window.goto_dialog
    dialog.line.setText("03 xzyx")
    studio.beside.append(dialog)
    for _ in range(4):
        studio.settle()
    return dialog


@picture
def findings(studio):
    from desktop.core import entry
    from desktop.core.cells import CellRef

    workspace = studio.open()
    workspace.bridge.do(entry.type_text(workspace.bridge.model, CellRef("公开03", "2060101", "基本支出"), "214.31"))
    studio.go("公开03", "2060101", "基本支出")
    workspace.walk(1)
    studio.settle()
    return studio.window


@picture
def explain(studio):
    workspace = studio.open()
    if workspace.session.document.dirty:
        workspace.bridge.undo()
    studio.switch("show_explain", True)
    studio.go("公开01", "本年支出合计", "金额")
    workspace.explain.tell()
    studio.settle()
    return workspace.panes.across


@picture
def projects(studio):
    studio.open("jincheng-2024-projects")
    studio.window.commands["show_projects"].trigger()
    return studio.window


@picture
def evaluation(studio):
    workspace = studio.open("jincheng-2024-projects")
    workspace.show_form(next(form.code for form in workspace.bridge.model.forms() if form.code.startswith("项目支出绩效自评表#")))
    return workspace.panes.middle


@picture
def coach(studio):
    workspace = studio.open("jincheng-2024-projects")
    code_ = next(form.code for form in workspace.bridge.model.forms() if form.code.startswith("项目支出绩效自评表#"))
    workspace.show_form(code_)
    studio.switch("show_coach", True)
    rows = [row for row in workspace.bridge.model.rows(code_) if row.dynamic]
    workspace.go_to(next(ref for row in rows for ref in _cells(workspace, code_, row.id)))
    workspace.coach.tell()
    studio.settle()
    return workspace.coach


@picture
def batch(studio):
    from desktop.ui.batch_dialog import BatchDialog

    return studio.dialog(BatchDialog(studio.open("jincheng-2024-projects").session, [], studio.window))


@picture
def document(studio):
    studio.open()
    studio.window.commands["show_document"].trigger()
    for _ in range(5):
        studio.settle()
    studio.switch("show_findings", False)
    page = next(iter(studio.window.desk.pages.values()))
    page.view.go_to_block(
        next(at for at, each in enumerate(page.blocks) if "2195.66" in each.text.replace(",", "") and len(each.text) > 60)
    )
    return studio.window


@picture
def preflight(studio):
    studio.open()
    studio.window.preflight_document()
    dialog = studio.window.document_dialog
    studio.beside.append(dialog)
    dialog.resize(900, 520)
    for _ in range(60):
        studio.settle()
        if dialog.findChild(object, "busy") is None and _ > 12:
            break
    return dialog


@picture
def own_words(studio):
    from desktop.ui.document_figures import OwnFigures
    from desktop.ui.document_own import OwnWordsDialog

    workspace = studio.open()
    studio.window.commands["show_document"].trigger()
    studio.settle()
    page = next(iter(studio.window.desk.pages.values()))
    block = next(each for each in page.blocks if "2195.66" in each.text.replace(",", "") and len(each.text) > 60)
    return studio.dialog(OwnWordsDialog(block, OwnFigures(workspace.bridge, block.block.id), studio.window), 760, 460)


@picture
def preview(studio):
    from desktop.ui.output import PreviewDesk

    workspace = studio.open()
    dialog = PreviewDesk(studio.window, workspace.session, ["公开01"], False).open()
    studio.beside.append(dialog)
    dialog.resize(760, 620)
    studio.settle()
    return dialog


@picture
def board(studio):
    studio.open()
    studio.switch("show_findings", False)
    studio.window.show_board()
    studio.settle()
    return studio.window.workspace.board


@picture
def versions(studio):
    from desktop.app.versions import save_version
    from desktop.core import entry
    from desktop.core.cells import CellRef
    from desktop.ui.versions_dialog import VersionsDialog

    workspace = studio.open()
    save_version(workspace.session, "送审稿")
    ref = CellRef("公开03", "2060101", "基本支出")
    workspace.bridge.do(entry.type_text(workspace.bridge.model, ref, "251.31"))
    save_version(workspace.session, "按审核意见改过")
    dialog = studio.dialog(VersionsDialog(workspace, studio.window), 860, 480)
    dialog.list.selectAll()
    dialog.compare()
    for _ in range(5):
        studio.settle()
    return dialog


@picture
def backups(studio):
    from desktop.app import documents
    from desktop.ui.backups_dialog import BackupsDialog

    workspace = studio.open()
    target = workspace.session.document.target
    return studio.dialog(BackupsDialog(target, documents.backups(target), studio.window))


def _cells(workspace, form, row):
    from desktop.core.cells import CellRef

    return [
        CellRef(form, row, column.id)
        for column in workspace.bridge.model.columns(form, row)
        if workspace.bridge.model.has_cell(CellRef(form, row, column.id))
    ]


def keep(widget, name):
    """Write a picture with a palette; small and without a date, so that the same window gives the same file."""
    from PIL import Image
    from PySide6.QtCore import QBuffer, QByteArray

    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    widget.grab().save(buffer, "PNG")
    drawn = Image.open(io.BytesIO(bytes(data))).convert("RGB")
    TARGET.mkdir(parents=True, exist_ok=True)
    drawn.quantize(COLOURS, method=Image.Quantize.MEDIANCUT, kmeans=3, dither=Image.Dither.NONE).save(TARGET / f"{name}.png", optimize=True)


def main():
    wanted = sys.argv[1:] or list(PICTURES)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        os.environ["MINGZHANG_DATA"] = str(Path(folder) / "data")
        studio = Studio(Path(folder))
        for name in PICTURES:
            if name not in wanted:
                continue
            try:
                keep(PICTURES[name](studio), name)
                print(name)
            except Exception as problem:  # one picture that cannot be made must not cost the others
                print(f"{name}: {type(problem).__name__} {problem}", file=sys.stderr)
            studio.tidy()
        studio.close_document()
        studio.window.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
