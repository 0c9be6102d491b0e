"""Whatever goes wrong is one Chinese sentence on standard error, the right exit code, and an unchanged document."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from command import new_document

from desktop.app import diagnostics
from desktop.app.session import Session
from desktop.cli import main
from desktop.core import entry
from desktop.core.cells import CellRef

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def made_once(tmp_path_factory) -> bytes:
    """A published document with one row, as bytes."""
    folder = tmp_path_factory.mktemp("文档")
    with Session.create(folder / "甲.mz", "sx-2024", "某市科学技术局", 2024, folder=folder / "数据") as session:
        session.do(entry.add_subject(session.model, session.subjects, "公开03", "2060101"))
        session.do(entry.type_text(session.model, CellRef("公开03", "2060101", "基本支出"), "1"))
        session.save()
    return (folder / "甲.mz").read_bytes()


@pytest.fixture
def document(made_once, tmp_path) -> Path:
    file = tmp_path / "甲.mz"
    file.write_bytes(made_once)
    return file


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["get", "FILE", "公开3", "合计", "栏1"], ["公开3", "公开03"]),
        (["get", "FILE", "支出决算", "合计", "栏1"], ["支出决算表"]),
        (["get", "FILE", "公开03", "2060102", "栏1"], ["2060102", "2060101"]),
        (["get", "FILE", "公开01", "行99", "栏1"], ["行次 99", "1–"]),
        (["get", "FILE", "公开01", "本年收入合", "栏1"], ["本年收入合计"]),
        (["get", "FILE", "公开03", "合计", "栏9"], ["栏次 9", "1–6"]),
        (["get", "FILE", "公开03", "合计", "基本支"], ["是不是基本支出"]),
        (["set", "FILE", "公开03", "2060101", "基本支出", "很多"], ["2060101", "不是数字"]),
        (["set", "FILE", "公开01", "行9", "栏1", "1"], ["第 9 行", "空行"]),
        (["set", "FILE", "公开03", "2060101"], ["表、行、栏、值"]),
        (["set", "FILE", "--from", "没有.csv"], ["没有.csv"]),
        (["show", "FILE", "公开99"], ["公开99", "公开01"]),
        (["export", "FILE", "OUT.docx"], [".xlsx"]),
        (["export", "FILE", "没有/OUT.xlsx"], ["没有"]),
        (["pdf", "FILE", "OUT.xlsx"], [".pdf"]),
        (["pdf", "FILE", "OUT.pdf", "--table", "公开77"], ["公开77"]),
        (["check", "FILE", "--report", "OUT.txt"], [".xlsx", ".pdf"]),
        (["check", "FILE", "--tier", "严"], ["严格"]),
        (["import", "FILE", "没有.xlsx"], ["没有.xlsx"]),
        (["import", "FILE", "x.xlsx", "--table", "公开88"], ["公开88"]),
        (["explain", "FILE", "公开03", "合计"], ["COLUMN"]),
        (["new", "FILE", "--pack", "sx-2024", "--unit", "乙", "--year", "2024"], ["已"]),
        (["new", "b.mz", "--pack", "sx-2025", "--unit", "乙", "--year", "2024"], ["sx-2024"]),
        (["new", "b.mz", "--pack", "sx-2024", "--unit", "乙", "--year", "去年"], ["整数"]),
        (["new", "b.mz", "--unit", "乙", "--year", "2024"], ["--pack"]),
        (["pack", "lint", "没有的"], ["没有的"]),
        (["chek", "FILE"], ["check"]),
        (["get", "FILE", "公开03", "合计", "栏1", "--jsn"], ["--jsn"]),
        (["restore", "nie.mz"], ["还没有备份"]),
    ],
)
def test_wrong_names_and_wrong_usage(command, document, tmp_path, monkeypatch, arguments, words):
    monkeypatch.chdir(tmp_path)
    before = document.read_bytes()
    answer = command(*[str(document) if argument == "FILE" else argument for argument in arguments], code=2)
    for word in words:
        assert word in answer.err, answer.err
    assert answer.out == ""
    assert document.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["甲.mz"]


@pytest.mark.parametrize(
    "command_line",
    [
        ["get", "FILE", "公开01", "行27", "栏1"],
        ["check", "FILE", "--json"],
        ["set", "FILE", "公开01", "行29", "栏1", "1"],
        ["undo", "FILE"],
        ["backup", "FILE"],
    ],
)
@pytest.mark.parametrize("content", [None, b"", b"hello", b"SQLite format 3\x00" + b"\x00" * 2000])
def test_files_that_are_no_documents(command, tmp_path, command_line, content):
    file = tmp_path / "坏.mz"
    if content is not None:
        file.write_bytes(content)
    answer = command(*[str(file) if argument == "FILE" else argument for argument in command_line], code=2)
    assert "坏.mz" in answer.err and answer.out == ""
    assert (file.read_bytes() if content is not None else None) == content


def test_a_document_that_somebody_has_open_can_be_read_but_not_changed(command, document):
    with Session.open(document):
        answer = command("set", document, "公开03", "2060101", "基本支出", "2", code=2)
        assert "打开" in answer.err
        assert command("get", document, "公开03", "2060101", "基本支出", "--json").json["value"] == "1"
        command("check", document, "--json")


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="needs a folder that cannot be written")
def test_a_folder_that_cannot_be_written(command, document):
    document.parent.chmod(0o555)
    try:
        answer = command("set", document, "公开03", "2060101", "基本支出", "2", code=2)
        assert "写" in answer.err
    finally:
        document.parent.chmod(0o755)


def test_output_where_a_folder_stands_leaves_it_alone(command, document, tmp_path):
    (tmp_path / "夹.xlsx").mkdir()
    assert "文件夹" in command("export", document, tmp_path / "夹.xlsx", code=2).err
    assert list((tmp_path / "夹.xlsx").iterdir()) == []


def test_a_refused_import_has_its_own_exit_code_and_changes_nothing(command, document, tmp_path):
    book = tmp_path / "乱.xlsx"
    book.write_bytes(b"PK\x03\x04 this is no workbook")
    before = document.read_bytes()
    answer = command("import", document, book, "--json", code=1)
    assert answer.json["applied"] is False and "乱.xlsx" in answer.json["refused"]
    assert document.read_bytes() == before
    assert "没有导入" in command("import", document, book, code=1).out


def test_one_refused_book_keeps_the_others_out(command, tmp_path, document):
    good, bad = tmp_path / "好.xlsx", tmp_path / "坏.xlsx"
    command("export", document, good)
    bad.write_bytes(b"nothing")
    other = new_document(command, tmp_path, name="乙.mz")
    answer = command("import", other, good, bad, "--json", code=1)
    assert [item["applied"] for item in answer.json["books"]] == [False, False]
    assert "没有“2060101”" in command("get", other, "公开03", "2060101", "基本支出", code=2).err


def test_an_error_nobody_foresaw_goes_to_the_log_without_figures_or_names(command, document, monkeypatch, own_data_folder):
    def broken(*_: object) -> None:
        raise RuntimeError("某市科学技术局 12.34")

    monkeypatch.setattr("desktop.app.reading.cell_data", broken)
    answer = command("get", document, "公开03", "合计", "栏1", "--json", code=2)
    log = diagnostics.log_file()
    assert str(log) in answer.err and "内部出错" in answer.err
    text = log.read_text(encoding="utf-8")
    assert "RuntimeError" in text and "desktop/cli.py" in text
    assert "科学技术局" not in text and "12.34" not in text and str(document) not in text


def test_help_is_chinese_and_names_every_command(command):
    text = command("--help").out
    for name in ("demo", "samples", "packs", "new", "import", "get", "set", "show", "check", "ack", "explain", "export", "pdf", "undo", "redo",
                 "history", "backup", "restore", "pack", "self-test", "document", "facts", "reason", "text", "preflight", "package"):  # fmt: skip
        assert f"    {name} " in text or f"    {name}\n" in text, name
    assert "usage" not in text and "用法" in text
    assert "--tier" in command("check", "--help").out


def test_help_loads_nothing_heavy():
    code = "import sys\nfrom desktop.cli import main\nmain(['--help'])\nheavy = {'lark','sqlmodel','openpyxl','reportlab','PySide6','desktop.core.evaluate'} & set(sys.modules)\nassert not heavy, heavy"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, cwd=ROOT, check=False)
    assert done.returncode == 0, done.stderr.decode("utf-8")


def test_a_console_of_another_encoding_gets_utf8_and_no_crash(document):
    environment = {**os.environ, "PYTHONIOENCODING": "ascii:strict"}
    done = subprocess.run(
        [sys.executable, "-m", "desktop", "show", str(document), "公开03"], capture_output=True, cwd=ROOT, env=environment, check=False
    )
    assert done.returncode == 0
    assert "支出决算表" in done.stdout.decode("utf-8")


def test_output_that_nobody_reads_any_more_is_no_crash(document, monkeypatch):
    class Closed(io.StringIO):
        def write(self, _: str) -> int:
            raise BrokenPipeError

    monkeypatch.setattr(sys, "stdout", Closed())
    assert main(["show", str(document), "公开03"]) == 2
