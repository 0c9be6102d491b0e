"""人工核对: that somebody looked at what no program can judge is kept with the small, by name, and ends when the text changes."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
from command import Command

from desktop.app import settings


def begin(command: Command, small: Path) -> None:
    command("set", small, "文稿资料", "主要职责", "内容", "负责本市科学技术工作。")


def state(command: Command, small: Path) -> tuple[bool, str]:
    tasks = {task["id"]: task for task in command("status", small, "--json").json["missing"]}
    return tasks["人工核对"]["done"], tasks["人工核对"]["say"]


def test_nothing_is_to_be_looked_at_before_there_is_a_text(command: Command, small: Path) -> None:
    assert "没有“人工核对”" in command("ack", small, "人工核对", "--reason", "看过", code=2).err


def test_it_is_kept_with_name_and_time_until_the_text_changes(command: Command, small: Path, tmp_path: Path) -> None:
    settings.save_options({"who": "张会计"})
    begin(command, small)
    assert state(command, small)[0] is False
    command("ack", small, "人工核对", "--reason", "逐条看过")
    done, say = state(command, small)
    assert done and "张会计" in say and "20" in say
    judged = command("preflight", small, "--json", code=None).json
    assert (judged["hand_check"]["state"], judged["hand_check"]["who"]) == ("acknowledged", "张会计")
    assert "已经人工核对（张会计" in command("preflight", small, code=None).out
    command("check", small, "--report", tmp_path / "报告.pdf", code=None)
    with pypdfium2.PdfDocument((tmp_path / "报告.pdf").read_bytes()) as report:
        assert "已经人工核对（张会计" in "".join(report[0].get_textpage().get_text_bounded().split())

    command("set", small, "文稿资料", "主要职责", "内容", "负责本市科学技术和知识产权工作。")
    done, say = state(command, small)
    assert not done and "以后文稿改过" in say
    command("undo", small)
    assert state(command, small)[0] is True
    command("undo", small)
    assert state(command, small)[0] is False


def test_it_can_be_taken_back(command: Command, small: Path) -> None:
    begin(command, small)
    command("ack", small, "人工核对", "--reason", "逐条看过")
    command("ack", small, "人工核对", "--withdraw")
    assert state(command, small)[0] is False
    assert "不用撤回" in command("ack", small, "人工核对", "--withdraw", code=2).err
    command("undo", small)
    assert state(command, small)[0] is True
