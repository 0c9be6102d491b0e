"""Tables on a terminal: Chinese characters take two places."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence


def wide(text: str) -> int:
    """Places that a text takes on a terminal."""
    return sum(2 if unicodedata.east_asian_width(ch) in "WF" else 0 if unicodedata.combining(ch) else 1 for ch in text)


def draw(rows: Sequence[Sequence[tuple[str, str]]], rules_after: Sequence[int] = ()) -> str:
    """Rows of (text, alignment) as lines, with a rule after the row numbers of ``rules_after``."""
    if not rows:
        return ""
    count = max(len(row) for row in rows)
    flat = [[(" ".join(text.split("\n")), align) for text, align in row] + [("", "left")] * (count - len(row)) for row in rows]
    widths = [max(wide(row[at][0]) for row in flat) for at in range(count)]
    rule = "─" * (sum(widths) + 2 * (count - 1))
    lines = [rule]
    for number, row in enumerate(flat, 1):
        lines.append("  ".join(_placed(text, align, width) for (text, align), width in zip(row, widths, strict=True)).rstrip())
        if number in rules_after:
            lines.append(rule)
    if lines[-1] != rule:
        lines.append(rule)
    return "\n".join(lines)


def _placed(text: str, align: str, width: int) -> str:
    gap = width - wide(text)
    if align == "right":
        return " " * gap + text
    if align == "center":
        return " " * (gap // 2) + text + " " * (gap - gap // 2)
    return text + " " * gap
