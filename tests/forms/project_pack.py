"""A small performance pack for tests: a list of projects, a target and a self-evaluation for each, a monitoring list, a scoring profile."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from desktop.core.amounts import Value
from desktop.core.cells import Book, Entry, Row
from desktop.core.definitions import PackDef

PACK = """
id = "试点"
title = "试点绩效表套"
region = "试点"
years = [2024]
version = "1"
kept_in = "万元"
basis = "试点办法"
forms = ["封面", "项目", "目标表", "自评表", "监控汇总"]
"""

COVER = '''
form = "封面"
title = "封面"
view = "record"
exports = ["*"]
[[block]]
id = "基本情况"
columns = [{ id = "内容", label = "内容", kind = "text" }]
rows = """
# 标识 | 项目 | 类型
单位名称 | 单位名称 | 文字
"""
'''

PROJECTS = """
form = "项目"
title = "项目清单"
exports = ["*"]
empty_sentence = "说明：{单位}{年度}年度没有项目。"
mirrors = [{ form = "监控汇总" }]
[[block]]
id = "项目"
columns = [
    { id = "项目名称", kind = "text" },
    { id = "项目类别", kind = "choice", choices = ["运转类项目", "特定目标类项目"] },
    { id = "年初预算数" },
    { id = "全年预算数" },
    { id = "全年执行数" },
]
[block.family]
kind = "free"
label_column = "项目名称"
[layout]
orientation = "landscape"
head = "序号 | 项目名称 | 项目类别 | 年初预算数 | 全年预算数 | 全年执行数"
column_numbers = false
body = "*| [序号] | [*,项目名称] | [*,项目类别] | [*,年初预算数] | [*,全年预算数] | [*,全年执行数]"
widths = [15, 102, 40, 30, 30, 30]
"""

INDICATORS = """
[[block]]
id = "指标"
columns = [
    { id = "一级指标", kind = "text" },
    { id = "二级指标", kind = "text" },
    { id = "三级指标", kind = "text" },
    { id = "指标值", label = "年度指标值", kind = "indicator" },
    { id = "分值", kind = "score" },
]
[block.family]
kind = "free"
prefix = "指"
label_column = "三级指标"
grouped_by = ["一级指标", "二级指标"]
"""

TARGET = f'''
form = "目标表"
title = "项目支出绩效目标表"
view = "indicators"
per = "项目"
stage = "目标"
exports = ["*"]
empty_sentence = "说明：没有目标。"
mirrors = [{{ form = "自评表" }}]
[[block]]
id = "基本"
columns = [{{ id = "内容", kind = "text" }}]
rows = """
# 标识 | 项目 | 来源
项目名称 | 项目名称 | 算
预期目标 | 年度总体目标 | 填
"""
{INDICATORS}
[[calc]]
id = "目标-项目名称"
let = "[项目名称,内容] = 项目[本项,项目名称]"
fixed = true
basis = "取自项目清单"
tier = "绩效"
[layout]
meta_left = ""
meta_right = ""
body = """
项目名称 | < | [项目名称,内容] | < | <
年度总体目标 | < | [预期目标,内容] | < | <
!| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 分值
*| [*,一级指标] | [*,二级指标] | [*,三级指标] | [*,指标值] | [*,分值]
"""
widths = [20, 24, 60, 36, 20]
'''

REVIEW = '''
form = "自评表"
title = "{项目名称}绩效自评表"
view = "indicators"
per = "项目"
stage = "自评"
scoring = "试点办法"
exports = ["*"]
empty_sentence = "说明：没有自评。"
notes = ["注：自评得分由单位填报。"]
[[block]]
id = "基本"
columns = [{ id = "内容", kind = "text" }]
rows = """
# 标识 | 项目 | 来源
项目名称 | 项目名称 | 算
预期目标 | 预期目标 | 填
实际完成情况 | 实际完成情况 | 填
"""
[[block]]
id = "资金"
columns = [
    { id = "全年预算数" },
    { id = "全年执行数" },
    { id = "执行率", kind = "percent" },
    { id = "得分", kind = "score" },
]
rows = """
# 标识 | 项目 | 来源
总额 | 年度资金总额 | 填
"""
[[block]]
id = "指标"
columns = [
    { id = "一级指标", kind = "text" },
    { id = "二级指标", kind = "text" },
    { id = "三级指标", kind = "text" },
    { id = "指标值", label = "年度指标值", kind = "indicator" },
    { id = "完成值", label = "实际完成值", kind = "indicator" },
    { id = "分值", kind = "score" },
    { id = "得分", kind = "score" },
    { id = "偏差原因", label = "偏差原因分析及改进措施", kind = "text" },
]
[block.family]
kind = "free"
prefix = "指"
label_column = "三级指标"
grouped_by = ["一级指标", "二级指标"]
[[block]]
id = "结果"
columns = [{ id = "分值", kind = "score" }, { id = "总分", kind = "score" }]
rows = """
# 标识 | 项目 | 来源
总分 | 总分 | 算
"""
[[calc]]
id = "自评-项目名称"
let = "[项目名称,内容] = 项目[本项,项目名称]"
fixed = true
basis = "取自项目清单"
tier = "绩效"
[[calc]]
id = "自评-指标"
let = "[*,三级指标] = 目标表[本行,三级指标]"
fixed = true
basis = "取自目标表"
[[calc]]
id = "自评-分值合计"
let = "[总分,分值] = 合计([*,分值])"
basis = "各项指标分值之和"
[layout]
meta_left = ""
meta_right = ""
signature = ["单位负责人"]
body = """
项目名称 | < | < | [项目名称,内容] | < | < | < | < | <
项目资金（万元） | < | 全年预算数 | < | 全年执行数 | < | 执行率 | 得分 | <
^ | < | [总额,全年预算数] | < | [总额,全年执行数] | < | [总额,执行率]% | [总额,得分]分 | <
年度总体目标 | 预期目标 | < | < | 实际完成情况 | < | < | < | <
^ | [预期目标,内容] | < | < | [实际完成情况,内容] | < | < | < | <
!| 年度绩效指标 | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析及改进措施
*| ^ | [*,一级指标] | [*,二级指标] | [*,三级指标] | [*,指标值] | [*,完成值] | [*,分值] | [*,得分] | [*,偏差原因]
总分 | < | < | < | < | < | [总分,分值] | [总分,总分] |
"""
widths = [10, 16, 18, 34, 20, 20, 12, 12, 36]
'''

MONITOR = '''
form = "监控汇总"
title = "{年度}年项目支出绩效目标执行监控汇总表"
stage = "监控"
exports = ["*"]
empty_sentence = "说明：没有监控。"
[[block]]
id = "项目"
columns = [
    { id = "项目名称", kind = "text" },
    { id = "项目类别", kind = "text" },
    { id = "金额" },
    { id = "执行率", kind = "percent" },
    { id = "完成说明", kind = "text" },
]
[block.family]
kind = "free"
label_column = "项目名称"
[[calc]]
id = "监控-名称"
let = "[*,项目名称] = 项目[本行,项目名称]"
fixed = true
basis = "取自项目清单"
[[calc]]
id = "监控-类别"
let = "[*,项目类别] = 项目[本行,项目类别]"
fixed = true
basis = "取自项目清单"
[layout]
orientation = "landscape"
column_numbers = false
head = "序号 | 项目名称 | 项目金额（万元） | 预算执行率 | 目标完成情况"
body = """
*项目类别| （[组序]） | [*,项目类别] | < | < | <
*| [序号] | [*,项目名称] | [*,金额] | [*,执行率]% | [*,完成说明]
"""
widths = [15, 60, 30, 30, 112]
'''

PROFILE = """
title = "试点评分办法"
basis = "试点〔2024〕1号"
"""


def write_projects(root: Path, *, scoring: str | None = PROFILE, **changed: str) -> Path:
    """The pack ``试点`` under ``root``; a keyword replaces the file of that name (``自评表=…``)."""
    files = {"pack": PACK, "封面": COVER, "项目": PROJECTS, "目标表": TARGET, "自评表": REVIEW, "监控汇总": MONITOR, **changed}
    folder = root / "试点"
    (folder / "scoring").mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    if scoring is not None:
        (folder / "scoring" / "试点办法.toml").write_text(scoring, encoding="utf-8")
    return folder


def project_book(pack: PackDef, projects: list[dict[str, str]], indicators: list[dict[str, str]], **cells: str) -> Book:
    """A book with projects 1, 2 … in the list and the monitoring list; ``indicators`` in the self-evaluation of project 1, whose other cells
    are given as 行_栏="…"."""
    book = Book(pack.id, "某市科协", 2024)
    add_rows(book, pack, "项目", projects)
    add_rows(book, pack, "监控汇总", [{} for _ in projects])
    add_rows(book, pack, "自评表#1", indicators)
    for place, text in cells.items():
        row, column = place.split("_")
        book.sheet("自评表#1").entered[row, column] = Entry(value_of(pack, "自评表", row, column, text))
    return book


def add_rows(book: Book, pack: PackDef, code: str, rows: list[dict[str, str]]) -> None:
    form = pack.form(code.partition("#")[0])
    assert form is not None
    assert form.family is not None
    sheet = book.sheet(code)
    for number, cells in enumerate(rows, 1):
        row_id = f"{form.family.prefix}{number}"
        sheet.rows[row_id] = Row(row_id, "", "", (("次序", f"{number * 10:06d}"),))
        for column, text in cells.items():
            sheet.entered[row_id, column] = Entry(value_of(pack, form.code, "", column, text))


def value_of(pack: PackDef, code: str, row: str, column: str, text: str) -> Value:
    form = pack.form(code)
    assert form is not None
    block = next(block for block in form.blocks if (any(known.id == row for known in block.rows) if row else block.family))
    found = block.column(column)
    assert found is not None
    return Decimal(text) if found.kind in ("money", "percent", "score", "count") else text
