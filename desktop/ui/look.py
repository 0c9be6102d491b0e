"""How one cell looks: everything that the delegate paints and that a screen reader says, worked out in one place."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from desktop.core.amounts import NA_PRINTED
from desktop.core.cell_notes import parts_of
from desktop.core.cells import CellRef
from desktop.core.entry import note_at
from desktop.core.instances import base_code, owner_of
from desktop.ui.seeing_compare import NOTHING, Compared, compared
from desktop.ui.words import said, tr

if TYPE_CHECKING:
    from desktop.ui.bridge import Bridge
    from desktop.ui.cell_texts import CellTexts


@dataclass(frozen=True, slots=True)
class Look:
    """``source``: blank entered imported computed overridden · ``severity``: error warning hint or "" · ``prior``: last year's text · ``choice``: one of a list · ``offers``: usual names in a list · ``words``: a text, which may be broken into lines · ``changed``: a target
    that was changed after the forms that follow it had been begun · ``marked``: for follow-up · ``change``, ``rate``, ``years``: beside last year's figure (see :mod:`desktop.ui.seeing_compare`),
    ``two`` where a second line is kept for them."""

    text: str = ""
    source: str = "blank"
    severity: str = ""
    negative: bool = False
    closed: bool = False
    lit: bool = False
    note: bool = False
    refused: str = ""
    prior: str = ""
    choice: bool = False
    offers: bool = False
    words: bool = False
    changed: bool = False
    marked: bool = False
    two: bool = False
    change: str = ""
    rate: str = ""
    years: tuple[tuple[int, Decimal], ...] = ()


PLAIN = Look()
SUGGESTED = ("一级指标", "二级指标")
"""Text columns whose cells offer usual names in a list."""
NUMBERS = ("money", "count", "percent", "score")
"""Kinds whose cells hold figures: typed without an input method, never broken into lines."""


def source_words(source: str) -> str:
    """Where a value comes from, in words."""
    return {
        "blank": tr("空白"),
        "entered": tr("录入"),
        "imported": tr("导入"),
        "computed": tr("计算"),
        "overridden": tr("改写（覆盖了计算值）"),
        "prior": tr("上年数"),
    }.get(source, source)


def severity_words(severity: str) -> str:
    return {"error": tr("错误，必须改"), "warning": tr("警告，须说明"), "hint": tr("提示")}.get(severity, "")


def source_of(bridge: Bridge, ref: CellRef) -> str:
    """Where the value of a cell comes from. An entry over a formula that gives nothing overrides nothing."""
    model = bridge.model
    source = model.source(ref)
    if source == "overridden" and model.computed(ref) is None:
        entry = model.entry(ref)
        return "imported" if entry is not None and entry.origin.how == "imported" else "entered"
    return source


def look_of(bridge: Bridge, texts: CellTexts, ref: CellRef, with_prior: bool) -> Look:
    """How a cell looks now."""
    model = bridge.model
    value = model.value(ref)
    note = parts_of(note_at(model, ref))
    kept = texts.kept.get(ref)
    kind = model.kind(ref)
    two = with_prior and kind in NUMBERS
    beside = compared(bridge, texts, ref) if with_prior else NOTHING
    return Look(
        text=texts.printed(ref),
        source=source_of(bridge, ref),
        severity=bridge.mark(ref),
        negative=isinstance(value, Decimal) and value < 0,
        closed=not model.takes_entry(ref),
        lit=ref in bridge.lit,
        note=bool(note.said),
        marked=note.marked,
        refused=kept[1] if kept else "",
        prior=beside.prior,
        two=two,
        change=beside.change,
        rate=beside.rate,
        years=beside.years if two else (),
        choice=kind == "choice",
        offers=ref.column in SUGGESTED and kind == "text" and model.form(ref.form).view == "indicators",
        words=kind not in NUMBERS,
        changed=bridge.target_change(ref) is not None,
    )


def tip_of(bridge: Bridge, texts: CellTexts, ref: CellRef) -> str | None:
    """What the pointer over a cell tells: why a text was not taken, the findings, the note."""
    kept = texts.kept.get(ref)
    lines = [said(kept[1])] if kept else []
    change = bridge.target_change(ref)
    if change is not None:
        lines.append(tr("目标已改动：{words}（{who}，{time}）", words=change.words, who=change.who, time=change.time))
    lines += [said(finding.say) for finding in bridge.model.findings_at(ref) if finding.state != "acknowledged"]
    note = parts_of(note_at(bridge.model, ref))
    if note.marked:
        lines.append(tr("已标记待核对"))
    if note.said:
        lines.append(tr("备注：{note}", note=note.said))
    return "\n".join(lines[:6]) or None


def table_words(bridge: Bridge, code: str) -> str:
    """A table as briefly as its set tells it apart: its code where it prints a number, else its title."""
    if owner_of(code):
        project, stage = bridge.model.owner_label(code), bridge.model.form(code).stage
        return f"{stage or base_code(code)} · {project}" if project else base_code(code)
    form = bridge.model.find_form(code)
    return bridge.model.form_label(code) if form is not None and not form.form_no else said(code)


def spoken(bridge: Bridge, ref: CellRef, look: Look) -> str:
    """Accessible text of a cell: table, row and column, value, state."""
    model = bridge.model
    value = tr("空白") if not look.text else (tr("不适用") if look.text == NA_PRINTED else look.text)
    parts = [model.label(ref), value, source_words(look.source)]
    if look.prior:
        parts.append(Compared(look.prior, look.change, look.rate).words())
    if look.severity:
        parts.append(severity_words(look.severity))
    if look.closed:
        parts.append(tr("不可填写"))
    if look.marked:
        parts.append(tr("已标记待核对"))
    if look.note:
        parts.append(tr("有备注"))
    if look.refused:
        parts.append(said(look.refused))
    return "，".join(part for part in parts if part)
