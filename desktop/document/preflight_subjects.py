"""Judges of 科目 in a text: names, levels and codes as in the year's list, every 项 described."""

from __future__ import annotations

import re

from desktop.document.preflight_text import Document, squeezed
from desktop.document.preflight_verdict import PASSED, Fault, Verdict, fault, not_applicable, not_judgeable, verdict
from desktop.forms.rules import RuleDef
from desktop.forms.subjects import SubjectCatalog


def subject_names(rule: RuleDef, document: Document) -> Verdict:
    """Names followed by （类）（款）（项） are those of the year's list, or of the tables ``forms``, at that level."""
    catalog = SubjectCatalog.of_pack(document.model.pack, document.year) if document.model is not None else SubjectCatalog(document.year)
    lengths = {"类": 3, "款": 5, "项": 7}
    by_name: dict[str, set[int]] = {}
    for subject in catalog.all("functional"):
        by_name.setdefault(plain_name(subject.name), set()).add(len(subject.code))
    if document.model is not None:
        for code in rule.word_list("forms"):
            for row in document.model.rows(code):
                if row.code:
                    by_name.setdefault(plain_name(row.label), set()).add(len(row.code))
    faults = []
    seen = False
    pattern = re.compile(r"[“\"]?(?P<name>[\u4e00-\u9fff、（）()]{2,30}?)[”\"]?\s*[（(](?P<level>类|款|项)[）)]")
    for passage in document.prose:
        if passage.part and any(word in passage.part + passage.section for word in rule.word_list("skip_parts")):
            continue
        for match in pattern.finditer(passage.text):
            name = plain_name(re.sub(r"^[（(]?(?:类|款|项)[）)]|^[、，]|^(?:其中|主要用于)", "", match["name"]))
            seen = True
            levels = by_name.get(name)
            if levels is None:
                continue  # the list of the program is not complete enough to say that there is no such name
            if lengths[match["level"]] not in levels:
                right = "、".join(word for word, length in lengths.items() if length in levels)
                faults.append(fault(passage, match.start(), match.end(), f"“{name}”在科目表里是{right}级，不是{match['level']}级。"))
    return verdict(faults) if seen else not_applicable("文中没有注明类、款、项的科目。")


def plain_name(name: str) -> str:
    return re.sub(r"[（）()、“”\"\s]", "", name)


def codes_and_names(rule: RuleDef, document: Document) -> Verdict:
    """In the tables of a text, a code of 3, 5 or 7 digits stands beside the name that the year's list gives it."""
    if document.model is not None:
        return PASSED  # names come from the list, whatever was imported is compared by the import
    catalog = SubjectCatalog(document.year)
    faults = []
    seen = False
    for passage in document.passages:
        match = re.match(r"^\s*(\d{3}|\d{5}|\d{7})\t([\u4e00-\u9fff（）()、]+)", passage.text) if passage.kind == "table" else None
        subject = catalog.find("functional", match[1]) if match else None
        if match is None or subject is None:
            continue
        seen = True
        old = plain_name(match[2]) in map(plain_name, catalog.former_names("functional", match[1]))
        if plain_name(match[2]) != plain_name(subject.name) and (old or subject.verified == "yes"):
            faults.append(Fault(passage.block, passage.text[:40], f"科目{match[1]}的名称是“{subject.name}”，表里写“{match[2]}”。"))
    return verdict(faults) if seen else not_judgeable("文稿里没有带科目代码的表。")


def subjects_described(rule: RuleDef, document: Document) -> Verdict:
    """Where the text goes through 项, it goes through every 项 of the table ``form``."""
    model = document.model
    (code,) = rule.word_list("form")
    if model is None:
        return not_judgeable(f"要与{code}表对照，只有文稿时判断不了。")
    lines = [squeezed(p.text) for p in document.prose]
    text = "\n".join(line for line in lines if "项）" in line or "(项)" in line)  # the name of an item stands in the glossary too
    if not text:
        return not_applicable("这种文稿按类说明，不逐项说明。")
    missing = [row.label for row in model.rows(code) if len(row.code) == 7 and plain_name(row.label) not in plain_name(text)]
    return verdict([Fault("", "", f"{code}表的这些项，文中没有说明：{'、'.join(missing)}。")] if missing else [])
