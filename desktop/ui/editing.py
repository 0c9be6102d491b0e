"""What the clerk does to the table in hand: undo, paste, clear, codes, repairs, acknowledgements. The part of the workspace that changes data."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.core import entry
from desktop.core.cells import COVER, CellRef
from desktop.core.operations import Edit
from desktop.ui import ask
from desktop.ui.words import tr

if TYPE_CHECKING:
    from desktop.app.session import Session
    from desktop.ui.bridge import Bridge
    from desktop.ui.document_desk import DocumentDesk
    from desktop.ui.sheet_model import SheetModel
    from desktop.ui.sheet_view import SheetView


class Editing(QWidget):
    """Base of :class:`~desktop.ui.workspace.Workspace`; one operation a command, told in one sentence."""

    told = Signal(str)  # a sentence for the status bar
    code_search_wanted = Signal(str)

    session: Session
    bridge: Bridge
    view: SheetView
    sheet: SheetModel | None
    document_desk: DocumentDesk | None = None

    def go_to(self, ref: CellRef) -> bool:
        raise NotImplementedError

    def show_form(self, code: str) -> None:
        raise NotImplementedError

    def add_free_row(self, text: str) -> None:
        raise NotImplementedError

    def remove_rows(self) -> bool:
        raise NotImplementedError

    # steps back and forth

    def undo(self) -> None:
        self._step(False)

    def redo(self) -> None:
        self._step(True)

    def _step(self, forward: bool) -> None:
        """Undo or redo, and go where something changed."""
        document = self.session.document
        steps = document.redoable(1) if forward else document.undoable(1)
        if not steps or self.bridge.read_only:
            self.told.emit(tr("没有可以恢复的操作。") if forward else tr("没有可以撤销的操作。"))
            return
        edits = self.bridge.redo() if forward else self.bridge.undo()
        if edits is not None:
            self._go_where(edits)
            label = steps[-1].label
            self.told.emit(tr("已恢复：{label}", label=label) if forward else tr("已撤销：{label}", label=label))

    def _go_where(self, edits: tuple[Edit, ...]) -> None:
        """The first changed cell: of this table if there is one, else of the first table that changed."""
        if self.document_desk is not None and self.document_desk.follow_step(edits):
            return
        refs = [CellRef(*edit.key) for edit in edits if edit.kind in ("cell", "note", "prior")]
        here = self.view.reference()
        if not refs or here in refs:
            return
        form = self.sheet.form if self.sheet else ""
        refs.sort(key=lambda ref: (ref.form != form, ref.form == COVER))
        for ref in refs:
            if ref.form != refs[0].form:
                break
            if self.bridge.model.has_cell(ref) and self.go_to(ref):
                return
        if refs[0].form != form and self.bridge.model.find_form(refs[0].form) is not None:
            self.show_form(refs[0].form)

    # figures

    def clear(self) -> None:
        refs = self.view.chosen_refs()
        if self.sheet is not None:
            for ref in refs:
                self.sheet.drop_refused(ref)
        if refs and not self.bridge.read_only:
            self.bridge.do(entry.clear(self.bridge.model, refs))

    def take_computed(self) -> None:
        """Drop the entries of the selection that stand over formulas."""
        self.bridge.do(entry.take_computed(self.bridge.model, self.view.chosen_refs()))

    # rows

    def type_code(self, text: str) -> None:
        """What was typed in the line for new rows: a whole code adds the row, anything else opens the search."""
        family = self.sheet.grid.form.family if self.sheet else None
        if family is not None and family.kind == "free":
            self.add_free_row(text)
            return
        if family is None or self.sheet is None:
            self.told.emit(tr("这张表的行是固定的，不能增加科目。"))
            return
        first = text.split()[0] if text.split() else ""
        if first.isdigit() and len(first) in family.levels:
            self.add_code(first)
        else:
            self.code_search_wanted.emit(text)

    def add_code(self, code: str) -> bool:
        """Add the row of a code, with its parents; its first input cell becomes the current one."""
        if self.sheet is None:
            return False
        form, model = self.sheet.form, self.bridge.model
        known = model.row(form, code) is not None
        if not known and not self.bridge.do(entry.add_subject(model, self.session.subjects, form, code)):
            return False
        for column in self.bridge.model.columns(form, code):
            ref = CellRef(form, code, column.id)
            if self.bridge.model.takes_entry(ref) and not self.bridge.model.has_formula(ref):
                self.go_to(ref)
                break
        row = self.bridge.model.row(form, code)
        label = f"{code} {row.label}".strip() if row else code
        self.told.emit(tr("表中已有 {label}。", label=label) if known else tr("已增加 {label}", label=label))
        return True

    def remove_row(self) -> None:
        """Remove the 科目 row of the current cell, or the chosen rows of the clerk's own."""
        if self.remove_rows():
            return
        ref = self.view.reference() or self._ref_in_line()
        if ref is None:
            return
        row = self.bridge.model.row(ref.form, ref.row)
        if row is None or not row.dynamic:
            self.told.emit(tr("这一行是表样固定的，不能删除。"))
            return
        if self.bridge.do(entry.remove_subject(self.bridge.model, ref.form, ref.row)):
            self.told.emit(tr("已删除 {label}，可撤销。", label=f"{row.code} {row.label}".strip()))

    def import_subjects(self, path: Path) -> None:
        """Lay the official 科目 list of the document's year over the program's own."""
        from desktop.app.subject_lists import import_subject_list

        with ask.telling(self):

            def work() -> str:
                said = import_subject_list(path, self.session.book.year)
                self.session.refresh_subjects()
                return said

            said = self.bridge.beside(tr("正在导入……"), work)
            ask.tell(self, said.splitlines()[0], problem=False, more="\n".join(said.splitlines()[1:]))

    def _ref_in_line(self) -> CellRef | None:
        """A value cell in the line of the current label."""
        index = self.view.currentIndex()
        cells = self.sheet.lines[index.row()] if self.sheet is not None and index.isValid() else []
        return next((cell.ref for cell in cells if cell is not None and cell.ref is not None), None)

    def lock_table(self) -> None:
        """Lock the table, or unlock it."""
        if self.sheet is None:
            return
        locked = self.bridge.model.book.is_locked(self.sheet.form)
        build = entry.unlock_table if locked else entry.lock_table
        if self.bridge.do(build(self.bridge.model, self.sheet.form)):
            self.told.emit(tr("已解除锁定。") if locked else tr("已锁定，本表不能修改。"))
