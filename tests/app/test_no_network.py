"""A whole session opens no socket: not the command, not the window, not what they start."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from desktop.app.samples import find_sample

ROOT = Path(__file__).parents[2]
SESSION = """
import sys
seen = []
def watch(event, arguments):
    # The name of this computer is no connection; Python's own "platform" asks for it on Windows, where SQLAlchemy wants the processor.
    if event.split(".")[0] in ("socket", "urllib", "http", "ftplib", "smtplib", "webbrowser") and event != "socket.gethostname":
        seen.append(event)
sys.addaudithook(watch)
import socket
if "self-check" in sys.argv:
    socket.socket().close()
from pathlib import Path
from desktop.cli import main
folder, book = Path(sys.argv[1]), sys.argv[2]
document = str(folder / "a.mz")
def run(*arguments, code=0):
    assert main(list(arguments)) == code, arguments
run("new", document, "--pack", "sx-2024", "--unit", "某市科学技术局", "--year", "2024")
run("import", document, book)
run("set", document, "公开03", "2060101", "基本支出", "241.31")
run("check", document, "--report", str(folder / "r.pdf"))
run("export", document, str(folder / "a.xlsx"))
run("export", document, str(folder / "b.xlsx"), "--template", book)
run("pdf", document, str(folder / "a.pdf"))
run("document", document, str(folder / "文稿.pdf"))
run("document", document, str(folder / "文稿.docx"))
run("support", str(folder / "支持.zip"), "--with", document)
run("backup", document)
run("restore", document, "--to", str(folder / "b.mz"))
from PySide6.QtWidgets import QApplication
from desktop.core import entry
from desktop.core.cells import CellRef
from desktop.ui.main import make_application
from desktop.ui.window import MainWindow
app = make_application(["mingzhang"])
window = MainWindow()
window.show_start()
window.show()
assert window.open_path(Path(document))
for _ in range(5):
    app.processEvents()
bridge = window.workspace.bridge
assert bridge.do(entry.type_text(window.workspace.session.model, CellRef("公开03", "2060101", "基本支出"), "5"))
window.save()
app.processEvents()
window.workspace.session.close()
seen += [name for name in sys.modules if name.startswith("PySide6.QtNetwork")]
if sys.platform == "linux":
    maps = Path("/proc/self/maps").read_text(encoding="utf-8")
    assert "Qt6Gui" in maps
    seen += sorted({Path(line.split()[-1]).name for line in maps.splitlines() if "Qt6Network" in line or "/tls/" in line or "/networkinformation/" in line})
sys.stderr.write("SEEN " + " ".join(seen) + "\\n")
import os
sys.stderr.flush()
os._exit(0)
"""


def session(folder: Path) -> str:
    """What a whole session of command and window asked of the network, in a child so that every module is loaded there."""
    book = str(next(find_sample("jincheng-2024").folder.glob("*.xlsx")))
    done = subprocess.run(
        [sys.executable, "-c", SESSION, str(folder), book], capture_output=True, cwd=ROOT, check=False, encoding="utf-8", timeout=120
    )
    told = [line for line in done.stderr.splitlines() if line.startswith("SEEN")]
    assert len(told) == 1, done.stderr
    return told[0].removeprefix("SEEN").strip()


def test_a_whole_session_opens_no_socket(tmp_path: Path) -> None:
    assert session(tmp_path) == ""


def test_a_socket_would_be_seen() -> None:
    code = SESSION[: SESSION.index("from pathlib")] + "sys.stderr.write('SEEN ' + ' '.join(seen))"
    done = subprocess.run([sys.executable, "-c", code, "self-check"], capture_output=True, cwd=ROOT, check=False, encoding="utf-8")
    assert "socket.__new__" in done.stderr
