"""A department that has everything: all kinds of income and funds, carry-overs, all functional classes, every 款 of the basic expenditure.

No published set is as full as this, so it is made up; every figure is worked out here from the smallest items with plain sums, without any
formula of a pack. Amounts are whole numbers of the last place (0.01 of the pack's unit) until they become figures.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from functools import cache

from desktop.core.cells import Book, CellRef, Entry, Origin, Row
from desktop.core.definitions import PackDef
from desktop.core.evaluate import Model
from desktop.forms.load import load_pack
from desktop.forms.subjects import SubjectCatalog

PACKS = ("cn-2024", "sx-2024", "xj-2024", "sh-2024", "bj-2023")
UNIT = "某某市科学技术和工业信息化局"
IMPORTED = Origin("imported")
INCOMES = ("上级补助收入", "事业收入", "经营收入", "附属单位上缴收入", "其他收入")
OTHER_SPENDING = ("上缴上级支出", "经营支出", "对附属单位补助支出")
FUND_CLASSES = ("207", "208", "212", "213", "229", "231", "232", "234")
SEVERAL = ("206", "208", "212")
"""Classes with two codes each; the others have one."""
STATE_CAPITAL = ("2230105", "2230201", "2230299")
LINES_10 = ("副部级及以上领导用车", "主要负责人用车", "机要通信用车", "应急保障用车", "执法执勤用车", "特种专业技术用车", "离退休干部服务用车", "其他用车")  # fmt: skip
COVER = {
    "单位名称": UNIT,
    "单位性质": "行政、参公和事业单位都有",
    "收入来源": "还有其他资金",
    "政府性基金": "有",
    "国有资本经营预算": "有",
    "三公经费": "有",
}
Amounts = dict[str, int]
Figures = dict[CellRef, Decimal]


@dataclass(slots=True)
class Flows:
    """One year in whole last places. Keyed by leaf code: ``basic``/``project`` of the three budgets, ``income`` and carry-overs of two."""

    general: dict[str, tuple[int, int]] = field(default_factory=dict)
    fund: dict[str, tuple[int, int]] = field(default_factory=dict)
    capital: dict[str, tuple[int, int]] = field(default_factory=dict)
    opening: Amounts = field(default_factory=dict)  # by fund and capital code; "一般" general; "其他" other money
    closing: Amounts = field(default_factory=dict)
    income: dict[str, Amounts] = field(default_factory=dict)  # 公开02: code → column → amount
    own: dict[str, Amounts] = field(default_factory=dict)  # 公开03 beyond the three budgets: code → column → amount
    economic: Amounts = field(default_factory=dict)
    surplus_used: int = 0
    distributed: int = 0


class FullDepartment:
    """All figures of a year and of the year before, for one pack.

    ``only_treasury``: every expenditure is paid from 财政拨款. ``only_agencies``: no 事业单位, all running costs are those of agencies.
    ``converted``: kept in 万元, each figure rounded by itself from exact 元. Another ``seed`` makes other amounts and codes. ``long``: two
    codes in every class, so that 公开03 has some 130 rows.
    """

    def __init__(
        self,
        pack_id: str,
        *,
        only_treasury: bool = False,
        only_agencies: bool = False,
        converted: bool = False,
        long: bool = False,
        seed: str = "",
    ) -> None:
        self.pack: PackDef = load_pack(pack_id)
        self.year = self.pack.years[0]
        self.catalog = SubjectCatalog.of_pack(self.pack, self.year)
        self.only_treasury, self.only_agencies, self.converted, self.long, self.seed = only_treasury, only_agencies, converted, long, seed
        self.in_yuan = converted or self.pack.kept_in == "元"
        form = self.pack.form("公开01")
        assert form is not None
        self.classes = [row.code for block in form.blocks for row in block.rows if row.code]
        before = self._flows(93, None)
        self.this, self.last = self._flows(100, before), before

    # --- the smallest items -----------------------------------------------------------------------------------------------------------

    def _amount(self, key: str, factor: int, low: int = 1_000, high: int = 900_000) -> int:
        """The same key gives the same amount in either year, but for the factor (per cent). Long and odd where the unit is 元."""
        numbers = random.Random(self.seed + key)
        amount = numbers.randint(low, high) * factor // 100
        return amount * 10_000 + numbers.randint(1, 9_999) if self.in_yuan else amount

    def _leaves(self, budget: str, classes: Iterable[str]) -> list[str]:
        found = []
        for code in classes:
            known = [s for s in self.catalog.all("functional") if s.code.startswith(code) and s.budget == budget]
            lowest = [s.code for s in known if len(s.code) == 7] or [s.code for s in known if len(s.code) == 5]
            count = min(2 if self.long or code in SEVERAL else 1, len(lowest))
            found += random.Random(self.seed + code + budget).sample(lowest, count)
        return sorted(found)

    def _flows(self, factor: int, before: Flows | None) -> Flows:
        def amount(key: str, low: int = 1_000, high: int = 900_000) -> int:
            return self._amount(key, factor, low, high)

        year = Flows()
        form = self.pack.form("公开06")
        assert form is not None
        for block in form.blocks:
            for row in block.rows:
                if row.code and row.source == "填" and not row.not_applicable:
                    year.economic[row.code] = amount("06" + row.code, 100, 60_000)
        general = self._leaves("一般公共预算", [code for code in self.classes if code not in ("223", "234")])
        basic = sum(year.economic.values())
        shares = [basic // (len(general) + 3)] * (len(general) - 1)
        for code, share in zip(general, [*shares, basic - sum(shares)], strict=True):
            year.general[code] = (share, amount("05项目" + code))
        for code in self._leaves("政府性基金预算", [code for code in FUND_CLASSES if code in self.classes]):
            year.fund[code] = (amount("07基本" + code, 10, 9_000) if code.startswith("212") else 0, amount("07项目" + code))
        for code in STATE_CAPITAL:
            year.capital[code] = (amount("08基本" + code, 10, 9_000) if code == "2230201" else 0, amount("08项目" + code))
        self._treasury_income(year, before, amount)
        if not self.only_treasury:
            self._other_money(year, before, amount)
        return year

    def _treasury_income(self, year: Flows, before: Flows | None, amount) -> None:  # type: ignore[no-untyped-def]
        """Each budget: income = expenditure + closing − opening, by code for fund and capital, in the largest code for general."""
        for code, spent in {**year.fund, **year.capital}.items():
            year.opening[code] = before.closing[code] if before else amount("年初" + code, 10, 900)
            year.closing[code] = amount("年末" + code, 10, 900)
            year.income[code] = {"财政拨款收入": sum(spent) + year.closing[code] - year.opening[code]}
        for code, spent in year.general.items():
            year.income[code] = {"财政拨款收入": sum(spent)}
        year.opening["一般"] = before.closing["一般"] if before else amount("年初一般", 5_000, 60_000)
        year.closing["一般"] = amount("年末一般", 5_000, 60_000)
        largest = max(year.general, key=lambda code: sum(year.general[code]))
        year.income[largest]["财政拨款收入"] += year.closing["一般"] - year.opening["一般"]

    def _other_money(self, year: Flows, before: Flows | None, amount) -> None:  # type: ignore[no-untyped-def]
        codes = list(year.general)
        for place, code in enumerate(codes):
            own = year.own.setdefault(code, {})
            if place % 3 == 0:
                own["基本支出"] = amount("自有基本" + code, 100, 5_000)
            if place % 3 == 1:
                own["项目支出"] = amount("自有项目" + code, 100, 5_000)
            if place % 7 == 0:
                own[OTHER_SPENDING[place // 7 % 3]] = amount("自有其他" + code, 100, 5_000)
        year.own[next(iter(year.fund))] = {"项目支出": amount("自有基金配套", 100, 5_000)}
        year.own[STATE_CAPITAL[0]] = {"项目支出": amount("自有国资配套", 100, 5_000)}
        spent = sum(sum(own.values()) for own in year.own.values())
        year.opening["其他"] = before.closing["其他"] if before else amount("年初其他", 3_000, 30_000)
        year.closing["其他"] = amount("年末其他", 3_000, 30_000)
        year.surplus_used, year.distributed = amount("使用结余", 500, 900), amount("结余分配", 500, 900)
        needed = spent + year.distributed + year.closing["其他"] - year.opening["其他"] - year.surplus_used
        part = needed // 10
        for place, column in enumerate(INCOMES):
            for code in codes[place :: len(INCOMES)][:2]:
                year.income[code][column] = year.income[code].get(column, 0) + part
                needed -= part
        assert part > 0
        year.income[codes[-1]]["其他收入"] = year.income[codes[-1]].get("其他收入", 0) + needed

    # --- the tables -------------------------------------------------------------------------------------------------------------------

    def figures(self, last_year: bool = False) -> Figures:
        """Every printed figure: cells without money stay out."""
        year = self.last if last_year else self.this
        return {ref: self._figure(ref, value) for ref, value in self._tables(year).items()}

    def _figure(self, ref: CellRef, value: int) -> Decimal:
        if ref.form == "公开10" and ref.row in (*LINES_10, "车辆合计", "大型设备"):
            return Decimal(value)
        exact = Decimal(value).scaleb(-2)
        return exact.scaleb(-4).quantize(Decimal("0.01"), ROUND_HALF_UP) if self.converted else exact

    def _tables(self, year: Flows) -> dict[CellRef, int]:
        made: dict[CellRef, int] = {}

        def put(form: str, row: str, column: str, value: int) -> None:
            made[CellRef(form, row, column)] = value

        general = {code: {"基本支出": b, "项目支出": p, "本年支出": b + p} for code, (b, p) in year.general.items()}
        budget = {code: {"基本支出": b, "项目支出": p, "本年支出": b + p} for code, (b, p) in (*year.fund.items(), *year.capital.items())}
        all_spending: dict[str, Amounts] = {}
        for code, spent in {**general, **budget}.items():
            columns = {name: spent[name] for name in ("基本支出", "项目支出")}
            for name, value in year.own.get(code, {}).items():
                columns[name] = columns.get(name, 0) + value
            all_spending[code] = {**columns, "本年支出合计": sum(columns.values())}
        income = {code: {**columns, "本年收入合计": sum(columns.values())} for code, columns in year.income.items()}
        carried = {
            code: {**budget[code], "本年收入": year.income[code]["财政拨款收入"], "年初结转和结余": year.opening[code],
                   "年末结转和结余": year.closing[code]}
            for code in budget
        }  # fmt: skip
        fund = {code: columns for code, columns in carried.items() if code in year.fund}
        capital = {code: columns for code, columns in carried.items() if code in year.capital}
        if "本年收入" not in self._columns("公开08"):
            capital = {code: {name: columns[name] for name in budget[code]} for code, columns in capital.items()}
        totals = {}
        for form, leaves in (("公开02", income), ("公开03", all_spending), ("公开05", general), ("公开07", fund), ("公开08", capital)):
            rows = _summed(leaves)
            totals[form] = rows
            for code, columns in rows.items():
                for column, value in columns.items():
                    if value:
                        put(form, code, column, value)
        self._summaries(year, totals, put)
        self._details(year, put)
        return {ref: value for ref, value in made.items() if value}

    def _columns(self, code: str) -> set[str]:
        form = self.pack.form(code)
        assert form is not None
        return {column.id for block in form.blocks for column in block.columns}

    def _summaries(self, year: Flows, totals: Mapping[str, Mapping[str, Amounts]], put) -> None:  # type: ignore[no-untyped-def]
        """公开01 and 公开04."""
        incomes = totals["公开02"]["合计"]
        fund, capital = totals["公开07"]["合计"], sum(year.income[code]["财政拨款收入"] for code in year.capital)
        three = (incomes["财政拨款收入"] - fund["本年收入"] - capital, fund["本年收入"], capital)
        for name, value in zip(
            ("一般公共预算财政拨款收入", "政府性基金预算财政拨款收入", "国有资本经营预算财政拨款收入"), three, strict=True
        ):
            put("公开01", name, "金额", value)
        for name in INCOMES:
            put("公开01", name, "金额", incomes.get(name, 0))
        opening = [year.opening["一般"], sum(year.opening[code] for code in year.fund), sum(year.opening[code] for code in year.capital)]
        closing = [year.closing["一般"], sum(year.closing[code] for code in year.fund), sum(year.closing[code] for code in year.capital)]
        all_opening, all_closing = sum(opening) + year.opening.get("其他", 0), sum(closing) + year.closing.get("其他", 0)
        received, spent = incomes["本年收入合计"], totals["公开03"]["合计"]["本年支出合计"]
        assert received + year.surplus_used + all_opening == spent + year.distributed + all_closing
        for name, value in (
            ("本年收入合计", received), ("使用非财政拨款结余", year.surplus_used), ("年初结转和结余", all_opening),
            ("收入总计", received + year.surplus_used + all_opening), ("本年支出合计", spent), ("结余分配", year.distributed),
            ("年末结转和结余", all_closing), ("支出总计", spent + year.distributed + all_closing),
        ):  # fmt: skip
            put("公开01", name, "金额", value)
        budgets = ("一般公共预算财政拨款", "政府性基金预算财政拨款", "国有资本经营预算财政拨款")
        for place, name in enumerate(budgets):
            put("公开04", name, "金额", three[place])
            put("公开04", "年初" + name, "金额", opening[place])
        put("公开04", "本年收入合计", "金额", sum(three))
        put("公开04", "年初财政拨款结转和结余", "金额", sum(opening))
        put("公开04", "收入总计", "金额", sum(three) + sum(opening))
        lines: dict[str, list[int]] = {
            code: [totals[form].get(code, {}).get("本年支出", 0) for form in ("公开05", "公开07", "公开08")] for code in self.classes
        }
        lines["本年支出合计"] = [sum(values) for values in zip(*lines.values(), strict=True)]
        lines["年末财政拨款结转和结余"] = closing
        lines["支出总计"] = [a + b for a, b in zip(lines["本年支出合计"], closing, strict=True)]
        for row, values in lines.items():
            for column, value in zip(("合计", *budgets), (sum(values), *values), strict=True):
                put("公开04", row, column, value)
        for code in self.classes:
            put("公开01", code, "金额", totals["公开03"].get(code, {}).get("本年支出合计", 0))

    def _details(self, year: Flows, put) -> None:  # type: ignore[no-untyped-def]
        """公开06, 公开09 and 公开10."""
        staff = sum(value for code, value in year.economic.items() if code[:3] in ("301", "303"))
        running = sum(year.economic.values()) - staff
        for code, value in year.economic.items():
            put("公开06", code, "决算数", value)
        for code in dict.fromkeys(code[:3] for code in year.economic):
            put("公开06", code, "决算数", sum(value for other, value in year.economic.items() if other.startswith(code)))
        put("公开06", "人员经费合计", "决算数", staff)
        put("公开06", "公用经费合计", "决算数", running)
        factor = 100 if year is self.this else 93
        spent, planned = {}, {}
        for name, code in (("出国", "30212"), ("购车", "31013"), ("用车", "30231"), ("接待", "30217")):
            spent[name] = year.economic[code] + self._amount("09项目" + name, factor, 100, 5_000)
            planned[name] = spent[name] + self._amount("09结余" + name, factor, 10, 500)
        for word, items in (("预算", planned), ("决算", spent)):
            for name, value in items.items():
                put("公开09", "三公经费", word + name, value)
            put("公开09", "三公经费", word + "用车小计", items["购车"] + items["用车"])
            put("公开09", "三公经费", word + "合计", sum(items.values()))
        if self.pack.form("公开10") is not None:
            bought = [self._amount("采购" + name, factor) for name in ("货物", "工程", "服务")]
            for name, value in zip(("政府采购货物", "政府采购工程", "政府采购服务", "政府采购合计"), (*bought, sum(bought)), strict=True):
                put("公开10", name, "统计数", value)
            put("公开10", "行政单位机关运行经费", "统计数", running // 2)
            put("公开10", "参公单位机关运行经费", "统计数", running - running // 2 if self.only_agencies else running // 3)
            for number, name in enumerate(LINES_10, 1):
                put("公开10", name, "统计数", number)
            put("公开10", "车辆合计", "统计数", sum(range(1, len(LINES_10) + 1)))
            put("公开10", "大型设备", "统计数", 3)

    # --- as a document ----------------------------------------------------------------------------------------------------------------

    def book(self, cover: Mapping[str, str] | None = None, *, prior: bool = True) -> Book:
        """Every figure entered, as after importing the complete workbook."""
        book = self._book(self.figures(), self.year)
        answers = {**COVER, **(cover or {})}
        if self.only_treasury:
            answers["收入来源"] = "只有财政拨款"
        if self.only_agencies:
            answers["单位性质"] = "只有行政和参公单位"
        for row, text in answers.items():
            book.sheet("封面").entered[row, "内容"] = Entry(text)
        if prior:
            book.prior = self._book(self.figures(last_year=True), self.year - 1)
        return book

    def _book(self, figures: Figures, year: int) -> Book:
        book = Book(self.pack.id, UNIT, year, "101", self.pack.kept_in)
        for ref, value in figures.items():
            form = self.pack.form(ref.form)
            assert form is not None
            sheet = book.sheet(ref.form)
            if form.family and ref.row.isdigit():
                known = self.catalog.find("functional", ref.row)
                sheet.rows[ref.row] = Row(ref.row, known.name if known else ref.row, ref.row[:-2] if len(ref.row) > 3 else "")
            sheet.entered[ref.row, ref.column] = Entry(value, IMPORTED)
        return book

    def model(self, cover: Mapping[str, str] | None = None, *, prior: bool = True) -> Model:
        return Model(self.pack, self.book(cover, prior=prior), self.catalog)


def _summed(leaves: Mapping[str, Amounts]) -> dict[str, Amounts]:
    """The leaves with their 款, 类 and 合计."""
    rows: dict[str, Amounts] = {"合计": {}}
    for code, columns in leaves.items():
        for row in {"合计", code[:3], code[:5], code}:
            for column, value in columns.items():
                kept = rows.setdefault(row, {})
                kept[column] = kept.get(column, 0) + value
    return rows


@cache
def full_model(pack: str) -> Model:
    """One model for all tests that only read it."""
    return FullDepartment(pack).model()
