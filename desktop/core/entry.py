"""Builders of operations: what a clerk does → one :class:`~desktop.core.operations.Operation`.

Pure: they read the model and change nothing; ``Session.do`` applies what they return. A builder that cannot do what was asked returns a
Chinese sentence (``str``) instead: what is wrong, where, and the way out. An operation without edits means that nothing would change.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from desktop.core.amounts import Value
from desktop.core.cell_edits import value_edits, why_no_entry
from desktop.core.cell_notes import parts_of
from desktop.core.cells import COVER, LOCKED, SENTENCE_COLUMN, SENTENCE_ROW, TYPED, Acknowledgement, CellRef, Origin, Row
from desktop.core.findings import Finding
from desktop.core.free_rows import add_row, add_rows, duplicate_row, made_rows, move_down, move_rows, move_up, remove_rows
from desktop.core.operations import Cause, Edit, Operation
from desktop.core.paste import Pasted, paste_block, paste_rows
from desktop.core.prior import set_prior
from desktop.core.projects import add_project, copy_project, remove_project
from desktop.core.subject_rows import add_subject, remove_subject, subject_edits
from desktop.core.typed import Unreadable, read_typed
from desktop.core.visible import visible
from desktop.core.wording import fill

if TYPE_CHECKING:
    from desktop.core.evaluate import Model

__all__ = [
    "Pasted",
    "acknowledge",
    "add_project",
    "add_row",
    "add_rows",
    "add_subject",
    "apply_repair",
    "clear",
    "copy_project",
    "duplicate_row",
    "lock_table",
    "made_rows",
    "move_down",
    "move_rows",
    "move_up",
    "note_at",
    "paste_block",
    "paste_rows",
    "remove_project",
    "remove_rows",
    "remove_subject",
    "set_cover",
    "set_marks",
    "set_note",
    "set_prior",
    "set_setting",
    "set_values",
    "subject_edits",
    "take_computed",
    "type_text",
    "type_texts",
    "unlock_table",
    "why_no_entry",
    "withdraw_acknowledgement",
]


def type_text(model: Model, ref: CellRef, text: str) -> Operation | str:
    """One typed entry. Blank text clears; ``=1200+35.5`` enters the result and keeps the sum as the note of the cell."""
    return type_texts(model, [(ref, text)])


def type_texts(model: Model, typed: Iterable[tuple[CellRef, str]]) -> Operation | str:
    """Several typed entries as one operation; the first text that cannot be entered refuses them all."""
    edits: list[Edit] = []
    labels: list[str] = []
    for ref, text in typed:
        problem = why_no_entry(model, ref)
        if problem and not (_may_be_cleared(model, ref) and not visible(text).strip()):
            return problem
        try:
            read = read_typed(model, ref, text)
        except Unreadable as unreadable:
            return f"{model.label(ref)}：{unreadable}"
        edits += value_edits(model, ref, read.value, TYPED, read.expression)
        labels.append(model.label(ref))
    if len(labels) == 1:
        label = ("填写 " if any(edit.new for edit in edits if edit.kind == "cell") else "清空 ") + labels[0]
    else:
        label = f"填写 {len(labels)} 格"
    return Operation(label, "typing", tuple(edits))


def set_values(model: Model, values: Iterable[tuple[CellRef, Value | None, Origin]], label: str, cause: Cause) -> Operation:
    """Values that were already read (import, roll-forward) as one operation; ``None`` clears. They are not judged here: checks do that."""
    edits = [edit for ref, value, origin in values for edit in value_edits(model, ref, value, origin)]
    return Operation(label, cause, tuple(edits))


def clear(model: Model, refs: Iterable[CellRef]) -> Operation | str:
    """Take the entries out of the cells; where a formula stands, the computed value shows again. Cells that take no entry are skipped."""
    edits = [edit for ref in refs if model.takes_entry(ref) or _may_be_cleared(model, ref) for edit in value_edits(model, ref, None)]
    count = sum(edit.kind == "cell" for edit in edits)
    return Operation(f"清空 {count} 格", "typing", tuple(edits))


def _may_be_cleared(model: Model, ref: CellRef) -> bool:
    """An entry that was brought into a cell which takes its figure from elsewhere can only be taken out."""
    return bool(model.taken_from(ref)) and model.book.entry(ref) is not None and not model.book.is_locked(ref.form)


def take_computed(model: Model, refs: Iterable[CellRef]) -> Operation | str:
    """采用计算值: drop the entries that stand over formulas."""
    wanted = [ref for ref in refs if model.has_formula(ref) and model.book.entry(ref) is not None]
    for ref in wanted:
        if model.book.is_locked(ref.form):
            return f"{model.label(ref)}：这张表已锁定，请先解除锁定。"
    edits = [edit for ref in wanted for edit in value_edits(model, ref, None)]
    label = f"采用计算值 {model.label(wanted[0])}" if len(wanted) == 1 else f"采用计算值 {len(wanted)} 格"
    return Operation(label, "repair", tuple(edits))


def set_note(model: Model, ref: CellRef, text: str) -> Operation:
    """The clerk's note at a cell; blank takes it away. A mark for follow-up stays."""
    old = note_at(model, ref)
    new = parts_of(visible(text).strip())._replace(marked=parts_of(old).marked).text()
    edits = () if old == new else (Edit("note", tuple(ref), old, new),)
    return Operation(f"备注 {model.label(ref)}", "typing", edits)


def set_marks(model: Model, refs: Sequence[CellRef], on: bool) -> Operation:
    """Mark cells for follow-up, or take the marks away; notes stay."""
    edits = []
    for ref in refs:
        old = note_at(model, ref)
        new = parts_of(old)._replace(marked=on).text()
        if model.has_cell(ref) and new != old:
            edits.append(Edit("note", tuple(ref), old, new))
    what = "标记待核对" if on else "取消待核对标记"
    where = model.label(refs[0]) if len(refs) == 1 else f"{len(edits)} 格"
    return Operation(f"{what} {where}", "typing", tuple(edits))


def note_at(model: Model, ref: CellRef) -> str | None:
    """The kept note of a cell, with mark and sum; see :mod:`desktop.core.cell_notes`."""
    sheet = model.book.sheets.get(ref.form)
    return sheet.notes.get((ref.row, ref.column)) if sheet else None


def acknowledge(model: Model, finding: Finding, reason: str, who: str, when: str) -> Operation | str:
    """出错说明: accept a warning or hint with a reason; it holds for the figures as they are (the finding's fingerprint)."""
    if finding.outcome == "definition error":
        return f"{finding.check} 是表套定义的问题，不能用说明代替；请更新表套。"
    if finding.severity == "error":
        return f"{finding.check} 是必须改正的错误，不能用说明代替；请按提示改正：{finding.how}"
    reason = visible(reason).strip()
    if finding.reason_at is not None:
        reason = reason.rstrip("。．.；;，, ")  # sentences go on behind it
    if not reason:
        return "请写明原因：说明不能为空。"
    new = Acknowledgement(finding.check, finding.table, finding.scope, reason, finding.fingerprint, who, when)
    old = model.book.acknowledgements.get(finding.key)
    edits = [] if old == new else [Edit("acknowledgement", finding.key, old, new)]
    if finding.reason_at is not None and not why_no_entry(model, finding.reason_at):  # one entry for the finding and for the sentences
        edits += value_edits(model, finding.reason_at, reason, TYPED)
    return Operation(f"说明 {finding.check} {finding.scope}".strip(), "acknowledge", tuple(edits))


def withdraw_acknowledgement(model: Model, finding: Finding) -> Operation | str:
    """Take a given 出错说明 back; the finding is open again. The reason that it filled in for the sentences goes too, unless it was rewritten;
    where a reason stands there alone, it is that one that goes."""
    old = model.book.acknowledgements.get(finding.key)
    edits = [Edit("acknowledgement", finding.key, old, None)] if old else []
    filled, written = finding.reason_at, old.reason if old else finding.reason_given
    if filled is not None and written and model.value(filled) == written:
        problem = why_no_entry(model, filled)
        if not problem:
            edits += value_edits(model, filled, None)
        elif not edits:
            return problem
    if not edits:
        return f"{finding.check} 没有写过说明，不用撤回。"
    return Operation(f"撤回说明 {finding.check} {finding.scope}".strip(), "acknowledge", tuple(edits))


def apply_repair(model: Model, finding: Finding) -> Operation | str:
    """The certain repair that a finding offers, as one operation."""
    repair = finding.repair
    if repair is None:
        return f"{finding.check} 没有可以自动改正的办法，请按提示手工改正：{finding.how}"
    ref = repair.ref
    if repair.kind == "take_computed":
        return take_computed(model, [ref])
    if model.book.is_locked(ref.form):
        return f"{model.label(ref)}：这张表已锁定，请先解除锁定。"
    if repair.kind == "take_name":
        old = model.book.sheet(ref.form).rows.get(ref.row)
        if old is None:
            return f"{ref.form} 没有科目 {ref.row} 这一行了，不用再改名称。"
        return Operation(
            f"改正科目名称 {ref.form} {ref.row} {repair.text}",
            "repair",
            (Edit("row", (ref.form, ref.row), old, Row(old.id, repair.text, old.parent, old.attrs)),),
        )
    if repair.kind in ("set_value", "read_text"):
        typed = type_text(model, ref, repair.text)
        return typed if isinstance(typed, str) else Operation(f"改正 {model.label(ref)}", "repair", typed.edits)
    if repair.kind == "add_parent":
        return model.add_code(ref.form, ref.row, repair.text)
    place = CellRef(ref.form, SENTENCE_ROW, SENTENCE_COLUMN)
    text = repair.text or fill(model.form(ref.form).empty_sentence, {"单位": model.book.unit_name, "年度": str(model.book.year)})
    return Operation(f"填写说明 {ref.form}", "repair", tuple(value_edits(model, place, text)))


def set_setting(model: Model, name: str, value: str | None, label: str = "") -> Operation:
    """A setting of the document (it travels with the file); ``None`` or blank takes it away."""
    old = model.book.settings.get(name)
    new = value or None
    edits = () if old == new else (Edit("setting", (name,), old, new),)
    return Operation(label or f"设置 {name}", "setting", edits)


def lock_table(model: Model, form: str) -> Operation:
    """Lock a table: its cells take no entry until it is unlocked."""
    return set_setting(model, LOCKED + form, "是", f"锁定 {form}")


def unlock_table(model: Model, form: str) -> Operation:
    return set_setting(model, LOCKED + form, None, f"解除锁定 {form}")


def set_cover(model: Model, row: str, text: str) -> Operation | str:
    """Type into the unit's page; the cover has one value column."""
    columns = model.columns(COVER, row)
    if not columns:
        return f"封面没有“{row}”这一项，请核对名称。"
    return type_text(model, CellRef(COVER, row, columns[0].id), text)
