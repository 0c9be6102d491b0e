"""Findings of a document as data, as text and as a report, and the reasons given for warnings."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any, Final

from desktop.app import settings
from desktop.app.names import nearest
from desktop.app.problems import Refused
from desktop.app.session import Session
from desktop.core import entry
from desktop.core.amounts import format_amount, plain_text
from desktop.core.findings import Finding, FindingCell
from desktop.core.labels import amount_text
from desktop.core.operations import Operation

SEVERITIES: Final = {"error": "错误（必须改）", "warning": "警告（须说明）", "hint": "提示"}
STATES: Final = {"open": "待处理", "acknowledged": "已说明", "stale": "说明已过时"}


def findings(session: Session, tier: str = "") -> tuple[Finding, ...]:
    """All findings, of the tables and of the text, gravest first; or those of one tier."""
    from desktop.app.text_review import text_review

    found = joined(session.model.findings(), text_review(session).findings)
    return tuple(finding for finding in found if finding.tier == tier) if tier else found


def joined(tables: Sequence[Finding], text: Sequence[Finding]) -> tuple[Finding, ...]:
    """Findings of tables and of the text in one list: of one severity those of the tables first."""
    if not text:
        return tuple(tables)
    ranks = list(SEVERITIES)
    return tuple(sorted([*tables, *text], key=lambda finding: ranks.index(finding.severity)))


def counts(found: Iterable[Finding]) -> dict[str, int]:
    """Open findings by severity (one whose reason has gone stale is open), and the acknowledged ones."""
    number = {"error": 0, "warning": 0, "hint": 0, "acknowledged": 0}
    for finding in found:
        number["acknowledged" if finding.state == "acknowledged" else finding.severity] += 1
    return number


def check_data(session: Session, found: Sequence[Finding], file: str) -> dict[str, Any]:
    """``mingzhang check --json``."""
    book = session.book
    return {
        "file": file,
        "unit": book.unit_name,
        "year": book.year,
        "pack": book.pack,
        "counts": counts(found),
        "findings": [{**_finding_data(finding), "diagnosis": _diagnosis_data(session, finding)} for finding in found],
    }


def _finding_data(finding: Finding) -> dict[str, Any]:
    return {
        "check": finding.check,
        "severity": finding.severity,
        "tier": finding.tier,
        "outcome": finding.outcome,
        "table": finding.table,
        "scope": finding.scope,
        "say": finding.say,
        "why": finding.why,
        "how": finding.how,
        "left": plain_text(finding.left),
        "right": plain_text(finding.right),
        "difference": plain_text(finding.difference),
        "slack": plain_text(finding.slack),
        "state": finding.state,
        "reason": finding.reason,
        "cells": [
            {
                "table": cell.ref.form,
                "row": cell.ref.row,
                "column": cell.ref.column,
                "label": cell.label,
                "value": plain_text(cell.value),
                "source": cell.source,
            }
            for cell in finding.cells
        ],
    }


def _diagnosis_data(session: Session, finding: Finding) -> list[dict[str, Any]]:
    """What the difference may come from; ``meant`` is the figure that would be right, where one cell alone is wrong."""
    return [
        {
            "kind": one.kind,
            "say": one.say,
            "cell": list(one.cell),
            "found": plain_text(one.found),
            "meant": plain_text(one.meant),
            "proven": one.proven,
        }
        for one in session.model.diagnose(finding)
    ]


def check_text(session: Session, found: Sequence[Finding], tier: str = "") -> str:
    """``mingzhang check`` for people; ``tier`` where only findings of one were asked for, so that nobody takes the answer for the whole."""
    book = session.book
    number = counts(found)
    said = f"只看“{tier}”类：{summary(number) if found else '没有疑点。'}" if tier else summary(number)
    lines = [f"{book.unit_name} {book.year} 年度 · {session.pack.title}", said]
    for finding in found:
        state = "" if finding.state == "open" else f"（{STATES[finding.state]}：{finding.reason}）"
        broken = "表套定义有误" if finding.outcome == "definition error" else SEVERITIES[finding.severity]
        lines += ["", f"[{broken}] {finding.check} {finding.table} {finding.scope}".rstrip() + state, f"  {finding.say}"]
        if finding.why:
            lines.append(f"  依据：{finding.why}")
        if finding.how:
            lines.append(f"  办法：{finding.how}")
        lines += [f"  可能：{one.say}" for one in session.model.diagnose(finding)]
        lines += [f"    {cell.label} = {_figure(session, cell)}" for cell in finding.cells]
    return "\n".join(lines)


def _figure(session: Session, cell: FindingCell) -> str:
    """The figure of a cell with the places of its table, more where it has more."""
    return (
        amount_text(cell.value, session.model.decimals(cell.ref))
        if isinstance(cell.value, Decimal)
        else format_amount(cell.value) or "（空）"
    )


def summary(number: dict[str, int]) -> str:
    """One line with the counts."""
    if not any(number.values()):
        return "审核通过：没有错误、警告和提示。"
    head = "没有错误" if not number["error"] else f"错误 {number['error']} 条"
    return f"{head}，警告 {number['warning']} 条，提示 {number['hint']} 条，已说明 {number['acknowledged']} 条。"


def find_finding(session: Session, check: str, scope: str) -> Finding:
    """The finding that ``mingzhang ack`` names: the check's id, and its scope or ``公开03/scope``; a scope may be left empty. Also 人工核对.

    Raises:
        Refused: no or several findings fit.
    """
    from desktop.app.hand_check import hand_check

    step = hand_check(session)
    every = findings(session) + ((step,) if step is not None else ())
    of_check = [finding for finding in every if finding.check == check]
    if not of_check:
        near = nearest(check, {finding.check for finding in every})
        hint = f"是不是{'、'.join(near)}？" if near else "请先用 check 查看现有的提示。"
        raise Refused(f"现在没有“{check}”这一条审核提示。{hint}")
    fitting = [finding for finding in of_check if scope in (finding.scope, f"{finding.table}/{finding.scope}", f"{finding.table}")]
    if len(fitting) == 1:
        return fitting[0]
    if not scope.strip("-*") and len(of_check) == 1:
        return of_check[0]
    scopes = "、".join(sorted({finding.scope or '（空，写 ""）' for finding in of_check}))
    if fitting:
        places = "、".join(f"{finding.table}/{finding.scope}" if finding.scope else finding.table for finding in fitting)
        raise Refused(f"“{check}”有 {len(fitting)} 条，请写明是哪一条的范围：{places}。")
    raise Refused(f"“{check}”没有范围为“{scope}”的提示；现有的范围是：{scopes}。")


def acknowledge(session: Session, finding: Finding, reason: str) -> None:
    """Give the reason for a warning; it goes stale when its figures change.

    Raises:
        Refused: an error, or no reason.
    """
    session.do(acknowledgement(session, finding, reason))


def acknowledgement(session: Session, finding: Finding, reason: str) -> Operation | str:
    """A reason given now by whoever uses the program, as one operation; a sentence where it cannot be given."""
    when = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
    return entry.acknowledge(session.model, finding, reason, settings.user_name(), when)


def withdraw(session: Session, finding: Finding) -> None:
    """Take the reason back; the finding is open again.

    Raises:
        Refused: there is none, or the document may not be written.
    """
    session.do(entry.withdraw_acknowledgement(session.model, finding))


def report_rows(session: Session, found: Sequence[Finding]) -> list[list[str]]:
    """The report as rows of texts, heads first: the same columns in the workbook and on paper."""
    rows = [["序号", "级别", "状态", "类别", "编号", "表", "位置", "问题", "依据", "处理办法", "可能的原因", "涉及的数", "说明"]]
    for number, finding in enumerate(found, 1):
        cells = "\n".join(f"{cell.label} {_figure(session, cell)}" for cell in finding.cells)
        rows.append(
            [
                str(number),
                SEVERITIES[finding.severity],
                STATES[finding.state],
                finding.tier,
                finding.check,
                finding.table,
                finding.scope,
                finding.say,
                finding.why,
                finding.how,
                "\n".join(one.say for one in session.model.diagnose(finding)),
                cells,
                finding.reason,
            ]
        )
    return rows
