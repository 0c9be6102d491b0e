"""Judges of order: numbering without gaps, contents like the headings, years, dates, remnants between lines."""

from __future__ import annotations

import re
from datetime import date
from difflib import SequenceMatcher
from typing import Final

from desktop.core.cells import COVER, CellRef
from desktop.core.numerals import from_chinese
from desktop.document.numbers import find_figures
from desktop.document.preflight_claims import A, mask
from desktop.document.preflight_text import Document, Passage, squeezed
from desktop.document.preflight_verdict import PASSED, Fault, Verdict, fault, not_applicable, not_judgeable, verdict
from desktop.forms.rules import RuleDef

_STYLES: Final = (
    ("一、", re.compile(r"^(?P<n>[一二三四五六七八九十]{1,3})、")),
    ("（一）", re.compile(r"^[（(](?P<n>[一二三四五六七八九十]{1,3})[）)]")),
    ("1.", re.compile(r"^(?P<n>\d{1,2})\s*[.、．](?:(?!\d)|(?=20\d\d年))")),
    ("（1）", re.compile(r"^[（(](?P<n>\d{1,2})[）)]")),
)

_TABLES: Final = re.compile(r"决算表|报表")
_INLINE_FIRST: Final = re.compile(r"注\s*[：:]\s*1\s*[.、．]")
"""The first of a list that goes on in lines of their own: 备注：1.…"""


def _numbered(text: str) -> tuple[str, int] | None:
    for style, pattern in _STYLES:
        match = pattern.match(text)
        if match:
            return style, int(match["n"]) if match["n"].isdigit() else int(from_chinese(match["n"]) or 0)
    return None


def numbering(rule: RuleDef, document: Document) -> Verdict:
    """一、二、三 and 1. 2. 3. go on without a gap and without a number twice; lists inside lists are followed."""
    faults: list[Fault] = []
    part = ""
    stack: list[tuple[str, int]] = []
    for passage in document.passages:
        if passage.kind not in ("heading", "text", "glossary", "form"):
            continue
        if passage.part != part:
            part, stack = passage.part, []
        if _TABLES.search(part):  # rows of tables are numbered in columns of their own
            continue
        found = _numbered(passage.text)
        if found is None:
            if _INLINE_FIRST.search(passage.text):
                stack.append(("1.", 1))
            continue
        style, number = found
        depth = next((place for place in range(len(stack) - 1, -1, -1) if stack[place] == (style, number - 1)), None)
        if depth is not None:
            stack[depth:] = [(style, number)]
        elif number == 1:
            stack.append((style, 1))
        else:
            if passage.kind != "form":  # cells of a table are lists of their own
                faults += _jump(passage, style, number, stack)
            above = next((place for place in range(len(stack) - 1, -1, -1) if stack[place][0] == style), len(stack))
            stack[above:] = [(style, number)]
    return verdict(faults)


def _jump(passage: Passage, style: str, number: int, stack: list[tuple[str, int]]) -> list[Fault]:
    before = next((last for name, last in reversed(stack) if name == style), None)
    mark = passage.text[:24]
    if before is None:
        return [Fault(passage.block, mark, f"编号“{style}”一级从第{number}项开始，前面没有第1项。")]
    if before == number:
        return [Fault(passage.block, mark, f"编号重复：前面已经有第{number}项。")]
    return [Fault(passage.block, mark, f"编号不连续：第{before}项后面是第{number}项。")]


def contents_match(rule: RuleDef, document: Document) -> Verdict:
    """Each line of the contents stands in the body as a heading, or as the title of a table or form."""
    if not document.contents:
        return not_applicable("文中没有目录。")
    if document.model is not None:
        return PASSED  # written from the headings themselves
    faults = []
    for entry in document.contents:
        plain = re.sub(r"^(?:第[一二三四五六七八九十]+部分|[（(]?[一二三四五六七八九十\d]+[、.．）)])", "", entry)
        if plain and plain not in document.words:
            faults.append(Fault("目录", entry, f"目录里有“{plain}”，正文里没有。"))
    return verdict(faults)


def cover(rule: RuleDef, document: Document) -> Verdict:
    """The title says the year, the full name and 部门决算 or 单位决算."""
    if document.model is not None:
        text = squeezed("".join(p.text for p in document.passages if p.kind == "cover"))
    else:
        text = squeezed("".join(p.text for p in document.passages[:6]))
    if not text or (document.model is None and document.passages[0].kind == "heading"):
        return verdict([Fault("封面", "", "没有封面。")]) if document.model is not None else not_judgeable("看不到封面。")
    missing = []
    if not (re.search(r"20\d\d年", text) or "{年度}" in text):
        missing.append("年度")
    if not re.search(r"(?:部门|单位)决算", text):
        missing.append("“部门决算”或“单位决算”")
    if document.unit and squeezed(document.unit) not in text:
        missing.append("单位全称")
    return verdict([Fault("封面", text[:50], f"封面没有写{'、'.join(missing)}。")] if missing else [])


def years(rule: RuleDef, document: Document) -> Verdict:
    """Comparisons are with the year before; a sentence about amounts names this year or the one before."""
    if not document.year:
        return not_judgeable("文中看不出是哪一年度。")
    faults = []
    this, last = document.year, document.year - 1
    skip = rule.word_list("skip_parts")
    for passage in document.prose:
        if any(word in passage.part + passage.section for word in skip):
            continue
        for match in re.finditer(r"(?:与|比|较)\s*(20\d\d)\s*年(?:度|末)?(?:相比|决算|预算|同期|增|减|上升|下降)", passage.text):
            if int(match[1]) != last:
                faults.append(
                    fault(passage, match.start(), match.end(), f"与{match[1]}年相比：本年度是{this}年，应与{last}年比较。", "error")
                )
        faults += _own_year(document, passage, this)
        for match in re.finditer(
            r"(20\d\d)\s*年度?(?:部门|单位)?(?:收入|支出|财政拨款|一般公共预算|机关运行|政府采购|决算|“三公”)", passage.text
        ):
            if int(match[1]) not in (this, last) and not _inside_document(passage.text, match.start()):
                faults.append(fault(passage, match.start(), match.end(), f"写的是{match[1]}年，本年度是{this}年。"))
    return verdict(faults)


def _inside_document(text: str, place: int) -> bool:
    """Within 《…》 or behind 〔: the name or number of a document."""
    return text.count("《", 0, place) > text.count("》", 0, place) or text[max(0, place - 1) : place] in "〔[【"


def _own_year(document: Document, passage: Passage, this: int) -> list[Fault]:
    """{上年}年度决算 X beside 比年初预算, where the same X is told as this year's elsewhere: the year was not changed."""
    pattern = re.compile(rf"({this - 1})\s*年度决算(?:数)?(?:为)?(?P<amount>{A})[，,]\s*比(?:年初)?预算")
    masked = mask(passage.text)
    found = []
    for match in pattern.finditer(masked.masked):
        amount = masked.figure(match["amount"]).yuan
        if any(
            figure.yuan == amount
            for other in document.prose
            if f"{this}年" in other.text
            for figure in find_figures(other.text)
            if figure.yuan
        ):
            start = masked.where(match.start())
            say = f"写的是{this - 1}年度，同一个数在别处是{this}年度的。"
            found.append(fault(passage, start, masked.where(match.end()), say, "error"))
    return found


def deadlines(rule: RuleDef, document: Document) -> Verdict:
    """A deadline (底之前, 前完成) is not before the year begins."""
    faults = []
    for passage in document.passages:
        if passage.kind in ("contents", "table"):
            continue
        for match in re.finditer(r"(20\d\d)\s*年(?:\d{1,2}\s*月)?底?(?:之前|以前|前)(?:完成)?", passage.text):
            if document.year and int(match[1]) < document.year:
                faults.append(fault(passage, match.start(), match.end(), f"完成时限在{match[1]}年，早于本年度（{document.year}年）。"))
    return verdict(faults)


def asset_date(rule: RuleDef, document: Document) -> Verdict:
    """The state of assets is that of the last day of the year."""
    section = document.section("国有资产")
    if not section:
        return not_applicable("文中没有“国有资产占用”一节。")
    dates = re.findall(r"截[至止]到?\s*(20\d\d)\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日", section)
    wrong = [found for found in dates if found != (str(document.year), "12", "31")]
    if wrong:
        year, month, day = wrong[0]
        return verdict([Fault("", f"截至{year}年{month}月{day}日", f"国有资产应是{document.year}年12月31日的情况。")])
    if not dates and "年末" not in section and "年底" not in section:
        return verdict([Fault("", section[:40], f"没有写明是{document.year}年12月31日的情况。")])
    return PASSED


def twenty_days(rule: RuleDef, document: Document) -> Verdict:
    """公开 within 20 days after 批复: both dates stand on the cover sheet of the data."""
    if document.model is None:
        return not_judgeable("文稿里没有批复日期和公开日期。")
    texts = [str(document.model.value(CellRef(COVER, name, "内容")) or "") for name in rule.word_list("dates")]
    try:
        approved, published = (date.fromisoformat(text) for text in texts)
    except ValueError:
        return not_judgeable("封面没有填批复日期和公开日期。")
    days = (published - approved).days
    limit = int(rule.number("days"))
    if days <= limit:
        return PASSED
    # Counted among the model's own findings where the pack has that check.
    return (
        Verdict("violated", noted=("D01",))
        if _has_check(document, "D01")
        else verdict([Fault("封面", f"{approved} → {published}", f"批复后第{days}天公开，超过{limit}天。")])
    )


def _has_check(document: Document, check: str) -> bool:
    return document.model is not None and any(one.id == check for form in document.model.pack.forms for one in form.checks)


def project_names(rule: RuleDef, document: Document) -> Verdict:
    """A project bears one name: in the heading of its goals and in the title of its form."""
    forms = list(
        dict.fromkeys(
            _project(p.text)
            for p in document.passages
            if p.kind in ("text", "heading", "contents") and p.text.endswith(rule.word_list("titles"))
        )
    )
    if not forms:
        return not_applicable("文中没有按项目列的表。")
    faults = []
    for passage in document.headings:
        name = _project(passage.text)
        near = [
            one
            for one in forms
            if one != name and len(name) >= 6 and SequenceMatcher(None, one, name).ratio() >= float(rule.number("alike"))
        ]
        if name not in forms and near:
            faults.append(Fault(passage.block, passage.text, f"项目名称写成“{name}”，表上是“{near[0]}”。"))
    return verdict(faults)


def _project(title: str) -> str:
    bare = re.sub(r"^[（(]?[一二三四五六七八九十\d]+[、.．）)]\s*", "", title)
    return squeezed(re.sub(r"(?:项目支出)?绩效(?:目标|自评)表$", "", bare))
