"""What can be told about a cell before it is filled in: 填表说明, terms, the subject behind a code, the rules that make or watch it."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Literal

from desktop.app.session import Session
from desktop.core.cells import CellRef
from desktop.core.definitions import CheckDef, Subject
from desktop.core.explain import CheckUse
from desktop.forms.help_texts import FormHelp, HelpText, form_help
from desktop.forms.naming import by_titles
from desktop.forms.schema import PackError


@dataclass(frozen=True, slots=True)
class Said:
    """One text about ``part`` of the place of a cell; ``name`` is what it is called there."""

    part: Literal["row", "column", "table", "term", "note"]
    name: str
    text: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Watch:
    """A check that looks at the cell, told once however often it looks."""

    use: CheckUse
    severity: str
    why: str
    how: str


@dataclass(frozen=True, slots=True)
class CellHelp:
    """``accepts``: whether it can be filled in; ``formula``, ``basis``: the calc that makes it, if any."""

    label: str
    said: tuple[Said, ...]
    subject: Subject | None
    formula: str
    words: str
    basis: str
    watches: tuple[Watch, ...]


def cell_help(session: Session, ref: CellRef) -> CellHelp:
    """Everything the help of a cell tells."""
    model = session.model
    found = model.explain(ref)
    watches: dict[tuple[str, str], Watch] = {}
    for use in found.checks:
        key = (use.table, use.check)
        known = watches.get(key)
        if known is None or (known.use.holds is not False and use.holds is False):
            watches[key] = _watch(session, use)
    formula = found.formula if model.has_formula(ref) else ""
    return CellHelp(
        found.label, tuple(_said(session, ref)), _subject(session, ref), formula, found.words if formula else "", found.basis,
        tuple(watches.values()),
    )  # fmt: skip


def _said(session: Session, ref: CellRef) -> list[Said]:
    """Row first, because it is nearest; the table and its printed notes last."""
    model, form = session.model, session.model.form(ref.form)
    texts = FormHelp()
    with suppress(PackError):  # help that cannot be read is no reason not to tell the rest
        texts = form_help(session.pack.id, ref.form)
    row = next((each for block in form.blocks for each in block.rows if each.id == ref.row), None)
    view = model.row(ref.form, ref.row)
    column = next((each for each in model.columns(ref.form, ref.row) if each.id == ref.column), None)
    level = {3: "类", 5: "款", 7: "项"}.get(len(ref.row), "") if view is not None and view.dynamic and ref.row.isdigit() else ""
    row_name = view.label.strip() if view else ref.row
    column_name = column.label if column else ref.column
    found = [
        _one("row", row_name, texts.rows.get(ref.row) or texts.rows.get(level)),
        Said("row", row_name, row.hint) if row is not None and row.hint else None,
        _one("column", column_name, texts.columns.get(ref.column)),
        Said("column", column_name, column.hint) if column is not None and column.hint else None,
    ]
    found += [Said("term", term.name, term.text) for term in session.pack.terms if _calls(term.name, term.also, row_name, column_name)]
    found += [_one("table", form.title, texts.table), Said("table", form.title, form.help) if form.help else None]
    found += [Said("note", form.title, note) for note in form.notes]
    say = by_titles(session.pack) or str
    return [replace(each, text=say(each.text)) for each in found if each is not None]


def _one(part: Literal["row", "column", "table"], name: str, text: HelpText | None) -> Said | None:
    return Said(part, name, text.text, text.source) if text else None


def _calls(name: str, also: tuple[str, ...], *labels: str) -> bool:
    """Whether a term is what a label says, apart from numbers before it and brackets behind it."""
    words = {_plain(name), *(_plain(word) for word in also)}
    return any(_plain(label) in words for label in labels if label)


def _plain(label: str) -> str:
    text = label.strip().strip("“”")
    head, mark, rest = text.partition("、")
    if mark and len(head) <= 3:
        text = rest
    return text.split("（")[0].strip("“” ")


def _subject(session: Session, ref: CellRef) -> Subject | None:
    form = session.model.form(ref.form)
    view = session.model.row(ref.form, ref.row)
    if view is None or not view.code:
        return None
    block = next((each for each in form.blocks if each.id == view.block), None)
    names = (block.family.subjects,) if block is not None and block.family is not None else ("functional", "economic_department")
    return next((found for name in names if (found := session.subjects.find(name, view.code)) is not None), None)


def _watch(session: Session, use: CheckUse) -> Watch:
    form = session.model.find_form(use.table)
    checks = form.checks if form is not None else ()
    found: CheckDef | None = next((check for check in checks if check.id == use.check), None)
    return Watch(use, found.severity, found.why, found.how) if found else Watch(use, "error", "", "")
