"""No untranslated word in a run in English, no English in a run in Chinese: every widget, menu, head and tip of the window and its dialogs is read.

What a document, a table set or a rule says stays as it is; it is told apart by the widget that shows it (:data:`DATA`) or by its source
(:func:`data_of`). In lists and stories, where both stand side by side, no word of the window may be left in Chinese.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QDialog
from test_ui_rules import load_tool
from window_hands import until
from words_seen import Seen, frame_words, list_words

from desktop.app import documents, settings
from desktop.app.samples import find_sample
from desktop.app.versions import save_version
from desktop.core import entry
from desktop.core.cells import CellRef
from desktop.forms.catalog import list_packs
from desktop.ui.main import make_application
from desktop.ui.window import MainWindow

CHINESE = re.compile("[\u4e00-\u9fff]")
DATA = re.compile(r"valueBar|PaperHead|SheetView|ExplainPanel|Outline|DocumentPage.*paper|< panelHead|panelHead < ")
"""Widgets that show what the document and the table set say; their own words are looked at among the lists."""
LATIN = {
    "PDF", "Word", "Excel", "WPS", "xlsx", "xls", "et", "mz", "json", "JSON", "English", "Ctrl", "Alt", "Shift", "Esc", "Enter", "Tab", "Del",
    "Home", "End", "PageUp", "PageDown", "xzyx", "GB",
}  # fmt: skip
"""Latin words that belong into a Chinese window: names of programs, files and keys, the language, an example of initials."""
PAY = CellRef("公开03", "2060101", "基本支出")


@pytest.fixture
def document(sample_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(settings.DATA_VARIABLE, str(tmp_path / "own"))
    return Path(shutil.copyfile(sample_file, tmp_path / "document.mz"))


def speak(language: str) -> None:
    settings.save_options({"language": language, "who": "Wang"})
    make_application(["mingzhang"])


def dialogs(window: MainWindow) -> Iterator[QDialog]:
    """Every dialog that can be made without a question to the person."""
    from desktop.ui.backups_dialog import BackupsDialog
    from desktop.ui.batch_dialog import BatchDialog
    from desktop.ui.code_search import CodeSearchDialog
    from desktop.ui.find_dialog import FindDialog
    from desktop.ui.help_window import ManualWindow
    from desktop.ui.import_dialog import ImportDialog
    from desktop.ui.legend import LegendDialog
    from desktop.ui.new_document import NewDocumentDialog
    from desktop.ui.options_dialog import OptionsDialog
    from desktop.ui.versions_dialog import VersionsDialog

    workspace = window.workspace
    session = workspace.session
    yield OptionsDialog(window)
    yield LegendDialog(window)
    yield NewDocumentDialog(window)
    yield CodeSearchDialog(session.subjects, workspace.bridge.model.form("公开03").family, "xzyx", window)
    yield BatchDialog(session, [], window)
    yield BackupsDialog(session.document.target, documents.backups(session.document.target), window)
    yield ManualWindow(window)
    find = FindDialog(workspace, window)
    find.text.setText("241.31")
    yield find
    save_version(session, "A")
    versions = VersionsDialog(workspace, window)
    versions.list.selectAll()
    versions.compare()
    yield versions
    reading = ImportDialog(session, find_sample("jincheng-2024").workbooks[0], window)
    reading.read()
    yield reading


def walk(window: MainWindow, document: Path) -> tuple[list[Seen], list[Seen], set[str]]:
    """Go through the window: words of its frame, what its lists show, and the words that are data."""
    frame, lists = frame_words(window), []

    def look() -> None:
        QApplication.processEvents()
        frame.extend(frame_words(window))
        lists.extend(list_words(window))

    assert window.open_path(document)
    workspace = window.workspace
    workspace.bridge.do(entry.type_text(workspace.bridge.model, PAY, "214.31"))
    workspace.go_to(PAY)
    for name in ("show_explain", "show_coach", "show_prior", "filter_rows"):
        window.commands[name].trigger()
    workspace.walk(1)
    workspace.explain.tell()
    look()
    window.show_cell_help()
    for name in ("show_board", "show_projects", "show_document"):
        window.commands[name].trigger()
        look()
    window.go_to_place()
    window.goto_dialog.line.setText("03 xzyx")
    look()
    window.goto_dialog.close()
    for dialog in dialogs(window):
        dialog.show()
        QApplication.processEvents()
        frame.extend(frame_words(dialog))
        if type(dialog).__name__ != "ManualWindow":  # the manual is written in Chinese
            lists.extend(list_words(dialog))
        dialog.close()
        dialog.deleteLater()
    workspace.show_form("公开03")
    from desktop.ui.tour import Tour

    window.tour = Tour(window)
    for _ in window.tour.steps[1:]:
        look()
        window.tour.go_on()
    look()
    window.tour.leave()
    return frame, lists, data_of(window)


def data_of(window: MainWindow) -> set[str]:
    """Words of the table set and the document that stand in titles, lists of choices and tips."""
    model, session = window.workspace.bridge.model, window.workspace.session
    found = {
        session.book.unit_name,
        "万元",
        "元",
        "中文",
        "某市科学技术局",
        "行政运行",
        "决算公开表.xlsx",
        "名词解释",
    }  # the last: a part of the document
    for form in model.forms():
        found |= {form.title, form.code, form.title.replace("{项目名称}", ""), model.form_label(form.code)}
        found |= {label for row in model.rows(form.code) for label in (row.label.strip(),)}
        found |= {column.label for block in form.blocks for column in block.columns}
        found |= {check.why for check in form.checks}
    found |= {narrative.id for narrative in session.pack.narratives} | {narrative.title for narrative in session.pack.narratives}
    found |= {pack.title for pack in list_packs()}
    return {text for text in found if text}


def without(text: str, data: list[str]) -> str:
    for known in data:
        text = text.replace(known, "")
    return re.sub(r"\d{4}年度|（\d{4}年度）|\d+年\d+月\d+日", "", text)


def test_in_english_every_word_of_the_window_is_english(window: MainWindow, document: Path, qapp: QApplication) -> None:
    speak("en")
    english = MainWindow()
    try:
        english.resize(1366, 738)
        english.show_start()
        english.show()
        frame, lists, data = walk(english, document)
        longest = sorted(data, key=len, reverse=True)
        left = {(place, text) for place, text in frame if CHINESE.search(without(text, longest)) and not DATA.search(place)}
        assert not left, "\n".join(f"{place}: {text[:120]}" for place, text in sorted(left))
        sources = {text.replace("&", "") for text in load_tool().source_texts() if len(text) > 3}
        words = {run for _, text in lists for run in re.findall("[\u4e00-\u9fff，。：；“”（）、]+", text)}
        assert not words & sources - data, sorted(words & sources - data)
    finally:
        english.leave_document()
        english.close()
        english.deleteLater()
        speak("zh")


def test_in_chinese_no_word_of_the_window_is_english(window: MainWindow, document: Path) -> None:
    frame, lists, _ = walk(window, document)
    shown = [(place, text) for place, text in frame if not re.search("OptionsDialog|ImportDialog", place)]
    wrong = {
        (place, word)
        for place, text in shown
        for word in re.findall(r"[A-Za-z][A-Za-z]+", re.sub(r"GK\d*|document|/\S+", "", text))
        if word not in LATIN and not DATA.search(place)
    }
    assert not wrong, sorted(wrong)
    heads = {word for _, text in lists if "\n" not in text for word in re.findall(r"^(?:Error|Warning|Hint|None|True|False|null)$", text)}
    assert not heads
    until(lambda: window.tour is None)
