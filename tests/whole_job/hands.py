"""A screen of its own with the real window on it, and hands: mouse and keyboard by xdotool, the clipboard by xclip."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

WANTED = {  # command → package of Debian
    "Xvfb": "xvfb",
    "xdotool": "xdotool",
    "xclip": "xclip",
    "openbox": "openbox",  # without a window manager no window has the keyboard
    "import": "imagemagick",
}
_ROOT = Path(__file__).parents[2]


def missing() -> list[str]:
    """Packages that are not installed."""
    return [package for command, package in WANTED.items() if shutil.which(command) is None]


class Desk:
    """Screen, window manager and program; ``with Desk(…) as desk``. ``see`` asks the eyes in the program (:mod:`eyes`)."""

    def __init__(self, out: Path, size: str = "1366x768", scale: float = 1, file: Path | None = None, patience: float = 1) -> None:
        self.out, self.size, self.scale, self.file, self.patience = out, size, scale, file, patience
        self.shots = 0
        self.slowest: tuple[float, str] = (0.0, "")
        self._started: list[subprocess.Popen[bytes]] = []

    def __enter__(self) -> Desk:
        self.out.mkdir(parents=True, exist_ok=True)
        listen, tell = os.pipe()
        command = ["Xvfb", "-displayfd", str(tell), "-screen", "0", f"{self.size}x24", "-nolisten", "tcp"]
        self._start(command, os.environ, pass_fds=(tell,))
        os.close(tell)
        with os.fdopen(listen) as said:
            display = ":" + said.readline().strip()
        self.env = {
            **os.environ,
            "DISPLAY": display,
            "QT_QPA_PLATFORM": "xcb",
            "MINGZHANG_DATA": str(self.out / "data"),
            "LC_ALL": "C.UTF-8",
        }
        self.env.pop("QT_SCALE_FACTOR", None)
        if self.scale != 1:
            self.env["QT_SCALE_FACTOR"] = str(self.scale)
        self._start(["openbox"], self.env)
        self.name = str(self.out.absolute() / "eyes")
        self.open()
        return self

    def open(self) -> None:
        """Start the program, wait until its window can be typed into."""
        arguments = [sys.executable, str(Path(__file__).with_name("eyes.py")), self.name, *([str(self.file)] if self.file else [])]
        self.program = self._start(arguments, {**self.env, "PYTHONPATH": str(_ROOT)})
        self.until("bool(window) and window.isActiveWindow()", 60)

    def __exit__(self, *problem: object) -> None:
        for process in reversed(self._started):
            process.terminate()
            try:
                process.wait(5)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    def _start(self, command: list[str], env: Any, **more: Any) -> subprocess.Popen[bytes]:
        with (self.out / f"{Path(command[0]).name}.log").open("ab") as log:
            process = subprocess.Popen(command, env=env, stdout=log, stderr=log, **more)
        self._started.append(process)
        return process

    # eyes

    def see(self, question: str, patience: float = 60) -> Any:
        """The value of a line of Python in the program; waits while the program is busy."""
        with socket.socket(socket.AF_UNIX) as line:
            line.settimeout(patience * self.patience)
            line.connect(self.name)
            began = time.monotonic()
            line.sendall(question.encode() + b"\n")
            said = b""
            while not said.endswith(b"\n"):
                more = line.recv(65536)
                if not more:
                    raise RuntimeError(f"the program ended at: {question}")
                said += more
        self.slowest = max(self.slowest, (time.monotonic() - began, question))
        answer = json.loads(said)
        if "error" in answer:
            raise LookupError(f"{question}: {answer['error']}")
        return answer["value"]

    def until(self, question: str, patience: float = 20) -> Any:
        """Wait until the answer is true."""
        end, last = time.monotonic() + patience * self.patience, "?"
        while time.monotonic() < end:
            try:
                if value := self.see(question):
                    return value
                last = repr(value)
            except (OSError, LookupError) as problem:
                last = str(problem)
            time.sleep(0.05)
        self.shot("stuck")
        raise AssertionError(f"never came true: {question} (last: {last})")

    def shot(self, name: str) -> Path:
        """A numbered picture of the whole screen."""
        self.shots += 1
        path = self.out / f"{self.shots:02d}-{name}.png"
        time.sleep(0.25)
        subprocess.run(["import", "-window", "root", str(path)], env=self.env, check=True)
        return path

    # hands

    def _xdotool(self, *words: str) -> None:
        subprocess.run(["xdotool", *words], env=self.env, check=True, stdout=subprocess.DEVNULL)

    def key(self, *keys: str) -> None:
        for key in keys:
            self._xdotool("key", "--clearmodifiers", key)
            self.see("1")  # the key is worked off before the next

    def type(self, text: str) -> None:
        self._xdotool("type", "--delay", "15", text)
        self.see("1")

    def move(self, at: list[int]) -> None:
        self._xdotool("mousemove", str(at[0]), str(at[1]))

    def click(self, where: str | list[int], button: int = 1, times: int = 1) -> None:
        """Click at a place, or at what the eyes find."""
        at = self.until(where) if isinstance(where, str) else where
        self.move(at)
        time.sleep(0.05)
        self._xdotool("click", "--repeat", str(times), "--delay", "60", str(button))
        time.sleep(0.05)
        self.see("1")

    def drag(self, start: list[int], end: list[int]) -> None:
        self.move(start)
        self._xdotool("mousedown", "1")
        for part in range(1, 9):
            self.move([start[axis] + (end[axis] - start[axis]) * part // 8 for axis in (0, 1)])
            time.sleep(0.03)
        self._xdotool("mouseup", "1")
        self.see("1")

    def wheel(self, key: str, up: bool) -> None:
        self._xdotool("keydown", key, "click", "4" if up else "5", "keyup", key)
        self.see("1")

    def clip(self, text: str) -> None:
        """Put text on the clipboard, as another program would."""
        subprocess.run(["xclip", "-selection", "clipboard"], input=text.encode(), env=self.env, check=True)

    def clipped(self) -> str:
        done = subprocess.run(["xclip", "-selection", "clipboard", "-o"], env=self.env, check=True, capture_output=True)
        return done.stdout.decode()
