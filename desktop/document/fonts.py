"""Fonts of the printed page: five roles, each a stack of faces that help out character by character.

``song`` tables and text · ``title`` 小标宋 · ``fang`` 仿宋 · ``hei`` 黑体 · ``kai`` 楷体. The bundled set always stands behind whatever the
system offers, so every document can be printed everywhere; a folder of the user's own fonts is the last member of every stack.

    fonts = font_set()                       # the bundled fonts only: the same pages on every machine
    fonts = font_set(system=True, folder=…)  # the system's 宋体, 仿宋 … first
    fonts.stack("song").look("𬭩")            # → Glyph(face, width) or None: no font has it

Faces are parsed when they are first asked (:mod:`desktop.document.faces`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from copy import copy
from functools import lru_cache
from pathlib import Path
from typing import Literal, NamedTuple

from desktop.document.faces import Face, FaceFile, load_face
from desktop.document.places import fonts_folder

Role = Literal["song", "title", "fang", "hei", "kai"]
ROLES: tuple[Role, ...] = ("song", "title", "fang", "hei", "kai")

BUNDLED = {
    "Song": "GkSong-Regular.ttf",
    "Title": "GkTitle-Bold.ttf",
    "Fang": "GkFang-Regular.ttf",
    "Hei": "GkHei-Medium.ttf",
    "Kai": "GkKai-Regular.ttf",
}
_BEHIND: dict[Role, tuple[str, ...]] = {
    "song": ("Song", "Kai"),
    "title": ("Title", "Song", "Kai"),
    "fang": ("Fang", "Kai", "Song"),
    "hei": ("Hei", "Song", "Kai"),
    "kai": ("Kai", "Song"),
}
_LATIN_FROM_SONG: frozenset[Role] = frozenset({"fang", "kai"})
"""The Latin letters and digits of FandolFang are far bolder than its ideographs; official texts take a book face there as well."""


def first_bundled(role: Role) -> str:
    """Which bundled face prints a role where the machine offers none; a key of :data:`BUNDLED`."""
    return _BEHIND[role][0]


# Not printed: variation selectors, zero-width and direction marks, soft hyphen, controls. reportlab would print boxes for them.
_DROP = re.compile(
    "[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u034f\u061c\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb\U000e0001-\U000e007f\U000e0100-\U000e01ef]"
)
_SPACES = re.compile("[\t\u00a0\u1680\u2000-\u200a\u202f\u205f]")  # \u3000 stays: it is a whole ideograph of space


def clean(text: str) -> str:
    """The text without what cannot be printed; exotic blanks become plain ones. Line feeds and the ideographic space stay."""
    if text.isascii() and text.isprintable():
        return text
    return _SPACES.sub(" ", _DROP.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")))


class Glyph(NamedTuple):
    """The face that prints a character, and how wide it is."""

    face: Face
    width: float  # em


class MissingGlyph(NamedTuple):
    """A character that no font of the stack has: drawn as a box with its code point."""

    character: str
    code_point: str  # U+2EBF0
    where: str


class FontStack:
    """The faces of one role in the order in which they are asked."""

    def __init__(self, role: Role, sources: Iterable[tuple[str, FaceFile, bool]], latin: tuple[str, FaceFile, bool] | None) -> None:
        self.role = role
        self._sources = list(sources)
        self._latin_source = latin
        self._glyphs: dict[str, Glyph | None] = {}
        self._widths: dict[str, float] = {}
        self.air = 0.0

    def faces(self) -> Iterator[Face]:
        """The usable faces; a face further down is parsed only when somebody asks for it."""
        for name, file, bundled in self._sources:
            face = load_face(name, file, bundled=bundled)
            if face is not None:
                yield face

    def latin(self) -> Face | None:
        """The face of ASCII text: another one than the first for 仿宋 and 楷体."""
        if self._latin_source is not None:
            name, file, bundled = self._latin_source
            face = load_face(name, file, bundled=bundled)
            if face is not None:
                return face
        return next(self.faces(), None)

    def look(self, character: str) -> Glyph | None:
        """Face and width for one character, None where no font has it."""
        try:
            return self._glyphs[character]
        except KeyError:
            pass
        glyph: Glyph | None = None
        candidates = self.faces()
        if character.isascii() and self._latin_source is not None:
            latin = self.latin()
            candidates = iter([latin, *self.faces()] if latin else self.faces())
        for face in candidates:
            width = face.width(character)
            if width is not None:
                glyph = Glyph(face, width)
                break
        self._glyphs[character] = glyph
        return glyph

    def char_width(self, character: str) -> float:
        """Width in em; a character without a glyph takes a whole em (its box)."""
        try:
            return self._widths[character]
        except KeyError:
            glyph = self.look(character)
            width = self._widths[character] = glyph.width if glyph else 1.0
            return width

    def measured(self, widths: Mapping[str, float], air: float) -> FontStack:
        """The same faces as another program sets them: other widths for some characters, ``air`` between ideographs and figures or letters."""
        made = copy(self)
        made._widths, made.air = dict(widths), air
        return made

    def width(self, text: str) -> float:
        """Width of a text on one line, in em."""
        widths = self._widths
        try:
            return sum([widths[character] for character in text])
        except KeyError:
            return sum([self.char_width(character) for character in text])


class FontSet:
    """The five stacks, made from the bundled fonts and what may stand before and behind them."""

    def __init__(self, before: dict[Role, tuple[FaceFile, ...]], behind: tuple[FaceFile, ...]) -> None:
        folder = fonts_folder()

        def bundled(name: str) -> tuple[str, FaceFile, bool]:
            return (name, FaceFile(folder / BUNDLED[name]), True)

        self._stacks: dict[Role, FontStack] = {}
        for role in ROLES:
            sources = [(file.name, file, False) for file in before.get(role, ())]
            sources += [bundled(name) for name in _BEHIND[role]]
            sources += [(file.name, file, False) for file in behind]
            self._stacks[role] = FontStack(role, sources, bundled("Song") if role in _LATIN_FROM_SONG else None)

    def stack(self, role: Role) -> FontStack:
        return self._stacks[role]

    def measured(self, widths: Mapping[str, float], air: float) -> FontSet:
        """As :meth:`FontStack.measured`, all stacks."""
        made = copy(self)
        made._stacks = {role: stack.measured(widths, air) for role, stack in self._stacks.items()}
        return made

    def record(self, roles: Iterable[Role]) -> str:
        """Which face stands first in each of these roles, for the properties of a file: "song=宋体（系统） fang=GkFang-Regular"."""
        said = []
        for role in ROLES:
            face = next(self._stacks[role].faces(), None) if role in roles else None
            if face is not None:
                said.append(f"{role}={BUNDLED[face.name].rpartition('.')[0] if face.bundled else face.name + '（系统）'}")
        return " ".join(said)

    def missing_glyphs(self, texts: Iterable[str | tuple[str, str]], role: Role = "song") -> list[MissingGlyph]:
        """Every character that cannot be printed, once per place. ``texts`` are texts or pairs (place, text)."""
        stack = self._stacks[role]
        found: dict[MissingGlyph, None] = {}
        for item in texts:
            where, text = item if isinstance(item, tuple) else ("", item)
            if text.isascii():
                continue
            for character in clean(text):
                if character != "\n" and stack.look(character) is None:
                    found[MissingGlyph(character, f"U+{ord(character):04X}", where)] = None
        return list(found)


@lru_cache(maxsize=8)
def font_set(*, system: bool = False, folder: Path | None = None) -> FontSet:
    """The fonts to print with. ``system`` puts the machine's official faces first; ``folder`` holds the user's own fonts (last resort)."""
    from desktop.document.system_fonts import files_in, installed

    return FontSet(installed() if system else {}, files_in(folder) if folder else ())
