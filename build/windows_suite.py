"""The test suite with the Windows interpreter under wine: share by share, two at once for each processor.

A share is a folder of tests or some of its files. Wine waits for its server as long as it works, so that a processor serves two.

The whole of it runs with code page 936, because that is what the computers of its users have; a part runs once more with code page 1252,
where every text file that was opened without naming an encoding shows.
"""

import os
import re
import threading
import time

from common import ROOT, say
from wine import CHINESE, NUMBERS, WESTERN, WORK, Wine

LOGS = WORK / "logs"
TIMEOUT = 900  # seconds for one share
# Into how many shares a folder is divided; what takes longest stands first. What is not listed is small and stays whole.
SHARES = {"app": 4, "ui": 4, "exchange": 3, "golden": 3, "document": 2, "core": 2, "store": 2, "faults": 1, "property": 1, "forms": 1}
WESTERN_TESTS = ["tests/windows", "tests/app/test_command_errors.py", "tests/exchange/test_read_workbook.py"]
_FAILED = re.compile(r"^(?:FAILED|ERROR) (\S+)", re.MULTILINE)
_CLOSING = re.compile(
    r"^(?:=+ )?((?:\d+ (?:failed|passed|skipped|deselected|xfailed|xpassed|errors?|warnings?|rerun)(?:, )?)+) in [\d.]+s", re.MULTILINE
)


def run_suite(python, shims, workers=None):
    """Run everything; returns the sentences of what failed. Logs stay in ``out/windows/logs``."""
    LOGS.mkdir(parents=True, exist_ok=True)
    for old in LOGS.glob("*.log"):
        old.unlink()
    waiting = [(WESTERN, "西文代码页", WESTERN_TESTS)] + [(CHINESE, name, targets) for name, targets in _shares()]
    workers = workers or min(8, 2 * (os.cpu_count() or 2))
    lock, failures, counts = threading.Lock(), [], {}

    def work(number):
        prefixes = {}
        while True:
            with lock:
                if not waiting:
                    break
                code_page, name, targets = waiting.pop(0)
            try:
                if code_page not in prefixes:
                    prefixes[code_page] = Wine(WORK / ("suite-%d-%s" % (number, NUMBERS[code_page])) / "prefix", code_page)
                    prefixes[code_page].create(shims)
                problem, line = _run(prefixes[code_page], python, name, targets)
            except BaseException as error:  # a thread must not end silently, or its folders would count as well
                problem, line = "%s：%r" % (name, error), ""
            with lock:
                if problem:
                    failures.append(problem)
                for count, kind in re.findall(r"(\d+) (\w+)", line):
                    counts[kind] = counts.get(kind, 0) + int(count)
        for prefix in prefixes.values():
            prefix.kill()

    threads = [threading.Thread(target=work, args=(number,)) for number in range(workers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    say("合计： " + "，".join("%d %s" % (count, kind) for kind, count in sorted(counts.items())))
    return failures


def _shares():
    """(Name, test files) of every share, those of the longest folders first."""
    folders = [path for path in (ROOT / "tests").iterdir() if path.is_dir() and path.name != "benchmarks" and any(path.rglob("test_*.py"))]
    order = list(SHARES)
    folders.sort(key=lambda path: (order.index(path.name) if path.name in order else len(order), path.name))
    for folder in folders:
        files = [path.relative_to(ROOT).as_posix() for path in sorted(folder.rglob("test_*.py"))]
        parts = min(SHARES.get(folder.name, 1), len(files))
        for part in range(parts):
            yield folder.name + ("" if parts == 1 else "-%d" % (part + 1)), files[part::parts]


def _run(wine, python, name, targets):
    """One share. Returns (what failed or "", pytest's closing line)."""
    start = time.monotonic()
    targets, lines = [target for target in targets if (ROOT / target).exists()], []
    for attempt in (1, 2):
        log = LOGS / ("%s%s.log" % (name, "" if attempt == 1 else "-2"))
        command = [python, "-m", "pytest", "-rfEs", "--basetemp", "C:\\t%d" % attempt, *targets]
        code, text = wine.call(command, TIMEOUT, cwd=ROOT, log=log)
        closing = _CLOSING.search(text)
        line = closing.group(1) if closing else ""
        lines.append(line)
        say("   %-10s %4.0f 秒  %s%s" % (name, time.monotonic() - start, line or "没有结束行", "" if code == 0 else "（退出码 %s）" % code))
        if code == 0 and line:
            return "", lines[0] if attempt == 1 else _second(lines[0])
        if attempt == 1:
            # Windows that do not become active in time, an interpreter that dies when everything has passed: wine does that now and then.
            # The files concerned run once more, and that is said; what fails again counts.
            say("\n".join("      " + found for found in _FAILED.findall(text)[:20]))
            failed = [target for target in targets if any(found.startswith(target) for found in _FAILED.findall(text))]
            targets = failed or targets
            wine.kill()
    tail = "\n".join(text.splitlines()[-40:])
    return "%s（记录 %s）\n%s" % (name, log, tail), lines[0]


def _second(line):
    """The counts of a share whose failures passed the second time."""
    return re.sub(r"(\d+) (failed|errors?)", r"\1 again", line)
