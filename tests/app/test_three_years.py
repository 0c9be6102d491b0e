"""The year before last stays known when a document follows two others: the small line of years needs it."""

from __future__ import annotations

from decimal import Decimal

from command import new_document

from desktop.app.session import Session
from desktop.core.cells import CellRef

REF = CellRef("公开03", "2060101", "基本支出")


def test_a_third_document_knows_three_years(command, tmp_path):
    first = new_document(command, tmp_path, "xj-2024", 2024, "甲.mz")
    second, third = tmp_path / "乙.mz", tmp_path / "丙.mz"
    command("set", first, *REF, "80")
    assert command("new", second, "--from", first).code == 0
    command("set", second, *REF, "95")
    assert command("new", third, "--from", second).code == 0
    command("set", third, *REF, "110")
    with Session.open(third, read_only=True) as session:
        model, older = session.model, session.book.prior
        assert (model.value(REF), model.prior(REF)) == (Decimal(110), Decimal(95))
        assert older is not None and older.prior is not None and older.prior.year == 2024
        assert older.prior.entry(REF).value == Decimal(80)
        assert older.prior.prior is None
    assert command("check", third).code in (0, 1)
