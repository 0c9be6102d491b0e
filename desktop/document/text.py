"""Chinese line breaking: both rules of 避头尾, numbers and Latin words kept whole, even lines for heads.

reportlab's own CJK wrapping lets ``，：；！？》`` begin a line, lets opening marks end one and cuts numbers; hence this module. It only measures
and cuts; :mod:`desktop.document.pen` draws. Widths are in em times the size given, in whatever unit the size is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from desktop.document.fonts import FontStack
from desktop.document.places import words

NOT_FIRST = frozenset("，。、；：？！）》〉」』】〕〗｝］”’…—～·％‰℃℉％,.;:?!)]}%‐–〜ーヽヾゝゞ々〻°′″﹐﹑﹒﹔﹕﹖﹗﹚﹜﹞／")
"""Marks that may not begin a line (避头)."""
NOT_LAST = frozenset("（《〈「『【〔〖｛［“‘￥＄￡№＃#([{¥$£§")
"""Marks that may not end a line (避尾)."""
_ATOM = re.compile(
    r"[+\-−]?[0-9A-Za-z\u00c0-\u024f\u0370-\u052f]+(?:[.,:/+\-_'’@&–][0-9A-Za-z\u00c0-\u024f\u0370-\u052f]+)*[%‰]?"  # a number or a word
    r"|…{2,}|—{2,}"  # long dashes and dots
    r"|[ ]+"
    r"|.",
    re.DOTALL,
)


def atoms(text: str, whole: re.Pattern[str] = _ATOM) -> list[str]:
    """The text cut where a line may end: marks are glued to the character that they belong to. ``whole`` finds what is never cut."""
    pieces: list[str] = []
    glue = False  # the piece before may not end a line
    for match in whole.finditer(text):
        piece = match.group()
        if pieces and (glue or (piece[0] in NOT_FIRST and not pieces[-1].isspace())):
            pieces[-1] += piece
        else:
            pieces.append(piece)
        glue = piece[-1] in NOT_LAST
    return pieces


@lru_cache(maxsize=1)
def _words() -> re.Pattern[str]:
    """As ``_ATOM``, with the terms of the trade kept whole as well."""
    return re.compile("|".join(map(re.escape, words()["keep_together"])) + "|" + _ATOM.pattern, re.DOTALL)


def break_lines(text: str, stack: FontStack, size: float, width: float, first_indent: float = 0.0) -> list[str]:
    """Cut ``text`` into lines not wider than ``width`` (same unit as ``size``; the first one by ``first_indent`` less).

    Line feeds always break. A word wider than a whole line is cut between its characters: nothing ever leaves its box.
    """
    lines: list[str] = []
    for number, paragraph in enumerate(text.split("\n")):
        indent = first_indent if number == 0 else 0.0
        if not stack.air and stack.width(paragraph) * size <= width - indent + 1e-6:
            lines.append(paragraph)
        else:
            lines.extend(_fill(_measured(paragraph, stack, False), stack, width / size, indent / size) if paragraph else [""])
    return lines


Pieces = tuple[tuple[str, float], ...]


@lru_cache(maxsize=2048)
def _measured(text: str, stack: FontStack, terms: bool) -> Pieces:
    """The atoms of a text with their widths in em; kept, because a form is tried in several sizes. ``terms``: those of the trade are whole."""
    found = atoms(text, _words() if terms else _ATOM)
    if not stack.air:
        return tuple((atom, stack.width(atom)) for atom in found)
    return tuple((atom, stack.width(atom) + stack.air * _borders(left[-1:] + atom)) for left, atom in pairwise(["", *found]))


def _borders(text: str) -> int:
    """How often an ideograph stands beside a figure or a letter."""
    return sum(
        1 for left, right in pairwise(text) if (_is_ideograph(left) and _is_latin(right)) or (_is_latin(left) and _is_ideograph(right))
    )


def _is_ideograph(character: str) -> bool:
    return "\u3400" <= character <= "\u9fff"


def _is_latin(character: str) -> bool:
    return character.isascii() and (character.isalnum() or character == "%")


def longest_atom(text: str, stack: FontStack) -> float:
    """Width in em of what of the text is never torn."""
    return max(need for _, need in _measured(text, stack, False))


def _fill(pieces: Pieces, stack: FontStack, limit: float, indent: float) -> Iterator[str]:
    line = ""
    room = limit - indent
    used = 0.0
    for atom, need in pieces:
        if not line and atom.isspace():
            continue
        if used + need <= room + 1e-6:
            line += atom
            used += need
            continue
        if atom.isspace():
            continue
        if line.rstrip():
            yield line.rstrip()
            line, used, room = "", 0.0, limit
        if need <= room + 1e-6:
            line, used = atom, need
            continue
        for character in atom:  # wider than a line: no rule can be kept
            step = stack.char_width(character)
            if line and used + step > room + 1e-6:
                yield line
                line, used, room = "", 0.0, limit
            line += character
            used += step
    if line.rstrip():
        yield line.rstrip()


def even_lines(text: str, stack: FontStack, size: float, width: float) -> list[str]:
    """As :func:`break_lines`, with lines of about the same length (for heads): no single character is left over, and terms like
    财政拨款 stay whole where that costs no line."""
    lines = break_lines(text, stack, size, width)
    if len(lines) < 2 or "\n" in text:
        return lines
    room = width / size
    for terms in (True, False):
        pieces = _measured(text, stack, terms)
        widest = max(need for _, need in pieces)
        if widest > room + 1e-6 or len(list(_fill(pieces, stack, room, 0.0))) > len(lines):
            continue
        low, high = max(widest, stack.width(text) / len(lines)), room
        for _ in range(6):
            middle = (low + high) / 2
            if len(list(_fill(pieces, stack, middle, 0.0))) <= len(lines):
                high = middle
            else:
                low = middle
        return list(_fill(pieces, stack, high, 0.0))
    return lines


def is_wide(character: str) -> bool:
    """Whether the character stands in its own square, so that the gap beside it may be stretched."""
    return "\u2e80" <= character <= "\uffef" or character >= "\U00020000" or character in "“”‘’—…"


def gaps(line: str) -> int:
    """How many gaps of a line may be stretched: those with an ideograph on one side at least."""
    return sum(1 for left, right in pairwise(line) if stretches(left, right))


def stretches(left: str, right: str) -> bool:
    return (is_wide(left) or is_wide(right)) and not (left == right and left in "—…")


def justification(line: str, stack: FontStack, size: float, width: float, limit: float = 0.35) -> float:
    """What to add to each gap so that the line fills ``width``; 0 where that would tear it apart (more than ``limit`` em a gap)."""
    count = gaps(line)
    if not count:
        return 0.0
    extra = (width - stack.width(line) * size) / count
    return extra if 0 < extra <= limit * size else 0.0


def fitting_size(text: str, stack: FontStack, size: float, width: float, smallest: float) -> float:
    """The largest size up to ``size`` at which the text fits on one line; ``smallest`` where it does not fit at all."""
    natural = stack.width(text)
    if natural * size <= width or natural == 0:
        return size
    return max(smallest, width / natural)
