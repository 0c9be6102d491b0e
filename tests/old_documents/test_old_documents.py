"""Every document that any version of the program wrote opens, with its figures and its past, and can be saved in the present format."""

from __future__ import annotations

import shutil
from decimal import Decimal
from pathlib import Path

import pytest

from desktop.core.amounts import NA
from desktop.core.cells import CellRef, Entry, Origin, Row
from desktop.store.document import Document

HERE = Path(__file__).parent
OLD = sorted(HERE.glob("v*-*.mz"))


def test_there_is_a_document_of_every_version() -> None:
    from desktop.store.shapes import SHAPES

    assert {int(path.name[1:].split("-")[0]) for path in OLD} == set(SHAPES)


@pytest.mark.parametrize("path", OLD, ids=[path.stem for path in OLD])
def test_an_old_document_opens_and_is_saved_anew(path: Path, tmp_path: Path) -> None:
    target = tmp_path / "旧文档.mz"
    shutil.copyfile(path, target)
    for _ in range(2):  # as it was, then as the present program saved it
        document = Document.open(target, who="李四", data_dir=tmp_path / "data")
        assert document.integrity() == []
        assert document.operations()
        book = document.book
        assert (book.unit_name, book.year, book.kept_in) == ("某市科学技术局", 2024, "万元")
        assert book.sheet("公开03").rows["2060101"] == Row("2060101", "行政运行", "20601", (("序", "1"),))
        place = CellRef("公开03", "2060101", "基本支出")
        entry = book.entry(place)
        assert entry == Entry(Decimal("0.10"), Origin("imported", "决算.xlsx", "公开03", "C7"))
        assert str(entry.value if entry else "") == "0.10"
        assert book.entry(CellRef("公开03", "合计", "项目支出")) == Entry(NA)
        assert book.entry(CellRef("公开07", "说明", "文字")) == Entry("说明：没有此项支出。")
        assert book.sheet("公开03").notes["2060101", "基本支出"] == "核对过"
        assert book.acknowledgements["01-A1", "公开01", ""].reason == "追加预算"
        assert book.settings["rounding"] == "保留尾差"
        assert book.prior is not None
        assert book.prior.entry(CellRef("公开01", "本年收入合计", "金额")) == Entry(Decimal("2000.10"))
        assert [line.cause for line in document.history(place)] == ["undo", "typing", "import"]
        assert len(document.redoable()) == 1
        assert len(document.undoable()) == 5
        assert document.sources()[0].name == "决算.xlsx"
        document.publish()
        document.close()
