"""Replacing what was found, where it may be changed: entries, notes, reasons and own words — all of it one operation.

A figure found by its value is replaced as a whole, a figure found by its digits has them replaced; what comes out is read like typing, and what
cannot be an entry of its cell stays and is listed. Computed, locked and generated places are counted and stay.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from desktop.app.searching import Hit, Wanted, folded
from desktop.app.session import Session
from desktop.core.amounts import plain_text
from desktop.core.cell_edits import value_edits
from desktop.core.cells import Acknowledgement
from desktop.core.entry import set_note
from desktop.core.operations import Edit, Operation
from desktop.core.typed import Unreadable, read_typed
from desktop.core.visible import visible


@dataclass(frozen=True, slots=True)
class Change:
    """A hit with its content after replacing; with a ``problem`` it stays as it is."""

    hit: Hit
    before: str
    after: str
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """``changes`` what will be changed · ``refused`` what replacing would make unusable · ``fixed`` what cannot be changed at all."""

    changes: tuple[Change, ...]
    refused: tuple[Change, ...]
    fixed: tuple[Hit, ...]
    operation: Operation

    @property
    def summary(self) -> str:
        said = [f"替换 {len(self.changes)} 处"] if self.changes else ["没有可以替换的内容"]
        if self.refused:
            said.append(f"{len(self.refused)} 处换了就填不进去，没有换")
        if self.fixed:
            said.append(f"{len(self.fixed)} 处是算出的、锁定的或自动生成的，跳过")
        return "，".join(said) + "。"


def replaced(text: str, wanted: Wanted, new: str) -> str:
    """The text with every occurrence replaced; full and half width are the same here too."""
    if wanted.whole:
        return new
    where, needle = folded(text, wanted.match_case), folded(wanted.text, wanted.match_case)
    if not needle or len(where) != len(text):
        return text.replace(wanted.text, new) if wanted.text else text
    parts, at = [], 0
    while (found := where.find(needle, at)) >= 0:
        parts += [text[at:found], new]
        at = found + len(needle)
    return "".join([*parts, text[at:]])


def plan(session: Session, wanted: Wanted, new: str, hits: Iterable[Hit]) -> Plan:
    """What replacing comes to; nothing is changed."""
    changes: list[Change] = []
    refused: list[Change] = []
    fixed: list[Hit] = []
    edits: dict[tuple[str, ...], Edit] = {}
    for hit in hits:
        if hit.fixed:
            fixed.append(hit)
            continue
        change, made = preview(session, wanted, new, hit)
        if change.problem:
            refused.append(change)
        elif made:
            changes.append(change)
            edits.update(((edit.kind, *edit.key), edit) for edit in made)
    label = f"替换“{_short(wanted.text)}”为“{_short(new)}”（{len(changes)} 处）"
    return Plan(tuple(changes), tuple(refused), tuple(fixed), Operation(label, "typing", tuple(edits.values())))


def preview(session: Session, wanted: Wanted, new: str, hit: Hit) -> tuple[Change, list[Edit]]:
    """One hit as it would be after replacing, with the edits that make it so."""
    if hit.kind == "cell":
        return _in_cell(session, wanted, new, hit)
    after = replaced(hit.text, wanted, visible(new))
    change = Change(hit, hit.text, after)
    if after == hit.text:
        return change, []
    if hit.kind == "note" and hit.ref is not None:
        return change, list(set_note(session.model, hit.ref, after).edits)
    if hit.kind == "reason":
        check, table, scope = hit.key
        old = session.book.acknowledgements.get((check, table, scope))
        if old is None or not after.strip():
            return replace(change, problem="说明的原因不能为空。"), []
        made: Acknowledgement = replace(old, reason=after.strip())
        return change, [Edit("acknowledgement", hit.key, old, made)]
    if hit.kind == "own":
        problem = _own_problem(session, hit, after)
        return replace(change, problem=problem), [] if problem else [Edit("setting", hit.key, session.book.settings.get(hit.key[0]), after)]
    return change, []


def _in_cell(session: Session, wanted: Wanted, new: str, hit: Hit) -> tuple[Change, list[Edit]]:
    model, ref = session.model, hit.ref
    assert ref is not None
    entry = model.book.entry(ref)
    if entry is None:
        return Change(hit, hit.text, hit.text, "这一格在此期间清空了。"), []
    before = plain_text(entry.value) or ""
    if isinstance(entry.value, Decimal):
        digits = replace(wanted, text=folded(wanted.text, wanted.match_case).replace(",", "").strip())
        after = new if hit.by_value else replaced(before, digits, new)
        if after == before and not hit.by_value:  # found in places that the table shows and the figure does not have
            after = replaced(hit.text.replace(",", ""), digits, new)
    else:
        after = replaced(entry.value if isinstance(entry.value, str) else hit.text, wanted, new)
    try:
        read = read_typed(model, ref, after)
    except Unreadable as unreadable:
        return Change(hit, hit.text, after, str(unreadable)), []
    return Change(hit, hit.text, after), value_edits(model, ref, read.value, expression=read.expression)


def _own_problem(session: Session, hit: Hit, words: str) -> str:
    """Why the words cannot stand, because a reference in them means nothing any more."""
    from desktop.document.own_text import own_text

    if not words.strip():
        return "换了就没有文字了；要恢复自动生成的文字，请在文稿里做。"
    definition = next((one for one in session.pack.narratives if one.id == hit.document), None)
    if definition is None:
        return ""
    return next((f"“{{{{{expr}}}}}”不能用：{why}" for expr, why in own_text(session.model, definition.style, words).problems), "")


def _short(text: str) -> str:
    return text if len(text) <= 20 else text[:20] + "…"


def plan_lines(made: Plan) -> Iterator[str]:
    """For people on a terminal."""
    yield made.summary
    for change in made.changes:
        yield f"  {change.hit.place}：{change.before} → {change.after}"
    for change in made.refused:
        yield f"  没有换 {change.hit.place}：{change.problem}"


def plan_data(made: Plan) -> dict[str, Any]:
    """For ``--json``."""

    def listed(changes: Sequence[Change]) -> list[dict[str, str]]:
        return [{"place": one.hit.place, "before": one.before, "after": one.after, "problem": one.problem} for one in changes]

    return {"changes": listed(made.changes), "refused": listed(made.refused), "skipped": len(made.fixed)}
