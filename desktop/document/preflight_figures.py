"""Judges of figures in sentences: rates, shares, completion, sums, directions. An error only where the printed figures prove it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from desktop.core.amounts import format_amount
from desktop.document.numbers import FoundFigure
from desktop.document.preflight_claims import A, C, Claim, Interval, Masked, P, claims, mask
from desktop.document.preflight_text import Document, Passage
from desktop.document.preflight_verdict import Fault, Verdict, not_applicable, quoted, verdict
from desktop.forms.rules import RuleDef

_NOISE: Final = re.compile(r"[本全]年|年度|总量|的|了")


def claims_of(document: Document, *kinds: str) -> Iterator[tuple[Passage, Masked, Claim]]:
    for group in document.groups:
        masked = mask(group.text)
        for claim in claims(masked):
            if claim.kind in kinds:
                yield group, masked, claim


def fault_of(document: Document, group: Passage, claim: Claim, say: str, left: Decimal, right: Decimal, severity: str = "") -> Fault:
    words = quoted(group.text, claim.start, claim.end)
    return Fault(_block(document, group, group.text[claim.start : claim.end]), words, say, severity or None, left, right)  # type: ignore[arg-type]


def _block(document: Document, group: Passage, words: str) -> str:
    """The block (or line) of a group that holds these words."""
    for passage in document.prose:
        if passage.part == group.part and passage.section == group.section and words in passage.text:
            return passage.block
    return group.block


def change_rates(rule: RuleDef, document: Document) -> Verdict:
    """增加X，增长Y%: the rate follows from the figure and the change, and both words say the same direction."""
    faults = []
    seen = False
    for group, _, claim in claims_of(document, "change"):
        if claim.rate is None or claim.difference is None:
            continue
        seen = True
        if claim.rate_up is not None and claim.rate_up != claim.up and claim.rate.value and claim.difference.value:
            say = "同一句里数额和比率的方向相反。"
            faults.append(fault_of(document, group, claim, say, claim.difference.value, claim.rate.value))
            continue
        given = _rate(claim, claim.now) if claim.now else None
        if claim.now is None or given is None or given.meets(Interval.of(claim.rate)):
            continue
        say = f"由本句的数算出的比率是{percent_text(given.middle, claim.rate.places)}，文中写的是{claim.rate.text.strip()}。"
        faults.append(fault_of(document, group, claim, say, claim.rate.value, given.middle))
    return verdict(faults) if seen else not_applicable("文中没有写明变动额和变动率的句子。")


def _rate(claim: Claim, now: FoundFigure) -> Interval | None:
    assert claim.difference is not None
    change, figure = Interval.of(claim.difference), Interval.of(now)
    base = figure - change if claim.up else figure + change
    return change.percent_of(base)


def no_rate_from_zero(rule: RuleDef, document: Document) -> Verdict:
    """There was nothing before, so there is no rate: 增长100% from a base of nil."""
    faults = []
    for group, _, claim in claims_of(document, "change"):
        if claim.now is None or claim.rate is None or claim.difference is None or not claim.difference.value or not claim.up:
            continue
        if claim.now.yuan == claim.difference.yuan:
            say = f"增加额与本期数相同，比较的基数是零，没有增长率；文中写了{claim.rate.text.strip()}。"
            faults.append(fault_of(document, group, claim, say, claim.rate.value, Decimal(0)))
    return verdict(faults)


def level_words(rule: RuleDef, document: Document) -> Verdict:
    """增加0.00万元 is no increase, unless the house style writes it so; 持平 with two figures that differ is not level."""
    faults = []
    house = _level_of_the_house(document)
    for group, _, claim in claims_of(document, "change"):
        if claim.difference is not None and not claim.difference.value:
            if house and any(match.start() <= claim.start < match.end() for match in house.finditer(group.text)):
                continue
            say = f"变动额是零，却写“{group.text[claim.start : claim.start + 2]}”，应写持平。"
            faults.append(fault_of(document, group, claim, say, Decimal(0), Decimal(0), "warning"))
    pattern = re.compile(
        rf"预算[^，。；\ue100-\uecff]{{0,8}}(?P<a>{A})[，,]\s*[^。；\ue100-\uecff]{{0,12}}决算[^，。；\ue100-\uecff]{{0,6}}(?P<b>{A})[，,][^。；\ue100-\uecff]{{0,10}}(?P<word>持平|一致|相同|无差异)"
    )
    for group in document.groups:
        masked = mask(group.text)
        for match in pattern.finditer(masked.masked):
            one, two = masked.figure(match["a"]), masked.figure(match["b"])
            if not Interval.of(one).meets(Interval.of(two)):
                claim = Claim("budget", masked.where(match.start()), masked.where(match.end()))
                faults.append(fault_of(document, group, claim, f"两个数不相等，却写“{match['word']}”。", one.value, two.value))
    return verdict(faults)


def _level_of_the_house(document: Document) -> re.Pattern[str] | None:
    """How the house style of the document says that nothing changed (新疆: 增加0.00万元，增长0.00%); None for a text without data."""
    phrases = [phrase for one in (document.model.pack.narratives if document.model else ()) for phrase in one.style.phrases]
    patterns = {words for phrase in phrases for words in (phrase.level, phrase.nothing) if "{差}" in words}
    nil = {"{差}": r"0(?:\.0+)?", "{率}": r"0(?:\.0+)?[%％]"}
    texts = [re.sub(r"\\{(差|率|今|昔)\\}", lambda mark: nil.get(f"{{{mark[1]}}}", r"[\d,，.]+"), re.escape(words)) for words in patterns]
    return re.compile("|".join(sorted(texts, key=len, reverse=True))) if texts else None


def budget_rates(rule: RuleDef, document: Document) -> Verdict:
    """完成年初预算的X%, 预决算差异率X%: recomputed; a budget of nil has no rate."""
    faults = []
    seen = False
    for group, _, claim in claims_of(document, "completion", "deviation"):
        assert claim.now and claim.whole and claim.rate
        if not _wanted(rule, claim.kind):
            continue
        seen = True
        actual, budget = Interval.of(claim.now), Interval.of(claim.whole)
        if not claim.whole.value:
            if claim.now.value or (claim.kind == "completion" and claim.rate.value):
                say = f"预算数是零，没有{'完成率' if claim.kind == 'completion' else '差异率'}；文中写了{claim.rate.text.strip()}。"
                faults.append(fault_of(document, group, claim, say, claim.rate.value, Decimal(0)))
            continue
        given = actual.percent_of(budget)
        if given is None:
            continue
        if claim.kind == "deviation":
            given = given - Interval(Decimal(100), Decimal(100))
        printed = Interval.of(claim.rate)
        if not given.meets(printed) and not (
            claim.kind == "deviation"
            and given.meets(Interval(-printed.high, -printed.low))
            and given.high < 0 < printed.low
            and "-" not in claim.rate.text
        ):
            say = f"由本句的数算出的比率是{percent_text(given.middle, claim.rate.places)}，文中写的是{claim.rate.text.strip()}。"
            faults.append(fault_of(document, group, claim, say, claim.rate.value, given.middle))
    return verdict(faults) if seen else not_applicable("文中没有写明预算数、决算数和比率的句子。")


def _wanted(rule: RuleDef, kind: str) -> bool:
    kinds = rule.word_list("claims")
    return not kinds or kind in kinds


def directions(rule: RuleDef, document: Document) -> Verdict:
    """大于/小于预算数, 由X增加到Y, 比预算X增加Y: the words against the amounts."""
    faults = []
    for group, _, claim in claims_of(document, "budget", "from_to"):
        assert claim.now and claim.whole
        now, before = Interval.of(claim.now), Interval.of(claim.whole)
        change = now - before
        if (claim.up and change.high < 0) or (not claim.up and change.low > 0):
            faults.append(fault_of(document, group, claim, "文字说的增减方向与数相反。", claim.now.value, claim.whole.value))
        elif claim.difference is not None:
            printed = Interval.of(claim.difference)
            given = change if claim.up else before - now
            if not given.meets(printed):
                say = f"两数相差{format_amount(abs(change.middle) / scale_of(claim.difference))}{claim.difference.unit}，文中写的是{claim.difference.text}。"
                faults.append(
                    fault_of(document, group, claim, say, claim.difference.value, abs(change.middle) / scale_of(claim.difference))
                )
    faults += [fault for group in document.groups for fault in _more_or_less(document, group)]
    return verdict(faults)


_MORE: Final = re.compile(
    rf"预算[^，。；\ue100-\uecff]{{0,10}}(?P<budget>{A})[，,]\s*[^。；\ue100-\uecff]{{0,14}}决算[^，。；\ue100-\uecff]{{0,6}}(?P<actual>{A})[^\ue100-\ue4ff]{{0,60}}?决算数?(?P<word>大于|小于|等于|高于|低于)(?:年初|全年)?预算"
)


def _more_or_less(document: Document, group: Passage) -> Iterator[Fault]:
    masked = mask(group.text)
    for match in _MORE.finditer(masked.masked):
        change = Interval.of(masked.figure(match["actual"])) - Interval.of(masked.figure(match["budget"]))
        word = match["word"]
        wrong = (word in ("大于", "高于") and change.high <= 0) or (word in ("小于", "低于") and change.low >= 0)
        wrong = wrong or (word == "等于" and not change.low <= 0 <= change.high)
        if wrong:
            claim = Claim("budget", masked.where(match.start()), masked.where(match.end()))
            figures = masked.figure(match["actual"]), masked.figure(match["budget"])
            yield fault_of(document, group, claim, f"决算数与预算数相比，并不是“{word}”。", figures[0].value, figures[1].value)


def shares(rule: RuleDef, document: Document) -> Verdict:
    """…，占…X%: recomputed where the text says the whole."""
    faults = []
    seen = False
    everything = [mask(group.text) for group in document.groups]
    for group, masked, claim in claims_of(document, "share"):
        assert claim.now and claim.rate
        wholes = _wholes(masked, claim, everything)
        if not wholes:
            continue
        seen = True
        given = [share for whole in wholes if (share := Interval.of(claim.now).percent_of(Interval.of(whole)))]
        if not given or any(share.meets(Interval.of(claim.rate)) for share in given):
            continue
        say = f"按文中的总数算出的占比是{percent_text(given[0].middle, claim.rate.places)}，文中写的是{claim.rate.text.strip()}。"
        faults.append(fault_of(document, group, claim, say, claim.rate.value, given[0].middle))
    return verdict(faults) if seen else not_applicable("文中没有能找到总数的占比。")


def _wholes(masked: Masked, claim: Claim, everything: list[Masked]) -> list[FoundFigure]:
    """Amounts that the words behind 占 name; without words the amount before 其中."""
    words = _NOISE.sub("", claim.words).removeprefix("比").strip()
    if not words:
        head = max(masked.masked.rfind(mark, 0, claim.mark) for mark in ("其中", "方面：", "包括："))
        amounts = [figure for _, figure in masked.marks(head - 200, head) if not figure.direction] if head > 0 else []
        return amounts[-1:] if len(amounts) == 1 or not claim.words else amounts
    own = labelled(masked, words)
    return own or [figure for other in everything for figure in labelled(other, words)]


def labelled(masked: Masked, label: str) -> list[FoundFigure]:
    found = []
    for place, figure in masked.marks():
        before = re.sub(r"[为共计是：:\s]+$", "", masked.masked[max(0, place - 40) : place])
        if _NOISE.sub("", before).endswith(label):
            found.append(figure)
    return found


def rates_of(rule: RuleDef, document: Document) -> Verdict:
    """A rate named together with its two amounts (资金结转结余率, 执行率): the patterns of the rule have ``part``, ``whole`` and ``rate``."""
    faults = []
    seen = False
    marks = {"｟A｠": A, "｟P｠": P, "｟C｠": C}
    for words in rule.word_list("rates"):
        for mark_word, mark_pattern in marks.items():
            words = words.replace(mark_word, mark_pattern)
        for group in document.groups:
            masked = mask(group.text)
            for match in re.finditer(words, masked.masked):
                part, whole, rate = (masked.figure(match[name]) for name in ("part", "whole", "rate"))
                given = Interval.of(part).percent_of(Interval.of(whole))
                seen = True
                if given is not None and not given.meets(Interval.of(rate)):
                    claim = Claim("share", masked.where(match.start()), masked.where(match.end()))
                    say = f"由本句的数算出的比率是{percent_text(given.middle, rate.places)}，文中写的是{rate.text.strip()}。"
                    faults.append(fault_of(document, group, claim, say, rate.value, given.middle))
    return verdict(faults) if seen else not_applicable("文中没有这样的句子。")


def scale_of(figure: FoundFigure) -> Decimal:
    return figure.yuan / figure.value if figure.yuan and figure.value else Decimal(1)


def percent_text(value: Decimal, places: int) -> str:
    return f"{format_amount(value, max(places, 2))}%"
