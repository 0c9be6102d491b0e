"""Forms that come and go with the rows of a list: only they, and what sums them up, are built; the rest of the graph stays.

Where a change reaches further than that a :class:`~desktop.core.graph.Circle` asks for a build of everything.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from desktop.core.graph import Circle
from desktop.core.instances import instance_of, present_forms
from desktop.core.nodes import Calc
from desktop.core.quantity import BLANK
from desktop.core.row_changes import rename_instances
from desktop.core.structure import FormState

if TYPE_CHECKING:
    from desktop.core.engine import Engine
    from desktop.core.touched import Touched

MANY_FORMS = 40
"""With more rows of lists coming and going in one operation everything is built anew."""


@dataclass(slots=True)
class ListChange:
    """What an operation does to the rows of one list."""

    form: FormState
    came: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    stayed: list[str] = field(default_factory=list)


def list_changes(engine: Engine, touched: Touched) -> list[ListChange]:
    """The lists whose rows an operation names. Rows of forms that go are taken out of ``touched``: they go with their form."""
    found: list[ListChange] = []
    for code in [code for code in touched.rows if code in engine.lists]:
        change = ListChange(engine.forms[code])
        for row_id in touched.rows[code]:
            there, before = row_id in change.form.sheet.rows, row_id in change.form.rows
            (change.stayed if there and before else change.came if there else change.gone).append(row_id)
        found.append(change)
        for row_id in change.gone:
            for form in engine.instances_of(change.form, row_id):
                touched.rows.pop(form.code, None)
                for key in [key for key in touched.cells if key[0] == form.code]:
                    del touched.cells[key]
    if found and (engine.fragile or engine.entangled or sum(len(one.came) + len(one.gone) for one in found) > MANY_FORMS):
        raise Circle
    return found


def add_forms(engine: Engine, change: ListChange) -> list[FormState]:
    """Make the forms of new rows of a list; their figures are worked out with everything else that waits."""
    made: list[FormState] = []
    for row_id in change.came:
        for definition in engine.pack.forms:
            if definition.per == change.form.base:
                made.append(engine.add_form(instance_of(definition, row_id, engine.made), False))
    engine.world.take_in(made)
    graph = engine.graph
    for form in made:
        engine.bind_templates(form)
    if engine.fragile or engine.entangled:
        raise Circle
    calcs: list[Calc] = []
    for form in made:
        calcs += engine.instantiate_all(form)
    for calc in calcs:
        graph.lift(calc)
        graph.queue(calc)
    for form in made:
        for cell in form.cells.values():
            if cell.present and (cell.entry is not None or cell.q is not BLANK):
                graph.changed[cell] = None
    for group in engine.world.groups_of(made):
        graph.tell_all(group)
    for form in made:
        if form.emptiness.above is not None:
            graph.notify(form.emptiness.above.users)
    return made


def drop_forms(engine: Engine, change: ListChange) -> None:
    """Take away the forms of rows that went."""
    graph = engine.graph
    forms = [form for row_id in change.gone for form in engine.instances_of(change.form, row_id)]
    for form in forms:
        loose = engine.loose_of(form)
        for instance in [*loose, *(one for made in form.instances.values() for one in made)]:
            graph.disconnect(instance)
            graph.touched.pop(instance, None)
            engine.board.put(instance, None)
        engine.forget(loose)
        engine.tails.pop(form.code, None)
        engine.uneven.pop(form.code, None)
        engine.many.pop(form.code, None)
    for form in forms:
        for cell in form.cells.values():
            for group in list(cell.groups):
                group.leave(cell)
                graph.tell_all(group)
            if cell.present and (cell.entry is not None or cell.q[0] is not None):
                engine.dropped[cell.ref] = None
            graph.changed.pop(cell, None)
        above = form.emptiness.above
        if above is not None and form.emptiness.count:
            graph.fill(above, -form.emptiness.count)
        engine.board.drop_form(form.code)
        del engine.forms[form.code]
    engine.world.let_go(forms)


def follow_lists(engine: Engine, changes: Iterable[ListChange]) -> None:
    """The forms that are there now, in the order of their lists; those whose place changed show their findings there."""
    engine.present = tuple(present_forms(engine.pack, engine.book, engine.made))
    for change in changes:
        for row_id in change.stayed:
            forms = engine.instances_of(change.form, row_id)
            for form in forms:
                engine.give_place(form)
            if forms:
                rename_instances(engine, change.form, row_id)


def inspect_new(engine: Engine, forms: Iterable[FormState]) -> None:
    """Findings about single entries and rows of forms that came."""
    for form in forms:
        for row in form.rows.values():
            engine.check_row(form, row.id)
        for row_id, column_id in form.sheet.entered:
            engine.check_entry(form, row_id, column_id)
