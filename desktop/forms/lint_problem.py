"""What the linter reports."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LintProblem:
    """``rule`` is the rule's name (stable), ``place`` file and key (``公开01.toml：calc[01-A1]``), ``say`` a Chinese sentence."""

    rule: str
    place: str
    say: str

    def __str__(self) -> str:
        return f"{self.place}：{self.say}（{self.rule}）"


def at(form: str, key: str = "") -> str:
    return f"{form}.toml：{key}" if key else f"{form}.toml"
