"""Fill a copy of a bureau's own template with the figures of a document, through the same anchors by which workbooks are read.

Only values are put, only into cells of located tables; styles, merged cells, formulas in other cells and other sheets stay. Rows by
科目代码 grow row by row. The result is read back, located again and compared before it replaces anything.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.core.amounts import Value
from desktop.core.instances import base_code
from desktop.exchange.fill_check import best_tables, compare_filled
from desktop.exchange.fill_record import Filled, Job, RecordFiller, compare_records
from desktop.exchange.fill_table import TableFiller
from desktop.exchange.grid import Workbook, WorkbookError
from desktop.exchange.locate import Locator
from desktop.exchange.located import Located
from desktop.exchange.read import read_workbook
from desktop.exchange.safe_file import replace_with
from desktop.exchange.template import has_macros, open_template

if TYPE_CHECKING:
    from desktop.core.evaluate import Model
    from desktop.core.rounding import Figures


@dataclass(slots=True)
class FillReport:
    """``tables``: codes that were filled. ``notes``: sentences for the user (tables not found, formulas replaced, rows left blank …)."""

    tables: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def fill_template(
    model: Model, figures: Figures, template: str | Path, out: str | Path, *, tables: Sequence[str] | None = None
) -> FillReport:
    """Fill a copy of ``template`` (.xlsx or .xlsm) and write it to ``out``.

    Raises:
        WorkbookError: the template cannot be used, no table was found in it, or the copy could not be written; ``out`` is untouched.
    """
    template, out = Path(template), Path(out)
    source = read_workbook(template)
    if source.kind != "xlsx":
        raise WorkbookError(f"模板“{template.name}”不是 .xlsx 格式，不能填写。请用 Excel 或 WPS 另存为 .xlsx 后再用。")
    if out.exists() and template.exists() and out.samefile(template):
        raise WorkbookError("输出文件与模板是同一个文件。请换一个文件名，模板保持原样。")
    macros = has_macros(template)
    if macros != (out.suffix.lower() == ".xlsm"):
        ending = ".xlsm" if macros else ".xlsx"
        raise WorkbookError(f"模板{'带有宏' if macros else '没有宏'}，输出文件的扩展名应当是 {ending}，请改文件名“{out.name}”。")
    report = FillReport()
    located = _locate(model, source, tables, report)
    records = _records(model, source, tables)
    if not located and not records:
        raise WorkbookError(
            f"模板“{template.name}”里没有认出要填的表，没有写出文件。请核对模板的标题和表头是否与表套“{model.pack.title}”一致。"
        )
    book = open_template(template, macros, report.notes)
    expected: dict[str, dict[tuple[str, str], Value | None]] = {}
    filler = RecordFiller(model, figures, book, records, report.notes)
    filled: list[Filled] = []
    jobs: list[tuple[int, Located | Job]] = [(table.top, table) for table in located]
    jobs += [(job.located.top, job) for job in (filler.prepare(source) if records else [])]
    # From the bottom up, so that rows that grow do not move tables that are still to be filled.
    for _, job in sorted(jobs, key=lambda entry: -entry[0]):
        if isinstance(job, Job):
            filled.append(filler.fill(job))
        else:
            expected[job.form.code] = TableFiller(model, figures, book, book[job.sheet.name], job, report.notes).fill()
    report.tables = [form.code for form in model.forms() if form.code in expected or any(one.code == form.code for one in filled)]

    def compare(draft: Path) -> None:
        compare_filled(model, draft, expected)
        compare_records(model, draft, filled)

    replace_with(out, book.save, compare)
    return report


def _records(model: Model, source: Workbook, tables: Sequence[str] | None) -> list[str]:
    """Codes of the forms with a printed body that the template may have and that are asked for; of those nobody has begun none."""
    forms = [form for form in model.forms() if form.layout.body and (tables is None or form.code in tables)]
    begun = [form.code for form in forms if tables is not None or _is_begun(model, form.code)]
    here = {table.form.code for sheet in source.sheets for table in Locator(model.pack).locate(sheet).tables if table.record is not None}
    return [code for code in begun if base_code(code) in here]


def _is_begun(model: Model, code: str) -> bool:
    sheet = model.book.sheets.get(code)
    return sheet is not None and bool(sheet.entered or sheet.rows)


def _locate(model: Model, source: Workbook, tables: Sequence[str] | None, report: FillReport) -> list[Located]:
    best = best_tables(model, source)
    grids = [form for form in model.pack.forms if form.view != "record" and not form.layout.body]
    wanted = [form.code for form in grids if (form.view != "facts" if tables is None else form.code in tables)]
    for code in wanted:
        if code not in best:
            report.notes.append(f"模板里没有找到“{code} {model.form(code).title}”，这张表没有填。")
        else:
            report.notes += [f"{code}：模板里{misfit}，这一栏没有填。" for misfit in best[code].misfits if "栏" in misfit]
    return [best[code] for code in wanted if code in best]
