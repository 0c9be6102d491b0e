"""Set up, run and test 明账 on a fresh machine: ``python build/dev.py run`` and ``python build/dev.py test``.

Only the standard library; works on Windows and Linux with Python 3.11 to 3.13. Everything that is made lands in ``.venv`` and ``out``.
"""

import argparse
import ctypes
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
OUT = ROOT / "out"
WINDOWS = os.name == "nt"
REQUIREMENTS = ROOT / "build" / "requirements" / ("windows.txt" if WINDOWS else "linux.txt")
SAMPLE = "jincheng-2024"

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


def run(command, env=None, quiet=False):
    """Run a step and return its exit code; the command itself is shown unless ``quiet``."""
    if not quiet:
        say("» " + " ".join(str(part) for part in command))
    # Compiled modules stay out of the tree, and are kept also where the surroundings forbid them: the second start is twice as fast.
    full = dict(os.environ, PYTHONUTF8="1", PYTHONPYCACHEPREFIX=str(OUT / "pycache"))
    full.pop("PYTHONDONTWRITEBYTECODE", None)
    full.update(env or {})
    return subprocess.call([str(part) for part in command], cwd=str(ROOT), env=full)


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
    if run([*pip, "--require-hashes", "--requirement", REQUIREMENTS]) != 0:
        stop("安装依赖失败：请检查网络或软件包镜像后重试。")
    if run([*pip, "--no-deps", "--no-build-isolation", "--editable", "."]) != 0:
        stop("安装本程序失败，请把上面的输出发给开发者。")
    stamp.write_text(wanted, encoding="utf-8")


def make_out():
    OUT.mkdir(exist_ok=True)
    (OUT / ".gitignore").write_text("*\n", encoding="utf-8")


def has_display():
    return WINDOWS or sys.platform == "darwin" or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def prepare():
    system_libraries()
    make_environment()
    make_out()


def command_run():
    """Open the program on the sample department; without a display, prepare the same sample and say where it is."""
    prepare()
    folder = OUT / "sample"
    document = folder / (SAMPLE + ".mz")
    if not document.exists() or not has_display():
        code = run([venv_python(), "-m", "desktop.cli", "demo", folder, "--sample", SAMPLE])
        if code != 0:
            return code
    if has_display():
        return run([venv_python(), "-m", "desktop", document])
    say("没有图形界面，示例已由命令行准备好，文件在： %s" % folder)
    return 0


def command_test():
    """All checks and tests, one after the other; the first that fails decides."""
    prepare()
    python = venv_python()
    steps = [
        [python, "-m", "ruff", "check", "."],
        [python, "-m", "ruff", "format", "--check", "."],
        [python, "-m", "mypy"],
        [python, "-m", "pytest"],
    ]
    for step in steps:
        code = run(step)
        if code != 0:
            return code
    return 0


COMMANDS = {"run": command_run, "test": command_test}


def main():
    parser = argparse.ArgumentParser(description="明账：准备环境、运行、测试")
    parser.add_argument("command", choices=sorted(COMMANDS), help="run 打开示例；test 全部检查和测试")
    return COMMANDS[parser.parse_args().command]()


if __name__ == "__main__":
    raise SystemExit(main())
