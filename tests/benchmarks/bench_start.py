"""Start and memory: of the window empty and with the sample, and of a command, against the bare import of Qt's widgets.

Run: ``python tests/benchmarks/bench_start.py [RUNS]``. Every start is a fresh process, all kinds in turn; the time runs from before the process
is made until its window is painted and the event loop is idle, or until it ends. Aim: at most twice a bare window with the same font, peak memory
with the sample below 250 MB.
"""

from __future__ import annotations

import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

FIRST_PAINT = """
class Painted(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, self.tell)
        return False
    def tell(self):
        print(time.time(), flush=True)
        os._exit(0)
"""

BARE = f"""
import os, sys, time
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow
{FIRST_PAINT}
app = QApplication([])
QFontDatabase.addApplicationFont(sys.argv[1] + "/resources/fonts/GkHei-Medium.ttf")
app.setFont(QFont("Gk Hei", 10))
window = QMainWindow()
window.setCentralWidget(QLabel("部门决算公开：填报、审核、公开文本"))
window.resize(1320, 760)
painted = Painted()
window.centralWidget().installEventFilter(painted)
window.show()
app.exec()
"""

OURS = f"""
import os, sys, time
sys.path.insert(0, sys.argv[1])
from PySide6.QtCore import QEvent, QObject, QTimer
from desktop.ui.main import make_application
from desktop.ui.window import MainWindow
{FIRST_PAINT}
app = make_application(["mingzhang"])
window = MainWindow()
window.show_start()
painted = Painted()
window.start.buttons[-1].installEventFilter(painted)
window.show()
app.exec()
"""

SAMPLE = """
import os, sys, time
sys.path.insert(0, sys.argv[1])
from pathlib import Path
from desktop.ui.main import make_application
from desktop.ui.window import MainWindow
app = make_application(["mingzhang"])
window = MainWindow()
window.show_start()
window.show()
window.open_path(Path(sys.argv[2]))
for form in window.workspace.tree_model.forms:
    window.workspace.show_form(form)
    app.processEvents()
window.workspace.show_explain(True)
for _ in range(6):
    window.next_finding()
    app.processEvents()
print(time.time(), flush=True)
os._exit(0)
"""

MAKE_SAMPLE = """
import sys
sys.path.insert(0, sys.argv[1])
from pathlib import Path
from desktop.app.samples import build_sample, find_sample
build_sample(find_sample("jincheng-2024"), Path(sys.argv[2])).close()
"""


PEAK = {"linux": 1024, "darwin": 1}
"""Of the peak memory that the system reports: bytes in a unit are 1024 / this."""


@dataclass
class Run:
    """One fresh process: until what it prints last (a time) or its end, its processor time, the most memory it held."""

    wall: float
    cpu: float
    memory: float
    said: str


def run(arguments: list[str]) -> Run:
    """A fresh interpreter. On Windows only the clock is read."""
    before = time.time()
    with subprocess.Popen([sys.executable, *arguments], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        assert process.stdout is not None
        said = process.stdout.read().strip()
        cpu = memory = 0.0
        if hasattr(os, "wait4"):
            _, _, usage = os.wait4(process.pid, 0)
            process.returncode = 0
            cpu, memory = (usage.ru_utime + usage.ru_stime) * 1000, usage.ru_maxrss / PEAK.get(sys.platform, 1024)
    last = said.splitlines()[-1] if said else ""
    until = float(last) if re.fullmatch(r"\d{9,}\.\d+", last) else time.time()
    return Run((until - before) * 1000, cpu, memory, last)


def table(runs: int, kinds: dict[str, list[str]]) -> None:
    """Every kind in turn, so that what else the machine does meets all of them alike; the first is what the others are measured by."""
    found: dict[str, list[Run]] = {name: [] for name in kinds}
    for number in range(runs + 1):
        for name, arguments in kinds.items():
            one = run(arguments)
            if number:  # the first compiles and fills the caches of the system
                found[name].append(one)
    print(f"{'':<38} {'ms':>7} {'cpu ms':>8} {'peak MB':>9} {'ratio':>7} {'cpu ratio':>10}   (medians of {runs} runs)")
    base: tuple[float, float] | None = None
    for name, every in found.items():
        wall, cpu, memory = (statistics.median(getattr(one, field) for one in every) for field in ("wall", "cpu", "memory"))
        base = base or (wall, cpu)
        print(f"{name:<38} {wall:>7.0f} {cpu:>8.0f} {memory:>9.0f} {wall / base[0]:>7.2f} {cpu / (base[1] or 1):>10.2f}")


def main() -> int:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 9
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory(prefix="mingzhang-bench-") as folder:
        os.environ["MINGZHANG_DATA"] = folder
        os.environ["PYTHONPATH"] = str(ROOT)
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # compiled once, as on every machine where the program is installed
        os.environ["PYTHONPYCACHEPREFIX"] = str(Path(folder) / "compiled")
        target = str(Path(folder) / "sample.mz")
        run(["-c", MAKE_SAMPLE, str(ROOT), target])
        table(
            runs,
            {
                "python -c 'import PySide6.QtWidgets'": ["-c", "import PySide6.QtWidgets"],
                "a bare window, painted": ["-c", BARE, str(ROOT)],
                "our start page, painted (aim 2 × bare)": ["-c", OURS, str(ROOT)],
                "our window, sample, every table": ["-c", SAMPLE, str(ROOT), target],
                "mingzhang check": ["-m", "desktop.cli", "check", target],
                "mingzhang --help": ["-m", "desktop.cli", "--help"],
            },
        )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
