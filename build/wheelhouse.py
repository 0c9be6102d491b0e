"""``dev.py wheelhouse``: the program's source and all packages it needs, for machines without a network, as one archive per system.

For information departments that install from source; everybody else takes the installer. The packages are the pinned ones, with their
hashes, for Python 3.11 to 3.13; nothing of the tools of developers is among them.
"""

import json
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

from bundle_facts import version
from common import BUILD, OUT, RELEASE, ROOT, must, prepare, run, say, stop, venv_python

SYSTEMS = {
    "windows": ("win_amd64",),
    "linux": ("manylinux_2_34_x86_64", "manylinux_2_28_x86_64", "manylinux_2_17_x86_64", "manylinux2014_x86_64"),
}
PYTHONS = ("3.11", "3.12", "3.13")
SOURCE = ("desktop", "resources", "i18n", "LICENSE", "README.md")
NOTE = BUILD / "wheelhouse-note.txt"


def command():
    prepare()
    names = set(json.loads(subprocess.check_output([str(venv_python()), "-c", _NAMES], cwd=str(BUILD), text=True)))
    RELEASE.mkdir(parents=True, exist_ok=True)
    for system, platforms in SYSTEMS.items():
        folder = OUT / "wheelhouse" / system
        shutil.rmtree(folder, ignore_errors=True)
        (folder / "packages").mkdir(parents=True)
        pinned = only((BUILD / "requirements" / (system + ".txt")).read_text(encoding="utf-8"), names)
        (folder / "requirements.txt").write_text(pinned, encoding="utf-8")
        for python in PYTHONS:
            _download(folder, platforms, python)
        say("%s：%s" % (system, _pack(system, folder)))
    return 0


_NAMES = "import json, bundle_facts as f; print(json.dumps(sorted(n for n in f.shipped_distributions() if n != 'pyinstaller')))"


def only(text, names):
    """A hashed requirements file with some distributions alone."""
    blocks = re.split(r"(?m)^(?=[A-Za-z0-9#])", text)
    kept = [block for block in blocks if re.split(r"[=<>~! \[]", block, maxsplit=1)[0].lower().replace("_", "-") in names]
    if len(kept) < len(names):
        stop("锁定的依赖里缺少程序需要的软件包。")
    return "".join(kept)


def _download(folder, platforms, python):
    tag = "cp" + python.replace(".", "")
    target = ["--python-version", python, "--implementation", "cp", "--abi", tag, "--abi", "abi3", "--abi", "none"]
    for platform in platforms:
        target += ["--platform", platform]
    pip = [venv_python(), "-m", "pip", "--disable-pip-version-check", "download", "--quiet", "--no-deps", "--require-hashes"]
    files = ["--only-binary", ":all:", "--requirement", folder / "requirements.txt", "--dest", folder / "packages"]
    must([*pip, *target, *files], "软件包没有下载齐全。", quiet=True)


def _pack(system, folder):
    shutil.copy(NOTE, folder / "安装说明.txt")
    path = RELEASE / ("mingzhang-%s-%s-offline-packages.zip" % (version(ROOT), system))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for file in sorted(folder.rglob("*")):
            if file.is_file():
                packed = zipfile.ZIP_STORED if file.suffix == ".whl" else zipfile.ZIP_DEFLATED
                archive.write(file, Path("明账离线安装") / file.relative_to(folder), packed)
        for name in SOURCE:
            for file in [ROOT / name] if (ROOT / name).is_file() else sorted((ROOT / name).rglob("*")):
                if file.is_file() and "__pycache__" not in file.parts:
                    archive.write(file, Path("明账离线安装") / "program" / file.relative_to(ROOT))
    return "%s，%.0f MB，%d 个软件包" % (path, path.stat().st_size / 1e6, len(list((folder / "packages").iterdir())))


def check(system="linux"):
    """Install from what was made, without a network, into an environment of its own: what an information department does."""
    folder = OUT / "wheelhouse" / system
    place = OUT / "wheelhouse" / "trial"
    shutil.rmtree(place, ignore_errors=True)
    must([venv_python(), "-m", "venv", place], "没有建立试装的环境。")
    python = place / "bin" / "python"
    command = [python, "-m", "pip", "install", "--quiet", "--no-index", "--find-links", folder / "packages", "--require-hashes"]
    must([*command, "--requirement", folder / "requirements.txt"], "离线安装没有成功。")
    return run([python, "-m", "desktop", "self-test"])
