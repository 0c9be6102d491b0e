"""定稿: what is missing for it, the stamp, the lock, and opening again with a reason. The board and its deadline."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from command import Command, new_document

from desktop.app import finishing
from desktop.app.problems import Refused
from desktop.app.session import Session
from desktop.app.status import deadline, status
from desktop.core import entry, finished
from desktop.core.cells import CellRef


def make_final(session: Session) -> None:
    """定稿 whatever is missing: the check list is tested by itself."""
    session.do(finished.finish(session.book, "张三", "2025-08-20T01:02:03+00:00"))


def test_what_is_missing_is_listed_with_the_place_to_go(command: Command, small: Path) -> None:
    assert "人工核对" not in {task["id"] for task in command("status", small, "--json").json["missing"]}, (
        "there is no text yet to be judged"
    )
    command("set", small, "文稿资料", "主要职责", "内容", "负责本市科学技术工作。")
    command("set", small, "公开01", "一般公共预算财政拨款收入", "金额", "100")
    command("set", small, "公开01", "本年收入合计", "金额", "90")
    data = command("status", small, "--json").json
    by_id = {task["id"]: task for task in data["missing"]}
    assert not data["ready"]
    assert not by_id["错误"]["done"]
    assert by_id["错误"]["cell"][0] == "公开01"
    assert by_id["封面"]["done"]
    assert by_id["文稿"]["block"]
    assert by_id["人工核对"]["confirm"]
    confirmed = command("status", small, "--json", "--confirmed").json
    assert {task["id"]: task["done"] for task in confirmed["missing"]}["人工核对"]


def test_a_character_that_no_font_has_keeps_the_document_from_being_final(command: Command, small: Path) -> None:
    before = {task["id"]: task["say"] for task in command("status", small, "--json").json["missing"]}["警告"]
    command("set", small, "封面", "填表人", "内容", "\U0002f800先生")
    after = {task["id"]: task for task in command("status", small, "--json").json["missing"]}["警告"]
    assert not after["done"] and after["say"] != before


def test_the_cover_is_asked_for_by_name(command: Command, tmp_path: Path) -> None:
    file = new_document(command, tmp_path)
    by_id = {task["id"]: task for task in command("status", file, "--json").json["missing"]}
    assert not by_id["封面"]["done"]
    assert "填表人" in by_id["封面"]["say"]
    assert by_id["封面"]["cell"] == ["封面", "单位负责人", "内容"]


def test_an_unfinished_document_is_not_made_final(command: Command, small: Path) -> None:
    answer = command("finish", small, code=1)
    assert "还不能定稿" in answer.out
    assert command("status", small, "--json").json["finished"] is None
    command("set", small, "公开01", "事业收入", "金额", "1")


def test_a_final_document_is_locked_until_it_is_opened_again(command: Command, small: Path) -> None:
    with Session.open(small) as session:
        make_final(session)
        session.save()
        ref = CellRef("公开01", "事业收入", "金额")
        assert not session.model.takes_entry(ref)
        assert "定稿" in str(entry.type_text(session.model, ref, "5"))
        assert session.model.table_state("公开01") == "已锁"
        with pytest.raises(Refused, match="重新打开"):
            session.do(entry.set_setting(session.model, "show_in", "元"))
        with pytest.raises(Refused, match="重新打开"):
            session.undo()
        session.do(entry.set_note(session.model, ref, "复核过"))
        assert finished.is_unchanged(session.book)
    assert "定稿" in command("set", small, "公开01", "事业收入", "金额", "5", code=2).err
    assert command("reopen", small, "--reason", " ", code=2).err
    command("reopen", small, "--reason", "财政要求改口径")
    command("set", small, "公开01", "事业收入", "金额", "5")
    history = command("status", small, "--json").json["history"]
    assert [one["reason"] for one in history] == [None, "财政要求改口径"]
    assert "财政要求改口径" in command("history", small).out


def test_undo_does_not_cross_the_line(small: Path) -> None:
    with Session.open(small) as session:
        ref = CellRef("公开01", "事业收入", "金额")
        session.do(entry.type_text(session.model, ref, "5"))
        make_final(session)
        session.do(finished.reopen(session.book, "张三", "2025-08-21T00:00:00+00:00", "改错"))
        session.do(entry.type_text(session.model, ref, "6"))
        assert len(session.undo(5)) == 1
        with pytest.raises(Refused, match="不能用撤销"):
            session.undo()
        assert session.book.entry(ref) is not None
        assert not session.book.is_finished


def test_the_stamp_holds_for_the_content_and_shows_a_change(small: Path, command: Command, tmp_path: Path) -> None:
    with Session.open(small) as session:
        session.do(entry.type_text(session.model, CellRef("公开01", "事业收入", "金额"), "5.10"))
        make_final(session)
        session.save()
    with Session.open(small) as session:
        assert finished.is_unchanged(session.book), "the content is the same when it is read again"
        words = finishing.stamp_words(session)
        assert "张三" in words
        assert "不同" not in words
        session.book.sheet("公开01").entered["其他收入", "金额"] = session.book.sheet("公开01").entered["事业收入", "金额"]
        assert "与定稿时不同" in finishing.stamp_words(session)
    report = tmp_path / "报告.xlsx"
    command("check", small, "--report", report, code=None)
    from desktop.exchange.read import read_workbook

    texts = [str(cell) for sheet in read_workbook(report).sheets for cell in sheet.cells.values()]
    assert any("张三" in text and "定稿" in text for text in texts)
    paper = tmp_path / "签章.pdf"
    command("pdf", small, paper, "--table", "公开01", "--signature")
    import pypdfium2

    document = pypdfium2.PdfDocument(paper)
    try:
        printed = document[0].get_textpage().get_text_range()
    finally:
        document.close()
    assert "定稿：张三" in printed


def test_a_document_that_has_everything_becomes_final(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Session.open(small) as session:
        ready = [finishing.Task("错误", "没有错误。", True), finishing.Task("封面其他", "空着也行", False, needed=False)]
        monkeypatch.setattr(finishing, "tasks", lambda *given, **more: ready)
        stamp = finishing.finish(session)
        assert stamp.content == finished.content_hash(session.book)
        with pytest.raises(Refused, match="已经定稿"):
            finishing.finish(session)


def test_days_left_come_from_the_rule_of_the_pack(command: Command, small: Path) -> None:
    with Session.open(small) as session:
        found = deadline(session.model)
        assert found is not None
        assert found.days == 20
        assert found.due is None
        assert found.start_label in found.words
        session.do(entry.type_text(session.model, found.start, "2025-08-20"))
        found = deadline(session.model, datetime.date(2025, 9, 5))
        assert found is not None
        assert (found.due, found.left) == (datetime.date(2025, 9, 9), 4)
        assert "还剩 4 天" in found.words
        late = deadline(session.model, datetime.date(2025, 9, 12))
        assert late is not None
        assert "超过 3 天" in late.words
        session.do(entry.type_text(session.model, found.end, "2025-09-01"))
        done = deadline(session.model, datetime.date(2025, 12, 1))
        assert done is not None
        assert done.left == 8
        assert "在期限内" in done.words


def test_the_board_counts_by_table_and_names_who_changed_it_last(small: Path, command: Command) -> None:
    command("set", small, "公开01", "一般公共预算财政拨款收入", "金额", "100")
    command("set", small, "公开01", "本年收入合计", "金额", "90")
    with Session.open(small) as session:
        board = status(session)
        lines = {line.code: line for line in board.tables}
        assert lines["公开01"].state == "有错"
        assert lines["公开01"].errors >= 1
        assert lines["公开01"].who
        assert lines["公开01"].changed
        assert lines["公开02"].state == "空"
        assert not lines["公开02"].changed
        assert board.states["有错"] == 1
    told = command("status", small).out
    assert "有错" in told
    assert "还不能定稿" in told


def test_forms_of_many_projects_are_one_line(command: Command, tmp_path: Path) -> None:
    file = new_document(command, tmp_path)
    with Session.open(file) as session:
        for name in ("甲", "乙", "丙"):
            session.do(entry.add_project(session.model, {"项目名称": name}))
        lines = [line for line in status(session).tables if "自评表" in line.code]
        assert [(line.count, line.code) for line in lines] == [(3, "项目支出绩效自评表")]
        assert "#" in lines[0].go
