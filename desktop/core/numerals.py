"""Chinese numbers as documents write them: read from a text, and written for headings and lists."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

CHINESE_NUMBER: Final = r"[零〇一二两三四五六七八九十百千]+"
_DIGITS: Final = {"零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_PLACES: Final = {"十": 10, "百": 100, "千": 1000}
_WRITTEN: Final = "零一二三四五六七八九"


def from_chinese(text: str) -> Decimal | None:
    """``十二`` → 12, ``两`` → 2, ``二百`` → 200; ``None`` where the characters make no number."""
    total, digit, last = 0, None, 10_000
    for mark in text:
        if mark in _DIGITS:
            if digit:
                return None
            digit = _DIGITS[mark]
        else:
            place = _PLACES.get(mark)
            if place is None or place >= last:
                return None
            total += (1 if digit is None else digit) * place
            digit, last = None, place
    return Decimal(total + (digit or 0)) if text else None


def in_chinese(number: int) -> str:
    """1 → 一, 12 → 十二, 20 → 二十; beyond 1 to 99 the figures themselves."""
    if not 0 < number < 100:
        return str(number)
    tens, ones = divmod(number, 10)
    head = "" if not tens else "十" if tens == 1 else _WRITTEN[tens] + "十"
    return head + (_WRITTEN[ones] if ones else "")
