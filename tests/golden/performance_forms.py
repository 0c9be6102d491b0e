"""Published performance forms as books. A folder ``tests/golden/performance/<place>/`` has one TOML file a form, in the order of their names:

```toml
form = "项目支出绩效自评表"
project = { "项目名称" = "科普经费", "年初预算数" = "106.85" }   # only forms that exist once a project: its row in the list 项目
[cells]                                                    # "行,栏" = text as printed
"总额,全年执行数" = "60.35"
[[rows]]                                                   # free rows in the order printed
"一级指标" = "产出指标"
[[findings]]                                               # what the program must find in this form, each looked at by eye
check = "自评-成本方向"
scope = "指9"
severity = "error"
fault = "why this is a fault of the published form"
```

What a form takes over from the list of projects is entered there only; where the form printed something else, that is entered too.
Texts are read by the rules of the window (kind of the cell, units, percent signs) and entered as imported, as a workbook would bring them. Files that
name the same project (same 项目名称 and 实施单位) belong to the same row of the list. A file with ``form = "项目"`` gives the list itself.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from desktop.core.cells import ORDER, Book, CellRef, Entry, Origin, Row
from desktop.core.evaluate import Model
from desktop.core.instances import instance_code
from desktop.core.typed import Unreadable, read_typed
from desktop.forms.load import load_pack
from desktop.forms.subjects import SubjectCatalog

ROOT = Path(__file__).parent / "performance"
PROJECTS = "项目"
IMPORTED = Origin("imported")
SAME_PROJECT = ("项目名称", "实施单位")


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A finding that was looked at by eye. ``fault``: what is wrong in the published form."""

    check: str
    scope: str
    severity: str
    fault: str


@dataclass(frozen=True, slots=True)
class GoldenForm:
    """One published form. ``cells`` by (row, column), ``rows`` the free rows in order, all texts as printed."""

    name: str
    form: str
    project: dict[str, str] = field(default_factory=dict)
    cells: dict[tuple[str, str], str] = field(default_factory=dict)
    rows: tuple[dict[str, str], ...] = ()
    findings: tuple[Reviewed, ...] = ()


def golden_forms(place: str) -> list[GoldenForm]:
    """The forms of one place in the order of their file names; ``name`` is the file name without its ending."""
    return [_read(path) for path in sorted((ROOT / place).glob("*.toml"))]


def _read(path: Path) -> GoldenForm:
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    cells = {(place.partition(",")[0], place.partition(",")[2]): text for place, text in data.get("cells", {}).items()}
    findings = tuple(Reviewed(one["check"], one.get("scope", ""), one["severity"], one["fault"]) for one in data.get("findings", ()))
    return GoldenForm(path.stem, data["form"], data.get("project", {}), cells, tuple(data.get("rows", ())), findings)


@dataclass(frozen=True, slots=True)
class GoldenBook:
    """The model of all forms of a place; ``codes`` says under which code each form (by file name) stands in it."""

    model: Model
    codes: dict[str, str]
    forms: dict[str, GoldenForm]


def golden_book(
    place: str, pack_id: str, unit: str, year: int, *, only: Iterable[str] | None = None, book: Book | None = None
) -> GoldenBook:
    """Every form of the place (or those with the file names ``only``) entered into one book. ``book``: a book that has figures already.

    Raises:
        AssertionError: a text cannot be read for its cell, or the pack has no such cell.
    """
    pack = load_pack(pack_id)
    wanted = None if only is None else set(only)
    forms = [form for form in golden_forms(place) if wanted is None or form.name in wanted]
    book = book or Book(pack_id, unit, year, kept_in=pack.kept_in)
    subjects = SubjectCatalog.of_pack(pack, year)
    codes = {form.name: _place(book, form) for form in forms}
    shapes = Model(pack, book, subjects)  # knows the kinds of the cells
    for form in forms:
        if form.project:
            row = codes[form.name].partition("#")[2]
            _enter(shapes, book, PROJECTS, {(row, column): text for column, text in form.project.items()})
    shapes = Model(pack, book, subjects)  # knows what the forms take over from the list
    for form in forms:
        _enter(shapes, book, codes[form.name], {**form.cells, **_row_cells(shapes, codes[form.name], form)})
    return GoldenBook(Model(pack, book, subjects), codes, {form.name: form for form in forms})


def _place(book: Book, form: GoldenForm) -> str:
    """Make the rows that the form needs; answers its code."""
    pack = load_pack(book.pack)
    definition = pack.form(form.form)
    assert definition is not None, f"{form.name}：表套 {book.pack} 里没有“{form.form}”"
    code = form.form
    if definition.per:
        assert form.project, f"{form.name}：{form.form} 每个项目一张，文件里没有 project"
        code = instance_code(form.form, _project_row(book, form.project))
    family = definition.family
    assert family is not None or not form.rows, f"{form.name}：{form.form} 没有自列行"
    for number in range(1, len(form.rows) + 1):
        assert family is not None
        _add_row(book, code, f"{family.prefix}{number}", number)
    return code


def _project_row(book: Book, project: dict[str, str]) -> str:
    sheet = book.sheet(PROJECTS)
    wanted = tuple(project.get(column) for column in SAME_PROJECT)
    for row in sheet.sorted_rows():
        found = tuple(_text(sheet.entered.get((row.id, column))) for column in SAME_PROJECT)
        if found == wanted:
            return row.id
    number = len(sheet.rows) + 1
    _add_row(book, PROJECTS, str(number), number)
    for column in SAME_PROJECT:
        if column in project:
            sheet.entered[str(number), column] = Entry(project[column], IMPORTED)
    return str(number)


def _text(entry: Entry | None) -> str | None:
    return str(entry.value) if entry else None


def _add_row(book: Book, code: str, row_id: str, number: int) -> None:
    book.sheet(code).rows.setdefault(row_id, Row(row_id, "", "", ((ORDER, f"{number * 10:06d}"),)))


def _row_cells(model: Model, code: str, form: GoldenForm) -> dict[tuple[str, str], str]:
    family = model.form(code).family
    prefix = family.prefix if family else ""
    return {(f"{prefix}{at}", column): text for at, row in enumerate(form.rows, 1) for column, text in row.items()}


def _enter(model: Model, book: Book, code: str, cells: dict[tuple[str, str], str]) -> None:
    for (row, column), text in cells.items():
        ref = CellRef(code, row, column)
        assert model.has_cell(ref), f"{code} 没有这一格：{row} / {column}"
        try:
            value = read_typed(model, ref, text).value
        except Unreadable as problem:
            raise AssertionError(f"{code} {row} / {column}：{problem}") from problem
        if value is not None and not (model.taken_from(ref) and model.value(ref) == value):
            book.sheet(code).entered[row, column] = Entry(value, IMPORTED)


def found_and_reviewed(golden: GoldenBook, name: str) -> tuple[list[tuple[str, str, str]], list[tuple[str, str, str]]]:
    """(check, scope, severity) of what the program finds in a form, and of what its file lists; both sorted, to be compared.

    What it finds in the row of the form's project in the list counts as found in the form, which prints it.
    """
    code = golden.codes[name]
    row = code.partition("#")[2]
    found = [
        (one.check, one.scope, one.severity)
        for one in golden.model.findings()
        if one.table == code or (row and one.table == PROJECTS and one.scope.partition("/")[0] == row)
    ]
    return sorted(found), sorted((one.check, one.scope, one.severity) for one in golden.forms[name].findings)
