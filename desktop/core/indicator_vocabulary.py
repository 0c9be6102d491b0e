"""What is known about writing indicators: 一级 and 二级 by regime, usual signs by kind, units, vague words, model indicators. Data, read by the forms layer."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class LevelOne:
    """A 一级指标 and the 二级指标 it admits."""

    name: str
    seconds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LevelRegime:
    """One division into 一级 and 二级. ``verified`` says in words how sure it is."""

    id: str
    title: str
    basis: str
    verified: str
    levels: tuple[LevelOne, ...]


@dataclass(frozen=True, slots=True)
class KindRule:
    """How indicators of a kind are usually written. ``words``: parts of the name of their 二级 (else 一级). ``proposed``: the sign that is certain ("" = several
    are possible). ``time``: a time is wanted. ``exempt``: parts of names for which the signs do not hold (成本降低率 is better the higher)."""

    words: tuple[str, ...]
    signs: tuple[str, ...]
    proposed: str = ""
    time: bool = False
    say: str = ""
    exempt: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class UnitName:
    """Names that end like this count in ``unit`` (次数 → 次)."""

    ends: tuple[str, ...]
    unit: str


@dataclass(frozen=True, slots=True)
class ModelIndicator:
    """An indicator to copy. ``source``: where it was published, or that it is only a usual way of writing. ``project``: 人员类, or "" for any."""

    level1: str
    level2: str
    name: str
    sign: str
    value: str
    unit: str
    note: str = ""
    source: str = ""
    project: str = ""

    @property
    def target(self) -> str:
        """The target as one text: ≥90%."""
        return f"{self.sign}{self.value}{self.unit}"


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All of it. ``aliases``: groups of names that mean the same kind (效果指标 = 效益指标)."""

    regimes: tuple[LevelRegime, ...] = ()
    units: tuple[str, ...] = ()
    vague: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    aliases: tuple[tuple[str, ...], ...] = ()
    kinds: tuple[KindRule, ...] = ()
    unit_names: tuple[UnitName, ...] = ()
    models: tuple[ModelIndicator, ...] = ()

    def regime(self, regime_id: str) -> LevelRegime | None:
        return next((regime for regime in self.regimes if regime.id == regime_id), None)

    def kind(self, level1: str, level2: str) -> KindRule | None:
        """The rule for the kind; the 二级 decides before the 一级."""
        for name in (level2, level1):
            found = next((rule for rule in self.kinds if any(word in name for word in rule.words)), None)
            if found:
                return found
        return None

    def plain(self, name: str) -> str:
        """A name of a 一级 or 二级 with its other names brought together."""
        plain = "".join(name.split())
        return next((group[-1] for group in self.aliases if plain in group), plain)


@lru_cache(maxsize=256)
def _matching(vocabulary: Vocabulary, level1: str, level2: str) -> tuple[ModelIndicator, ...]:
    first, second = vocabulary.plain(level1), vocabulary.plain(level2)
    by_second = [model for model in vocabulary.models if second and vocabulary.plain(model.level2) == second]
    by_cost = [model for model in vocabulary.models if second == "成本指标" and model.level1 == "成本指标"]
    by_satisfaction = [model for model in vocabulary.models if second == "满意度指标" and model.level1 == "满意度指标"]
    by_first = [model for model in vocabulary.models if not second and first and vocabulary.plain(model.level1) == first]
    return tuple(by_second or by_cost or by_satisfaction or by_first)


def library(vocabulary: Vocabulary, level1: str = "", level2: str = "", words: str = "", project: str = "") -> tuple[ModelIndicator, ...]:
    """Model indicators for a 一级/二级 (either may be blank), with ``words`` in name or note if given. ``project`` = 人员类 puts its standard indicators first."""
    found = _matching(vocabulary, level1, level2) if level1 or level2 else vocabulary.models
    wanted = words.split()
    chosen = [model for model in found if all(word in model.name + model.note for word in wanted)]
    return tuple(sorted(chosen, key=lambda model: not project or model.project != project))


def closest(models: tuple[ModelIndicator, ...], name: str) -> ModelIndicator | None:
    """The model whose name shares most with a name (pairs of characters); without any in common the first one."""
    pairs = {name[at : at + 2] for at in range(len(name) - 1)}
    return max(models, key=lambda model: sum(pair in model.name for pair in pairs), default=None)
