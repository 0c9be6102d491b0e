"""Texts and surroundings of a Chinese Windows: files in GBK and UTF-8 with BOM, GBK consoles, 150 % scaling, no fonts of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest

from desktop.app.session import Session
from desktop.cli import main
from desktop.core.cells import CellRef

ROOT = Path(__file__).parents[2]
INCOME = "一般公共预算财政拨款收入"


@pytest.fixture
def document(tmp_path: Path) -> Path:
    target = tmp_path / "甲.mz"
    assert main(["new", str(target), "--pack", "cn-2024", "--unit", "某市𠮷财局", "--year", "2024"]) == 0
    return target


@pytest.mark.parametrize("encoding", ["gbk", "gb18030", "utf-8", "utf-8-sig", "utf-16"])
def test_a_csv_is_read_in_every_encoding_that_offices_write(document: Path, tmp_path: Path, encoding: str) -> None:
    unit = "某局" if encoding == "gbk" else "某市𠮷财局䶮"
    for amount, line_end in (("12.34", "\n"), ("12.35", "\r\n")):
        lines = ["表,行,栏,值", f"公开01,{INCOME},金额,{amount}", f"封面,单位名称,内容,{unit}{amount}"]
        (tmp_path / "数.csv").write_bytes((line_end.join(lines) + line_end).encode(encoding))
        assert main(["set", str(document), "--from", str(tmp_path / "数.csv")]) == 0
        with Session.open(document) as session:
            assert session.model.value(CellRef("公开01", INCOME, "金额")) == Decimal(amount)
            assert session.model.value(CellRef("封面", "单位名称", "内容")) == unit + amount


@pytest.mark.parametrize("console", ["gbk", "cp1252", "cp437"])
def test_what_a_console_cannot_show_does_not_stop_the_command(document: Path, console: str) -> None:
    environment = {**os.environ, "PYTHONIOENCODING": f"{console}:strict"}
    done = subprocess.run(
        [sys.executable, "-m", "desktop", "show", str(document), "封面"], capture_output=True, cwd=ROOT, env=environment, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "某市𠮷财局" in done.stdout.decode("utf-8")


WINDOW = """
import os, sys
os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["QT_SCALE_FACTOR"] = sys.argv[1]
from pathlib import Path
from desktop.ui.main import make_application
app = make_application(["mingzhang"])
from desktop.ui.trial import try_window
document, picture = Path(sys.argv[2]), Path(sys.argv[3])
said = try_window(document, picture)
assert sys.argv[4] in said, said
from PySide6.QtGui import QImage
image = QImage(str(picture))
assert image.width() >= 1200 * float(sys.argv[1]), image.width()
from PySide6.QtGui import QRawFont
assert all(QRawFont.fromFont(app.font()).supportsCharacter(ord(sign)) for sign in "部门决算"), "Chinese is not drawn as boxes"
sys.stdout.flush()
if sys.platform == "win32":  # what Qt takes down at the end of a process is not asked here, and fails under wine now and then
    import ctypes
    ctypes.WinDLL("kernel32").TerminateProcess(ctypes.c_void_p(-1), 0)
os._exit(0)
"""


@pytest.mark.parametrize(("scale", "said"), [("1", "100%"), ("1.5", "150%")])
def test_the_window_opens_at_the_scale_of_the_screen_without_any_font_of_the_system(
    document: Path, tmp_path: Path, scale: str, said: str
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", WINDOW, scale, str(document), str(tmp_path / "窗口.png"), said],
        capture_output=True,
        cwd=ROOT,
        check=False,
        timeout=200,
        env={**os.environ, "PYTHONUTF8": "1"},
    )
    assert done.returncode == 0, done.stderr.decode("utf-8", "replace")


def test_a_document_on_a_read_only_disk_opens_for_reading_and_says_why(document: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from desktop.store import lock

    real = os.open

    def write_protected(path: object, flags: int, *rest: int, **options: object) -> int:
        if ".~lock" in str(path) and flags & os.O_CREAT:
            raise OSError(30, "Read-only file system", str(path))
        return real(path, flags, *rest, **options)  # type: ignore[call-overload, no-any-return]

    monkeypatch.setattr(lock.os, "open", write_protected)
    with Session.open(document) as session:
        assert session.document.read_only
        assert "只读" in session.document.read_only_reason
