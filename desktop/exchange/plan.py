"""The plan of an import: what would be read, changed, kept and asked, and the one operation that does it.

Nothing is applied here. Every cell of a sheet with content is read, understood (titles, heads, labels, notes), or listed with the
reason why it was ignored or what is asked about it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from desktop.core.amounts import format_amount
from desktop.core.cells import CellRef
from desktop.core.instances import base_code, owner_of
from desktop.core.operations import Edit, Operation
from desktop.core.quiet import collector_paused
from desktop.exchange.grid import FileUnreachable, GridSheet, Workbook, WorkbookError, range_address
from desktop.exchange.locate import Locator
from desktop.exchange.located import Located, Remark, form_name
from desktop.exchange.read import SAVE_FIRST, read_workbook

if TYPE_CHECKING:
    from desktop.core.amounts import Value
    from desktop.core.definitions import SubjectLookup
    from desktop.core.evaluate import Model

LineKind = Literal["new", "changed", "same", "conflict", "question", "ignored"]


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One line of the preview. ``old`` is what stands in the document, ``new`` what the workbook brings; ``say`` why it is asked or ignored."""

    kind: LineKind
    table: str
    label: str
    old: str
    new: str
    sheet: str
    address: str
    say: str = ""
    ref: CellRef | None = None


@dataclass(slots=True)
class SheetPlan:
    """What one table of one sheet brings (``table`` is ``None`` where no table was recognised)."""

    sheet: str
    table: str | None = None
    title: str = ""
    score: float = 0.0
    cells_new: int = 0
    cells_changed: int = 0
    cells_same: int = 0
    ignored: list[Remark] = field(default_factory=list)
    questions: list[Remark] = field(default_factory=list)
    conflicts: list[Remark] = field(default_factory=list)
    misfits: list[str] = field(default_factory=list)
    lines: list[PlanLine] = field(default_factory=list)
    projects: list[str] = field(default_factory=list)  # names of projects that the form makes

    @property
    def cells_read(self) -> int:
        return self.cells_new + self.cells_changed + self.cells_same

    def count(self, kind: LineKind) -> None:
        if kind == "new":
            self.cells_new += 1
        elif kind == "changed":
            self.cells_changed += 1
        else:
            self.cells_same += 1

    def to_json(self) -> dict[str, Any]:
        """The sheet in the answer of ``mingzhang import --json``."""
        return {
            "sheet": self.sheet,
            "table": self.table,
            "title": self.title,
            "score": self.score,
            "cells_read": self.cells_read,
            "cells_new": self.cells_new,
            "cells_changed": self.cells_changed,
            "cells_same": self.cells_same,
            "ignored": [{"address": remark.address, "text": remark.text, "why": remark.say} for remark in self.ignored],
            "questions": [{"address": remark.address, "text": remark.text, "problem": remark.say} for remark in self.questions],
            "conflicts": [{"address": remark.address, "text": remark.text, "problem": remark.say} for remark in self.conflicts],
            "misfits": self.misfits,
            "projects_new": self.projects,
        }


@dataclass(slots=True)
class ImportPlan:
    """``operation`` is ``None`` where the import is ``refused`` (then that is a sentence); one without edits changes nothing."""

    path: Path
    sha256: str = ""
    sheets: list[SheetPlan] = field(default_factory=list)
    operation: Operation | None = None
    refused: str | None = None
    prior: bool = False

    @property
    def tables(self) -> list[str]:
        """Codes of the tables that are read."""
        return [sheet.table for sheet in self.sheets if sheet.table and sheet.cells_read]

    def lines(self) -> list[PlanLine]:
        """The preview: what is asked first, then what changes, what is new, what is kept, what is ignored."""
        order: dict[LineKind, int] = {"question": 0, "conflict": 1, "changed": 2, "new": 3, "same": 4, "ignored": 5}
        found: list[PlanLine] = []
        for sheet in self.sheets:
            found += sheet.lines
            table = sheet.table or ""
            found += [PlanLine("question", table, "", "", r.text, sheet.sheet, r.address, r.say) for r in sheet.questions]
            found += [PlanLine("ignored", table, "", "", r.text, sheet.sheet, r.address, r.say) for r in sheet.ignored]
        return sorted(found, key=lambda line: order[line.kind])

    def to_json(self, applied: bool = False) -> dict[str, Any]:
        """The answer of ``mingzhang import --json`` for one workbook."""
        return {
            "book": str(self.path),
            "sha256": self.sha256,
            "sheets": [sheet.to_json() for sheet in self.sheets],
            "applied": applied,
            "refused": self.refused,
        }


def plan_import(
    model: Model,
    subjects: SubjectLookup,
    path: str | Path,
    *,
    table: str | None = None,
    prior: bool = False,
    replace: bool = False,
    isolated: bool | None = None,
    stop: Callable[[], bool] | None = None,
) -> ImportPlan:
    """Plan the import of a workbook into the model's book; nothing is changed.

    Args:
        table: only this form, by its code.
        prior: the workbook has last year's figures.
        replace: blank cells of the workbook clear what stands in the document (otherwise it is kept and listed).
        isolated: see :func:`~desktop.exchange.read.read_workbook`.
        stop: asked while a child process reads; True kills it and gives a refused plan.

    Raises:
        FileUnreachable: the file is not there or cannot be opened. A file that is no usable workbook gives a refused plan.
    """
    plan = ImportPlan(Path(path), prior=prior)
    if table is not None and model.pack.form(table) is None and model.find_form(table) is None:
        plan.refused = f"表套“{model.pack.title}”里没有“{table}”这张表，请核对表号。"
        return plan
    try:
        with collector_paused():
            workbook = read_workbook(path, isolated=isolated, stop=stop)
    except FileUnreachable:
        raise
    except WorkbookError as error:
        plan.refused = str(error)
        return plan
    return plan_workbook(model, subjects, workbook, table=table, prior=prior, replace=replace)


def plan_workbook(
    model: Model, subjects: SubjectLookup, workbook: Workbook, *, table: str | None = None, prior: bool = False, replace: bool = False
) -> ImportPlan:
    """As :func:`plan_import`, for a workbook that was read already."""
    with collector_paused():
        return _plan(model, subjects, workbook, table, prior, replace)


def _plan(model: Model, subjects: SubjectLookup, workbook: Workbook, table: str | None, prior: bool, replace: bool) -> ImportPlan:
    from desktop.exchange.plan_computed import leave_computed
    from desktop.exchange.plan_record import RecordPlanner
    from desktop.exchange.plan_table import TablePlanner

    plan = ImportPlan(workbook.path, workbook.sha256, prior=prior)
    found = _locate(model, workbook, table, plan)
    if not found:
        plan.refused = _nothing_found(model, workbook, table, plan)
        return plan
    unsaved = [
        (located, cell)
        for located, _ in found
        for place in located.places.values()
        if (cell := located.sheet.at(*place)) is not None and cell.problem == SAVE_FIRST
    ]
    if unsaved:
        located, cell = unsaved[0]
        plan.refused = (
            f"“{workbook.path.name}”里有 {len(unsaved)} 个公式没有保存过计算结果（第一个在工作表“{located.sheet.name}”的 {cell.address}），"
            "没有导入。请用 Excel 或 WPS 打开并保存后再导入。"
        )
        return plan
    tables = [entry for entry in found if entry[0].record is None]
    planner = TablePlanner(model, subjects, workbook.path.name, {located.form.code for located, _ in tables}, prior, replace)
    edits: list[Edit] = []
    for located, sheet_plan in tables:
        edits += planner.plan(located, sheet_plan)
    edits = planner.row_edits() + edits
    records = RecordPlanner(model, workbook.path.name, prior, replace, table if table and owner_of(table) else "")
    edits += records.plan([entry for entry in found if entry[0].record is not None])
    if not prior:
        edits = leave_computed(model, subjects, edits, plan.sheets)
    label = f"导入{'上年数 ' if prior else ' '}{workbook.path.name}（{_named(located for located, _ in found)}）"
    plan.operation = Operation(label, "import", tuple(edits))
    return plan


def _named(found: Iterable[Located]) -> str:
    counts = Counter(located.form.code for located in found)
    return "、".join(code if count == 1 else f"{code} {count} 张" for code, count in counts.items())


def _locate(model: Model, workbook: Workbook, table: str | None, plan: ImportPlan) -> list[tuple[Located, SheetPlan]]:
    locator = Locator(model.pack, base_code(table) if table else None)
    best: dict[str, tuple[Located, SheetPlan]] = {}
    for sheet in workbook.sheets:
        if sheet.problem:
            plan.sheets.append(SheetPlan(sheet.name, ignored=[Remark("", "", sheet.problem)]))
            continue
        tables = locator.locate(sheet)
        if not tables.tables:
            if sheet.cells:
                plan.sheets.append(_unknown(sheet, tables.near))
            continue
        for number, located in enumerate(tables.tables):
            about = SheetPlan(sheet.name, located.form.code, form_name(located.form), located.score)
            about.misfits = list(located.misfits)
            about.ignored += located.ignored
            about.questions += located.questions
            about.questions += [Remark("", "", f"{misfit}。") for misfit in located.misfits if "栏" in misfit]
            if number == 0:
                about.ignored += tables.ignored
                about.questions += tables.near
            plan.sheets.append(about)
            # of a form that is there once for every project it is told later which of them is double
            key = located.form.code if not located.form.per else f"{located.form.code}#{len(best)}"
            rival = best.get(key)
            if rival is None:
                best[key] = (located, about)
                continue
            keep, drop = ((located, about), rival) if _rank(located) > _rank(rival[0]) else (rival, (located, about))
            best[located.form.code] = keep
            say = f"{located.form.code} 在工作簿里有两张，读的是工作表“{keep[0].sheet.name}”，这一张没有读取，请核对。"
            drop[1].questions.insert(0, Remark("", drop[0].sheet.name, say))
    for located, about in best.values():
        if located.sheet.hidden:
            about.questions.insert(0, Remark("", located.sheet.name, "这是隐藏的工作表，请核对是不是要公开的那一张。"))
    return list(best.values())


def _rank(located: Located) -> tuple[bool, float, int]:
    filled = sum(located.sheet.at(*place) is not None for place in located.places.values())
    return (not located.sheet.hidden, located.score, filled)


def _unknown(sheet: GridSheet, near: list[Remark]) -> SheetPlan:
    text = next(iter(sheet.cells.values())).text
    rest = Remark(range_address(list(sheet.cells)), text[:40], "没有认出是表套里的哪张表，整张工作表没有读取。")
    return SheetPlan(sheet.name, ignored=[rest], questions=list(near))


def _nothing_found(model: Model, workbook: Workbook, table: str | None, plan: ImportPlan) -> str:
    name = workbook.path.name
    if not any(sheet.cells or sheet.problem for sheet in workbook.sheets):
        return f"“{name}”是空的，没有可以导入的内容。请确认选的是填好的决算公开表。"
    if table is not None:
        form = model.form(table)
        return f"“{name}”里没有找到“{table} {form_name(form)}”。请核对表的标题和表头是否与表样一致。"
    problems = [sheet.problem for sheet in workbook.sheets if sheet.problem]
    if problems and not any(sheet.cells for sheet in workbook.sheets):
        return f"“{name}”没有导入：{problems[0]}"
    near = [remark.say for sheet in plan.sheets for remark in sheet.questions]
    hint = near[0] if near else f"请核对表的标题和表头是否与表套“{model.pack.title}”一致。"
    return f"“{name}”里没有认出表套“{model.pack.title}”的任何一张表，没有导入。{hint}"


def shown(value: Value | None) -> str:
    """A value as the preview shows it: all its places, thousands separated."""
    return format_amount(value, None)
