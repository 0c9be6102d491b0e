"""Next year's document in one step: what comes along, what does not, and that one step back leaves it empty."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from command import Command, new_document

from desktop.app.session import Session
from desktop.core import entry
from desktop.core.cells import CellRef
from desktop.forms.lint import lint_path

CODE = "2060101"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("上年")


@pytest.fixture
def last(command: Command, folder: Path, tmp_path: Path) -> Path:
    """Last year's document, entered once."""
    made = folder / "上年.mz"
    return Path(shutil.copyfile(made if made.exists() else enter(command, folder), tmp_path / "上年.mz"))


def enter(command: Command, folder: Path) -> Path:
    file = new_document(command, folder, "xj-2024", 2024, "上年.mz")
    command("set", file, "封面", "政府性基金", "内容", "没有")
    command("set", file, "封面", "公开日期", "内容", "2025-09-01")
    for table, row, column, value in (
        ("公开03", CODE, "基本支出", "241.31"),
        ("公开01", "年末结转和结余", "金额", "12.5"),
        ("公开04", "年末财政拨款结转和结余", "一般公共预算财政拨款", "7.5"),
        ("文稿资料", "主要职责", "内容", "贯彻科技工作方针。"),
        ("文稿资料", "在职人员", "内容", "21"),
        ("文稿资料", "收支总体原因", "内容", "项目减少"),
        ("文稿资料", "政府采购货物", "内容", "3.00"),
    ):
        command("set", file, table, row, column, value)
    command("project", "add", file, "科普经费")
    command("set", file, "项目", "1", "年初预算数", "30")
    return file


def value(command: Command, file: Path, *cell: str) -> object:
    return command("get", file, *cell, "--json").json["value"]


def test_codes_texts_and_opening_balances_come_along_and_figures_do_not(command, last, tmp_path):
    new = tmp_path / "今年.mz"
    said = command("new", new, "--from", last)
    assert "2025 年度" in said.out and "年初结转结余 2 个" in said.out and "科目 3 个" in said.out
    assert "1 条放在旁边作参考" in said.out
    assert value(command, new, "公开01", "年初结转和结余", "金额") == "12.5"
    assert value(command, new, "公开04", "年初一般公共预算财政拨款", "金额") == "7.5"
    assert value(command, new, "文稿资料", "主要职责", "内容") == "贯彻科技工作方针。"
    assert value(command, new, "文稿资料", "在职人员", "内容") == "21"
    assert value(command, new, "文稿资料", "上年在职人员", "内容") == "21"
    assert value(command, new, "封面", "政府性基金", "内容") == "没有"
    for cell in (("公开03", CODE, "基本支出"), ("封面", "公开日期", "内容"), ("文稿资料", "政府采购货物", "内容")):
        assert value(command, new, *cell) is None, cell
    reason = command("get", new, "文稿资料", "收支总体原因", "内容", "--json").json
    assert reason["value"] is None and reason["prior"] == "项目减少"
    staff = command("get", new, "文稿资料", "在职人员", "内容", "--json").json
    assert "请核对" in staff["note"] and staff["source"] == "imported"
    shown = command("get", new, "公开03", CODE, "基本支出", "--json").json
    assert shown["prior"] == "241.31"


def test_one_step_back_leaves_an_empty_document(command, last, tmp_path):
    new = tmp_path / "今年.mz"
    command("new", new, "--from", last)
    command("undo", new)
    with Session.open(new, read_only=True) as session:
        assert [ref for ref, _ in session.book.entries() if ref.form != "封面"] == []
        assert not any(sheet.rows for sheet in session.book.sheets.values())
        assert session.model.prior(CellRef("公开03", CODE, "基本支出")) is None


def test_acknowledgements_and_sentences_stay_behind_and_own_words_wait_for_review(command, last, tmp_path):
    command("set", last, "公开07", "说明", "文字", "本单位2024年度没有政府性基金。")
    with Session.open(last) as session:
        session.do(entry.set_setting(session.model, "正文.收支总体", "本年支出241.31万元，略有增加。"))
        session.do(entry.set_setting(session.model, "依据.收支总体", "本年支出241.31万元。"))
        session.save()
    new = tmp_path / "今年.mz"
    assert "待核对" in command("new", new, "--from", last).out
    assert value(command, new, "公开07", "说明", "文字") is None
    with Session.open(new, read_only=True) as session:
        assert session.book.acknowledgements == {}
        assert session.book.settings["正文.收支总体"] == "本年支出241.31万元，略有增加。"
        assert session.book.settings["依据.收支总体"] != "本年支出241.31万元。"  # another text than was replaced: it counts as stale


def test_projects_come_only_when_asked_for_and_new_ones_never_meet_last_years_figures(command, last, tmp_path):
    without, with_projects = tmp_path / "甲.mz", tmp_path / "乙.mz"
    command("new", without, "--from", last)
    assert command("projects", without, "--json").json["projects"] == []
    command("project", "add", without, "另一个项目")
    with Session.open(without, read_only=True) as session:
        (row,) = session.book.sheets["项目"].rows
        assert session.model.prior(CellRef("项目", row, "年初预算数")) is None
    command("new", with_projects, "--from", last, "--with-projects")
    assert value(command, with_projects, "项目", "1", "项目名称") == "科普经费"
    assert value(command, with_projects, "项目", "1", "年初预算数") is None


def test_the_table_set_of_the_next_year_is_named_and_another_year_refused(command, last, tmp_path):
    new = tmp_path / "今年.mz"
    said = command("new", new, "--from", last)
    assert "还没有 2025 年度的表套" in said.err and "xj-2024" in said.err
    assert "2024 年度的文档" in command("new", tmp_path / "x.mz", "--from", last, "--year", "2027", code=2).err
    assert not (tmp_path / "x.mz").exists()
    assert "--pack" in command("new", tmp_path / "x.mz", "--unit", "某局", code=2).err


def test_last_years_workbook_does_as_well(command, last, tmp_path):
    book, new = tmp_path / "上年.xlsx", tmp_path / "今年.mz"
    command("export", last, book)
    assert "写明" in command("new", new, "--from", book, code=2).err
    said = command("new", new, "--from", book, "--pack", "xj-2024", "--unit", "某市科学技术局", "--year", "2025")
    assert "年初结转结余 2 个" in said.out
    assert value(command, new, "公开01", "年初结转和结余", "金额") == "12.5"
    assert command("get", new, "公开03", CODE, "基本支出", "--json").json["prior"] == "241.31"


def test_a_carried_row_that_the_form_lacks_is_a_fault_of_the_pack(tmp_path):
    folder = tmp_path / "my-2025"
    folder.mkdir()
    (folder / "pack.toml").write_text(
        'id = "my-2025"\ntitle = "甲"\nyears = [2025]\nextends = "cn-2024"\n[carry]\n"文稿资料" = ["没有的行"]\n', encoding="utf-8"
    )
    assert any("没有的行" in problem.say for problem in lint_path(folder))
