"""What is said of findings in the drawer and in its headings: severity, state, difference, how many of which kind."""

from __future__ import annotations

from decimal import Decimal

from desktop.core.amounts import format_amount
from desktop.core.findings import Finding
from desktop.ui.bridge import Bridge
from desktop.ui.findings_groups import MARK, SEVERITIES, Group
from desktop.ui.words import tr


def state_words(finding: Finding) -> str:
    if finding.check == MARK:
        return tr("待核对")
    return {"open": tr("待处理"), "acknowledged": tr("已说明"), "stale": tr("说明已过期")}[finding.state]


def severity_name(severity: str) -> str:
    return {"error": tr("错误"), "warning": tr("警告"), "hint": tr("提示")}[severity]


def difference_words(amount: Decimal) -> str:
    """With every digit, two places at least."""
    exponent = amount.normalize().as_tuple().exponent
    return format_amount(amount, max(-exponent, 2) if isinstance(exponent, int) else 2)


def heading_words(bridge: Bridge, group: Group) -> str:
    """The heading of a group with the number of its findings."""
    count = len(group.findings)
    names = {
        "error": tr("错误，必须改（{count}）", count=count),
        "warning": tr("警告，须改正或说明（{count}）", count=count),
        "hint": tr("提示（{count}）", count=count),
        "acknowledged": tr("已说明（{count}）", count=count),
        MARK: tr("待核对的标记（{count}）", count=count),
    }
    if group.key in names:
        return names[group.key]
    form = bridge.model.find_form(group.key)
    title = bridge.model.form_label(group.key) if form is not None else group.key
    parts = [f"{severity_name(kind)} {number}" for kind in SEVERITIES if (number := _open(group.findings, kind))]
    done = sum(finding.state == "acknowledged" for finding in group.findings)
    return "　".join([title, *parts, *([tr("已说明 {n}", n=done)] if done else [])])


def _open(findings: list[Finding], severity: str) -> int:
    return sum(finding.severity == severity and finding.state != "acknowledged" and finding.check != MARK for finding in findings)
