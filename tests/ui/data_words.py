"""What a window shows that is not its own word: names and texts of the table set, of the rules before publishing, of the subjects, of the document.

These stay Chinese in an English window: they are what the clerk fills in, cites and prints.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Iterator

from desktop.app.disclosure import open_narrative
from desktop.app.session import Session
from desktop.app.text_review import text_review
from desktop.core.instances import base_code
from desktop.document.disclosure import file_stem
from desktop.forms.catalog import list_packs
from desktop.forms.help_texts import form_help
from desktop.forms.rules import load_rules
from desktop.ui.output import set_name

CHINESE = re.compile("[\u4e00-\u9fff]")
OWN = ("万元", "元", "中文", "某市科学技术局", "决算公开表.xlsx", "12.3万", "版本.json", "设置.json")
"""Units of money, the language by its own name, the example of a unit's name, an example of a figure, names of files that the program or the sample made."""


class DataWords:
    """Texts of the data; ``cut`` takes them out of what was read, longest first."""

    def __init__(self, texts: Iterable[str]) -> None:
        lines = {line.strip() for text in (*texts, *OWN) for line in (text, *text.splitlines())}
        lines |= {piece.strip() for text in lines if "{" in text for piece in re.split(r"\{[^{}]*\}", text) if len(piece.strip()) > 3}
        self._known: dict[str, list[str]] = {}
        for text in sorted((text for text in lines if CHINESE.search(text)), key=len, reverse=True):
            self._known.setdefault(text[:1], []).append(text)

    def cut(self, text: str) -> str:
        left, at = [], 0
        while at < len(text):
            known = next((one for one in self._known.get(text[at], ()) if text.startswith(one, at)), "")
            left.append("" if known else text[at])
            at += len(known) or 1
        return "".join(left)


def data_words(session: Session) -> Iterator[str]:
    """All texts that the document, its table set, its rules and its subjects bring along."""
    model, pack = session.model, session.pack
    texts: list[str] = [set_name(session), session.book.unit_name, *(one.title for one in list_packs())]
    for narrative in pack.narratives:
        texts.append(file_stem(open_narrative(session, narrative.id)))
    review = text_review(session) if pack.narratives else None
    if review is not None:
        texts += [
            text
            for placed in review.report.placed
            if not placed.rule.judge or placed.rule.words
            for text in (placed.fault.say, placed.fault.how)
        ]
    for block in review.blocks if review is not None else ():
        texts += [block.text, *re.split("(?<=。)", block.text)]
    texts += _strings(pack)
    texts += _strings(load_rules())
    for kind in {form.family.subjects for form in model.forms() if form.family is not None and form.family.subjects}:
        texts += [text for one in session.subjects.all(kind) for text in (one.name, one.source)]
    for form in model.forms():
        texts += _strings(form_help(session.book.pack, base_code(form.code)))
        texts += [model.form_label(form.code), form.title]
        for row in model.rows(form.code):
            texts += [row.label, row.parent or "", row.id, f"第 {row.no} 行"]
    texts += _strings(session.book)
    own = {check.id for form in model.forms() for check in form.checks if check.say}
    texts += [text for found in model.findings() if found.check in own for text in (found.say, found.why, found.how)]
    yield from texts


def _strings(thing: object, seen: set[int] | None = None) -> Iterator[str]:
    """Every Chinese text inside a definition, however deep."""
    seen = set() if seen is None else seen
    if isinstance(thing, str):
        if CHINESE.search(thing):
            yield thing
        return
    if id(thing) in seen:
        return
    seen.add(id(thing))
    if dataclasses.is_dataclass(thing) and not isinstance(thing, type):
        parts: Iterable[object] = [getattr(thing, field.name) for field in dataclasses.fields(thing)]
    elif isinstance(thing, dict):
        parts = [*thing.keys(), *thing.values()]
    elif isinstance(thing, list | tuple | set | frozenset):
        parts = thing
    else:
        return
    for part in parts:
        yield from _strings(part, seen)
