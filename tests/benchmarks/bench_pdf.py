"""Pages per second of the printed tables, beside a bare reportlab canvas that draws the same strings in the same run.

    python tests/benchmarks/bench_pdf.py

Fonts are loaded and the grids made before the clock starts; measuring, page breaks, drawing, subsetting and writing the file count.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "document"))
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import paper_grids as grids

from desktop.document.fonts import font_set
from desktop.document.table_pages import table_pages, write_tables_pdf

ROUNDS = 5


def median(work: Callable[[], object]) -> float:
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def bare_canvas(pages: list[list[str]], out: Path) -> None:
    """The same number of strings a page, each with drawString; no layout, no lines, no fallback."""
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(out), initialFontName="Song", pageCompression=1)
    for strings in pages:
        canvas.setFont("Song", 9)
        for number, text in enumerate(strings):
            canvas.drawString(40 + number % 8 * 65, 800 - number // 8 * 12, text)
        canvas.showPage()
    canvas.save()


def main() -> None:
    fonts = font_set()
    for name, tables in (
        ("30 张 30 行的表", [grids.expenditure(grids.many_rows(28)) for _ in range(30)]),
        ("30 张普通表（一页一张）", [grids.expenditure() for _ in range(30)]),
        ("一张 2,400 行的表", [grids.expenditure(grids.many_rows(2400))]),
    ):
        drawn, _ = table_pages(tables, fonts)
        strings = [[text.text for text in page.texts] for page in drawn]
        with tempfile.TemporaryDirectory() as folder:
            out = Path(folder) / "表.pdf"
            ours = median(lambda tables=tables, out=out: write_tables_pdf(tables, out))  # type: ignore[misc]
            bare = median(lambda strings=strings, out=out: bare_canvas(strings, out))  # type: ignore[misc]
        count = len(drawn)
        print(f"{name}：{count} 页，{sum(map(len, strings))} 个字符串")
        print(f"  明账    {ours * 1000:7.1f} 毫秒  {count / ours:6.0f} 页/秒（排版、线框、逐字选字体、写盘）")
        print(f"  reportlab 直接画同样的字符串 {bare * 1000:7.1f} 毫秒  {count / bare:6.0f} 页/秒  （{ours / bare:.2f} 倍时间）")


if __name__ == "__main__":
    main()
