"""An open document on the screen: tables at the left, the table in the middle, findings below, explanation at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QTimer, Signal
from PySide6.QtWidgets import QWidget

from desktop.app import settings
from desktop.app.session import Session
from desktop.core import entry
from desktop.core.cells import CellRef
from desktop.core.changes import ChangeSet
from desktop.ui import panes
from desktop.ui.bridge import Bridge
from desktop.ui.cell_menu import cell_menu
from desktop.ui.cell_work import CellWork
from desktop.ui.coach_panel import CoachPanel
from desktop.ui.collector import Collector
from desktop.ui.explain_panel import ExplainPanel
from desktop.ui.fill_work import FillWork
from desktop.ui.findings_panel import FindingsPanel
from desktop.ui.form_tree import FormTree
from desktop.ui.form_tree_model import FormTreeModel
from desktop.ui.paper_head import PaperHead
from desktop.ui.paste_work import PasteWork
from desktop.ui.sheet_model import SheetModel
from desktop.ui.sheet_view import SheetView
from desktop.ui.side_work import SideWork
from desktop.ui.value_bar import ValueBar
from desktop.ui.words import tr
from desktop.ui.workspace_layout import arrange

if TYPE_CHECKING:
    from desktop.ui.project_page import ProjectPage


class Workspace(FillWork, CellWork, PasteWork, SideWork):
    """Commands of the menu that work on the open document are methods here and in the classes it is made of."""

    changed = Signal()
    explain_closed = Signal()
    coach_closed = Signal()

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
        self.findings = FindingsPanel(self)
        self.explain = ExplainPanel(self)
        self.coach = CoachPanel(self)
        self.page: ProjectPage | None = None
        self.panes = arrange(self)
        self.middle, self.side = self.panes.middle, self.panes.side
        self.across, self.down, self.whole = self.panes.across, self.panes.down, self.panes.whole
        self._connect()
        self.findings.show_bridge(self.bridge)
        self.tree.show_model(self.tree_model)
        self.show_form(self._first_form())
        self.collector = Collector(self.bridge, self)

    def _connect(self) -> None:
        self.tree.form_chosen.connect(self.show_form)
        self.tree.overview_chosen.connect(self.show_overview)
        self.view.cells.typing.connect(self._typing)
        self.coach.model_wanted.connect(self.take_model)
        self.coach.text_wanted.connect(self.take_proposal)
        self.coach.close_wanted.connect(self.coach_closed)
        self.view.current_ref.connect(self._current)
        self.view.menu_wanted.connect(self.show_menu)
        self.view.clear_wanted.connect(self.clear)
        self.view.closed_typed.connect(self.tell_closed)
        self.view.copy_wanted.connect(self.copy)
        self.view.cut_wanted.connect(self.cut)
        self.view.fill_wanted.connect(self.fill_over)
        self.view.fill_all_wanted.connect(self.fill_selection)
        self.view.cells.fill_wanted.connect(self.fill_with)
        self.view.cells.today_wanted.connect(self.today)
        self.view.paste_wanted.connect(self.paste)
        self.findings.go_wanted.connect(self.go_to_finding)
        self.findings.cell_wanted.connect(self.go_to)
        self.findings.explain_wanted.connect(self.explain_finding)
        self.findings.repair_wanted.connect(self.repair)
        self.findings.repair_chosen.connect(self.make_repair)
        self.findings.alike_wanted.connect(self.repair_alike)
        self.findings.acknowledge_wanted.connect(self.acknowledge)
        self.findings.withdraw_wanted.connect(self.withdraw)
        self.explain.cell_wanted.connect(self.go_to)
        self.explain.block_wanted.connect(self.go_to_block)
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
        if self.bridge.model.find_form(code) is None:
            return
        if self.middle.currentIndex():
            self.middle.setCurrentIndex(0)
            self._show_side()
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
        if self.document_desk is not None and self.document_desk.step(step):
            return
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
            if self.coach.isVisible():
                self.coach.show_row(self.bridge, self.sheet.form, self.row_in_hand())

    def _follow(self, changes: ChangeSet) -> None:
        if self.sheet is not None and self.bridge.model.find_form(self.sheet.form) is None:
            self._leave_gone_form()
        self._current(self.view.reference())
        if self._problem:
            self._problem = False
            self.told.emit("")  # it is about a text that is no longer there
        gone = any(finding.key == self._lit_key for finding in changes.findings_gone)
        if gone and not any(finding.key == self._lit_key for finding in self.bridge.findings):
            self.bridge.light(frozenset())  # what was looked at is in order now
        self.changed.emit()

    def _leave_gone_form(self) -> None:
        """The project of the table in hand was taken out."""
        is_overview = self.is_overview()
        self.show_form(self._first_form())
        if is_overview:
            self.show_overview()

    def _typing(self, text: str) -> None:
        """What is being written is looked at by the coach before it is entered."""
        ref = self.view.reference()
        if self.coach.isVisible() and ref is not None:
            self.coach.follow_typing(ref.column, text)

    def _tell_problem(self, sentence: str) -> None:
        self.told.emit(sentence)
        self._problem = True

    def _refused(self, ref: CellRef, sentence: str) -> None:
        self._tell_problem(sentence)
        if self.view.reference() == ref:
            self.value_bar.refuse(sentence)

    # switches

    def set_show_prior(self, on: bool) -> None:
        self.show_prior = on
        if self.sheet is not None:
            self.sheet.set_show_prior(on)
            QTimer.singleShot(0, self.view, lambda: self.view.scrollTo(self.view.currentIndex()))  # the lines above it grew
            if on and not self.sheet.compares:
                self.told.emit(tr("这张表没有上年数；新建文档时选上年文档，或导入上年的工作簿，就有了。"))

    def set_setting(self, name: str, value: str, label: str) -> None:
        """A setting that travels with the document: shown unit, rounding, locks."""
        self.bridge.do(entry.set_setting(self.bridge.model, name, value, label))

    def show_menu(self, at: QPoint) -> None:
        cell_menu(self).exec(at)

    def finish(self) -> None:
        """Before closing: keep the note in hand and the sizes, stop listening."""
        self.explain.keep_note()
        self.view.remember()
        self.coach.forget()
        if self.page is not None:
            self.page.forget()
        if self.board is not None:
            self.board.forget()
        panes.keep(self.panes.by_name())
        if self.document_desk is not None:
            self.document_desk.watch.stop()
        self.bridge.detach()
        self.collector.leave()
