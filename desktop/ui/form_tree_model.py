"""What the tree on the left shows: the unit with its tables, then 绩效: the overview of projects, forms of the department, and every project with its forms."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop.app import projects
from desktop.core.cells import COVER
from desktop.core.changes import ChangeSet
from desktop.core.definitions import FormDef
from desktop.core.instances import base_code, owner_of
from desktop.ui.bridge import Bridge
from desktop.ui.places import icon
from desktop.ui.words import tr

Index = QModelIndex | QPersistentModelIndex
STATE = Qt.ItemDataRole.UserRole + 1
COUNTS = Qt.ItemDataRole.UserRole + 2
FORM = Qt.ItemDataRole.UserRole + 3
KIND = Qt.ItemDataRole.UserRole + 4
PROJECT = Qt.ItemDataRole.UserRole + 5
STATE_ICONS = {"空": "state-empty", "填报中": "state-open", "有错": "state-error", "已核": "state-checked", "已锁": "state-locked"}
OVERVIEW = "overview"


def state_words(state: str) -> str:
    return {"空": tr("空"), "填报中": tr("填报中"), "有错": tr("有错"), "已核": tr("已核"), "已锁": tr("已锁")}.get(state, state)


def form_words(bridge: Bridge, form: FormDef) -> str:
    """A form as the tree names it; titles with places to fill are called by their code."""
    if form.form_no:
        return f"{form.code.removeprefix('公开')} {form.title}"
    return base_code(form.code) if form.code == COVER or "{" in form.title or owner_of(form.code) else form.title


@dataclass(slots=True)
class Node:
    """``kind``: unit, form, group, overview or project; ``code`` the form, or the id of the project."""

    kind: str
    code: str = ""
    parent: Node | None = None
    row: int = 0
    number: int = 0
    children: list[Node] = field(default_factory=list)


class FormTreeModel(QAbstractItemModel):
    """States are worked out when they are asked for: of a department with sixty projects most stand in closed branches."""

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.bridge = bridge
        self.nodes: list[Node] = []
        self.forms: list[str] = []
        self._of_form: dict[str, Node] = {}
        self._states: dict[str, tuple[str, int, int]] = {}
        self._build()
        bridge.changed.connect(self._follow)

    # the nodes

    def _add(self, parent: Node | None, kind: str, code: str = "") -> Node:
        node = Node(kind, code, parent, len(parent.children) if parent else 0, len(self.nodes))
        self.nodes.append(node)
        if parent is not None:
            parent.children.append(node)
        if kind == "form":
            self.forms.append(code)
            self._of_form[code] = node
        return node

    def _build(self) -> None:
        model = self.bridge.model
        self.nodes, self.forms, self._of_form, self._states = [], [], {}, {}
        present = projects.present_forms(model)
        unit = self._add(None, "unit")
        for form in present:
            if not projects.is_performance(form):
                self._add(unit, "form", form.code)
        own = [form for form in present if projects.is_performance(form)]
        if not own:
            return
        group = self._add(unit, "group")
        listed = projects.list_form(model)
        if listed is not None:
            self._add(group, OVERVIEW)
        for form in own:
            if not owner_of(form.code):
                self._add(group, "form", form.code)
        by_owner: dict[str, list[str]] = {}
        for form in own:
            if owner_of(form.code):
                by_owner.setdefault(owner_of(form.code), []).append(form.code)
        for row in model.rows(listed.code) if listed is not None else ():
            if row.id in by_owner:
                project = self._add(group, "project", row.id)
                for code in by_owner[row.id]:
                    self._add(project, "form", code)

    def _shape(self) -> list[tuple[str, str]]:
        return [(node.kind, node.code) for node in self.nodes]

    def _state(self, code: str) -> tuple[str, int, int]:
        found = self._states.get(code)
        if found is None:
            bridge = self.bridge
            state = projects.form_state(bridge.model, bridge.model.form(code))
            found = self._states[code] = (state, bridge.tally("error", code), bridge.tally("warning", code))
        return found

    def _follow(self, changes: ChangeSet) -> None:
        if changes.forms or changes.everything:
            before = self._shape()
            if changes.forms or before != self._rebuilt_shape():
                self.beginResetModel()
                self._build()
                self.endResetModel()
                return
        touched = {ref.form for ref in changes.cells} | changes.rows
        touched |= {finding.table for finding in (*changes.findings_new, *changes.findings_gone)}
        renamed = set(self._named_by(touched))
        for code in list(self._states) if changes.everything else touched & self._states.keys():
            old = self._states.pop(code)
            node = self._of_form[code]
            if self._state(code) != old:
                renamed |= {each.number for each in (node, node.parent) if each is not None}
        for number in renamed:
            index = self.index_of_node(self.nodes[number])
            self.dataChanged.emit(index, index)

    def _named_by(self, touched: set[str]) -> list[int]:
        """Projects whose names may be different."""
        listed = projects.list_form(self.bridge.model) if touched else None
        if listed is None or listed.code not in touched:
            return []
        return [node.number for node in self.nodes if node.kind == "project"]

    def _rebuilt_shape(self) -> list[tuple[str, str]]:
        """How it would look now: an answer on the cover may show other forms."""
        other = FormTreeModel.__new__(FormTreeModel)
        other.bridge = self.bridge
        other._build()
        return other._shape()

    # Qt's questions

    def _node(self, index: Index) -> Node:
        return self.nodes[index.internalId()]

    def index_of_node(self, node: Node) -> QModelIndex:
        return self.createIndex(node.row, 0, node.number)

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008 - Qt's own signature
        if not parent.isValid():
            return self.createIndex(0, 0, 0) if row == 0 and column == 0 else QModelIndex()
        children = self._node(parent).children
        return self.index_of_node(children[row]) if 0 <= row < len(children) and column == 0 else QModelIndex()

    def parent(self, index: Index) -> QModelIndex:  # type: ignore[override]
        above = self._node(index).parent if index.isValid() else None
        return self.index_of_node(above) if above is not None else QModelIndex()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return len(self._node(parent).children) if parent.isValid() else 1

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 1

    def index_of(self, form: str) -> QModelIndex:
        node = self._of_form.get(form)
        return self.index_of_node(node) if node is not None else QModelIndex()

    def index_of_overview(self) -> QModelIndex:
        return next((self.index_of_node(node) for node in self.nodes if node.kind == OVERVIEW), QModelIndex())

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        node = self._node(index)
        if role == KIND:
            return node.kind
        if role == PROJECT:
            return node.code if node.kind == "project" else None
        if node.kind == "form":
            return self._form_data(node.code, role)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return self._words(node)
        if role == Qt.ItemDataRole.DecorationRole and node.kind == "unit":
            return icon("sample")
        if role == COUNTS and node.kind == "project":
            states = [self._state(child.code) for child in node.children]
            return (sum(state[1] for state in states), sum(state[2] for state in states))
        return None

    def _words(self, node: Node) -> str:
        book = self.bridge.model.book
        match node.kind:
            case "unit":
                return tr("{unit} {year}年度", unit=book.unit_name, year=book.year)
            case "group":
                return tr("绩效")
            case "project":
                label = self.bridge.model.owner_label(node.children[0].code) if node.children else node.code
                return label or tr("（没有名称的项目）")
        return tr("项目一览")

    def _form_data(self, code: str, role: int) -> Any:
        if role == FORM:
            return code
        form = self.bridge.model.find_form(code)
        if form is None:
            return None  # it went away, the tree is about to be read anew
        if role == Qt.ItemDataRole.DisplayRole:
            return form_words(self.bridge, form)
        state, errors, warnings = self._state(code)
        match role:
            case Qt.ItemDataRole.DecorationRole:
                return icon(STATE_ICONS.get(state, "state-open"))
            case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleTextRole:
                title = f"{code} {form.title}" if form.form_no else self.bridge.model.form_label(code) if owner_of(code) else form.title
                told = tr("{title}：{state}", title=title, state=state_words(state))
                return told + (tr("，{errors} 个错误，{warnings} 个警告", errors=errors, warnings=warnings) if errors or warnings else "")
        return {STATE: state_words(state), COUNTS: (errors, warnings)}.get(role)

    def flags(self, index: Index) -> Qt.ItemFlag:
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
