"""What every step of ``dev.py`` uses: the folders, running a command, system packages, the environment ``.venv``.

Only the standard library; works on Windows and Linux with Python 3.11 to 3.13. Everything that is made lands in ``.venv`` and ``out``.
"""

import ctypes
import hashlib
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BUILD = ROOT / "build"
VENV = ROOT / ".venv"
OUT = ROOT / "out"
RELEASE = OUT / "release"
WINDOWS = os.name == "nt"
REQUIREMENTS = BUILD / "requirements" / ("windows.txt" if WINDOWS else "linux.txt")

# Shared libraries that Qt loads on Linux, and the Debian package that brings each.
QT_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}


def say(text):
    """Print a line, also where the console knows no Chinese."""
    encoding = sys.stdout.encoding or "utf-8"
    sys.stdout.write(text.encode(encoding, "replace").decode(encoding) + "\n")
    sys.stdout.flush()


def stop(text):
    say(text)
    raise SystemExit(2)


def run(command, env=None, quiet=False, cwd=ROOT):
    """Run a step and return its exit code; the command itself is shown unless ``quiet``."""
    if not quiet:
        say("» " + " ".join(str(part) for part in command))
    # Compiled modules stay out of the tree, and are kept also where the surroundings forbid them: the second start is twice as fast.
    full = dict(os.environ, PYTHONUTF8="1", PYTHONPYCACHEPREFIX=str(OUT / "pycache"))
    full.pop("PYTHONDONTWRITEBYTECODE", None)
    full.update(env or {})
    return subprocess.call([str(part) for part in command], cwd=str(cwd), env=full)


def must(command, sentence, **options):
    """Run a step that has to succeed; ``sentence`` says what went wrong."""
    if run(command, **options) != 0:
        stop(sentence)


class Stages:
    """The stages of a long command: each is announced, timed, and listed once more at the end."""

    def __init__(self):
        self._done = []
        self._begun = None

    def begin(self, title):
        self.end()
        self._begun = (title, time.monotonic())
        say("")
        say("== %s" % title)

    def end(self, note=""):
        if self._begun:
            title, start = self._begun
            self._done.append((title, time.monotonic() - start, note))
            say("   %.0f 秒" % self._done[-1][1])
        self._begun = None

    def table(self):
        self.end()
        say("")
        for title, seconds, _ in self._done:
            say("%6.0f 秒  %s" % (seconds, title))
        say("%6.0f 秒  合计" % sum(seconds for _, seconds, _ in self._done))


def megabytes(path):
    """Size of a file or folder in MB."""
    files = [path] if path.is_file() else [each for each in path.rglob("*") if each.is_file() and not each.is_symlink()]
    return sum(each.stat().st_size for each in files) / 1e6


def venv_python():
    return VENV / ("Scripts/python.exe" if WINDOWS else "bin/python")


def apt(packages):
    """Install Debian packages when we may; otherwise say the one command that does it. Returns whether they were installed."""
    if not shutil.which("apt-get"):
        return False
    if os.geteuid() != 0:
        say("缺少系统组件，请运行一次： sudo apt-get update && sudo apt-get install -y " + " ".join(packages))
        return False
    env = {"DEBIAN_FRONTEND": "noninteractive"}
    run(["apt-get", "update", "-qq"], env)
    return run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages], env) == 0


def missing_libraries():
    missing = []
    for library, package in QT_LIBRARIES.items():
        try:
            ctypes.CDLL(library)
        except OSError:
            missing.append(package)
    return missing


def system_libraries():
    """Qt's shared libraries on Linux."""
    if not sys.platform.startswith("linux"):
        return
    missing = missing_libraries()
    if not missing or apt(missing):
        return
    if not shutil.which("apt-get"):
        say("缺少 Qt 需要的系统库，请用本机的软件包工具安装（Debian 包名）： " + " ".join(missing))


def make_environment():
    """``.venv`` from the locked, hashed requirements; nothing is done when it is already the right one."""
    if sys.version_info < (3, 11):
        stop("需要 Python 3.11 或更高版本，当前是 %d.%d。" % sys.version_info[:2])
    facts = REQUIREMENTS.read_bytes() + (ROOT / "pyproject.toml").read_bytes() + sys.version.encode() + str(ROOT).encode()
    stamp, wanted = VENV / "made-from.txt", hashlib.sha256(facts).hexdigest()
    if stamp.exists() and stamp.read_text(encoding="utf-8") == wanted and venv_python().exists():
        return
    say("准备运行环境（第一次需要几分钟）……")
    if VENV.exists() and not venv_python().exists():
        shutil.rmtree(VENV, ignore_errors=True)
    create = [sys.executable, "-m", "venv", VENV]
    if not venv_python().exists() and run(create) != 0:
        shutil.rmtree(VENV, ignore_errors=True)  # Debian without python3-venv leaves half an environment
        version = "%d.%d" % sys.version_info[:2]
        if WINDOWS or not apt(["python%s-venv" % version]) or run(create) != 0:
            stop("无法建立 .venv：请安装 python3-venv 后重试。")
    (VENV / ".gitignore").write_text("*\n", encoding="utf-8")
    pip = [venv_python(), "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    must([*pip, "--require-hashes", "--requirement", REQUIREMENTS], "安装依赖失败：请检查网络或软件包镜像后重试。")
    must([*pip, "--no-deps", "--no-build-isolation", "--editable", "."], "安装本程序失败，请把上面的输出发给开发者。")
    stamp.write_text(wanted, encoding="utf-8")


def make_out():
    OUT.mkdir(exist_ok=True)
    (OUT / ".gitignore").write_text("*\n", encoding="utf-8")


def prepare():
    """The environment and the folder of everything that is made."""
    system_libraries()
    make_environment()
    make_out()
