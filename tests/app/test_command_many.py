"""Commands over folders: every document gets its answer, also beside a damaged one."""

from __future__ import annotations

import errno
import json
import sys
from pathlib import Path

import pytest
from command import Command, new_document
from openpyxl import load_workbook

from desktop.app import many


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("各单位")


@pytest.fixture
def documents(folder: Path, command: Command) -> Path:
    """A good document, one with an error in a folder below, and a file that is no document."""
    if not (folder / "坏.mz").exists():
        new_document(command, folder, name="甲局.mz")
        (folder / "下属 单位").mkdir()
        other = new_document(command, folder, name="下属 单位/乙所.mz")
        command("set", other, "公开01", "行1", "栏1", "100")
        command("set", other, "公开01", "收入总计", "栏1", "90")
        (folder / "坏.mz").write_bytes(b"not a document at all")
        (folder / "说明.txt").write_text("别的文件", encoding="utf-8")
    return folder


def test_check_of_a_folder_judges_every_document(documents: Path, command: Command, tmp_path: Path) -> None:
    answer = command("check", documents, "--json", "--report", tmp_path / "汇总.xlsx", code=2)
    files = {Path(one["file"]).name: one for one in answer.json["files"]}
    assert set(files) == {"甲局.mz", "乙所.mz", "坏.mz"}
    assert files["坏.mz"]["code"] == 2
    assert "坏.mz" in " ".join(files["坏.mz"]["told"])
    alone = command("check", documents / "下属 单位" / "乙所.mz", "--json", code=1)
    assert files["乙所.mz"]["code"] == 1
    assert files["乙所.mz"]["result"]["findings"] == alone.json["findings"]
    assert answer.json["counts"] == {"files": 3, "done": 2, "with_errors": sum(one["code"] == 1 for one in files.values()), "failed": 1}
    assert "3/3" in answer.err

    book = load_workbook(tmp_path / "汇总.xlsx")
    rows = [[str(cell) for cell in row if cell is not None] for row in book["文档"].iter_rows(values_only=True)]
    assert any(row[:2] == ["坏.mz", "没有做成"] for row in rows)
    said = [found["say"] for found in alone.json["findings"]]
    assert set(said) <= {row[6] for row in book["审核结果"].iter_rows(values_only=True)}


def test_pdf_of_a_folder_lies_as_the_documents_do(documents: Path, command: Command, tmp_path: Path) -> None:
    out = tmp_path / "打印"
    answer = command("pdf", documents, out, "--table", "公开01", "--report", tmp_path / "结果.json", code=2)
    assert "没有做成 1 个" in answer.out
    made = {file.relative_to(out).as_posix() for file in out.rglob("*") if file.is_file()}
    assert made == {"甲局.pdf", "下属 单位/乙所.pdf"}
    assert (out / "甲局.pdf").read_bytes().startswith(b"%PDF")
    told = json.loads((tmp_path / "结果.json").read_text(encoding="utf-8"))
    assert {Path(one["out"]).name for one in told["files"] if one["out"]} == {"甲局.pdf", "乙所.pdf"}


def test_folders_are_refused_where_one_document_is_meant(documents: Path, command: Command, tmp_path: Path) -> None:
    (tmp_path / "空").mkdir()
    assert "没有明账文档" in command("check", tmp_path / "空", code=2).err
    assert "输出也要写一个文件夹" in command("export", documents, tmp_path / "表.xlsx", code=2).err
    assert "--per-project" in command("pdf", documents, "--per-project", tmp_path / "各", code=2).err
    assert "请去掉 --report" in command("pdf", documents / "甲局.mz", tmp_path / "甲.pdf", "--report", tmp_path / "r.xlsx", code=2).err


def test_an_answer_that_breaks_off_fails_its_document_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = """import sys; sys.stdout.write('{"counts": {')"""
    monkeypatch.setattr(many, "program", lambda: [sys.executable, "-c", broken])
    (outcome,) = many.run_many([many.Found(tmp_path / "甲局.mz", Path("甲局.mz"))], lambda found: [])
    assert outcome.code == 2 and outcome.data is None
    assert "没有做成" in many.one_line(outcome) and "请单独打开它看看" in many.one_line(outcome)


def test_why_no_process_could_be_begun_is_said_in_chinese(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*given: object, **more: object) -> None:
        raise OSError(errno.ENOMEM, "Cannot allocate memory")

    monkeypatch.setattr(many.subprocess, "run", refuse)
    (outcome,) = many.run_many([many.Found(tmp_path / "甲局.mz", Path("甲局.mz"))], lambda found: [])
    assert "内存不足" in outcome.told[0] and "Cannot" not in outcome.told[0]
