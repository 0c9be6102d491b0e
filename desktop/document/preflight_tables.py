"""Judges of the tables: which there are, whether empty ones are explained, names of 科目, and what the pack's own checks say."""

from __future__ import annotations

import re
from decimal import Decimal
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Final

from desktop.core.cells import SENTENCE_COLUMN, SENTENCE_ROW, CellRef
from desktop.document.official_tables import official_tables
from desktop.document.preflight_subjects import plain_name
from desktop.document.preflight_text import Document, squeezed
from desktop.document.preflight_verdict import PASSED, Fault, Verdict, not_applicable, not_judgeable, verdict
from desktop.forms.rules import RuleDef

if TYPE_CHECKING:
    from desktop.core.definitions import FormDef
    from desktop.core.evaluate import Model

_ATTACHED: Final = re.compile(r"(?:报表|决算表|公开表)[^。\n]{0,8}(?:详?见附[件表]|附后)")


def pack_checks(rule: RuleDef, document: Document) -> Verdict:
    """What the checks of the pack found on the data. Their findings stand in the list of findings already, so none is made again."""
    model = document.model
    if model is None:
        return not_judgeable("要在填好的表上审核，只有文稿时判断不了。")
    known = {name for form in model.pack.forms for name in _ids(form)}
    present = {name for form in model.forms() if _in_use(model, form) for name in _ids(form)}
    fitting = {name for name in known if any(fnmatchcase(name, wanted) for wanted in rule.checks)}
    if not fitting & present:
        return not_applicable("没有这种表。" if fitting else "这个表套没有这项审核。")
    found = tuple(
        sorted({one.check for one in model.findings() if one.check in fitting and one.severity != "hint" and one.state != "acknowledged"})
    )
    return Verdict("violated", noted=found) if found else PASSED


def tables_present(rule: RuleDef, document: Document) -> Verdict:
    """Every table of the set stands in the document, the empty ones too."""
    if document.model is not None:
        kinds = {rendered.block.kind for rendered in document.blocks}
        printed = {rendered.block.form for rendered in document.blocks if rendered.block.kind == "table"}
        if "tables" in kinds:
            return PASSED
        missing = [form.title for form in _official(document.model) if form.code not in printed]
        return verdict([Fault("", "", f"文稿里没有印出：{'、'.join(missing)}。")] if missing else [])
    if not document.tables_inside:
        return not_judgeable("表不在文稿里，请另看附表。" if _ATTACHED.search(document.words) else "文稿里没有表。")
    body = squeezed("".join(p.text for p in document.passages if p.kind in ("text", "table", "heading") and len(p.text) < 60))
    missing = []
    for title in rule.word_list("tables"):
        options = title.split("/")
        if not any(option in body for option in options):
            missing.append(options[0])
    return verdict([Fault("", "", f"没有找到《{name}》。没有数据的表也要列出并说明。") for name in missing])


def empty_explained(rule: RuleDef, document: Document) -> Verdict:
    """Under an empty table a sentence says that it is empty."""
    model = document.model
    if model is None:
        return _empty_in_text(document)
    faults = []
    for form in _official(model):
        if model.is_empty(form.code) and model.rows(form.code):
            ref = CellRef(form.code, SENTENCE_ROW, SENTENCE_COLUMN)
            if not model.value(ref) and not form.empty_sentence:
                faults.append(Fault("", form.title, f"{form.code} {form.title}没有数，也没有空表说明。", cells=(ref,)))
    return verdict(faults)


def _empty_in_text(document: Document) -> Verdict:
    if not document.tables_inside:
        return not_judgeable("表不在文稿里，看不到空表说明。")
    notes = [p for p in document.passages if re.match(r"^说明[：:]", p.text)]
    return PASSED if notes else not_applicable("文稿里看不出有空表。")


def empty_said(rule: RuleDef, document: Document) -> Verdict:
    """A table without figures is said to be empty in its section of the text, and one with figures is not."""
    model = document.model
    if model is None:
        return not_judgeable("要与表对照，只有文稿时判断不了。")
    faults = []
    for pair in rule.word_list("sections"):
        code, _, heading = pair.partition("|")
        if model.find_form(code) is None:
            continue
        text = document.section(heading)
        if not text:
            continue
        says_none = bool(re.search(r"(?:无|没有|未发生)[^。；]{0,30}(?:收支|支出|收入|数据|此项)|为空表", text)) and not re.search(
            r"[1-9][\d,，]*(?:\.\d+)?\s*万?元", text
        )
        empty = model.is_empty(code)
        block = next((p.block for p in document.prose if heading in p.section), "")
        if empty and not says_none and not re.search(r"[^\d.]0(?:\.0+)?万?元", text):
            faults.append(Fault(block, text[:60], f"{code}没有数，文中没有说明本年度没有此项收支。"))
        if not empty and says_none:
            faults.append(Fault(block, text[:60], f"{code}有数，文中却说没有此项收支。", "error"))
    return verdict(faults)


def funds_named(rule: RuleDef, document: Document) -> Verdict:
    """The sentence under an empty table names its own fund."""
    pairs = [pair.split("|") for pair in rule.word_list("pairs")]
    faults = []
    texts: list[tuple[str, str, str]] = []  # heading, words, block
    if document.model is not None:
        for form in document.model.forms():
            words = document.model.value(CellRef(form.code, SENTENCE_ROW, SENTENCE_COLUMN))
            if isinstance(words, str) and words:
                texts.append((form.title, words, form.code))
    texts += [(p.section, p.text, p.block) for p in document.prose]
    for heading, words, block in texts:
        for own, other in pairs:
            if own in heading and other not in heading and re.search(rf"(?:无|没有){other}", words) and own not in words:
                faults.append(Fault(block, words[:80], f"“{heading}”的说明写的是{other}。"))
    return verdict(faults)


def fine_enough(rule: RuleDef, document: Document) -> Verdict:
    """Rows without rows below them go down to the level of ``levels``: ``表|长度`` with the length of their codes."""
    model = document.model
    if model is None:
        return not_judgeable("要看填好的表，只有文稿时判断不了。")
    faults = []
    seen = False
    for pair in rule.word_list("levels"):
        code, _, length = pair.partition("|")
        rows = [row for row in model.rows(code) if row.code]
        filled = [row for row in rows if _filled(model, code, row.id)]
        seen = seen or bool(filled)
        above = {row.code[:end] for row in filled for end in range(1, len(row.code))}
        for row in filled:
            if len(row.code) < int(length) and row.code not in above:
                faults.append(Fault("", f"{row.code} {row.label}", f"{code}的“{row.label}”有数，下面没有分到{length}位代码。"))
    return verdict(faults) if seen else not_applicable("表里没有数。")


def columns_apart(rule: RuleDef, document: Document) -> Verdict:
    """The tables have each of the columns of ``columns``: ``表|栏|栏``."""
    model = document.model
    if model is None:
        return not_judgeable("要看填好的表，只有文稿时判断不了。")
    faults = []
    for entry in rule.word_list("columns"):
        code, *wanted = entry.split("|")
        form = model.find_form(code)
        if form is None:
            continue
        there = {column.id for block in form.blocks for column in block.columns}
        there |= {row.id for block in form.blocks for row in block.rows}
        missing = [name for name in wanted if name not in there]
        faults += [Fault("", form.title, f"{code}没有分列{'、'.join(missing)}。")] if missing else []
    return verdict(faults)


def headed(rule: RuleDef, document: Document) -> Verdict:
    """Each printed table has a title, a number, the name of the unit, the year and a unit of amounts."""
    model = document.model
    if model is None:
        return _headed_text(document)
    faults = [] if model.book.unit_name else [Fault("", "", "没有单位名称。")]
    official = _official(model)
    numbered = any(form.form_no for form in official)  # some regions print no numbers at all
    for form in official:
        wanted = (("表名", form.title), ("表号", form.form_no or not numbered), ("金额单位", form.unit))
        missing = [name for name, there in wanted if not there]
        if missing:
            faults.append(Fault("", form.title, f"{form.code}没有{'、'.join(missing)}。"))
    return verdict(faults)


def _headed_text(document: Document) -> Verdict:
    if not document.tables_inside:
        return not_judgeable("表不在文稿里，看不到表头。")
    texts = [squeezed(p.text) for p in document.passages if p.kind in ("text", "table")]
    numbers = sum(bool(re.fullmatch(r"公开\d\d表?", text) or re.match(r"公开\d\d表", text)) for text in texts)
    names = sum("部门名称" in text or "单位名称" in text for text in texts)
    units = sum(bool(re.search(r"(?:金额)?单位[：:](?:万元|元)", text)) for text in texts)
    if not numbers:
        return not_judgeable("文稿里看不出表号。")
    short = [f"{name}只有{count}处" for name, count in (("单位名称", names), ("金额单位", units)) if count < numbers]
    return verdict([Fault("", "", f"有表号的表{numbers}张，{'，'.join(short)}。")] if short else [])


def noted(rule: RuleDef, document: Document) -> Verdict:
    """The note under each table (注：本表反映…) is kept."""
    model = document.model
    if model is None:
        return not_judgeable("要看表的版面，只有文稿时判断不了。")
    return verdict([Fault("", form.title, f"{form.code}下面没有注。") for form in _official(model) if not form.notes])


def left_empty(rule: RuleDef, document: Document) -> Verdict:
    """Codes of ``codes`` carry no figure in the form of ``form``."""
    model = document.model
    if model is None:
        return not_judgeable("要看填好的表，只有文稿时判断不了。")
    (code,) = rule.word_list("form")
    faults = []
    for row in model.rows(code):
        if row.code.startswith(rule.word_list("codes")) and not row.dynamic:
            filled = _filled(model, code, row.id)
            faults += [Fault("", row.label, f"{code}的{row.code} {row.label}不应有数。", cells=tuple(filled))] if filled else []
    return verdict(faults)


def items_listed(rule: RuleDef, document: Document) -> Verdict:
    """Where the section ``section`` lists the 款 of ``form``, it lists those that have figures and no others."""
    model = document.model
    (code,), (heading,) = rule.word_list("form"), rule.word_list("section")
    if model is None:
        return not_judgeable(f"要与{code}表对照，只有文稿时判断不了。")
    filled: set[str] = set()
    empty: set[str] = set()
    for row in model.rows(code):
        if len(row.code) == 5:
            (filled if _filled(model, code, row.id) else empty).add(plain_name(row.label))
    if not filled:
        return not_judgeable(f"{code}没有填到款。")
    told: set[str] = set()
    for listed in re.findall(r"(?:主要包括|包括)[：:]?([^。；]*)", document.section(heading)):
        told |= {plain_name(name) for name in listed.split("、")} & (filled | empty)
    if len(told) < 3:
        return not_applicable(f"文中没有列出{heading}各款。")
    faults = []
    if wrong := sorted(told - filled):
        faults.append(Fault("", "、".join(wrong), f"文中列了{code}里没有数的：{'、'.join(wrong)}。"))
    if missing := sorted(filled - told):
        faults.append(Fault("", "、".join(missing), f"{code}里有数，文中没有列的：{'、'.join(missing)}。"))
    return verdict(faults)


def _official(model: Model) -> list[FormDef]:
    return [model.form(code) for code in official_tables(model)]


def _filled(model: Model, code: str, row: str) -> list[CellRef]:
    """Cells of a row with a figure other than nil."""
    refs = [CellRef(code, row, column.id) for column in model.columns(code, row)]
    return [ref for ref in refs if isinstance(value := model.value(ref), Decimal) and value]


def _ids(form: FormDef) -> set[str]:
    return {one.id for one in form.checks} | {one.id for one in form.calcs}


def _in_use(model: Model, form: FormDef) -> bool:
    """Whether something is filled in on a form of performance; the official tables are there in any case."""
    sheet = model.book.sheets.get(form.code)
    return not form.stage or bool(sheet and sheet.entered)
