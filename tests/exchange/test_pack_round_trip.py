"""Every pack: a document full of figures, exported and imported into a new document, is the same document."""

import random
from decimal import Decimal
from pathlib import Path

import pytest
from awkward_books import new_model, read_into, said, subjects

from desktop.core.cells import CellRef, Origin
from desktop.core.entry import add_subject, set_values
from desktop.core.evaluate import Model
from desktop.core.rounding import present
from desktop.exchange.write import export_workbook
from desktop.forms.catalog import pack_ids
from desktop.forms.layout import lay_out
from desktop.forms.load import load_pack

CODES = ("2060101", "2060199", "2080505", "2120801", "2120899", "2230101", "2230102")


def filled(pack: str) -> Model:
    """A document with a figure in every cell that takes one."""
    numbers = random.Random(pack)
    model = new_model(pack, year=load_pack(pack).years[0])
    for form in model.pack.forms:
        if form.view == "record":
            continue
        for code in CODES if form.family else ():
            operation = add_subject(model, subjects(), form.code, code)
            if not isinstance(operation, str):
                model.apply(operation)
        values = []
        for row in model.rows(form.code):
            for column in model.columns(form.code, row.id):
                ref = CellRef(form.code, row.id, column.id)
                if not model.takes_entry(ref) or model.kind(ref) not in ("money", "count"):
                    continue
                places = model.decimals(ref) if model.kind(ref) == "money" else 0
                values.append((ref, Decimal(numbers.randint(1, 10**8)).scaleb(-places), Origin()))
        model.apply(set_values(model, values, "填数", "paste"))
    return model


@pytest.mark.parametrize("pack", pack_ids())
def test_export_and_import_again(tmp_path: Path, pack: str) -> None:
    model = filled(pack)
    out = tmp_path / "导出.xlsx"
    figures = present(model)
    export_workbook([lay_out(model, form.code, figures) for form in model.pack.forms if form.view != "record"], out)
    plan, copy = read_into(out, new_model(pack, year=model.book.year))
    assert said(plan).strip() == ""
    assert {ref: entry.value for ref, entry in copy.book.entries()} == {
        ref: entry.value for ref, entry in model.book.entries() if model.form(ref.form).view != "record"
    }
