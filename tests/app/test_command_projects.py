"""Projects on the command line: the list, their forms and indicators, batches of files, changes of targets, the coach."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from command import Command

from desktop.app import own_packs, settings
from desktop.forms.load import load_pack

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "forms"))

from project_pack import write_projects


@pytest.fixture
def document(command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A document with two projects and one indicator in the target of the first."""
    write_projects(settings.data_dir() / "packs")
    monkeypatch.setattr(own_packs, "pack_for_new", load_pack)
    file = tmp_path / "绩效.mz"
    command("new", file, "--pack", "试点", "--unit", "某市科学技术局", "--year", 2024)
    command("project", "add", file, "科普经费", "--category", "运转类项目", "--set", "年初预算数=106.85")
    command("project", "add", file, "场馆运行")
    command("row", "add", file, "目标表#1", "一级指标=产出指标", "二级指标=数量指标", "三级指标=培训人次", "指标值=≥300人次", "分值=50")
    return file


def names(command: Command, file: Path) -> list[str]:
    return [one["name"] for one in command("projects", file, "--json").json["projects"]]


def test_a_project_brings_its_forms_and_takes_them_with_it(command: Command, document: Path) -> None:
    first, second = command("projects", document, "--json").json["projects"]
    assert (first["name"], first["category"], first["money"]["年初预算数"]) == ("科普经费", "运转类项目", "106.85")
    assert [form["table"] for form in second["forms"]] == ["目标表#2", "自评表#2"]
    assert [form["state"] for form in first["forms"]] == ["已核", "空"], "what is only taken over is no entry"
    told = command("project", "remove", document, "科普经费").out
    assert "1 张表" in told and names(command, document) == ["场馆运行"]
    command("undo", document)
    assert command("get", document, "目标表#1", "指1", "指标值", "--json").json["value"] == "≥300人次"


def test_a_copy_without_results_keeps_the_target_only(command: Command, document: Path) -> None:
    command("set", document, "自评表#科普经费", "指1", "完成值", "310人次")
    made = command("project", "copy", document, "1", "科普经费二期", "--no-results", "--json").json
    assert command("get", document, f"目标表#{made['id']}", "指1", "指标值", "--json").json["value"] == "≥300人次"
    assert command("get", document, f"自评表#{made['id']}", "指1", "完成值", "--json").json["value"] is None
    whole = command("project", "copy", document, "1", "--json").json
    assert command("get", document, f"自评表#{whole['id']}", "指1", "完成值", "--json").json["value"] == "310人次"
    command("project", "move", document, "场馆运行", "1")
    assert names(command, document)[0] == "场馆运行"


def test_names_that_fit_nothing_or_several_are_told(command: Command, document: Path) -> None:
    command("project", "copy", document, "1", "科普经费")
    assert "2 个项目" in command("project", "remove", document, "科普经费", code=2).err
    assert "科普经费" in command("project", "move", document, "体育", "1", code=2).err
    assert "没有“主要领导”这一栏" in command("project", "add", document, "x", "--set", "主要领导=张", code=2).err
    assert "行是固定的" in command("row", "add", document, "封面", "内容=1", code=2).err
    assert "栏=值" in command("row", "add", document, "目标表#1", "培训", code=2).err


def test_rows_are_added_moved_copied_and_removed(command: Command, document: Path) -> None:
    command("row", "add", document, "目标表#1", "三级指标=合格率", "指标值=≥95%")
    command("row", "move", document, "目标表#1", "合格率", "1")
    command("row", "copy", document, "目标表#1", "培训人次")
    shown = command("show", document, "目标表#1", "--json").json
    rows = [row["values"]["三级指标"] for row in shown["rows"] if row["id"].startswith("指")]
    assert rows == ["合格率", "培训人次", "培训人次"]
    command("row", "remove", document, "目标表#1", "指1", "指3")
    followed = command("show", document, "自评表#1", "--json").json
    assert [row["values"]["三级指标"] for row in followed["rows"] if row["id"].startswith("指")] == ["合格率"], "followers go with it"
    assert followed["title"] == "科普经费绩效自评表"


def test_files_for_every_project_or_one_for_all(command: Command, document: Path, tmp_path: Path) -> None:
    folder = tmp_path / "各项目"
    told = command("pdf", document, "--per-project", folder, "--signature")
    assert [path.name for path in folder.iterdir()] == ["01 科普经费.pdf"], "empty forms are left out"
    assert "共 1 页" in told.out and "1/1 科普经费" in told.err
    command("row", "add", document, "目标表#2", "三级指标=场次")
    command("export", document, "--per-project", folder, "--table", "目标表")
    assert sorted(path.name for path in folder.iterdir()) == ["01 科普经费.pdf", "01 科普经费.xlsx", "02 场馆运行.xlsx"]
    out = tmp_path / "全部.pdf"
    assert "共 2 页" in command("pdf", document, out, "--table", "目标表").out
    assert "共 1 页" in command("pdf", document, out, "--table", "目标表", "--project", "场馆运行").out
    assert "--per-project" in command("pdf", document, code=2).err
    assert "还没有填" in command("pdf", document, out, "--table", "自评表", code=2).err


def test_a_target_changed_after_the_evaluation_was_begun_is_logged(command: Command, document: Path) -> None:
    command("set", document, "目标表#1", "指1", "指标值", "≥310人次")
    assert command("project", "changes", document, "--json").json["changes"] == [], "nothing was begun yet"
    command("set", document, "自评表#1", "指1", "完成值", "290人次")
    command("set", document, "目标表#1", "指1", "指标值", "≥280人次")
    command("set", document, "目标表#2", "预期目标", "内容", "另一个项目")
    found = command("project", "changes", document, "--json").json["changes"]
    assert [(change["row"], change["old"], change["new"]) for change in found] == [("指1", "≥310人次", "≥280人次")]
    assert found[0]["who"] and found[0]["when"] and "→" in command("project", "changes", document, "1").out
    command("project", "remove", document, "1")
    assert command("project", "changes", document, "--json").json["changes"] == [], "a project that is gone has no targets to ask about"


def test_the_coach_says_what_is_missing(command: Command, document: Path) -> None:
    command("row", "add", document, "目标表#1", "一级指标=产出指标", "二级指标=数量指标", "三级指标=办班次数", "指标值=12")
    found = command("coach", document, "目标表#1", "--json").json
    advice = {one["row"]: [each["say"] for each in one["advice"]] for one in found["indicators"]}
    assert advice["指1"] == [] and any("≥" in say for say in advice["指2"]) and any("分值" in say for say in advice["指2"])
    assert {"name": "产出指标", "points": "50", "wanted": None} in found["weights"]
    assert "办班次数" in command("coach", document, "目标表#1", "指2").out
    assert "不能预测" in command("project", "forecast", document).out


def test_help_of_the_actions_is_chinese(command: Command) -> None:
    for words in (("project", "--help"), ("project", "add", "--help"), ("row", "--help"), ("coach", "--help")):
        assert "用法" in command(*words).out
    assert "缺少参数" in command("project", code=2).err
