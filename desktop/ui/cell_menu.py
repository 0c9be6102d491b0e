"""The menu over a cell of the table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

from desktop.core.cells import CellRef
from desktop.ui.words import tr

if TYPE_CHECKING:
    from desktop.ui.workspace import Workspace


def cell_menu(workspace: Workspace) -> QMenu:
    """What can be done at the current cell."""
    ref, model, menu = workspace.view.reference(), workspace.bridge.model, QMenu(workspace)
    menu.addAction(tr("复制"), workspace.copy)
    menu.addAction(tr("粘贴"), workspace.paste)
    menu.addAction(tr("清空"), workspace.clear)
    if ref is not None and model.has_formula(ref) and model.entry(ref) is not None:
        menu.addAction(tr("采用计算值"), workspace.take_computed)
    menu.addSeparator()
    _rows(workspace, menu, ref)
    menu.addAction(tr("解释、记录和备注"), lambda: workspace.show_explain(True))
    if workspace.sheet is not None:
        locked = model.book.is_locked(workspace.sheet.form)
        menu.addAction(tr("解除锁定本表") if locked else tr("锁定本表"), workspace.lock_table)
    return menu


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
