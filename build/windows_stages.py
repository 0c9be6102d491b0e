"""``dev.py windows``: the Windows program made and tried on Linux under wine, from nothing but packages.

Every stage says what it does, ends in any case, and stops the command with an exit code when it fails. What is made for users lands in
``out/release``: installer and portable archive. This is not a test on Windows; ``build/windows-checklist.md`` says what remains to be seen.
"""

import sys

from common import Stages, prepare, say, stop


def command():
    if not sys.platform.startswith("linux"):
        stop("“windows” 在 Linux 上用 wine 制作 Windows 版；在 Windows 上请用 “bundle”。")
    import windows_installer
    import windows_program
    import windows_python
    import windows_suite
    import windows_trial
    import wine

    stages = Stages()
    stages.begin("准备环境")
    prepare()
    wine.WORK.mkdir(parents=True, exist_ok=True)
    stages.begin("系统软件包")
    wine.install_packages()
    say(wine.version())
    stages.begin("Windows 版 Python 和软件包")
    python = windows_python.make_python()
    stages.begin("测试用的替代库、区域设置")
    wine.make_locale()
    shims = wine.make_shims()
    stages.begin("全部测试（Windows 版 Python，代码页 936；一部分再用 1252）")
    failures = windows_suite.run_suite(python, shims)
    if failures:
        say("\n".join(failures))
        stages.table()
        stop("在 wine 下没有通过测试：%d 组。" % len(failures))
    stages.begin("打包成 Windows 程序")
    machine = wine.Wine(wine.WORK / "machine" / "prefix")
    machine.create(shims)
    try:
        program = windows_program.make_program(machine, python)
        stages.begin("核对程序文件")
        windows_program.check(machine, python, program)
        stages.begin("安装程序和便携压缩包")
        setup = windows_installer.make(program)
        stages.begin("静默安装、自检、升级、卸载")
        windows_trial.run(machine, program, setup)
    finally:
        machine.kill()
    stages.table()
    say("做好了： %s" % windows_installer.listing())
    return 0
