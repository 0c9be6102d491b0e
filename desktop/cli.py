"""The command ``mingzhang``: every use case of :mod:`desktop.app` for scripts, batch work and tests.

Exit codes: 0 done · 1 the data has open errors, or an import was refused · 2 wrong usage, file not readable, or internal error. With
``--json`` standard output holds one JSON object and nothing else; sentences go to standard error. Modules are imported where they are
used, so that ``mingzhang --help`` answers at once.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from desktop.commands.answers import FAILED, tell

Command = Callable[[argparse.Namespace], int]


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command; the exit code. Never raises for what a user can do."""
    _speak_utf8()
    if sys.unraisablehook is sys.__unraisablehook__:
        sys.unraisablehook = _log_silently
    arguments = list(sys.argv[1:] if argv is None else argv)
    doing = "命令"
    try:
        if not arguments or _is_document(arguments):
            doing = "打开窗口"
            return _window(arguments)
        from desktop.app.passwords import asking_at_the_console
        from desktop.app.usage import parse

        options = parse(arguments)
        doing = f"命令 {options.command}"
        options.window = _try_window
        with asking_at_the_console(getattr(options, "password_file", None)):
            code = _function(options.command)(options)
        sys.stdout.flush()
        return code
    except SystemExit as leaving:  # argparse has said what is wrong
        return leaving.code if isinstance(leaving.code, int) else FAILED
    except KeyboardInterrupt:
        tell("已中断，文件没有改动。")
        return FAILED
    except BrokenPipeError:
        _drop_output()
        return FAILED
    except Exception as problem:
        from desktop.app.problems import sentence_of

        sentence = sentence_of(problem)
        if sentence is None:
            from desktop.app.diagnostics import crash_sentence

            sentence = crash_sentence(problem, doing)
        tell(sentence)
        try:
            sys.stdout.flush()
        except OSError:  # the answer itself could not be written, to a file on a full disk for instance
            _drop_output()
        return FAILED


def _log_silently(unraisable: sys.UnraisableHookArgs) -> None:
    """What goes wrong while things are thrown away concerns nobody at the keyboard; Python would print a traceback."""
    if isinstance(unraisable.exc_value, Exception):
        from desktop.app.diagnostics import record

        record(unraisable.exc_value, "清理")


def _drop_output() -> None:
    """What is still to be written goes nowhere, or Python would complain about it once more at its end."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _function(command: str) -> Command:
    from desktop.commands import disclosure, equipment, figures, files, finishing, guarding, keeping, projects, seeking

    name = f"do_{command.replace('-', '_')}"
    found: Command = next(
        getattr(module, name)
        for module in (figures, files, disclosure, finishing, equipment, guarding, keeping, projects, seeking)
        if hasattr(module, name)
    )
    return found


def _is_document(arguments: Sequence[str]) -> bool:
    return (
        len(arguments) == 1
        and not arguments[0].startswith("-")
        and (arguments[0].casefold().endswith(".mz") or Path(arguments[0]).is_file())
    )


def _window(arguments: Sequence[str]) -> int:
    from desktop.ui.main import run

    return run(list(arguments))


def _try_window(document: Path, picture: Path) -> str:
    """The window of the self-test; the only command that opens one."""
    from desktop.ui.trial import try_window

    return try_window(document, picture)


def _speak_utf8() -> None:
    """UTF-8 on any console; a character that cannot be written becomes a question mark, never a crash."""
    # Started without a console, or with its output closed, there is nothing to write to.
    sys.stdout = sys.stdout or open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115
    sys.stderr = sys.stderr or open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            with contextlib.suppress(OSError, ValueError):
                reconfigure(encoding="utf-8", errors="replace")


if __name__ == "__main__":
    sys.exit(main())
