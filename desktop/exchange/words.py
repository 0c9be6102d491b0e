"""How texts of workbooks are compared: folded to one form of every character, and the words by which tables are recognised.

The words themselves are data: ``resources/exchange/words.toml``.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from desktop.forms.catalog import resources_root

_ORDINAL = re.compile(
    r"(?:\(?[一二三四五六七八九十]{1,3}\)?[、.．,]|\([一二三四五六七八九十\d]{1,3}\)|\d{1,2}[、.．](?!\d)|其中[:：]?|[加减][:：])"
)
_INNER = re.compile(r"\([^()]*\)")
_KEPT = re.compile(r"[^0-9a-z\u3400-\u9fff\U00020000-\U0003ffff]+")


@dataclass(frozen=True, slots=True)
class Words:
    """The words by which workbooks are understood, from ``resources/exchange/words.toml``; folded as :func:`fold` does."""

    lookalikes: dict[int, str]
    heads: dict[str, frozenset[str]]  # canonical head, folded → its spellings, folded
    labels: dict[str, frozenset[str]]  # the same for the labels of records
    column_numbers: frozenset[str]
    code_parts: tuple[str, ...]
    total: frozenset[str]
    notes: tuple[str, ...]
    sentence: tuple[str, ...]
    signature: tuple[str, ...]
    furniture: tuple[str, ...]
    unit_keys: tuple[str, ...]
    department_keys: tuple[str, ...]
    units: dict[str, int]  # money unit → power of ten in 元


@cache
def words() -> Words:
    """The words, read once."""
    with (resources_root() / "exchange" / "words.toml").open("rb") as file:
        raw = tomllib.load(file)
    pairs = {ord(pair[0]): pair[1] for pair in raw["lookalikes"].split()}
    marks, meta = raw["marks"], raw["meta"]
    heads, labels = (
        {_fold(name, pairs): frozenset(_fold(spelling, pairs) for spelling in spellings) for name, spellings in raw[part].items()}
        for part in ("heads", "labels")
    )
    return Words(
        pairs,
        heads,
        labels,
        frozenset(marks["column_numbers"]),
        tuple(marks["code_parts"]),
        frozenset(marks["total"]),
        tuple(marks["notes"]),
        tuple(marks["sentence"]),
        tuple(marks["signature"]),
        tuple(marks["furniture"]),
        tuple(sorted(meta["unit_keys"], key=len, reverse=True)),
        tuple(sorted(meta["department_keys"], key=len, reverse=True)),
        dict(raw["units"]),
    )


@lru_cache(maxsize=8192)
def plain(text: str) -> str:
    """NFKC, no white space, look-alike characters folded; punctuation stays."""
    text = unicodedata.normalize("NFKC", text)
    return re.sub(r"[\s\u200b\ufeff]+", "", text).translate(words().lookalikes)


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """As :func:`plain`, lower case, and only characters and digits: for comparing titles, heads and labels."""
    return _KEPT.sub("", plain(text).lower())


def _fold(text: str, pairs: dict[int, str]) -> str:
    squeezed = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).translate(pairs)
    return _KEPT.sub("", squeezed.lower())


@lru_cache(maxsize=8192)
def without_ordinal(text: str) -> str:
    """A label folded without its number: ``一、外交支出``, ``（二）外交支出``, ``2. 外交支出`` and ``其中：外交支出`` are the same."""
    squeezed = plain(text)
    previous = ""
    while previous != squeezed:
        previous = squeezed
        squeezed = _ORDINAL.sub("", squeezed, count=1) if _ORDINAL.match(squeezed) else squeezed
    return _KEPT.sub("", squeezed.lower())


@lru_cache(maxsize=8192)
def core_label(text: str) -> str:
    """A label without number and without what stands in parentheses."""
    return without_ordinal(_INNER.sub("", _INNER.sub("", plain(text))) or text)


@lru_cache(maxsize=4096)
def same_head(left: str, right: str) -> float:
    """How well two head texts agree, 0…1. Both folded."""
    if left == right:
        return 1.0
    if not left or not right:
        return 0.0
    spellings = words().heads.get(right)
    if spellings and left in spellings:
        return 0.8
    if len(right) >= 4 and len(left) >= 4 and (left.startswith(right) or right.startswith(left)):
        return 0.75
    # at most one character in eight may differ: 基本支出 and 项目支出 are not the same
    return 0.7 if min(len(left), len(right)) >= 4 and alike(left, right) >= 0.875 else 0.0


@lru_cache(maxsize=4096)
def alike(left: str, right: str) -> float:
    """Share of characters that two texts have in common, in order: 0…1."""
    from difflib import SequenceMatcher

    return SequenceMatcher(None, left, right).ratio()
