"""A small pack for the tests of the engine: a cover, a total table, two tables of code rows, an indicator record."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from desktop.core.amounts import Value
from desktop.core.cells import Book, CellRef, Entry, Origin, Row
from desktop.core.changes import ChangeSet
from desktop.core.definitions import BlockDef, CalcDef, CheckDef, ColumnDef, FamilyDef, FormDef, PackDef, RowDef, Subject
from desktop.core.evaluate import Model
from desktop.core.findings import Finding
from desktop.core.operations import Edit, Operation, current_state

COVER = FormDef(
    "封面", "封面", view="record",
    blocks=(
        BlockDef("封面", (ColumnDef("内容", "内容", kind="text"),), (
            RowDef("资金来源", "资金来源", kind="choice", choices=("财政拨款", "其他")),
            RowDef("政府性基金", "政府性基金", kind="choice", choices=("有", "没有")),
            RowDef("级次", "级次", default="市级"),
        )),
    ),
)  # fmt: skip
TOTALS = FormDef(
    "公开01", "收入支出决算总表", form_no="公开01表",
    blocks=(
        BlockDef("收入", (ColumnDef("金额", "金额", "1"),), (
            RowDef("拨款", "一、财政拨款收入", "1"),
            RowDef("事业", "二、事业收入", "2"),
            RowDef("空行", "", "3", source="空"),
            RowDef("收入合计", "本年收入合计", "4", source="算"),
        )),
        BlockDef("支出", (ColumnDef("金额", "金额", "2"),), (
            RowDef("206", "一、科学技术支出", "5", code="206"),
            RowDef("208", "二、社会保障和就业支出", "6", code="208"),
            RowDef("支出合计", "本年支出合计", "7", source="算"),
            RowDef("国资", "国有资本经营支出", "8", not_applicable=True),
            RowDef("基金支出", "政府性基金支出", "9", applies='封面[政府性基金] ≠ "没有"'),
        )),
    ),
    calcs=(
        CalcDef("01-收入", "[4,1] = 合计([1..2,1])", "4行=(1+2)行"),
        CalcDef("01-类", "[类,金额] = 公开03[本行,合计]", "公开01表各类=公开03表各类"),
        CalcDef("01-支出", "[7,2] = 合计([5..6,2])", "7行=(5+6)行"),
    ),
    checks=(
        CheckDef("01-平", "[4,1] = [7,2]", "收入 {左} 与支出 {右} 不等，相差 {差}。", "两边必须相等。", "核对两边。"),
        CheckDef("01-表间", "[支出合计,金额] = 公开03[合计,合计]", "{左}≠{右}", "同一个数。", "核对。"),
    ),
)  # fmt: skip
_SPENDING = (ColumnDef("合计", "本年支出合计", "1"), ColumnDef("基本", "基本支出", "2"), ColumnDef("项目", "项目支出", "3"))
_TREE = (
    CalcDef("A1", "[叶,1] = [本行,2] + [本行,3]", "1栏=(2+3)栏"),
    CalcDef("A2", "[父,*] = 合计([下级,*])", "上级=下级之和"),
    CalcDef("A3", "[合计,*] = 合计([类,*])", "合计=各类之和"),
)
SPENDING = FormDef(
    "公开03", "支出决算表", form_no="公开03表", view="subject_tree", blocks=(BlockDef("科目", _SPENDING, family=FamilyDef()),), calcs=_TREE,
    checks=(CheckDef("03-负", "[本行,*] ≥ 0", "{代码} {行}的{栏}为 {左}", "不应为负。", "核对。", "warning", each="[叶]", columns="2..3", missing="跳过"),),
)  # fmt: skip
GENERAL = FormDef(
    "公开05", "一般公共预算支出表", form_no="公开05表", view="subject_tree", blocks=(BlockDef("科目", _SPENDING, family=FamilyDef()),), calcs=_TREE,
    checks=(
        CheckDef("05-不超", "公开03[本行,*] ≥ [本行,*]", "{行}{栏}：{左} < {右}", "部分不大于全部。", "核对。", each="[叶]", columns="基本,项目", missing="报缺"),
        CheckDef("05-空表", '非 空表("公开05") 或 非 空([说明,文字])', "没有数据也没有说明", "要说明。", "填写。", "warning", repair="fill_sentence"),
        CheckDef("05-波动", '绝对值(差率([合计,合计], 上年.[合计,合计])) ≤ 参数("幅度") ÷ 100', "变动 {左}", "说明。", "写明。", "warning", "波动", missing="跳过"),
    ),
    empty_sentence="{单位}{年度}年度没有支出。",
)  # fmt: skip
RECORD = FormDef(
    "公开10", "统计表", form_no="公开10表",
    blocks=(BlockDef("统计", (ColumnDef("数", "统计数", "1", kind="count"),), (RowDef("车", "车辆", "1"), RowDef("率", "比率", "2", kind="percent"))),),
    calcs=(CalcDef("10-率", "[率,数] = 四舍五入(占比(公开05[合计,合计], 公开03[合计,合计]) × 100, 2)", "占比"),),
)  # fmt: skip
PACK = PackDef("试", "试验表套", "", (2024,), "1", "万元", (COVER, TOTALS, SPENDING, GENERAL, RECORD), parameters=(("幅度", "30"),))


def pack_with(form: FormDef, *, calcs: tuple[CalcDef, ...] = (), checks: tuple[CheckDef, ...] = ()) -> PackDef:
    """The pack with further formulas in one form."""
    changed = replace(form, calcs=form.calcs + calcs, checks=form.checks + checks)
    return replace(PACK, forms=tuple(changed if one.code == form.code else one for one in PACK.forms))


def cell(form: str, row: str, column: str) -> CellRef:
    return CellRef(form, row, column)


class Desk:
    """A model with short ways to work on it."""

    def __init__(self, pack: PackDef = PACK, kept_in: str = "万元", subjects: Names | None = None) -> None:
        self.book = Book(pack.id, "科技局", 2024, kept_in=kept_in)
        self.model = Model(pack, self.book, subjects)

    def put(self, form: str, row: str, column: str, value: str | Value | None, imported: bool = False) -> ChangeSet:
        """Type a value; digits in a text are read as an amount."""
        if isinstance(value, str) and value.lstrip("-").replace(".", "").isdigit():
            value = Decimal(value)
        entry = None if value is None else Entry(value, Origin("imported", "表.xlsx", "Sheet1", "C3") if imported else Origin())
        return self.edit(self._edit("cell", (form, row, column), entry))

    def rows(self, form: str, *codes: str) -> ChangeSet:
        return self.edit(*(self._edit("row", (form, code), Row(code, f"科目{code}")) for code in codes))

    def drop(self, form: str, code: str) -> ChangeSet:
        return self.edit(self._edit("row", (form, code), None))

    def last_year(self, form: str, row: str, column: str, value: str) -> ChangeSet:
        edits = [self._edit("prior", (form, row, column), Entry(Decimal(value)))]
        if row.isdigit():
            edits.insert(0, self._edit("prior_row", (form, row), Row(row, row)))
        return self.edit(*edits)

    def edit(self, *edits: Edit) -> ChangeSet:
        return self.model.apply(Operation("改动", "typing", edits))

    def _edit(self, kind, key: tuple[str, ...], new) -> Edit:  # type: ignore[no-untyped-def]
        return Edit(kind, key, current_state(self.book, Edit(kind, key, None, None)), new)

    def get(self, form: str, row: str, column: str) -> str | None:
        value = self.model.value(CellRef(form, row, column))
        return None if value is None else str(value)

    def found(self, check: str) -> list[Finding]:
        return [finding for finding in self.model.findings() if finding.check == check]


class Names:
    """A list of 科目 for the tests."""

    def __init__(self, names: dict[str, str], official: bool = False, verified: str = "yes") -> None:
        self.names, self.official, self.verified = names, official, verified

    def find(self, subjects: str, code: str) -> Subject | None:
        return Subject(code, self.names[code], 1, "", verified=self.verified) if code in self.names else None

    def is_official(self, subjects: str) -> bool:
        return self.official
