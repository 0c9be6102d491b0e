"""From the TOML of a form to core definitions: blocks, rows, calcs, checks."""

from __future__ import annotations

from typing import Final, Literal, TypeVar, get_args, get_type_hints

from desktop.core.definitions import (
    STAGES,
    BlockDef,
    CalcDef,
    CheckDef,
    ColumnDef,
    FamilyDef,
    FormDef,
    Kind,
    MirrorDef,
    RowDef,
    RowSource,
    View,
)
from desktop.forms.pipes import read_pipe_table
from desktop.forms.reading_layout import read_layout
from desktop.forms.schema import PackError, TomlTable

ROW_NAMES: Final = {
    "行次": "no",
    "标识": "id",
    "项目": "label",
    "来源": "source",
    "代码": "code",
    "级次": "level",
    "类型": "kind",
    "单位": "unit",
    "选项": "choices",
    "默认": "default",
    "适用": "applies",
    "说明": "hint",
    "不适用": "not_applicable",
}
"""Column names of a pipe table of rows, with the field of :class:`~desktop.core.definitions.RowDef` each fills."""
KIND_WORDS: Final = {
    "金额": "money",
    "数量": "count",
    "百分比": "percent",
    "文字": "text",
    "日期": "date",
    "选项": "choice",
    "分数": "score",
    "指标值": "indicator",
}
KINDS: Final = (*get_args(Kind), *KIND_WORDS)
SEVERITIES = Literal["error", "warning", "hint"]
TIERS: Final = get_args(get_type_hints(CheckDef)["tier"])
T = TypeVar("T")


def read_kind(table: TomlTable, key: str = "kind") -> Kind | None:
    if key not in table and "类型" not in table:
        return None
    word = table.word(key, KINDS, None, "类型")
    kind: Kind = KIND_WORDS.get(word, word)
    return kind


def split_choices(text: str) -> tuple[str, ...]:
    """``甲/乙/丙`` → the three; ``、`` and ``；`` divide as well where there is no slash."""
    for mark in ("/", "／", "；", ";", "、"):
        if mark in text:
            return tuple(part.strip() for part in text.split(mark) if part.strip())
    return (text.strip(),) if text.strip() else ()


def read_rows(text: str, where: str) -> tuple[RowDef, ...]:
    """The pipe table of fixed rows. Without 标识 the id is the 代码, else the 项目; blank lines are named by their 行次 (``空9``)."""
    return tuple(_row_of(line, where) for line in read_pipe_table(text, ROW_NAMES, where))


def _row_of(line: dict[str, str], where: str) -> RowDef:
    label = line.get("项目", "")
    source = line.get("来源", "") or ("填" if label or line.get("标识") else "空")
    name = line.get("标识") or (f"空{line.get('行次', '')}" if source == "空" else line.get("代码") or label)
    here = f"{where}：行“{name}”"
    if not name:
        raise PackError(f"{where}：有一行既无标识也无项目，请写上标识。")
    if source not in get_args(RowSource):
        raise PackError(f"{here}的来源是“{source}”，只能是：填（录入）、算（计算）、空（空行）、节（小标题）。")
    kind = line.get("类型", "")
    if kind and kind not in KINDS:
        raise PackError(f"{here}的类型是“{kind}”，只能是：{'、'.join(KINDS)}。")
    level = line.get("级次", "") or "0"
    if not level.isdecimal():
        raise PackError(f"{here}的级次是“{level}”，应是 0、1、2 这样的整数。")
    return RowDef(
        id=name,
        label=label,
        no=line.get("行次", ""),
        source=source,  # type: ignore[arg-type]
        code=line.get("代码", ""),
        level=int(level),
        kind=KIND_WORDS.get(kind, kind) or None,  # type: ignore[arg-type]
        unit=line.get("单位", ""),
        not_applicable=_yes(line.get("不适用", ""), here),
        choices=split_choices(line.get("选项", "")),
        default=line.get("默认", ""),
        applies=line.get("适用", ""),
        hint=line.get("说明", ""),
    )


def _yes(word: str, here: str) -> bool:
    if word in ("", "否"):
        return False
    if word in ("是", "不适用", "————"):
        return True
    raise PackError(f"{here}的“不适用”是“{word}”，只能写“是”或留空。")


def read_column(table: TomlTable) -> ColumnDef:
    name = table.text("id")
    column = read_column_fields(table, ColumnDef(name, name))
    table.done()
    return column


def read_column_fields(table: TomlTable, base: ColumnDef) -> ColumnDef:
    """A column like ``base`` with the keys that are given. The caller asks ``table.done()``."""
    kind = read_kind(table) or base.kind
    choices = table.texts("choices", base.choices)
    if choices and kind != "choice":
        raise table.error("choices", "只有类型是 choice 的栏才写选项，请改 kind 或删去。")
    if "decimals" in table and kind not in ("percent", "score"):
        raise table.error("decimals", "只有类型是 percent、score 的栏才写印出的小数位数；金额的位数写在表上。")
    return ColumnDef(
        id=base.id,
        label=table.text("label", base.label),
        no=table.text("no", base.no, "栏次"),
        kind=kind,
        applies=table.text("applies", base.applies),
        hint=table.text("hint", base.hint),
        choices=choices,
        decimals=table.places(0) if "decimals" in table else base.decimals,
    )


_ONLY_SUBJECTS: Final = ("key", "subjects", "levels", "budgets", "total_row", "total_label", "total_at", "auto_parents")
_ONLY_FREE: Final = ("prefix", "label_column", "grouped_by")


def read_family(table: TomlTable, base: FamilyDef | None = None) -> FamilyDef:
    """A family of dynamic rows; what is not said is taken from ``base``. Keys of the other kind of family are errors."""
    base = base or FamilyDef()
    kind = table.word("kind", ("subjects", "free"), base.kind)
    foreign = _ONLY_SUBJECTS if kind == "free" else _ONLY_FREE
    for name in foreign:
        if name in table:
            word = '自由行（kind = "free"）' if kind == "free" else "科目行"
            raise table.error(name, f"{word}没有这一项，请删去，或改写 kind。")
    if kind != base.kind:
        base = FamilyDef(kind="free", total_row="", total_label="") if kind == "free" else FamilyDef()
    family = FamilyDef(
        kind=kind,
        prefix=table.text("prefix", base.prefix),
        label_column=table.text("label_column", base.label_column),
        grouped_by=table.texts("grouped_by", base.grouped_by),
        key=table.text("key", base.key),
        subjects=table.text("subjects", base.subjects),
        levels=table.integers("levels", base.levels),
        budgets=table.texts("budgets", base.budgets),
        total_row=table.text("total_row", base.total_row),
        total_label=table.text("total_label", base.total_label),
        total_at=table.word("total_at", ("first", "last"), base.total_at),
        auto_parents=table.flag("auto_parents", base.auto_parents),
    )
    if not family.levels or list(family.levels) != sorted(set(family.levels)):
        raise table.error("levels", "应是从小到大的代码位数，例如 [3, 5, 7]。")
    return family


def read_block(table: TomlTable) -> BlockDef:
    """A block of a form. Raises PackError."""
    family = table.table("family")
    block = BlockDef(
        id=table.text("id"),
        columns=tuple(read_column(column) for column in table.tables("columns")),
        rows=read_rows(table.text("rows", ""), f"{table.file}：{table.place}.rows"),
        family=read_family(family) if family else None,
    )
    if family:
        family.done()
    table.done()
    return block


def read_calc(table: TomlTable, base: CalcDef | None = None, name: str = "") -> CalcDef:
    """A calc; with ``base`` only the given keys change. The caller asks ``table.done()``."""
    return CalcDef(
        id=table.text("id", name or (base.id if base else None)),
        let=table.text("let", base.let if base else None),
        basis=table.text("basis", base.basis if base else ""),
        when=table.text("when", base.when if base else ""),
        severity=table.word("severity", SEVERITIES, base.severity if base else "error"),
        say=table.text("say", base.say if base else ""),
        how=table.text("how", base.how if base else ""),
        fixed=table.flag("fixed", base.fixed if base else False),
        tier=table.word("tier", TIERS, base.tier if base else "基本"),
    )


def read_check(table: TomlTable, base: CheckDef | None = None, name: str = "") -> CheckDef:
    """A check; with ``base`` only the given keys change. The caller asks ``table.done()``."""
    return CheckDef(
        id=table.text("id", name or (base.id if base else None)),
        expr=table.text("expr", base.expr if base else None),
        say=table.text("say", base.say if base else ""),
        why=table.text("why", base.why if base else ""),
        how=table.text("how", base.how if base else ""),
        severity=table.word("severity", SEVERITIES, base.severity if base else "error"),
        tier=table.word("tier", TIERS, base.tier if base else "基本"),
        each=table.text("each", base.each if base else ""),
        columns=table.text("columns", base.columns if base else ""),
        when=table.text("when", base.when if base else ""),
        missing=table.word("missing", ("跳过", "当零", "报缺"), base.missing if base else "当零"),
        repair=table.word("repair", ("", "fill_sentence", "take_name", "take_computed"), base.repair if base else ""),
        reason=table.text("reason", base.reason if base else ""),
    )


def read_form(table: TomlTable, base: FormDef | None = None) -> FormDef:
    """A form file. With ``base`` (a derived pack) the given keys replace those of the base; blocks come from edits only."""
    code = table.text("form")
    empty = base or FormDef(code=code, title=table.text("title"))
    mirrors = tuple(_read_mirror(mirror) for mirror in table.tables("mirrors"))
    blocks, calcs, checks = empty.blocks, empty.calcs, empty.checks
    if base is None:
        blocks = tuple(read_block(block) for block in table.tables("block"))
        calcs = tuple(_finished(calc, read_calc(calc)) for calc in table.tables("calc"))
        checks = tuple(_finished(check, read_check(check)) for check in table.tables("check"))
    else:
        for key, advice in (("block", "add_block"), ("calc", "add_calc"), ("check", "add_check")):
            if key in table:
                raise table.error(key, f'沿用基础表套的表（extends = true）里不能写 [[{key}]]，请写成 [[edit]] op = "{advice}"。')
    return FormDef(
        code=code,
        title=table.text("title", empty.title),
        form_no=table.text("form_no", empty.form_no),
        view=table.word("view", View, empty.view),
        unit=table.text("unit", empty.unit),
        decimals=table.places(empty.decimals),
        trailing_zeros=table.flag("trailing_zeros", empty.trailing_zeros),
        blocks=blocks,
        calcs=calcs,
        checks=checks,
        exports=table.texts("exports", empty.exports),
        mirrors=mirrors if "mirrors" in table else empty.mirrors,
        layout=read_layout(table.table("layout"), empty.layout),
        notes=table.texts("notes", empty.notes),
        tail_note=table.text("tail_note", empty.tail_note),
        empty_sentence=table.text("empty_sentence", empty.empty_sentence),
        titles=table.texts("titles", empty.titles),
        applies=table.text("applies", empty.applies),
        help=table.text("help", empty.help),
        per=table.text("per", empty.per),
        stage=table.word("stage", ("", *STAGES), empty.stage),
        scoring=table.text("scoring", empty.scoring),
    )


def _read_mirror(table: TomlTable) -> MirrorDef:
    return _finished(table, MirrorDef(table.text("form"), table.text("when", "")))


def _finished(table: TomlTable, value: T) -> T:
    table.done()
    return value
