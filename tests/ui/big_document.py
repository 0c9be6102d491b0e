"""A document as large as departments have them: thousands of 科目 rows in a table of the set, dozens of projects with their forms."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from desktop.app.session import Session
from desktop.core.cells import ORDER, Entry, Row
from desktop.core.operations import Edit, Operation

INDICATORS = (("产出指标", "数量指标", "≥510人"), ("产出指标", "质量指标", "≥95%"), ("效益指标", "社会效益指标", "不断提高"))


def big_document(target: Path, rows: int = 2400, projects: int = 60, pack: str = "xj-2024") -> Path:
    """Saved at ``target``; 公开03 has ``rows`` rows of 项, every project a self-evaluation with indicators."""
    with Session.create(target, pack, "某市科学技术局", 2024) as session:
        session.do(Operation("导入 大文档", "rows", tuple(_edits(session, rows, projects))))
        session.save()
    return target


def _edits(session: Session, rows: int, projects: int) -> list[Edit]:
    edits: list[Edit] = []
    parents: set[str] = set()
    for number in range(rows):
        code = f"2{number // 400:02d}{number // 20 % 20 + 1:02d}{number % 20 + 1:02d}"
        for level in (code[:3], code[:5]):
            if level not in parents:
                parents.add(level)
                edits.append(Edit("row", ("公开03", level), None, Row(level, f"科目{level}", level[:-2] if len(level) > 3 else "")))
        edits.append(Edit("row", ("公开03", code), None, Row(code, f"科目{code}", code[:5])))
        for column in ("基本支出", "项目支出"):
            edits.append(Edit("cell", ("公开03", code, column), None, Entry(Decimal(number * 7 + 1) / 100)))
    forms = [form.code for form in session.pack.forms if form.per and form.stage in ("目标", "自评")]
    for number in range(1, projects + 1):
        key = str(number)
        edits.append(Edit("row", ("项目", key), None, Row(key, "", "", ((ORDER, f"{number * 10:06d}"),))))
        edits.append(Edit("cell", ("项目", key, "项目名称"), None, Entry(f"第{number}个专项经费")))
        for form in forms:
            for place in range(1, 11):
                first, second, goal = INDICATORS[place % 3]
                row = f"指{place}"
                edits.append(Edit("row", (f"{form}#{key}", row), None, Row(row, "", "", ((ORDER, f"{place * 10:06d}"),))))
                for column, text in (("一级指标", first), ("二级指标", second), ("三级指标", f"第{place}项"), ("指标值", goal)):
                    edits.append(Edit("cell", (f"{form}#{key}", row, column), None, Entry(text)))
    return edits
