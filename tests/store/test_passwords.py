"""A document with a password: nothing of it can be read outside, nothing is lost, and what was touched is noticed."""

from __future__ import annotations

from pathlib import Path

import pytest
from store_books import exact, make_book, put

from desktop.store import passwords
from desktop.store.backups import list_backups, restore_backup
from desktop.store.document import Document
from desktop.store.errors import DamagedDocument
from desktop.store.passwords import PasswordNeeded, WrongPassword
from desktop.store.repair import find_repair

PASSWORD = "决算还没有公开2024"
NAMED = "某市科学技术局".encode()  # stands in every clear file of the book


@pytest.fixture(autouse=True)
def quick_and_forgetful(monkeypatch: pytest.MonkeyPatch) -> None:
    """Guesses that cost little, and no key known from another test."""
    monkeypatch.setattr(passwords, "LOG_N", 10)
    monkeypatch.setattr(passwords, "_CALM", 0.0)
    monkeypatch.setattr(passwords, "_keys", {})
    monkeypatch.setattr(passwords, "_held", passwords.Counter())
    monkeypatch.setattr(passwords, "asker", None)


def made(tmp_path: Path) -> Path:
    """A protected document that was saved twice and is closed."""
    target, data = tmp_path / "部门.mz", tmp_path / "data"
    document = Document.create(target, make_book(), who="张三", data_dir=data)
    document.set_password(PASSWORD)
    put(document, "第二次")
    document.publish()
    document.close()
    return target


def opened(target: Path, password: str = PASSWORD, **more: bool) -> Document:
    data = target.parent / "data"
    try:
        return Document.open(target, who="李四", data_dir=data, **more)
    except PasswordNeeded as needed:
        passwords.unlock(needed.lock, password, target)
        return Document.open(target, who="李四", data_dir=data, **more)


def readable(folder: Path) -> list[Path]:
    """Files in which the name of the unit can be read."""
    return [file for file in folder.rglob("*") if file.is_file() and NAMED in file.read_bytes()]


def test_nothing_can_be_read_outside_and_everything_comes_back(tmp_path: Path) -> None:
    target = made(tmp_path)
    assert len(list_backups(target, tmp_path / "data")) >= 2
    assert readable(tmp_path) == [], "file, backups and private folder after closing"
    with pytest.raises(PasswordNeeded, match="设有密码"):
        Document.open(target, who="李四", data_dir=tmp_path / "data")
    document = opened(target)
    assert document.protected
    book = make_book()
    book.sheet("公开03").entered["2060101", "基本支出"] = document.book.sheet("公开03").entered["2060101", "基本支出"]
    assert exact(document.book) == exact(book)
    document.close()
    with pytest.raises(PasswordNeeded):  # the key went with the document
        Document.open(target, who="李四", data_dir=tmp_path / "data", read_only=True)


def test_a_wrong_password_opens_nothing_and_full_width_letters_are_the_same(tmp_path: Path) -> None:
    target = made(tmp_path)
    with pytest.raises(WrongPassword, match="密码不对"):
        opened(target, "决算还没有公开2023")
    opened(target, "决算还没有公开２０２４").close()


def test_every_byte_that_is_touched_is_noticed(tmp_path: Path) -> None:
    target = made(tmp_path)
    opened(target).close()
    whole = target.read_bytes()
    for place in [16, 17, 25, 40, 60, 84, 100, len(whole) // 2, len(whole) - 1]:
        target.write_bytes(whole[:place] + bytes([whole[place] ^ 4]) + whole[place + 1 :])
        with pytest.raises((DamagedDocument, WrongPassword), match=r"损坏|改动"):
            opened(target)
    for cut in (whole[:-1], whole[:-100], whole[:84] + whole[100:], whole[:84], whole + b"x"):
        target.write_bytes(cut)
        with pytest.raises(DamagedDocument):
            opened(target)


def test_a_damaged_one_is_repaired_and_stays_protected(tmp_path: Path) -> None:
    target = made(tmp_path)
    raw = bytearray(target.read_bytes())
    raw[200] ^= 1
    target.write_bytes(raw)
    with pytest.raises(PasswordNeeded):
        find_repair(target, tmp_path / "data")
    passwords.unlock(passwords.lock_of(target) or b"", PASSWORD, target)
    found = find_repair(target, tmp_path / "data")
    assert found is not None
    assert found.way == "same"
    document = opened(target, repair=True)
    document.publish()
    document.close()
    assert readable(tmp_path) == []
    opened(target).close()


def test_what_a_crash_left_wants_the_password_too(tmp_path: Path) -> None:
    target = made(tmp_path)
    document = opened(target)
    put(document, "没有保存的")
    document.close(keep_working_copy=True)  # as a crash leaves it: SQLite needs it in the clear
    with pytest.raises(PasswordNeeded):
        Document.open(target, who="李四", data_dir=tmp_path / "data")
    again = opened(target)
    assert again.recovered is not None
    assert again.unsaved == 1
    again.close()  # given up: to the backups, encrypted
    assert readable(tmp_path) == []
    reasons = [backup.reason for backup in list_backups(target, tmp_path / "data")]
    assert "未保存" in reasons


def test_setting_changing_and_removing_take_the_backups_along(tmp_path: Path) -> None:
    target, data = tmp_path / "部门.mz", tmp_path / "data"
    document = Document.create(target, make_book(), who="张三", data_dir=data)
    put(document, "甲")
    document.publish()
    with pytest.raises(WrongPassword, match="8 个字符"):
        document.set_password("1234")
    assert document.set_password(PASSWORD) == 0
    assert {passwords.lock_of(backup.path) for backup in list_backups(target, data)} == {passwords.lock_of(target)}
    first = passwords.lock_of(target)
    assert document.set_password("另外一个密码8888") == 0
    assert passwords.lock_of(target) not in (first, None)
    assert {passwords.lock_of(backup.path) for backup in list_backups(target, data)} == {passwords.lock_of(target)}
    restored = restore_backup(list_backups(target, data)[-1], tmp_path / "恢复.mz")
    assert passwords.lock_of(restored) == passwords.lock_of(target)
    document.publish(tmp_path / "另存.mz")
    assert passwords.lock_of(tmp_path / "另存.mz") == passwords.lock_of(target)
    assert document.set_password(None) == 0
    assert passwords.lock_of(tmp_path / "另存.mz") is None
    document.close()
    Document.open(tmp_path / "另存.mz", who="王五", data_dir=data).close()


def test_a_save_that_fails_leaves_the_old_password(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = made(tmp_path)
    document = opened(target)
    before = target.read_bytes()
    monkeypatch.setattr(passwords, "encrypt", _no_room)
    with pytest.raises(Exception, match="磁盘空间不足"):
        document.set_password("另外一个密码8888")
    monkeypatch.undo()
    assert target.read_bytes() == before
    put(document, "还能写")
    document.publish()
    document.close()
    assert passwords.lock_of(target) == before[:52]


def _no_room(path: Path, vault: object) -> None:
    raise OSError(28, "No space left on device", str(path))


def test_no_two_files_are_encrypted_alike(tmp_path: Path) -> None:
    vault = passwords.new_vault(PASSWORD)
    files = [tmp_path / "a", tmp_path / "b"]
    for file in files:
        file.write_bytes(b"x" * 200_000)
        passwords.encrypt(file, vault)
    raw = [file.read_bytes() for file in files]
    assert raw[0][:52] == raw[1][:52]
    pieces = [{bytes_[at : at + 16] for at in range(84, len(bytes_), 16)} for bytes_ in raw]
    assert not pieces[0] & pieces[1]


def test_chunks_cannot_be_cut_off_or_change_places(tmp_path: Path) -> None:
    vault, file, chunk = passwords.new_vault(PASSWORD), tmp_path / "a", 65536 + 16
    file.write_bytes(bytes(range(256)) * 1024)
    passwords.encrypt(file, vault)
    whole = file.read_bytes()
    head, parts = whole[:84], [whole[at : at + chunk] for at in range(84, len(whole), chunk)]
    assert len(parts) == 4
    for forged in (parts[:3], [parts[1], parts[0], *parts[2:]], parts[1:], [*parts, parts[0]]):
        file.write_bytes(head + b"".join(forged))
        with pytest.raises(DamagedDocument):
            passwords.decrypt(file, vault, file)
    file.write_bytes(whole)
    assert passwords.decrypt(file, vault, file)
    assert file.read_bytes() == bytes(range(256)) * 1024


def test_a_forged_head_does_not_fill_the_memory(tmp_path: Path) -> None:
    target = made(tmp_path)
    raw = bytearray(target.read_bytes())
    raw[16] = 30  # 2**30 rounds would ask for a terabyte
    target.write_bytes(raw)
    with pytest.raises(DamagedDocument, match="加密方式不认识"):
        opened(target)
