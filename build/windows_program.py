"""The Windows program as a folder: PyInstaller with the Windows interpreter, and a check of its files without wine's help."""

import shutil

from common import BUILD, ROOT, megabytes, say, stop
from wine import WORK, windows_path

FOLDER = WORK / "bundle" / "mingzhang"
WINDOW, COMMAND = "明账.exe", "mingzhang.exe"


def make_program(machine, python):
    """Run PyInstaller; the folder of the program."""
    shutil.rmtree(WORK / "bundle", ignore_errors=True)
    options = ["--noconfirm", "--clean", "--log-level", "WARN"]
    folders = ["--distpath", windows_path(WORK / "bundle"), "--workpath", windows_path(WORK / "pyinstaller")]
    command = [python, "-m", "PyInstaller", *options, *folders, windows_path(BUILD / "mingzhang.spec")]
    code, text = machine.call(command, 900, cwd=ROOT, log=WORK / "pyinstaller.log", env={"PYTHONDONTWRITEBYTECODE": "1"})
    if code != 0 or not all((FOLDER / name).is_file() for name in (WINDOW, COMMAND)):
        # It names hundreds of parts of Windows that wine has not; they are no news.
        say("\n".join([line for line in text.splitlines() if "api-ms-win" not in line][-40:]))
        stop("打包失败（退出码 %s）。" % code)
    say("程序文件夹 %.0f MB，%d 个文件" % (megabytes(FOLDER), sum(1 for path in FOLDER.rglob("*") if path.is_file())))
    return FOLDER


def check(machine, python, folder):
    """The static check of all program files."""
    code, text = machine.call([python, windows_path(BUILD / "windows" / "check_imports.py"), windows_path(folder)], 120)
    say(text.strip())
    if code != 0:
        stop("程序文件没有通过核对。")
