"""What findings are worded with: the cells behind operands, placeholders, and the fingerprint of their figures."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Final

from desktop.core.amounts import Value, format_amount, plain_text
from desktop.core.cells import Book
from desktop.core.definitions import CalcDef, CheckDef
from desktop.core.findings import FindingCell
from desktop.core.functions import squeezed
from desktop.core.labels import amount_text, column_label, form_label, row_label
from desktop.core.nodes import Calc, Cell, Check, Constant, Group
from desktop.core.nodes import Operand as Node
from desktop.core.quantity import Quantity
from desktop.core.structure import FormState
from desktop.core.verdicts import Verdict

_YEAR_OF: Final = "年份("
"""How the functions that read a year out of a text end."""
MANY: Final = 12
"""Of a group with more members than this only those that hold something are listed in a finding."""


def fingerprint(cells: Iterable[FindingCell]) -> str:
    """Of the figures of a finding: an acknowledgement holds as long as they stay the same."""
    text = ";".join(f"{'/'.join(cell.ref)}={_canonical(cell.value)}" for cell in cells)
    return hashlib.blake2s(text.encode(), digest_size=8).hexdigest()


def _canonical(value: Value | None) -> str:
    if isinstance(value, Decimal):
        value = value.normalize() if value else Decimal(0)
    return plain_text(value) or ""


def operand_cells(nodes: Sequence[Node], everything: bool = False) -> list[Cell]:
    """The cells behind operands, each once; long groups without their blank members unless ``everything``."""
    found: dict[Cell, None] = {}
    for node in nodes:
        if isinstance(node, Group) and len(node.members) > MANY and not everything:
            members = [cell for cell in node.members if cell.q[0] is not None]
        elif isinstance(node, Constant):
            continue
        else:
            members = list(node.cells())
        if isinstance(node, Group):
            members.sort(key=_printed_place)
        found.update(dict.fromkeys(members))
    return list(found)


def _printed_place(cell: Cell) -> tuple[tuple[int, str], tuple[int, str]]:
    row = cell.form.rows.get(cell.row)
    return cell.form.place, row.position if row else (0, cell.row)


def same_words(a: Quantity, b: Quantity) -> bool:
    """Whether two texts differ in nothing but white space and width."""
    return isinstance(a[0], str) and isinstance(b[0], str) and squeezed(a[0]) == squeezed(b[0])


def is_taken_over(cell: Cell) -> bool:
    """Whether a cell shows what was entered elsewhere, so that nothing is entered here."""
    if cell.calc is None or cell.computed[0] is None or cell.calc.stuck:
        return False
    definition = cell.calc.template.definition
    return isinstance(definition, CalcDef) and definition.fixed


def taking_over(cell: Cell) -> Iterator[str]:
    """Codes of the forms that take over what is entered in a cell, also by way of others."""
    for user in cell.users:
        definition = user.template.definition
        if isinstance(user, Calc) and isinstance(definition, CalcDef) and definition.fixed and user.cell is not cell:
            yield user.cell.form.code
            yield from taking_over(user.cell)


def figure_text(value: Decimal | None) -> str:
    return "" if value is None else format_amount(value, None)


_PLACE = re.compile(r"\{(\w{1,40})\}")


def fill(pattern: str, words: Mapping[str, str]) -> str:
    """Fill placeholders; an unknown one stays as it is. Only names are understood: packs come from anybody, and Python's own ``format`` takes
    attributes and widths of a thousand million."""
    return _PLACE.sub(lambda found: words.get(found[1], found[0]), pattern) if "{" in pattern else pattern


def finding_words(instance: Calc | Check, verdict: Verdict, places: int, book: Book | None) -> dict[str, str]:
    """What the places in the sentences of a finding stand for, by their names. ``places`` are the decimals of amounts."""
    template = instance.template
    form = template.form
    place = template.anchor or form
    row = place.rows.get(instance.row)
    columns = [instance.column] if instance.column else []
    label = row_label(place, instance.row) if instance.row else ""
    gap = difference(verdict)
    left, right = amount_text(side(verdict.left), places), amount_text(side(verdict.right), places)
    if isinstance(template.definition, CheckDef) and _YEAR_OF in template.definition.expr:
        left, right = left.replace(",", ""), right.replace(",", "")  # a year, not an amount
    return {
        "左": left,
        "右": right,
        "差": amount_text(abs(gap), places) if gap is not None else "",
        "行": label,
        "代码": row.code if row else (instance.row if instance.row.isdigit() else ""),
        "栏": column_label(place, instance.row, columns[0]) if columns and instance.row else _any_column(form, instance.column),
        "表": form_label(form),
        "单位": book.unit_name if book else "",
        "年度": str(book.year) if book else "",
    }


def _any_column(form: FormState, column: str) -> str:
    for block in form.definition.blocks:
        found = block.column(column)
        if found:
            return found.label or found.id
    return column


def places_of(*cells: Cell) -> int:
    """Places for the figures of a finding; where no amount takes part (days between two dates) as many as a figure has."""
    return next((0 if cell.score else -int(cell.step.as_tuple().exponent) for cell in cells if cell.amount), 0 if cells else 2)


def side(quantity: Quantity | None) -> Decimal | str | None:
    if quantity is None or isinstance(quantity[0], bool):
        return None
    return quantity[0]


def difference(verdict: Verdict) -> Decimal | None:
    """Left less right, blank as 0; None where texts were compared or nothing was."""
    if verdict.left is None or verdict.right is None:
        return None
    left, right = verdict.left[0], verdict.right[0]
    if isinstance(left, str | bool) or isinstance(right, str | bool):
        return None
    return (left or Decimal(0)) - (right or Decimal(0))
