"""Set up, run, test and package 明账 on a fresh machine: ``python build/dev.py run``, ``… test``, ``… bundle``, ``… windows``.

Only the standard library; works on Windows and Linux with Python 3.11 to 3.13. Everything that is made lands in ``.venv`` and ``out``.
The steps stand in modules beside this file; they are imported where they are needed.
"""

import argparse
import os
import sys

from common import OUT, WINDOWS, prepare, run, say, venv_python

SAMPLE = "jincheng-2024"


def has_display():
    return WINDOWS or sys.platform == "darwin" or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


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
        # One file stays with one worker: its samples are opened once for all its tests.
        [python, "-m", "pytest", "-n", "auto", "--maxprocesses", "8", "--dist", "loadfile"],
    ]
    for step in steps:
        code = run(step)
        if code != 0:
            return code
    return 0


def command_bundle():
    """The program as a folder and an archive for this system, with its self-test."""
    import bundle

    return bundle.command()


def command_windows():
    """On Linux under wine: the suite with the Windows interpreter, the bundle, the installer, and all of it tried out."""
    import windows_stages

    return windows_stages.command()


def command_wheelhouse():
    """Packages for machines without a network, with a note how to install from them."""
    import wheelhouse

    return wheelhouse.command()


COMMANDS = {
    "run": command_run,
    "test": command_test,
    "bundle": command_bundle,
    "windows": command_windows,
    "wheelhouse": command_wheelhouse,
}


def main():
    parser = argparse.ArgumentParser(description="明账：准备环境、运行、测试、打包")
    parser.add_argument(
        "command",
        choices=sorted(COMMANDS),
        help="run 打开示例；test 全部检查和测试；bundle 本系统的程序文件夹；windows 在 Linux 上制作并试装 Windows 安装程序；wheelhouse 离线软件包",
    )
    return COMMANDS[parser.parse_args().command]()


if __name__ == "__main__":
    raise SystemExit(main())
