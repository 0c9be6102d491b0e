"""Judges of totals: a total and the parts that make it up, shares of a list, totals that were added up twice, amounts that were evaluated."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from desktop.core.amounts import format_amount
from desktop.document.numbers import FoundFigure
from desktop.document.preflight_claims import A, C, Claim, Interval, Masked, P, mask
from desktop.document.preflight_figures import fault_of, labelled, scale_of
from desktop.document.preflight_text import Document
from desktop.document.preflight_verdict import Verdict, not_applicable, verdict
from desktop.forms.rules import RuleDef, RuleList


def sums(rule: RuleDef, document: Document) -> Verdict:
    """A total and all the parts the rule names: error where every part is there and they do not add up."""
    faults = []
    seen = False
    for group in document.groups:
        masked = mask(group.text)
        for definition in rule.lists:
            for total, parts, place in _listed(masked, definition):
                seen = True
                given = parts[0]
                for part in parts[1:]:
                    given = given + part
                if not given.meets(Interval.of(total)):
                    claim = Claim("share", masked.where(place), total.end)
                    say = f"{definition.name}：各项相加是{format_amount(given.middle / scale_of(total))}{total.unit}，总数写的是{total.text}。"
                    faults.append(fault_of(document, group, claim, say, total.value, given.middle / scale_of(total)))
    return verdict(faults) if seen else not_applicable("文中没有把各项列全的总数。")


def _listed(masked: Masked, definition: RuleList) -> Iterator[tuple[FoundFigure, list[Interval], int]]:
    figure = C if definition.counts else A
    for label in definition.total:
        for match in re.finditer(rf"{re.escape(label)}(?:为|共有|共|合计|[：:])?\s*(?P<total>{figure})", masked.masked):
            reach = masked.masked[match.end() : match.end() + 500]
            parts = []
            for name in definition.parts:
                part = re.search(rf"{name}[^，。；、\ue100-\uecff]{{0,6}}({figure})", reach)
                if part:
                    parts.append(Interval.of(masked.figure(part[1])))
            if len(parts) == len(definition.parts):
                yield masked.figure(match["total"]), parts, match.start()
                return


_OPEN_LIST: Final = re.compile(rf"(?P<total>{A})[，,]\s*(?:其中[：:]?|主要包括[：:]?|主要用于[：:]?|包括[：:]?)(?P<items>[^。\n]{{0,600}})")
_ITEM: Final = re.compile(rf"^[^\ue100-\uecff比较增减占预]*({A})[^\ue100-\uecff增减占预]*$")


def open_lists(rule: RuleDef, document: Document) -> Verdict:
    """A plain list of amounts after 其中/主要包括 that does not make up the total, and does not say that it is not all."""
    faults = []
    for group in document.groups:
        masked = mask(group.text)
        for match in _OPEN_LIST.finditer(masked.masked):
            items = [_ITEM.match(item) for item in re.split(r"[，,、；]", match["items"]) if item.strip()]
            if len(items) < 3 or not all(items) or re.search(r"等[^级]|等$|主要是", match["items"]):
                continue
            total = masked.figure(match["total"])
            given = Interval(Decimal(0), Decimal(0))
            for item in items:
                given = given + Interval.of(masked.figure(item[1]))  # type: ignore[index]
            if not given.meets(Interval.of(total)):
                claim = Claim("share", masked.where(match.start()), masked.where(match.end()))
                sum_text = f"{format_amount(given.middle / scale_of(total))}{total.unit}"
                say = f"列出的各项相加是{sum_text}，与总数{total.text}不同；没有列全的，请写明“等”。"
                faults.append(fault_of(document, group, claim, say, total.value, given.middle / scale_of(total)))
    return verdict(faults)


def whole_percent(rule: RuleDef, document: Document) -> Verdict:
    """The shares of one list (all of the same whole, at least two) whose amounts make up the whole add up to 100 %."""
    faults = []
    seen = False
    for group in document.groups:
        masked = mask(group.text)
        for match in re.finditer(rf"(?P<total>{A})[^。\ue100-\uecff]{{0,6}}(?:其中|主要用于以下方面[^：:]{{0,8}})[：:]", masked.masked):
            end = masked.masked.find("。", match.end(), match.end() + 1000)
            reach = masked.masked[match.end() : end if end >= 0 else match.end() + 1000]
            pairs = re.findall(rf"({A})[，,]?\s*占[^，。；\ue100-\uecff]*({P})", reach)
            if len(pairs) < 2 or len(re.findall(A, reach)) != len(pairs):
                continue
            amounts, rates = Interval(Decimal(0), Decimal(0)), Interval(Decimal(0), Decimal(0))
            for amount, rate in pairs:
                amounts, rates = amounts + Interval.of(masked.figure(amount)), rates + Interval.of(masked.figure(rate))
            if not amounts.meets(Interval.of(masked.figure(match["total"]))):
                continue  # the list is not the whole
            seen = True
            slack = Decimal("0.01") * len(pairs)
            if rates.low - slack > 100 or rates.high + slack < 100:
                claim = Claim("share", masked.where(match.start()), masked.where(match.end()))
                say = f"各项占比相加是{format_amount(rates.middle)}%，不是100%。"
                faults.append(fault_of(document, group, claim, say, rates.middle, Decimal(100)))
    return verdict(faults) if seen else not_applicable("文中没有把各项占比列全的句子。")


def doubled_totals(rule: RuleDef, document: Document) -> Verdict:
    """收、支总计 is one figure (both sides are equal), not the two sides added up."""
    everything = [(group, mask(group.text)) for group in document.groups]
    faults = []
    seen = False
    for group, masked in everything:
        for match in re.finditer(rf"收、?支(?:出)?总计(?:为)?(?P<total>{A})", masked.masked):
            total = masked.figure(match["total"])
            for name in rule.word_list("sides"):
                for _, other in everything:
                    sides = [other.figure(one["a"]) for one in re.finditer(rf"{name}(?:为)?(?P<a>{A})", other.masked)]
                    seen = seen or bool(sides)
                    if any(side.value and (Interval.of(side) + Interval.of(side)).meets(Interval.of(total)) for side in sides):
                        claim = Claim("share", masked.where(match.start()), masked.where(match.end()))
                        say = f"这个数正好是“{name}”的两倍：收入和支出各是一个总计，不应相加。"
                        faults.append(fault_of(document, group, claim, say, total.value, sides[0].value))
                        break
    return (
        verdict(faults[:1] if not faults else list({fault.quote: fault for fault in faults}.values()))
        if seen
        else not_applicable("文中没有合写的收支总计。")
    )


def evaluated_amounts(rule: RuleDef, document: Document) -> Verdict:
    """The amount of the projects that were evaluated is not above the ``spent`` (项目支出) that the text tells."""
    (name,) = rule.word_list("spent")
    spent = [figure for group in document.groups for figure in labelled(mask(group.text), name) if not figure.direction]
    faults = []
    seen = False
    for group in document.groups:
        masked = mask(group.text)
        for words in rule.word_list("amounts"):
            for match in re.finditer(words.replace("｟A｠", A).replace("｟C｠", C), masked.masked):
                seen = seen or bool(spent)
                told = masked.figure(match["amount"])
                if spent and all(Interval.of(told).low > Interval.of(one).high for one in spent):
                    claim = Claim("share", masked.where(match.start()), masked.where(match.end()))
                    most = max(spent, key=lambda one: one.yuan or 0)
                    say = f"自评的项目金额{told.text}大于{name}{most.text}。"
                    faults.append(fault_of(document, group, claim, say, told.value, (most.yuan or Decimal(0)) / scale_of(told)))
    return verdict(faults) if seen else not_applicable(f"文中没有自评金额和{name}。")
