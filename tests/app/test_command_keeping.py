"""``repair``, ``recover`` and the backups on the command line: told first, done with consent, the damaged file kept."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from command import Command

from desktop.app import settings
from desktop.app.session import Session
from desktop.core.cells import CellRef
from desktop.core.entry import type_text
from desktop.store.backups import list_backups

PLACE = CellRef("公开01", "一般公共预算财政拨款收入", "金额")


@pytest.fixture
def made(tmp_path: Path) -> Path:
    """A document with one figure, saved."""
    target = tmp_path / "决算.mz"
    with Session.create(target, "cn-2024", "某局", 2024) as session:
        session.do(type_text(session.model, PLACE, "120.5"))
        session.save()
    return target


def figure(target: Path) -> object:
    with Session.open(target, read_only=True) as session:
        return session.model.value(PLACE)


def test_a_sound_document_needs_no_repair(command: Command, made: Path) -> None:
    assert "完好" in command("repair", made).out


def test_a_damaged_document_is_told_first_and_repaired_with_consent(command: Command, made: Path, tmp_path: Path) -> None:
    whole = made.read_bytes()
    made.write_bytes(whole[: len(whole) // 2])
    asked = command("repair", made, code=1)
    assert "不完整" in asked.out and "完好的备份" in asked.out
    assert made.read_bytes() == whole[: len(whole) // 2], "asking changes nothing"
    command("repair", made, "--to", tmp_path / "新.mz")
    assert figure(tmp_path / "新.mz") == Decimal("120.5")
    assert made.read_bytes() == whole[: len(whole) // 2]
    command("repair", made, "--to", tmp_path / "新.mz", code=2)  # an existing file is never touched
    command("repair", made, "--yes")
    assert figure(made) == Decimal("120.5")
    assert any(backup.reason == "损坏" for backup in list_backups(made, settings.data_dir()))
    command("repair", made)


def test_where_nothing_is_left_it_is_said(command: Command, tmp_path: Path) -> None:
    (tmp_path / "空.mz").write_bytes(b"")
    assert "没有它的备份" in command("repair", tmp_path / "空.mz", code=2).err
    command("repair", tmp_path / "没有.mz", code=2)


def test_unsaved_work_is_listed_and_taken_up_when_asked_for(command: Command, made: Path, tmp_path: Path) -> None:
    session = Session.open(made)
    session.do(type_text(session.model, PLACE, "99"))
    session.close(keep_working_copy=True)
    listed = command("recover")
    assert "决算.mz" in listed.out and "1 步操作尚未保存" in listed.out
    command("recover", made, "--to", tmp_path / "找回.mz")
    assert figure(tmp_path / "找回.mz") == Decimal(99)
    assert figure(made) == Decimal("120.5")
    assert "没有未保存" in command("recover").out
    command("recover", made, "--save", code=2)


def test_the_rule_for_backups_is_told_with_their_list(command: Command, made: Path) -> None:
    assert "每小时一份" in command("restore", made, "--list").err
