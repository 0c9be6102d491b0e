"""Every pack: a document full of figures, exported and imported into a new document, is the same document."""

import random
from decimal import Decimal
from pathlib import Path

import pytest
from awkward_books import new_model, read_into, said, subjects

from desktop.core.cells import CellRef, Origin
from desktop.core.definitions import FormDef
from desktop.core.entry import add_rows, add_subject, set_values
from desktop.core.evaluate import Model, RowView
from desktop.core.rounding import present
from desktop.exchange.write import export_workbook
from desktop.forms.catalog import pack_ids
from desktop.forms.layout import lay_out
from desktop.forms.load import load_pack

CODES = ("2060101", "2060199", "2080505", "2120801", "2120899", "2230101", "2230102")


def filled(pack: str) -> Model:
    """A document with something in every cell that takes an entry; two projects, four rows in every other list."""
    numbers = random.Random(pack)
    model = new_model(pack, year=load_pack(pack).years[0])
    _make_rows(model)
    for form in model.forms():
        if form.view == "facts" or (form.view == "record" and not form.layout.body):
            continue
        values = []
        for row in model.rows(form.code):
            for column in model.columns(form.code, row.id):
                ref = CellRef(form.code, row.id, column.id)
                if model.takes_entry(ref) and not (row.source == "算" and form.layout.body) and _printed(form, row, column.id):
                    values.append((ref, _some(model, ref, numbers), Origin()))
        model.apply(set_values(model, values, "填数", "paste"))
    return model


def _make_rows(model: Model) -> None:
    if any(form.code == "项目" for form in model.pack.forms):
        operation = add_rows(model, "项目", [{"项目名称": name} for name in ("科普经费", "场馆运行")])
        assert not isinstance(operation, str), operation
        model.apply(operation)
    for form in model.forms():
        for code in CODES if form.family and form.family.kind == "subjects" else ():
            operation = add_subject(model, subjects(), form.code, code)
            if not isinstance(operation, str):
                model.apply(operation)
        if form.family and form.family.kind == "free" and form.code != "项目" and not any(row.dynamic for row in model.rows(form.code)):
            operation = add_rows(model, form.code, [{}] * 4)
            assert not isinstance(operation, str), operation
            model.apply(operation)


def _printed(form: FormDef, row: RowView, column: str) -> bool:
    """Whether a cell is printed at all: what stands nowhere on paper cannot come back from it."""
    if not form.layout.body:
        return model_kind_is_number(form, row, column)
    row_id = "*" if row.dynamic else row.id
    texts = [cell.text.replace(" ", "") for line in form.layout.body for cell in line.cells if cell]
    return any(f"[{row_id},{column}]" in text for text in texts)


def model_kind_is_number(form: FormDef, row: RowView, column: str) -> bool:
    found = next((c for block in form.blocks for c in block.columns if c.id == column), None)
    return (row.kind or (found.kind if found else "money")) in ("money", "count")


def _some(model: Model, ref: CellRef, numbers: random.Random) -> Decimal | str:
    match model.kind(ref):
        case "money":
            return Decimal(numbers.randint(1, 10**6 if model.book.kept_in == "万元" else 10**8)).scaleb(-model.decimals(ref))
        case "count":
            return Decimal(numbers.randint(1, 10**6))
        case "percent":
            return Decimal(numbers.randint(200, 12_000)).scaleb(-2)
        case "score":
            return Decimal(numbers.randint(1, 1000)).scaleb(-numbers.choice((0, 1, 2)))
        case "indicator":
            return numbers.choice(("≥95%", "≤15.35万元", "＝12次", "2024年12月底前", "不断提高", "41000", "90%"))
        case "choice":
            return numbers.choice(model.choices(ref))
        case "date":
            return "2024-06-30"
        case _:
            if ref.column == "一级指标":
                return "产出指标" if len(ref.row) < 3 or ref.row[-1] in "12" else "效益指标"
            return f"{ref.row}{ref.column}说明第 {numbers.randint(1, 3)} 条，长{'些' * numbers.randint(1, 60)}"


@pytest.mark.parametrize("pack", pack_ids())
def test_export_and_import_again(tmp_path: Path, pack: str) -> None:
    model = filled(pack)
    out = tmp_path / "导出.xlsx"
    figures = present(model)
    codes = [form.code for form in model.forms() if form.view != "facts" and (form.view != "record" or form.layout.body)]
    export_workbook([lay_out(model, code, figures) for code in codes], out)
    plan, copy = read_into(out, new_model(pack, year=model.book.year))
    assert said(plan).strip() == ""
    for code in codes:
        for row in model.rows(code):
            for column in model.columns(code, row.id):
                ref = CellRef(code, row.id, column.id)
                assert copy.value(ref) == model.value(ref) or not _printed(model.form(code), row, column.id), model.label(ref)
    entered = {ref: entry.value for ref, entry in model.book.entries()}
    assert {ref: entry.value for ref, entry in copy.book.entries() if ref in entered} == entered
