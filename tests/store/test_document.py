"""What is put into a document comes out of it, digit for digit, with its whole past."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from store_books import CELL, exact, make_book, new, put, redo, reopen, undo

from desktop.core.amounts import NA
from desktop.core.cells import Acknowledgement, Book, CellRef, Entry, Origin, Row
from desktop.core.operations import Edit, Operation, StaleEdit, apply_edits
from desktop.store.document import Document
from desktop.store.errors import DocumentLocked, ReadOnlyTarget, TargetExists
from desktop.store.records import SourceFile


def test_a_new_document_is_on_disk_and_comes_back_exactly(tmp_path: Path) -> None:
    document = new(tmp_path)
    assert document.target.exists()
    assert not document.dirty
    document = reopen(document)
    assert exact(document.book) == exact(make_book())
    assert document.details.created_by
    document.close()


def test_amounts_keep_their_digits_and_kinds_stay_apart(tmp_path: Path) -> None:
    document = new(tmp_path)
    values = [Decimal("0.1"), Decimal("0.10"), Decimal("1E+2"), Decimal("0"), Decimal("-0.00"), "0.10", "n/a", "————", NA, ""]
    for number, value in enumerate(values):
        put(document, value, CellRef("公开05", f"r{number}", "金额"))
    document.publish()
    document = reopen(document)
    found = [document.book.entry(CellRef("公开05", f"r{number}", "金额")) for number in range(len(values))]
    assert [repr(entry.value) for entry in found if entry] == [repr(value) for value in values]
    put(document, None, CellRef("公开05", "r3", "金额"))
    document.publish()
    document = reopen(document)
    assert document.book.entry(CellRef("公开05", "r3", "金额")) is None, "a blank is no row, and no zero"
    document.close()


def test_every_kind_of_edit_is_kept(tmp_path: Path) -> None:
    document = new(tmp_path, book=Book("cn-2024", "某局", 2024))
    said = Acknowledgement("c", "公开01", "合计", "说明", "f", "张三", "2025")
    edits = (
        Edit("cell", ("公开01", "合计", "1"), None, Entry(Decimal("1.50"), Origin("imported", "a.xlsx", "S", "B2"))),
        Edit("row", ("公开03", "206"), None, Row("206", "科学技术支出", "", (("级", "类"),))),
        Edit("note", ("公开01", "合计", "1"), None, "注"),
        Edit("acknowledgement", ("c", "公开01", "合计"), None, said),
        Edit("setting", ("锁定.公开03",), None, "是"),
        Edit("prior", ("公开01", "合计", "1"), None, Entry(Decimal("2.00"))),
        Edit("prior_row", ("公开03", "205"), None, Row("205", "教育支出")),
    )
    operation = Operation("全部", "import", edits)
    seq = document.append(operation, sources=[SourceFile("a.xlsx", "00ff")])
    apply_edits(document.book, edits)
    before = exact(document.book)
    document.publish()
    document = reopen(document)
    assert exact(document.book) == before
    assert document.operation(seq).operation == operation
    assert [(source.name, source.sha256, source.seq) for source in document.sources()] == [("a.xlsx", "00ff", seq)]
    undo(document)
    document.publish()
    document = reopen(document)
    assert not list(document.book.entries())
    assert document.book.settings == {}
    assert document.book.prior is not None
    assert document.book.prior.year == 2023
    assert document.integrity() == []
    document.close()


def test_five_hundred_steps_can_be_undone_and_redone_over_saving_and_reopening(tmp_path: Path) -> None:
    document = new(tmp_path)
    start = exact(document.book)
    for step in range(510):
        put(document, Decimal(step).scaleb(-2), CellRef("公开05", f"r{step % 7}", "金额"), label=f"第{step}步")
    end = exact(document.book)
    document.publish()
    document = reopen(document)
    assert [record.label for record in document.undoable()][-2:] == ["第508步", "第509步"]
    for _ in range(300):
        undo(document)
    document.publish()
    document = reopen(document)
    for _ in range(210):
        undo(document)
    assert exact(document.book) == start
    assert document.undoable() == []
    document.publish()
    document = reopen(document)
    assert exact(document.book) == start
    assert len(document.redoable()) == 510
    for _ in range(510):
        redo(document)
    assert exact(document.book) == end
    for _ in range(3):
        undo(document)
    put(document, Decimal(1))
    assert document.redoable() == [], "a new operation ends redoing"
    document.publish()
    document = reopen(document)
    assert document.redoable() == []
    document.close()


def test_only_the_last_step_can_be_undone(tmp_path: Path) -> None:
    document = new(tmp_path)
    first = put(document, Decimal(1))
    put(document, Decimal(2))
    with pytest.raises(ValueError):
        document.append(document.operation(first).operation.inverse("undo"), undoes=first)
    assert len(document.operations()) == 2
    document.close()


def test_the_history_of_a_cell_tells_who_when_what_and_how(tmp_path: Path) -> None:
    document = new(tmp_path)
    put(document, Decimal("5.00"), cause="import", label="导入 a.xlsx")
    document.publish()
    document = reopen(document)
    put(document, Decimal("6.00"))
    put(document, Decimal("1"), CellRef("公开03", "2060101", "项目支出x"))
    undo(document)
    undo(document)
    told = [(line.who, line.cause, line.old_value, line.new_value) for line in document.history(CELL)]
    assert told == [
        ("李四", "undo", Decimal("6.00"), Decimal("5.00")),
        ("李四", "typing", Decimal("5.00"), Decimal("6.00")),
        ("张三", "import", Decimal("0.10"), Decimal("5.00")),
    ]
    whens = [line.when for line in document.history(CELL)]
    assert whens == sorted(whens, reverse=True)
    prior = Operation("上年", "import", (Edit("prior", ("公开01", "合计", "1"), None, Entry(Decimal(9))),))
    document.append(prior)
    assert [line.new_value for line in document.history(CellRef("上年.公开01", "合计", "1"))] == [Decimal(9)]
    document.close()


@pytest.mark.parametrize(
    "edits",
    [
        (Edit("cell", tuple(CELL), None, Entry(Decimal(1))),),
        (Edit("cell", tuple(CELL), Entry(Decimal("0.11")), Entry(Decimal(1))),),
        (Edit("cell", tuple(CELL), Entry("0.10"), None),),
        (Edit("cell", ("公开09", "a", "b"), Entry(Decimal(1)), Entry(Decimal(2))),),
        (Edit("cell", ("公开09", "a", "b"), Entry(Decimal(1)), None),),
        (Edit("setting", ("x",), None, "1"), Edit("row", ("公开03", "2060101"), None, Row("2060101", "别的"))),
        (Edit("cell", ("公开09", "a", "b"), None, Entry(Decimal(1))), Edit("cell", ("公开09", "a", "b"), None, Entry(Decimal(2)))),
    ],
)
def test_an_operation_made_for_another_state_is_refused_whole(tmp_path: Path, edits: tuple[Edit, ...]) -> None:
    document = new(tmp_path)
    with pytest.raises(StaleEdit):
        document.append(Operation("旧", "typing", edits))
    assert document.operations() == []
    assert not document.dirty
    assert document.integrity() == []
    put(document, Decimal(7))
    document.publish()
    document = reopen(document)
    assert exact(document.book) != exact(make_book())
    assert document.book.settings == {"show_in": "元"}
    document.close()


def test_amounts_that_are_equal_to_the_core_are_no_stale_state(tmp_path: Path) -> None:
    document = new(tmp_path)
    edit = Edit("cell", tuple(CELL), Entry(Decimal("0.1")), Entry(Decimal("0.2")))  # the document holds 0.10
    document.append(Operation("改", "typing", (edit, Edit("setting", ("a",), None, "b"))))
    document.publish()
    document = reopen(document)
    assert document.book.entry(CELL) == Entry(Decimal("0.2"))
    document.close()


def test_several_edits_of_one_cell_in_one_operation_count_as_their_sum(tmp_path: Path) -> None:
    document = new(tmp_path)
    place = ("公开09", "a", "b")
    one, two = Entry(Decimal(1)), Entry(Decimal(2))
    operation = Operation("粘贴", "paste", (Edit("cell", place, None, one), Edit("cell", place, one, two)))
    document.append(operation)
    apply_edits(document.book, operation.edits)
    undo(document)
    redo(document)
    document.publish()
    document = reopen(document)
    assert document.book.entry(CellRef(*place)) == two
    document.close()


def test_saving_elsewhere_leaves_the_old_file_and_goes_on_in_the_new_one(tmp_path: Path) -> None:
    document = new(tmp_path)
    old = document.target
    before = old.read_bytes()
    put(document, Decimal("8.80"))
    document.publish(tmp_path / "另存.mz")
    assert document.target == tmp_path / "另存.mz"
    assert not document.dirty
    assert old.read_bytes() == before
    put(document, Decimal("9.90"))
    undo(document)
    document.publish()
    other = Document.open(old, who="王五", data_dir=tmp_path / "data")  # the old place is free again
    assert other.book.entry(CELL) == Entry(Decimal("0.10"))
    other.close()
    document = reopen(document)
    assert document.book.entry(CELL) == Entry(Decimal("8.80"))
    assert len(document.operations()) == 3
    document.close()


def test_saving_elsewhere_asks_before_it_replaces_a_file(tmp_path: Path) -> None:
    document = new(tmp_path)
    (tmp_path / "b.mz").write_bytes(b"precious")
    with pytest.raises(TargetExists, match="已经存在"):
        document.publish(tmp_path / "b.mz")
    assert (tmp_path / "b.mz").read_bytes() == b"precious"
    assert document.target.name == "决算.mz"
    put(document, Decimal(3))
    document.publish(tmp_path / "b.mz", overwrite_changed=True)
    kept = [path.read_bytes() for path in (tmp_path / "data" / "backups").glob("*/*覆盖.mz")]
    assert kept == [b"precious"]
    document.close()


def test_a_document_is_not_created_over_a_file(tmp_path: Path) -> None:
    (tmp_path / "决算.mz").write_bytes(b"precious")
    with pytest.raises(TargetExists):
        new(tmp_path)
    assert (tmp_path / "决算.mz").read_bytes() == b"precious"
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["决算.mz"]


def test_reading_needs_no_lock_and_changes_nothing(tmp_path: Path) -> None:
    document = new(tmp_path)
    reader = Document.open(document.target, who="李四", data_dir=tmp_path / "data", read_only=True)
    assert exact(reader.book) == exact(make_book())
    with pytest.raises(ReadOnlyTarget, match="另存为"):
        reader.append(Operation("x", "typing", (Edit("setting", ("a",), None, "b"),)))
    with pytest.raises(ReadOnlyTarget, match="另存为"):
        reader.publish()
    reader.publish(tmp_path / "我的.mz")
    put(reader, Decimal(4))
    reader.publish()
    reader = reopen(reader)
    assert reader.book.entry(CELL) == Entry(Decimal(4))
    reader.close()
    put(document, Decimal(5))
    document.publish()
    document.close()


def test_the_second_to_open_is_told_who_was_first(tmp_path: Path) -> None:
    document = new(tmp_path)
    with pytest.raises(DocumentLocked, match="张三") as caught:
        Document.open(document.target, who="李四", data_dir=tmp_path / "data")
    assert caught.value.who == "张三"
    assert caught.value.since
    with pytest.raises(DocumentLocked, match="张三"):
        Document.open(document.target, who="李四", data_dir=tmp_path / "other data")
    put(document, Decimal(5))
    document = reopen(document, recover=False)
    document.close()


def test_nothing_but_the_document_stays_beside_it_after_closing(tmp_path: Path) -> None:
    document = new(tmp_path)
    put(document, Decimal(1))
    document.publish()
    put(document, Decimal(2))
    document.close()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data", "决算.mz"]
    assert list((tmp_path / "data" / "working").iterdir()) == []
