"""The list of projects as data for ``--json`` and as text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from desktop.app.projects import MONEY, Project
from desktop.app.text_table import draw
from desktop.core.amounts import format_amount, plain_text
from desktop.core.definitions import STAGES


def project_data(project: Project) -> dict[str, Any]:
    """One project for ``mingzhang projects --json``."""
    return {
        "id": project.id,
        "number": project.number,
        "name": project.name,
        "code": project.code or None,
        "category": project.category or None,
        "money": {column: plain_text(value) for column, value in project.money.items()},
        "forms": [{"table": form.code, "stage": form.stage or None, "state": form.state} for form in project.forms],
        "score": plain_text(project.score),
        "grade": project.grade or None,
        "findings": {"error": project.errors, "warning": project.warnings, "hint": project.hints},
    }


def project_lines(found: Sequence[Project]) -> str:
    """``mingzhang projects`` for people."""
    heads = ["编号", "项目", "类别", "全年预算数", "全年执行数", "目标", "监控", "自评", "得分", "等级", "错误", "警告"]
    rows = [[(head, "center") for head in heads]]
    for one in found:
        states = [form.state if (form := one.form(stage)) else "—" for stage in STAGES]
        money = [format_amount(one.money.get(column), 2) for column in MONEY[1:]]
        cells = [
            one.id,
            one.name,
            one.category,
            *money,
            *states,
            format_amount(one.score, None),
            one.grade,
            str(one.errors),
            str(one.warnings),
        ]
        aligns = ["right", "left", "left", "right", "right", "center", "center", "center", "right", "center", "right", "right"]
        rows.append(list(zip(cells, aligns, strict=True)))
    return draw(rows, rules_after=(1,))
