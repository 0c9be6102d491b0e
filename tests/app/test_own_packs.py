"""A region or year that the program does not bring: a folder in the user's data folder, and no line of Python."""

from __future__ import annotations

from pathlib import Path

import pytest
from command import Command

HEADING = (
    'id = "{id}"\ntitle = "河南省部门决算公开表"\nregion = "河南"\nyears = [2024]\nextends = "cn-2024"\n[parameters]\n"变动幅度" = "10"\n'
)
FORM = """
form = "公开03"
extends = true
title = "部门支出决算表"

[[edit]]
op = "relabel_column"
target = "上缴上级支出"
label = "上缴上级"

[[edit]]
op = "add_check"
target = "03-大额"
severity = "warning"
each = "[叶]"
expr = "[本行,项目支出] ≤ 5000"
missing = "跳过"
say = "{代码} 的项目支出 {左} 超过 {右}。"
why = "本省要求：单个科目项目支出超过5000万元的说明原因。"
how = "写明原因。"
"""


@pytest.fixture
def packs(own_data_folder: Path) -> Path:
    return own_data_folder / "packs"


def write_pack(packs: Path, name: str, **forms: str) -> Path:
    folder = packs / name
    folder.mkdir(parents=True)
    (folder / "pack.toml").write_text(HEADING.format(id=name), encoding="utf-8")
    for code, text in forms.items():
        (folder / f"{code}.toml").write_text(text, encoding="utf-8")
    return folder


def test_a_pack_in_the_data_folder_is_listed_and_used(command: Command, packs: Path, tmp_path: Path):
    write_pack(packs, "henan-2024", 公开03=FORM)
    assert any(pack["id"] == "henan-2024" and pack["problem"] is None for pack in command("packs", "--json").json["packs"])
    assert str(packs) in command("packs").out
    assert "没有问题" in command("pack", "lint", "henan-2024").out
    file = tmp_path / "甲.mz"
    command("new", file, "--pack", "henan-2024", "--unit", "某局", "--year", 2024)
    command("set", file, "公开03", "2060101", "项目支出", "6000")
    found = command("check", file, "--json", code=None).json["findings"]
    assert [finding["say"] for finding in found if finding["check"] == "03-大额"] == ["2060101 的项目支出 6,000.00 超过 5,000.00。"]
    shown = command("show", file, "公开03", "--json").json
    assert shown["title"] == "部门支出决算表"
    assert "上缴上级" in [column["label"] for column in shown["columns"]]


def test_a_pack_with_problems_makes_no_document_and_stops_nothing_else(command: Command, packs: Path, tmp_path: Path):
    write_pack(packs, "wrong-2024", 公开03=FORM.replace("[本行,项目支出]", "[本行,没有这栏]"))
    (packs / "torn").mkdir()
    (packs / "torn" / "pack.toml").write_text('id = "torn', encoding="utf-8")
    write_pack(packs, "sx-2024")
    listed = {pack["folder"]: pack["problem"] for pack in command("packs", "--json").json["packs"]}
    assert "同名" in listed[str(packs / "sx-2024")]
    assert "TOML" in listed[str(packs / "torn")]
    file = tmp_path / "甲.mz"
    refused = command("new", file, "--pack", "wrong-2024", "--unit", "某局", "--year", 2024, code=2).err
    assert "没有这栏" in refused and "pack lint wrong-2024" in refused and not file.exists()
    assert "torn/pack.toml" in command("new", file, "--pack", "torn", "--unit", "某局", "--year", 2024, code=2).err
    command("new", file, "--pack", "sx-2024", "--unit", "某局", "--year", 2024)
    assert command("show", file, "公开10", "--json").json["table"] == "公开10", "the program's own pack of that name is used"


def test_a_pack_that_the_document_would_not_find_again_is_refused(command: Command, packs: Path, tmp_path: Path):
    folder = write_pack(tmp_path / "下载", "henan-2024", 公开03=FORM)
    file = tmp_path / "甲.mz"
    refused = command("new", file, "--pack", folder, "--unit", "某局", "--year", 2024, code=2).err
    assert str(packs) in refused and not file.exists()


def test_a_document_says_which_pack_it_misses_and_where_to_put_it(command: Command, packs: Path, tmp_path: Path):
    folder = write_pack(packs, "henan-2024", 公开03=FORM)
    file = tmp_path / "甲.mz"
    command("new", file, "--pack", "henan-2024", "--unit", "某局", "--year", 2024)
    folder.rename(tmp_path / "henan-2024")
    said = command("show", file, "公开03", code=2).err
    assert "henan-2024" in said and str(packs) in said
