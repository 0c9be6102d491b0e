"""Workbooks into the document: plan, what it would do as data, and the one operation that does it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop.app.session import Session

if TYPE_CHECKING:
    from desktop.exchange.plan import ImportPlan


def plan_import(session: Session, book: Path, *, table: str = "", prior: bool = False) -> ImportPlan:
    """Read a workbook and work out what it would change. Nothing is changed.

    Hostile files are read with limits of time and memory (see :mod:`desktop.exchange.isolated`).

    Raises:
        WorkbookError: it cannot be read, with a sentence.
    """
    from desktop.exchange.plan import plan_import as plan

    return plan(session.model, session.subjects, book, table=table or None, prior=prior)


def apply_import(session: Session, plan: ImportPlan) -> bool:
    """Carry the plan out as one operation; False where it was refused or changes nothing."""
    if plan.refused or plan.operation is None:
        return False
    session.do(plan.operation)
    return True


def import_data(plan: ImportPlan, applied: bool) -> dict[str, Any]:
    """``mingzhang import --json`` for one workbook."""
    return {**plan.to_json(), "applied": applied}
