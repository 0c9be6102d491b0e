"""The one door for change: journal first, model second, observers last; on failure nothing changed."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from desktop.app import formula_cache
from desktop.app.problems import Refused
from desktop.app.session import Session
from desktop.core import entry
from desktop.core.cells import COVER, CellRef
from desktop.core.changes import ChangeSet
from desktop.core.operations import Operation, apply_edits
from desktop.store.errors import DocumentError

BASIC = CellRef("公开03", "2060101", "基本支出")


@pytest.fixture
def session(tmp_path: Path):
    made = Session.create(tmp_path / "甲.mz", "sx-2024", "某局", 2024)
    yield made
    made.close()


def add_row(session: Session) -> ChangeSet:
    return session.do(entry.add_subject(session.model, session.subjects, "公开03", "2060101"))


def test_what_was_done_is_told_once_undone_and_redone_over_saving_and_opening(session, tmp_path):
    heard: list[ChangeSet] = []
    session.observers.append(heard.append)
    add_row(session)
    session.do(entry.type_text(session.model, BASIC, "5"))
    assert len(heard) == 2 and BASIC in heard[1].cells
    session.save()
    session.close()
    with Session.open(tmp_path / "甲.mz") as again:
        assert again.model.value(BASIC) == 5
        assert len(again.undo(9)) == 2
        assert again.model.row("公开03", "2060101") is None
        assert len(again.redo()) == 1 and again.model.row("公开03", "2060101") is not None
        assert again.redo()[0].startswith("填写")
        assert again.model.value(BASIC) == 5


def test_an_operation_that_changes_nothing_makes_no_step(session):
    add_row(session)
    session.do(entry.type_text(session.model, BASIC, "5"))
    steps = len(session.document.undoable())
    assert session.do(entry.type_text(session.model, BASIC, "5")) == ChangeSet()
    assert len(session.document.undoable()) == steps


def test_a_sentence_instead_of_an_operation_is_raised(session):
    with pytest.raises(Refused, match="不是数字"):
        add_row(session)
        session.do(entry.type_text(session.model, BASIC, "很多"))


def test_an_operation_built_before_another_change_is_refused(session):
    add_row(session)
    old = entry.type_text(session.model, BASIC, "5")
    session.do(entry.type_text(session.model, BASIC, "6"))
    with pytest.raises(Refused, match="重新操作"):
        session.do(old)
    assert session.model.value(BASIC) == 6


def test_when_the_journal_fails_the_model_does_not_move(session, monkeypatch):
    add_row(session)

    def full(*_: object, **__: object) -> int:
        raise DocumentError("磁盘空间不足。")

    monkeypatch.setattr(session.document, "append", full)
    with pytest.raises(DocumentError):
        session.do(entry.type_text(session.model, BASIC, "5"))
    assert session.model.value(BASIC) is None
    assert session.book.entry(BASIC) is None


@pytest.mark.parametrize("book_changed", [False, True])
def test_when_the_model_fails_the_journal_takes_the_step_back(session, monkeypatch, tmp_path, book_changed):
    add_row(session)

    def broken(operation: Operation) -> ChangeSet:
        if book_changed:
            apply_edits(session.book, operation.edits)
        raise RuntimeError

    operation = entry.type_text(session.model, BASIC, "5")
    monkeypatch.setattr(session.model, "apply", broken)
    with pytest.raises(RuntimeError):
        session.do(operation)
    assert session.model.value(BASIC) is None
    session.do(entry.type_text(session.model, BASIC, "7"))
    session.save()
    session.close()
    with Session.open(tmp_path / "甲.mz") as again:
        assert again.model.value(BASIC) == 7
        assert again.document.integrity() == []


def test_the_unit_is_called_as_its_cover_says(session):
    assert session.model.value(CellRef(COVER, "单位名称", "内容")) == "某局"
    session.do(entry.set_cover(session.model, "单位名称", "某市科学技术局"))
    assert session.book.unit_name == "某市科学技术局"
    session.undo()
    assert session.book.unit_name == "某局"


def test_the_figures_shown_follow_every_change(session):
    add_row(session)
    session.do(entry.type_text(session.model, BASIC, "12000元"))
    assert session.figures.text(BASIC) == "1.20"
    session.do(entry.set_setting(session.model, "show_in", "元"))
    assert session.figures.text(BASIC) == "12,000.00"


@pytest.mark.parametrize(
    ("pack", "unit", "year", "word"),
    [("sx-2024", " ", 2024, "单位名称"), ("sx-2024", "某局", 24, "年度"), ("没有", "某局", 2024, "没有表套")],
)
def test_a_document_that_makes_no_sense_is_not_made(tmp_path, pack, unit, year, word):
    with pytest.raises(Exception, match=word):
        Session.create(tmp_path / "乙.mz", pack, unit, year)
    assert list(tmp_path.glob("乙*")) == []


def test_opening_again_needs_no_parsing_and_a_torn_cache_does_no_harm(session, own_data_folder, monkeypatch, tmp_path):
    kept = list((own_data_folder / "cache").glob("sx-2024-*.formulas"))
    assert len(kept) == 1
    assert formula_cache.recall(session.pack, own_data_folder) > 100
    kept[0].write_bytes(b"\x80torn")
    session.close()
    with Session.open(tmp_path / "甲.mz") as again:
        add_row(again)
        again.do(entry.type_text(again.model, BASIC, "5"))
        assert again.model.value(CellRef("公开03", "合计", "本年支出合计")) == Decimal(5)
