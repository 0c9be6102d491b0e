"""Rows that come and go: only they and their neighbours in the tree of codes get their formulas and places in sums anew."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from desktop.core.graph import Circle
from desktop.core.nodes import Calc, Instance
from desktop.core.quantity import BLANK
from desktop.core.structure import FormState, RowState

if TYPE_CHECKING:
    from desktop.core.engine import Engine


def change_rows(engine: Engine, form: FormState, row_ids: Iterable[str]) -> None:
    """Rows of a form came, went or got another label; the sheet already holds them as they are now.

    Raises:
        Circle: only a build can tell what the change makes of the formulas.
    """
    gone: dict[str, RowState] = {}
    affected: set[str] = set()
    for row_id in row_ids:
        data, row = form.sheet.rows.get(row_id), form.rows.get(row_id)
        if data is None:
            if row is not None and row.dynamic:
                gone.setdefault(row_id, row)
                affected |= form.uproot(row_id)
        elif row is None:
            affected |= form.plant(data)
        elif row.dynamic and row.data != data:
            form.plant(data)
            relabel(engine, form, row)
    if affected and engine.fragile:
        raise Circle
    for row_id in affected:
        _drop_instances(engine, form, row_id)
    lifted: list[Calc] = []
    for row_id in affected:
        before = gone.get(row_id) or form.rows.get(row_id)
        if before is None:
            continue
        before.view = None
        old, new = before.keys, form.renew_keys(row_id)
        if row_id in gone:
            _set_presence(engine, form, before, False, old)
        elif not old:
            _set_presence(engine, form, before, True, ())
        for key in new:
            if key not in old:
                lifted.extend(_join_groups(engine, form, row_id, key))
        for key in old:
            if key not in new and row_id not in gone:
                _leave_groups(engine, form, row_id, key)
    for row_id in affected:
        row = form.rows.get(row_id)
        if row is not None:
            lifted.extend(engine.instantiate(form, row))
    rename_rows(engine, form)
    for calc in lifted:
        engine.graph.lift(calc)
        engine.graph.queue(calc)
    if not form.prior:
        for row_id in {*affected, *row_ids}:
            engine.check_row(form, row_id)


def rename_rows(engine: Engine, form: FormState) -> None:
    """Free rows are called by a text in them: follow it up where one is called otherwise now."""
    for row in form.rename_free():
        relabel(engine, form, row)
        if not form.prior and form.code in engine.lists:
            rename_instances(engine, form, row.id)


def rename_instances(engine: Engine, form: FormState, row_id: str) -> None:
    """The forms that belong to a row of a list bear its name: findings that name one of their cells are made anew."""
    for own in engine.instances_of(form, row_id):
        engine.renamed[own.code] = None
        for cell in list(own.cells.values()):
            engine.touch_users(cell)
            if cell.calc is not None:
                engine.graph.touched[cell.calc] = None
        for row_id in own.rows:
            engine.check_row(own, row_id)
        for row_id, column_id in own.sheet.entered:
            engine.check_entry(own, row_id, column_id)
        for instances in own.instances.values():
            engine.graph.touched.update(dict.fromkeys(instances))
        for instance in engine.loose_of(own):
            engine.graph.touched[instance] = None
        engine.uneven[own.code] = None


def relabel(engine: Engine, form: FormState, row: RowState) -> None:
    """Findings name rows; those that may name this one are made anew."""
    row.view = None
    engine.renamed[form.code] = None
    for column in row.block.columns:
        cell = form.cells.get((row.id, column.id))
        if cell is not None:
            engine.touch_users(cell)
            if cell.calc is not None:
                engine.graph.touched[cell.calc] = None
    for instance in form.instances.get(row.id, ()):
        engine.graph.touched[instance] = None
    if form.prior:
        return
    engine.check_row(form, row.id)
    engine.check_entries(form, row)


def _drop_instances(engine: Engine, form: FormState, row_id: str) -> None:
    """Take away the formulas that run over a row."""
    for instance in form.instances.pop(row_id, ()):
        engine.graph.disconnect(instance)
        engine.graph.touched.pop(instance, None)
        engine.board.put(instance, None)
        owner = instance.cell.form if isinstance(instance, Calc) else instance.template.form
        tails = engine.tails.get(owner.code)
        if tails and tails.pop(instance, None):
            engine.uneven[owner.code] = None
        if isinstance(instance, Calc):
            cell = instance.cell
            cell.calc, cell.computed = None, BLANK
            engine.graph.settle(cell, form.read(cell))


def _set_presence(engine: Engine, form: FormState, row: RowState, present: bool, keys: Iterable[tuple[str, str]]) -> None:
    """The cells of a row begin or cease to be."""
    for column in row.block.columns:
        cell = form.cell(row.id, column.id)
        if cell is None:
            continue
        entry = form.sheet.entered.get((row.id, column.id)) if present else None
        if cell.present == present and cell.entry == entry:
            continue
        cell.present, cell.entry = present, entry
        engine.graph.changed[cell] = None
        engine.touch_users(cell)
        engine.graph.settle(cell, form.read(cell))
    for key in keys:
        _leave_groups(engine, form, row.id, key)
    if not form.prior:
        engine.check_entries(form, row)


def _join_groups(engine: Engine, form: FormState, row_id: str, key: tuple[str, str]) -> list[Calc]:
    """Answers the calcs that sum up these groups."""
    users: dict[Instance, None] = {}
    for group, column in form.groups.get(key, ()):
        cell = form.cell_at(row_id, column)
        if cell is not None:
            group.join(cell)
            engine.graph.tell_all(group)
            users.update(dict.fromkeys(group.users))
    return [user for user in users if isinstance(user, Calc)]


def _leave_groups(engine: Engine, form: FormState, row_id: str, key: tuple[str, str]) -> None:
    for group, column in form.groups.get(key, ()):
        cell = form.cell_at(row_id, column)
        if cell is not None:
            group.leave(cell)
        engine.graph.tell_all(group)
