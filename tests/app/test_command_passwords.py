"""Passwords and the support bundle at the command line."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from command import Command

from desktop.app import diagnostics
from desktop.app.usage import parser
from desktop.store import passwords

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "LOG_N", 10)
    monkeypatch.setattr(passwords, "_CALM", 0.0)
    monkeypatch.setattr(passwords, "_keys", {})
    for name in ("MINGZHANG_PASSWORD", "MINGZHANG_PASSWORD_FILE", "MINGZHANG_NEW_PASSWORD", "MINGZHANG_NEW_PASSWORD_FILE"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def document(command: Command, tmp_path: Path) -> Path:
    path = tmp_path / "局.mz"
    assert command("new", str(path), "--pack", "cn-2024", "--unit", "某市科学技术局", "--year", "2024").code == 0
    return path


def secret(tmp_path: Path, text: str, name: str = "密码.txt", encoding: str = "utf-8") -> str:
    (tmp_path / name).write_bytes(text.encode(encoding) + b"\r\n")
    return str(tmp_path / name)


def test_a_password_is_set_used_changed_and_removed(command: Command, document: Path, tmp_path: Path) -> None:
    first, second = secret(tmp_path, "第一个密码1234"), secret(tmp_path, "第二个密码1234", "另.txt", "gbk")
    told = command("password", str(document), "--new-password-file", first)
    assert told.code == 0
    assert "无法找回" in told.out
    assert "工作副本没有加密" in told.out, "what is not protected is said, too"
    assert "某市科学技术局".encode() not in document.read_bytes()

    refused = command("show", str(document), "公开01", code=2)
    assert "--password-file" in refused.err
    assert command("show", str(document), "公开01", "--password-file", first).code == 0
    wrong = command("show", str(document), "公开01", "--password-file", second, code=2)
    assert "密码不对" in wrong.err

    assert command("set", str(document), "公开01", "行1", "金额", "5", "--password-file", first).code == 0
    assert command("password", str(document), "--password-file", first, "--new-password-file", second).code == 0
    command("get", str(document), "公开01", "行1", "金额", "--password-file", first, code=2)
    assert command("get", str(document), "公开01", "行1", "金额", "--password-file", second).code == 0
    assert command("restore", str(document), "--to", str(tmp_path / "b.mz"), "--password-file", second).code == 0
    assert command("password", str(document), "--remove", "--password-file", second).code == 0
    assert command("get", str(document), "公开01", "行1", "金额").code == 0


def test_actions_below_a_command_take_the_password_too(command: Command, document: Path, tmp_path: Path) -> None:
    first = secret(tmp_path, "第一个密码1234")
    command("password", document, "--new-password-file", first)
    command("version", "save", document, "送审稿", code=2)
    command("version", "save", document, "送审稿", "--password-file", first)
    assert "送审稿" in command("version", "list", document, "--password-file", first).out
    added = command("project", "add", document, "科普经费", "--password-file", first, code=None)
    assert "密码" not in added.err
    assert "密码" in command("project", "add", document, "科普经费", code=2).err


def test_every_command_with_a_document_takes_a_password(command: Command) -> None:
    def below(parser: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
        yield parser
        for action in parser._actions:
            if isinstance(action, argparse._SubParsersAction):
                for inner in action.choices.values():
                    yield from below(inner)

    of_documents = [one for one in below(parser()) if any(action.dest == "file" for action in one._actions)]
    assert len(of_documents) > 30
    assert [one.prog for one in of_documents if "--password-file" not in one._option_string_actions] == []


def test_the_environment_serves_scripts_and_folders(
    command: Command, document: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MINGZHANG_NEW_PASSWORD", "第一个密码1234")
    assert command("password", str(document)).code == 0
    monkeypatch.delenv("MINGZHANG_NEW_PASSWORD")
    assert "new-password-file" in command("password", str(document), "--password-file", secret(tmp_path, "第一个密码1234"), code=2).err
    folder = tmp_path / "各单位"
    folder.mkdir()
    document.rename(folder / document.name)
    many = command("check", str(folder), "--json", "--password-file", secret(tmp_path, "第一个密码1234"))
    assert json.loads(many.out)["counts"]["failed"] == 0


def test_a_short_password_or_an_empty_file_is_refused(command: Command, document: Path, tmp_path: Path) -> None:
    assert "8 个字符" in command("password", str(document), "--new-password-file", secret(tmp_path, "1234"), code=2).err
    (tmp_path / "空.txt").touch()
    assert "是空的" in command("password", str(document), "--new-password-file", str(tmp_path / "空.txt"), code=2).err
    assert "没有密码" in command("password", str(document), "--remove", code=2).err
    assert passwords.lock_of(document) is None


def test_the_bundle_holds_no_names_and_the_document_only_when_asked(command: Command, document: Path, tmp_path: Path) -> None:
    from desktop.app import settings

    settings.save_options({"who": "张三丰", "recent": [str(document)], "last_folder": str(tmp_path)})
    told = command("support", str(tmp_path / "支持.zip"))
    assert told.code == 0
    assert told.out.index("支持包里有") < told.out.index("已写入")
    with zipfile.ZipFile(tmp_path / "支持.zip") as bundle:
        content = b"".join(bundle.read(name) for name in bundle.namelist()).decode("utf-8")
        assert set(bundle.namelist()) == {"版本.json", "设置.json"}
    assert '"cryptography"' in content
    for private in ("张三丰", str(tmp_path), "局.mz", "科学技术局"):
        assert private not in content
    assert "已经存在" in command("support", str(tmp_path / "支持.zip"), code=2).err
    assert "含全部数字" in command("support", str(tmp_path / "二.zip"), "--with", str(document)).out
    with zipfile.ZipFile(tmp_path / "二.zip") as bundle:
        assert bundle.read("局.mz") == document.read_bytes()


CRASH = """
import sys, sqlite3
from decimal import Decimal
from pathlib import Path
from desktop.app import diagnostics
from desktop.app.usage import parser
def compute(unit, amount):
    try:
        raise ValueError(f"{unit}的 {amount} 不对")
    except ValueError as first:
        try:
            open("/tmp/某市科学技术局决算/没有.xlsx")
        except OSError:
            raise KeyError(unit, amount) from ExceptionGroup(f"{unit} {amount}", [first])
try:
    compute("某市科学技术局", Decimal("241.31"))
except KeyError as problem:
    problem.add_note("某市科学技术局 241.31")
    diagnostics.record(problem, "测试")
"""


def test_the_log_says_where_it_went_wrong_and_not_with_what(own_data_folder: Path) -> None:
    place = own_data_folder / "某市科学技术局" / "241.31.py"  # a name may stand in the path of the code, too
    place.parent.mkdir()
    place.write_text(CRASH, encoding="utf-8")
    subprocess.run([sys.executable, str(place)], check=True, cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT)})
    log = diagnostics.log_file(own_data_folder).read_text(encoding="utf-8")
    assert "KeyError" in log
    assert "compute" in log
    for private in ("科学技术局", "241.31", "没有.xlsx", str(own_data_folder.parent)):
        assert private not in log
