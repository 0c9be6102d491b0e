"""Findings that need no pack: entries where none belong, texts where figures belong, codes nobody knows.

Their ids are stable: ``科目-未知代码`` ``科目-名称不符`` ``科目-缺少上级`` ``填报-不适用行`` ``填报-封面不适用`` ``填报-文字`` ``填报-无此单元格``,
and of indicators ``指标值-矛盾`` ``指标值-缺数值`` ``指标值-疑似百分比`` ``指标值-疑问`` ``指标值-读不懂``.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from decimal import Decimal

from desktop.core.amounts import Value, format_amount, read_amount
from desktop.core.cells import CellRef, Entry
from desktop.core.definitions import FamilyDef, Subject, SubjectLookup
from desktop.core.findings import Finding, FindingCell, Severity
from desktop.core.findings import Repair as Offer
from desktop.core.inspect_indicators import inspect_indicator
from desktop.core.labels import cell_label, form_label, place_label
from desktop.core.structure import AMOUNTS, FormState, RowState
from desktop.core.wording import fingerprint

CODE_COLUMN = "科目代码"
NAME_COLUMN = "科目名称"
"""Names of the two printed columns of a dynamic row, for findings about the row itself."""
_PROVEN = ("yes", "official")
"""How a name of the list was found so that it may correct what a clerk wrote."""


def inspect_row(form: FormState, row: RowState, subjects: SubjectLookup | None) -> Iterator[Finding]:
    """Findings about a dynamic row: its code, its name, its parent."""
    family = form.family_block.family if form.family_block else None
    if family is None or family.kind != "subjects" or row.data is None:
        return
    code = row.id
    shorter = [length for length in family.levels if length < len(code)]
    if shorter and code[: max(shorter)] not in form.rows:
        above = code[: max(shorter)]
        yield _row_finding(
            form, row, "科目-缺少上级",
            f"{code} {row.label} 没有上级科目行 {above}，合计会漏掉或错放它的数。",
            "各级科目逐级汇总，每个项要有它的款，每个款要有它的类。",
            f"请增加科目行 {above}。",
            Offer("add_parent", CellRef(form.code, above, NAME_COLUMN), known_above.name) if (known_above := _known(subjects, family, above)) else None,
        )  # fmt: skip
    if subjects is None:
        return
    known = subjects.find(family.subjects, code)
    if known is None:
        if subjects.is_official(family.subjects):
            yield _row_finding(
                form, row, "科目-未知代码",
                f"{code} {row.label} 不在本年度的科目表里。",
                "科目代码应以本年度《政府收支分类科目》为准，已导入的科目表里没有这个代码。",
                "请核对代码；确属新增科目的，请更新科目表，或者说明原因。",
            )  # fmt: skip
        else:
            yield _row_finding(
                form, row, "科目-未知代码",
                f"{code} {row.label} 不在随程序附带的科目表里，请核对。",
                "随程序附带的科目表不一定完整，所以只作提醒。",
                "请对照本年度《政府收支分类科目》核对代码；也可以导入本年度的科目表。",
            )  # fmt: skip
        return
    if _plain(known.name) == _plain(row.label):
        return
    if known.verified in _PROVEN:
        yield _row_finding(
            form, row, "科目-名称不符",
            f"{code} 的科目名称写的是“{row.label}”，科目表里是“{known.name}”。",
            "科目名称应与本年度《政府收支分类科目》一致。",
            "请改用科目表里的名称；如果是科目表有误，请更新科目表。",
            Offer("take_name", CellRef(form.code, row.id, NAME_COLUMN), known.name),
        )  # fmt: skip
    else:
        yield _row_finding(
            form, row, "科目-名称不符",
            f"{code} 的科目名称写的是“{row.label}”，随程序附带的科目表里是“{known.name}”（这个名称待核实）。",
            "科目名称应与本年度《政府收支分类科目》一致；附带的这个名称没有找到出处或出自旧年度，不能作为依据，所以只作提醒。",
            "请对照本年度《政府收支分类科目》核对，写得对就不用改；导入本年度的科目表后，按科目表核对。",
            severity="hint",
        )  # fmt: skip


def inspect_entry(form: FormState, row_id: str, column_id: str, entry: Entry, applies: bool) -> Finding | None:
    """The finding about one entry, if any. ``applies`` is whether the cover lets the cell take an entry."""
    column = form.column(row_id, column_id)
    row = form.rows.get(row_id)
    kind = form.kind(row_id, column) if column is not None else "text"
    barred = row is None or (row.definition is not None and row.definition.not_applicable)
    if applies and column is not None and not barred and kind != "indicator" and isinstance(entry.value, Decimal) == (kind in AMOUNTS):
        return None  # by far the most entries are what they should be
    shown = format_amount(entry.value, None) if not isinstance(entry.value, str) else entry.value
    place = place_label(form, row_id, column_id)
    if column is None or (row is None and form.block_of(row_id) is not None):
        return _cell_finding(
            form, row_id, column_id, entry.value, "填报-无此单元格", "warning",
            f"{form_label(form)}没有“{row_id} · {column_id}”这个单元格，填在那里的 {shown} 没有计入任何合计。",
            "表套里没有这一行或这一栏，或者这一行已经删除。",
            "请把这个数填到正确的行、栏；不需要的，请清除。",
        )  # fmt: skip
    if row is not None and row.definition is not None and row.definition.not_applicable and entry.value != "":
        if not isinstance(entry.value, Decimal | str) or (isinstance(entry.value, Decimal) and not entry.value):
            return None  # 不适用 written out, or a zero
        return _cell_finding(
            form, row_id, column_id, entry.value, "填报-不适用行", "error",
            f"{place}：这一行不适用（印作 ————），却填了 {shown}。",
            "本表规定这一行不填列。",
            "请清除这个数，或者填到应填的行。",
        )  # fmt: skip
    if kind in AMOUNTS and isinstance(entry.value, str):
        return _cell_finding(
            form, row_id, column_id, entry.value, "填报-文字", "error",
            f"{place}：这里应填数，填的是文字“{shown}”，没有计入合计。",
            "金额栏里的文字不能参加计算。",
            "请改填数字；没有发生的，留空或填 0。", _amount_in(form, row_id, column_id, entry.value),
        )  # fmt: skip
    if not applies and entry.value != "" and entry.value != Decimal(0):
        return _cell_finding(
            form, row_id, column_id, entry.value, "填报-封面不适用", "warning",
            f"{place}：按封面的填写，这里不需要填列，却填了 {shown}。",
            "封面的填写决定本单位需要填列哪些表、行和栏。",
            "请核对封面；封面无误的，请清除这个数。",
        )  # fmt: skip
    return inspect_indicator(form, row_id, column_id, entry) if kind == "indicator" else None


def _row_finding(
    form: FormState, row: RowState, check: str, say: str, why: str, how: str, repair: Offer | None = None, *, severity: Severity = "warning"
) -> Finding:
    ref = CellRef(form.code, row.id, NAME_COLUMN if check == "科目-名称不符" else CODE_COLUMN)
    cells = (FindingCell(ref, f"{form_label(form)} {row.id} {row.label}", row.label, "entered"),)
    return Finding(
        check, severity, "基本", "violated", form.code, row.id, say, why, how, cells=cells, repair=repair, fingerprint=fingerprint(cells)
    )


def _cell_finding(
    form: FormState, row: str, column: str, value: Value, check: str, severity: Severity, say: str, why: str, how: str,
    repair: Offer | None = None,
) -> Finding:  # fmt: skip
    cells = (FindingCell(CellRef(form.code, row, column), cell_label(form, row, column), value, "entered"),)
    return Finding(
        check, severity, "基本", "violated", form.code, f"{row}/{column}", say, why, how, cells=cells, repair=repair,
        fingerprint=fingerprint(cells),
    )  # fmt: skip


def _amount_in(form: FormState, row: str, column: str, text: str) -> Offer | None:
    """The amount that a text reads as, where it can be nothing else: no unit beside it that would have to be converted."""
    read = read_amount(text)
    plain = not read.problem and not read.unit and isinstance(read.value, Decimal)
    return (
        Offer("read_text", CellRef(form.code, row, column), format(read.value, "f")) if plain and isinstance(read.value, Decimal) else None
    )


def _known(subjects: SubjectLookup | None, family: FamilyDef, code: str) -> Subject | None:
    return subjects.find(family.subjects, code) if subjects is not None else None


def _plain(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).split())
