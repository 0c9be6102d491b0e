"""F1 has something to say wherever a cell is, in the packs of regions too."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.app.cell_help import cell_help
from desktop.app.session import Session
from desktop.core import entry
from desktop.core.cells import CellRef
from desktop.core.operations import Operation
from desktop.forms.catalog import pack_ids
from desktop.forms.load import load_pack


def opened(pack: str, folder: Path) -> Session:
    """A new document with a project, a code and a line of the clerk's own in every table that has such."""
    session = Session.create(folder / f"{pack}.mz", pack, "某单位", load_pack(pack).years[-1])
    if session.model.find_form("项目") is not None:
        session.do(entry.add_project(session.model))
    for form in list(session.model.forms()):
        if form.family is None or form.code == "项目":
            continue
        if form.family.kind == "free":
            made = entry.add_rows(session.model, form.code, [{}])
        else:
            made = entry.add_subject(session.model, session.subjects, form.code, "2060101")
        if isinstance(made, Operation):
            session.do(made)
    return session


@pytest.mark.parametrize("pack", [each for each in pack_ids() if each not in ("cn-2024", "sc-2024", "sx-2024")])
def test_no_help_is_empty(pack: str, tmp_path: Path) -> None:
    session = opened(pack, tmp_path)
    seen = bare = 0
    for form in session.model.forms():
        for row in session.model.rows(form.code):
            for column in session.model.columns(form.code, row.id):
                ref = CellRef(form.code, row.id, column.id)
                if session.model.has_cell(ref):
                    told = cell_help(session, ref)
                    seen += 1
                    bare += not [each for each in told.said if each.part != "note" and each.text.strip()]
    session.close()
    assert seen > 20 and bare == 0


@pytest.mark.parametrize("pack", ["xj-2024", "sh-2024"])
def test_a_table_that_a_region_prints_with_more_columns_has_its_own_help(pack: str, tmp_path: Path) -> None:
    session = opened(pack, tmp_path)
    told = cell_help(session, CellRef("公开08", "合计", "本年收入"))
    table = next(each.text for each in told.said if each.part == "table")
    column = next(each.text for each in told.said if each.part == "column")
    session.close()
    assert "收入" in table and "收入" in column and "行=" not in table + column
