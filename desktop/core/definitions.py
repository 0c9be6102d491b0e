"""Definitions: what a pack says about its forms. Immutable; the data of a document never change them.

Formulas stand here as text; :mod:`desktop.core.language` compiles them once per pack.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, Protocol

Kind = Literal["money", "count", "percent", "text", "date", "choice"]
"""Only ``money`` is converted between 元 and 万元."""
RowSource = Literal["填", "算", "空", "节"]
"""填 typed by the clerk · 算 computed · 空 printed without meaning (blank line with a 行次) · 节 a heading inside the body"""
View = Literal["grid", "subject_tree", "record", "indicators"]


@dataclass(frozen=True, slots=True)
class ColumnDef:
    """A value column. ``no`` is the printed 栏次 (may be empty)."""

    id: str
    label: str
    no: str = ""
    kind: Kind = "money"
    applies: str = ""  # condition on cover cells; where it is false the cells take no entry
    hint: str = ""


@dataclass(frozen=True, slots=True)
class RowDef:
    """A fixed row. ``no`` is the printed 行次, ``code`` the 科目代码 or "" — ``kind``/``unit`` override those of the column.

    ``not_applicable`` rows print ———— and take no entry. ``level`` is the indent. ``choices`` belong to kind ``choice``.
    """

    id: str
    label: str
    no: str = ""
    source: RowSource = "填"
    code: str = ""
    level: int = 0
    kind: Kind | None = None
    unit: str = ""
    not_applicable: bool = False
    choices: tuple[str, ...] = ()
    default: str = ""
    applies: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class FamilyDef:
    """Dynamic 科目 rows of a block, keyed by code. ``levels`` are the code lengths (3, 5, 7); ``budgets`` filters the list ("" = all)."""

    key: str = "科目代码"
    subjects: str = "functional"
    levels: tuple[int, ...] = (3, 5, 7)
    budgets: tuple[str, ...] = ()
    total_row: str = "合计"
    total_label: str = "合计"
    total_at: Literal["first", "last"] = "first"
    auto_parents: bool = True


@dataclass(frozen=True, slots=True)
class BlockDef:
    """Rows that share value columns. Row ids are unique in the form; a column belongs to the rows of its block only."""

    id: str
    columns: tuple[ColumnDef, ...]
    rows: tuple[RowDef, ...] = ()
    family: FamilyDef | None = None

    def column(self, column_id: str) -> ColumnDef | None:
        return next((column for column in self.columns if column.id == column_id), None)


@dataclass(frozen=True, slots=True)
class CalcDef:
    """A formula that makes values; where an entry stands over it, it becomes a check of ``severity``.

    ``when`` is a condition on cover cells (""= always). ``basis`` is where the rule stands.
    """

    id: str
    let: str
    basis: str
    when: str = ""
    severity: Literal["error", "warning", "hint"] = "error"
    say: str = ""
    how: str = ""


@dataclass(frozen=True, slots=True)
class CheckDef:
    id: str
    expr: str
    say: str
    why: str
    how: str
    severity: Literal["error", "warning", "hint"] = "error"
    tier: Literal["基本", "严格", "波动", "文表", "绩效"] = "基本"
    each: str = ""  # "公开03[类]", "[叶]", "[*]": the check is made once per row of the family
    columns: str = ""  # "1..6" or ids: once per column, referred to as * in expr
    when: str = ""
    missing: Literal["跳过", "当零", "报缺"] = "当零"
    repair: str = ""  # "fill_sentence": the finding offers the form's empty_sentence


@dataclass(frozen=True, slots=True)
class MirrorDef:
    """Enter once: a code added to this form appears in ``form`` too. ``when`` is a condition on cover cells, as in CalcDef."""

    form: str
    when: str = ""


@dataclass(frozen=True, slots=True)
class HeadCell:
    text: str
    row_span: int = 1
    column_span: int = 1


@dataclass(frozen=True, slots=True)
class PanelDef:
    """One of the blocks that are printed side by side. ``columns`` name what each printed column shows.

    A printed column is ``项目`` (label), ``行次``, ``科目代码``, ``科目名称``, or the id of a value column of the block.
    """

    block: str
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LayoutDef:
    """How the form is printed. ``head`` covers every printed column; ``None`` = covered by a span. ``widths`` in mm, one a printed column.

    ``footer`` rows are mini-grids like the head; a text ``[row,column]`` in it stands for that cell's value.
    """

    orientation: Literal["portrait", "landscape"] = "portrait"
    paper: Literal["A4", "A3"] = "A4"
    head: tuple[tuple[HeadCell | None, ...], ...] = ()
    column_numbers: bool = True  # the last head row is the 栏次 row; it is repeated with the head
    panels: tuple[PanelDef, ...] = ()
    footer: tuple[tuple[HeadCell | None, ...], ...] = ()
    widths: tuple[float, ...] = ()
    meta_left: str = "部门：{单位}"
    meta_center: str = "{年度}年度"
    meta_right: str = "金额单位：{金额单位}"
    font_size: float = 10.5
    signature: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FormDef:
    code: str  # 公开01
    title: str
    form_no: str = ""  # printed, top right: 公开01表
    view: View = "grid"
    unit: str = "万元"
    decimals: int = 2
    blocks: tuple[BlockDef, ...] = ()
    calcs: tuple[CalcDef, ...] = ()
    checks: tuple[CheckDef, ...] = ()
    exports: tuple[str, ...] = ()  # row ids that other forms and the prose may use; ("*",) = all
    mirrors: tuple[MirrorDef, ...] = ()
    layout: LayoutDef = field(default_factory=LayoutDef)
    notes: tuple[str, ...] = ()  # printed under the table
    tail_note: str = ""  # printed behind the notes only when a rounding difference exists
    empty_sentence: str = ""  # pattern with {单位} {年度}; offered for an empty table
    titles: tuple[str, ...] = ()  # other titles under which workbooks bring the form
    applies: str = ""  # condition on cover cells; where it is false the table is published empty, with its sentence
    help: str = ""

    def block(self, block_id: str) -> BlockDef:
        return next(block for block in self.blocks if block.id == block_id)

    @property
    def family(self) -> FamilyDef | None:
        return next((block.family for block in self.blocks if block.family), None)


@dataclass(frozen=True, slots=True)
class PackDef:
    """``forms`` in the order of the table set (the cover first). ``content_hash`` is of every file the pack was made from."""

    id: str
    title: str
    region: str
    years: tuple[int, ...]
    version: str
    kept_in: str
    forms: tuple[FormDef, ...]
    parameters: tuple[tuple[str, str], ...] = ()
    subjects: tuple[tuple[str, str], ...] = ()  # list name → folder/file stem, year-bound
    content_hash: str = ""
    basis: str = ""

    def form(self, code: str) -> FormDef | None:
        return next((form for form in self.forms if form.code == code), None)


@dataclass(frozen=True, slots=True)
class Subject:
    """One 科目 of an official list; ``verified`` is the status with which the code was found ("yes", "partly", "no", "official")."""

    code: str
    name: str
    level: int
    parent: str
    budget: str = ""
    verified: str = "no"
    source: str = ""


class SubjectLookup(Protocol):
    """The year's code lists, as the core needs them. ``subjects`` is a list name: functional, economic_department, revenue …"""

    def find(self, subjects: str, code: str) -> Subject | None: ...

    def is_official(self, subjects: str) -> bool:
        """Whether the clerk imported the official list of the year (then an unknown code is certain, else it is only unproven)."""
        ...
