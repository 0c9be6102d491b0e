"""What a document says: one value, a table as printed, and how a figure comes about — as data for ``--json`` and as text."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Final

from desktop.app import where_used
from desktop.app.session import Session
from desktop.app.text_table import draw, wide
from desktop.core.amounts import NA, Value, format_amount, plain_text
from desktop.core.cell_notes import parts_of
from desktop.core.cells import CellRef
from desktop.core.definitions import ColumnDef
from desktop.core.rounding import Figures

SOURCES = {
    "entered": "填写",
    "imported": "导入",
    "computed": "计算",
    "overridden": "填写（覆盖了计算值）",
    "prior": "上年",
    "blank": "空",
    "not_applicable": "不适用",
}


def cell_data(session: Session, ref: CellRef) -> dict[str, Any]:
    """``mingzhang get``: the exact effective value in the unit of the book, its source and its formula."""
    model = session.model
    source: str = model.source(ref)
    value = effective(session, ref)
    if value is NA:
        source = "not_applicable"
    elif source == "overridden":
        entry = model.entry(ref)
        source = "imported" if entry and entry.origin.how == "imported" else "entered"
    return {
        "table": ref.form,
        "row": ref.row,
        "column": ref.column,
        "label": model.label(ref),
        "value": plain_text(value),
        "text": format_amount(value, model.decimals(ref)),
        "unit": cell_unit(session, ref),
        "source": source,
        "overrides": plain_text(model.computed(ref)) if model.has_formula(ref) and model.entry(ref) else None,
        "formula": model.explain(ref).formula or None if model.has_formula(ref) else None,
        "prior": plain_text(model.prior(ref)),
        "note": _note(session, ref),
    }


def effective(session: Session, ref: CellRef) -> Value | None:
    """The effective value; 不适用 where the form prints ————."""
    row = session.model.row(ref.form, ref.row)
    if row is not None and row.not_applicable:
        return NA
    return session.model.value(ref)


def cell_unit(session: Session, ref: CellRef) -> str:
    """The unit of one cell: that of the book for money, that of its row else."""
    row = session.model.row(ref.form, ref.row)
    if session.model.kind(ref) == "money":
        return session.book.kept_in
    return row.unit if row else ""


def cell_text(session: Session, ref: CellRef) -> str:
    """``mingzhang get`` for people."""
    data, decimals = cell_data(session, ref), session.model.decimals(ref)
    lines = [f"{data['label']}：{data['text'] or '（空）'}{' ' + data['unit'] if data['text'] and data['unit'] else ''}"]
    lines.append(f"来源：{SOURCES.get(data['source'], data['source'])}")
    if data["overrides"] is not None:
        lines.append(f"计算值：{format_amount(session.model.computed(ref), decimals)}")
    if data["formula"]:
        lines.append(f"公式：{data['formula']}")
    if data["prior"] is not None:
        lines.append(f"上年：{format_amount(session.model.prior(ref), decimals)}")
    if data["note"]:
        lines.append(f"备注：{data['note']}")
    return "\n".join(lines)


def table_data(session: Session, form: str, figures: Figures | None = None) -> dict[str, Any]:
    """``mingzhang show``: the rows as printed, values as printed (rounded, in the unit shown)."""
    model, figures = session.model, figures or session.figures
    definition = model.form(form)
    columns: dict[str, ColumnDef] = {}
    for block in definition.blocks:
        for column in block.columns:
            columns.setdefault(column.id, column)
    rows = []
    for row in model.rows(form):
        values: dict[str, str | None] = {}
        for column in model.columns(form, row.id):
            ref = CellRef(form, row.id, column.id)
            if model.has_cell(ref):
                values[column.id] = _shown(NA if row.not_applicable else figures.value(ref), model.decimals(ref), model.kind(ref))
        rows.append({"id": row.id, "line_no": row.no, "code": row.code, "label": row.label, "level": row.level, "values": values})
    from desktop.forms.layout import lay_out

    grid = lay_out(model, form, figures)
    return {
        "table": form,
        "title": grid.title,
        "unit": figures.unit,
        "columns": [{"id": column.id, "no": column.no, "label": column.label} for column in columns.values()],
        "rows": rows,
        "sentence": grid.sentence,
        "notes": list(grid.notes),
        "state": model.table_state(form),
    }


def _shown(value: Value | None, decimals: int, kind: str) -> str | None:
    if isinstance(value, Decimal) and kind == "money":
        return format_amount(value, decimals, grouped=False)
    return plain_text(value)


def table_text(session: Session, form: str, figures: Figures | None = None) -> str:
    """``mingzhang show`` for people: the printed table drawn with lines."""
    from desktop.forms.layout import lay_out

    grid = lay_out(session.model, form, figures or session.figures)
    lines = [f"{grid.title}    {grid.form_no}".rstrip(), "    ".join(text for text in grid.meta if text)]
    rows: list[list[tuple[str, str]]] = []
    for printed in [*grid.head, *grid.body, *grid.footer]:
        rows.append([("", "left") if cell is None else ("　" * cell.level + cell.text, cell.align) for cell in printed])
    lines.append(draw(rows, rules_after=(len(grid.head), len(grid.head) + len(grid.body))))
    lines += [text for text in (grid.sentence, *grid.notes) if text]
    return "\n".join(lines)


def explanation_data(session: Session, ref: CellRef) -> dict[str, Any]:
    """``mingzhang explain``."""
    found = session.model.explain(ref)
    return {
        "cell": cell_name(ref),
        "label": found.label,
        "value": plain_text(found.value),
        "formula": found.formula or None,
        "words": found.words,
        "basis": found.basis,
        "operands": [
            {"cell": cell_name(operand.ref), "label": operand.label, "value": plain_text(operand.value), "source": operand.source}
            for operand in found.operands
        ],
        "dependents": [{"cell": cell_name(other), "label": session.model.label(other)} for other in found.dependents],
        "checks": [{"check": use.check, "table": use.table, "asks": use.asks, "holds": use.holds} for use in found.checks],
        "leaves": [
            {"cell": cell_name(leaf.ref), "label": leaf.label, "value": plain_text(leaf.value), "source": leaf.source}
            for leaf in where_used.leaves(session.model, ref)
        ],
        "sentences": [{"block": one.block, "heading": one.heading, "text": one.text} for one in _sentences(session, ref)],
        "findings": [
            {"check": finding.check, "say": finding.say, "diagnosis": [one.say for one in session.model.diagnose(finding)]}
            for finding in session.model.findings_at(ref)
        ],
    }


def explanation_text(session: Session, ref: CellRef) -> str:
    """``mingzhang explain`` for people."""
    found = session.model.explain(ref)
    decimals = session.model.decimals(ref)
    lines = [f"{found.label} = {format_amount(found.value, decimals) or '（空）'}"]
    if found.formula:
        lines += [f"公式：{found.formula}", f"算式：{found.words}"]
    else:
        lines.append("没有公式，由填报人填写或导入。")
    if found.basis:
        lines.append(f"依据：{found.basis}")
    if found.operands:
        lines.append("取数：")
        shown = [operand for operand in found.operands if operand.value is not None] or list(found.operands)
        width = max(wide(operand.label) for operand in shown)
        for operand in shown:
            gap = " " * (width - wide(operand.label))
            source = SOURCES.get(operand.source, operand.source)
            lines.append(f"  {operand.label}{gap}  {format_amount(operand.value, decimals) or '（空）'}  {source}")
        if len(shown) < len(found.operands):
            lines.append(f"  另有 {len(found.operands) - len(shown)} 项空白")
    prior = session.model.prior(ref)
    if prior is not None:
        lines.append(f"上年：{format_amount(prior, decimals)}")
    for finding in session.model.findings_at(ref):
        lines += [f"审核：{finding.say}", *(f"可能：{one.say}" for one in session.model.diagnose(finding))]
    if found.dependents:
        lines.append("用到它的：")
        lines += [f"  {session.model.label(other)}" for other in found.dependents]
    if found.checks:
        lines.append("参加的审核：")
        lines += [f"  {_SIGNS[use.holds]} {use.check}  {use.asks}" for use in found.checks]
    said = _sentences(session, ref)
    if said:
        lines.append("文稿里的句子：")
        lines += [f"  [{one.block}] {one.text}" for one in said]
    return "\n".join(lines)


_SIGNS: Final = {True: "✓", False: "×", None: "—"}


def _sentences(session: Session, ref: CellRef) -> list[where_used.Sentence]:
    """Sentences of the document that print the figure; none where the pack has no document."""
    if not session.pack.narratives:
        return []
    from desktop.app.text_review import text_review

    return where_used.sentences(text_review(session).blocks, ref)


def cell_name(ref: CellRef) -> str:
    """A cell as formulas write it: ``公开03[2060101,基本支出]``."""
    return f"{ref.form}[{ref.row},{ref.column}]"


def _note(session: Session, ref: CellRef) -> str | None:
    sheet = session.book.sheets.get(ref.form)
    return parts_of(sheet.notes.get((ref.row, ref.column)) if sheet else None).said or None


__all__ = ["cell_data", "cell_name", "cell_text", "explanation_data", "explanation_text", "table_data", "table_text"]
