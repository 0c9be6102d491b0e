"""What two other departments published in their texts, as far as it gives figures of the tables. Their tables themselves were not published there.

Each line: table, row, column, figure. What the text calls 0.00 is entered as 0; what it does not say stays blank.
"""

from __future__ import annotations

from decimal import Decimal

from desktop.core.cells import Book, Entry, Origin, Row
from desktop.core.evaluate import Model
from desktop.forms.load import load_pack
from desktop.forms.subjects import SubjectCatalog

IMPORTED = Origin("imported")

URUMQI = """
公开01 一般公共预算财政拨款收入 金额 1362.65
公开01 政府性基金预算财政拨款收入 金额 0
公开01 国有资本经营预算财政拨款收入 金额 0
公开01 上级补助收入 金额 0
公开01 事业收入 金额 0
公开01 经营收入 金额 0
公开01 附属单位上缴收入 金额 0
公开01 其他收入 金额 0.01
公开01 本年收入合计 金额 1362.66
公开01 使用非财政拨款结余 金额 0
公开01 年初结转和结余 金额 5.35
公开01 收入总计 金额 1368.01
公开01 本年支出合计 金额 1362.97
公开01 结余分配 金额 0
公开01 年末结转和结余 金额 5.04
公开01 支出总计 金额 1368.01
公开02 合计 本年收入合计 1362.66
公开02 合计 财政拨款收入 1362.65
公开02 合计 上级补助收入 0
公开02 合计 事业收入 0
公开02 合计 经营收入 0
公开02 合计 附属单位上缴收入 0
公开02 合计 其他收入 0.01
公开03 合计 本年支出合计 1362.97
公开03 合计 基本支出 1044.17
公开03 合计 项目支出 318.80
公开03 合计 上缴上级支出 0
公开03 合计 经营支出 0
公开03 合计 对附属单位补助支出 0
公开04 一般公共预算财政拨款 金额 1362.65
公开04 本年收入合计 金额 1362.65
公开04 年初财政拨款结转和结余 金额 0
公开04 收入总计 金额 1362.65
公开04 206 一般公共预算财政拨款 1362.65
公开04 本年支出合计 合计 1362.65
公开04 本年支出合计 一般公共预算财政拨款 1362.65
公开04 年末财政拨款结转和结余 合计 0
公开04 支出总计 合计 1362.65
公开05 合计 本年支出 1362.65
公开05 206 本年支出 1362.65
公开05 2060101 本年支出 380.65
公开05 2060102 本年支出 0
公开05 2060601 本年支出 13.90
公开05 2060701 本年支出 170.44
公开05 2060702 本年支出 104.04
公开05 2060705 本年支出 630.51
公开05 2060799 本年支出 1.00
公开05 2069999 本年支出 62.10
公开06 人员经费合计 决算数 947.60
公开06 公用经费合计 决算数 96.57
公开09 三公经费 预算合计 8.30
公开09 三公经费 预算出国 0
公开09 三公经费 预算购车 0
公开09 三公经费 预算用车 8.30
公开09 三公经费 预算接待 0
公开09 三公经费 决算合计 8.30
公开09 三公经费 决算出国 0
公开09 三公经费 决算用车小计 8.30
公开09 三公经费 决算购车 0
公开09 三公经费 决算用车 8.30
公开09 三公经费 决算接待 0
"""
# from the increases and decreases that the text names
URUMQI_BEFORE = """
公开01 收入总计 金额 1500.97
公开01 支出总计 金额 1500.97
公开04 收入总计 金额 1446.31
公开04 支出总计 合计 1446.31
公开05 合计 本年支出 1437.57
公开05 2060101 本年支出 369.70
公开05 2060102 本年支出 4.25
公开05 2060601 本年支出 8.80
公开05 2060701 本年支出 186.95
公开05 2060702 本年支出 122.48
公开05 2060705 本年支出 703.58
公开05 2060799 本年支出 41.81
公开09 三公经费 决算合计 7.38
公开09 三公经费 决算用车 7.38
公开09 三公经费 决算出国 0
公开09 三公经费 决算接待 0
"""
MENTOUGOU = """
公开01 一般公共预算财政拨款收入 金额 78129577.73
公开01 政府性基金预算财政拨款收入 金额 0
公开01 国有资本经营预算财政拨款收入 金额 0
公开01 上级补助收入 金额 0
公开01 事业收入 金额 0
公开01 经营收入 金额 0
公开01 附属单位上缴收入 金额 0
公开01 其他收入 金额 0
公开01 本年收入合计 金额 78129577.73
公开01 收入总计 金额 156259155.5
公开01 201 金额 876600
公开01 213 金额 103843
公开01 215 金额 77149134.73
公开01 本年支出合计 金额 78129577.73
公开01 支出总计 金额 156259155.5
公开02 合计 本年收入合计 78129577.73
公开02 合计 财政拨款收入 78129577.73
公开03 合计 本年支出合计 78129577.73
公开03 合计 基本支出 9311521.13
公开03 合计 项目支出 68818056.60
公开04 收入总计 金额 156259155.5
公开04 201 一般公共预算财政拨款 876600
公开04 213 一般公共预算财政拨款 103843
公开04 215 一般公共预算财政拨款 77149134.73
公开04 本年支出合计 一般公共预算财政拨款 78129577.73
公开04 支出总计 合计 156259155.5
公开05 合计 本年支出 78129577.73
公开05 合计 基本支出 9311521.13
公开05 合计 项目支出 68818056.60
公开05 201 本年支出 876600
公开05 20101 本年支出 876600
公开05 213 本年支出 103843
公开05 215 本年支出 77149134.73
公开05 21508 本年支出 77149134.73
公开06 301 决算数 8748039.39
公开06 302 决算数 560146.09
公开06 303 决算数 17.65
公开06 310 决算数 3318
公开06 公用经费合计 决算数 563464.09
公开09 三公经费 预算合计 44961
公开09 三公经费 预算用车小计 36000
公开09 三公经费 预算用车 36000
公开09 三公经费 决算合计 10298
公开09 三公经费 决算用车小计 10298
公开09 三公经费 决算用车 10298
"""
MENTOUGOU_BEFORE = """
公开01 本年收入合计 金额 14725434.42
公开01 收入总计 金额 29439008.7
公开01 本年支出合计 金额 14713574.22
公开01 支出总计 金额 29439008.7
公开04 收入总计 金额 29439008.7
公开04 支出总计 合计 29439008.7
"""


def model_of(pack_id: str, unit: str, lines: str, before: str, cover: dict[str, str], without: tuple[str, ...] = ()) -> Model:
    """``without``: beginnings of lines that are left out."""
    pack = load_pack(pack_id)
    year = pack.years[0]
    book = Book(pack_id, unit, year, kept_in=pack.kept_in)
    kept = "\n".join(line for line in lines.splitlines() if not line.startswith(without or ("—",)))
    _fill(book, kept, year)
    book.prior = Book(pack_id, unit, year - 1, kept_in=pack.kept_in)
    _fill(book.prior, before, year)
    for row, text in cover.items():
        book.sheet("封面").entered[row, "内容"] = Entry(text)
    return Model(pack, book, SubjectCatalog.of_pack(pack, year))


def _fill(book: Book, lines: str, year: int) -> None:
    pack = load_pack(book.pack)
    catalog = SubjectCatalog.of_pack(pack, year)
    for line in lines.split("\n"):
        if not line:
            continue
        code, row, column, figure = line.split()
        form, sheet = pack.form(code), book.sheet(code)
        assert form is not None
        if form.family and row.isdigit():
            for length in (one for one in form.family.levels if one <= len(row)):
                known = catalog.find("functional", row[:length])
                assert known is not None, row
                sheet.rows.setdefault(row[:length], Row(row[:length], known.name, row[: length - 2] if length > 3 else ""))
        sheet.entered[row, column] = Entry(Decimal(figure), IMPORTED)
