"""The pre-flight before publishing: what the rules of disclosure say about the document, and how many of them could be judged at all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from desktop.app import checking, disclosure, hand_check
from desktop.app.jobs import Progress
from desktop.app.session import Session
from desktop.app.text_review import text_review

if TYPE_CHECKING:
    from desktop.document.preflight import PreflightReport, RuleResult

OUTCOMES: Final = {"violated": "不符合", "not judgeable": "不能判断", "not applicable": "不适用", "passed": "符合"}


def review(session: Session, wanted: str = "", progress: Progress | None = None) -> PreflightReport:
    """Judge the document of the pack; what was judged already and did not change is not judged again.

    Raises:
        Refused: as :func:`disclosure.open_narrative`.
        Cancelled: ``progress`` was stopped.
    """
    from desktop.document.preflight import preflight

    if wanted in ("", *(one.id for one in disclosure.narratives(session)[:1])):
        return text_review(session).judge(progress or Progress())
    narrative = disclosure.open_narrative(session, wanted)
    return preflight(session.model, narrative.blocks(), narrative.definition)


def has_errors(report: PreflightReport) -> bool:
    return checking.counts(report.findings)["error"] > 0


def review_data(session: Session, report: PreflightReport, file: str) -> dict[str, Any]:
    """``mingzhang preflight --json``: the findings in the shape of ``check``, and every rule with its outcome."""
    return {
        **checking.check_data(session, report.findings, file),
        "rules": [_rule(result) for result in report.results],
        "summary": report.counts(),
        "hand_check": _hand_check(session),
    }


def _hand_check(session: Session) -> dict[str, Any] | None:
    """Whether somebody looked at what no program can judge; null where there is nothing to look at."""
    step = hand_check.hand_check(session)
    if step is None:
        return None
    given = session.book.acknowledgements.get(step.key)
    return {"state": step.state, "who": given.who if given else None, "when": given.when if given else None}


def _rule(result: RuleResult) -> dict[str, Any]:
    return {
        "rule": result.rule.id,
        "title": result.rule.title,
        "severity": result.rule.severity,
        "outcome": result.outcome,
        "why": result.why,
        "source": result.rule.source,
        "noted": list(result.noted),
        "faults": [{"block": fault.block, "quote": fault.quote, "say": fault.say} for fault in result.faults],
    }


def review_text(session: Session, report: PreflightReport) -> str:
    """For people: the findings, then what could not be judged and why, and the count of the rules at the end."""
    lines = [checking.check_text(session, report.findings)]
    unsure = report.of("not judgeable")
    if unsure:
        lines += ["", "不能由程序判断，请人工核对："]
        lines += [f"  {result.rule.id} {result.rule.title}：{result.why}" for result in unsure]
        lines += [f"  {line}" for line in [hand_check.report_line(session)] if line]
    lines += ["", report.summary]
    return "\n".join(lines)
