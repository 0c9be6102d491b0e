"""Checks of the installation itself: fonts, packs, a document, workbooks, PDF and Word, a window — in a folder of its own.

For those who install the program on a real computer: it needs nothing but its own files and the sample, touches no document of anybody,
and leaves a log. What it makes stays where ``keep`` says, otherwise nothing stays but the log.
"""

from __future__ import annotations

import contextlib
import os
import platform
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from desktop import __version__
from desktop.app.problems import sentence_of
from desktop.app.settings import DATA_VARIABLE, data_dir

LOG_NAME: Final = "self-test.log"
PICTURE: Final = "窗口.png"
SAMPLE: Final = "jincheng-2024"
Window = Callable[[Path, Path], str]
"""Opens the document (first path) in a window, saves a picture of it (second path); the outcome in a sentence."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the self-test with its outcome in a sentence."""

    name: str
    well: bool
    say: str


def self_test(keep: Path | None = None, window: Window | None = None) -> list[Step]:
    """Run every step; one that fails does not keep the others from running. ``window`` is given by those who may open one."""
    steps: list[Step] = []
    with _folder(keep) as folder:
        with _data_in(folder / "数据"):
            for title, work in (
                ("字体", _fonts),
                ("表套", _packs),
                ("科目", _subjects),
                ("文档", _document),
                ("工作簿", _workbook),
                ("PDF", _paper),
                ("样例", _sample),
                ("子进程", _child),
            ):
                steps.append(_attempt(title, work, folder))
            if window is not None:
                steps.append(_attempt("窗口", _shown(window), folder))
        steps.append(_attempt("数据文件夹", _data_folder, folder))
        if keep is not None:
            write_log(steps, folder / LOG_NAME)
    return steps


def write_log(steps: list[Step], path: Path | None = None) -> Path | None:
    """Write the outcome with the facts of the machine; the file, or None where it cannot be written."""
    place = path or data_dir() / "log" / LOG_NAME
    lines = [f"明账 {__version__} 自检 {datetime.now(UTC).isoformat(timespec='seconds')}", _machine()]
    lines += [line_of(step) for step in steps]
    lines.append("全部通过" if all(step.well for step in steps) else "没有通过")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text("\n".join(lines) + "\n", encoding="utf-8")
    except OSError:
        return None
    return place


def line_of(step: Step) -> str:
    return f"{'好' if step.well else '坏'}  {step.name}：{step.say}"


def _machine() -> str:
    import locale

    windows = getattr(sys, "getwindowsversion", None)
    system = "Windows {0.major}.{0.minor}.{0.build}".format(windows()) if windows else sys.platform
    return f"Python {platform.python_version()} {system} {locale.getencoding()} {'安装包' if getattr(sys, 'frozen', False) else '源码'}"


@contextlib.contextmanager
def _folder(keep: Path | None) -> Iterator[Path]:
    if keep is not None:
        keep.mkdir(parents=True, exist_ok=True)
        yield keep.absolute()
        return
    with tempfile.TemporaryDirectory(prefix="mingzhang-", ignore_cleanup_errors=True) as name:
        yield Path(name)


@contextlib.contextmanager
def _data_in(folder: Path) -> Iterator[None]:
    """Working copies and options of the test stay out of those of the person."""
    before = os.environ.get(DATA_VARIABLE)
    os.environ[DATA_VARIABLE] = str(folder)
    try:
        yield
    finally:
        if before is None:
            del os.environ[DATA_VARIABLE]
        else:
            os.environ[DATA_VARIABLE] = before


def _attempt(title: str, work: Callable[[Path], str], folder: Path) -> Step:
    try:
        return Step(title, True, work(folder))
    except Exception as problem:
        sentence = sentence_of(problem)
        if sentence is None:
            from desktop.app.diagnostics import crash_sentence

            sentence = crash_sentence(problem, f"自检 {title}")
        return Step(title, False, sentence)


class _Wrong(Exception):
    """A step ran but came to a wrong result."""


def _fonts(_: Path) -> str:
    from desktop.app.printing_fonts import fonts_by_role, uses_system_fonts
    from desktop.document.fonts import font_set

    fonts = font_set()
    missing = fonts.missing_glyphs([("自检", "部门决算公开 1,234.56 科目代码 2060101 一、（二）《》—— 合计")])
    if missing:
        raise _Wrong(f"字体缺字：{missing[0]}")
    used = "，".join(f"{role.title} {role.name}{'' if role.file else '（随程序）'}" for role in fonts_by_role(system=uses_system_fonts()))
    return f"内置字体齐全，可以显示表格用字。打印用：{used}。"


def _packs(_: Path) -> str:
    from desktop.forms.catalog import is_own, list_packs
    from desktop.forms.load import load_pack

    found = [pack for pack in list_packs() if not is_own(pack.folder)]
    broken = [pack.problem for pack in found if pack.problem]
    if broken or not found:
        raise _Wrong(broken[0] if broken else "没有表套。")
    forms = sum(len(load_pack(pack.id).forms) for pack in found)
    return f"{len(found)} 个表套，{forms} 张表，都能读入。"


def _subjects(_: Path) -> str:
    from desktop.forms.subjects import LISTS, SubjectCatalog

    catalog = SubjectCatalog(2024)
    count = sum(len(catalog.all(name)) for name in LISTS)
    if not catalog.search("functional", "xzyx"):
        raise _Wrong("科目不能按拼音首字母查找。")
    return f"{count} 个科目，可以按代码、名称、拼音首字母查找。"


def _document(folder: Path) -> str:
    from desktop.app.names import find_cell
    from desktop.app.session import Session
    from desktop.core.entry import add_subject, type_text

    target = folder / "自检.mz"
    with Session.create(target, "cn-2024", "自检单位", 2024, folder=folder / "数据") as session:
        session.do(add_subject(session.model, session.subjects, "公开03", "2060101"))
        ref = find_cell(session.model, "公开03", "2060101", "基本支出")
        session.do(type_text(session.model, ref, "12.34"))
        session.save()
    with Session.open(target, folder=folder / "数据") as session:
        problems = session.document.integrity()
        if problems or str(session.model.value(ref)) != "12.34":
            raise _Wrong(problems[0] if problems else "文档保存后读回的数不一致。")
        session.undo()
        if session.model.value(ref) is not None:
            raise _Wrong("撤销没有恢复原来的内容。")
    return "新建、填写、保存、重新打开、撤销都正常。"


def _workbook(folder: Path) -> str:
    from desktop.app import exporting, importing
    from desktop.app.names import find_cell
    from desktop.app.session import Session

    out = folder / "自检.xlsx"
    with Session.open(folder / "自检.mz", folder=folder / "数据") as session:
        exporting.export_workbook(session, out)
    with Session.create(folder / "读回.mz", "cn-2024", "自检单位", 2024, folder=folder / "数据") as session:
        plan = importing.plan_import(session, out)
        if plan.refused:
            raise _Wrong(str(plan.refused))
        importing.apply_import(session, plan)
        value = session.model.value(find_cell(session.model, "公开03", "2060101", "基本支出"))
        if str(value) != "12.34":
            raise _Wrong(f"导出的工作簿读回后是 {value}，应当是 12.34。")
    return "导出的工作簿读回后数字一致。"


def _paper(folder: Path) -> str:
    from desktop.app import exporting
    from desktop.app.session import Session

    out = folder / "自检.pdf"
    with Session.open(folder / "自检.mz", folder=folder / "数据") as session:
        report = exporting.print_tables(session, out, signature=True)
    if report.missing_glyphs or not out.read_bytes().startswith(b"%PDF"):
        raise _Wrong("输出的 PDF 不完整。")
    return f"输出 PDF {report.pages} 页，没有缺字。"


def _sample(folder: Path) -> str:
    from desktop.app import checking, disclosure, exporting
    from desktop.app.samples import build_sample, find_sample

    sample = find_sample(SAMPLE)
    outs = [folder / f"{SAMPLE}-公开文稿{ending}" for ending in (".pdf", ".docx")]
    with build_sample(sample, folder / f"{SAMPLE}.mz") as session:
        found = checking.findings(session)
        exporting.export_workbook(session, folder / f"{SAMPLE}.xlsx")
        pages = exporting.print_tables(session, folder / f"{SAMPLE}.pdf").pages
        prose = disclosure.write(session, outs)
    empty = [out.name for out in outs if out.stat().st_size < 10_000]
    if empty:
        raise _Wrong(f"“{empty[0]}”不完整。")
    return f"{sample.unit} {sample.year}：审核 {len(found)} 条，表 {pages} 页，公开文稿 {prose.pages} 页（PDF、Word），工作簿，都已输出。"


def _child(_: Path) -> str:
    from desktop.exchange.isolated import run_isolated

    if run_isolated(_twice, 21, name="自检") != 42:
        raise _Wrong("程序启动的子进程没有给出正确的结果，可疑的工作簿会读不了。")
    return "可以在单独的进程里读取可疑的工作簿。"


def _twice(number: int) -> int:
    return 2 * number


def _shown(window: Window) -> Callable[[Path], str]:
    return lambda folder: window(folder / f"{SAMPLE}.mz", folder / PICTURE)


def _data_folder(_: Path) -> str:
    place = data_dir()
    place.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryFile(dir=place) as file:
        file.write(b"x")
    return f"{place} 可以写入。"
