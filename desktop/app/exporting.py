"""Tables out of the document: a workbook, a bureau's own template filled, the printed set, the report of the checks."""

from __future__ import annotations

import contextlib
import datetime
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.app import checking
from desktop.app.problems import Refused
from desktop.app.session import Session
from desktop.core.cells import COVER, CellRef
from desktop.core.findings import Finding
from desktop.core.rounding import Figures, present
from desktop.store.errors import DocumentMissing
from desktop.store.places import check_new_name

if TYPE_CHECKING:
    from desktop.document.table_pages import PdfReport
    from desktop.forms.layout import TableGrid


def figures_of(session: Session, unit: str = "", rounding: str = "") -> Figures:
    """The figures as the document shows them, or in another unit or rounding for this one time."""
    if not unit and not rounding:
        return session.figures
    return present(session.model, unit or None, rounding or None)


def printed_forms(session: Session) -> list[str]:
    """Codes of what is published: everything but the cover, the list of projects and forms about performance that nobody filled in."""
    from desktop.app import projects

    return projects.printed_forms(session.model)


def grids(session: Session, tables: Sequence[str] = (), figures: Figures | None = None) -> list[TableGrid]:
    """The tables as printed, the whole set or some of them."""
    from desktop.forms.layout import lay_out

    return [lay_out(session.model, form, figures or session.figures) for form in tables or printed_forms(session)]


def export_workbook(
    session: Session, out: Path, *, template: Path | None = None, tables: Sequence[str] = (), unit: str = "", rounding: str = ""
) -> list[str]:
    """Write the tables as a workbook that looks like the official ones, or fill a copy of ``template``. Returns notes for the user.

    Raises:
        Refused, WorkbookError: the old file at ``out`` stays as it was.
    """
    _needs(out, (".xlsx",) if template is None else (".xlsx", ".xlsm"))
    figures = figures_of(session, unit, rounding)
    if template is not None:
        from desktop.exchange.fill import fill_template

        return fill_template(session.model, figures, template, out, tables=tuple(tables) or None).notes
    write_grids(grids(session, tables or exported_forms(session), figures), out)
    return []


def exported_forms(session: Session) -> list[str]:
    """Codes of what a workbook holds: what is published, and the list of projects, so that it can be read in again."""
    from desktop.app import projects

    printed = set(printed_forms(session))
    listed = projects.list_form(session.model)
    if listed is not None and projects.is_begun(session.model, listed.code):
        printed.add(listed.code)
    return [form.code for form in session.model.forms() if form.code in printed]


def write_grids(pages: list[TableGrid], out: Path) -> None:
    """Tables that are laid out already as a workbook."""
    from desktop.exchange.write import export_workbook as write

    _needs(out, (".xlsx",))
    write(pages, out)


def print_tables(
    session: Session, out: Path, *, tables: Sequence[str] = (), signature: bool = False, unit: str = "", rounding: str = ""
) -> PdfReport:
    """Write the tables as PDF, each from a page of its own.

    Raises:
        DocumentOutputError: the old file at ``out`` stays as it was.
    """
    return print_grids(session, grids(session, tables, figures_of(session, unit, rounding)), out, signature=signature)


def print_grids(session: Session, pages: list[TableGrid], out: Path, *, signature: bool = False) -> PdfReport:
    """Tables that are laid out already as PDF."""
    from desktop.app.finishing import stamp_words
    from desktop.app.printing_fonts import printing_fonts
    from desktop.document.table_pages import write_tables_pdf

    _needs(out, (".pdf",))
    return write_tables_pdf(
        pages,
        out,
        signature=signature,
        signature_values=signature_values(session) if signature else None,
        page_numbers=True,
        fonts=printing_fonts(),
        title=f"{session.book.unit_name}{session.book.year}年度{session.pack.title}",
        author=session.book.unit_name,
        stamp=stamp_words(session) if signature else "",
    )


def signature_values(session: Session) -> dict[str, str]:
    """What the cover says about the people who sign: label → text."""
    if session.pack.form(COVER) is None:
        return {}
    found = {}
    for row in session.model.rows(COVER):
        for column in session.model.columns(COVER, row.id):
            value = session.model.value(CellRef(COVER, row.id, column.id))
            if isinstance(value, str) and value:
                found[row.label] = found[row.id] = value
    return found


def write_check_report(session: Session, found: Sequence[Finding], out: Path) -> None:
    """The findings as a workbook or as paper, by the ending of ``out``."""
    from desktop.app.finishing import stamp_words
    from desktop.app.hand_check import report_line

    _needs(out, (".xlsx", ".pdf"))
    book = session.book
    said = [line for line in (report_line(session), stamp_words(session)) if line]
    when = datetime.datetime.now().astimezone().strftime("%Y-%m-%d %H:%M")
    if out.suffix.casefold() == ".pdf":
        from desktop.document.report_pdf import write_report_pdf

        titles = {form.code: form.title if form.form_no else session.model.form_label(form.code) for form in session.model.forms()}
        write_report_pdf(
            found, out, unit=book.unit_name, year=book.year, tables=titles, decimals=session.model.decimals, made=when,
            causes=lambda finding: [one.say for one in session.model.diagnose(finding)], said=said,
        )  # fmt: skip
        return
    from desktop.exchange.tables import write_sheets

    head = [
        f"{book.unit_name} {book.year} 年度 审核报告",
        f"表套：{session.pack.title}（{session.pack.id} 第 {session.pack.version} 版）",
        f"审核时间：{when}",
        checking.summary(checking.counts(found)),
        *said,
    ]
    write_sheets(out, [("审核报告", [*[[line] for line in head], [], *checking.report_rows(session, found)])])


def _needs(out: Path, endings: tuple[str, ...]) -> None:
    if out.suffix.casefold() not in endings:
        raise Refused(f"输出文件“{out.name}”的扩展名应当是 {' 或 '.join(endings)}。")
    with contextlib.suppress(DocumentMissing):  # the writer of the file says it better
        check_new_name(out)
    if not out.parent.is_dir():
        raise Refused(f"文件夹“{out.parent}”不存在，请先建立或换一个位置。")
    if out.is_dir():
        raise Refused(f"“{out}”是一个文件夹，请写明输出的文件名。")


needs = _needs
"""For other use cases that write files."""


def paper_notes(report: PdfReport) -> list[str]:
    """What the reader of the PDF should know: tables printed small, characters without a glyph."""
    notes = list(report.notes)
    if report.missing_glyphs:
        shown = "、".join(f"{glyph.character}（{glyph.code_point}，{glyph.where}）" for glyph in report.missing_glyphs[:10])
        notes.append(f"有 {len(report.missing_glyphs)} 个字没有字形，PDF 中不能正确显示：{shown}。请改用常用字。")
    return notes
