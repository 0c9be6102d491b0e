"""Batch PDF of a department: 60 self-evaluations with 30 indicators each in one file, and one file a project.

    python tests/benchmarks/bench_records_pdf.py

Beside it a bare reportlab canvas draws the same strings at the same places in the same run. Fonts are loaded and the book is made before the clock
starts; laying out the grids is timed for itself; measuring, page breaks, drawing, subsetting and writing the files count.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "forms"))
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from project_pack import add_rows, project_book, write_projects

from desktop.core.cells import Entry
from desktop.core.definitions import PackDef
from desktop.core.evaluate import Model
from desktop.core.rounding import present
from desktop.document.fonts import font_set
from desktop.document.pages import POINT, Page
from desktop.document.table_pages import table_pages, write_tables_pdf
from desktop.forms.layout import TableGrid, lay_out
from desktop.forms.load import load_pack

ROUNDS = 5
PROJECTS, INDICATORS = 60, 30
GROUPS = (
    ("成本指标", "经济成本指标"),
    ("产出指标", "数量指标"),
    ("产出指标", "质量指标"),
    ("效益指标", "社会效益指标"),
    ("满意度指标", "满意度"),
)
GOAL = "通过开展科普宣传活动、媒介传播和普及科学知识，展示科技成果，引导社会多元主体参与科普，建立科技工作者之间的纽带，提高全民科学素质。"
REASON = "因下半年重新签订合同，未及时进行上会等流程，存在两个月的延迟。"


def median(work: Callable[[], object]) -> float:
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def indicator(project: int, number: int) -> dict[str, str]:
    one, two = GROUPS[number * len(GROUPS) // INDICATORS]
    cells = {
        "一级指标": one,
        "二级指标": two,
        "三级指标": f"第{project}个项目第{number + 1}项活动的开展情况",
        "指标值": f"≥{number + 5}场次",
    }
    cells |= {"完成值": f"{number + 4}场次", "分值": "3", "得分": f"{2 + number % 10 / 10:.1f}"}
    return cells | ({"偏差原因": REASON} if number % 6 == 0 else {})


def model_of(pack: PackDef) -> Model:
    listed = [{"项目名称": f"第{number}个科普项目经费", "全年预算数": "106.85", "全年执行数": "60.35"} for number in range(1, PROJECTS + 1)]
    book = project_book(pack, listed, [])
    for number in range(1, PROJECTS + 1):
        code = f"自评表#{number}"
        add_rows(book, pack, code, [indicator(number, at) for at in range(INDICATORS)])
        for row in ("预期目标", "实际完成情况"):
            book.sheet(code).entered[row, "内容"] = Entry(GOAL * (1 + number % 3))
    return Model(pack, book)


def bare_canvas(pages: list[Page], out: Path) -> None:
    """Every string of the pages with drawString at its place; no layout, no lines, no fallback of fonts."""
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(out), initialFontName="Song", pageCompression=1)
    for page in pages:
        for text in page.texts:
            canvas.setFont("Song", text.size)
            canvas.drawString(text.x / POINT, (page.paper.height - text.y) / POINT, text.text)
        canvas.showPage()
    canvas.save()


def one_file_a_project(grids: list[TableGrid], folder: Path) -> None:
    for number, grid in enumerate(grids):
        write_tables_pdf([grid], folder / f"{number}.pdf", signature=True, page_numbers=True)


def main() -> None:
    fonts = font_set()
    fonts.stack("song").latin()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        model = model_of(load_pack(write_projects(root)))
        codes = model.instances("自评表")
        figures = present(model)
        laying = median(lambda: [lay_out(model, code, figures) for code in codes])
        grids = [lay_out(model, code, figures) for code in codes]
        pages, _ = table_pages(grids, fonts, signature=True)
        planning = median(lambda: table_pages(grids, fonts, signature=True))
        write_tables_pdf(grids, root / "全部.pdf", signature=True, page_numbers=True)
        whole = median(lambda: write_tables_pdf(grids, root / "全部.pdf", signature=True, page_numbers=True))
        single = median(lambda: one_file_a_project(grids, root))
        bare = median(lambda: bare_canvas(pages, root / "对照.pdf"))
    strings = sum(len(page.texts) for page in pages)
    print(f"{PROJECTS} 张自评表，每张 {INDICATORS} 个指标：{len(pages)} 页，{strings} 个字符串")
    print(f"  排出表格（取数、合并）      {laying * 1000:7.0f} 毫秒  每张 {laying / PROJECTS * 1000:.1f} 毫秒")
    print(f"  排版（不写盘）              {planning * 1000:7.0f} 毫秒  {len(pages) / planning:6.0f} 页/秒")
    print(f"  一个文件                    {whole * 1000:7.0f} 毫秒  {len(pages) / whole:6.0f} 页/秒")
    print(f"  每个项目一个文件            {single * 1000:7.0f} 毫秒  {len(pages) / single:6.0f} 页/秒")
    print(
        f"  reportlab 直接画同样的字符串 {bare * 1000:6.0f} 毫秒  {len(pages) / bare:6.0f} 页/秒  （一个文件是它的 {whole / bare:.2f} 倍时间）"
    )


if __name__ == "__main__":
    main()
