"""门头沟园管委会 2023 年度部门决算公开说明: generated from the sample's data and held against the published text, sentence by sentence.

The document states a rule (元 to the 分 with separators, percentages with one place) and breaks it: amounts are compared by value, percentages
to the one place.
"""

from __future__ import annotations

import pytest
from sentence_samples import judged, rendered
from sentences import by_value, close_percentages, compare, generated_lines, published_lines, run_on

SAMPLE = "mentougou-2023"
NO_ITEM = "暂无此项经费支出；"
FAMILY = "3.对个人和家庭补助支出：包括离休费、退休费、抚恤金、生活补助、救济费、医疗费补助、助学金、奖励金、其他对个人和家庭的补助等支出"
CAPITAL = "4.其他资本性支出：包括办公设备购置、专用设备购置等"
COMPANIES = (
    "主要原因：增加高品质科技园区资金配套、推动复工复产助企纾困专项经费、第二届“首都金融创新激励项目成果奖”奖励资金、"
    "2023年农业领域贷款贴息项目等。"
)
BY_ORDER = (
    "参考《关于开展2023年度中央对地方转移支付预算执行情况绩效自评工作的通知》（门财绩效〔2024〕39号）、《关于开展2023年度市对区转移支付和"
    "部门预算项目绩效自评工作的通知》（门财绩效〔2024〕65号）要求，将本部门本单位填报的《项目支出绩效自评表》电子版汇总到1个文件夹中，"
    "作为部门决算草案的附件，并随决算全部公开。"
)
# generated, published, the rule that points it out with words it quotes ("" = no fault: said in the line above)
DIFFERENCES = [
    # 公开时报表另附；这里各表印在第一部分里
    ("", "（报表详见附件）", "", ""),
    # 模板的填写说明没有删
    ("一、部门基本情况", "一、部门基本情况（比照预算公开的内容格式）", "D55", "（比照预算公开的内容格式）"),
    (
        "二、收入支出决算总体情况说明",
        "二、收入支出决算总体情况说明（金额到分，加千分号，百分数留一位小数，以下同）",
        "D55",
        "（金额到分，加千分号，百分数留一位小数，以下同）",
    ),
    # 多出来的句号
    ("", "。", "D55", "只有标点的一行"),
    # 年初预算为零，没有增长率
    (
        "2、“农林水支出”（类）2023年度决算103,843.00元，比年初预算增加103,843.00元，年初没有安排预算。",
        "2、“农林水支出”(类)2023年度决算103843元，比年初预算增加103843元，增长100%。",
        "D44",
        "2、“农林水支出”",
    ),
    # 同上；“农业生产发展”是项，所属的款是“农业农村”
    (
        "“农业农村”（款）2023年度决算103,843.00元，比年初预算增加103,843.00元，年初没有安排预算。",
        "“农业生产发展”（款）2023年度决算103843元，比年初预算增加103843元，增长100 %。",
        "D34",
        "“农业生产发展”在科目表里是项级",
    ),
    # 年度写错
    (
        "“支持中小企业发展和管理支出”（款）2023年度决算77,149,134.73元，比年初预算增加67,253,232.94元，增长679.6%。",
        "“支持中小企业发展和管理支出”（款）2022年度决算77149134.73元，比年初预算增加67253232.94元，增长679.61%。",
        "D51",
        "2022年度",
    ),
    # 前面已经有第3项
    ("4、财政拨款重点项目情况：", "3.财政拨款重点项目情况：", "D58", "3.财政拨款重点项目情况"),
    # 公开的两句句末没有句号
    ("本年度无此项支出。", "本年度无此项支出", "D57", "句末没有标点"),
    ("本年度无此项支出。", "本年度无此项支出", "D57", "句末没有标点"),
    # 没有选定“增加（减少）”，没有增减的写持平；多出来的分号
    (
        f"{FAMILY}0.00元，年初预算0.00元，与年初预算持平，主要原因：{NO_ITEM}",
        f"{FAMILY}0元，年初预算0元，增加（减少）0元, 主要原因：{NO_ITEM}",
        "D55",
        "增加（减少）",
    ),
    ("", "；", "D57", "；；"),
    (
        f"{CAPITAL}0.00元，年初预算0.00元，与年初预算持平，主要原因：{NO_ITEM}",
        f"{CAPITAL}0元，年初预算0元，增加（减少）0元, 主要原因：{NO_ITEM}",
        "D55",
        "4.其他资本性支出",
    ),
    # 没有写决算数
    (
        f"5.对企业补助支出：25,357,900.00元，年初预算0.00元，增加25,357,900.00元，{COMPANIES}",
        f"5.对企业补助支出：年初预算0元，增加25357900元, {COMPANIES}",
        "M07",
        "5.对企业补助支出",
    ),
    ("", "。", "D55", "只有标点的一行"),
    # 模板的填写说明没有删
    ("", "3.改进措施（请对照问题，分别填写相应改进措施）", "D55", "（请对照问题，分别填写相应改进措施）"),
    ("3.改进措施", "", "", ""),
    # 财政部门给填表人的要求没有删
    ("", BY_ORDER, "D55", "汇总到1个文件夹"),
    ("", "（注：一级预算部门“一、二、三”均公开；", "D55", "一级预算部门“一、二、三”均公开"),
    ("", "二级预算单位仅公开“三”。", "D55", "二级预算单位仅公开“三”"),
    ("", "）", "D55", "一级预算部门“一、二、三”均公开"),
    # 自评表没有随说明公布，程序按名称问
    ("〔请填写：项目支出绩效自评表〕", "", "", ""),
]
PROGRAM_POINTS_OUT = {
    ("01-A3", "公开01"),  # 收、支总计156259155.5元：收入总计和支出总计加在了一起
    ("01-A4", "公开01"),
    ("04-A3", "公开04"),
    ("04-A6", "公开04"),
    ("04-A4总计", "公开04"),
    ("09-A1", "公开09"),  # 三公经费年初预算44961元，写明的只有公务用车36000元
    ("文稿-车均", "文稿资料"),  # 两辆车共10298元，车均不是10298元
    ("文稿-上年结转结余率", "文稿资料"),  # 1.28÷1471.26是0.09%，不是8.39%
    ("文稿-自评金额", "文稿资料"),  # 6881.82万元，前面是6881.81万元
    ("设立-权重合计", "部门整体绩效目标设立情况"),
    ("产出-指标数", "产出完成情况分析"),
}


@pytest.fixture(scope="module")
def document(tmp_path_factory):
    return rendered(SAMPLE, tmp_path_factory.mktemp("门头沟"))


def test_the_values_are_the_published_ones_but_for_its_own_slips(document):
    assert run_on(generated_lines(document[0]), published_lines(SAMPLE), by_value) == []
    found = compare(generated_lines(document[0]), published_lines(SAMPLE), by_value, close_percentages(1))
    assert found.pairs() == [(generated, published) for generated, published, _, _ in DIFFERENCES], "\n".join(map(str, found.differences))
    assert (found.compared, found.equal) == (283, 263)


def test_the_rule_that_the_document_states_is_kept(document):
    lines = generated_lines(document[0])
    assert (
        "2023年度本年收入合计78,129,577.73元，比上年增加63,404,143.31元，增长430.6%，其中：财政拨款收入78,129,577.73元，占收入合计的100.0%"
        in ("".join(lines))
    )


def test_the_rules_point_out_every_slip_of_the_text():
    said = judged(SAMPLE, 2023)
    for _, published, rule, words in DIFFERENCES:
        assert not rule or any(check == rule and words in say for check, say in said), (rule, published)


def test_figures_that_cannot_be_are_pointed_out(document):
    errors = {(finding.check, finding.table) for finding in document[1].findings() if finding.severity == "error"}
    assert errors == PROGRAM_POINTS_OUT
    counts = {finding.check for finding in document[1].findings() if finding.severity == "warning" and finding.table == "文稿资料"}
    assert counts == {"文稿-监控项目数", "文稿-评价项目数"}  # 项目数几处不同：12、18、21、26个


def test_only_the_forms_that_were_not_published_are_asked_for(document):
    assert [name for block in document[0] for name in block.missing] == ["项目支出绩效自评表"]
