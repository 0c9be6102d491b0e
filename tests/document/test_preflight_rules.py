"""Each rule that judges words alone: a text that breaks it, and one that does not."""

from __future__ import annotations

import pytest

from desktop.core.findings import Finding
from desktop.document.preflight import JUDGES, preflight_text
from desktop.forms.rules import load_rules

HEAD = "晋城市科学技术局\n2024年度部门决算公开\n第一部分 概况\n一、主要职责\n负责全市科技工作。\n二、机构设置\n设6个科室。\n第二部分 部门决算表\n（见附表）\n第三部分 情况说明\n"
TAIL = "\n第四部分 名词解释\n一、基本支出：指为保障机构正常运转而发生的支出。\n"
SUMMARY = "一、收入支出决算总体情况说明\n"
THREE = "九、财政拨款“三公”经费支出决算情况说明\n"


def findings(rule: str, text: str, year: int = 2024, head: str = HEAD) -> list[Finding]:
    (definition,) = [one for one in load_rules() if one.id == rule]
    return list(preflight_text(head + text + TAIL, year, "晋城市科学技术局", [definition]).findings)


CASES = [
    ("D17", THREE + "因公出国（境）费支出3.00万元，比上年增加1.00万元。", THREE + "因公出国（境）费3.00万元，团组1个，4人次。"),
    ("D18", THREE + "公务用车运行维护费8.30万元。", THREE + "公务用车购置数0辆，公务用车保有量6辆。"),
    ("D19", THREE + "公务接待费1.20万元。", THREE + "公务接待费1.20万元，国内接待3批次，21人次。"),
    ("D20", THREE + "公务用车购置及运行维护费8.30万元。", THREE + "公务用车购置费0.00万元，公务用车运行维护费8.30万元。"),
    (
        "D21",
        THREE + "“三公”经费10298元，比年初预算减少34663元，原因：没有购车。",
        THREE + "比上年减少1万元，比预算减少2万元，原因是没有购车。",
    ),
    (
        "D22",
        THREE
        + "2024年“三公”经费支出9.30万元，因公出国（境）费支出0.00万元。公务用车购置及运行维护费支出8.30万元。公务接待费支出0.00万元。",
        THREE
        + "2024年“三公”经费支出8.30万元，因公出国（境）费支出0.00万元。公务用车购置及运行维护费支出8.30万元。公务接待费支出0.00万元。",
    ),
    ("D24", THREE + "公务接待费支出0.00万元，国内公务接待3批次。", THREE + "公务接待费支出0.00万元，国内公务接待0批次。"),
    (
        "D27",
        SUMMARY + "收入总计500.00万元，比上年增加200.00万元，增长66.67%。",
        SUMMARY + "收入总计500.00万元，比上年增加200.00万元，增长66.67%，主要原因是新增项目。",
    ),
    (
        "D28",
        "（一）机关运行经费支出情况说明\n机关运行经费53.55万元。",
        "（一）机关运行经费支出情况说明\n机关运行经费53.55万元，比2023年增加1.97万元，主要原因是工会经费增加。",
    ),
    (
        "D29",
        "（二）政府采购情况说明\n政府采购支出总额150.06万元，其中：货物支出4.28万元、工程支出0万元、服务支出145.87万元。中小企业合同150.06万元。",
        "（二）政府采购情况说明\n政府采购支出总额150.06万元，其中：货物支出4.28万元、工程支出0万元、服务支出145.78万元。中小企业合同150.06万元。",
    ),
    (
        "D30",
        "（三）国有资产占用情况说明\n共有车辆6辆。",
        "（三）国有资产占用情况说明\n共有车辆6辆。单价100万元（含）以上设备0台（套）。",
    ),
    ("D31", "（四）预算绩效情况说明\n全面开展了绩效自评。", "（四）预算绩效情况说明\n自评项目8个，资金1105.70万元。"),
    ("D32", SUMMARY + "本年支出10.00万元，其中：项目支出10.00万元。", SUMMARY + "本年支出10.00万元，其中：基本支出10.00万元。"),
    ("D34", SUMMARY + "“农业生产发展”（款）10.00万元。", SUMMARY + "“人大事务”（款）10.00万元。"),
    (
        "D36",
        SUMMARY + "社会保障和就业支出259.83万元，较上年增加1.00万元，主要原因是医疗保险基数增长。",
        SUMMARY + "社会保障和就业支出259.83万元，较上年增加1.00万元，主要原因是养老保险基数增长。",
    ),
    (
        "D39",
        SUMMARY + "支出合计2,195.66万元，其中：\n基本支出1,089.96万元，占比46.94%；",
        SUMMARY + "支出合计2,195.66万元，其中：\n基本支出1,089.96万元，占比49.64%；",
    ),
    (
        "D40",
        SUMMARY + "支出10.00万元，其中：甲5.00万元，占50.00%；乙5.00万元，占40.00%。",
        SUMMARY + "支出10.00万元，其中：甲5.00万元，占50.00%；乙5.00万元，占50.00%。",
    ),
    ("D41", SUMMARY + "支出380.65万元，比上年增加10.95万元，增长3.96%。", SUMMARY + "支出380.65万元，比上年增加10.95万元，增长2.96%。"),
    (
        "D42",
        SUMMARY + "年初预算205.35万元，支出决算162.92万元，完成年初预算的97.34%。",
        SUMMARY + "年初预算205.35万元，支出决算162.92万元，完成年初预算的79.34%。",
    ),
    (
        "D43",
        SUMMARY + "政府采购支出总额150.06万元。\n另外，政府采购支出总额105.06万元。",
        SUMMARY + "政府采购支出总额150.06万元。\n另外，政府采购支出总额150.06万元。",
    ),
    (
        "D44",
        SUMMARY + "支出62.10万元，比上年决算增加62.10万元，增长100.00%。",
        SUMMARY + "支出62.10万元，比上年决算增加31.05万元，增长100.00%。",
    ),
    ("D45", SUMMARY + "支出0.00万元，比上年增加0.00万元。", SUMMARY + "支出0.00万元，与上年持平。"),
    ("D46", SUMMARY + "收入总计2201.39，支出总计2201.39万元。", SUMMARY + "收入总计2201.39万元，支出总计2201.39万元。"),
    ("D47", SUMMARY + "收入1,105.70万元，支出1105.7万元。", SUMMARY + "收入1,105.70万元，支出1,105.70万元。"),
    ("D51", SUMMARY + "收入总计5.00万元，与2022年相比增加1.00万元。", SUMMARY + "收入总计5.00万元，与2023年相比增加1.00万元。"),
    ("D52", "（三）国有资产占用情况说明\n截至2023年12月31日，车辆0辆。", "（三）国有资产占用情况说明\n截至2024年12月31日，车辆0辆。"),
    ("D53", "部门名称：晋城市科技局\n部门名称：晋城市科学技术局", "部门名称：晋城市科学技术局\n部门名称：晋城市科学技术局"),
    ("D54", SUMMARY + "本单位支出5.00万元。", SUMMARY + "本部门（单位）支出5.00万元。"),
    ("D55", SUMMARY + "比上年增加（减少）0元，主要用于XX。", SUMMARY + "比上年增加3元，5G网络。"),
    ("D56", SUMMARY + "主要原因是工作需要。", SUMMARY + "主要原因是工作需要，新购空调一台。"),
    ("D57", SUMMARY + "提出优化的意见意见；；", SUMMARY + "提出优化的意见；"),
    ("D58", SUMMARY + "1.甲。\n2.乙。\n2.丙。", SUMMARY + "1.甲。\n（1）子。\n2.乙。\n3.丙。"),
    ("D59", SUMMARY + "占本年支出合计的76.23，其余是项目支出。", SUMMARY + "占本年支出合计的76.23%，其余是项目支出。"),
    ("D60", SUMMARY + "退休人员62人,增加5人。支出3元,其中", SUMMARY + "退休人员62人，增加5人。"),
    (
        "D78",
        SUMMARY + "评价项目26个，涉及金额5.00万元。评价项目21个，涉及金额4.00万元。",
        SUMMARY + "评价项目21个，涉及金额5.00万元。评价项目21个，得分较高。",
    ),
    ("D83", SUMMARY + "联系人手机13803561234。", SUMMARY + "支出13803561.23元。"),
    ("D84", SUMMARY + "因慰问负责人lz,部分慰问品暂无下落，未完成。", SUMMARY + "因慰问对象减少，未完成预定人数。"),
    (
        "D86",
        SUMMARY + "实有人数102人，其中：在职人员40人；离休人员0人；退休人员61人。",
        SUMMARY + "实有人数102人，其中：在职人员40人；离休人员0人；退休人员62人。",
    ),
    (
        "D87",
        SUMMARY + "项目支出6881.81万元。评价项目26个，涉及金额7812.96万元。",
        SUMMARY + "项目支出6881.81万元。评价项目21个，涉及金额6881.81万元。",
    ),
    (
        "D88",
        SUMMARY + "年初预算数1,632.62万元，决算数1,362.65万元，预决算差异率-19.81%。",
        SUMMARY + "年初预算数1,632.62万元，决算数1,362.65万元，预决算差异率-16.54%。",
    ),
    (
        "M01",
        SUMMARY + "支出9.00万元，比上年增加1.00万元，增长12.50%，主要原因是厉行节约。",
        SUMMARY + "支出9.00万元，比上年减少1.00万元，下降10.00%，主要原因是厉行节约。",
    ),
    (
        "M02",
        SUMMARY + "年初预算为205.35万元，支出决算为162.92万元。决算数大于预算数的主要原因：调整。",
        SUMMARY + "年初预算为205.35万元，支出决算为162.92万元。决算数小于预算数的主要原因：调整。",
    ),
    (
        "M03",
        SUMMARY + "收入总计10.00万元，其中：本年收入合计8.00万元，使用非财政拨款结余0.00万元，年初结转和结余3.00万元。",
        SUMMARY + "收入总计11.00万元，其中：本年收入合计8.00万元，使用非财政拨款结余0.00万元，年初结转和结余3.00万元。",
    ),
    (
        "M04",
        SUMMARY + "支出总额85.00万元，主要包括公共服务1.00万元，行业管理5.00万元，咨询服务3.00万元。",
        SUMMARY + "支出总额9.00万元，主要包括公共服务1.00万元，行业管理5.00万元，咨询服务3.00万元。",
    ),
    ("M05", SUMMARY + "收、支总计20.00元，本年收入合计10.00元。", SUMMARY + "收、支总计10.00元，本年收入合计10.00元。"),
    (
        "M06",
        "（三）唐山科技馆运营管理服务费\n3、唐山科技馆运营服务费绩效目标表",
        "（三）唐山科技馆运营服务费\n3、唐山科技馆运营服务费绩效目标表",
    ),
    ("M07", SUMMARY + "5.对企业补助支出：年初预算0元，增加25元。", SUMMARY + "5.对企业补助支出：决算25元，年初预算0元，增加25元。"),
]


@pytest.mark.parametrize(("rule", "wrong", "right"), CASES, ids=[case[0] for case in CASES])
def test_the_rule_tells_the_wrong_text_from_the_right_one(rule: str, wrong: str, right: str) -> None:
    found = findings(rule, wrong)
    assert found and all(finding.check == rule and finding.tier == "文表" and finding.say and finding.why for finding in found)
    assert findings(rule, right) == []


def test_headings_of_every_part_are_asked_for() -> None:
    assert findings("D06", "") == []
    assert [finding.say for finding in findings("D06", "", head="部门决算\n第一部分 概况\n第三部分 情况说明\n")] == [
        "概况、表、说明、名词解释各部分齐全：没有找到“决算表”这一部分的标题。"
    ]
    assert findings("D26", "") == []
    assert findings("D26", "", head="部门决算\n第一部分 概况\n一、主要职责\n")


def test_the_contents_are_the_headings() -> None:
    contents = "晋城市科学技术局2024年度部门决算\n目 录\n第一部分 概况\t1\n一、职责\t1\n二、政府性基金表\t3\n"
    body = "第一部分 概况\n一、职责\n负责。\n"
    assert [finding.say for finding in findings("D07", body, head=contents)] == [
        "目录与正文的标题一致：目录里有“政府性基金表”，正文里没有。原文：“二、政府性基金表”"
    ]
    assert findings("D07", body + "二、政府性基金表\n", head=contents) == []


def test_the_cover_says_year_name_and_kind() -> None:
    assert findings("D08", "") == []
    (found,) = findings("D08", "", head="晋城市科技局\n部门决算公开\n有关情况如下。\n")
    assert "年度" in found.say and "单位全称" in found.say


def test_a_table_that_is_missing_is_named() -> None:
    tables = "\n".join(
        f"{title}\n合计\t1.00"
        for title in [
            "收入支出决算总表", "收入决算表", "支出决算表", "财政拨款收入支出决算总表", "一般公共预算财政拨款支出决算表",
            "一般公共预算财政拨款基本支出决算明细表", "国有资本经营预算财政拨款支出决算表", "财政拨款“三公”经费支出决算表",
        ]
    )  # fmt: skip
    assert [finding.say for finding in findings("D09", tables)] == [
        "各表齐全，空表也要列出：没有找到《政府性基金预算财政拨款收入支出决算表》。没有数据的表也要列出并说明。"
    ]
    assert findings("D09", tables + "\n政府性基金预算财政拨款收入支出决算表\n说明：本表无数据") == []


def test_the_note_under_an_empty_table_names_its_own_fund() -> None:
    own = "七、政府性基金预算财政拨款收支决算情况说明\n"
    assert findings("D12", own + "本年度没有国有资本经营预算财政拨款收支。")
    assert findings("D12", own + "本年度没有政府性基金预算财政拨款收支。") == []


def test_codes_stand_beside_the_names_of_the_list() -> None:
    assert findings("D35", "科目代码\t科目名称\t金额\n210\t医疗卫生与计划生育支出\t1.00")
    assert findings("D35", "科目代码\t科目名称\t金额\n210\t卫生健康支出\t1.00") == []


def test_every_rule_is_judged_by_a_known_judge_or_says_why_not() -> None:
    rules = load_rules()
    assert {f"D{number:02d}" for number in range(1, 91)} <= {rule.id for rule in rules}
    for rule in rules:
        assert all(name in JUDGES for name in rule.judge.split("+")) if rule.judge else rule.not_judged


def test_a_rule_that_cannot_be_judged_is_not_a_passed_one() -> None:
    report = preflight_text(HEAD + TAIL, 2024, "晋城市科学技术局")
    counts = report.counts()
    assert counts["judged"] == counts["passed"] + counts["violated"]
    assert counts["apply"] == counts["judged"] + counts["not_judged"]
    assert report.result("D03").outcome == "not judgeable" and report.result("D03").why == "要看网站。"
    assert f"不能由程序判断{counts['not_judged']}条" in report.summary
