"""人工核对: somebody says that he looked at what no program can judge. Kept in the document like any other reason given, with who and when.

    step = hand_check(session)          # a finding that is open, acknowledged or stale; None where there is nothing to look at
    checking.acknowledge(session, step, REASON)
    checking.withdraw(session, step)

It holds for the text as it was: a text that was changed since is to be looked at again.
"""

from __future__ import annotations

import hashlib
from typing import Final

from desktop.app import checking
from desktop.app.session import Session
from desktop.core.cells import Acknowledgement
from desktop.core.findings import Finding

CHECK: Final = "人工核对"
REASON: Final = "已人工核对"


def hand_check(session: Session) -> Finding | None:
    """The step as a finding; None while nobody began the text, or where every rule can be judged."""
    from desktop.app.text_review import is_begun, text_review
    from desktop.document.preflight import PLACE, with_state

    if not is_begun(session):
        return None
    review = text_review(session)
    unsure = review.report.of("not judgeable")
    if not unsure:
        return None
    digest = hashlib.sha256("|".join(result.rule.id for result in unsure).encode())
    for rendered in review.blocks:
        digest.update(f"\n{rendered.block.id}\n{rendered.text}".encode())
    found = Finding(
        CHECK, "warning", "文表", "violated", PLACE, "", f"有 {len(unsure)} 条规则程序不能判断，要人工核对后确认。", "",
        "请对照“出版前检查”列出的规则逐条核对，然后打勾确认。", fingerprint=digest.hexdigest()[:16],
    )  # fmt: skip
    return with_state(found, session.book.acknowledgements)


def tick(session: Session, step: Finding) -> None:
    """Somebody looked; one step that can be taken back. Nothing happens where he said so already.

    Raises:
        Refused: the document may not be written.
    """
    if step.state != "acknowledged":
        checking.acknowledge(session, step, REASON)


def words(session: Session, step: Finding) -> str:
    """The step in one line: still to be done, done by whom and when, or to be done again."""
    from desktop.store.places import local_time

    given: Acknowledgement | None = session.book.acknowledgements.get(step.key)
    if given is None:
        return step.say
    who = f"{given.who} {local_time(given.when)}".strip()
    if step.state == "acknowledged":
        return f"程序不能判断的规则已经人工核对（{who}）。"
    return f"{step.say}上次核对（{who}）以后文稿改过，请再核对。"


def report_line(session: Session) -> str:
    """For reports: who looked and when; "" where nobody did or where there is nothing to look at."""
    step = hand_check(session)
    return words(session, step) if step is not None and step.state != "open" else ""
