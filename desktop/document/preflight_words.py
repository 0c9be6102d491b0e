"""Judges of words: patterns that must not stand in a text, or that must, lists of terms, reasons that say nothing."""

from __future__ import annotations

import re
from itertools import chain, islice
from typing import Final

from desktop.document.numbers import FoundFigure, find_figures
from desktop.document.preflight_text import Document, Passage, squeezed
from desktop.document.preflight_verdict import PASSED, Fault, Verdict, fault, not_applicable, verdict
from desktop.forms.rules import RuleDef, RuleSeverity

_MOST: Final = 100
"""Places of one pattern that are looked at in a paragraph."""


def forbidden(rule: RuleDef, document: Document) -> Verdict:
    """No pattern of the rule stands anywhere but where it is in order. One finding for a paragraph, however often."""
    faults = []
    for passage in document.passages:
        found: list[tuple[int, int, str, RuleSeverity | None]] = []
        for pattern in rule.patterns:
            if passage.kind in ("contents", "table") or (passage.kind == "form" and not pattern.also_in_forms):
                continue
            in_order = [other.span() for other in pattern.but.finditer(passage.text)] if pattern.but else []
            for match in islice(pattern.find.finditer(passage.text), _MOST):
                taken = chain(in_order, ((start, end) for start, end, _, _ in found))
                if match[0].strip() and not any(start < match.end() and match.start() < end for start, end in taken):
                    found.append((*match.span(), (pattern.say or rule.say).replace("{文}", match[0].strip()), pattern.severity))
        if found:
            start, end, _, severity = found[0]
            faults.append(fault(passage, start, end, "；".join(dict.fromkeys(say for _, _, say, _ in found)) + "。", severity))
    return verdict(faults)


def required(rule: RuleDef, document: Document) -> Verdict:
    """In the section the rule names (words ``section``) every pattern is found; a section that says there is nothing needs none.

    Without a section the rule does not apply, except where ``must_have`` says that there has to be one.
    """
    names = rule.word_list("section")
    section = document.section(*names)
    if not section.strip():
        if rule.word_list("must_have"):
            return verdict([Fault("", "", f"没有找到“{names[0]}”的说明。")])
        return not_applicable(f"文中没有“{names[0]}”一节。")
    none = rule.word_list("none")
    if any(re.search(words, section) for words in none):
        return PASSED
    missing = [pattern.say for pattern in rule.patterns if not pattern.find.search(section)]
    if not missing:
        return PASSED
    first = section.strip().split("\n")[0]
    return verdict([Fault(_block_of(document, first), first[:60], "、".join(missing))])


def _block_of(document: Document, words: str) -> str:
    return next((passage.block for passage in document.passages if words and words in passage.text), "")


def headings_present(rule: RuleDef, document: Document) -> Verdict:
    """Each line of ``headings`` (several words with / are alternatives) is a heading, in this order where ``in_order`` is given."""
    titles = [squeezed(passage.text) for passage in document.headings]
    missing, places = [], []
    for wanted in rule.word_list("headings"):
        options = wanted.split("/")
        found = [number for number, title in enumerate(titles) if any(option in title for option in options)]
        if found:
            places.append((found[0], options[0]))
        else:
            missing.append(options[0])
    faults = [Fault("", "", f"没有找到“{name}”这一部分的标题。") for name in missing]
    if rule.word_list("in_order"):
        faults += [
            Fault("", titles[place], f"“{name}”的位置不对。")
            for (place, name), (before, _) in zip(places[1:], places, strict=False)
            if place < before
        ]
    return verdict(faults)


def glossary(rule: RuleDef, document: Document) -> Verdict:
    """Terms of the rule that the text uses are explained in 名词解释."""
    explained = squeezed(document.glossary())
    if not explained:
        return verdict([Fault("", "", "没有“名词解释”部分。")])
    used = squeezed("\n".join(p.text for p in document.prose if "名词解释" not in p.part + p.section))
    missing = []
    for term in rule.word_list("terms"):
        names = term.split("/")
        if any(re.search(name, used) for name in names) and not any(re.search(name, explained) for name in names):
            missing.append(names[0].replace("\\", ""))
    return verdict([Fault("", "", f"文中用到，名词解释里没有：{'、'.join(missing)}。")] if missing else [])


def one_name(rule: RuleDef, document: Document) -> Verdict:
    """The name of the unit in the lines above the tables is one and the same."""
    pattern = re.compile(r"(?:部门|单位)名称[：:]\s*([\u4e00-\u9fff（）()]{2,40}?)(?=\s|20\d\d|金额|$)")
    names: dict[str, Passage] = {}
    for passage in document.passages:
        for match in pattern.finditer(passage.text):
            names.setdefault(match[1].strip(), passage)
    if document.model is not None:
        return PASSED if not names or set(names) == {document.unit} else _names(names, document.unit)
    if not names:
        return not_applicable("文中没有写单位名称的行。")
    return PASSED if len(names) == 1 else _names(names, next(iter(names)))


def _names(names: dict[str, Passage], right: str) -> Verdict:
    faults = [
        Fault(passage.block, passage.text[:80], f"单位名称写成“{name}”，与“{right}”不一致。")
        for name, passage in names.items()
        if name != right
    ]
    return verdict(faults)


def sort_words(rule: RuleDef, document: Document) -> Verdict:
    """A 部门 document speaks of 本部门, a 单位 document of 本单位, outside its attachments."""
    if not document.sort:
        return not_applicable("标题没有写明是部门决算还是单位决算。")
    wrong = "本单位" if document.sort == "部门" else "本部门"
    skip = rule.word_list("skip_parts")
    found = [
        (passage, match)
        for passage in document.prose
        if not any(word in passage.part + passage.section for word in skip)
        for match in re.finditer(rf"{wrong}(?![（(])", passage.text)
    ]
    if not found:
        return PASSED
    places = "、".join(dict.fromkeys(passage.block for passage, _ in found))
    passage, match = found[0]
    return verdict(
        [fault(passage, match.start(), match.end(), f"这是{document.sort}决算，文中却写“{wrong}”，共{len(found)}处：{places}。")]
    )


def misplaced(rule: RuleDef, document: Document) -> Verdict:
    """A paragraph about one 科目 does not give a use or a reason that belongs to another: pairs 科目 → words that do not belong there."""
    faults = []
    for passage in document.prose:
        for pair in rule.word_list("pairs"):
            subject, words, so = pair.split(" → ")
            match = re.match(rf"[\d.、（(\s]*[“\"]?{subject}", passage.text)
            wrong = re.search(words, passage.text) if match else None
            if wrong:
                faults.append(fault(passage, wrong.start(), wrong.end(), f"“{wrong[0]}”{so}"))
    return verdict(faults)


def repeated_counts(rule: RuleDef, document: Document) -> Verdict:
    """A count that is told in several places (评价项目X个) is the same everywhere."""
    faults = []
    seen = False
    for label in rule.patterns:
        found = [(passage, match) for passage in document.prose for match in label.find.finditer(passage.text)]
        seen = seen or bool(found)
        values = list(dict.fromkeys(match["count"] for _, match in found))
        if len(values) > 1:
            say = f"{label.say}前后不一致：{'、'.join(values)}。"
            passage = found[-1][0]
            quotes = " / ".join(item[max(0, m.start() - 10) : m.end() + 10] for item, m in ((p.text, m) for p, m in found))
            faults.append(Fault(passage.block, quotes, say))
    if document.model is not None:
        faults += _forms_counted(rule, document)
    return verdict(faults) if seen else not_applicable("文中没有写项目个数。")


def _forms_counted(rule: RuleDef, document: Document) -> list[Fault]:
    """The count in the text against the forms attached: proven by counting."""
    assert document.model is not None
    counted = sum(len(document.model.instances(code)) for code in rule.word_list("forms"))
    faults = []
    for label in rule.patterns:
        for passage in document.prose:
            for match in label.find.finditer(passage.text):
                if counted and label.severity == "error" and int(match["count"]) != counted:
                    faults.append(fault(passage, match.start(), match.end(), f"文中写{match['count']}个，所附的表是{counted}个。", "error"))
    return faults


def written_alike(rule: RuleDef, document: Document) -> Verdict:
    """Amounts of one unit have the same places, and all of a thousand and more have separators or none has. One finding each."""
    skip = rule.word_list("skip_parts")
    places: dict[tuple[str, int], list[tuple[Passage, FoundFigure]]] = {}
    grouped: dict[bool, list[tuple[Passage, FoundFigure]]] = {True: [], False: []}
    for passage in document.prose:
        if any(word in passage.part + passage.section for word in skip):
            continue
        for figure in find_figures(passage.text):
            if figure.kind != "amount" or not figure.value or passage.text[max(0, figure.start - 2) : figure.start].startswith("单价"):
                continue
            places.setdefault((figure.unit, figure.places), []).append((passage, figure))
            if abs(figure.value) >= 1000:
                grouped["," in figure.text or "，" in figure.text].append((passage, figure))
    faults = []
    for unit in dict.fromkeys(unit for unit, _ in places):
        kinds = sorted((len(found), number, found) for (name, number), found in places.items() if name == unit)
        if len(kinds) > 1:
            passage, figure = kinds[0][2][0]
            told = "、".join(f"{number}位的{count}处" for count, number, _ in reversed(kinds))
            faults.append(fault(passage, figure.start, figure.end, f"{unit}数的小数位数不一：{told}。"))
    if grouped[True] and grouped[False]:
        passage, figure = min(grouped.values(), key=len)[0]
        faults.append(fault(passage, figure.start, figure.end, "有的数加千分位，有的不加。"))
    return verdict(faults) if places else not_applicable("文中没有金额。")


def mixed_marks(rule: RuleDef, document: Document) -> Verdict:
    """Half-width marks between Chinese words, told once with their number, where the text otherwise has full-width ones."""
    found = [
        (passage, match)
        for passage in document.prose
        for match in re.finditer(r"(?<=[\u4e00-\u9fff%）”元])[,;:](?=\s*[\u4e00-\u9fff“（])", passage.text)
    ]
    if not found:
        return PASSED
    passage, match = found[0]
    return verdict([fault(passage, match.start(), match.end(), f"中文里用了半角标点“{match[0]}”，共{len(found)}处。")])
