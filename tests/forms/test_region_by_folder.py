"""A region that nobody of the program has heard of: a folder in the user's own packs, no line of Python. It is filled in, scored, checked, printed, exported.

The invented region scores by thirds (执行 20, 目标 80), gives nothing below 60 % of a target, calls its grades 甲乙丙丁, caps the total of slow spenders at 85,
asks for the office in charge and the papers that prove a result, and prints its form landscape.
"""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from desktop.app.exporting import export_workbook, print_tables
from desktop.app.own_packs import own_packs_folder
from desktop.app.session import Session
from desktop.core.cells import CellRef
from desktop.core.entry import add_row, made_rows, type_text
from desktop.exchange.plan import plan_import
from desktop.exchange.read import read_workbook
from desktop.forms.catalog import list_packs
from desktop.forms.layout import lay_out
from desktop.forms.lint import lint_path

PACK = """
id = "jz-2025"
title = "江州市项目绩效自评（2025年度）"
region = "江州"
years = [2025]
version = "1"
kept_in = "万元"
basis = "江州市财政局项目支出绩效自评通知"
extends = "cn-2024"
forms = ["封面", "项目", "江州自评表"]
[parameters]
"目标总分" = "80"
"""
COVER = '''
form = "封面"
title = "封面"
view = "record"
exports = ["*"]
[[block]]
id = "封面"
columns = [{ id = "内容", label = "内容", kind = "text" }]
rows = """
# 标识 | 项目 | 类型
单位名称 | 单位名称 | 文字
"""
[layout]
meta_right = ""
head = "项目 | 内容"
column_numbers = false
panels = [{ block = "封面", columns = ["项目", "内容"] }]
widths = [70, 100]
'''
PROJECTS = '''
form = "项目"
extends = true
[[edit]]
op = "drop_check"
target = "项目-执行合计"
[[edit]]
op = "drop_check"
target = "项目-财政拨款合计"
[[edit]]
op = "add_column"
block = "项目"
after = "实施单位"
columns = [{ id = "责任处室", label = "责任处室", kind = "text" }]
[[edit]]
op = "relabel_column"
target = "全年执行数"
block = "项目"
label = "实际支出"
[layout]
head = """
序号 | 项目名称 | 项目编码 | 项目类别 | 主管部门 | 实施单位 | 责任处室 | 年初预算数 | 全年预算数 | 实际支出
"""
body = """
*| [序号] | [*,项目名称] | [*,项目编码] | [*,项目类别] | [*,主管部门] | [*,实施单位] | [*,责任处室] | [*,年初预算数] | [*,全年预算数] | [*,全年执行数]
"""
widths = [11, 50, 26, 26, 30, 30, 24, 20, 20, 20]
'''
REVIEW = '''
form = "江州自评表"
title = "{年度}年{项目名称}绩效自评表"
view = "indicators"
per = "项目"
stage = "自评"
scoring = "江州"
exports = ["*"]
empty_sentence = "说明：本项目没有自评。"
[[block]]
id = "基本"
columns = [{ id = "内容", label = "内容", kind = "text" }]
rows = """
# 标识 | 项目 | 来源
项目名称 | 项目名称 | 算
责任处室 | 责任处室 | 算
结论 | 自评结论 | 算
"""
[[block]]
id = "资金"
columns = [
    { id = "全年预算数", label = "全年预算" },
    { id = "全年执行数", label = "实际支出" },
    { id = "执行率", label = "支出进度", kind = "percent" },
    { id = "得分", label = "得分", kind = "score" },
]
rows = """
# 标识 | 项目 | 来源
总额 | 资金 | 算
"""
[[block]]
id = "指标"
columns = [
    { id = "三级指标", label = "考核事项", kind = "text" },
    { id = "指标值", label = "年度目标", kind = "indicator" },
    { id = "完成值", label = "年底结果", kind = "indicator" },
    { id = "分值", label = "权重", kind = "score" },
    { id = "得分", label = "得分", kind = "score" },
    { id = "佐证材料", label = "佐证材料", kind = "text" },
    { id = "偏差原因", label = "未达标原因", kind = "text" },
]
[block.family]
kind = "free"
prefix = "指"
label_column = "三级指标"
[[block]]
id = "合计"
columns = [{ id = "得分", label = "得分", kind = "score" }]
rows = """
# 标识 | 项目 | 来源
总分 | 总分 | 算
"""
[[calc]]
id = "江州-名称"
tier = "绩效"
fixed = true
let = "[项目名称,内容] = 项目[本项,项目名称]"
basis = "取自项目清单"
[[calc]]
id = "江州-处室"
tier = "绩效"
fixed = true
let = "[责任处室,内容] = 项目[本项,责任处室]"
basis = "取自项目清单"
[[calc]]
id = "江州-预算"
tier = "绩效"
fixed = true
let = "[总额,全年预算数] = 项目[本项,全年预算数]"
basis = "取自项目清单"
[[calc]]
id = "江州-支出"
tier = "绩效"
fixed = true
let = "[总额,全年执行数] = 项目[本项,全年执行数]"
basis = "取自项目清单"
[[calc]]
id = "江州-进度"
tier = "绩效"
let = "[总额,执行率] = 四舍五入(占比([总额,全年执行数], [总额,全年预算数]) × 100, 2)"
basis = "支出进度=实际支出÷全年预算"
[[calc]]
id = "江州-进度得分"
tier = "绩效"
let = "[总额,得分] = 执行得分([总额,全年执行数], [总额,全年预算数])"
basis = "江州市自评通知：支出进度20分"
[[calc]]
id = "江州-得分"
tier = "绩效"
let = "[*,得分] = 得分([本行,指标值], [本行,完成值], [本行,分值], [本行,三级指标])"
basis = "江州市自评通知：按比例，低于六成不得分"
[[calc]]
id = "江州-总分"
tier = "绩效"
let = "[总分,得分] = 封顶得分(合计([*,得分]) + [总额,得分], [总额,执行率])"
basis = "江州市自评通知：支出进度不到七成的，总分不超过85分"
[[calc]]
id = "江州-结论"
tier = "绩效"
let = "[结论,内容] = 等级([总分,得分])"
basis = "江州市自评通知：甲乙丙丁四等"
[[check]]
id = "江州-权重"
tier = "绩效"
expr = '合计([*,分值]) = 参数("目标总分")'
missing = "跳过"
say = "权重合计 {左}，应为 {右}。"
why = "江州市自评通知：支出进度20分，考核事项80分。"
how = "核对各事项的权重。"
[[check]]
id = "江州-佐证"
tier = "绩效"
severity = "warning"
each = "[*]"
expr = "空([本行,完成值]) 或 非 空([本行,佐证材料])"
say = "“{行}”没有佐证材料。"
why = "江州市自评通知：年底结果要有佐证材料。"
how = "写明材料的名称。"
[layout]
orientation = "landscape"
meta_left = "填报单位：{单位}"
meta_center = ""
meta_right = "单位：万元"
signature = ["处室负责人", "填表人"]
body = """
项目名称 | [项目名称,内容] | < | 责任处室 | [责任处室,内容] | < | <
资金 | 全年预算 | [总额,全年预算数] | 实际支出 | [总额,全年执行数] | [总额,执行率]% | [总额,得分]
!| 考核事项 | 年度目标 | 年底结果 | 权重 | 得分 | 佐证材料 | 未达标原因
*| [*,三级指标] | [*,指标值] | [*,完成值] | [*,分值] | [*,得分] | [*,佐证材料] | [*,偏差原因]
总分 | [总分,得分]分 | < | 自评结论 | [结论,内容]等 | < | <
"""
widths = [50, 32, 32, 28, 28, 46, 41]
'''
PROFILE = """
title = "江州市自评计分办法"
basis = "江州市财政局项目支出绩效自评通知"
[execution]
points = 20
words = "20 × 实际支出 ÷ 全年预算"
[[quantity]]
comparator = "≥"
nothing_below = "0.6"
words = "达到得满分，未达到按比例，低于六成不得分"
[[quantity]]
comparator = "≤"
missed = "不得分"
words = "超过的不得分"
[[caps]]
rate_below = "0.7"
total = 85
words = "支出进度不到七成，总分不超过85分"
[[grades]]
at_least = 95
word = "甲"
[[grades]]
at_least = 85
word = "乙"
[[grades]]
at_least = 70
word = "丙"
[[grades]]
at_least = 0
word = "丁"
"""
FORM = "江州自评表"


@pytest.fixture
def folder(own_data_folder) -> Path:
    """The pack as a user would put it: a folder below the data folder of the program."""
    place = own_packs_folder() / "jz-2025"
    assert place.is_relative_to(own_data_folder)
    (place / "scoring").mkdir(parents=True)
    for name, text in {"pack": PACK, "封面": COVER, "项目": PROJECTS, FORM: REVIEW, "scoring/江州": PROFILE}.items():
        (place / f"{name}.toml").write_text(text, encoding="utf-8")
    return place


@pytest.fixture
def session(folder, tmp_path):
    with Session.create(tmp_path / "自评.mingzhang", "jz-2025", "江州市水务局", 2025) as opened:
        yield opened


def project(session: Session, **values: str) -> str:
    """A project entered in the list; answers the code of its form."""
    operation = add_row(session.model, "项目", values=values)
    session.do(operation)
    (row,) = made_rows(operation, "项目")
    return f"{FORM}#{row}"


def indicator(session: Session, code: str, *texts: str) -> str:
    columns = ("三级指标", "指标值", "完成值", "分值", "佐证材料")
    operation = add_row(session.model, code, values=dict(zip(columns, texts, strict=True)))
    session.do(operation)
    (row,) = made_rows(operation, code)
    return row


def well_done(session: Session) -> str:
    code = project(
        session, 项目名称="河道清淤", 项目编码="JZ001", 项目类别="特定目标类项目", 责任处室="工程处", 全年预算数="200", 全年执行数="190"
    )
    indicator(session, code, "清淤长度", "≥12公里", "12.5公里", "40", "验收单")
    indicator(session, code, "清淤单价", "≤15万元/公里", "15.2万元/公里", "20", "决算书")
    indicator(session, code, "群众满意度", "≥90%", "81%", "20", "问卷")
    return code


def value(session: Session, code: str, row: str, column: str):
    return session.model.value(CellRef(code, row, column))


def test_the_linter_and_the_list_of_packs_take_it(folder):
    assert [str(problem) for problem in lint_path(folder)] == []
    (summary,) = [pack for pack in list_packs() if pack.id == "jz-2025"]
    assert (summary.title, summary.region, summary.problem) == ("江州市项目绩效自评（2025年度）", "江州", "")


def test_its_own_rule_scores_and_its_own_words_grade(session):
    code = well_done(session)
    assert [value(session, code, f"指{number}", "得分") for number in (1, 2, 3)] == [40, 0, 18]
    assert value(session, code, "总额", "执行率") == 95
    assert value(session, code, "总额", "得分") == 19
    assert value(session, code, "总分", "得分") == 77
    assert value(session, code, "结论", "内容") == "丙"
    session.do(type_text(session.model, CellRef(code, "指2", "完成值"), "14.8万元/公里"))
    assert (value(session, code, "总分", "得分"), value(session, code, "结论", "内容")) == (97, "甲")
    session.do(type_text(session.model, CellRef(code, "指3", "完成值"), "53%"))  # below 60 % of the target
    assert value(session, code, "指3", "得分") == 0


def test_slow_spending_caps_the_total_as_the_profile_says(session):
    code = well_done(session)
    session.do(type_text(session.model, CellRef(code, "指2", "完成值"), "15万元/公里"))
    session.do(type_text(session.model, CellRef(code, "指3", "完成值"), "95%"))
    session.do(type_text(session.model, CellRef("项目", "1", "全年执行数"), "138"))  # 69 %: 80 + 13.8 would be 93.8
    assert (value(session, code, "总分", "得分"), value(session, code, "结论", "内容")) == (85, "乙")


def test_it_is_checked_by_its_own_checks_and_by_those_of_the_core(session):
    code = well_done(session)
    assert session.model.findings() == ()
    session.do(type_text(session.model, CellRef(code, "指1", "分值"), "50"))
    session.do(type_text(session.model, CellRef(code, "指1", "佐证材料"), ""))
    session.do(type_text(session.model, CellRef(code, "指3", "指标值"), "≤≥90%"))
    assert {(one.check, one.table, one.scope) for one in session.model.findings()} == {
        ("江州-权重", code, ""),
        ("江州-佐证", code, "指1"),
        ("指标值-矛盾", code, "指3/指标值"),
    }


def test_a_typed_score_is_held_against_the_rule_of_the_region(session):
    code = well_done(session)
    session.do(type_text(session.model, CellRef(code, "指3", "得分"), "20"))
    (finding,) = session.model.findings()
    assert (finding.check, finding.scope, finding.left, finding.right) == ("江州-得分", "指3", Decimal(20), Decimal(18))


def test_every_project_has_its_form_in_the_layout_of_the_region(session):
    first = well_done(session)
    second = project(session, 项目名称="水质监测", 责任处室="监测站", 全年预算数="30", 全年执行数="30")
    assert session.model.instances(FORM) == [first, second]
    grid = lay_out(session.model, first, session.figures)
    assert (grid.title, grid.meta[0], grid.form.layout.orientation) == ("2025年河道清淤绩效自评表", "填报单位：江州市水务局", "landscape")
    lines = [[cell.text for cell in row if cell] for row in grid.body]
    assert lines[2] == ["考核事项", "年度目标", "年底结果", "权重", "得分", "佐证材料", "未达标原因"]
    assert lines[4] == ["清淤单价", "≤15万元/公里", "15.2万元/公里", "20", "0", "决算书", ""]
    assert lines[-1] == ["总分", "77分", "自评结论", "丙等"]
    columns = [cell.text for cell in lay_out(session.model, "项目", session.figures).head[0] if cell]
    assert "责任处室" in columns and "实际支出" in columns


def test_it_is_printed_exported_saved_and_opened_again(session, tmp_path):
    code = well_done(session)
    pdf, workbook = tmp_path / "自评.pdf", tmp_path / "自评.xlsx"
    report = print_tables(session, pdf, tables=["项目", code], signature=True)
    assert report.pages == 2 and not report.missing_glyphs and pdf.read_bytes().startswith(b"%PDF")
    export_workbook(session, workbook, tables=["项目", code])
    texts = {cell.text for sheet in read_workbook(workbook).sheets for cell in sheet.cells.values()}
    assert {"2025年河道清淤绩效自评表", "责任处室", "工程处", "清淤单价", "≤15万元/公里", "佐证材料", "验收单"} <= texts
    with Session.create(tmp_path / "另一份.mingzhang", "jz-2025", "江州市水务局", 2025) as other:
        plan = plan_import(other.model, other.subjects, workbook)
        other.do(plan.operation)
        assert [value(other, code, "指2", column) for column in ("三级指标", "完成值", "佐证材料")] == [
            "清淤单价",
            "15.2万元/公里",
            "决算书",
        ]
        assert value(other, code, "结论", "内容") == "丙"
    session.save()
    session.close()
    with Session.open(tmp_path / "自评.mingzhang") as again:
        assert value(again, code, "结论", "内容") == "丙"
