"""``dev.py bundle``: the program as a folder for the system this runs on, its self-test, and an archive of it in ``out/release``."""

import platform
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

from bundle_facts import version
from common import BUILD, OUT, RELEASE, ROOT, WINDOWS, Stages, megabytes, must, prepare, say, stop, venv_python

FOLDER = OUT / "bundle" / "mingzhang"
SUFFIX = ".exe" if WINDOWS else ""


def command():
    stages = Stages()
    stages.begin("准备环境")
    prepare()
    stages.begin("打包")
    must(
        [venv_python(), "-m", "PyInstaller", "--noconfirm", "--clean", "--log-level", "WARN", "--distpath", OUT / "bundle", "--workpath", OUT / "pyinstaller", BUILD / "mingzhang.spec"],
        "打包失败，请看上面的输出。",
    )  # fmt: skip
    say("程序文件夹 %s，%.0f MB" % (FOLDER, megabytes(FOLDER)))
    stages.begin("自检")
    self_test()
    stages.begin("压缩")
    say("%s，%.0f MB" % pack())
    stages.table()
    return 0


def self_test():
    """The bundle checks itself, with a folder of its own for data; its log stays in ``out``."""
    place = OUT / "bundle-self-test"
    shutil.rmtree(place, ignore_errors=True)
    program = FOLDER / ("mingzhang" + SUFFIX)
    try:
        done = subprocess.run([str(program), "self-test", "--keep", str(place)], timeout=300, check=False)
    except subprocess.TimeoutExpired:
        stop("自检 5 分钟没有结束。")
    if done.returncode != 0:
        stop("自检没有通过（退出码 %d）。" % done.returncode)


def pack():
    """An archive of the folder; the path and its size in MB."""
    RELEASE.mkdir(parents=True, exist_ok=True)
    name = "mingzhang-%s-%s-%s" % (version(ROOT), "windows" if WINDOWS else sys.platform, platform.machine().lower())
    if WINDOWS:
        path = Path(shutil.make_archive(str(RELEASE / name), "zip", str(FOLDER.parent), FOLDER.name))
    else:
        path = RELEASE / (name + ".tar.gz")
        with tarfile.open(path, "w:gz", compresslevel=5) as archive:
            archive.add(FOLDER, FOLDER.name)
    return path, megabytes(path)
