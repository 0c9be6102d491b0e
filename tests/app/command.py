"""Running the command inside the test process."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from desktop.cli import main


@dataclass(frozen=True, slots=True)
class Answer:
    """What one run of the command came to."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


class Command:
    """``run("get", file, …)`` like ``mingzhang get …``; no answer ever holds a traceback."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    def __call__(self, *arguments: object, code: int | None = 0) -> Answer:
        self._capsys.readouterr()
        outcome = main([str(argument) for argument in arguments])
        out, err = self._capsys.readouterr()
        answer = Answer(outcome, out, err)
        assert "Traceback" not in out + err
        if code is not None:
            assert outcome == code, (outcome, out, err)
        if outcome == 2:
            assert err.strip(), "a failure says why"
        return answer


def new_document(command: Command, folder: Path, pack: str = "sx-2024", year: int = 2024, name: str = "甲.mz", *more: object) -> Path:
    file = folder / name
    command("new", file, "--pack", pack, "--unit", "某市科学技术局", "--year", year, *more)
    return file
