"""At the current cell: note, mark, history, what it is computed from, the sum of its neighbours, and the check of everything."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

from desktop.core import entry
from desktop.core.amounts import format_amount
from desktop.core.cell_notes import parts_of
from desktop.core.cells import CellRef
from desktop.ui import ask
from desktop.ui.cell_delegate import OFFER
from desktop.ui.cell_editors import LineBox
from desktop.ui.cell_texts import exact
from desktop.ui.look import NUMBERS
from desktop.ui.words import tr

if TYPE_CHECKING:
    from desktop.ui.row_work import RowWork

    class Base(RowWork):
        def show_explain(self, on: bool) -> None: ...

else:
    Base = object

_LISTED = 20
_LONGEST_SUM = 200


class CellWork(Base):
    """Part of :class:`~desktop.ui.workspace.Workspace`."""

    # notes and marks

    def edit_note(self) -> None:
        """Shift+F2: write the note of the cell."""
        ref = self._cell()
        if ref is None or self.bridge.read_only:
            return
        model = self.bridge.model
        text = ask.reason(self, tr("备注"), model.label(ref), parts_of(entry.note_at(model, ref)).said)
        if text is not None and self.bridge.do(entry.set_note(model, ref, text)):
            self.told.emit(tr("备注已记下。") if text.strip() else tr("已去掉备注。"))
        self.view.setFocus()

    def mark_follow_up(self) -> None:
        """Ctrl+Shift+M: mark the chosen cells 待核对, or take the marks away where all of them have one."""
        model = self.bridge.model
        refs = [ref for ref in dict.fromkeys(self.view.chosen_refs()) if model.has_cell(ref)]
        if not refs or self.bridge.read_only:
            self._cell()
            return
        on = not all(parts_of(entry.note_at(model, ref)).marked for ref in refs)
        if self.bridge.do(entry.set_marks(model, refs, on)):
            many = tr("已标记 {count} 格待核对。", count=len(refs)) if on else tr("已取消 {count} 格的待核对标记。", count=len(refs))
            self.told.emit(many)

    def show_history(self) -> None:
        """What was entered in the cell, by whom and when."""
        ref = self._cell()
        if ref is not None:
            from desktop.ui.cell_history import CellHistoryDialog

            CellHistoryDialog(self.bridge, ref, self).exec()
            self.view.setFocus()

    # where it comes from, and where it goes

    def go_to_precedents(self) -> None:
        """Ctrl+[: what the figure is computed from."""
        ref = self._cell()
        if ref is not None:
            found = [one.ref for one in self.bridge.model.explain(ref, checks=False).operands]
            self._go_to_one(found, tr("这一格不是由别的格算出的。"))

    def go_to_dependents(self) -> None:
        """Ctrl+]: what is computed from the figure."""
        ref = self._cell()
        if ref is not None:
            self._go_to_one(list(self.bridge.model.explain(ref, checks=False).dependents), tr("没有别的格用到这一格。"))

    def _go_to_one(self, refs: Sequence[CellRef], nothing: str) -> None:
        """One cell is gone to, of several one is chosen; all of them are lit."""
        if not refs:
            self.told.emit(nothing)
            return
        self.bridge.light(frozenset(refs))
        if len(refs) == 1:
            self._jump_to(refs[0])
            return
        menu = self.places_menu(refs)
        menu.setActiveAction(menu.actions()[0])
        index = self.view.currentIndex()
        menu.exec(self.view.viewport().mapToGlobal(self.view.visualRect(index).bottomLeft()))

    def _jump_to(self, ref: CellRef) -> None:
        self.view.jumping.emit()
        self.go_to(ref)

    def places_menu(self, refs: Sequence[CellRef]) -> QMenu:
        """A small list of cells with their values."""
        model, menu = self.bridge.model, QMenu(self)
        for ref in refs[:_LISTED]:
            shown = exact(model, ref, model.value(ref)) or tr("空白")
            action = menu.addAction(f"{model.label(ref)}\t{shown}")
            action.triggered.connect(lambda checked=False, ref=ref: self._jump_to(ref))
        if len(refs) > _LISTED:
            menu.addAction(tr("……共 {count} 格，都已在表中标亮", count=len(refs))).setEnabled(False)
        return menu

    def tell_closed(self) -> None:
        """Somebody typed into a cell that takes no entry: say why, as the engine would."""
        ref = self.view.reference()
        if self.bridge.read_only:
            self.told.emit(tr("文档以只读方式打开，不能修改。"))
        elif ref is None:
            self.told.emit(tr("这里是表样，不能填写。"))
        else:
            made = entry.type_text(self.bridge.model, ref, "1")
            self.told.emit(made if isinstance(made, str) else tr("这一格不能填写。"))

    # sums

    def show_sum(self) -> None:
        """Alt+=: in a computed cell how it is computed; elsewhere the sum of the figures above, else at the left, is offered."""
        ref = self._cell()
        if ref is None:
            return
        model = self.bridge.model
        if model.has_formula(ref) and model.entry(ref) is None:
            self.show_explain(True)
            self.told.emit(tr("这一格由公式算出，右边说明怎样得来。"))
            return
        if model.kind(ref) not in NUMBERS or not model.takes_entry(ref) or self.bridge.read_only:
            self.told.emit(tr("这一格不填数，不能求和。"))
            return
        found = self._neighbours(-1, 0) or self._neighbours(0, -1)
        if not found:
            self.told.emit(tr("上面和左边没有相连的数，没有可以求和的。"))
            return
        assert self.sheet is not None
        texts = [self.sheet.texts.exact(each) for each in reversed(found)]
        sum_text = "=" + "+".join(texts).replace("+-", "-")
        total = sum((Decimal(text) for text in texts), Decimal(0))
        editor = self.view.open_editor()
        if isinstance(editor, LineBox):
            editor.setText(sum_text if len(sum_text) <= _LONGEST_SUM else format(total, "f"))
            editor.setProperty(OFFER, editor.text())
            told = tr("相连的 {count} 个数合计 {total}，回车填入，Esc 放弃。", count=len(texts), total=format_amount(total, None))
            self.told.emit(told)

    def _neighbours(self, down: int, across: int) -> list[CellRef]:
        """Cells with figures that follow each other without a gap, the nearest first."""
        assert self.sheet is not None
        model, grid = self.bridge.model, self.sheet.order()
        line, column = self.view.at
        found: list[CellRef] = []
        while True:
            line, column = line + down, column + across
            if not (0 <= line < len(grid) and 0 <= column < len(grid[line])):
                return found
            ref = grid[line][column]
            if ref is None and across and not found:
                continue
            if ref is None or model.kind(ref) not in NUMBERS or not isinstance(model.value(ref), Decimal):
                return found
            found.append(ref)

    # lists, checks

    def open_list(self) -> None:
        """Alt+Down: the list of a choice or of usual names; in a table by 科目 the code list."""
        if self.sheet is None:
            return
        ref = self.view.reference()
        look = self.sheet.look(ref) if ref is not None else None
        if look is not None and (look.choice or look.offers) and not look.closed:
            self.view.open_by_list()
            return
        family = self.sheet.grid.form.family
        if family is not None and family.kind == "subjects" and not self.bridge.read_only:
            self.code_search_wanted.emit("")
        else:
            self.told.emit(tr("这一格没有可选的清单。"))

    def check_now(self) -> None:
        """F9: everything is checked as it is typed; this says what came of it."""
        tally, tables = self.bridge.tally, len(self.bridge.model.forms())
        error, warning, hint = tally("error"), tally("warning"), tally("hint")
        if not (error or warning or hint):
            self.told.emit(tr("已审核全部 {tables} 张表：没有问题。", tables=tables))
            return
        given = tally("acknowledged")
        told = tr(
            "已审核全部 {tables} 张表：错误 {error} 个，警告 {warning} 个，提示 {hint} 个",
            tables=tables,
            error=error,
            warning=warning,
            hint=hint,
        )
        told += tr("，另有 {given} 个已写明原因", given=given) if given else ""
        self.told.emit(told + (tr("；按 F4 逐条查看。") if error or warning else tr("。")))

    def _cell(self) -> CellRef | None:
        """The current cell, if it carries a value."""
        ref = self.view.reference()
        if ref is None or not self.bridge.model.has_cell(ref):
            self.told.emit(tr("先选中一个填数或文字的格。"))
            return None
        return ref
