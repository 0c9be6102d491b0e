"""唐山市科协 2022 年部门预算绩效文本: generated from the sample's data and held against the published text, sentence by sentence."""

from __future__ import annotations

import pytest
from sentence_samples import judged, rendered
from sentences import compare, generated_lines, published_lines, run_on

SAMPLE = "tangshan-2022"
DIFFERENCES = [
    # 编号：其余六项用（二）至（七），这一项写成了（1）；规则 D58 指出
    ("（一）完善制度建设。", "（1） 完善制度建设。"),
]
PROGRAM_POINTS_OUT = {
    ("分项-项目名称", "3"),  # 第一部分写“唐山科技馆运营管理服务费”，绩效目标表是“唐山科技馆运营服务费”
    ("目标-以前年度", "指3"),  # 科普专项经费的完成时限写的是2021年
    ("目标-成本与预算", "指4"),  # 年运营成本625.87万元，预算625.88万元
    ("指标值-疑似百分比", "指4/指标值"),  # 预算资金完成率100，没有百分号
}


@pytest.fixture(scope="module")
def document(tmp_path_factory):
    return rendered(SAMPLE, tmp_path_factory.mktemp("唐山"))


def test_the_text_is_the_published_one_but_for_its_own_slips(document):
    assert run_on(generated_lines(document[0]), published_lines(SAMPLE)) == []
    found = compare(generated_lines(document[0]), published_lines(SAMPLE))
    assert found.pairs() == DIFFERENCES, "\n".join(map(str, found.differences))
    assert (found.compared, found.equal) == (45, 44)


def test_nothing_is_asked_for(document):
    assert [(block.block.id, block.missing) for block in document[0] if block.missing] == []


def test_every_project_has_its_form_in_order(document):
    assert [block.block.form for block in document[0] if block.block.kind == "forms"] == ["预算项目绩效目标表"]


def test_the_slips_are_pointed_out(document):
    found = {(finding.check, finding.scope) for finding in document[1].findings() if finding.severity != "hint"}
    assert found == PROGRAM_POINTS_OUT
    assert any(rule == "D58" and "（二）加强支出管理。" in say for rule, say in judged(SAMPLE, 2022))
