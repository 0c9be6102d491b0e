"""Next year's document out of this year's: one operation for a new, empty document.

What comes along: last year's effective figures (for comparison), the codes, what the pack says is kept (``[carry]``: duties, organisation,
staff, answers of the cover), the clerk's own words of the document (marked for review), the projects with their targets when asked for,
and the opening balances. Which cell opens with which closing balance is not said a second time: the checks of the pack that demand
``[x] = 上年.[y]`` say so. Reasons and other texts stay in last year's book, where they are offered beside the new ones.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from desktop.core.cells import Book, CellRef, Entry, Origin, Row
from desktop.core.chain import NUMBERED, highest
from desktop.core.definitions import TARGET, FamilyDef, FormDef, SubjectLookup
from desktop.core.instances import base_code
from desktop.core.language import Compare, Ref
from desktop.core.narrative import OWN_BASIS, OWN_TEXT
from desktop.core.nodes import Check
from desktop.core.operations import Edit, Operation, apply_edits
from desktop.core.projects import RESULTS
from desktop.core.structure import PRIOR
from desktop.core.subject_rows import parent_of

if TYPE_CHECKING:
    from desktop.core.evaluate import Model

REVIEW: Final = "〔上年文稿〕\n"
"""Before the text that own words of last year replaced: so they count as stale until somebody has looked at them."""
CHECK_AGAIN: Final = "沿用上年文档的数，请核对。"
_EVERY: Final = "*"
_FIGURES: Final = ("money", "count", "percent", "score")
_PLAN: Final = ("text", "choice", "indicator", "score")


@dataclass(frozen=True, slots=True)
class Carried:
    """How much came along, by kind; ``proposals`` are texts of last year that stand beside blank ones."""

    figures: int
    codes: int
    kept: int
    opening: int
    projects: int
    own_words: int
    proposals: int


def roll_forward(
    model: Model, subjects: SubjectLookup, last: Model, *, file: str = "", projects: bool = False
) -> tuple[Operation, Carried]:
    """The operation that makes the new document of ``model`` the year after ``last``, and what it brings.

    ``model`` is of a document of the following year in which nothing but its name stands; ``file`` is named as the origin.
    """
    prior = list(_figures(model, last, file))
    codes = list(_codes(model, subjects, last))
    kept = list(_kept(model, last, file))
    listed = list(_projects(model, last, file)) if projects else []
    numbers = list(_numbers(model, last))
    words = list(_own_words(last))
    edits = [*prior, *codes, *listed, *kept, *numbers, *words]
    after = _after(model, subjects, edits)
    opening = list(_opening(after, file))
    proposals = sum(1 for _ in _proposals(after))
    carried = Carried(
        figures=sum(edit.kind == "prior" for edit in prior),
        codes=len({edit.key[1] for edit in codes}),
        kept=sum(edit.kind == "cell" for edit in kept),
        opening=len(opening),
        projects=sum(edit.kind == "row" and "#" not in edit.key[0] for edit in listed),
        own_words=sum(edit.key[0].startswith(OWN_TEXT) for edit in words),
        proposals=proposals,
    )
    return Operation(f"由 {last.book.year} 年度文档带来", "import", (*edits, *opening)), carried


def _figures(model: Model, last: Model, file: str) -> Iterator[Edit]:
    """Last year's rows and effective values, entered and computed, for comparison."""
    for form in last.forms():
        if model.pack.form(base_code(form.code)) is None:
            continue
        sheet = last.book.sheets.get(form.code)
        for row_id, data in (sheet.rows if sheet else {}).items():
            yield Edit("prior_row", (form.code, row_id), None, data)
        for row in last.rows(form.code):
            for column in last.columns(form.code, row.id):
                ref = CellRef(form.code, row.id, column.id)
                value = last.value(ref) if last.has_cell(ref) else None
                if value is not None:
                    yield Edit("prior", tuple(ref), None, Entry(value, _origin(file, ref)))


def _codes(model: Model, subjects: SubjectLookup, last: Model) -> Iterator[Edit]:
    """The 科目 rows, called as the list of the new year calls them."""
    for form in last.forms():
        family, sheet = _subject_family(model, form.code), last.book.sheets.get(form.code)
        if family is None or sheet is None:
            continue
        for code, data in sheet.rows.items():
            if len(code) in family.levels:
                known = subjects.find(family.subjects, code)
                yield Edit(
                    "row", (form.code, code), None, Row(code, known.name if known else data.label, parent_of(family, code), data.attrs)
                )


def _subject_family(model: Model, code: str) -> FamilyDef | None:
    form = model.pack.form(code)
    family = form.family if form else None
    return family if family is not None and family.kind == "subjects" else None


def _kept(model: Model, last: Model, file: str) -> Iterator[Edit]:
    """What the pack of the new year says is kept; dates never, figures with a note that asks to look at them."""
    for code, rows in model.pack.carry:
        sheet = last.book.sheets.get(code)
        for (row, column), entry in (sheet.entered if sheet else {}).items():
            ref = CellRef(code, row, column)
            if (_EVERY not in rows and row not in rows) or not model.has_cell(ref) or not _fits(model, ref, entry):
                continue
            if model.kind(ref) == "date" or model.book.entry(ref) is not None:
                continue
            yield Edit("cell", tuple(ref), None, Entry(entry.value, _origin(file, ref)))
            if model.kind(ref) in _FIGURES:
                yield Edit("note", tuple(ref), None, CHECK_AGAIN)


def _fits(model: Model, ref: CellRef, entry: Entry) -> bool:
    """Whether a value still means something here: a choice that the new year's form does not offer stays behind."""
    row = model.row(ref.form, ref.row)
    block = next((block for block in model.form(ref.form).blocks if row is not None and block.id == row.block), None)
    choices = next((one.choices for one in block.rows if one.id == ref.row), ()) if block else ()
    return model.kind(ref) != "choice" or not choices or entry.value in choices


def _projects(model: Model, last: Model, file: str) -> Iterator[Edit]:
    """The projects with what was planned for them: names, codes, indicators, target values and weights; no money, no results."""
    for form in last.forms():
        base = model.pack.form(base_code(form.code))
        sheet = last.book.sheets.get(form.code)
        if base is None or base.family is None or base.family.kind != "free" or sheet is None:
            continue
        is_list = any(one.per == base.code for one in model.pack.forms)
        if not is_list and not base.per:
            continue
        for row_id, data in sheet.rows.items():
            yield Edit("row", (form.code, row_id), None, data)
        for (row, column), entry in sheet.entered.items():
            kind = _column_kind(base, row, column)
            planned = row in sheet.rows or base.stage == TARGET or kind == "score" or TARGET in row + column
            if planned and kind in _PLAN and not {row, column} & RESULTS:
                yield Edit("cell", (form.code, row, column), None, Entry(entry.value, _origin(file, CellRef(form.code, row, column))))


def _column_kind(form: FormDef, row: str, column: str) -> str:
    """The kind of a cell of a form that may not be there yet."""
    for block in form.blocks:
        found = block.column(column)
        fixed = next((one for one in block.rows if one.id == row), None)
        if found is not None and (fixed is not None or block.family is not None):
            return (fixed.kind if fixed else None) or found.kind
    return ""


def _numbers(model: Model, last: Model) -> Iterator[Edit]:
    """New projects get numbers of their own, so that last year's figures of another project never stand beside them."""
    for form in model.pack.forms:
        family = form.family
        if family is not None and family.kind == "free" and not form.per and last.find_form(form.code) is not None:
            used = highest(last, form.code, family.prefix)
            if used:
                yield Edit("setting", (NUMBERED + form.code,), model.book.settings.get(NUMBERED + form.code), str(used))


def _own_words(last: Model) -> Iterator[Edit]:
    """Own words of the document, marked for review."""
    for name, text in last.book.settings.items():
        if name.startswith(OWN_TEXT):
            block = name.removeprefix(OWN_TEXT)
            yield Edit("setting", (name,), None, text)
            yield Edit("setting", (OWN_BASIS + block,), None, REVIEW + last.book.settings.get(OWN_BASIS + block, ""))


def _after(model: Model, subjects: SubjectLookup, edits: list[Edit]) -> Model:
    """The new document as it will be, beside the real one."""
    from desktop.core.evaluate import Model as Built

    book: Book = deepcopy(model.book)
    apply_edits(book, tuple(edits))
    return Built(model.pack, book, subjects)


def _opening(model: Model, file: str) -> Iterator[Edit]:
    """Opening balances: blank cells that a check wants to equal a figure of last year, where no formula gives them."""
    done: set[CellRef] = set()
    for opening, closing in balances(model):
        value = model.value(closing)
        if opening in done or not isinstance(value, Decimal) or not value:
            continue
        done.add(opening)
        if model.takes_entry(opening) and not model.has_formula(opening) and model.book.entry(opening) is None:
            origin = _origin(file, closing._replace(form=closing.form.removeprefix(PRIOR)))
            yield Edit("cell", tuple(opening), None, Entry(value, origin))


def balances(model: Model) -> Iterator[tuple[CellRef, CellRef]]:
    """(opening, closing of last year) for every check of the form ``[x] = 上年.[y]`` with one money cell on either side."""
    engine = model._engine  # the graph of the model, inside core
    instances = [*engine._loose, *(one for form in engine.forms.values() for made in form.instances.values() for one in made)]
    for check in instances:
        tree = check.template.compiled.tree
        if not isinstance(check, Check) or not isinstance(tree, Compare) or tree.sign != "=":
            continue
        if not isinstance(tree.left, Ref) or not isinstance(tree.right, Ref) or tree.left.prior or not tree.right.prior:
            continue
        operands = check.template.compiled.operands
        nodes = {operand.ref: node for operand, node in zip(operands, check.nodes, strict=True) if not operand.blankness}
        if tree.left not in nodes or tree.right not in nodes:
            continue
        left, right = ([cell.ref for cell in nodes[side].cells() if cell.present] for side in (tree.left, tree.right))
        if len(left) == 1 and len(right) == 1 and model.kind(left[0]) == "money":
            yield left[0], right[0]


def _proposals(model: Model) -> Iterator[CellRef]:
    """Texts that last year's document had and this one asks for again."""
    for form in model.forms():
        if form.view != "facts":
            continue
        for row in model.rows(form.code):
            for column in model.columns(form.code, row.id):
                ref = CellRef(form.code, row.id, column.id)
                if model.kind(ref) == "text" and model.value(ref) is None and isinstance(model.prior(ref), str):
                    yield ref


def _origin(file: str, ref: CellRef) -> Origin:
    return Origin("imported", file, ref.form, f"{ref.row} {ref.column}")
