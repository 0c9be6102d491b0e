"""How cells are named to people: “公开03 支出决算表 2060101 行政运行 · 基本支出”."""

from __future__ import annotations

from desktop.core.amounts import Value, format_amount
from desktop.core.cells import COVER, SENTENCE_COLUMN, SENTENCE_ROW, CellRef
from desktop.core.findings import FindingCell
from desktop.core.nodes import Cell
from desktop.core.structure import PRIOR, FormState


def row_label(form: FormState, row_id: str) -> str:
    """Label of a row without its code; the id where the row is not there."""
    row = form.rows.get(row_id)
    if row is None:
        return "说明文字" if row_id == SENTENCE_ROW else row_id
    return row.label.strip() or row_id


def column_label(form: FormState, row_id: str, column_id: str) -> str:
    """The label of a column, with its id where the row has another column of that label (公务接待费, once 预算数 and once 决算数)."""
    block = form.block_of(row_id)
    known = form.labels.get((block.id if block else "", column_id))
    if known is not None:
        return known
    column = form.column(row_id, column_id)
    if column is None:
        return column_id
    alike = block is not None and sum(other.label == column.label for other in block.columns) > 1
    label = f"{column.label}（{column.id}）" if alike and column.label else column.label or column.id
    form.labels[block.id if block else "", column_id] = label
    return label


def place_label(form: FormState, row_id: str, column_id: str) -> str:
    """Row and column, without the table."""
    row = form.rows.get(row_id)
    name = row_label(form, row_id)
    if (row_id, column_id) == (SENTENCE_ROW, SENTENCE_COLUMN) and row is None:
        return name
    if row is not None and row.code and row.code != name:
        name = f"{row.code} {name}"
    elif row is not None and row.definition is not None and row.definition.no:
        name = f"第 {row.definition.no} 行 {name}"
    block = form.block_of(row_id)
    only = block is not None and len(block.columns) == 1 and form.definition.code == COVER
    return name if only else f"{name} · {column_label(form, row_id, column_id)}"


def form_label(form: FormState) -> str:
    """“公开03 支出决算表”; the title alone where the form prints no number."""
    code, title = form.base, _title(form)
    name = code if title in ("", code) else f"{code} {title}" if form.definition.form_no else title
    name = _with_owner(form, name)
    return f"上年 {name}" if form.code.startswith(PRIOR) else name


def owner_label(form: FormState) -> str:
    """What the row of the list is called that the form belongs to; "" for a form that is there once."""
    if not form.owner:
        return ""
    row = form.list_form.rows.get(form.owner) if form.list_form else None
    return row.label if row else form.owner


def _title(form: FormState) -> str:
    title = form.definition.title
    if "{" not in title:
        return title
    for name, text in (*form.words.items(), ("项目名称", owner_label(form))):
        title = title.replace("{" + name + "}", text)
    return title


def _with_owner(form: FormState, name: str) -> str:
    """The name of a form with that of its project, so that sixty of them can be told apart."""
    owner = owner_label(form)
    return f"{name}（{owner}）" if owner and owner not in name else name


def form_name(form: FormState) -> str:
    """As briefly as people tell the form from the others of its set: its code where it prints a number, else its title."""
    title = _title(form)
    name = form.base if form.definition.form_no or title in ("", form.base) else f"《{title}》"
    return f"上年{name}" if form.code.startswith(PRIOR) else name


def cell_label(form: FormState, row_id: str, column_id: str) -> str:
    return f"{form_label(form)} {place_label(form, row_id, column_id)}"


def cell_value(cell: Cell) -> Value | None:
    """The effective value, 不适用 and texts included."""
    if not cell.present:
        return None
    if cell.entry is not None:
        scale = cell.form.scale
        if scale is not None and cell.amount and cell.q[0] is not None:
            return cell.q[0]  # type: ignore[return-value]
        return cell.entry.value
    if cell.calc is None:
        return cell.default if cell.default is not None and not isinstance(cell.default, str) else (cell.q[0] or cell.default)  # type: ignore[return-value]
    return cell.q[0]  # type: ignore[return-value]


def cell_source(cell: Cell) -> str:
    """Where the value of a finding's cell comes from: blank, entered, imported, computed, prior."""
    if cell_value(cell) is None:
        return "blank"
    if cell.form.prior:
        return "prior"
    if cell.entry is not None:
        return "imported" if cell.entry.origin.how == "imported" else "entered"
    return "computed"


def finding_cell(cell: Cell) -> FindingCell:
    ref = CellRef(cell.form.code, cell.row, cell.column)
    return FindingCell(ref, cell_label(cell.form, cell.row, cell.column), cell_value(cell), cell_source(cell))


def amount_text(value: Value | bool | None, places: int) -> str:
    """A figure in a sentence: the places of its form, more where the figure has them (a difference of 0.001 must not read 0.00)."""
    from decimal import Decimal

    if value is None:
        return "空白"
    if not isinstance(value, Decimal):
        return (
            f"“{value}”" if isinstance(value, str) else format_amount(value) if not isinstance(value, bool) else ("是" if value else "否")
        )
    own = -int(value.normalize().as_tuple().exponent)
    if own > 6:
        own = 4
    return format_amount(value, max(places, own))
