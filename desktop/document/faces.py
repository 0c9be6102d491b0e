"""Faces of fonts, each parsed once per process: which characters they have, how wide these are, and what reportlab needs to print them.

A glyph counts only when it has an outline: some fonts map characters to empty glyphs, and a name must never vanish from the paper.
reportlab is imported when the first face is loaded.
"""

from __future__ import annotations

import logging
import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from reportlab.pdfbase.ttfonts import TTFont

log = logging.getLogger(__name__)

FIRST_FACE: Final = "Song"
"""The bundled face that reportlab knows from the beginning, under this name."""
_lock = threading.RLock()


@dataclass(frozen=True, slots=True)
class FaceFile:
    """A font file; ``index`` is the number of the face in a collection, ``label`` the name people know it by."""

    path: Path
    index: int = 0
    label: str = ""

    @property
    def name(self) -> str:
        return self.label or self.path.stem


@dataclass(slots=True, eq=False)
class Face:
    """One parsed face. ``widths`` are in em by character; only characters with an outline (or blanks) stand in it."""

    name: str
    font: TTFont
    bundled: bool
    widths: dict[str, float] = field(default_factory=dict)
    ascii_readable: bool = False  # all of ASCII is there, so that reportlab keeps it as it is in subset 0

    def width(self, character: str) -> float | None:
        """Width in em, or None where the face has no such glyph."""
        found = self.widths.get(character)
        if found is None and character not in self._absent:
            found = self._test(character)
            if found is None:
                self._absent.add(character)
            else:
                self.widths[character] = found
        return found

    _absent: set[str] = field(default_factory=set)

    def _test(self, character: str) -> float | None:
        parsed: Any = self.font.face
        code = ord(character)
        glyph = parsed.charToGlyph.get(code)
        if not glyph:
            return None
        positions = parsed.glyphPos
        if positions[glyph] == positions[glyph + 1] and not character.isspace():
            return None
        return float(parsed.charWidths.get(code, parsed.defaultWidth)) / 1000


_faces: dict[tuple[Path, int], Face | None] = {}


def load_face(name: str, file: FaceFile, *, bundled: bool) -> Face | None:
    """The parsed face, or None where reportlab cannot use the file (CFF outlines, embedding forbidden, damaged): logged, not fatal."""
    key = (file.path, file.index)
    with _lock:
        if key in _faces:
            return _faces[key]
        from reportlab.pdfbase import pdfmetrics, ttfonts

        _repair_reportlab(ttfonts)
        try:
            font = ttfonts.TTFont(f"MZ-{len(_faces)}", str(file.path), subfontIndex=file.index, asciiReadable=1, shapable=False)
        except Exception as problem:  # reportlab raises many kinds for fonts that it cannot read
            if bundled:
                raise
            log.warning("字体 %s 不能使用：%s", file.path, problem)
            _faces[key] = None
            return None
        face = Face(name, font, bundled)
        face.ascii_readable = all(face.width(chr(code)) is not None for code in range(32, 127))
        if bundled and name == FIRST_FACE:
            font.fontName = FIRST_FACE
            pdfmetrics.registerFont(font)
        _faces[key] = face
        return face


def _unicode_map(font_name: str, subset: list[int]) -> str:
    """ToUnicode CMap with surrogate pairs beyond the BMP. reportlab 5.1 writes five hex digits there, which readers take for another
    character, and more than the 100 entries a block may have."""
    entries = [(code, chr(point).encode("utf-16-be").hex().upper()) for code, point in enumerate(subset) if point]
    lines = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        f"/CIDSystemInfo << /Registry ({font_name}) /Ordering ({font_name}) /Supplement 0 >> def",
        f"/CMapName /{font_name} def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        "<00> <FF>",
        "endcodespacerange",
    ]
    for start in range(0, len(entries), 100):
        block = entries[start : start + 100]
        lines.append(f"{len(block)} beginbfchar")
        lines += [f"<{code:02X}> <{text}>" for code, text in block]
        lines.append("endbfchar")
    lines += ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
    return "\n".join(lines)


def _repair_reportlab(ttfonts: Any) -> None:
    from reportlab import rl_config

    ttfonts.makeToUnicodeCMap = _unicode_map
    rl_config.useA85 = 0  # streams as bytes: text armour costs time and a quarter more space
