"""One whole job at the real window: ``python tests/whole_job/drive.py --out DIR [--size 1366x768] [--scale 1.5]``.

Opens the sample, pastes a block with three mistakes from the clipboard, follows the findings, repairs one by a click and two by hand,
gives a reason for another, looks at document, board, explanation and other places, saves, writes both PDFs. What every step did is
looked up in the saved document with the command line. Numbered pictures of the screen stay in DIR, to be looked at by a person.

Needs Xvfb, xdotool, xclip, a window manager and ImageMagick: what is missing is told, nothing is installed.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
from hands import Desk, missing

FORM, PAY, WORK = "公开03", "基本支出", "项目支出"
OFFICE, OTHER, LAB = "2060101", "2060199", "2060301"
REASON = "本单位2024年没有政府性基金预算收支。"
SAMPLE = "jincheng-2024.mz"


class Job:
    """The steps; each leaves at least one picture and checks what it did."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.file = desk.out / "data" / "sample" / SAMPLE

    def say(self, *words: str) -> Any:
        """The command line about a copy of the saved document, as JSON."""
        copy = self.desk.out / "looked-at.mz"
        shutil.copyfile(self.file, copy)
        env = {**os.environ, "MINGZHANG_DATA": str(self.desk.out / "data-cli"), "PYTHONIOENCODING": "utf-8"}
        command = [sys.executable, "-m", "desktop.cli", words[0], str(copy), *words[1:], "--json"]
        done = subprocess.run(command, env=env, cwd=Path(__file__).parents[2], capture_output=True, encoding="utf-8", check=False)
        assert done.returncode in (0, 1) and done.stdout, done.stderr
        return json.loads(done.stdout)

    def value(self, row: str, column: str, form: str = FORM) -> str:
        """A figure in the saved document."""
        return str(self.say("get", form, row, column)["value"])

    def save(self) -> None:
        self.desk.key("ctrl+s")
        self.desk.until("not work.session.document.dirty")

    def open_menu(self, menu: str, item: str) -> None:
        self.desk.click(f"menu('{menu}')")
        self.desk.click(f"menu('{item}')")

    # the steps

    def open_sample(self) -> None:
        self.desk.shot("start")
        self.open_menu("文件", "打开示例")
        self.desk.until("bool(work) and work.isVisible() and window.isActiveWindow()", 60)
        self.desk.shot("sample")
        assert self.value(OFFICE, PAY) == "241.31"

    def paste_block(self) -> None:
        """Three mistakes as hands make them: digits swapped, a decimal point moved, 元 instead of 万元."""
        self.desk.click(f"table('{FORM}')")
        self.desk.until("at()[:1] == ['公开03']")
        self.desk.click(f"cell('{FORM}', '{OFFICE}', '{PAY}')")
        self.desk.clip("214.31\t\n478.10\t1,105.70\n")
        self.desk.key("ctrl+v")
        self.desk.until(f"value('{FORM}', '{OTHER}', '{PAY}') == '478.10'")
        self.desk.shot("pasted")
        self.desk.key("ctrl+z")
        self.desk.until(f"value('{FORM}', '{OTHER}', '{PAY}') == '47.81'")
        assert self.desk.see(f"value('{FORM}', '{OFFICE}', '{PAY}')") == "241.31", "one undo takes the whole block back"
        self.desk.key("ctrl+y")
        self.desk.until(f"value('{FORM}', '{OTHER}', '{PAY}') == '478.10'")
        self.desk.click(f"cell('{FORM}', '{LAB}', '{PAY}')")
        self.desk.type("2130100")
        self.desk.key("Return")
        self.save()
        assert [self.value(row, PAY) for row in (OFFICE, OTHER, LAB)] == ["214.31", "478.10", "2130100"]
        errors = [each for each in self.findings() if each["severity"] == "error"]
        assert len(errors) >= 3, f"three mistakes, {len(errors)} errors"

    def findings(self) -> list[dict[str, Any]]:
        said = self.say("check")
        found = said["findings"] if isinstance(said, dict) else said
        return [each for each in found if each.get("state", each.get("status", "open")) != "acknowledged"]

    def repair(self) -> None:
        """F4 goes to a finding; its one-click repair takes effect in the table."""
        before = self.desk.see("window.workspace.bridge.tally('error')")
        self.desk.click(f"cell('{FORM}', '{LAB}', '{PAY}')")
        for _ in range(before + 1):
            self.desk.key("F4")
            if self.desk.see("work.findings.buttons['repair'].isEnabled()"):
                break
        self.desk.shot("finding")
        self.desk.click("middle(work.findings.buttons['repair'])")
        self.desk.until(f"window.workspace.bridge.tally('error') < {before}")
        self.desk.shot("repaired")
        self.save()

    def repair_by_hand(self) -> None:
        for row, text in ((OFFICE, "241.31"), (OTHER, "47.81"), (LAB, "213.01")):
            self.desk.click(f"cell('{FORM}', '{row}', '{PAY}')")
            self.desk.type(text)
            self.desk.key("Return")
        self.desk.key("F9")
        self.desk.shot("checked")
        self.save()
        assert [self.value(row, PAY) for row in (OFFICE, OTHER, LAB)] == ["241.31", "47.81", "213.01"]
        assert not [each for each in self.findings() if each["severity"] == "error"]

    def give_reason(self) -> None:
        for _ in range(20):
            self.desk.key("F4")
            if self.desk.see("work.findings.current().table") == "公开07":
                break
        self.desk.click("middle(work.findings.buttons['acknowledge'])")
        self.desk.until("QApplication.activeModalWidget() is not None")
        self.desk.clip(REASON)
        self.desk.key("ctrl+v")
        self.desk.shot("reason")
        self.desk.click("button('确定')")
        self.desk.until("QApplication.activeModalWidget() is None")
        self.save()
        assert not [each for each in self.findings() if each["table"] == "公开07" and each["severity"] == "warning"]

    def explain(self) -> None:
        self.desk.click(f"table('{FORM}')")
        self.desk.click(f"cell('{FORM}', '合计', '{PAY}')")
        self.desk.key("F3")
        self.desk.until("work.explain.isVisible()")
        self.desk.shot("explained")
        self.desk.key("F3")

    def look_around(self) -> None:
        """Places of the window that a clerk sees in passing."""
        self.desk.key("ctrl+t")
        self.desk.until("work.document_desk is not None and work.document_desk.page.isVisible()", 60)
        self.desk.shot("document")
        self.desk.key("ctrl+shift+b")
        self.desk.until("work.board is not None and work.board.isVisible()")
        self.desk.shot("board")
        for name, key in (
            ("find", "ctrl+f"),
            ("go-to", "ctrl+g"),
            ("versions", "ctrl+shift+h"),
            ("preflight", "ctrl+k"),
            ("legend", "shift+F1"),
        ):
            self.desk.key(key)
            self.desk.until("QApplication.activeWindow() is not None and QApplication.activeWindow() is not window", 60)
            self.desk.until("not cut_off()", 10)
            self.desk.shot(name)
            self.desk.key("Escape")
            self.desk.until("QApplication.activeWindow() is window")

    def write_pdfs(self) -> None:
        """Tables and whole document, through the file dialog; both are read again."""
        for menu, item, name, words in (
            ("文件", "保存为 PDF", "tables.pdf", "支出决算表"),
            ("文稿", "生成文稿（PDF）", "document.pdf", "决算"),
        ):
            self.open_menu(menu, item)
            self.desk.until("isinstance(QApplication.activeModalWidget(), QFileDialog)", 60)
            self.desk.key("ctrl+a")
            self.desk.type(str((self.desk.out / name).absolute()))
            self.desk.shot(f"save-{name[:-4]}")
            self.desk.key("Return")
            self.desk.until(f"{name!r} in window.message.whole or isinstance(QApplication.activeModalWidget(), QMessageBox)", 90)
            if self.desk.see("QApplication.activeModalWidget() is not None"):  # it tells what the document still lacks
                self.desk.shot("told")
                self.desk.key("Return")
                self.desk.until(f"{name!r} in window.message.whole")
            with closing(pdfium.PdfDocument(self.desk.out / name)) as pdf:
                text = "".join(page.get_textpage().get_text_bounded() for page in pdf)
                assert len(pdf) > 5 and words in text, f"{name}: {len(pdf)} pages"
        self.desk.shot("written")


STEPS: tuple[Callable[[Job], None], ...] = (
    Job.open_sample, Job.paste_block, Job.repair, Job.repair_by_hand, Job.give_reason, Job.explain, Job.look_around, Job.write_pdfs,
)  # fmt: skip


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True, help="empty folder for pictures and what is written")
    parser.add_argument("--size", default="1366x768")
    parser.add_argument("--scale", type=float, default=1)
    parser.add_argument("--patience", type=float, default=1, help="how many times longer to wait, on a machine that is busy")
    given = parser.parse_args()
    if packages := missing():
        print(f"missing: apt-get install {' '.join(packages)}", file=sys.stderr)
        return 2
    with Desk(given.out, given.size, given.scale, patience=given.patience) as desk:
        job = Job(desk)
        for step in STEPS:
            step(job)
            print(f"{step.__name__}: done", flush=True)
        print(f"{desk.shots} pictures in {given.out}; longest wait for an answer {desk.slowest[0]:.2f} s ({desk.slowest[1][:60]})")
    return 0


if __name__ == "__main__":
    sys.exit(main())
