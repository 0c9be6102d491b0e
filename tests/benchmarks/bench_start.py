"""Start to usable window against a bare PySide6 window with the same font, and peak memory with the sample open.

Run: ``python tests/benchmarks/bench_start.py [RUNS]``. Every start is a fresh process, alternating; the time runs from before the process
is made until its window is painted and the event loop is idle. Aim: ratio at most 2, peak memory below 250 MB.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
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
import os, resource, sys, time
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
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, flush=True)
os._exit(0)
"""

MAKE_SAMPLE = """
import sys
sys.path.insert(0, sys.argv[1])
from pathlib import Path
from desktop.app.samples import build_sample, find_sample
build_sample(find_sample("jincheng-2024"), Path(sys.argv[2])).close()
"""


def child(code: str, *arguments: str) -> str:
    """What a fresh interpreter prints last."""
    done = subprocess.run([sys.executable, "-c", code, str(ROOT), *arguments], capture_output=True, text=True, timeout=180, check=True)
    return done.stdout.strip().splitlines()[-1] if done.stdout.strip() else ""


def one_start(code: str) -> float:
    """Milliseconds from before the process until its first painted window."""
    before = time.time()
    return (float(child(code)) - before) * 1000


def main() -> int:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 9
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory(prefix="mingzhang-bench-") as folder:
        os.environ["MINGZHANG_DATA"] = folder
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # compiled once, as on every machine where the program is installed
        os.environ["PYTHONPYCACHEPREFIX"] = str(Path(folder) / "compiled")
        for code in (BARE, OURS):
            one_start(code)  # compiles and fills the caches of the system
        bare, ours = [], []
        for _ in range(runs):
            bare.append(one_start(BARE))
            ours.append(one_start(OURS))
        ratio = statistics.median(ours) / statistics.median(bare)
        print(f"bare window     median {statistics.median(bare):6.0f} ms   min {min(bare):6.0f}   max {max(bare):6.0f}   ({runs} runs)")
        print(f"our start page  median {statistics.median(ours):6.0f} ms   min {min(ours):6.0f}   max {max(ours):6.0f}")
        print(f"ratio           {ratio:.2f}   (aim ≤ 2)")
        if sys.platform.startswith("linux"):
            target = str(Path(folder) / "sample.mz")
            child(MAKE_SAMPLE, target)
            print(f"peak memory with the sample open: {int(child(SAMPLE, target)) / 1024:.0f} MB   (aim < 250)")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
