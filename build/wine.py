"""Running Windows programs on Linux: a wine prefix, its gaps filled for testing, and calls that end in any case.

What wine 8 lacks is bridged here and only here, nothing of it goes into the deliverable: two system libraries that Windows 10 has
(``windows/*.c``), a colour profile that Qt asks for, and two functions that Python 3.12 uses (see ``windows_python.py``).
"""

import os
import shutil
import signal
import subprocess
import threading
from pathlib import Path

from common import BUILD, OUT, apt, must, say, stop

WORK = OUT / "windows"
PACKAGES = {
    "wine": "wine",
    "wineserver-stable": "wine",
    "makensis": "nsis",
    "osslsigncode": "osslsigncode",
    "openssl": "openssl",
    "x86_64-w64-mingw32-gcc": "gcc-mingw-w64-x86-64",
}
CHINESE = "zh_CN.UTF-8"  # wine takes the code page from it: 936
WESTERN = "C.UTF-8"  # code page 1252
CODECS = {CHINESE: "gbk", WESTERN: "cp1252"}
NUMBERS = {CHINESE: "936", WESTERN: "1252"}
_FILES = {
    "/usr/lib/wine/wine64": "wine64",
    "/usr/share/i18n/locales/zh_CN": "locales",
    "/etc/ssl/certs/ca-certificates.crt": "ca-certificates",
}


def install_packages():
    """The Debian packages of this command, as far as they are missing."""
    missing = {package for program, package in PACKAGES.items() if not shutil.which(program)}
    missing |= {package for file, package in _FILES.items() if not Path(file).exists()}
    if missing and not apt(sorted(missing)):
        stop("制作 Windows 版需要这些软件包：%s" % " ".join(sorted(missing)))


def make_locale():
    """The Chinese locale, compiled into ``out``: without it wine turns names of files with Chinese characters into question marks."""
    folder = WORK / "locale"
    if (folder / CHINESE / "LC_CTYPE").exists():
        return
    folder.mkdir(parents=True, exist_ok=True)
    must(["localedef", "-i", "zh_CN", "-f", "UTF-8", folder / CHINESE], "中文区域设置没有编译成功。", quiet=True)


def make_shims():
    """The two libraries that stand in for those of Windows 10, for testing only."""
    folder = WORK / "shims"
    folder.mkdir(parents=True, exist_ok=True)
    for name, libraries in (("bcryptprimitives", ["-ladvapi32"]), ("icuuc", [])):
        source = BUILD / "windows" / (name + ".c")
        flags = ["-O2", "-shared", "-nostartfiles", "-Wl,-e,0"]
        must(
            ["x86_64-w64-mingw32-gcc", *flags, "-o", folder / (name + ".dll"), source, *libraries],
            "测试用的 %s.dll 没有编译成功。" % name,
            quiet=True,
        )
    return folder


def windows_path(path):
    """A path of this machine as wine's drive Z: shows it."""
    return "Z:" + str(path).replace("/", "\\")


class Wine:
    """One wine prefix with its own server; ``code_page`` is a locale of this machine."""

    def __init__(self, folder, code_page=CHINESE):
        self.folder = folder
        self.code_page = code_page
        self.drive = folder / "drive_c"

    def environment(self, display=None):
        kept = {name: os.environ[name] for name in ("PATH", "USER", "TMPDIR") if name in os.environ}
        kept.update(
            WINEPREFIX=str(self.folder),
            WINEDEBUG="-all",
            # No .NET, no browser engine, no debugger windows, nothing written into this user's menus.
            WINEDLLOVERRIDES="mscoree,mshtml,winedbg.exe,winemenubuilder.exe=",
            LC_ALL=self.code_page,
            LOCPATH=str(WORK / "locale"),
            HOME=str(self.folder.parent / "home"),  # wine links the desktop and the documents of Windows to folders in it
        )
        if display:
            kept["DISPLAY"] = display
        return kept

    def create(self, shims):
        """A fresh prefix that calls itself Windows 10."""
        shutil.rmtree(self.folder, ignore_errors=True)
        (self.folder.parent / "home").mkdir(parents=True, exist_ok=True)
        self.folder.parent.mkdir(parents=True, exist_ok=True)
        code, text = self.call(["wineboot", "-i"], 300)
        if code != 0:  # once more: on a busy machine its server may not answer in time
            self.kill()
            code, text = self.call(["wineboot", "-i"], 300)
        if code != 0:
            stop("wine 没有建立起来（退出码 %s）：%s" % (code, text))
        self.wait()
        for library in shims.glob("*.dll"):
            shutil.copy(library, self.drive / "windows" / "system32")
        for profile in (self.drive / "windows/system32/spool/drivers/color").glob("*.icm"):
            profile.unlink()  # Qt asks wine for what it has not when one is there, and ends
        self.call(["winecfg", "-v", "win10"], 120)
        self.wait()

    def call(self, command, timeout, env=None, cwd=None, log=None, display=None):
        """Run a Windows program; its exit code (None: it did not end in time) and its output.

        Standard input and output are pipes: Python and Qt do not start under wine when they are files.
        """
        full = dict(self.environment(display), **(env or {}))
        process = subprocess.Popen(
            ["wine", *[str(part) for part in command]],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env=full,
            cwd=str(cwd) if cwd else None,
            start_new_session=True,
        )
        chunks = []
        reader = threading.Thread(target=_collect, args=(process.stdout, chunks, log), daemon=True)
        reader.start()
        try:
            code = process.wait(timeout)
        except subprocess.TimeoutExpired:
            code = None
            os.killpg(process.pid, signal.SIGKILL)
            self.kill()
        reader.join(10)
        text = b"".join(chunks).decode(CODECS[self.code_page], "replace").replace("\r\n", "\n")
        return code, text

    def wait(self):
        """Until everything in the prefix has ended."""
        self._server("-w")

    def kill(self):
        """End everything in the prefix."""
        self._server("-k")

    def _server(self, option):
        server = shutil.which("wineserver-stable") or shutil.which("wineserver") or "/usr/lib/wine/wineserver64"
        try:
            subprocess.run([server, option], env=self.environment(), timeout=60, check=False, capture_output=True)
        except (OSError, subprocess.TimeoutExpired):
            say("wineserver %s 没有结束。" % option)


def _collect(stream, chunks, log):
    """Take what the program writes until it ends; ``log`` has it at once, so that one can look while it runs."""
    with Path(log or os.devnull).open("wb") as file:
        while chunk := stream.read1(65536):
            chunks.append(chunk)
            file.write(chunk)
            file.flush()


def version():
    """What ``wine --version`` says."""
    return subprocess.run(["wine", "--version"], capture_output=True, text=True, timeout=60, check=False).stdout.strip()
