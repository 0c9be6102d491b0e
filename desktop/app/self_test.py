"""Checks of the installation itself: fonts, packs, a document, a workbook, a PDF — with the program's own files, in a temporary folder."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from desktop.app.problems import sentence_of


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the self-test with its outcome in a sentence."""

    name: str
    well: bool
    say: str


def self_test() -> list[Step]:
    """Run every step; one that fails does not keep the others from running."""
    steps: list[Step] = []
    with tempfile.TemporaryDirectory(prefix="mingzhang-") as name:
        folder = Path(name)
        for title, work in (
            ("字体", _fonts),
            ("表套", _packs),
            ("科目", _subjects),
            ("文档", _document),
            ("工作簿", _workbook),
            ("PDF", _paper),
            ("数据文件夹", _data_folder),
        ):
            steps.append(_attempt(title, work, folder))
    return steps


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
    from desktop.document.fonts import font_set

    fonts = font_set()
    missing = fonts.missing_glyphs([("自检", "部门决算公开 1,234.56 科目代码 2060101 一、（二）《》—— 合计")])
    if missing:
        raise _Wrong(f"字体缺字：{missing[0]}")
    return "内置字体齐全，可以显示表格用字。"


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


def _data_folder(_: Path) -> str:
    from desktop.app.settings import data_dir

    place = data_dir()
    place.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryFile(dir=place) as file:
        file.write(b"x")
    return f"{place} 可以写入。"
