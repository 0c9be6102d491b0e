"""Places of a document that a person may want to go to: tables, rows, projects, headings and blocks of the text, facts, findings and rules.

A place is found by any words of its code, its name or the pinyin initials of its name (``03 xzyx`` finds 行政运行 in 公开03), in any order.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from heapq import nsmallest
from itertools import chain
from typing import Final, Literal

from desktop.app.session import Session
from desktop.core.cells import CellRef
from desktop.core.findings import Finding
from desktop.core.instances import owner_of
from desktop.core.steps import finished
from desktop.forms.initials import initials

PlaceKind = Literal["table", "row", "project", "fact", "heading", "block", "finding", "rule"]
KINDS: Final = {
    "table": "表", "row": "行", "project": "项目", "fact": "资料", "heading": "标题", "block": "段落", "finding": "问题", "rule": "规则",
}  # fmt: skip
_ORDER: Final = ("table", "project", "row", "heading", "fact", "finding", "rule", "block")
_RANKS: Final = {kind: at for at, kind in enumerate(_ORDER)}
_PAUSE: Final = 200
"""Places between two pauses."""
_GAPS: Final = re.compile(r"[ \t·（）()]+")
_TEXT_KINDS: Final = ("paragraph", "glossary")


@dataclass(frozen=True, slots=True)
class Place:
    """``code`` and ``name`` are shown; ``where`` says in which table or document it lies. ``finding`` and ``block`` lead there."""

    kind: PlaceKind
    code: str
    name: str
    where: str = ""
    ref: CellRef | None = None
    form: str = ""
    block: str = ""
    document: str = ""
    finding: Finding | None = None
    key: str = ""

    @property
    def words(self) -> str:
        """What the place is searched by, beside its initials."""
        return self.key


def places(session: Session) -> list[Place]:
    """Every place, tables first."""
    found: list[Place] = []
    return finished(place_steps(session, found))


def place_steps(session: Session, found: list[Place]) -> Generator[None, None, list[Place]]:
    """Every place, pausing now and then; ``found`` grows meanwhile, in no order, and is in the order of :func:`places` at the end."""
    for place in chain(_tables(session), _blocks(session), _rules(session)):
        if place is None:
            yield
        else:
            found.append(place)
            if len(found) % _PAUSE == 0:
                yield
    found.sort(key=lambda place: _RANKS[place.kind])
    return found


def how_many(session: Session) -> int:
    """About how many places there are, at no cost."""
    return session.model.count_findings() + sum(len(sheet.rows) for sheet in session.book.sheets.values())


def _made(kind: PlaceKind, code: str, name: str, where: str = "", **more: object) -> Place:
    shown = f"{code} {name} {where}"
    return Place(kind, code, name, where, key=_folded(f"{shown}\n{initials(name)}\n{initials(where)}"), **more)  # type: ignore[arg-type]


def _tables(session: Session) -> Iterator[Place]:
    model = session.model
    projects: set[str] = set()
    for form in model.forms():
        label = model.form_label(form.code)
        owner = owner_of(form.code)
        if owner and owner not in projects:
            projects.add(owner)
            yield _made("project", f"#{owner}", model.owner_label(form.code), label, form=form.code)
        yield _made("table", form.code, label.removeprefix(form.code).strip() or form.title, form=form.code)
        for row in model.rows(form.code):
            columns = model.columns(form.code, row.id)
            if not columns:
                continue
            ref = CellRef(form.code, row.id, columns[0].id)
            if form.view == "facts":
                yield _made("fact", row.code if row.code != row.label else "", row.label, label, ref=ref, form=form.code)
            else:
                yield _made("row", row.code or row.no, row.label.strip(), label, ref=ref, form=form.code)


def _blocks(session: Session) -> Iterator[Place | None]:
    """``None`` where it takes a moment."""
    from desktop.app.text_review import text_review
    from desktop.document.narrative import Narrative

    for definition in session.pack.narratives:
        heading, known = "", text_review(session).narrative
        narrative = known if known.definition is definition else Narrative(session.model, definition)
        for _ in narrative.rendering():
            yield None
        for rendered in narrative.blocks():
            kind, name = rendered.block.kind, rendered.block.id
            if kind == "heading":
                heading = rendered.text
                yield _made("heading", "", heading, definition.id, block=name, document=definition.id)
            elif kind in _TEXT_KINDS:
                yield _made("block", "", name, heading, block=name, document=definition.id)


def _rules(session: Session) -> Iterator[Place]:
    """Findings as they are open, and the checks and formulas of the pack by their ids."""
    model = session.model
    found = set()
    for finding in model.findings():
        found.add(finding.check)
        yield _made("finding", finding.check, finding.say, finding.table, finding=finding, form=finding.table)
    present = {form.code for form in model.forms()}
    for form in model.pack.forms:
        if form.code not in present:
            continue
        for check in form.checks:
            if check.id not in found:
                yield _made("rule", check.id, check.why or check.say or check.expr, form.code, form=form.code)
        for calc in form.calcs:
            if calc.id not in found:
                yield _made("rule", calc.id, calc.let, form.code, form=form.code)


def matching(every: Sequence[Place], typed: str, most: int = 80, here: str = "") -> list[Place]:
    """Those that fit every word of what was typed: exact codes first, then beginnings; of rows those of the table ``here`` first."""
    return finished(matching_steps(every, typed, most, here))


def matching_steps(every: Sequence[Place], typed: str, most: int = 80, here: str = "") -> Generator[None, None, list[Place]]:
    """:func:`matching`, pausing now and then."""
    tokens = _folded(typed).split()
    if not tokens:
        return []
    ranked = []
    for number, place in enumerate(every):
        if number % _PAUSE == _PAUSE - 1:
            yield
        key = place.words
        if all(token in key for token in tokens):
            ranked.append((_rank(place, tokens, here), number, place))
    return [place for _, _, place in nsmallest(most, ranked, key=lambda found: found[:2])]


def _rank(place: Place, tokens: list[str], here: str) -> tuple[int, int, int]:
    code, name, first = _folded(place.code), _folded(place.name), initials(place.name)
    best = 4
    for token in tokens:
        if token in (code, name, first):
            best = 0
        elif best and code.startswith(token):
            best = min(best, 1)
        elif best and name.startswith(token):
            best = min(best, 2)
        elif best and (first.startswith(token) or token in name or (token.isdigit() and code.endswith(token))):
            best = min(best, 3)
    return best, _RANKS[place.kind] if place.form != here or place.kind != "row" else 1, 0 if place.form == here else 1


@lru_cache(maxsize=100_000)
def _folded(text: str) -> str:
    return _GAPS.sub(" ", unicodedata.normalize("NFKC", text)).lower()
