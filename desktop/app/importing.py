"""Workbooks into the document: plan, what it would do as data and as text, and the one operation that does it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop.app.session import Session
from desktop.store.records import SourceFile

if TYPE_CHECKING:
    from desktop.exchange.plan import ImportPlan

_SHOWN = 12


def plan_import(
    session: Session,
    book: Path,
    *,
    table: str = "",
    prior: bool = False,
    replace: bool = False,
    stop: Callable[[], bool] | None = None,
    own: bool = False,
) -> ImportPlan:
    """Read a workbook and work out what it would change; nothing is changed. A file that is no usable workbook gives a refused plan.

    The file is read in a child process with limits of time and memory (see :mod:`desktop.exchange.isolated`);
    when ``stop()`` says so the child is killed and the plan is refused. ``own`` files came with the program and need none.

    Raises:
        FileUnreachable: the file is not there or cannot be opened.
    """
    from desktop.exchange.plan import plan_import as plan

    return plan(
        session.model,
        session.subjects,
        book,
        table=table or None,
        prior=prior,
        replace=replace,
        isolated=None if own else True,
        stop=stop,
    )


def apply_import(session: Session, plan: ImportPlan) -> bool:
    """Carry the plan out as one operation; False where it was refused. A workbook that brings nothing new changes nothing."""
    if plan.refused or plan.operation is None:
        return False
    session.do(plan.operation, sources=[SourceFile(plan.path.name, plan.sha256)])
    return True


def import_data(plan: ImportPlan, applied: bool) -> dict[str, Any]:
    """``mingzhang import --json`` for one workbook."""
    return plan.to_json(applied)


def import_text(plan: ImportPlan, applied: bool) -> str:
    """``mingzhang import`` for people: each sheet with its counts, what was asked, what was left out."""
    if plan.refused:
        return f"没有导入：{plan.refused}"
    lines = [f"{plan.path.name}：{'已导入' if applied else '将会导入（没有写入）'}"]
    for sheet in plan.sheets:
        where = f"  工作表“{sheet.sheet}”"
        if not sheet.table:
            lines.append(f"{where}：没有认出是哪张表，没有读取。")
        else:
            lines.append(
                f"{where} → {sheet.table} {sheet.title}：读入 {sheet.cells_read} 格"
                f"（新填 {sheet.cells_new}，改变 {sheet.cells_changed}，相同 {sheet.cells_same}），未用 {len(sheet.ignored)} 处"
            )
        lines += [f"    问：{remark.address} {remark.text} {remark.say}".rstrip() for remark in sheet.questions[:_SHOWN]]
        if len(sheet.questions) > _SHOWN:
            lines.append(f"    …… 共 {len(sheet.questions)} 处要核对，用 --json 查看全部。")
    return "\n".join(lines)
