"""Options of the program, long work beside the window, and imported code lists."""

from __future__ import annotations

import json
import threading

import pytest
from command import new_document

from desktop.app import jobs, settings


def test_options_are_kept_checked_and_survive_a_broken_file(own_data_folder):
    assert settings.option("enter_moves") == "down"
    settings.save_options({"enter_moves": "right", "text_size": 14})
    assert settings.load_options()["enter_moves"] == "right"
    with pytest.raises(ValueError, match="回车后移动到"):
        settings.save_options({"enter_moves": "pink"})
    with pytest.raises(ValueError):
        settings.save_options({"text_size": 400})
    with pytest.raises(ValueError):
        settings.save_options({"show_prior": 1})
    file = own_data_folder / "settings.json"
    file.write_text(json.dumps({"enter_moves": 5, "text_size": 12, "of_a_newer_program": 1}), encoding="utf-8")
    assert (settings.option("enter_moves"), settings.option("text_size")) == ("down", 12)
    settings.save_options({"language": "en"})
    assert json.loads(file.read_text(encoding="utf-8"))["of_a_newer_program"] == 1
    file.write_text("{", encoding="utf-8")
    assert settings.option("enter_moves") == "down"


def test_recent_documents_come_first_once_and_not_without_end(tmp_path):
    for number in range(20):
        settings.remember_recent(tmp_path / f"{number}.mz")
    settings.remember_recent(tmp_path / "15.mz")
    recent = settings.option("recent")
    assert isinstance(recent, list)
    assert recent[0].endswith("15.mz") and len(recent) == settings.option("recent_most") == len(set(recent))


def test_who_fills_in_is_the_option_and_stands_in_the_history(command, tmp_path):
    settings.save_options({"who": "张三"})
    file = new_document(command, tmp_path)
    command("set", file, "公开03", "2060101", "基本支出", "1")
    assert command("history", file, "--json").json["operations"][0]["who"] == "张三"


def test_work_tells_its_progress_and_can_be_stopped():
    seen: list[jobs.Step] = []
    going = threading.Event()

    def work(progress: jobs.Progress) -> int:
        progress.step("一", 1, 2)
        going.wait(10)
        progress.step("二", 2, 2)
        return 7

    stopped = jobs.start(work, watch=seen.append)
    stopped.cancel()
    going.set()
    with pytest.raises(jobs.Cancelled):
        stopped.result(10)
    assert [step.text for step in seen] in (["一"], [])
    assert jobs.start(work).result(10) == 7


def test_what_breaks_in_the_thread_is_raised_to_who_asks():
    def work(_: jobs.Progress) -> None:
        raise KeyError("x")

    finished: list[object] = []
    job = jobs.start(work, finished=finished.append)
    with pytest.raises(KeyError):
        job.result(10)
    assert len(finished) == 1


def test_the_official_list_of_a_year_is_laid_over_the_own_one(command, tmp_path):
    from desktop.exchange.tables import write_sheets

    book = tmp_path / "科目.xlsx"
    write_sheets(
        book, [("功能", [["科目代码", "科目名称"], ["206", "科学技术支出"], ["20601", "科学技术管理事务"], ["2060188", "新设科目"]])]
    )
    said = command("import-subjects", book, "--year", "2024").out
    assert "3 个" in said
    file = new_document(command, tmp_path)
    command("set", file, "公开03", "2060188", "基本支出", "1")
    labels = {row["id"]: row["label"] for row in command("show", file, "公开03", "--json").json["rows"]}
    assert labels["2060188"] == "新设科目"
    assert "2060188" not in {finding["scope"] for finding in command("check", file, "--json", code=None).json["findings"]}
    command("set", file, "公开03", "2060101", "基本支出", "1")
    found = command("check", file, "--json", code=None).json["findings"]
    assert "2060101" in {finding["scope"] for finding in found}, "a code that the official list lacks is told"
    (tmp_path / "空.xlsx").write_bytes(b"")
    assert "空.xlsx" in command("import-subjects", tmp_path / "空.xlsx", "--year", "2024", code=2).err
