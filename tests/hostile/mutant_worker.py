"""Tries one mutant after the other, as told on standard input, each in a forked child with 1 GB and 10 s; one JSON line each.

What is told of a mutant: ``said`` (the sentence, or "" where it was taken), ``crashed`` (an error without a sentence), ``died``, ``hung``,
``memory`` (the system refused more), ``seconds`` (of the processor) and ``megabytes`` (the most that was resident).
"""

from __future__ import annotations

import json
import os
import re
import select
import signal
import sys
import time
import traceback
from pathlib import Path
from typing import Any

LIMIT, SECONDS = 1 << 30, 10  # bytes, and seconds of the processor: what else the machine does is no fault of the file
PATIENCE = 90.0  # seconds on the clock, for what waits instead of working
_CHINESE = re.compile(r"[\u4e00-\u9fff]{2}")


def try_workbook(path: Path) -> str:
    from desktop.app.subject_lists import catalog
    from desktop.core.cells import Book
    from desktop.core.evaluate import Model
    from desktop.exchange.plan import plan_import
    from desktop.forms.load import load_pack

    pack = load_pack("sx-2024")
    subjects = catalog(pack, 2024)
    model = Model(pack, Book("sx-2024", "某局", 2024, "", "万元"), subjects)
    plan = plan_import(model, subjects, path)
    json.dumps(plan.to_json(False))
    if not plan.refused and plan.operation is not None:
        model.apply(plan.operation)
        model.findings()
    return plan.refused or ""


def try_document(path: Path) -> str:
    from mutants import PASSWORD

    from desktop.app.keeping import find_repair
    from desktop.app.session import Session
    from desktop.forms.layout import lay_out
    from desktop.store import passwords
    from desktop.store.errors import DocumentError

    passwords.asker = lambda file, times: PASSWORD if times == 0 else None
    try:
        session = Session.open(path)
    except DocumentError as problem:
        repair = find_repair(path)
        return f"{problem} → {repair.sentence if repair else '没有可修复的'}"
    with session:
        session.model.findings()
        for form in session.pack.forms[:4]:
            if session.model.table_applies(form.code):
                lay_out(session.model, form.code, session.figures)
        told = []
        for look in (lambda: session.document.operations(50), lambda: session.document.integrity(), lambda: session.undo()):
            try:
                look()
            except Exception as problem:
                told.append(_sentence(problem))
        session.save()
        return " ".join(told)


def try_pack(path: Path) -> str:
    from desktop.app.pack_tools import run
    from desktop.core.cells import Book
    from desktop.core.evaluate import Model
    from desktop.core.rounding import present
    from desktop.forms.layout import lay_out
    from desktop.forms.load import load_pack

    outcome = run("lint", str(path), None)
    pack = load_pack(path)
    model = Model(pack, Book(pack.id, "某局", 2024, "", pack.kept_in))
    model.findings()
    figures = present(model)
    for form in pack.forms:
        if not form.per:
            lay_out(model, form.code, figures)
    return "" if outcome.well else outcome.lines[0]


def _sentence(problem: Exception) -> str:
    from desktop.app.problems import sentence_of

    sentence = sentence_of(problem)
    if sentence is None:
        raise problem
    return sentence


def attempt(kind: str, path: Path) -> dict[str, Any]:
    """One mutant, in this process."""
    try:
        return {"said": {"workbook": try_workbook, "document": try_document, "pack": try_pack}[kind](path)}
    except MemoryError:
        return {"memory": True}
    except Exception as problem:
        try:
            said = _sentence(problem)
        except Exception:
            return {"crashed": "".join(traceback.format_exception(problem))[-1500:]}
        return {"said": said} if _CHINESE.search(said) else {"crashed": f"no sentence: {said!r}"}


def _in_child(kind: str, path: Path) -> dict[str, Any]:
    if not hasattr(os, "fork"):  # Windows: no limits, but the same questions
        return attempt(kind, path) | {"megabytes": 0}
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        import resource

        os.setpgid(0, 0)
        os.close(reading)
        resource.setrlimit(resource.RLIMIT_AS, (LIMIT, LIMIT))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
        answer = attempt(kind, path)
        with os.fdopen(writing, "wb") as pipe:
            pipe.write(json.dumps(answer).encode())
        os._exit(0)
    os.close(writing)
    raw, end = b"", time.monotonic() + PATIENCE
    with os.fdopen(reading, "rb", buffering=0) as pipe:
        while (left := end - time.monotonic()) > 0 and select.select([pipe], [], [], left)[0]:
            piece = pipe.read(65536)
            if not piece:
                break
            raw += piece
        else:
            os.killpg(child, signal.SIGKILL)
            _, _, used = os.wait4(child, 0)
            return {"hung": True, "megabytes": used.ru_maxrss // 1024}
    _, status, used = os.wait4(child, 0)
    answer = json.loads(raw) if raw else {"hung" if status == signal.SIGXCPU else "died": status}
    return answer | {"megabytes": used.ru_maxrss // 1024, "seconds": round(used.ru_utime + used.ru_stime, 2)}


def main() -> None:
    import desktop.app.keeping
    import desktop.app.pack_tools
    import desktop.core.rounding
    import desktop.exchange.plan
    import desktop.forms.layout
    import desktop.forms.lint
    import desktop.store.opening
    import desktop.store.repair
    import desktop.store.saving  # noqa: F401 - loaded once, so that a child pays for its file alone
    from desktop.forms.load import load_pack

    load_pack("sx-2024")
    for line in sys.stdin:
        kind, _, path = line.rstrip("\n").partition("\t")
        started = time.monotonic()
        answer = _in_child(kind, Path(path))
        print(json.dumps({"seconds": round(time.monotonic() - started, 2)} | answer), flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
