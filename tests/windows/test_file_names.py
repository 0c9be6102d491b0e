"""Names of files, folders and people as they occur on Chinese computers: rare characters, long paths, names that Windows reserves."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.app import settings
from desktop.app.exporting import export_workbook, print_tables
from desktop.app.problems import Refused, sentence_of
from desktop.app.session import Session
from desktop.cli import main
from desktop.store import long_paths
from desktop.store.errors import DocumentError, UnusableName
from desktop.store.places import check_new_name

NAMES = ["䶮书记.mz", "𠮷林局.mz", "决算📊2024.mz", "年度 决算（终稿）· 2.mz", "ＡＢＣ①.mz"]


def new(target: Path, unit: str = "某局") -> None:
    assert main(["new", str(target), "--pack", "cn-2024", "--unit", unit, "--year", "2024"]) == 0


@pytest.mark.parametrize("name", NAMES)
def test_a_document_with_any_name_is_kept_printed_exported_and_found_again(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "䶮𠮷 文件夹📁"
    folder.mkdir()
    target = folder / name
    new(target, "某市𠮷财局")
    with Session.open(target) as session:
        print_tables(session, target.with_suffix(".pdf"))
        export_workbook(session, target.with_suffix(".xlsx"))
        session.save()
        assert session.book.unit_name == "某市𠮷财局"
    assert sorted(path.name for path in folder.iterdir()) == sorted(target.with_suffix(ending).name for ending in (".mz", ".pdf", ".xlsx"))
    settings.remember_recent(target)
    assert settings.option("recent") == [str(target)]


def test_a_user_with_a_rare_name_finds_his_data_and_his_name_in_the_history(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = tmp_path / "用户" / "欧阳䶮𠮷" / "AppData" / "mingzhang"
    monkeypatch.setenv(settings.DATA_VARIABLE, str(data))
    settings.save_options({"who": "欧阳䶮𠮷"})
    target = tmp_path / "甲.mz"
    new(target)
    assert main(["set", str(target), "公开01", "一般公共预算财政拨款收入", "金额", "12.34"]) == 0
    assert main(["backup", str(target)]) == 0
    assert list(data.rglob("*.mz")), "the backup lies in the user's folder"
    with Session.open(target) as session:
        assert {step.who for step in session.document.operations()} == {"欧阳䶮𠮷"}


@pytest.mark.parametrize("name", ["con.pdf", "AUX.pdf", "lpt1.表.pdf", "nul.pdf"])
def test_a_name_that_windows_reserves_is_refused_for_what_is_written_too(tmp_path: Path, name: str) -> None:
    with Session.create(tmp_path / "甲.mz", "cn-2024", "某局", 2024) as session:
        with pytest.raises((Refused, DocumentError)) as refused:
            print_tables(session, tmp_path / name)
        said = sentence_of(refused.value) or ""
        assert "保留" in said and "2024年度部门决算.pdf" in said
        with pytest.raises((Refused, DocumentError), match="保留"):
            export_workbook(session, tmp_path / Path(name).with_suffix(".xlsx"))
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["甲.mz"]


def test_a_path_above_260_characters_works_or_is_one_sentence(tmp_path: Path) -> None:
    folder = tmp_path
    while len(str(folder)) < 300:
        folder = folder / "一个名称很长的文件夹"
    folder.mkdir(parents=True)
    try:
        Session.create(folder / "甲.mz", "cn-2024", "某局", 2024).close()
    except UnusableName as problem:
        assert "路径过长" in str(problem)
    else:
        with Session.open(folder / "甲.mz") as session:
            print_tables(session, folder / "甲.pdf")
            assert session.document.integrity() == []


def test_where_windows_takes_no_long_paths_the_sentence_says_how_long_they_may_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    long = tmp_path.joinpath(*["长" * 60] * 4)
    monkeypatch.setattr(long_paths.sys, "platform", "win32")
    monkeypatch.setattr(long_paths, "long_paths_allowed", lambda: False)
    with pytest.raises(UnusableName, match="路径过长") as refused:
        check_new_name(long / "甲.mz")
    assert "最多约 243" in str(refused.value)
    check_new_name(tmp_path / "甲.mz")
    monkeypatch.setattr(long_paths, "long_paths_allowed", lambda: True)
    with pytest.raises(DocumentError, match="不存在"):  # no complaint about the length any more
        check_new_name(long / "甲.mz")
