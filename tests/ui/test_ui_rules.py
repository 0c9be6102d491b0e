"""Rules of the window's code: translations complete, no default arguments in slots, the pinned Qt, a light start."""

from __future__ import annotations

import ast
import importlib.util
import os
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import PySide6
from data_words import DataWords, data_words
from PySide6.QtCore import QEvent
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QPlainTextEdit

from desktop.ui.window import MainWindow

ROOT = Path(__file__).resolve().parents[2]
CHINESE = re.compile("[\u4e00-\u9fff]")


def load_tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("update_translations", ROOT / "build" / "update_translations.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_text_of_the_window_is_translated() -> None:
    tool = load_tool()
    sources, table = tool.source_texts(), tool.translations()
    assert [text for text in sources if text not in table] == []
    assert [text for text in table if text not in sources] == [], "words that are gone"
    for text, english in table.items():
        assert sorted(re.findall(r"{\w+}", text)) == sorted(re.findall(r"{\w+}", english)), text
        assert (text.count("&") > 0) == (english.replace("&&", "").count("&") > 0), text


def test_no_sentence_reaches_the_screen_untranslated() -> None:
    """Chinese literals in ui code stand in tr(), or are words of the data (units, states, severities) or of the program's name."""
    data = {
        "公开01表",
        "万元",
        "元",
        "空",
        "填报中",
        "有错",
        "已核",
        "已锁",
        "保留尾差",
        "舍位平衡",
        "全部",
        "明账",
        "中文",
        "————",
        "上年.",
        "公开",
        "代码",
        "目标",
        "一级指标",
        "二级指标",
        "缺",
        "疑",
        *("年", "月", "日", "万", "待核对", "基本", "清空", "剪切"),  # parts of dates, units and labels of operations
        *("菜单", "字", "公开03", "基本支出", "本年支出合计"),  # places of the manual, the cell that the tour shows
        "提示",
        *("保存", "打开", "手动", "覆盖", "未保存", "升级前", "损坏"),  # why backups were made
        "PDF",
        "收入支出决算总表",
        "全国",
        "这一步操作",
        ".旧.mz",
        "（",
        "）",
        "，",
        "：",
        "、",
    }
    loose = []
    for path in sorted((ROOT / "desktop" / "ui").rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        inside = {
            id(part)
            for node in ast.walk(tree)
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "tr"
            for part in ast.walk(node)
        }
        docs = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in inside | docs:
                text = node.value
                if CHINESE.search(text) and text not in data and "年度决算" not in text:
                    loose.append(f"{path.name}:{node.lineno} {text}")
    assert loose == [], "\n".join(loose)


def test_in_english_no_widget_speaks_chinese(opened: MainWindow, qtbot: object) -> None:
    opened.in_english()
    qtbot.waitUntil(lambda: opened.commands["save"].text() == "&Save")  # type: ignore[attr-defined]
    try:
        opened.workspace.show_explain(True)
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        said: list[str] = []
        for action in opened.findChildren(QAction):
            said.append(action.text())
        for widget in opened.findChildren(QAbstractButton):
            said.append(widget.text())
        for line in [*opened.findChildren(QLineEdit), *opened.findChildren(QPlainTextEdit)]:
            said += [line.placeholderText(), line.accessibleName()]
        said += [label.text() for label in opened.statusBar().findChildren(QLabel)]
        said += [label.text() for label in opened.start.findChildren(QLabel)]
        data = DataWords(data_words(opened.workspace.session))
        assert [text for text in said if CHINESE.search(data.cut(text))] == []
    finally:
        opened.in_chinese()
        qtbot.waitUntil(lambda: opened.commands["save"].text() == "保存(&S)")  # type: ignore[attr-defined]


def test_slots_have_no_default_arguments() -> None:
    """Since PySide6 6.7 ``triggered`` passes ``checked`` into the first default argument of a slot."""
    wrong = []
    for path in sorted((ROOT / "desktop" / "ui").rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        names = {
            argument.attr if isinstance(argument, ast.Attribute) else getattr(argument, "id", "")
            for node in ast.walk(tree)
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "connect"
            for argument in node.args
        }
        if path.name == "window.py" or path.name.endswith("_commands.py"):
            names |= {name for _, commands in __import__("desktop.ui.commands", fromlist=["menus"]).menus() for name, *_ in commands}
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.Lambda):
                name = getattr(node, "name", "lambda")
                if (name in names) and (node.args.defaults or any(node.args.kw_defaults)):
                    wrong.append(f"{path.name}:{node.lineno} {name}")
    assert wrong == []


def test_the_qt_binding_is_older_than_the_one_that_loses_references() -> None:
    version = tuple(int(part) for part in PySide6.__version__.split(".")[:2])
    assert version < (6, 12) or sys.version_info >= (3, 12)


def test_the_start_page_loads_nothing_heavy() -> None:
    code = (
        "import sys; from desktop.ui.main import make_application; from desktop.ui.window import MainWindow\n"
        "app = make_application(['x']); window = MainWindow(); window.show_start(); window.show(); app.processEvents()\n"
        "print(sorted({part for name in sys.modules for part in (name, name.split('.')[0])} & set(sys.argv[1].split(','))))"
    )
    heavy = "openpyxl,reportlab,lark,sqlmodel,sqlalchemy,pydantic,pypdfium2,python_calamine,docx,jinja2,fontTools,pypinyin,numpy,PIL,cryptography"
    heavy += ",desktop.core.evaluate,desktop.app.session,desktop.store.document,desktop.ui.workspace"  # an open document needs them
    done = subprocess.run([sys.executable, "-c", code, heavy], cwd=ROOT, capture_output=True, text=True, check=True, timeout=120)
    assert done.stdout.strip() == "[]"


def test_the_first_document_finds_its_parts_of_the_window_read(tmp_path: Path) -> None:
    """They are read module by module while the window lives; one that is not in the list would be read while it stands still."""
    code = (
        "import sys; from pathlib import Path; from desktop.ui import main, ready; from desktop.ui.window import MainWindow\n"
        "from desktop.app.session import Session\n"
        "app = main.make_application(['x']); window = MainWindow(); session = Session.create(Path(sys.argv[1]), 'sx-2024', '某局', 2024)\n"
        "list(ready.reading()); before = set(sys.modules); window.show_session(session); window.show(); app.processEvents()\n"
        "print(sorted(name for name in set(sys.modules) - before if name.startswith(('desktop.ui', 'desktop.app', 'desktop.core'))))"
    )
    environment = {**os.environ, "MINGZHANG_DATA": str(tmp_path / "data")}
    arguments = [sys.executable, "-c", code, str(tmp_path / "a.mz")]
    done = subprocess.run(arguments, cwd=ROOT, env=environment, capture_output=True, text=True, check=True, timeout=120)
    assert done.stdout.strip().splitlines()[-1] == "[]"


def test_the_layers_below_are_used_without_sql_excel_or_pdf_libraries() -> None:
    forbidden = {
        "sqlmodel",
        "sqlalchemy",
        "sqlite3",
        "openpyxl",
        "python_calamine",
        "reportlab",
        "docx",
        "jinja2",
        "fontTools",
        "pypdfium2",
        "lark",
    }
    for path in sorted((ROOT / "desktop" / "ui").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = (
                [alias.name for alias in node.names]
                if isinstance(node, ast.Import)
                else [node.module or ""]
                if isinstance(node, ast.ImportFrom)
                else []
            )
            assert not forbidden & {name.split(".")[0] for name in names}, path.name
