"""Codes that appear in other tables when the cover comes to say so, whatever was filled in first: the codes or the cover."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.core.cells import COVER, Row, Sheet
from desktop.core.conditions import Conditions
from desktop.core.definitions import SubjectLookup
from desktop.core.operations import Edit, Operation
from desktop.core.structure import FormState
from desktop.core.subject_rows import mirrored_edits

if TYPE_CHECKING:
    from desktop.core.evaluate import Model


def follow_cover(model: Model, subjects: SubjectLookup, operation: Operation) -> Operation:
    """The operation, with the rows that appear by mirroring because it changes the cover; they are undone with it.

    Rows never go because of the cover: what somebody can see and take out himself must not vanish behind his back.
    """
    typed = {edit.key[1:]: edit.new for edit in operation.edits if edit.kind == "cell" and edit.key[0] == COVER}
    definition = model.pack.form(COVER)
    if not typed or definition is None:
        return operation
    cover = Sheet(COVER, entered=dict(model.book.sheet(COVER).entered))
    for (row, column), entry in typed.items():
        cover.entered.pop((row, column), None)
        if entry is not None:
            cover.entered[row, column] = entry  # type: ignore[assignment]
    conditions = Conditions(model.pack, {COVER: FormState(definition, False, cover, 2, False)}, dict(model.pack.parameters))
    if all(conditions.holds(mirror.when) == model.holds(mirror.when) for form in model.pack.forms for mirror in form.mirrors):
        return operation
    codes = {form.code: dict(model.book.sheet(form.code).rows) for form in model.forms() if form.family and form.family.kind == "subjects"}
    for edit in operation.edits:
        if edit.kind == "row" and edit.key[0] in codes:
            codes[edit.key[0]].pop(edit.key[1], None)
            if isinstance(edit.new, Row):
                codes[edit.key[0]][edit.key[1]] = edit.new
    made: list[Edit] = []
    for form in model.forms():
        if not form.mirrors:
            continue
        for edit in mirrored_edits(model, subjects, form.code, codes, conditions.holds):
            codes[edit.key[0]][edit.key[1]] = edit.new  # type: ignore[assignment]
            made.append(edit)
    return Operation(operation.label, operation.cause, (*operation.edits, *made)) if made else operation
