"""The use cases that the command and the window share, in one place: one import for the window, one file for each use case.

Nothing heavy is loaded by importing this module; each use case imports what it needs when it runs.
"""

from desktop.app.checking import acknowledge, check_data, check_text, counts, find_finding, findings, report_rows, summary
from desktop.app.documents import back_up, backups, change_line, new_document, operation_line, restore
from desktop.app.entering import read_csv, set_lines
from desktop.app.exporting import export_workbook, grids, paper_notes, print_tables, printed_forms, write_check_report
from desktop.app.importing import apply_import, import_data, import_text, plan_import
from desktop.app.pack_tools import packs
from desktop.app.samples import build_sample, find_sample, list_samples, write_demo
from desktop.app.self_test import self_test
from desktop.app.subject_lists import import_subject_list

__all__ = [
    "acknowledge",
    "apply_import",
    "back_up",
    "backups",
    "build_sample",
    "change_line",
    "check_data",
    "check_text",
    "counts",
    "export_workbook",
    "find_finding",
    "find_sample",
    "findings",
    "grids",
    "import_data",
    "import_subject_list",
    "import_text",
    "list_samples",
    "new_document",
    "operation_line",
    "packs",
    "paper_notes",
    "plan_import",
    "print_tables",
    "printed_forms",
    "read_csv",
    "report_rows",
    "restore",
    "self_test",
    "set_lines",
    "summary",
    "write_check_report",
    "write_demo",
]
