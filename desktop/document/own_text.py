"""Own words with live figures in them: ``支出总计{{公开01["支出总计","金额"]}}万元`` — plain words, and references written as packs write them.

A reference follows the data as the generated text does. One that means nothing any more leaves a gap that says so; the words around it stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from desktop.core.cells import CellRef
from desktop.document.own_words import own_spans
from desktop.document.sentences import FAILURES, Sentences, what_failed
from desktop.document.spans import Span, unmarked

if TYPE_CHECKING:
    from desktop.core.evaluate import Model
    from desktop.core.narrative import ProseStyle

REFERENCE: Final = re.compile(r"\{\{[ \t]*(?P<expr>[^{}\n]+?)[ \t]*\}\}")
_SPACES: Final = re.compile(r"\s+")

Paragraphs = tuple[tuple[Span, ...], ...]


@dataclass(frozen=True, slots=True)
class OwnText:
    """Own words as they are printed now. ``problems`` are references that mean nothing, each with why; ``used`` the cells they ask for."""

    paragraphs: Paragraphs
    used: frozenset[CellRef] = frozenset()
    forms_used: frozenset[str] = frozenset()
    problems: tuple[tuple[str, str], ...] = ()


@dataclass(slots=True)
class _Writing:
    sentences: Sentences
    known: dict[str, str] = field(default_factory=dict)
    problems: dict[str, str] = field(default_factory=dict)

    def reference(self, expr: str) -> str:
        """What a reference gives now, marked; once for each however often it stands there."""
        if expr not in self.known:
            try:
                self.known[expr] = self.sentences.write(self.sentences.writer(f"{{{{ {expr} }}}}"))
            except FAILURES as error:
                why = what_failed(error).lstrip("：")
                self.problems[expr] = why
                self.known[expr] = self.sentences.ledger.mark(
                    Span("missing", f"〔请填写：引用“{expr}”找不到了〕", (), f"引用“{expr}”：{why}")
                )
        return self.known[expr]


def own_text(model: Model, style: ProseStyle, text: str) -> OwnText:
    """Own words over the data as they are now."""
    text = unmarked(text)
    if not REFERENCE.search(text):
        return OwnText(tuple(tuple(own_spans(line.strip())) for line in text.split("\n") if line.strip()))
    writing = _Writing(Sentences(model, style))
    written = REFERENCE.sub(lambda found: writing.reference(found["expr"]), text)
    lines = [writing.sentences.ledger.split(line.strip()) for line in written.split("\n") if line.strip()]
    paragraphs = tuple(tuple(_with_gaps(spans)) for spans in lines)
    facts = writing.sentences.facts
    return OwnText(paragraphs, frozenset(facts.used), frozenset(facts.forms_used), tuple(writing.problems.items()))


def _with_gaps(spans: Iterable[Span]) -> Iterator[Span]:
    for span in spans:
        if span.kind == "text":
            yield from own_spans(span.text)
        else:
            yield span


def references(text: str) -> tuple[str, ...]:
    """What the references of own words ask for, in order."""
    return tuple(dict.fromkeys(found["expr"] for found in REFERENCE.finditer(text)))


def same_reference(expr: str) -> str:
    """An expression without its white space and outer brackets: two that differ only there ask for the same."""
    plain = _SPACES.sub("", expr)
    return plain[1:-1] if _is_bracketed(plain) else plain


def _is_bracketed(expr: str) -> bool:
    """Whether the first bracket is closed by the last one."""
    depth = 0
    for at, mark in enumerate(expr):
        depth += {"(": 1, ")": -1}.get(mark, 0)
        if not depth:
            return at > 0 and at == len(expr) - 1
    return False


def source_of(paragraphs: Paragraphs, only: Iterable[str] | None = None) -> str:
    """Paragraphs as own words that give the same text: figures, texts and gaps as references, or only the references that are named."""
    wanted = None if only is None else {same_reference(expr) for expr in only}
    lines: list[str] = []
    last = ""  # a text of several lines is as many paragraphs, and one reference
    for spans in paragraphs:
        words = []
        for number, span in enumerate(spans):
            live = span.expr if span.expr and (wanted is None or same_reference(span.expr) in wanted) else ""
            if live and live == last and not number and span.kind == "clerk" and lines:
                words.append("")
                continue
            words.append(f"{{{{{live[1:-1] if _is_bracketed(live) else live}}}}}" if live else span.text)
        goes_on = bool(words) and not words[0] and bool(spans) and spans[0].kind == "clerk"
        if goes_on:
            lines[-1] += "".join(words)
        else:
            lines.append("".join(words))
        end = spans[-1] if spans else None
        last = end.expr if end is not None and end.kind == "clerk" else ""
    return "\n".join(line for line in lines if line)
