"""Rules about the printed body of a record: what its cells name, and what would be kept and never be seen on paper."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.core.definitions import BlockDef, FormDef
from desktop.forms.body_lines import EVERY, body_text
from desktop.forms.layout import cell_in_footer
from desktop.forms.lint_problem import LintProblem, at


def has_cell(form: FormDef, row_id: str, column_id: str) -> bool:
    for block in form.blocks:
        rows = {row.id for row in block.rows} | ({block.family.total_row} if block.family else set())
        if row_id in rows and block.column(column_id):
            return True
    return False


def free_block(form: FormDef) -> BlockDef | None:
    return next((block for block in form.blocks if block.family and block.family.kind == "free"), None)


def lint_body(form: FormDef) -> Iterator[LintProblem]:
    """Whether the printed body shows every cell once, and rows of the clerk in a line that is repeated."""
    place = at(form.code, "layout.body")
    free = free_block(form)
    if not form.layout.body:
        if free is not None:
            yield LintProblem("unprinted", place, "有自列的行的表要写 body，里面有一行以“*|”开头，请补上。")
        return
    shown: set[tuple[str, str]] = set()
    for number, line in enumerate(form.layout.body, 1):
        if line.group and (free is None or free.column(line.group) is None):
            yield LintProblem("unknown-reference", place, f"第 {number} 行按“{line.group}”分组，自列的行没有这一栏，请改正。")
        if line.repeat and free is None:
            say = f'第 {number} 行逐行重复，但这张表没有自列的行（[block.family] kind = "free"），请补上或去掉行首的“*|”。'
            yield LintProblem("unknown-reference", place, say)
            continue
        for cell in line.cells:
            text = body_text(cell) if cell else None
            if text is None or not text.row:
                continue
            if text.row != EVERY:
                known = has_cell(form, text.row, text.column)
            else:
                known = free is not None and free.column(text.column) is not None
            if not known:
                yield LintProblem("unknown-reference", place, f"第 {number} 行：没有 [{text.row},{text.column}] 这一格，请改正。")
            elif (text.row, text.column) in shown and not line.group:
                yield LintProblem("printed-twice", place, f"第 {number} 行：[{text.row},{text.column}] 前面已经印过一次，请删去一处。")
            shown.add((text.row, text.column))
    if free is not None and not any(line.repeat for line in form.layout.body):
        yield LintProblem("unprinted", place, "自列的行没有印在任何一处，请写一行以“*|”开头的行。")
        return
    shown |= {found for line in form.layout.footer for cell in line if (found := cell_in_footer(cell))}
    yield from _unprinted(form, free, shown)


def _unprinted(form: FormDef, free: BlockDef | None, shown: set[tuple[str, str]]) -> Iterator[LintProblem]:
    """Rows of which no cell is printed, and columns that are printed in no row. Single cells may stay out: many forms print a dash there."""
    for block in form.blocks:
        rows = [row.id for row in block.rows if row.source in ("填", "算")]
        for row in rows:
            if not any((row, column.id) in shown for column in block.columns):
                yield LintProblem("unprinted", at(form.code, f"row[{row}]"), "这一行没有印在任何一处，请写进 body。")
        names = [*rows, EVERY] if block is free else rows
        for column in block.columns:
            # a column of free rows must be seen in these, whatever the fixed rows of the block show
            where = [EVERY] if block is free else names
            if names and not any((row, column.id) in shown for row in where):
                yield LintProblem("unprinted", at(form.code, f"block[{block.id}]"), f"“{column.id}”栏没有印在任何一处，请写进 body。")
