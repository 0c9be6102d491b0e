"""How long backups stay: the rule in ``resources/keeping/backups.toml``, or a file of the same name in the data folder."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

from desktop.forms.catalog import resources_root

_PERIODS: Final = {"save": "", "hour": "%Y%m%d%H", "day": "%Y%m%d", "week": "%G%V", "month": "%Y%m"}
_WORDS: Final = {"save": "每次保存", "hour": "每小时一份", "day": "每天一份", "week": "每周一份", "month": "每月一份"}
NAME: Final = "backups.toml"


@dataclass(frozen=True, slots=True)
class Step:
    """Backups younger than ``age`` (None: of any age) are thinned to one ``period``."""

    age: timedelta | None
    period: str

    @property
    def stamp(self) -> str:
        """What two backups of one period have in common, for ``strftime``; "" where every one is kept."""
        return _PERIODS[self.period]


@dataclass(frozen=True, slots=True)
class Policy:
    """``newest`` stay whatever the clock says; ``whole`` is how long that stays which could not be had again."""

    newest: int
    whole: timedelta
    always_whole: frozenset[str]
    steps: tuple[Step, ...]

    @property
    def sentence(self) -> str:
        """The rule for people."""
        parts = [f"{_age(step.age)}{_WORDS[step.period]}" for step in self.steps]
        return (
            f"备份保留：{'，'.join(parts)}；最新 {self.newest} 份和手动备份总是保留，未保存、被覆盖、损坏的内容保留 {self.whole.days} 天。"
        )


def read_policy(data_dir: Path | None = None) -> Policy:
    """The rule that holds. One in the data folder that cannot be read is passed over: losing backups to a slip of the pen would be worse."""
    if data_dir is not None and (data_dir / NAME).exists():
        try:
            return _policy(tomllib.loads((data_dir / NAME).read_text(encoding="utf-8-sig")))
        except (OSError, ValueError, KeyError, TypeError):
            pass
    return _policy(tomllib.loads((resources_root() / "keeping" / NAME).read_text(encoding="utf-8")))


def _policy(data: Mapping[str, Any]) -> Policy:
    steps = tuple(Step(_limit(step), str(step["one_per"])) for step in data["keep"])
    ages = [step.age for step in steps]
    if not steps or ages[-1] is not None or None in ages[:-1] or any(step.period not in _PERIODS for step in steps):
        raise ValueError("the last step, and only the last, is for every age")
    if sorted(age for age in ages if age is not None) != ages[:-1]:
        raise ValueError("ages must rise")
    newest, days = int(data["newest"]), int(data["whole_days"])
    if newest < 1 or days < 0:
        raise ValueError("newest")
    return Policy(newest, timedelta(days=days), frozenset(map(str, data.get("always_whole", ()))), steps)


def _limit(step: Mapping[str, Any]) -> timedelta | None:
    if "younger_than_hours" in step:
        return timedelta(hours=float(step["younger_than_hours"]))
    return timedelta(days=float(step["younger_than_days"])) if "younger_than_days" in step else None


def _age(age: timedelta | None) -> str:
    if age is None:
        return "更早的"
    if age <= timedelta(hours=48):
        return f"{age.total_seconds() / 3600:g} 小时内"
    return f"{age.days} 天内"
