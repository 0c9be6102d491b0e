"""人工核对: that somebody looked at what no program can judge is kept with the document, by name, and ends when the text changes."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
from command import Command

from desktop.app import settings
from desktop.app.session import Session
from desktop.core import entry


@pytest.fixture
def document(tmp_path: Path) -> Path:
    """A document whose text was begun."""
    file = tmp_path / "甲.mz"
    with Session.create(file, "sx-2024", "某市科学技术局", 2024) as session:
        for row, text in (("单位负责人", "王局"), ("财务负责人", "李科"), ("填表人", "张会计")):
            session.do(entry.set_cover(session.model, row, text))
        session.save()
    return file


def begin(command: Command, document: Path) -> None:
    command("set", document, "文稿资料", "主要职责", "内容", "负责本市科学技术工作。")


def state(command: Command, document: Path) -> tuple[bool, str]:
    tasks = {task["id"]: task for task in command("status", document, "--json").json["missing"]}
    return tasks["人工核对"]["done"], tasks["人工核对"]["say"]


def test_nothing_is_to_be_looked_at_before_there_is_a_text(command: Command, document: Path) -> None:
    assert "没有“人工核对”" in command("ack", document, "人工核对", "--reason", "看过", code=2).err


def test_it_is_kept_with_name_and_time_until_the_text_changes(command: Command, document: Path, tmp_path: Path) -> None:
    settings.save_options({"who": "张会计"})
    begin(command, document)
    assert state(command, document)[0] is False
    command("ack", document, "人工核对", "--reason", "逐条看过")
    done, say = state(command, document)
    assert done and "张会计" in say and "20" in say
    judged = command("preflight", document, "--json", code=None).json
    assert (judged["hand_check"]["state"], judged["hand_check"]["who"]) == ("acknowledged", "张会计")
    assert "已经人工核对（张会计" in command("preflight", document, code=None).out
    command("check", document, "--report", tmp_path / "报告.pdf", code=None)
    with pypdfium2.PdfDocument((tmp_path / "报告.pdf").read_bytes()) as report:
        assert "已经人工核对（张会计" in "".join(report[0].get_textpage().get_text_bounded().split())

    command("set", document, "文稿资料", "主要职责", "内容", "负责本市科学技术和知识产权工作。")
    done, say = state(command, document)
    assert not done and "以后文稿改过" in say
    command("undo", document)
    assert state(command, document)[0] is True
    command("undo", document)
    assert state(command, document)[0] is False


def test_it_can_be_taken_back(command: Command, document: Path) -> None:
    begin(command, document)
    command("ack", document, "人工核对", "--reason", "逐条看过")
    command("ack", document, "人工核对", "--withdraw")
    assert state(command, document)[0] is False
    assert "不用撤回" in command("ack", document, "人工核对", "--withdraw", code=2).err
    command("undo", document)
    assert state(command, document)[0] is True
