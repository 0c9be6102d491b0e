"""Definitions: what a pack says about its forms. Immutable; the data of a document never change them.

Formulas stand here as text; :mod:`desktop.core.language` compiles them once per pack.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, Protocol

if TYPE_CHECKING:
    from desktop.core.narrative import NarrativeDef, Term
    from desktop.core.scoring_profile import ScoringProfile

Kind = Literal["money", "count", "percent", "text", "date", "choice", "score", "indicator"]
"""Only ``money`` is converted between 元 and 万元. ``score``: points, at most two places, exact. ``indicator``: an 指标值 such as ≥95%,
kept as it was typed and understood by :mod:`desktop.core.indicator_values`."""
RowSource = Literal["填", "算", "空", "节"]
"""填 typed by the clerk · 算 computed · 空 printed without meaning (blank line with a 行次) · 节 a heading inside the body"""
View = Literal["grid", "subject_tree", "record", "indicators", "facts"]
"""``facts``: what the text of the document needs and no table prints"""
TARGET, MONITORING, SELF_EVALUATION = STAGES = ("目标", "监控", "自评")
"""Where a performance form stands in the chain."""


@dataclass(frozen=True, slots=True)
class ColumnDef:
    """A value column. ``no`` is the printed 栏次 (may be empty)."""

    id: str
    label: str
    no: str = ""
    kind: Kind = "money"
    applies: str = ""  # condition on cover cells; where it is false the cells take no entry
    hint: str = ""
    choices: tuple[str, ...] = ()  # of kind ``choice``, for rows that have none of their own
    decimals: int | None = None  # of kind ``percent`` or ``score``: printed places; None = as many as somebody wrote


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
    """Dynamic rows of a block.

    ``subjects`` rows are 科目, keyed by code: ``levels`` are the code lengths (3, 5, 7), ``budgets`` filters the list ("" = all).
    ``free`` rows are what the clerk lists himself (projects, indicators): their ids are ``prefix`` and a number, given once and never
    used again; their order stands in the row's attrs (``次序``), their name is the text in ``label_column``. ``grouped_by`` are columns whose equal
    neighbours are printed as one merged cell (一级指标, 二级指标).
    """

    kind: Literal["subjects", "free"] = "subjects"
    prefix: str = ""
    label_column: str = ""
    grouped_by: tuple[str, ...] = ()
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

    ``when`` is a condition on cover cells (""= always). ``basis`` is where the rule stands. A ``fixed`` calc takes over what was entered
    elsewhere: while it gives something its cell takes no entry (an imported figure is still compared).
    """

    id: str
    let: str
    basis: str
    when: str = ""
    severity: Literal["error", "warning", "hint"] = "error"
    say: str = ""
    how: str = ""
    fixed: bool = False
    tier: Literal["基本", "严格", "波动", "文表", "绩效"] = "基本"


@dataclass(frozen=True, slots=True)
class CheckDef:
    """An audit formula. ``expr`` has to hold; ``say``, ``why`` and ``how`` are told where it does not, with places such as {左} {差} {行}."""

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
    reason: str = ""  # the cell of text that gives the reason: 文稿资料[收支总体原因,内容]; filled in, it satisfies the finding


@dataclass(frozen=True, slots=True)
class MirrorDef:
    """Enter once: a code added to this form appears in ``form`` too. ``when`` is a condition on cover cells, as in CalcDef."""

    form: str
    when: str = ""


@dataclass(frozen=True, slots=True)
class HeadCell:
    """A cell of the printed head and how many rows and columns it spans."""

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
class BodyLine:
    """One line of the printed body of a record. A cell is a label, or ``[row,column]`` for a value, with text behind it if any (``[总分,得分]分``).

    ``repeat``: printed once for every free row; ``[*,column]`` is that row's value, ``[序号]`` its number; cells above that reach into
    the line (``^``) grow with it. ``group``: printed before the first row of every run with the same text in that column.
    ``heading``: printed again on the next page when the rows below it go on there.
    """

    cells: tuple[HeadCell | None, ...]
    repeat: bool = False
    group: str = ""
    heading: bool = False


@dataclass(frozen=True, slots=True)
class LayoutDef:
    """How the form is printed. ``head`` covers every printed column; ``None`` = covered by a span. ``widths`` in mm, one a printed column.

    ``footer`` rows are mini-grids like the head; a text ``[row,column]`` in it stands for that cell's value. ``body`` is the mini-grid of a
    record or a form with indicators, see :class:`BodyLine`; where it stands the form has no panels.
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
    body: tuple[BodyLine, ...] = ()


@dataclass(frozen=True, slots=True)
class FormDef:
    """A form of the table set as its pack defines it. ``unit`` and ``decimals`` are those of its money figures."""

    code: str  # 公开01
    title: str
    form_no: str = ""  # printed, top right: 公开01表
    view: View = "grid"
    unit: str = "万元"
    decimals: int = 2
    trailing_zeros: bool = True  # False: ``decimals`` are at most printed, 11 stays 11 and 6.945 stays 6.945
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
    per: str = ""  # code of the form whose free rows each have a form of this kind (code#row id): one self-evaluation for every project
    stage: str = ""  # 目标 · 监控 · 自评: where a performance form stands in the chain
    scoring: str = ""  # id of the scoring profile of the pack that its formulas use

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
    scoring: tuple[ScoringProfile, ...] = ()
    narratives: tuple[NarrativeDef, ...] = ()
    terms: tuple[Term, ...] = ()  # the glossary that narratives draw on
    carry: tuple[tuple[str, tuple[str, ...]], ...] = ()  # form → rows whose entries a next year's document keeps ("*" = all)

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
