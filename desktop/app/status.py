"""The board: every table with its state, findings and last change, and how many days are left until the document has to be public.

The deadline comes from the pack's own rule (a check of the form 天数(批复, 公开) ≤ 期限), not from names known here.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Final

from desktop.app import marks, projects
from desktop.app.session import Session
from desktop.core import finished
from desktop.core.cells import CellRef
from desktop.core.definitions import FormDef
from desktop.core.evaluate import Model
from desktop.core.findings import Finding
from desktop.core.finished import Stamp
from desktop.core.instances import base_code, owner_of
from desktop.core.language import Call, Compare, FormulaError, Number, Ref, Text, parse_expr

GRAVITY: Final = ("有错", "填报中", "空", "已核", "已锁")
"""States of a table, the one that asks for most work first."""
DOCUMENT: Final = "文稿"
"""The line of the document among those of the tables."""


@dataclass(frozen=True, slots=True)
class TableStatus:
    """One line: a table, or all forms of one kind (``count`` of them) that projects have. ``go`` is the one to open."""

    code: str
    title: str
    state: str
    errors: int = 0
    warnings: int = 0
    hints: int = 0
    acknowledged: int = 0
    marked: int = 0
    changed: str = ""  # UTC, ISO
    who: str = ""
    count: int = 1
    go: str = ""


@dataclass(frozen=True, slots=True)
class Deadline:
    """``due`` is the last day; ``left`` days until it (negative: past), or, once published, how many days were left then."""

    check: str
    days: int
    start: CellRef
    end: CellRef
    start_label: str
    basis: str = ""
    started: datetime.date | None = None
    ended: datetime.date | None = None
    due: datetime.date | None = None
    left: int | None = None

    @property
    def words(self) -> str:
        """One sentence for the board."""
        if self.due is None:
            return f"填写“{self.start_label}”以后，这里显示公开期限（{self.days} 日）还剩几天。"
        if self.ended is not None:
            late = "，在期限内" if (self.left or 0) >= 0 else f"，超过期限 {-(self.left or 0)} 天"
            return f"{self.ended:%Y年%m月%d日}公开，期限是 {self.due:%Y年%m月%d日}{late}。"
        left = self.left or 0
        told = f"还剩 {left} 天" if left > 0 else "今天到期" if not left else f"已经超过 {-left} 天"
        return f"应在 {self.due:%Y年%m月%d日} 前公开（批复后 {self.days} 日），{told}。"


@dataclass(frozen=True, slots=True)
class Status:
    """The board: ``counts`` of findings by severity, ``states`` how many tables are in each, ``unchanged`` whether a final document still holds
    what was made final, ``history`` every 定稿 and reopening, the oldest first."""

    tables: tuple[TableStatus, ...]
    counts: dict[str, int]
    states: dict[str, int]
    deadline: Deadline | None
    stamp: Stamp | None
    unchanged: bool
    history: tuple[Stamp, ...] = ()


@dataclass(slots=True)
class LastChanges:
    """When each form was changed last and by whom; reads only what the journal has got since."""

    session: Session
    seen: int = 0
    by_form: dict[str, tuple[str, str]] = field(default_factory=dict)

    def update(self) -> dict[str, tuple[str, str]]:
        after, self.seen = self.seen, self.session.document.last
        for form, change in self.session.document.last_changes(after).items() if self.seen > after else ():
            self.by_form[form] = (change.when, change.who)
        return self.by_form


def status(
    session: Session, changes: LastChanges | None = None, today: datetime.date | None = None, text: Sequence[Finding] | None = None
) -> Status:
    """The board as it stands now. ``changes`` is kept by who asks again and again; ``text`` what was found in the document (None: not judged)."""
    model, book = session.model, session.book
    known = (changes or LastChanges(session)).update()
    tally: Counter[tuple[str, str]] = Counter()
    for finding in model.findings():
        tally[finding.table, "acknowledged" if finding.state == "acknowledged" else finding.severity] += 1
    marked = Counter(cell.ref.form for cell in marks.follow_ups(model))
    lines = [_line(model, form, tally, marked, known) for form in projects.present_forms(model)]
    if text is not None and session.pack.narratives:
        lines.append(_text_line(session, text, tally))
    counts = {
        kind: sum(number for (_, one), number in tally.items() if one == kind) for kind in ("error", "warning", "hint", "acknowledged")
    }
    found = finished.stamp(book)
    return Status(
        tuple(_folded(lines, model)),
        counts,
        dict(Counter(line.state for line in lines)),
        deadline(model, today),
        found,
        found is None or finished.is_unchanged(book),
        tuple(finished.history(book)),
    )


def _line(
    model: Model, form: FormDef, tally: Counter[tuple[str, str]], marked: Counter[str], known: dict[str, tuple[str, str]]
) -> TableStatus:
    number = {kind: tally[form.code, kind] for kind in ("error", "warning", "hint", "acknowledged")}
    when, who = known.get(form.code, ("", ""))
    state = projects.form_state(model, form)
    return TableStatus(
        form.code, model.form_label(form.code), state, number["error"], number["warning"], number["hint"], number["acknowledged"],
        marked[form.code], when, who, go=form.code,
    )  # fmt: skip


def _text_line(session: Session, text: Sequence[Finding], tally: Counter[tuple[str, str]]) -> TableStatus:
    """The document of the department as one more line."""
    for finding in text:
        tally[DOCUMENT, "acknowledged" if finding.state == "acknowledged" else finding.severity] += 1
    number = {kind: tally[DOCUMENT, kind] for kind in ("error", "warning", "hint", "acknowledged")}
    state = "有错" if number["error"] else "填报中" if number["warning"] else "已核"
    if session.book.is_finished:
        state = "已锁"
    return TableStatus(
        DOCUMENT, DOCUMENT, state, number["error"], number["warning"], number["hint"], number["acknowledged"], go=DOCUMENT
    )  # fmt: skip


def _folded(lines: list[TableStatus], model: Model) -> list[TableStatus]:
    """Forms that every project has are one line: the gravest state, the sums, the last change."""
    found: list[TableStatus] = []
    kinds: dict[str, list[TableStatus]] = {}
    for line in lines:
        if not owner_of(line.code):
            found.append(line)
        else:
            base = base_code(line.code)
            if base not in kinds:
                found.append(line)
            kinds.setdefault(base, []).append(line)
    return [_together(kinds[base_code(line.code)], model) if owner_of(line.code) else line for line in found]


def _together(lines: list[TableStatus], model: Model) -> TableStatus:
    worst = min(lines, key=lambda line: GRAVITY.index(line.state) if line.state in GRAVITY else 0)
    latest = max(lines, key=lambda line: line.changed)
    title = model.form(lines[0].code).title
    code = base_code(lines[0].code)
    return TableStatus(
        code, code if "{" in title else title, worst.state, sum(line.errors for line in lines), sum(line.warnings for line in lines),
        sum(line.hints for line in lines), sum(line.acknowledged for line in lines), sum(line.marked for line in lines), latest.changed,
        latest.who, len(lines), worst.code,
    )  # fmt: skip


def deadline(model: Model, today: datetime.date | None = None) -> Deadline | None:
    """The rule of the pack that allows so many days between two dates, with the dates as they are; None where there is no such rule."""
    for form in model.pack.forms:
        for check in form.checks:
            try:
                tree = parse_expr(check.expr)
            except FormulaError:
                continue
            match tree:
                case Compare("≤", Call("天数", (Ref() as start, Ref() as end)), limit):
                    days = _days(model, limit)
                    first, last = _cell(model, start, form.code), _cell(model, end, form.code)
                    if days is not None and first is not None and last is not None:
                        rule = Deadline(check.id, days, first, last, _label(model, first), check.why)
                        return _dated(model, rule, today)
    return None


def _dated(model: Model, rule: Deadline, today: datetime.date | None) -> Deadline:
    started, ended = _date(model.value(rule.start)), _date(model.value(rule.end))
    due = started + datetime.timedelta(days=rule.days) if started else None
    left = (due - (ended or today or datetime.datetime.now().astimezone().date())).days if due else None
    return replace(rule, started=started, ended=ended, due=due, left=left)


def _days(model: Model, limit: object) -> int | None:
    match limit:
        case Number(value):
            return int(value)
        case Call("参数", (Text(name),)):
            text = dict(model.pack.parameters).get(name, "")
            return int(Decimal(text)) if text.isdigit() else None
    return None


def _cell(model: Model, ref: Ref, own: str) -> CellRef | None:
    code = ref.form or own
    if ref.prior or model.find_form(code) is None:
        return None
    columns = model.columns(code, ref.rows.first)
    column = ref.columns.first if ref.columns is not None else columns[0].id if columns else ""
    found = CellRef(code, ref.rows.first, column)
    return found if model.has_cell(found) else None


def _label(model: Model, ref: CellRef) -> str:
    row = model.row(ref.form, ref.row)
    return row.label.strip() if row else ""


def _date(value: object) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
