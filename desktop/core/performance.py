"""Plain questions about performance forms that the checks of packs ask through formula functions.

Every function takes texts as they stand in the form and answers a figure, a truth or a short sentence; none knows a form, a pack or a model.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import lru_cache

from desktop.core.indicator_values import read_indicator
from desktop.core.scoring_profile import ScoringProfile

_PLAIN_TITLES = re.compile(r"《[^》]*》|[〔\[【（(]\s*(?:19|20)\d\d\s*[〕\]】）)]")
_YEAR = re.compile(r"(?<![\d.])((?:19|20)\d\d)\s*(?:年|[.\-/](?:1[0-2]|0?[1-9])(?!\d))")
_NUMBERING = re.compile(r"^(?:[(（]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）]|\d{1,2}[.．、](?!\d)|[一二三四五六七八九十]{1,3}、)")
_COUNTED = re.compile(r"(?:数量|人数|次数|场次|个数)$")
_NO_NAME = re.compile(r"[\s\W_]+")
_FINISHED = re.compile(
    r"(?<!未)(?<!没有)(?<!尚未)(?:已|全部|均已|按时|圆满)完成|完成\s*100\s*[%％]|^完成$|无偏差|没有偏差|未(?:产生|出现|发生)偏差|不存在偏差"
)


def target_years(text: str) -> tuple[int, ...]:
    """The years a text names as times (2022年, 2022.12), in order. Titles of documents 《…》 and document numbers 〔2021〕 are left out."""
    plain = unicodedata.normalize("NFKC", _PLAIN_TITLES.sub("　", text))
    return tuple(int(found[1]) for found in _YEAR.finditer(plain))


def year_of(text: str, name: str = "") -> int | None:
    """The year of a target (2021年12月底之前 → 2021); ``None`` where it names none. For the check against the year of the form."""
    value = read_indicator(text, name)
    if value.date is not None:
        return value.date.year
    years = target_years(text) if value.number is None else ()
    return years[0] if years else None


def ratio_after(text: str, word: str) -> Decimal | None:
    """The first percentage behind a word of a text (预算执行率为 98.46% with 执行率 → 98.46). Between them there may be a few words, no other
    figure and no end of a sentence."""
    plain = unicodedata.normalize("NFKC", text)
    if not word:
        return None
    found = re.search(rf"{re.escape(word)}[^\d%。;!?\n]{{0,15}}?(-?\d+(?:\.\d+)?)\s*%", plain)
    return Decimal(found[1]) if found else None


def figure_in_text(text: str, name: str, like: str) -> Decimal | None:
    """What a text says of an indicator: 奖补科普教育基地15个 for the indicator 奖补科普教育基地数量 → 15, in the measure of ``like`` (=14个).

    Only where the name stands there literally with a figure of the same unit right behind it; ``None`` where it does not, or says different things.
    """
    value = read_indicator(like)
    core = _COUNTED.sub("", name_key(name))
    unit = "%" if value.percent else value.written_unit
    if value.number is None or len(core) < 4 or not unit:
        return None
    plain = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).casefold()
    pattern = rf"{re.escape(core)}(?:数量|人数|次数|场次|个数|共|达到?|为)?(\d+(?:\.\d+)?){re.escape(unicodedata.normalize('NFKC', unit))}"
    said = {Decimal(found) for found in re.findall(pattern, plain)}
    if len(said) != 1:
        return None
    stated = read_indicator(f"{said.pop()}{unit}")
    return stated.number


@lru_cache(maxsize=8192)  # every name of a form is held against all others
def name_key(name: str) -> str:
    """A name without what does not tell indicators apart: numbering, white space, punctuation, width, （%）. Equal keys = the same indicator."""
    plain = unicodedata.normalize("NFKC", name).strip()
    plain = _NUMBERING.sub("", re.sub(r"[(（]\s*%\s*[)）]", "", plain))
    return _NO_NAME.sub("", plain).casefold()


def repeated(names: Sequence[str]) -> tuple[tuple[int, ...], ...]:
    """Groups of positions (from 0) whose names are the same indicator; blank names are left out."""
    groups: dict[str, list[int]] = {}
    for position, name in enumerate(names):
        key = name_key(name)
        if key:
            groups.setdefault(key, []).append(position)
    return tuple(tuple(group) for group in groups.values() if len(group) > 1)


def is_its_label(text: str, labels: Iterable[str]) -> bool:
    """Whether a field holds the words of a label instead of an answer (主管部门 in the field 主管部门)."""
    key = name_key(text)
    return bool(key) and any(key == name_key(label) for label in labels)


def says_finished(text: str) -> bool:
    """Whether a text says that all is done or that there is no deviation (已完成, 目标执行无偏差)."""
    return bool(_FINISHED.search("".join(text.split())))


def late(target: str, actual: str, year: int | None = None) -> bool:
    """Whether the result is a time after that of the target. ``year`` (of the form) stands in where none is written."""
    due, kept = read_indicator(target).date, read_indicator(actual).date
    if due is None or kept is None:
        return False
    last, done = due.last_day(year), kept.last_day(year if kept.year is None else None)
    return last is not None and done is not None and done > last


def deviation(target: str, actual: str, name: str = "") -> Decimal | None:
    """(result − target) ÷ target as a fraction, +0.6 for 8000 beside ≥5000; inside a range 0; ``None`` where they cannot be compared."""
    from desktop.core.scoring_points import compare

    aim, done = read_indicator(target, name), read_indicator(actual, name)
    if aim.problem or aim.number is None or done.number is None or isinstance(compare(aim, done), str):
        return None
    goal = aim.number
    if aim.upper is not None and done.number >= aim.number:
        if done.number <= aim.upper:
            return Decimal(0)
        goal = aim.upper
    return None if goal == 0 else (done.number - goal) / abs(goal)


def missed(target: str, actual: str, name: str = "") -> bool:
    """Whether a result certainly does not reach its target (then a reason is needed). ``False`` where nobody can tell."""
    from desktop.core.scoring_points import compare

    aim, done = read_indicator(target, name), read_indicator(actual, name)
    if aim.problem or not aim.comparator or aim.number is None or done.number is None:
        return late(target, actual)
    compared = compare(aim, done)
    return not isinstance(compared, str) and not compared.met


def far_above(profile: ScoringProfile, target: str, actual: str, name: str = "") -> bool:
    """Whether the result exceeds a target (≥, ＞, or without a sign) by more than the limit of the profile."""
    value = read_indicator(target, name)
    if value.comparator not in ("≥", "＞", ""):
        return False
    over = deviation(target, actual, name)
    return over is not None and over > profile.far_above.limit
