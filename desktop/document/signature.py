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
    people: tuple[str, ...]  # 单位负责人：张三
    right: tuple[str, ...]  # （公章）, 日期：…
    size: float

    @property
    def step(self) -> float:
        return line_height(self.size, 1.9)

    @property
    def height(self) -> float:
        """In mm."""
        return self.step * (-(-len(self.people) // _A_LINE) + len(self.right))


def signature_block(labels: Sequence[str], values: Mapping[str, str], size: float = 10.5) -> SignatureBlock:
    """The block for these labels (none: the usual ones). ``values`` by label; what is not given stays open to be written by hand."""
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
    return SignatureBlock(tuple(people), tuple(right), size)


def put_signature(page: Page, fonts: FontSet, block: SignatureBlock, x: float, top: float, width: float) -> float:
    """Draw the block; returns the y below it."""
    stack = fonts.stack("song")
    for start in range(0, len(block.people), _A_LINE):
        line = block.people[start : start + _A_LINE]
        slot = width / max(len(line), min(_A_LINE, len(block.people)))
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
