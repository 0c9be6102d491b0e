"""Texts from outside without what is not seen: control characters, and marks that turn the writing direction round.

A mark of direction in the name of a 科目 would show the figures of a sentence behind it in reverse order.
"""

from __future__ import annotations

import re
from typing import Final

_UNSEEN: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufff9-\ufffb]")


def visible(text: str) -> str:
    """The text as it is meant to be read; line breaks and tabs stay."""
    return _UNSEEN.sub("", text)
