"""Judges of reasons: a large change has one, it says something, and it does not say the opposite of the change."""

from __future__ import annotations

import re
from typing import Final

from desktop.document.preflight_claims import claims, mask
from desktop.document.preflight_text import Document
from desktop.document.preflight_verdict import Fault, Verdict, fault, not_applicable, verdict
from desktop.forms.rules import RuleDef

_REASON_WORDS: Final = ("原因", "由于", "因为", "因此", "主要是", "系因", "导致", "，因")


def reasons_given(rule: RuleDef, document: Document) -> Verdict:
    """A change or deviation above the rule's limit is followed by a reason in the same paragraph or in the parts it leads to."""
    limit = rule.number("limit")
    faults: list[Fault] = []
    seen = False
    skip = rule.word_list("skip_parts")
    for group in document.groups:
        if any(word in group.part + group.section for word in skip):
            continue
        masked = mask(group.text)
        for claim in claims(masked):
            if (
                claim.rate is None
                or claim.kind not in ("change", "deviation", "completion")
                or (claim.kind == "change" and claim.difference is None)
            ):
                continue
            printed = claim.rate.value - 100 if claim.kind == "completion" else claim.rate.value
            if abs(printed) <= limit:
                continue
            seen = True
            if not _explained(group.text, claim.end):
                block = next((p.block for p in document.prose if group.text[claim.start : claim.end] in p.text), group.block)
                faults.append(
                    Fault(block, group.text[max(0, claim.start - 30) : claim.end + 20].strip(), f"变动超过{limit}%，没有写原因。")
                )
    return verdict(faults) if seen else not_applicable(f"文中没有超过{limit}%的变动。")


def _explained(text: str, end: int) -> bool:
    """A reason stands behind, in the same paragraph; 其中： goes on with the paragraphs of its parts."""
    stop = text.find("\n", end)
    rest = text[end : stop if stop >= 0 else None]
    if any(word in rest for word in _REASON_WORDS):
        return True
    return bool(re.search(r"其中[：:]?\s*$|[；;，,：:]\s*$", rest)) and any(word in text[stop:] for word in _REASON_WORDS)


def empty_reasons(rule: RuleDef, document: Document) -> Verdict:
    """主要原因 is followed by words of its own, not by one of the empty phrases alone."""
    phrases = rule.word_list("empty")
    faults = []
    seen = False
    for passage in document.prose:
        for match in re.finditer(
            r"主要(?:增加|减少|变动)?原因(?:是|为|系)?\s*[：:]?\s*(?P<reason>[^。；\n]*)(?P<stop>[。；\n]|$)", passage.text
        ):
            reason = match["reason"].strip("，, 是：:")
            if match["reason"].startswith(("分析", "及", "说明", "，", "、", "的", "）")):
                continue
            seen = True
            if not reason and match.end() >= len(passage.text) and not match["stop"]:
                continue  # a heading-like line; the reason follows in the next paragraph
            if not reason or reason in phrases:
                say = f"“{reason}”没有说出原因。" if reason else "“主要原因”后面没有文字。"
                faults.append(fault(passage, match.start(), match.end(), say))
    return verdict(faults) if seen else not_applicable("文中没有写原因的句子。")


def reasons_fit(rule: RuleDef, document: Document) -> Verdict:
    """A reason does not say the opposite of the change it explains: only words of less behind an increase, or of more behind a decrease."""
    more, less = rule.word_list("more"), rule.word_list("less")
    neutral = rule.word_list("neutral")
    faults = []
    seen = False
    for passage in document.prose:
        masked = mask(passage.text)
        for claim in claims(masked):
            if claim.kind != "change" or claim.difference is None or not claim.difference.value:
                continue
            reason = re.match(r"[，,。；]?\s*(?:主要)?(?:增加|减少)?原因(?:是|为|：|:)*(?P<words>[^。；]+)", passage.text[claim.end :])
            if reason is None:
                continue
            seen = True
            words = reason["words"]
            fits, against = (more, less) if claim.up else (less, more)
            if any(word in words for word in against) and not any(word in words for word in (*fits, *neutral)):
                say = f"数是{'增加' if claim.up else '减少'}的，原因说的却是相反的方向。"
                faults.append(fault(passage, claim.start, claim.end + reason.end(), say))
    return verdict(faults) if seen else not_applicable("文中没有写明变动和原因的句子。")
