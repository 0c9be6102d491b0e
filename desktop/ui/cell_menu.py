"""The menu over a cell of the table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

from desktop.core.cell_notes import parts_of
from desktop.core.cells import CellRef
from desktop.core.entry import note_at
from desktop.ui.words import tr

if TYPE_CHECKING:
    from desktop.ui.workspace import Workspace


def cell_menu(workspace: Workspace) -> QMenu:
    """What can be done at the current cell, with the key that does it."""
    ref, model, menu = workspace.view.reference(), workspace.bridge.model, QMenu(workspace)
    writes = not workspace.bridge.read_only
    if writes:
        menu.addAction(tr("剪切") + "\tCtrl+X", workspace.cut)
    menu.addAction(tr("复制") + "\tCtrl+C", workspace.copy)
    menu.addAction(tr("连同表头复制"), workspace.copy_with_heads)
    if writes:
        menu.addAction(tr("粘贴") + "\tCtrl+V", workspace.paste)
        menu.addAction(tr("只粘贴数值") + "\tCtrl+Shift+V", workspace.paste_values)
        menu.addAction(tr("清空") + "\tDel", workspace.clear)
        if ref is not None and model.has_formula(ref) and model.entry(ref) is not None:
            menu.addAction(tr("采用计算值"), workspace.take_computed)
    if ref is not None and model.has_cell(ref):
        menu.addSeparator()
        _about(workspace, menu, ref)
    menu.addSeparator()
    if writes:
        _rows(workspace, menu, ref)
    if workspace.sheet is not None and writes:
        locked = model.book.is_locked(workspace.sheet.form)
        menu.addAction(tr("解除锁定本表") if locked else tr("锁定本表"), workspace.lock_table)
    return menu


def _about(workspace: Workspace, menu: QMenu, ref: CellRef) -> None:
    """What is known of the cell, and what the clerk writes beside it."""
    model = workspace.bridge.model
    parts = parts_of(note_at(model, ref))
    menu.addAction(tr("解释") + "\tF3", lambda: workspace.show_explain(True))
    menu.addAction(tr("修改记录……"), workspace.show_history)
    if model.has_formula(ref):
        menu.addAction(tr("由哪些格算出") + "\tCtrl+[", workspace.go_to_precedents)
    menu.addAction(tr("影响到哪些格") + "\tCtrl+]", workspace.go_to_dependents)
    if not workspace.bridge.read_only:
        menu.addAction((tr("修改备注……") if parts.said else tr("写备注……")) + "\tShift+F2", workspace.edit_note)
        menu.addAction((tr("取消待核对标记") if parts.marked else tr("标记待核对")) + "\tCtrl+Shift+M", workspace.mark_follow_up)


def _rows(workspace: Workspace, menu: QMenu, ref: CellRef | None) -> None:
    family = workspace.sheet.grid.form.family if workspace.sheet is not None else None
    if family is None:
        return
    if family.kind == "free":
        menu.addAction(tr("在上面插入一行"), lambda: workspace.insert_row(True))
        menu.addAction(tr("在下面插入一行"), lambda: workspace.insert_row(False))
        if workspace.row_in_hand():
            menu.addAction(tr("复制这一行"), workspace.duplicate_row)
            menu.addAction(tr("删除行"), workspace.remove_rows)
            workspace.add_groups(menu)
    else:
        menu.addAction(tr("增加科目……"), lambda: workspace.code_search_wanted.emit(""))
        row = workspace.bridge.model.row(ref.form, ref.row) if ref else None
        if row is not None and row.dynamic:
            menu.addAction(tr("删除科目 {code}", code=row.code or row.id), workspace.remove_row)
    menu.addSeparator()
