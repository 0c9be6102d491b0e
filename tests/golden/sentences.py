"""Generated documents held against published ones, sentence by sentence.

``tests/golden/sentences/<sample>.txt`` has the prose of a published document, one paragraph a line, without its contents and tables.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from difflib import SequenceMatcher
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop.document.narrative import RenderedBlock

FOLDER = Path(__file__).parent / "sentences"
_ENDS = re.compile(r"(?<=[。；！？])")
_WIDE = str.maketrans(
    {"(": "（", ")": "）", ";": "；", "％": "%", "!": "！", "?": "？", "〔": "[", "〕": "]", "﹝": "[", "﹞": "]", "〇": "○"}
)
_QUOTES = str.maketrans({'"': "“", "”": "“", "‘": "“", "’": "“", "'": "“"})
_PUNCTUATION = (
    (re.compile(r"(?<!\d),|,(?!\d)"), "，"),
    (re.compile(r"(?<!\d):|:(?!\d)"), "："),
    (re.compile(r"^（?(\d+)[)）.．、]"), r"\1."),
)
_HEADING = re.compile(r"^(?:第.部分|[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|\d+[.、])[^。；！？]{1,50}$")
_NUMBER = re.compile(r"(\d[\d,]*(?:\.\d+)?)(%?)")


@dataclass(frozen=True, slots=True)
class Difference:
    """A place where the two differ; one side is "" where the other has a sentence more. ``section`` is the heading that stands before it."""

    section: str
    generated: str
    published: str

    def __str__(self) -> str:
        return f"[{self.section}]\n  生成：{self.generated}\n  公开：{self.published}"


@dataclass(frozen=True, slots=True)
class Comparison:
    """``compared`` sentences of the published document, ``equal`` of them generated as they stand there."""

    compared: int
    equal: int
    differences: tuple[Difference, ...]

    def pairs(self) -> list[tuple[str, str]]:
        return [(one.generated, one.published) for one in self.differences]


def published_lines(sample: str) -> list[str]:
    text = (FOLDER / f"{sample}.txt").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line.strip() and not line.startswith("%")]


def generated_lines(blocks: Iterable[RenderedBlock]) -> list[str]:
    """The paragraphs and headings of a rendered narrative. Blocks that could not be rendered fail at once."""
    lines: list[str] = []
    for rendered in blocks:
        assert not rendered.problem, rendered.problem
        lines += [line for line in rendered.text.split("\n") if line.strip()]
    return lines


def plain(text: str) -> str:
    """Without white space; brackets, quotes and punctuation in one width."""
    text = re.sub(r"\s+", "", text).translate(_WIDE).translate(_QUOTES)
    for pattern, put in _PUNCTUATION:
        text = pattern.sub(put, text)
    return text


def by_value(text: str) -> str:
    """``plain``, and figures by their value: separators and trailing zeros do not count. Percentages are left to :func:`close_percentages`."""

    def one(found: re.Match[str]) -> str:
        if found[2]:
            return "%"
        number = found[1].replace(",", "")
        return number.rstrip("0").rstrip(".") if "." in number else number

    return _NUMBER.sub(one, plain(text))


def close_percentages(places: int) -> Callable[[str, str], bool]:
    """Whether the percentages of the first, rounded to so many places, can stand for those of the second, which have more."""
    half = Decimal(5).scaleb(-places - 1)

    def close(generated: str, published: str) -> bool:
        mine, theirs = _percentages(generated), _percentages(published)
        return len(mine) == len(theirs) and all(abs(a - b) <= half for a, b in zip(mine, theirs, strict=True))

    return close


def _percentages(text: str) -> list[Decimal]:
    return [Decimal(number.replace(",", "")) for number, sign in _NUMBER.findall(plain(text)) if sign]


def sentences(lines: Sequence[str]) -> list[str]:
    return [part for line in lines for part in _ENDS.split(line.strip()) if part.strip()]


def compare(
    generated: Sequence[str],
    published: Sequence[str],
    same: Callable[[str], str] = plain,
    close: Callable[[str, str], bool] = lambda generated, published: True,
) -> Comparison:
    """Align the sentences by order and answer what differs. ``same`` maps a sentence to what has to be equal; ``close`` looks at two that are.

    A sentence that is broken over two lines on one side only is no difference.
    """
    left, right = sentences(generated), sentences(published)
    keys, others = [same(text) for text in left], [same(text) for text in right]
    differences: list[Difference] = []
    equal = 0
    section = ""
    for kind, a, b, c, d in SequenceMatcher(None, keys, others, autojunk=False).get_opcodes():
        if kind == "equal":
            for mine, theirs in zip(left[a:b], right[c:d], strict=True):
                if close(mine, theirs):
                    equal += 1
                else:
                    differences.append(Difference(section, mine, theirs))
        elif same("".join(left[a:b])) == same("".join(right[c:d])) and close("".join(left[a:b]), "".join(right[c:d])):
            equal += d - c
        else:
            for mine, theirs in _paired(left[a:b], right[c:d]):
                differences.append(Difference(section, mine, theirs))
        section = next((text for text in reversed(right[c:d]) if _HEADING.match(text)), section)
    return Comparison(len(right), equal, tuple(differences))


def run_on(generated: Sequence[str], published: Sequence[str], same: Callable[[str], str] = plain) -> list[str]:
    """Sentences that begin a paragraph in the published document, and stand behind another one in the generated."""
    begins = {same(_ENDS.split(line.strip())[0]) for line in generated}
    inside = {same(part) for line in generated for part in _ENDS.split(line.strip())[1:] if part.strip()} - begins
    return [first for line in published if same(first := _ENDS.split(line.strip())[0]) in inside]


def _paired(left: list[str], right: list[str]) -> list[tuple[str, str]]:
    """The sentences of a stretch that differs, each with the one most like it."""
    found: list[tuple[str, str]] = []
    start = 0
    for text in right:
        likeness = [(SequenceMatcher(None, text, left[at]).ratio(), -at) for at in range(start, len(left))]
        best, at = max(likeness, default=(0.0, 0))
        if best < 0.5:
            found.append(("", text))
            continue
        found += [(skipped, "") for skipped in left[start:-at]]
        found.append((left[-at], text))
        start = 1 - at
    return [*found, *((rest, "") for rest in left[start:])]
