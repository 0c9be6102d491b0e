"""The installer and the installed program tried out under wine, from the first installation to the removal.

What is looked at are effects — files, registry, exit codes, what the program itself says — because wine answers 0 also for what it did not do.
"""

import re
import shutil
import time

from common import say, stop
from windows_installer import compile_installer
from windows_program import COMMAND, WINDOW
from wine import WORK, windows_path

PLACE = "C:\\部门 软件\\明账 测试"
DOCUMENTS = "C:\\我的 文档"
KEPT = "C:\\自检"
OLDER = "0.0.9"
TOO_OLD, RUNS = 3, 4  # exit codes of the installer


class Trial:
    """Everything that is done to one machine (a wine prefix)."""

    def __init__(self, machine):
        self.machine = machine
        self.place = self.here(PLACE)

    def here(self, path):
        """A path of drive C: as this machine has it."""
        return self.machine.drive / path[3:].replace("\\", "/")

    def expect(self, well, sentence):
        if not well:
            stop("试装没有通过：%s" % sentence)
        say("   好  %s" % sentence)

    def call(self, command, timeout=120):
        return self.machine.call(command, timeout)

    def setup(self, setup, more=""):
        """A silent installation; wine would put quotes round /D=, which the installer then overlooks, so cmd is in between."""
        return self.call(["cmd", "/c", "%s /S%s" % (windows_path(setup), more)], 300)[0]

    def registry(self, key):
        code, text = self.call(["reg", "query", "HKCU\\" + key, "/s"])
        return text if code == 0 else ""


def run(machine, program, setup):
    trial = Trial(machine)
    older = _older_version(program)
    _old_windows(trial, setup)
    _install_and_upgrade(trial, older, setup)
    _self_test(trial)
    _while_it_runs(trial, setup)
    _uninstall(trial)


def _older_version(program):
    """An installer of an older version: the two programs, and a file that the new version has no more."""
    folder = WORK / "older"
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "_internal" / "desktop").mkdir(parents=True)
    for name in (WINDOW, COMMAND):
        shutil.copy(program / name, folder / name)
    (folder / "_internal" / "desktop" / "gone.py").write_text("raise SystemExit('an old file')\n", encoding="utf-8")
    setup = WORK / ("mingzhang-%s-setup.exe" % OLDER)
    compile_installer(folder, setup, OLDER)
    return setup


def _old_windows(trial, setup):
    trial.call(["winecfg", "-v", "win81"])
    code = trial.setup(setup, " /D=" + PLACE)
    trial.call(["winecfg", "-v", "win10"])
    trial.expect(code == TOO_OLD and not trial.place.exists(), "较旧的 Windows 上拒绝安装（退出码 %s）" % code)


def _install_and_upgrade(trial, older, setup):
    code = trial.setup(older, " /D=" + PLACE)
    gone = trial.place / "_internal" / "desktop" / "gone.py"
    trial.expect(code == 0 and gone.is_file(), "旧版本静默安装到“%s”" % PLACE)
    own = trial.place / "我放在这里的.mz"
    own.write_bytes(b"a file of the person")
    code = trial.setup(setup)
    trial.expect(code == 0 and (trial.place / "_internal" / "resources").is_dir(), "新版本装到原来的文件夹（退出码 %s）" % code)
    trial.expect(not gone.exists(), "旧版本多余的文件已删除")
    trial.expect(own.is_file(), "别人放在那里的文件还在")
    own.unlink()
    said = trial.registry("Software\\Classes\\Mingzhang.Document") + trial.registry("Software\\Classes\\.mz")
    trial.expect(PLACE + "\\" + WINDOW in said and '"%1"' in said and "Mingzhang.Document" in said, ".mz 文件由它打开")
    listed = trial.registry("Software\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\Mingzhang")
    trial.expect(OLDER not in listed and "DisplayVersion" in listed, "“应用和功能”里是新版本")
    links = list(trial.machine.folder.rglob("明账.lnk")) + list((trial.machine.folder.parent / "home").rglob("明账.lnk"))
    trial.expect(bool(links), "开始菜单有快捷方式")


def _self_test(trial):
    """As on a desk: started through the shell, without standard output; the exit code comes through ``start /wait``."""
    code, text = trial.call(["start", "/wait", PLACE + "\\" + WINDOW, "--self-test", "--keep", KEPT], 300)
    log = trial.here(KEPT) / "self-test.log"
    said = log.read_text(encoding="utf-8") if log.is_file() else text
    for line in said.splitlines():
        say("      " + line)
    trial.expect(code == 0 and "全部通过" in said, "装好的程序自检（退出码 %s）" % code)
    trial.expect((trial.here(KEPT) / "窗口.png").is_file(), "自检的窗口有图")
    shutil.copy(trial.here(KEPT) / "窗口.png", WORK / "window.png")
    trial.here(DOCUMENTS).mkdir(exist_ok=True)
    command = [PLACE + "\\" + COMMAND, "demo", DOCUMENTS]
    code, text = trial.call(command, 300)
    trial.expect(code == 0 and (trial.here(DOCUMENTS) / "jincheng-2024.mz").is_file(), "命令 mingzhang demo（退出码 %s）" % code)


def _while_it_runs(trial, setup):
    """A document is opened by the registered command, as a double click does; meanwhile nothing can be installed over the program.

    Wine 8 does not look for associations where a user's own stand in the registry, so the command is taken from there.
    """
    document = DOCUMENTS + "\\jincheng-2024.mz"
    said = trial.registry("Software\\Classes\\Mingzhang.Document\\shell\\open\\command")
    registered = re.search(r'"([^"]+)" "%1"', said)
    trial.expect(registered is not None, "登记了打开 .mz 的命令")
    trial.call(["start", registered.group(1), document])
    lock = trial.here(DOCUMENTS) / ".~lock.jincheng-2024.mz#"
    trial.expect(_wait_for(lock.exists), "双击 .mz 打开了窗口")
    code = trial.setup(setup)
    trial.expect(code == RUNS and (trial.place / WINDOW).is_file(), "程序运行时拒绝升级（退出码 %s）" % code)
    trial.call(["taskkill", "/f", "/im", WINDOW])
    trial.machine.wait()


def _uninstall(trial):
    before = _files(trial.here(DOCUMENTS))
    data = [path for path in trial.machine.folder.rglob("AppData/Local/mingzhang") if path.is_dir()]
    trial.expect(bool(data), "程序的数据文件夹在 AppData")
    kept = _files(data[0])
    code, _ = trial.call([PLACE + "\\uninstall.exe", "/S", "_?=" + PLACE], 200)
    trial.expect(code == 0 and not (trial.place / "_internal").exists() and not (trial.place / WINDOW).exists(), "卸载删除了程序")
    trial.expect(_files(trial.here(DOCUMENTS)) == before and before, "文档都在（%d 个文件）" % len(before))
    trial.expect(_files(data[0]) == kept and any("backups" in name for name in kept), "备份和选项都在（%d 个文件）" % len(kept))
    trial.expect(not trial.registry("Software\\Classes\\Mingzhang.Document"), "不再打开 .mz 文件")
    left = list(trial.machine.folder.rglob("明账.lnk"))
    trial.expect(not left, "快捷方式已删除")


def _files(folder):
    return {
        str(path.relative_to(folder)): path.stat().st_size
        for path in folder.rglob("*")
        if path.is_file() and not re.match(r"\.~lock", path.name)
    }


def _wait_for(reached, seconds=90):
    end = time.monotonic() + seconds
    while not reached():
        if time.monotonic() > end:
            return False
        time.sleep(0.5)
    return True
