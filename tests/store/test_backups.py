"""Backups: one at every save, thinned by age, restored to a new file only."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from store_books import CELL, exact, new, put

from desktop.core.cells import Entry
from desktop.store import backups
from desktop.store.backups import Backup, choose_kept, list_backups, make_backup, restore_backup
from desktop.store.document import Document
from desktop.store.errors import DamagedDocument, DiskFull, NotADocument, TargetExists

NOW = datetime(2025, 6, 30, 15, 30, tzinfo=UTC)


def test_every_save_can_be_restored_to_a_new_file(tmp_path: Path) -> None:
    document = new(tmp_path)
    books = [exact(document.book)]
    for number in range(3):
        put(document, Decimal(number))
        document.publish()
        books.append(exact(document.book))
    document.close()
    document.target.unlink()  # the stick is lost
    found = list_backups(document.target, tmp_path / "data")
    assert [backup.reason for backup in found] == ["保存"] * 4
    for number, backup in enumerate(reversed(found)):
        restored = restore_backup(backup, tmp_path / f"恢复{number}.mz")
        with Document.open(restored, who="张三", data_dir=tmp_path / "data") as again:
            assert exact(again.book) == books[number]


def test_what_another_computer_saved_is_kept_before_it_is_replaced(tmp_path: Path) -> None:
    document = new(tmp_path)
    put(document, Decimal("1.11"))
    document.publish()
    document.close()
    with Document.open(document.target, who="李四", data_dir=tmp_path / "second computer") as other:
        put(other, Decimal("2.22"))
        other.publish()
        kept = list_backups(other.target, other.data_dir)
    assert [backup.reason for backup in kept] == ["保存", "打开"]
    with Document.open(restore_backup(kept[1], tmp_path / "旧.mz"), who="x", data_dir=tmp_path / "data") as old:
        assert old.book.entry(CELL) == Entry(Decimal("1.11"))


def test_restoring_never_touches_an_existing_file_and_never_writes_a_damaged_one(tmp_path: Path) -> None:
    document = new(tmp_path)
    backup = list_backups(document.target, tmp_path / "data")[0]
    with pytest.raises(TargetExists, match="不会覆盖"):
        restore_backup(backup, document.target)
    content = backup.path.read_bytes()
    backup.path.write_bytes(content[: len(content) // 2])
    with pytest.raises(DamagedDocument):
        restore_backup(backup, tmp_path / "新.mz")
    assert not (tmp_path / "新.mz").exists()
    document.close()


def test_a_backup_by_hand_is_of_the_saved_file_and_only_of_documents(tmp_path: Path) -> None:
    document = new(tmp_path)
    made = make_backup(document.target, tmp_path / "data")
    assert made.reason == "手动"
    assert list_backups(document.target, tmp_path / "data")[0] == made
    other = tmp_path / "x.mz"
    other.write_bytes(b"x")
    with pytest.raises(NotADocument):
        make_backup(other, tmp_path / "data")
    assert list_backups(other, tmp_path / "data") == []
    document.close()


def test_a_backup_that_cannot_be_made_stops_the_save_before_the_target_is_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    document = new(tmp_path)
    put(document, Decimal(1))
    document.target.write_bytes(b"theirs")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(backups, "copy_durably", full)
    with pytest.raises(DiskFull):
        document.publish(overwrite_changed=True)
    assert document.target.read_bytes() == b"theirs"
    document.close()


def made(*ages: timedelta, reason: str = "保存") -> list[Backup]:
    return [Backup(Path(f"{number}-{reason}.mz"), NOW - age, reason, 1) for number, age in enumerate(ages)]


def test_a_year_of_saving_every_ten_minutes_is_thinned_by_hour_day_week_and_month() -> None:
    every = made(*[timedelta(minutes=10 * number) for number in range(6 * 24 * 400)])
    kept = [NOW - backup.when for backup in choose_kept(every, NOW)]
    assert sum(age < timedelta(hours=1) for age in kept) == 6
    assert sum(timedelta(hours=1) <= age < timedelta(days=1) for age in kept) in (23, 24)
    assert sum(timedelta(days=1) <= age < timedelta(days=31) for age in kept) in (30, 31)
    assert sum(timedelta(days=31) <= age < timedelta(days=366) for age in kept) in (48, 49)
    assert sum(age >= timedelta(days=366) for age in kept) in (2, 3)


def test_of_an_hour_the_last_version_stays() -> None:
    newer, older = timedelta(hours=3, minutes=31), timedelta(hours=3, minutes=40)  # both after 11 o'clock
    ages = [*[timedelta(minutes=number) for number in range(5)], newer, older]
    kept = {NOW - backup.when for backup in choose_kept(made(*ages), NOW)}
    assert newer in kept
    assert older not in kept


def test_unsaved_and_replaced_work_is_not_thinned_for_ninety_days() -> None:
    hour = [timedelta(days=40, minutes=number) for number in range(50)]
    assert len(choose_kept(made(*hour, reason="未保存"), NOW)) == 50
    assert len(choose_kept(made(*hour, reason="覆盖"), NOW)) == 50
    assert len(choose_kept(made(*hour), NOW)) == 5


def test_a_clock_set_back_does_not_cost_the_newest_versions(tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    for number in range(1, 9):
        (folder / f"20240101T0000{number:02d}.000000Z-{number:06d}-保存.mz").write_bytes(b"")
    for number in range(9, 15):  # the clock was set back by ten years
        (folder / f"20140101T0000{number:02d}.000000Z-{number:06d}-保存.mz").write_bytes(b"")
    backups.thin(folder, datetime(2014, 1, 1, 0, 1, tzinfo=UTC))
    assert {int(path.name.split("-")[1]) for path in folder.iterdir()} >= {10, 11, 12, 13, 14}


def test_an_office_may_keep_backups_by_its_own_rule_and_a_broken_one_is_passed_over(tmp_path: Path) -> None:
    from desktop.store.policy import read_policy

    ages = [timedelta(hours=number) for number in range(1, 300)]
    usual = len(choose_kept(made(*ages), NOW))
    rule = 'newest = 2\nwhole_days = 10\n[[keep]]\nyounger_than_days = 3\none_per = "hour"\n[[keep]]\none_per = "month"\n'
    (tmp_path / "backups.toml").write_text(rule, encoding="utf-8")
    own = read_policy(tmp_path)
    assert "72" not in own.sentence and "3 天内每小时一份" in own.sentence and "最新 2 份" in own.sentence
    assert len(choose_kept(made(*ages), NOW, own)) == 71 + 1
    for broken in (
        "newest = ",
        "newest = 2",
        rule.replace("month", "moon"),
        rule.replace("hour", "month", 1) + '[[keep]]\none_per = "day"\n',
    ):
        (tmp_path / "backups.toml").write_text(broken, encoding="utf-8")
        assert len(choose_kept(made(*ages), NOW, read_policy(tmp_path))) == usual


def test_backups_made_by_hand_stay_for_ever() -> None:
    ages = [timedelta(days=400, minutes=number) for number in range(20)]
    assert len(choose_kept(made(*ages, reason="手动"), NOW)) == 20


def test_a_clock_that_jumps_thins_nothing_that_was_just_saved() -> None:
    ahead = made(*[timedelta(days=-400, minutes=number) for number in range(20)])  # saved while the clock was a year ahead
    assert len(choose_kept(ahead, NOW)) == 20
