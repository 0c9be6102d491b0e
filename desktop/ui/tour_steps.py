"""What the tour shows, step by step, and where in the window."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QWidget

from desktop.core.cells import CellRef
from desktop.ui.help_places import command, key_words
from desktop.ui.words import tr

if TYPE_CHECKING:
    from desktop.ui.window import MainWindow
    from desktop.ui.workspace import Workspace

_CELL = CellRef("公开03", "2060101", "基本支出")


class Step(NamedTuple):
    """``where`` gives the place in the window (pixels of it), ``prepare`` brings it into sight."""

    title: str
    text: str
    trial: str
    where: Callable[[], QRect]
    prepare: Callable[[], None]


def steps(window: MainWindow) -> list[Step]:
    """The walk over the sample, which is open."""
    workspace = window.workspace
    assert workspace is not None

    def place(widget: Callable[[], QWidget | None]) -> Callable[[], QRect]:
        return lambda: place_of(window, widget())

    def nothing() -> None:
        _to_table(workspace)

    return [
        Step(
            tr("全部的表"),
            tr("左边列出这套公开表，每张表前面的记号是它的状态：空、填报中、有错、已核、已锁。"),
            tr("单击另一张表，或按 {key}。", key=key("next_table")),
            place(lambda: workspace.tree),
            nothing,
        ),
        Step(
            tr("像 Excel 一样填"),
            tr("表和印出来的一样。直接键入就替换，F2 接着改，回车到下一格；合计、别的表里相同的数自动得出。"),
            tr("在这一格键入 =241.31+10 回车，看下面多出什么问题，再按 {key} 撤销。", key=key("undo")),
            lambda: cell_place(window, workspace),
            lambda: _to_cell(workspace),
        ),
        Step(
            tr("这个数是什么"),
            tr("表上面一行说明正在哪一格、精确的数、是填的还是算的、上年是多少。"),
            tr("按 F1 看这一格的填表说明：填什么、依据是什么、哪些规则审核它。"),
            place(lambda: workspace.value_bar),
            nothing,
        ),
        Step(
            tr("边填边审"),
            tr("下面是审核结果：错误必须改，警告要写明原因。每条写着两边的数、差额、依据和怎么办，能确定的可以一键改正。"),
            tr("按 {key} 到下一个问题，{back} 回到上一个。", key=key("next_finding"), back=key("previous_finding")),
            place(lambda: workspace.findings),
            lambda: _findings(window),
        ),
        Step(
            tr("数从哪里来"),
            tr("解释面板用文字和数写出这个数怎样算出，一直追到填报数；也列出它影响哪些格、哪些句子。"),
            tr("单击一个带下划线的数，就到那一格；{key} 打开、关闭。", key=key("show_explain")),
            place(lambda: workspace.explain),
            lambda: _explain(window),
        ),
        Step(
            tr("和上年比"),
            tr("打开“上年数”，每个数下面就是上年数、增减和增减率。"),
            tr("按 {key} 打开，再按一次关闭。", key=key("show_prior")),
            place(lambda: window.bar.widgetForAction(window.commands["show_prior"])),
            lambda: _close_explain(window),
        ),
        Step(
            tr("公开的文稿"),
            tr("目录、表、情况说明、名词解释在一篇里，文中的数都取自表，改一格，有关的句子当场跟着变。"),
            tr("单击“文稿”或按 {key}；写完用 {check} 作出版前检查。", key=key("show_document"), check=key("preflight_document")),
            place(lambda: _entry(workspace)),
            nothing,
        ),
        Step(
            tr("需要的时候"),
            tr("F1 在哪里按就讲哪里；手册、全部按键、这个导览都在“帮助”菜单。示例可以随便改，不影响别的文档。"),
            tr("按 Esc 结束，接着用示例，或者新建自己的文档。"),
            lambda: _help_menu(window),
            nothing,
        ),
    ]


def key(name: str) -> str:
    """The keys of a command."""
    found = command(name)
    return key_words(found[1].key) if found else ""


def place_of(window: MainWindow, widget: QWidget | None) -> QRect:
    """A part of the window in the window's own pixels; empty where it is not there."""
    if widget is None or not widget.isVisible():
        return QRect()
    return QRect(widget.mapTo(window, QPoint(0, 0)), widget.size()).adjusted(-3, -3, 3, 3)


def cell_place(window: MainWindow, workspace: Workspace) -> QRect:
    """The line of the cell in hand, as far as it is in sight."""
    view = workspace.view
    cell = view.visualRect(view.currentIndex())
    if not cell.isValid():
        return place_of(window, view)
    corner = view.viewport().mapTo(window, QPoint(0, cell.top()))
    whole = QRect(corner, cell.size())
    whole.setWidth(view.viewport().width())
    return whole.adjusted(0, -5, 0, 5)


def _to_table(workspace: Workspace) -> None:
    if workspace.middle.currentIndex() and workspace.sheet is not None:
        workspace.show_form(workspace.sheet.form)


def _to_cell(workspace: Workspace) -> None:
    workspace.go_to(_CELL)


def _findings(window: MainWindow) -> None:
    _switch(window, "show_findings", True)


def _explain(window: MainWindow) -> None:
    assert window.workspace is not None
    window.workspace.go_to(_CELL._replace(column="本年支出合计"))
    _switch(window, "show_explain", True)


def _close_explain(window: MainWindow) -> None:
    _switch(window, "show_explain", False)


def _switch(window: MainWindow, name: str, on: bool) -> None:
    action = window.commands[name]
    if action.isChecked() != on:
        action.trigger()


def _entry(workspace: Workspace) -> QWidget | None:
    desk = workspace.document_desk
    return next(iter(desk.entries.values()), None) if desk is not None else None


def _help_menu(window: MainWindow) -> QRect:
    bar = window.menuBar()
    with suppress(IndexError):
        found = bar.actionGeometry(bar.actions()[-1])
        return QRect(bar.mapTo(window, found.topLeft()), found.size()).adjusted(-2, -2, 2, 2)
    return QRect()
