"""Pages of a PDF as pictures: preview and print show the very file that is handed over.

    with Rendering(data) as pdf:
        width, height, rgb = pdf.page(0, scale=2.0)

pdfium is not thread-safe at all: one lock for the whole process stands before every call.
"""

from __future__ import annotations

import threading
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import pypdfium2

_lock = threading.RLock()
_MOST_PIXELS = 120_000_000  # an A3 page at 600 dpi has 70 million; more is a mistake of the caller


class RenderError(Exception):
    """The file cannot be shown; the message is for the user."""


class Picture(NamedTuple):
    """Rows of RGB bytes without padding (``stride`` = 3 × width)."""

    width: int
    height: int
    rgb: bytes


class Place(NamedTuple):
    """A rectangle of found text in points from the top left corner."""

    page: int
    x: float
    y: float
    width: float
    height: float


class Rendering:
    """An open PDF. Close it (or use ``with``): an open file cannot be replaced on Windows; give bytes where that matters."""

    def __init__(self, source: Path | bytes) -> None:
        import pypdfium2

        with _lock:
            try:
                self._pdf: pypdfium2.PdfDocument | None = pypdfium2.PdfDocument(source.read_bytes() if isinstance(source, Path) else source)
            except (pypdfium2.PdfiumError, OSError) as problem:
                name = f"“{source.name}”" if isinstance(source, Path) else "文件"
                raise RenderError(f"{name}不能作为 PDF 打开，可能已损坏或被移走。") from problem

    def __enter__(self) -> Rendering:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        with _lock:
            if self._pdf is not None:
                self._pdf.close()
                self._pdf = None

    def _open(self) -> pypdfium2.PdfDocument:
        if self._pdf is None:
            raise RenderError("预览已关闭，请重新打开。")
        return self._pdf

    def page_count(self) -> int:
        with _lock:
            return len(self._open())

    def size(self, number: int) -> tuple[float, float]:
        """Width and height of a page in points (1/72 inch)."""
        with _lock:
            width, height = self._open().get_page_size(number)
            return float(width), float(height)

    def page(self, number: int, scale: float = 1.0) -> Picture:
        """A page as a picture; ``scale`` 1 = 72 dpi. Raises :class:`RenderError` for more pixels than a printer can use."""
        with _lock:
            page = self._open()[number]
            try:
                width, height = page.get_size()
                if width * height * scale * scale > _MOST_PIXELS:
                    raise RenderError("放大倍数过大，请缩小后再看。")
                bitmap = page.render(scale=scale, rev_byteorder=True, prefer_bgrx=False)
                try:
                    columns, rows, stride = bitmap.width, bitmap.height, bitmap.stride
                    data = bytes(bitmap.buffer)
                finally:
                    bitmap.close()
            finally:
                page.close()
        if stride != columns * 3:
            data = b"".join(data[row * stride : row * stride + columns * 3] for row in range(rows))
        return Picture(columns, rows, data)

    def text(self, number: int) -> str:
        """The text of a page as it is copied from it."""
        with _lock:
            page = self._open()[number]
            try:
                return str(page.get_textpage().get_text_bounded())
            finally:
                page.close()

    def find(self, wanted: str) -> list[Place]:
        """Where a text stands, over all pages. pdfium finds nothing beyond the BMP, though such text is there and can be copied."""
        found: list[Place] = []
        with _lock:
            pdf = self._open()
            for number in range(len(pdf)):
                page = pdf[number]
                try:
                    height = float(page.get_height())
                    text_page = page.get_textpage()
                    search = text_page.search(wanted)
                    while (hit := search.get_next()) is not None:
                        for index in range(text_page.count_rects(*hit)):
                            left, bottom, right, top = text_page.get_rect(index)
                            found.append(Place(number, left, height - top, right - left, top - bottom))
                finally:
                    page.close()
        return found
