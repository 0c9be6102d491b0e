"""密云区科委 2024 年项目支出绩效目标执行监控报告: generated from the sample's data and held against the published text, sentence by sentence."""

from __future__ import annotations

import pytest
from sentence_samples import rendered
from sentences import compare, generated_lines, published_lines, run_on

SAMPLE = "miyun-2024"


@pytest.fixture(scope="module")
def document(tmp_path_factory):
    return rendered(SAMPLE, tmp_path_factory.mktemp("密云"))


def test_every_sentence_is_the_published_one(document):
    assert run_on(generated_lines(document[0]), published_lines(SAMPLE)) == []
    found = compare(generated_lines(document[0]), published_lines(SAMPLE))
    assert found.pairs() == [], "\n".join(map(str, found.differences))
    assert found.compared == found.equal == 37


def test_both_tables_are_inside_and_nothing_is_asked_for(document):
    assert [block.block.form for block in document[0] if block.block.kind == "table"] == [
        "项目支出绩效目标执行监控汇总表",
        "部门（单位）整体支出绩效目标申报表",
    ]
    assert [(block.block.id, block.missing) for block in document[0] if block.missing] == []


def test_what_is_wrong_in_its_tables_is_pointed_out(document):
    assert [(finding.check, finding.scope) for finding in document[1].findings()] == [
        ("监控-指标矛盾", "1"),  # 保洁区域整洁≤≥95%
        ("监控-已完成与进度", "1"),  # 全年的保安保洁写“已完成”，只付了一半
        ("申报-不可衡量", "指2"),
    ]
