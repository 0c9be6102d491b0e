"""Rows as readers see them."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.core.definitions import Kind, RowSource
from desktop.core.structure import FormState, RowState


@dataclass(frozen=True, slots=True)
class RowView:
    """A row as it is printed. ``source``: 填 typed · 算 computed · 空 a blank line · 节 a heading; ``level`` is the indent."""

    id: str
    label: str
    no: str
    code: str
    level: int
    source: RowSource
    block: str
    parent: str
    is_leaf: bool
    dynamic: bool
    not_applicable: bool
    kind: Kind | None
    unit: str


def view_of(state: FormState, row: RowState) -> RowView:
    if isinstance(row.view, RowView):
        return row.view
    view = row.view = _new_view(state, row)
    return view


def _new_view(state: FormState, row: RowState) -> RowView:
    definition = row.definition
    is_leaf = not state.children.get(row.id)
    if definition is None:
        depth = sum(1 for length in state.levels if length < len(row.code))
        source: RowSource = "填" if is_leaf else "算"
        return RowView(row.id, row.label, "", row.code, depth, source, row.block.id, row.parent, is_leaf, True, False, None, "")
    return RowView(
        row.id, row.label, definition.no, row.code, definition.level, definition.source, row.block.id, row.parent, is_leaf, False,
        definition.not_applicable, definition.kind, definition.unit,
    )  # fmt: skip
