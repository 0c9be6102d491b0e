"""A pack as sheets that an accountant can read and sign off: forms, formulas with their basis, checks with why and how, parameters.

Neutral rows of texts; ``exchange.tables`` makes a workbook of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from desktop.core.definitions import BlockDef, FormDef, PackDef
from desktop.forms.lint_places import FREE
from desktop.forms.review_scoring import scoring_rows
from desktop.forms.words import MISSING, SEVERITIES, formula_in_words

SOURCES: Final = {"填": "填列", "算": "计算", "空": "空行", "节": "小标题"}
KINDS: Final = {
    "money": "金额",
    "count": "数量",
    "percent": "百分比",
    "text": "文字",
    "date": "日期",
    "choice": "选项",
    "score": "分数",
    "indicator": "指标值",
}
_MAX_NAME: Final = 31  # Excel's limit for the name of a sheet


@dataclass(frozen=True, slots=True)
class ReviewSheet:
    """One sheet: rows of texts, of different length; a heading of a part stands alone in its row, an empty row divides parts."""

    name: str
    rows: list[list[str]]


def review_pack(pack: PackDef) -> list[ReviewSheet]:
    """总览, one sheet a form, 公式, 审核, 评分办法, 参数."""
    sheets = [ReviewSheet("总览", _overview(pack))]
    sheets += [ReviewSheet(form.code[:_MAX_NAME], list(_form(form))) for form in pack.forms]
    sheets.append(ReviewSheet("公式", _calcs(pack)))
    sheets.append(ReviewSheet("审核", _checks(pack)))
    if pack.scoring:
        sheets.append(ReviewSheet("评分办法", scoring_rows(pack)))
    sheets.append(ReviewSheet("参数", _parameters(pack)))
    return sheets


def review_path(id_or_path: str | Path) -> list[ReviewSheet]:
    """The sheets of a pack by id or folder; for a derived pack a sheet 改动 too: what it changed, in the texts as they are written.

    Raises:
        PackError: the pack cannot be read.
    """
    from desktop.forms.load import load_pack, read_pack

    load_pack(id_or_path)  # raises where an edit found no target
    read = read_pack(id_or_path)
    sheets = review_pack(read.spoken)
    if read.base is not None:
        from desktop.forms.differences import pack_differences

        sheets.insert(1, ReviewSheet("改动", pack_differences(read.base.pack, read.pack)))
    return sheets


def _overview(pack: PackDef) -> list[list[str]]:
    rows = [
        [pack.title],
        [],
        ["编号", pack.id],
        ["地区", pack.region],
        ["适用年度", "、".join(str(year) for year in pack.years)],
        ["版本", pack.version],
        ["记账单位", pack.kept_in],
        ["依据", pack.basis],
        ["内容校验码", pack.content_hash[:16]],
        [],
        [
            "表",
            "名称",
            "表号",
            "金额单位",
            "小数位",
            "行",
            "栏",
            "科目行",
            "每个…一张",
            "阶段",
            "评分办法",
            "运算公式",
            "审核公式",
            "适用条件",
            "空表说明",
        ],
    ]
    for form in pack.forms:
        rows.append(
            [
                form.code,
                form.title,
                form.form_no,
                form.unit,
                str(form.decimals),
                str(sum(len(block.rows) for block in form.blocks)),
                str(sum(len(block.columns) for block in form.blocks)),
                "" if form.family is None else "自列行" if form.family.kind == "free" else "有",
                form.per,
                form.stage,
                form.scoring,
                str(len(form.calcs)),
                str(len(form.checks)),
                form.applies or "总是",
                form.empty_sentence,
            ]
        )
    return rows


def _form(form: FormDef) -> Iterator[list[str]]:
    yield [f"{form.code} {form.title}", form.form_no]
    yield ["金额单位", form.unit, "小数位", str(form.decimals)]
    for label, texts in (
        ("其他名称", form.titles),
        ("适用条件", (form.applies,)),
        ("填表说明", (form.help,)),
        ("可供别的表引用", ("全部",) if form.exports == ("*",) else form.exports),
        ("每个…一张", (form.per,)),
        ("阶段", (form.stage,)),
        ("评分办法", (form.scoring,)),
        (
            "增加行时同步到" if form.family and form.family.kind == "free" else "增加科目时同步到",
            tuple(f"{mirror.form}{f'（{mirror.when}）' if mirror.when else ''}" for mirror in form.mirrors),
        ),
        ("表下注", form.notes),
        ("有尾差时加注", (form.tail_note,)),
        ("空表说明", (form.empty_sentence,)),
    ):
        if any(texts):
            yield [label, *texts]
    made = _made_by(form)
    for block in form.blocks:
        yield []
        yield [f"区块：{block.id}"]
        yield from _columns(block)
        yield from _rows(block, made)
    layout = form.layout
    yield []
    yield ["纸张", layout.paper, "横向" if layout.orientation == "landscape" else "纵向"]
    if layout.head:
        yield ["表头"]
        for line in layout.head:
            yield ["", *("" if cell is None else cell.text for cell in line)]
    if layout.body:
        yield ["表样", "（方括号是取数的格；*＝每行印一次，!＝换页时重印）"]
        for body_line in layout.body:
            mark = "!" if body_line.heading else f"*{body_line.group}" if body_line.repeat or body_line.group else ""
            yield [mark, *("" if cell is None else cell.text for cell in body_line.cells)]


def _columns(block: BlockDef) -> Iterator[list[str]]:
    yield ["栏次", "栏标识", "名称", "类型", "选项", "适用条件", "说明"]
    for column in block.columns:
        yield [column.no, column.id, column.label, KINDS[column.kind], "/".join(column.choices), column.applies, column.hint]


def _rows(block: BlockDef, made: dict[str, list[str]]) -> Iterator[list[str]]:
    if block.rows:
        yield ["行次", "行标识", "项目", "来源", "科目代码", "级次", "类型", "单位", "选项", "默认", "适用条件", "说明", "运算公式"]
    for row in block.rows:
        yield [
            row.no,
            row.id,
            row.label,
            "不适用（印 ————）" if row.not_applicable else SOURCES[row.source],
            row.code,
            str(row.level) if row.level else "",
            KINDS[row.kind] if row.kind else "",
            row.unit,
            "/".join(row.choices),
            row.default,
            row.applies,
            row.hint,
            "、".join(made.get(row.id, [])),
        ]
    family = block.family
    if family and family.kind == "free":
        yield [
            "自列的行",
            f"行标识 {family.prefix}1、{family.prefix}2……",
            f"以“{family.label_column}”称呼",
            *_made_there(made, f"{family.prefix}{FREE}"),
        ]
        if family.grouped_by:
            yield ["合并印", *family.grouped_by]
    elif family:
        yield ["科目行", f"科目表 {family.subjects}", f"代码 {'、'.join(map(str, family.levels))} 位", *family.budgets]
        yield ["合计行", family.total_label, "在最前" if family.total_at == "first" else "在最后"]


def _made_there(made: dict[str, list[str]], name: str) -> list[str]:
    return [f"运算公式 {'、'.join(made[name])}"] if name in made else []


def _made_by(form: FormDef) -> dict[str, list[str]]:
    """Row id → ids of the calcs that make its values."""
    from desktop.core.language import FormulaError, parse_let
    from desktop.forms.lint_places import FormPlaces, Unknown

    places = FormPlaces(form)
    made: dict[str, list[str]] = {}
    for calc in form.calcs:
        try:
            for spot in places.rows(parse_let(calc.let).target.rows, None):
                made.setdefault(spot.name, []).append(calc.id)
        except (FormulaError, Unknown):
            continue
    return made


def _calcs(pack: PackDef) -> list[list[str]]:
    rows = [["表", "编号", "公式", "读作", "依据", "条件", "与填列数不符时", "提示", "处理办法", "类别", "带入"]]
    for form in pack.forms:
        for calc in form.calcs:
            words = formula_in_words(pack, form, calc.let)
            row = [form.code, calc.id, calc.let, words, calc.basis, calc.when, SEVERITIES[calc.severity], calc.say, calc.how]
            rows.append([*row, calc.tier, "不另填" if calc.fixed else ""])
    return rows


def _checks(pack: PackDef) -> list[list[str]]:
    rows = [["表", "编号", "严重程度", "类别", "公式", "读作", "逐行", "逐栏", "条件", "缺数", "错在哪里", "为什么", "怎么办"]]
    for form in pack.forms:
        for check in form.checks:
            words = formula_in_words(pack, form, check.expr)
            row = [form.code, check.id, SEVERITIES[check.severity], check.tier, check.expr, words, check.each, check.columns, check.when]
            rows.append([*row, MISSING[check.missing], check.say, check.why, check.how])
    return rows


def _parameters(pack: PackDef) -> list[list[str]]:
    rows = [["参数", "值"], *([name, value] for name, value in pack.parameters), [], ["科目表", "文件"]]
    return rows + [[name, stem] for name, stem in pack.subjects]
