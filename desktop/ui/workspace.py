"""An open document on the screen: tables at the left, the table in the middle, findings below, explanation at the right."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from desktop.app import settings
from desktop.app.session import Session
from desktop.core import entry
from desktop.core.cells import CellRef
from desktop.core.changes import ChangeSet
from desktop.core.findings import Finding
from desktop.ui import panes, theme
from desktop.ui.bridge import Bridge
from desktop.ui.editing import Editing
from desktop.ui.explain_panel import ExplainPanel
from desktop.ui.findings_panel import FindingsPanel
from desktop.ui.form_tree import FormTree, FormTreeModel
from desktop.ui.paper_head import PaperHead
from desktop.ui.sheet_model import SheetModel
from desktop.ui.sheet_view import SheetView
from desktop.ui.value_bar import ValueBar
from desktop.ui.words import tr


class Workspace(Editing):
    """Commands of the menu that work on the open document are methods here and in :class:`~desktop.ui.editing.Editing`."""

    changed = Signal()
    explain_closed = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.bridge = Bridge(session, self)
        self.sheet: SheetModel | None = None
        self.show_prior = bool(settings.option("show_prior"))
        self._places: dict[str, CellRef] = {}
        self.tree = FormTree(self)
        self.tree_model = FormTreeModel(self.bridge, self)
        self.value_bar = ValueBar(self)
        self.paper_head = PaperHead(self)
        self.view = SheetView(self)
        self.view.enter_moves_right = settings.option("enter_moves") == "right"
        self.findings = FindingsPanel(self)
        self.explain = ExplainPanel(self)
        self.explain.setMinimumWidth(int(230 * self.fontMetrics().height() / 17))
        self.view.setMinimumHeight(int(185 * self.fontMetrics().height() / 17))  # a head of four lines, and cells below it
        self.findings.setMinimumHeight(int(84 * self.fontMetrics().height() / 17))
        self.tree.setMinimumWidth(int(150 * self.fontMetrics().height() / 17))
        sheet = QWidget(self)
        column = QVBoxLayout(sheet)
        column.setContentsMargins(6, 6, 6, 4)
        column.setSpacing(4)
        column.addWidget(self.value_bar)
        paper = QWidget(self)
        paper.setObjectName("sheet")
        paper.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        paper.setStyleSheet(f"#sheet {{ background: {theme.PAPER}; border: 1px solid {theme.LINE}; }}")
        inside = QVBoxLayout(paper)
        inside.setContentsMargins(10, 2, 10, 8)
        inside.setSpacing(2)
        inside.addWidget(self.paper_head)
        inside.addWidget(self.view, 1)
        column.addWidget(paper, 1)
        self.middle = QStackedWidget(self)
        self.middle.addWidget(sheet)
        self.across = QSplitter(Qt.Orientation.Horizontal, self)
        self.across.addWidget(self.middle)
        self.across.addWidget(self.explain)
        self.down = QSplitter(Qt.Orientation.Vertical, self)
        self.down.addWidget(self.across)
        self.down.addWidget(self.findings)
        self.down.setCollapsible(0, False)
        self.whole = QSplitter(Qt.Orientation.Horizontal, self)
        self.whole.addWidget(self.tree)
        self.whole.addWidget(self.down)
        for splitter in (self.across, self.down, self.whole):
            splitter.setHandleWidth(5)
            splitter.setChildrenCollapsible(False)
        unit = self.fontMetrics().height() / 17
        self.whole.setSizes([int(250 * unit), int(1116 * unit)])
        self.across.setSizes([800, int(300 * unit)])
        self.down.setSizes([500, int(165 * unit)])
        panes.recall(self._panes())
        self.whole.setStretchFactor(1, 1)
        self.across.setStretchFactor(0, 1)
        self.down.setStretchFactor(0, 1)
        self.explain.hide()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.whole)
        self._connect()
        self.findings.show_bridge(self.bridge)
        self.tree.show_model(self.tree_model)
        self.show_form(self._first_form())

    def _connect(self) -> None:
        self.tree.form_chosen.connect(self.show_form)
        self.view.current_ref.connect(self._current)
        self.view.menu_wanted.connect(self._menu)
        self.view.clear_wanted.connect(self.clear)
        self.view.copy_wanted.connect(self.copy)
        self.view.paste_wanted.connect(self.paste)
        self.findings.go_wanted.connect(self.go_to_finding)
        self.findings.cell_wanted.connect(self.go_to)
        self.findings.explain_wanted.connect(self.explain_finding)
        self.findings.repair_wanted.connect(self.repair)
        self.findings.acknowledge_wanted.connect(self.acknowledge)
        self.explain.cell_wanted.connect(self.go_to)
        self.explain.close_wanted.connect(self.explain_closed)
        self.bridge.problem.connect(self._tell_problem)
        self.bridge.changed.connect(self._follow)

    def _first_form(self) -> str:
        """The first table with figures, else the cover."""
        codes = [form.code for form in self.bridge.model.forms()]
        return next((code for code in codes[1:] if not self.bridge.model.is_empty(code)), codes[0])

    # which table, which cell

    def show_form(self, code: str) -> None:
        """Show a table where it was left."""
        self.middle.setCurrentIndex(0)
        if self.sheet is not None and self.sheet.form == code:
            self.tree.choose(code)
            return
        old = self.sheet
        if old is not None:
            left = self.view.reference()
            if left is not None:
                self._places[old.form] = left
        self.sheet = SheetModel(self.bridge, code, self)
        self.sheet.show_prior = self.show_prior
        self.sheet.refused.connect(self._refused)
        self.sheet.code_typed.connect(self.type_code)
        self.sheet.laid_out.connect(self._laid_out)
        self.view.show_model(self.sheet)
        if old is not None:
            old.leave()
            old.deleteLater()
        self.paper_head.show_sheet(self.sheet)
        self.tree.choose(code)
        self.findings.show_table(code)
        place = self._places.get(code)
        if place is None or not self.view.go_to(place):
            self.view.choose(self.sheet.first_entry())
        self.view.setFocus()

    def go_to(self, ref: CellRef) -> bool:
        """Jump to a cell, in another table if need be. Last year's figures stand beside this year's cell."""
        ref = ref._replace(form=ref.form.removeprefix("上年."))
        if self.bridge.model.find_form(ref.form) is None:
            return False
        self.show_form(ref.form)
        if not self.view.go_to(ref):
            self.told.emit(tr("{label} 不在表上。", label=self.bridge.model.label(ref)))
            return False
        self.view.setFocus()
        return True

    def step_form(self, step: int) -> None:
        form = self.tree.neighbour(step)
        if form:
            self.show_form(form)

    def _laid_out(self) -> None:
        if self.sheet is not None:
            self.paper_head.show_sheet(self.sheet)
            place = self._wanted_place
            if place is None or not self.view.go_to(place):
                self.view.choose(self.sheet.first_entry())

    _problem = False
    _wanted_place: CellRef | None = None
    _lit_key: tuple[str, str, str] | None = None

    def _current(self, ref: CellRef | None) -> None:
        if ref is not None:
            self._wanted_place = ref
        if self.sheet is not None:
            if ref is None:
                self.value_bar.show_label(self.sheet.cell_at(self.view.currentIndex()))
            else:
                self.value_bar.show_cell(self.bridge, self.sheet, ref)
            if ref is not None and ref in self.sheet.texts.kept:
                self.value_bar.refuse(self.sheet.texts.kept[ref][1])
            if self.explain.isVisible():
                self.explain.show_cell(self.bridge, ref)

    def _follow(self, changes: ChangeSet) -> None:
        self._current(self.view.reference())
        if self._problem:
            self._problem = False
            self.told.emit("")  # it is about a text that is no longer there
        gone = any(finding.key == self._lit_key for finding in changes.findings_gone)
        if gone and not any(finding.key == self._lit_key for finding in self.bridge.findings):
            self.bridge.light(frozenset())  # what was looked at is in order now
        self.changed.emit()

    def _tell_problem(self, sentence: str) -> None:
        self.told.emit(sentence)
        self._problem = True

    def _refused(self, ref: CellRef, sentence: str) -> None:
        self._tell_problem(sentence)
        if self.view.reference() == ref:
            self.value_bar.refuse(sentence)

    # findings

    def walk(self, step: int) -> None:
        """F8/F4: the next or previous finding, its cell, both sides lit."""
        finding = self.findings.walk(step)
        if finding is None:
            self.told.emit(tr("没有审核问题。"))
            return
        self.findings.show()
        self.go_to_finding(finding)

    def go_to_finding(self, finding: Finding) -> None:
        cells = [cell.ref for cell in finding.cells]
        own = [ref for ref in cells if ref.form == finding.table]
        self._lit_key = finding.key
        self.bridge.light(frozenset(cells))
        for ref in (*own, *cells):
            if self.bridge.model.find_form(ref.form) is not None and self.go_to(ref):
                return
        if self.bridge.model.find_form(finding.table) is not None:
            self.show_form(finding.table)

    def explain_finding(self, finding: Finding) -> None:
        self.go_to_finding(finding)
        self.show_explain(True)

    # switches

    def show_explain(self, on: bool) -> None:
        self.explain.setVisible(on)
        if on:
            self.explain.show_cell(self.bridge, self.view.reference())
            self.explain.tell()

    def show_findings(self, on: bool) -> None:
        self.findings.setVisible(on)

    def next_pane(self) -> None:
        """Keyboard round: tables, table, explanation, findings."""
        panes: list[QWidget] = [self.tree, self.view, self.explain.text, self.findings.list]
        if self.document_desk is not None:
            panes[1:1] = self.document_desk.panes()
        shown = [pane for pane in panes if pane.isVisible()]
        at = next((number for number, pane in enumerate(shown) if pane.hasFocus()), -1)
        shown[(at + 1) % len(shown)].setFocus(Qt.FocusReason.TabFocusReason)

    def set_show_prior(self, on: bool) -> None:
        self.show_prior = on
        if self.sheet is not None:
            self.sheet.set_show_prior(on)

    def set_setting(self, name: str, value: str, label: str) -> None:
        """A setting that travels with the document: shown unit, rounding, locks."""
        self.bridge.do(entry.set_setting(self.bridge.model, name, value, label))

    def _menu(self, at: QPoint) -> None:
        ref = self.view.reference()
        model = self.bridge.model
        menu = QMenu(self)
        menu.addAction(tr("复制"), self.copy)
        menu.addAction(tr("粘贴"), self.paste)
        menu.addAction(tr("清空"), self.clear)
        if ref is not None and model.has_formula(ref) and model.entry(ref) is not None:
            menu.addAction(tr("采用计算值"), self.take_computed)
        menu.addSeparator()
        if self.sheet is not None and self.sheet.grid.form.family is not None:
            menu.addAction(tr("增加科目……"), self._search_code)
            row = model.row(ref.form, ref.row) if ref else None
            if row is not None and row.dynamic:
                menu.addAction(tr("删除科目 {code}", code=row.code or row.id), self.remove_row)
            menu.addSeparator()
        menu.addAction(tr("解释、记录和备注"), self._explain_here)
        if self.sheet is not None:
            locked = model.book.is_locked(self.sheet.form)
            menu.addAction(tr("解除锁定本表") if locked else tr("锁定本表"), self.lock_table)
        menu.exec(at)

    def _search_code(self) -> None:
        self.code_search_wanted.emit("")

    def _explain_here(self) -> None:
        self.show_explain(True)

    def _panes(self) -> dict[str, QSplitter]:
        return {"whole": self.whole, "across": self.across, "down": self.down}

    def finish(self) -> None:
        """Before closing: keep the note in hand and the sizes, stop listening."""
        self.explain.keep_note()
        panes.keep(self._panes())
        self.bridge.detach()
