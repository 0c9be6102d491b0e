"""What a derived pack changed against its base, as rows for a reviewer: form, place, before, after."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any, Final

from desktop.core.definitions import BodyLine, CalcDef, CheckDef, ColumnDef, FormDef, HeadCell, LayoutDef, PackDef
from desktop.forms.review_scoring import profile_rows
from desktop.forms.words import MISSING, SEVERITIES

_NAMES: Final = {
    "title": "名称", "form_no": "表号", "view": "样式", "unit": "金额单位", "decimals": "小数位", "trailing_zeros": "补零", "exports": "可供引用", "mirrors": "同步增加科目",
    "notes": "表下注", "tail_note": "尾差注", "empty_sentence": "空表说明", "titles": "其他名称", "applies": "适用条件", "help": "填表说明",
    "orientation": "方向", "paper": "纸张", "head": "表头", "column_numbers": "栏次行", "panels": "并排区块", "footer": "表尾",
    "widths": "栏宽", "meta_left": "题下左", "meta_center": "题下中", "meta_right": "题下右", "font_size": "字号", "signature": "签章",
    "body": "表样", "per": "每个…一张", "stage": "阶段", "scoring": "评分办法",
}  # fmt: skip

_FORMULA: Final = {
    "let": "公式", "expr": "公式", "basis": "依据", "when": "条件", "severity": "级别", "tier": "类别", "each": "逐行", "columns": "逐栏",
    "say": "提示", "why": "依据", "how": "办法", "missing": "缺数", "repair": "自动改正", "reason": "原因填在", "fixed": "带入（不另填）",
}  # fmt: skip


def pack_differences(base: PackDef, pack: PackDef) -> list[list[str]]:
    """Forms that came or went, and within a form every key, row, column, calc and check that is not as in the base."""
    rows = [[f"{pack.title} 与 {base.title}（{base.id}）的不同"], [], ["表", "位置", "原来", "现在"]]
    order = [form.code for form in pack.forms]
    before = [form.code for form in base.forms]
    if order != before:
        rows.append(["（整套）", "表的顺序", "、".join(before), "、".join(order)])
    for name, old, new in _changed_pairs(dict(base.parameters), dict(pack.parameters)):
        rows.append(["（整套）", f"参数 {name}", old, new])
    for name, old, new in _changed_pairs(_profiles(base), _profiles(pack)):
        rows.append(["（整套）", f"评分办法 {name}", old, new])
    for code in before:
        if code not in order:
            rows.append([code, "整张表", "有", "没有"])
    for form in pack.forms:
        other = base.form(form.code)
        if other is None:
            rows.append([form.code, "整张表", "没有", "新增"])
        else:
            rows += [[form.code, *line] for line in _form(other, form)]
    return rows


def _profiles(pack: PackDef) -> dict[str, str]:
    return {profile.id: "\n".join("：".join(filter(None, row)) for row in profile_rows(profile)) for profile in pack.scoring}


def _form(old: FormDef, new: FormDef) -> Iterator[list[str]]:
    yield from _fields("", old, new, ("blocks", "calcs", "checks", "layout"))
    yield from _fields("版式 ", old.layout, new.layout, ())
    for what, one, other in (
        ("区块", {block.id: "有" for block in old.blocks}, {block.id: "有" for block in new.blocks}),
        ("行", _rows(old), _rows(new)),
        ("栏", _columns(old), _columns(new)),
        ("科目行", _families(old), _families(new)),
    ):
        for name, before, after in _changed_pairs(one, other):
            yield [f"{what} {name}", before, after]
    yield from _formulas("运算公式", {calc.id: calc for calc in old.calcs}, {calc.id: calc for calc in new.calcs})
    yield from _formulas("审核公式", {check.id: check for check in old.checks}, {check.id: check for check in new.checks})


def _formulas(what: str, old: Mapping[str, CalcDef | CheckDef], new: Mapping[str, CalcDef | CheckDef]) -> Iterator[list[str]]:
    """A formula that came or went in one row; of a changed one only what is different."""
    for name in dict.fromkeys([*old, *new]):
        before, after = old.get(name), new.get(name)
        if before is None or after is None:
            yield [f"{what} {name}", _told(before), _told(after)]
            continue
        for field in fields(after):
            one, other = (_value(field.name, getattr(definition, field.name)) for definition in (before, after))
            if one != other:
                yield [f"{what} {name} {_FORMULA.get(field.name, field.name)}", one or "（没有）", other or "（没有）"]


def _told(definition: CalcDef | CheckDef | None) -> str:
    if definition is None:
        return "（没有）"
    told = [(field.name, _value(field.name, getattr(definition, field.name))) for field in fields(definition) if field.name != "id"]
    return "\n".join(f"{_FORMULA.get(name, name)}：{value}" for name, value in told if value)


def _value(name: str, value: Any) -> str:
    if isinstance(value, bool):
        return "是" if value else ""
    words = {"severity": SEVERITIES, "missing": MISSING}.get(name, {})
    return words.get(value, str(value))


def _fields(prefix: str, old: FormDef | LayoutDef, new: FormDef | LayoutDef, without: tuple[str, ...]) -> Iterator[list[str]]:
    for field in fields(old):
        before, after = getattr(old, field.name), getattr(new, field.name)
        if field.name not in without and before != after:
            yield [prefix + _NAMES.get(field.name, field.name), _text(before), _text(after)]


def _text(value: Any) -> str:
    if isinstance(value, tuple):
        return "；".join(_text(part) for part in value)
    if isinstance(value, HeadCell):
        return value.text
    if isinstance(value, BodyLine):
        mark = "!" if value.heading else f"*{value.group}" if value.repeat or value.group else ""
        return f"{mark}| " * bool(mark) + " | ".join(_text(cell) for cell in value.cells)
    if isinstance(value, bool):
        return "有" if value else "没有"
    if is_dataclass(value):
        return " ".join(_text(getattr(value, field.name)) for field in fields(value))
    return "" if value is None else str(value)


def _rows(form: FormDef) -> dict[str, str]:
    return {
        row.id: " ".join(part for part in (row.no, row.label, row.source, row.code, row.unit) if part)
        for b in form.blocks
        for row in b.rows
    }


def _columns(form: FormDef) -> dict[str, str]:
    return {f"{block.id}/{column.id}": _column(column) for block in form.blocks for column in block.columns}


def _column(column: ColumnDef) -> str:
    kind = "" if column.kind == "money" else column.kind
    return " ".join(part for part in (column.no, column.label, kind, "/".join(column.choices)) if part)


def _families(form: FormDef) -> dict[str, str]:
    return {block.id: _all(block.family) for block in form.blocks if block.family}


def _all(definition: Any) -> str:
    return "；".join(_text(getattr(definition, field.name)) for field in fields(definition) if getattr(definition, field.name))


def _changed_pairs(old: dict[str, str], new: dict[str, str]) -> Iterator[tuple[str, str, str]]:
    for name in dict.fromkeys([*old, *new]):
        before, after = old.get(name, "（没有）"), new.get(name, "（没有）")
        if before != after:
            yield name, before, after
