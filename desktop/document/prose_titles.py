"""Short numbered lines of the text that are titles of what follows — “（4）绩效自评情况” — and stay on its page.

A line of a list is none: the line behind it is numbered in the same way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from desktop.document.booklet_parts import TITLE, Part

_LONGEST: Final = 26
"""Characters of a title; with its indent it stands on one line."""
_NUMBERED: Final = re.compile(
    r"(?:(?P<round>[（(][\d一二三四五六七八九十]+[)）])|(?P<dot>\d+[.．](?!\d))|(?P<comma>(?:\d+|[一二三四五六七八九十]+)、))"
)
_SENTENCE: Final = re.compile(r"[，。；、：:;？！…]")


def with_titles(parts: Sequence[Part]) -> list[Part]:
    """The parts with such lines as parts of their own."""
    made: list[Part] = []
    for place, part in enumerate(parts):
        if part.kind != "text":
            made.append(part)
            continue
        behind = next(iter(parts[place + 1].lines), "") if place + 1 < len(parts) and parts[place + 1].kind == "text" else ""
        made += _split(part, behind)
    return made


def _split(part: Part, behind: str) -> Iterator[Part]:
    lines = [line for line in part.lines if line]
    kept: list[str] = []
    for place, line in enumerate(lines):
        following = lines[place + 1] if place + 1 < len(lines) else behind
        if not is_title(line, following):
            kept.append(line)
            continue
        if kept:
            yield replace(part, lines=tuple(kept))
            kept = []
        yield replace(part, kind=TITLE, lines=(line,))
    if kept:
        yield replace(part, lines=tuple(kept))


def is_title(line: str, following: str) -> bool:
    """Whether the line is a title of the one that follows; "" where no text follows."""
    found, other = _NUMBERED.match(line), _NUMBERED.match(following)
    if found is None or not following or len(line) > _LONGEST or (other is not None and other.lastgroup == found.lastgroup):
        return False
    return not _SENTENCE.search(line[found.end() :].rstrip("。：:"))
