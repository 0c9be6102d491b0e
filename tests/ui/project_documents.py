"""A document with projects for the tests of the window: a table set of their own, projects, indicators with texts long and short."""

from __future__ import annotations

import sys
from decimal import Decimal
from pathlib import Path

import pytest

from desktop.app import own_packs, settings
from desktop.app.session import Session
from desktop.core.amounts import Value
from desktop.core.cells import ORDER, Entry, Row
from desktop.core.operations import Edit, Operation
from desktop.forms.load import load_pack

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "forms"))

from project_pack import write_projects

LONG = (
    "1、推动科普文化传播，通过开展科普宣传活动、媒介传播和普及科学知识，展示科技成果；2、开展科技辅导员培训，引导社会多元主体参与科普宣传。"
    * 2
)
INDICATORS = (
    ("产出指标", "数量指标", "科技工作者慰问人数", "≥510人", "462人", "5"),
    ("产出指标", "数量指标", "科普宣传、科技成果展示与媒体合作数", "≥1个", "1个", "5"),
    ("产出指标", "质量指标", "融媒体发布科普内容及时性", "≤24小时", "10小时", "10"),
    ("效益指标", "社会效益指标", "公民科学素质比例", "不断提高", "提高", "20"),
)


def project_document(target: Path, count: int, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A document with ``count`` projects; the first has indicators in its target and its self-evaluation."""
    write_projects(settings.data_dir() / "packs")
    monkeypatch.setattr(own_packs, "pack_for_new", load_pack)  # whether the set is in order is tested elsewhere
    edits: list[Edit] = []

    def row(form: str, row_id: str, number: int) -> None:
        edits.append(Edit("row", (form, row_id), None, Row(row_id, "", "", ((ORDER, f"{number * 10:06d}"),))))

    def cell(form: str, row_id: str, column: str, value: Value) -> None:
        edits.append(Edit("cell", (form, row_id, column), None, Entry(value)))

    for number in range(1, count + 1):
        key = str(number)
        for form in ("项目", "监控汇总"):
            row(form, key, number)
        cell("项目", key, "项目名称", f"第{number}个科普专项经费")
        cell("项目", key, "年初预算数", Decimal("106.85"))
        cell("项目", key, "全年执行数", Decimal("60.35"))
    for form in ("目标表#1", "自评表#1"):
        cell(form, "预期目标", "内容", LONG)
        for number, (first, second, name, goal, done, weight) in enumerate(INDICATORS, 1):
            key = f"指{number}"
            row(form, key, number)
            for column, text in (("一级指标", first), ("二级指标", second), ("指标值", goal)):
                cell(form, key, column, text)
            cell(form, key, "分值", Decimal(weight))
            if form == "目标表#1":
                cell(form, key, "三级指标", name)
            else:
                cell(form, key, "完成值", done)
    with Session.create(target, "试点", "某市科学技术局", 2024) as session:
        session.do(Operation("填入项目", "import", tuple(edits)))
        session.save()
    return target
