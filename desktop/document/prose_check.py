"""Judges of figures in the text: those typed by hand against the data, the same figure in several places, and units."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from desktop.document.figure_match import FigureMatch, Mark, examine, match_figures
from desktop.document.known_figures import Known, KnownFigures, naming
from desktop.document.numbers import FoundFigure, find_figures
from desktop.document.preflight_text import Document, Passage
from desktop.document.preflight_verdict import Fault, Verdict, not_applicable, not_judgeable, quoted, verdict
from desktop.forms.rules import RuleDef

__all__ = ["FigureMatch", "Known", "KnownFigures", "match_figures", "own_figures", "repeated_figures", "unit_slips", "units_written"]

_TOLD_ELSEWHERE: Final = ("year", "percent")
"""Slips that have rules of their own."""


def own_figures(rule: RuleDef, document: Document) -> Verdict:
    """Figures typed by hand: a contradiction is proven, in texts of the clerk too; an amount nobody knows is a hint."""
    model = document.model
    if model is None:
        return not_judgeable("要与表对照，只有文稿时判断不了。")
    known = document.known or KnownFigures(model, document.blocks)
    faults = []
    for rendered in document.blocks:
        for mark in examine(rendered, known, document.year):
            text = "".join(span.text for span in rendered.paragraphs[mark.paragraph])
            fault = _fault(rendered.block.id, text, mark)
            if fault is not None:
                faults.append(fault)
    return verdict(faults)


def _fault(block: str, text: str, mark: Mark) -> Fault | None:
    match, figure = mark.match, mark.match.figure
    quote = quoted(text, figure.start, figure.end)
    if match.state == "contradiction" and match.slip not in _TOLD_ELSEWHERE and figure.kind != "number":
        right = match.choices[0]
        value = None
        if not match.turned:
            value = right.value if figure.yuan is None else right.value / (figure.yuan / figure.value if figure.value else Decimal(1))
        return Fault(block, quote, match.why, "error" if match.named else "warning", figure.value, value, right.refs)
    if match.state == "unknown" and figure.kind == "amount":
        return Fault(block, quote, match.why, "hint")
    return None


def repeated_figures(rule: RuleDef, document: Document) -> Verdict:
    """The same full name followed by an amount gives the same amount wherever this year's figure is told."""
    labels = rule.word_list("labels")
    found: dict[str, list[tuple[FoundFigure, Passage]]] = {}
    skip = rule.word_list("skip_parts")
    for passage in document.prose:
        if any(word in passage.part + passage.section for word in skip):
            continue
        for figure in find_figures(passage.text):
            if figure.kind != "amount":
                continue
            before = passage.text[max(0, figure.start - 40) : figure.start]
            for label in labels:
                if any(word in re.split(r"[。；]", before)[-1] and word not in label for word in rule.word_list("not_with")):
                    continue
                if re.search(rf"(?:^|[，。；：:、\d年度）\s]){label}$", before) and not re.search(
                    r"上年|预算|比|较", re.split(r"[。；]", before)[-1]
                ):
                    found.setdefault(label, []).append((figure, passage))
    faults = []
    for label, places in found.items():
        first, home = places[0]
        for figure, passage in places[1:]:
            assert figure.yuan is not None and first.yuan is not None
            slack = _yuan_half(figure) + _yuan_half(first)
            if abs(figure.yuan - first.yuan) > slack:
                say = f"“{label}”前面写{first.text}（{home.section or home.block}），这里写{figure.text}。"
                faults.append(Fault(passage.block, quoted(passage.text, figure.start, figure.end), say, None, figure.value, first.value))
    return verdict(faults) if found else not_applicable("文中没有重复出现的同名数。")


def _yuan_half(figure: FoundFigure) -> Decimal:
    return figure.half_width * (figure.yuan / figure.value if figure.yuan and figure.value else Decimal(1))


def unit_slips(rule: RuleDef, document: Document) -> Verdict:
    """The same name once in 元 and once in 万元 with the same digits: ten thousand times too much or too little."""
    faults = []
    digits: dict[tuple[str, Decimal], tuple[FoundFigure, Passage]] = {}
    for passage in document.prose:
        for figure in find_figures(passage.text):
            if figure.kind != "amount" or not figure.value:
                continue
            words = naming(passage.text[max(0, figure.start - 30) : figure.start])
            if not words:
                continue
            other = digits.setdefault((words, figure.value), (figure, passage))
            if other[0].unit != figure.unit:
                say = f"“{words}”前面写{other[0].text}，这里写{figure.text}，单位不同。"
                faults.append(Fault(passage.block, quoted(passage.text, figure.start, figure.end), say))
    return verdict(faults)


def units_written(rule: RuleDef, document: Document) -> Verdict:
    """An amount has a unit: a figure with two places and no unit at all, outside tables."""
    skip = rule.word_list("skip_parts")
    faults = []
    for passage in document.prose:
        if any(word in passage.part + passage.section for word in skip):
            continue
        for figure in find_figures(passage.text):
            if figure.kind == "number" and figure.places == 2 and not re.match(r"\s*[-—~～至]", passage.text[figure.end :]):
                say = f"{figure.text}后面没有单位。"
                faults.append(Fault(passage.block, quoted(passage.text, figure.start, figure.end), say))
    return verdict(faults)
