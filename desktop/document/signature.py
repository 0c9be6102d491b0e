"""The signature block under a table: who signs, the date, the place of the seal. Its labels come from the pack, the names from the cover."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from desktop.document.fonts import FontSet, clean
from desktop.document.pages import POINT, Page, line_height, put_line
from desktop.document.places import words
from desktop.document.text import fitting_size

_A_LINE = 4  # people in one line
_SMALLEST = 8.0


@dataclass(frozen=True, slots=True)
class SignatureBlock:
    """``people`` side by side, ``right`` (seal, date) below each other; compact: all of it side by side."""

    people: tuple[str, ...]  # 单位负责人：张三
    right: tuple[str, ...]  # （公章）, 日期：…
    size: float
    compact: bool = False

    @property
    def step(self) -> float:
        return line_height(self.size, 1.5 if self.compact else 1.9)

    @property
    def in_line(self) -> int:
        return max(1, len(self.people)) if self.compact else _A_LINE

    @property
    def height(self) -> float:
        """In mm."""
        return self.step * (-(-len(self.people) // self.in_line) + len(self.right))


def signature_blocks(labels: Sequence[str], values: Mapping[str, str], size: float = 10.5) -> tuple[SignatureBlock, SignatureBlock]:
    """The block for these labels (none: the usual ones) and its compact form in one line, for tables that fill their page.

    ``values`` by label; what is not given stays open to be written by hand.
    """
    text = words()["signature"]
    people: list[str] = []
    right: list[str] = []
    for label in labels or text["labels"]:
        value = clean(values.get(label, "")).strip()
        if any(mark in label for mark in text["seal_marks"]):
            right.insert(0, text["seal"])
        elif any(mark in label for mark in text["date_marks"]):
            right.append(f"{label}{text['colon']}{value or text['blank_date']}")
        else:
            people.append(f"{clean(label)}{text['colon']}{value}")
    # the seal last: it is put over the date
    return SignatureBlock(tuple(people), tuple(right), size), SignatureBlock((*people, *reversed(right)), (), min(size, 9.0), compact=True)


def put_signature(page: Page, fonts: FontSet, block: SignatureBlock, x: float, top: float, width: float) -> float:
    """Draw the block; returns the y below it."""
    stack = fonts.stack("song")
    for start in range(0, len(block.people), block.in_line):
        line = block.people[start : start + block.in_line]
        slot = width / max(len(line), min(block.in_line, len(block.people)))
        for number, text in enumerate(line):
            size = fitting_size(text, stack, block.size, (slot - 2) / POINT, _SMALLEST)
            put_line(page, fonts, text, x + number * slot, top + block.step / 2, slot, size, "left")
        top += block.step
    widest = max([stack.width(text) * block.size * POINT for text in block.right] or [0.0])
    left = x + width - max(widest, 50.0)
    for text in block.right:
        put_line(page, fonts, text, left, top + block.step / 2, x + width - left, block.size, "left")
        top += block.step
    return top
