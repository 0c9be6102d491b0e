"""The installer (NSIS) and the portable archive of the Windows program."""

import os
import subprocess
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from bundle_facts import numbers, version
from common import BUILD, RELEASE, ROOT, megabytes, say, stop

SCRIPT = BUILD / "windows" / "installer.nsi"


def make(program):
    """Both of them in ``out/release``; the installer's path."""
    RELEASE.mkdir(parents=True, exist_ok=True)
    setup = RELEASE / ("mingzhang-%s-setup.exe" % version(ROOT))
    portable = RELEASE / ("mingzhang-%s-windows-portable.zip" % version(ROOT))
    # Packing is most of the work and each of the two keeps one processor busy.
    with ThreadPoolExecutor(1) as beside:
        packed = beside.submit(_pack, program, portable)
        compile_installer(program, setup, version(ROOT), best=True)
        packed.result()
    for made in (setup, portable):
        say("%s %.1f MB" % (made.name, megabytes(made)))
    return setup


def _pack(program, portable):
    with zipfile.ZipFile(portable, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for path in sorted(program.rglob("*")):
            if path.is_file():
                archive.write(path, Path("明账") / path.relative_to(program))


def compile_installer(program, setup, of_version, best=False):
    """Run makensis. ``best`` packs as small as it can, which takes most of a minute."""
    defines = {
        "SOURCE": program,
        "OUT": setup,
        "VERSION": of_version,
        "NUMBERS": ".".join(str(part) for part in numbers(of_version)),
        "ICON": ROOT / "resources" / "icons" / "mingzhang.ico",
        "LICENSE": ROOT / "LICENSE",
        "KILOBYTES": int(megabytes(program) * 1000),
    }
    if best:
        defines["BEST"] = "1"
    setup.unlink(missing_ok=True)
    command = ["makensis", "-V2", "-INPUTCHARSET", "UTF8", *["-D%s=%s" % item for item in defines.items()], str(SCRIPT)]
    env = dict(os.environ, LC_ALL="C.UTF-8")  # in other locales it does not find files with Chinese names
    done = subprocess.run(command, capture_output=True, encoding="utf-8", errors="replace", timeout=900, check=False, env=env)
    if done.returncode != 0 or not setup.is_file():
        say(done.stdout + done.stderr)
        stop("安装程序没有做成。")


def listing():
    return "，".join("%s（%.1f MB）" % (path, megabytes(path)) for path in sorted(RELEASE.iterdir()))
