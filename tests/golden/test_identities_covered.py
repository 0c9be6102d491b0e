"""Every identity of the official tables, and which calc or check of each pack covers it.

Each is proved twice over: on a complete and consistent department nothing is said, and with one figure changed the finding
of that very calc or check names the changed cell.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cache

import pytest
from full_department import IMPORTED, PACKS, FullDepartment

from desktop.core.cells import Book, CellRef, Entry, Row
from desktop.core.evaluate import Model
from desktop.core.findings import Finding
from desktop.core.operations import Edit, Operation
from desktop.forms.load import load_pack

ALL = frozenset(PACKS)
SPENDING_ONLY = frozenset({"cn-2024", "sx-2024"})
"""Their 公开08 has no income and no carry-overs."""
BOTH_SIDES = ALL - SPENDING_ONLY
TREASURY, AGENCIES = "只有财政拨款", "只有行政和参公单位"
UP, DOWN, NEGATIVE, HUGE = "多", "少", "负", "大"


@dataclass(frozen=True)
class Proof:
    """``check`` speaks and names ``cell`` when its figure is changed. In ``cell`` 叶 款 类 stand for a row of that level; ``how``: the change."""

    check: str
    cell: str
    how: str = UP
    cover: str = ""
    only: frozenset[str] = ALL


@dataclass(frozen=True)
class Identity:
    rule: str
    proofs: tuple[Proof, ...]
    only: frozenset[str] = ALL


def _is(rule: str, *proofs: Proof | str, only: frozenset[str] = ALL) -> Identity:
    """Proofs written short: ``check cell`` or ``check cell how``."""
    return Identity(rule, tuple(proof if isinstance(proof, Proof) else Proof(*proof.split()) for proof in proofs), only)


def _tree(check: str, form: str, column: str) -> list[str]:
    """款 = Σ 项, 类 = Σ 款, 合计 = Σ 类, wherever in the tree a figure is wrong."""
    return [
        f"{check} {form}/款/{column}",
        f"{check} {form}/叶/{column}",
        f"{check} {form}/类/{column}",
        f"{check}合计 {form}/类/{column}",
        f"{check}合计 {form}/合计/{column}",
    ]


FUNDS = ("一般公共预算财政拨款", "政府性基金预算财政拨款", "国有资本经营预算财政拨款")
COVERED: dict[str, Identity] = {
    "01-A1": _is("27行=(1+…+8)行", "01-A1 公开01/本年收入合计/金额", "01-A1 公开01/事业收入/金额"),
    "01-A2": _is("58行=(32+…+57)行", "01-A2 公开01/本年支出合计/金额", "01-A2 公开01/206/金额"),
    "01-A3": _is("31行=(27+28+29)行", *(f"01-A3 公开01/{row}/金额" for row in ("收入总计", "使用非财政拨款结余", "年初结转和结余"))),
    "01-A4": _is("62行=(58+59+60)行", *(f"01-A4 公开01/{row}/金额" for row in ("支出总计", "结余分配", "年末结转和结余"))),
    "01-A5": _is("31行=62行", "01-A5 公开01/收入总计/金额", "01-A5 公开01/支出总计/金额"),
    "01-A6": _is(
        "1—8、28、29、32—60行≥0",
        "01-A6b 公开01/使用非财政拨款结余/金额 负",
        "01-A6c 公开01/年初结转和结余/金额 负",
        "01-A6d 公开01/结余分配/金额 负",
        "01-A6e 公开01/年末结转和结余/金额 负",
        "01-A6f 公开01/一般公共预算财政拨款收入/金额 负",
        Proof("01-A6a", "公开01/国有资本经营预算财政拨款收入/金额", NEGATIVE, only=SPENDING_ONLY),
        *(f"02-负数 公开02/叶/{column} 负" for column in ("财政拨款收入", "上级补助收入", "事业收入", "经营收入", "附属单位上缴收入", "其他收入")),
        *(f"03-负数 公开03/叶/{column} 负" for column in ("基本支出", "项目支出", "上缴上级支出", "经营支出", "对附属单位补助支出")),
        "07-负数 公开07/叶/本年收入 负",
    ),
    "02-A1": _is(
        "1栏=(2+…+7)栏",
        "02-A1 公开02/叶/本年收入合计",
        "02-A1 公开02/叶/其他收入",
        "02-A1类款 公开02/款/财政拨款收入",
        "02-A1类款 公开02/类/本年收入合计",
        "02-A1合计 公开02/合计/事业收入",
    ),
    "02-A2": _is("类=款之和，款=项之和，合计=类之和", *_tree("02-A2", "公开02", "财政拨款收入")),
    "03-A1": _is(
        "1栏=(2+…+6)栏",
        "03-A1 公开03/叶/本年支出合计",
        "03-A1 公开03/叶/经营支出",
        Proof("03-A1减出", "公开03/叶/项目支出", cover="合计的填法=从合计往下"),
        "03-A1类款 公开03/款/项目支出",
        "03-A1类款 公开03/类/本年支出合计",
        "03-A1合计 公开03/合计/对附属单位补助支出",
    ),
    "03-A2": _is("类=款之和，款=项之和，合计=类之和", *_tree("03-A2", "公开03", "项目支出")),
    "04-A1": _is("27行=(1+2+3)行", "04-A1 公开04/本年收入合计/金额", *(f"04-A1 公开04/{fund}/金额" for fund in FUNDS)),
    "04-A2": _is("28行=(29+30+31)行", "04-A2 公开04/年初财政拨款结转和结余/金额", *(f"04-A2 公开04/年初{fund}/金额" for fund in FUNDS)),
    "04-A3": _is("32行=(27+28)行", "04-A3 公开04/收入总计/金额", "04-A3 公开04/年初财政拨款结转和结余/金额"),
    "04-A4": _is(
        "2栏=(3+4+5)栏",
        "04-A4 公开04/212/合计",
        "04-A4 公开04/223/国有资本经营预算财政拨款",
        "04-A4合计 公开04/本年支出合计/合计",
        "04-A4年末 公开04/年末财政拨款结转和结余/合计",
        "04-A4总计 公开04/支出总计/合计",
    ),
    "04-A5": _is(
        "59行=(33+…+58)行",
        "04-A5 公开04/本年支出合计/合计",
        "04-A5 公开04/206/一般公共预算财政拨款",
        "04-A5 公开04/212/政府性基金预算财政拨款",
        "04-A5 公开04/本年支出合计/国有资本经营预算财政拨款",
    ),
    "04-A6": _is("64行=(59+60)行", *(f"04-A6 公开04/支出总计/{column}" for column in ("合计", *FUNDS))),
    "04-A7": _is("32行1栏=64行2栏", "04-A7 公开04/收入总计/金额", "04-A7 公开04/支出总计/合计"),
    "04-A8": _is(
        "分资金来源收支平衡",
        *(f"04-A8{letter} 公开04/{fund}/金额" for letter, fund in zip("abc", FUNDS, strict=True)),
        *(f"04-A8{letter} 公开04/年初{fund}/金额" for letter, fund in zip("abc", FUNDS, strict=True)),
        *(f"04-A8{letter} 公开04/支出总计/{fund}" for letter, fund in zip("abc", FUNDS, strict=True)),
    ),
    "05-A1": _is(
        "1栏=(2+3)栏",
        "05-A1 公开05/叶/本年支出",
        "05-A1 公开05/叶/基本支出",
        Proof("05-A1减出", "公开05/叶/项目支出", cover="合计的填法=从合计往下"),
        "05-A1类款 公开05/款/项目支出",
        "05-A1合计 公开05/合计/基本支出",
    ),
    "05-A2": _is("类=款之和，款=项之和，合计=类之和", *_tree("05-A2", "公开05", "基本支出")),
    "06-A1": _is("类=款之和", "06-A1 公开06/301/决算数", "06-A1 公开06/30217/决算数", "06-A1 公开06/310/决算数", "06-A1 公开06/30399/决算数"),
    "06-A2": _is("人员经费合计=301+303", "06-A2 公开06/人员经费合计/决算数", "06-A2 公开06/303/决算数"),
    "06-A3": _is(
        "公用经费合计=302+307+310+312+313+399",
        "06-A3 公开06/公用经费合计/决算数",
        "06-A3 公开06/302/决算数",
        "06-A3 公开06/310/决算数",
        *(Proof("06-A3", f"公开06/{code}/决算数", only=ALL - {"sh-2024"}) for code in ("307", "312", "313", "399")),
    ),
    "07-A1": _is(
        "3栏=(4+5)栏", "07-A1 公开07/叶/本年支出", "07-A1类款 公开07/款/项目支出", "07-A1合计 公开07/合计/基本支出", "07-A1合计 公开07/合计/本年支出"
    ),
    "07-A2": _is(
        "6栏=(1+2−3)栏",
        "07-A2 公开07/叶/年末结转和结余",
        "07-A2 公开07/叶/年初结转和结余",
        "07-A2类款 公开07/款/本年收入",
        "07-A2合计 公开07/合计/年末结转和结余",
    ),
    "07-A3": _is("类=款之和，款=项之和，合计=类之和", *_tree("07-A3", "公开07", "本年收入")),
    "08-A1": _is(
        "1栏=(2+3)栏", "08-A1 公开08/叶/本年支出", "08-A1类款 公开08/款/项目支出", "08-A1合计 公开08/合计/基本支出", only=SPENDING_ONLY
    ),
    "08-A2": _is("类=款之和，款=项之和，合计=类之和", *_tree("08-A2", "公开08", "项目支出"), only=SPENDING_ONLY),
    "08b-A1": _is(
        "3栏=(4+5)栏", "08-A1 公开08/叶/本年支出", "08-A1类款 公开08/款/项目支出", "08-A1合计 公开08/合计/基本支出", only=BOTH_SIDES
    ),
    "08b-A2": _is(
        "6栏=(1+2−3)栏",
        "08-A3 公开08/叶/年末结转和结余",
        "08-A3 公开08/叶/本年收入",
        "08-A3类款 公开08/类/年初结转和结余",
        "08-A3合计 公开08/合计/年末结转和结余",
        only=BOTH_SIDES,
    ),
    "08b-A3": _is("类=款之和，款=项之和，合计=类之和", *_tree("08-A2", "公开08", "本年收入"), only=BOTH_SIDES),
    "09-A1": _is("1栏=(2+3+6)栏", *(f"09-A1 公开09/三公经费/预算{name}" for name in ("合计", "出国", "用车小计", "接待"))),
    "09-A2": _is("3栏=(4+5)栏", *(f"09-A2 公开09/三公经费/预算{name}" for name in ("用车小计", "购车", "用车"))),
    "09-A3": _is("7栏=(8+9+12)栏", *(f"09-A3 公开09/三公经费/决算{name}" for name in ("合计", "出国", "用车小计", "接待"))),
    "09-A4": _is("9栏=(10+11)栏", *(f"09-A4 公开09/三公经费/决算{name}" for name in ("用车小计", "购车", "用车"))),
    "09-B1": _is(
        "决算数≤预算数", *(f"09-B1{letter} 公开09/三公经费/决算{name} 大" for letter, name in zip("abcd", ("出国", "购车", "用车", "接待"), strict=True))
    ),
    "10-A1": _is(
        "1行=(2+3+4)行", *(f"10-A1 公开10/政府采购{name}/统计数" for name in ("合计", "货物", "工程", "服务")), only=frozenset({"sx-2024"})
    ),
    "10-A2": _is("7行=(8+…+15)行", *(f"10-A2 公开10/{row}/统计数" for row in ("车辆合计", "其他用车")), only=frozenset({"sx-2024"})),
    "X01": _is("01表27行=02表合计1栏", "X01 公开01/本年收入合计/金额", "X01 公开02/合计/本年收入合计"),
    "X02": _is("01表(1+2+3)行=02表合计2栏", "X02 公开01/一般公共预算财政拨款收入/金额", "X02 公开02/合计/财政拨款收入"),
    "X03": _is(
        "01表4—8行=02表合计3—7栏",
        *(
            f"X03{letter} {place}"
            for letter, name in zip("abcde", ("上级补助收入", "事业收入", "经营收入", "附属单位上缴收入", "其他收入"), strict=True)
            for place in (f"公开01/{name}/金额", f"公开02/合计/{name}")
        ),
    ),
    "X04": _is("01表58行=03表合计1栏", "X04 公开01/本年支出合计/金额", "X04 公开03/合计/本年支出合计"),
    "X05": _is("01表32—57行=03表类行1栏", "X05 公开01/213/金额", "X05 公开03/类/本年支出合计"),
    "X06": _is(
        "01表1、2、3行=04表1、2、3行",
        *(f"X06{letter} 公开04/{fund}/金额" for letter, fund in zip("abc", FUNDS, strict=True)),
        *(f"X06{letter} 公开01/{fund}收入/金额" for letter, fund in zip("abc", FUNDS, strict=True)),
    ),
    "X07": _is("02表合计2栏=04表27行", "X07 公开02/合计/财政拨款收入", "X07 公开04/本年收入合计/金额"),
    "X08": _is("04表每类≤01表同类", "X08 公开04/205/合计 大", "X08 公开01/205/金额 少"),
    "X09": _is(
        "财政拨款结转≤全部结转",
        "X09a 公开04/年初财政拨款结转和结余/金额 大",
        "X09a 公开01/年初结转和结余/金额 少",
        "X09b 公开04/年末财政拨款结转和结余/合计 大",
        "X09b 公开01/年末结转和结余/金额 少",
    ),
    "X10": _is("04表59行3栏=05表合计1栏", "X10 公开04/本年支出合计/一般公共预算财政拨款", "X10 公开05/合计/本年支出"),
    "X11": _is("04表每类3栏=05表类行1栏", "X11 公开04/208/一般公共预算财政拨款", "X11 公开05/类/本年支出"),
    "X12": _is("05表合计基本支出=06表人员经费+公用经费", "X12 公开05/合计/基本支出", "X12 公开06/人员经费合计/决算数", "X12 公开06/公用经费合计/决算数"),
    "X13": _is(
        "04表的政府性基金收、支、结转=07表合计",
        "X13a 公开01/政府性基金预算财政拨款收入/金额",
        "X13a 公开07/合计/本年收入",
        "X06b 公开04/政府性基金预算财政拨款/金额",
        "X13b 公开04/年初政府性基金预算财政拨款/金额",
        "X13b 公开07/合计/年初结转和结余",
        "X13c 公开04/212/政府性基金预算财政拨款",
        "X13c 公开07/类/本年支出",
        "X13e 公开04/本年支出合计/政府性基金预算财政拨款",
        "X13e 公开07/合计/本年支出",
        "X13d 公开04/年末财政拨款结转和结余/政府性基金预算财政拨款",
        "X13d 公开07/合计/年末结转和结余",
    ),
    "X14": _is(
        "04表59行5栏=08表合计",
        "X14 公开04/本年支出合计/国有资本经营预算财政拨款",
        "X14 公开08/合计/本年支出",
        "X14a 公开04/223/国有资本经营预算财政拨款",
        "X14a 公开08/类/本年支出",
    ),
    "X15": _is(
        "04表3、31行和60行5栏=08表合计",
        "X15a 公开01/国有资本经营预算财政拨款收入/金额",
        "X15a 公开08/合计/本年收入",
        "X06c 公开04/国有资本经营预算财政拨款/金额",
        "X15b 公开04/年初国有资本经营预算财政拨款/金额",
        "X15b 公开08/合计/年初结转和结余",
        "04-年末国资 公开04/年末财政拨款结转和结余/国有资本经营预算财政拨款",
        "04-年末国资 公开08/合计/年末结转和结余",
        only=BOTH_SIDES,
    ),
    "X16": _is(
        "03表每科目≥05+07+08表同科目；只有财政拨款的相等",
        "X16 公开05/叶/本年支出 大",
        "X16 公开03/叶/本年支出合计 少",
        "X16基金 公开07/叶/本年支出 大",
        "X16国资 公开08/叶/本年支出 大",
        *(
            Proof(check, cell, cover=TREASURY)
            for check, cell in (
                ("X16小计", "公开05/叶/本年支出"),
                ("X16小计", "公开05/合计/本年支出"),
                ("X16小计", "公开03/类/本年支出合计"),
                ("X16基本", "公开05/叶/基本支出"),
                ("X16项目", "公开03/叶/项目支出"),
                ("X16类款", "公开05/类/项目支出"),
                ("X16合计", "公开05/合计/基本支出"),
                ("X1607项目", "公开07/叶/项目支出"),
                ("X1608项目", "公开08/叶/项目支出"),
            )
        ),
    ),
    "X17": _is("03表基本、项目支出每科目≥05表", "X17 公开05/叶/基本支出 大", "X17 公开05/叶/项目支出 大", "X17 公开03/叶/项目支出 少"),
    "X18": _is("有收入的科目有支出，除非结转", Proof("X18", "公开02/2069999新/本年收入合计"), Proof("X16-科目", "公开05/2069999新/本年支出")),
    "X19": _is(
        "06表三公科目≤09表决算",
        *(
            f"X19{letter} {place}"
            for letter, code, name in zip(
                "abcd", ("30212", "31013", "30231", "30217"), ("出国", "购车", "用车", "接待"), strict=True
            )
            for place in (f"公开06/{code}/决算数 大", f"公开09/三公经费/决算{name} 少")
        ),
    ),
    "X20": _is(
        "机关运行经费≤公用经费；只有行政和参公单位的相等",
        "X20 公开10/行政单位机关运行经费/统计数 大",
        "X20 公开06/公用经费合计/决算数 少",
        Proof("X20等于", "公开10/参公单位机关运行经费/统计数", cover=AGENCIES),
        only=frozenset({"sx-2024"}),
    ),
    "X21": _is("三公决算≤财政拨款支出", "X21 公开09/三公经费/决算合计 大", "X21 公开04/本年支出合计/合计 少"),
    "X22": _is(
        "年初结转和结余=上年年末",
        "X22 公开01/年初结转和结余/金额",
        "X22-一般 公开04/年初一般公共预算财政拨款/金额",
        "X22-基金 公开07/叶/年初结转和结余",
        Proof("X22-国资", "公开04/年初国有资本经营预算财政拨款/金额", only=SPENDING_ONLY),
        Proof("X22-国资", "公开08/叶/年初结转和结余", only=BOTH_SIDES),
    ),
}  # fmt: skip

IDENTITIES = [
    "01-A1",
    "01-A2",
    "01-A3",
    "01-A4",
    "01-A5",
    "01-A6",
    "02-A1",
    "02-A2",
    "03-A1",
    "03-A2",
    "04-A1",
    "04-A2",
    "04-A3",
    "04-A4",
    "04-A5",
    "04-A6",
    "04-A7",
    "04-A8",
    "05-A1",
    "05-A2",
    "06-A1",
    "06-A2",
    "06-A3",
    "07-A1",
    "07-A2",
    "07-A3",
    "08-A1",
    "08-A2",
    "08b-A1",
    "08b-A2",
    "08b-A3",
    "09-A1",
    "09-A2",
    "09-A3",
    "09-A4",
    "09-B1",
    "10-A1",
    "10-A2",
    "X01",
    "X02",
    "X03",
    "X04",
    "X05",
    "X06",
    "X07",
    "X08",
    "X09",
    "X10",
    "X11",
    "X12",
    "X13",
    "X14",
    "X15",
    "X16",
    "X17",
    "X18",
    "X19",
    "X20",
    "X21",
    "X22",
]


@cache
def model(pack: str, cover: str) -> Model:
    """One model for each pack and cover; every proof leaves it as it was."""
    row, _, answer = cover.partition("=")
    department = FullDepartment(pack, only_treasury=cover == TREASURY, only_agencies=cover == AGENCIES)
    return department.model({row: answer} if answer else None)


def resolve(model: Model, cell: str) -> CellRef:
    """The cell that a proof means: for 叶 款 类 the first row of that level with a figure in the column."""
    form, row, column = cell.split("/")
    levels = {"叶": lambda one: one.is_leaf, "款": lambda one: len(one.id) == 5 and not one.is_leaf, "类": lambda one: len(one.id) == 3}
    if row not in levels:
        return CellRef(form, row, column)
    return next(
        CellRef(form, one.id, column)
        for one in model.rows(form)
        if one.dynamic and levels[row](one) and model.book.entry(CellRef(form, one.id, column))
    )


def wrong(value: Decimal, how: str) -> Decimal:
    return {UP: value + Decimal("77"), DOWN: Decimal("1"), NEGATIVE: -value, HUGE: value * 1000}[how]


def change(model: Model, ref: CellRef, how: str) -> Operation:
    old = model.book.entry(ref)
    if ref.row.endswith("新"):
        code = ref.row[:-1]
        rows = (
            [Edit("row", (ref.form, code[:5]), None, Row(code[:5], "其他科学技术支出", code[:3]))]
            if model.row(ref.form, code[:5]) is None
            else []
        )
        rows.append(Edit("row", (ref.form, code), None, Row(code, "其他科学技术支出", code[:5])))
        return Operation("加行", "typing", (*rows, Edit("cell", (ref.form, code, ref.column), None, Entry(Decimal(77), IMPORTED))))
    assert old is not None and isinstance(old.value, Decimal), ref
    return Operation("改", "typing", (Edit("cell", tuple(ref), old, Entry(wrong(old.value, how), IMPORTED)),))


def said(model: Model) -> list[Finding]:
    return [finding for finding in model.findings() if finding.severity != "hint"]


def test_every_identity_has_its_place() -> None:
    assert list(COVERED) == IDENTITIES


def test_what_covers_an_identity_exists_in_the_pack() -> None:
    for pack in PACKS:
        known = {one.id for form in model(pack, "").pack.forms for one in (*form.calcs, *form.checks)}
        for name, identity in COVERED.items():
            wanted = {proof.check for proof in identity.proofs if pack in proof.only and pack in identity.only}
            assert wanted <= known, (pack, name)
            assert wanted or pack not in identity.only, (pack, name)


@pytest.mark.parametrize("name", IDENTITIES)
@pytest.mark.parametrize("pack", PACKS)
def test_a_broken_identity_is_found_at_the_spot(pack: str, name: str) -> None:
    identity = COVERED[name]
    for proof in identity.proofs:
        if pack not in identity.only or pack not in proof.only:
            continue
        here = model(pack, proof.cover)
        ref = resolve(here, proof.cell)
        operation = change(here, ref, proof.how)
        assert said(here) == []
        here.apply(operation)
        found = [finding for finding in said(here) if finding.check == proof.check]
        everything = [(finding.check, finding.scope) for finding in said(here)]
        here.apply(operation.inverse())
        place = ref._replace(row=ref.row.removesuffix("新"))
        assert any(place == cell.ref for finding in found for cell in finding.cells), (proof, place, everything)


def only_01(pack: str, row: str) -> list[Finding]:
    """A workbook with 公开01 alone, in which one row is negative and everything adds up."""
    book = Book(pack, "某单位", 2024, kept_in=load_pack(pack).kept_in)
    income = row.endswith("收入")
    for name, value in ((row, -7), ("年初结转和结余", 27 if income else 20), ("年末结转和结余", 20 if income else 27)):
        book.sheet("公开01").entered[name, "金额"] = Entry(Decimal(value), IMPORTED)
    return said(Model(load_pack(pack), book))


@pytest.mark.parametrize("row", ["上级补助收入", "其他收入", "206"])
@pytest.mark.parametrize("pack", PACKS)
def test_a_negative_figure_of_01_is_named_where_no_other_table_is_there(pack: str, row: str) -> None:
    found = [finding for finding in only_01(pack, row) if finding.check in ("01-A6g", "01-A6h")]
    assert len(found) == 1 and found[0].severity == "warning"
    assert CellRef("公开01", row, "金额") in {cell.ref for cell in found[0].cells}
