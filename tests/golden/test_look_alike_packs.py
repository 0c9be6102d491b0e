"""A workbook of one region imported into another region's document: what both know arrives where it belongs, the rest is asked about or listed.

The packs share row and column ids, so a figure in the wrong place would show as a figure under an id that the source does not have it.
"""

from __future__ import annotations

from decimal import Decimal

import pytest
from full_department import full_model
from test_full_department_workbook import exported, printed, read_into

WAN = Decimal(10_000)
PAIRS = [  # from, into, tables of which something cannot be read
    ("cn-2024", "sh-2024", {"公开01", "公开04", "公开06", "公开09"}),
    ("sh-2024", "cn-2024", {"公开04", "公开08", "公开09"}),
    ("sh-2024", "bj-2023", {"公开04", "公开09"}),
    ("xj-2024", "sx-2024", {"公开08"}),
    ("bj-2023", "xj-2024", set()),
    ("sx-2024", "cn-2024", {"公开10"}),
]
OURS_ALONE = {"公开01": {"231", "232"}, "公开04": {"231", "232"}}
"""Classes that 上海 does not print."""


@pytest.mark.parametrize(("source", "target", "partly"), PAIRS)
def test_nothing_is_misplaced_and_nothing_is_lost_without_a_word(source: str, target: str, partly: set[str]) -> None:
    plan, copy = read_into(target, exported(source))
    assert plan.refused is None
    factor = 1 / WAN if source == "bj-2023" else WAN if target == "bj-2023" else Decimal(1)
    given = {ref: value * factor for ref, value in printed(full_model(source)).items()}
    read = {ref: entry.value for ref, entry in copy.book.entries() if isinstance(entry.value, Decimal)}
    assert [(ref, value, given.get(ref)) for ref, value in read.items() if given.get(ref) != value] == []
    lost = {ref for ref in given if ref not in read}
    assert {ref.form for ref in lost} == partly
    if target == "sh-2024":
        assert {ref.row for ref in lost if ref.form in OURS_ALONE} == {"231", "232"}
    assert len(read) > 0.85 * len(given)
    remarks = [remark for sheet in plan.sheets for remark in (*sheet.questions, *sheet.ignored)]
    for form in partly:
        wanted = sum(ref.form == form for ref in lost)
        title = full_model(source).form(form).title
        about = [r for sheet in plan.sheets if sheet.table == form or title in sheet.sheet for r in (*sheet.questions, *sheet.ignored)]
        # a table that was not recognised at all is listed as one range
        assert len(about) >= wanted or any("整张工作表没有读取" in remark.say or "没有找到" in remark.say for remark in about), form
    assert not any("表上没有标题" in remark.say for remark in remarks), "every title of one region is known to the others"
    if source == "bj-2023" or target == "bj-2023":
        assert any("已换算，请核对" in remark.say for remark in remarks)
