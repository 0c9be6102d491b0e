"""A disclosure document of about 60 pages to PDF and to Word, and a changed cell to its refreshed paragraph.

    python tests/benchmarks/bench_document.py

The sample of Jincheng with its project forms, its text drawn out until there are 60 pages. Beside it a bare reportlab canvas draws the same strings
at the same places in the same run. Fonts are loaded and the book is open before the clock starts; rendering the sentences, laying out, page breaks,
the contents, subsetting and the bytes of the files count. Medians.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from desktop.app.samples import build_sample, find_sample
from desktop.core.cells import CellRef
from desktop.core.entry import type_text
from desktop.core.narrative import NarrativeBlock
from desktop.core.operations import Operation
from desktop.core.rounding import Figures, present
from desktop.document.booklet import make_booklet
from desktop.document.disclosure import document_parts, write_document
from desktop.document.fonts import font_set
from desktop.document.narrative import Narrative
from desktop.document.pages import POINT, Page

ROUNDS, PAGES, CHANGES = 5, 60, 200
CHANGED = CellRef("公开05", "合计", "本年支出")  # several blocks speak of it


def median(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def bare_canvas(pages: list[Page], out: Path) -> None:
    """Every string of the pages with drawString at its place; no layout, no lines, no fallback of fonts, no outline."""
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(out), initialFontName="Song", pageCompression=1)
    for page in pages:
        canvas.setPageSize((page.paper.width / POINT, page.paper.height / POINT))
        for text in page.texts:
            canvas.setFont("Song", text.size)
            canvas.drawString(text.x / POINT, (page.paper.height - text.y) / POINT, text.text)
        canvas.showPage()
    canvas.save()


def drawn_out(narrative: Narrative, figures: Figures) -> Narrative:
    """The document with its explanations repeated until it has the pages wanted."""
    definition, model = narrative.definition, narrative.model
    long = [block for block in definition.blocks if block.kind == "paragraph"]
    while True:
        parts, _ = document_parts(Narrative(model, definition), figures)
        if len(make_booklet(parts, definition.type_style, font_set()).pages) >= PAGES:
            return Narrative(model, definition)
        number = len(definition.blocks)
        again = tuple(NarrativeBlock(f"{block.id}·又{number}", "paragraph", block.text, each=block.each) for block in long[:6])
        definition = replace(definition, blocks=definition.blocks + again)


def changes(narrative: Narrative) -> list[tuple[float, float]]:
    """Times from typing a cell to the model being right, and to the blocks of the document being right."""
    narrative.blocks()
    found = []
    for number in range(CHANGES):
        operation = type_text(narrative.model, CHANGED, str(200 + number))
        assert isinstance(operation, Operation)
        start = time.perf_counter()
        changed = narrative.model.apply(operation)
        applied = time.perf_counter()
        assert narrative.after(changed)
        narrative.blocks()
        found.append((applied - start, time.perf_counter() - start))
    return found


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        os.environ["MINGZHANG_DATA"] = str(root)
        with build_sample(find_sample("jincheng-2024-projects"), root / "晋城.mz") as session:
            figures = present(session.model)
            narrative = drawn_out(Narrative(session.model, session.pack.narratives[0]), figures)
            definition, fonts = narrative.definition, font_set()
            style = definition.type_style

            def fresh() -> Narrative:
                return Narrative(session.model, definition)

            rendering = median(lambda: fresh().blocks())
            parts, blocks = document_parts(narrative, figures)
            booklet = make_booklet(parts, style, fonts)
            laying = median(lambda: make_booklet(parts, style, fonts))
            to_pdf = median(lambda: write_document(fresh(), figures, root / "甲.pdf"))
            to_word = median(lambda: write_document(fresh(), figures, None, word=root / "甲.docx"))
            both = median(lambda: write_document(fresh(), figures, root / "甲.pdf", word=root / "甲.docx"))
            bare_canvas(booklet.pages, root / "对照.pdf")
            bare = median(lambda: bare_canvas(booklet.pages, root / "对照.pdf"))
            times = changes(narrative)
    pages, strings = len(booklet.pages), sum(len(page.texts) for page in booklet.pages)
    print(f"公开文稿：{pages} 页，{strings} 个字符串，{len(blocks)} 块")
    print(f"  写出句子（全部块）          {rendering * 1000:7.0f} 毫秒")
    print(f"  排版（不写盘）              {laying * 1000:7.0f} 毫秒  {pages / laying:6.0f} 页/秒")
    print(f"  PDF                         {to_pdf * 1000:7.0f} 毫秒  {pages / to_pdf:6.0f} 页/秒")
    print(f"  Word                        {to_word * 1000:7.0f} 毫秒  {pages / to_word:6.0f} 页/秒")
    print(f"  PDF 和 Word 一起            {both * 1000:7.0f} 毫秒  {pages / both:6.0f} 页/秒")
    print(f"  reportlab 直接画同样的字符串 {bare * 1000:6.0f} 毫秒  {pages / bare:6.0f} 页/秒  （PDF 是它的 {to_pdf / bare:.2f} 倍时间）")
    for name, place in (("改一格到各表都对", 0), ("改一格到文稿各段都对", 1)):
        one = sorted(time[place] * 1000 for time in times)
        print(f"  {name}：中位 {one[len(one) // 2]:.2f} 毫秒，第 95 百分位 {one[len(one) * 95 // 100]:.2f} 毫秒")


if __name__ == "__main__":
    main()
