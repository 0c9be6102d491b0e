"""Writes pages as PDF: fonts embedded, text that can be searched and copied, an outline, metadata; the file appears whole or not at all.

Text goes straight into the page's content stream with a dictionary of codes a document; reportlab does the objects, the
subsets and the file. That is several times faster than drawing string by string, and the fonts may change inside a line.
"""

from __future__ import annotations

import io
import os
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import desktop
from desktop.core.reasons import reason
from desktop.document.faces import FIRST_FACE
from desktop.document.fonts import FontSet, FontStack, Role
from desktop.document.pages import POINT, Page
from desktop.document.text import stretches

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

_BOX_INSET = 0.06  # em around the box of a character that no font has
_BOLD = 0.03  # em of stroke that makes bold out of regular outlines


class DocumentOutputError(Exception):
    """The file could not be written; the message is for the user."""


class _Run:
    """A piece of a line in one subset of one font; ``show`` is its PDF string. Without a font it is one character to be boxed."""

    __slots__ = ("font", "show", "text", "width")

    def __init__(self, font: str, show: str, width: float, text: str) -> None:
        self.font, self.show, self.width, self.text = font, show, width, text


class _Encoder:
    """Codes of the characters of one stack in one document."""

    def __init__(self, stack: FontStack, document: Any) -> None:
        self._stack = stack
        self._document = document
        self._codes: dict[str, tuple[str, str, float]] = {}
        self._lines: dict[str, tuple[_Run, ...]] = {}
        latin = stack.latin()
        self._ascii = ""
        if latin is not None and latin.ascii_readable:
            latin.font.splitString(" ", document)
            self._ascii = latin.font.getSubsetInternalName(0, document)

    def _code(self, character: str) -> tuple[str, str, float]:
        glyph = self._stack.look(character)
        if glyph is None:
            code = ("", "", 1.0)
        else:
            font = glyph.face.font
            ((subset, raw),) = font.splitString(character, self._document)
            code = (font.getSubsetInternalName(subset, self._document), raw.hex(), glyph.width)
        self._codes[character] = code
        return code

    def runs(self, text: str) -> tuple[_Run, ...]:
        found = self._lines.get(text)
        if found is None:
            found = self._lines[text] = self._encode(text)
        return found

    def _encode(self, text: str) -> tuple[_Run, ...]:
        if self._ascii and text.isascii():
            escaped = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
            return (_Run(self._ascii, f"({escaped})", self._stack.width(text), text),)
        runs: list[_Run] = []
        codes = self._codes
        font, shown, width, start = "", [""], 0.0, 0
        for position, character in enumerate(text):
            name, code, step = codes.get(character) or self._code(character)
            if (name != font or not name) and position > start:
                runs.append(_Run(font, f"<{''.join(shown)}>", width, text[start:position]))
                shown, width, start = [], 0.0, position
            font = name
            shown.append(code)
            width += step
        if start < len(text):
            runs.append(_Run(font, f"<{''.join(shown)}>", width, text[start:]))
        return tuple(runs)

    def stretched(self, text: str, gap: float) -> list[tuple[str, str, float, str]]:
        """As runs, with a TJ array each: ``gap`` (em) behind every ideograph gap. Rows of (font, array, width in em, text)."""
        rows: list[tuple[str, str, float, str]] = []
        adjust = f"{-1000 * gap:.1f}"
        font, parts, width, start = "", [""], 0.0, 0
        for position, character in enumerate(text):
            name, code, step = self._codes.get(character) or self._code(character)
            if (name != font or not name) and position > start:
                rows.append((font, f"[{''.join(parts)}]", width, text[start:position]))
                parts, width, start = [], 0.0, position
            font = name
            parts.append(f"<{code}>")
            width += step
            if position + 1 < len(text) and stretches(character, text[position + 1]):
                parts.append(adjust)
                width += gap
        rows.append((font, f"[{''.join(parts)}]", width, text[start:]))
        return rows


class Pen:
    """Draws pages on one reportlab canvas."""

    def __init__(self, canvas: Canvas, fonts: FontSet) -> None:
        self._canvas = canvas
        self._fonts = fonts
        self._encoders: dict[Role, _Encoder] = {}
        self._bookmarks = 0
        self._level = -1  # of the last entry of the outline

    def _encoder(self, role: Role) -> _Encoder:
        found = self._encoders.get(role)
        if found is None:
            document: Any = self._canvas._doc
            found = self._encoders[role] = _Encoder(self._fonts.stack(role), document)
        return found

    def roles(self) -> set[Role]:
        """The roles that were used so far."""
        return set(self._encoders)

    def draw(self, page: Page) -> None:
        """Draw the page and close it."""
        canvas: Any = self._canvas
        canvas.setPageSize((page.paper.width / POINT, page.paper.height / POINT))
        for bookmark in page.bookmarks:
            self._bookmarks += 1
            key = f"m{self._bookmarks}"  # each entry needs its own key: entries that share one all get the last title
            canvas.bookmarkPage(key)
            # a document may begin with a table, below no heading: an entry stands at most one level below the one before it
            self._level = min(bookmark.level, self._level + 1)
            canvas.addOutlineEntry(bookmark.title, key, level=self._level)
        code: list[str] = canvas._code
        height = page.paper.height
        if page.fills:
            for fill in page.fills:
                code.append(
                    f"{fill.grey:.2f} g {fill.x / POINT:.2f} {(height - fill.y - fill.height) / POINT:.2f} {fill.width / POINT:.2f} {fill.height / POINT:.2f} re f"
                )
            code.append("0 g")
        self._draw_lines(page, code)
        self._draw_texts(page, code)
        canvas.showPage()

    def _draw_lines(self, page: Page, code: list[str]) -> None:
        height, scale = page.paper.height, 1 / POINT
        weight = 0.0
        for line in sorted(page.lines, key=lambda line: line.weight):
            if line.weight != weight:
                weight = line.weight
                code.append(f"{weight:.2f} w")
            x1, y1, x2, y2, _ = line
            code.append(f"{x1 * scale:.2f} {(height - y1) * scale:.2f} m {x2 * scale:.2f} {(height - y2) * scale:.2f} l S")

    def _draw_texts(self, page: Page, code: list[str]) -> None:
        height, scale = page.paper.height, 1 / POINT
        boxes: list[tuple[float, float, float, str]] = []
        current: tuple[str, float] = ("", 0.0)
        heavy = 0.0
        coloured = False
        code.append("BT")
        for x, y, text, size, role, bold, gap, red in page.texts:
            if red != coloured:
                code.append("0.8 0 0 rg" if red else "0 g")
                coloured = red
            stroke = size * _BOLD if bold else 0.0
            if stroke != heavy:
                code.append(f"2 Tr {stroke:.3f} w" if stroke else "0 Tr")
                heavy = stroke
            left, base = x * scale, (height - y) * scale
            encoder = self._encoder(role)
            pieces: list[tuple[str, str, float, str]]
            if gap:
                pieces = [(font, f"{array} TJ", width, part) for font, array, width, part in encoder.stretched(text, gap * scale / size)]
            else:
                pieces = [(run.font, f"{run.show} Tj", run.width, run.text) for run in encoder.runs(text)]
            for font, show, width, part in pieces:
                if not font:
                    boxes.append((left, base, size, part))
                else:
                    if current != (font, size):
                        code.append(f"{font} {size:g} Tf")
                        current = (font, size)
                    code.append(f"1 0 0 1 {left:.2f} {base:.2f} Tm {show}")
                left += width * size
        if heavy:
            code.append("0 Tr")
        if coloured:
            code.append("0 g")
        code.append("ET")
        if boxes:
            self._draw_boxes(boxes, code)

    def _draw_boxes(self, boxes: list[tuple[float, float, float, str]], code: list[str]) -> None:
        """A character without a glyph: a frame that holds its code point, so that nothing disappears unseen."""
        encoder = self._encoder("song")
        for left, base, size, character in boxes:
            inset = _BOX_INSET * size
            side = size - 2 * inset
            code.append(f"{size * 0.03:.2f} w {left + inset:.2f} {base - 0.12 * size + inset:.2f} {side:.2f} {side:.2f} re S")
            digits = f"{ord(character):04X}"
            half = (len(digits) + 1) // 2
            small = size * 0.88 / (half * 0.66)
            small = min(small, size * 0.4)
            for row, part in enumerate((digits[:half], digits[half:])):
                (run,) = encoder.runs(part)
                x = left + (size - run.width * small) / 2
                y = base - 0.12 * size + size * (0.56 if row == 0 else 0.14)
                code.append(f"BT {run.font} {small:.2f} Tf 1 0 0 1 {x:.2f} {y:.2f} Tm {run.show} Tj ET")


def write_pages(pages: Sequence[Page], out: Path, fonts: FontSet, *, title: str, author: str = "") -> None:
    """Write the pages to ``out``. Raises :class:`DocumentOutputError`; the old file stays untouched until the new one is complete."""
    write_whole(out, render_pages(pages, fonts, title=title, author=author))


def render_pages(pages: Sequence[Page], fonts: FontSet, *, title: str, author: str = "") -> bytes:
    """The PDF as bytes."""
    from reportlab.pdfgen.canvas import Canvas

    fonts.stack("song").latin()  # loads and registers the face that the canvas begins with: otherwise every page names Helvetica
    buffer = io.BytesIO()
    canvas = Canvas(buffer, initialFontName=_first_face(fonts), lang="zh-CN", pageCompression=1)
    canvas.setTitle(title)
    canvas.setAuthor(author)
    canvas.setSubject("")
    canvas.setCreator(f"明账 {desktop.__version__}")
    pen = Pen(canvas, fonts)
    for page in pages:
        pen.draw(page)
    canvas.setKeywords(fonts.record(pen.roles()))  # with which fonts it was set: pages may break differently with others
    if any(page.bookmarks for page in pages):
        canvas.showOutline()
    canvas.save()
    return buffer.getvalue()


def _first_face(fonts: FontSet) -> str:
    for face in fonts.stack("song").faces():
        if face.font.fontName == FIRST_FACE:
            return FIRST_FACE
    raise DocumentOutputError("程序自带的宋体文件不在，请重新安装程序。")


def write_whole(out: Path, data: bytes) -> None:
    """Bytes into a file beside the target, then in its place: never half a file."""
    if not out.parent.is_dir():
        raise DocumentOutputError(f"文件夹“{out.parent}”不存在，请先建立文件夹或另选位置。")
    try:
        handle, name = tempfile.mkstemp(prefix=f".{out.stem[:40]}-", suffix=".tmp", dir=out.parent)
    except OSError as problem:
        raise DocumentOutputError(f"不能在“{out.parent}”里写文件（{reason(problem)}）。请换一个有写入权限的文件夹。") from problem
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.chmod(_mode(out))
        os.replace(temporary, out)  # noqa: PTH105 (the atomic one on every system)
    except PermissionError as problem:
        raise DocumentOutputError(
            f"不能写入“{out.name}”：文件可能正在别的程序中打开，或者是只读文件。请关闭它后重试，或另存为别的名字。"
        ) from problem
    except OSError as problem:
        raise DocumentOutputError(f"不能写入“{out}”（{reason(problem)}）。请检查磁盘空间和位置后重试。") from problem
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def _mode(out: Path) -> int:
    """Permissions of the file that is replaced, or those a new file would get (mkstemp makes private files)."""
    if out.exists():
        return out.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
