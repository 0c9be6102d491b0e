"""Pinyin initials of any Chinese text, for finding a label by its first letters (一般公共服务支出: ybggfwzc).

The first level of GB 2312 (3,755 usual characters) is ordered by pinyin, so the letter follows from the place of a character in it; no list
of readings is needed. Characters of other levels have no letter and are left out; a character with several readings has its usual one only.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache
from typing import Final

# The first character of every letter in GB 2312, as its two bytes; no Chinese syllable begins with i, u or v.
_STARTS: Final = (
    0xB0A1, 0xB0C5, 0xB2C1, 0xB4EE, 0xB6EA, 0xB7A2, 0xB8C1, 0xB9FE, 0xBBF7, 0xBFA6, 0xC0AC, 0xC2E8,
    0xC4C3, 0xC5B6, 0xC5BE, 0xC6DA, 0xC8BB, 0xC8F6, 0xCBFA, 0xCDDA, 0xCEF4, 0xD1B9, 0xD4D1,
)  # fmt: skip
_LETTERS: Final = "abcdefghjklmnopqrstwxyz"
_END: Final = 0xD7FA  # the second level, ordered by strokes, begins here


@lru_cache(maxsize=65536)
def initials(text: str) -> str:
    """First letters of the characters of a text, small; Latin letters and digits stand for themselves."""
    return "".join(_initial(character) for character in text)


@lru_cache(maxsize=8192)
def _initial(character: str) -> str:
    if character.isascii():
        return character.lower() if character.isalnum() else ""
    try:
        code = int.from_bytes(character.encode("gb2312"), "big")
    except UnicodeEncodeError:
        return ""
    return _LETTERS[bisect_right(_STARTS, code) - 1] if _STARTS[0] <= code < _END else ""
