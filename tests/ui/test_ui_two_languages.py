"""No untranslated word in a run in English, no English in a run in Chinese: the whole round through the window is read in both languages.

What a document, a table set or a rule says stays as it is: it is taken from them (:mod:`data_words`) and cut out of what was read. What is
left must have no Chinese in an English window. The printed page and the manual are Chinese in both.
"""

from __future__ import annotations

import getpass
import re
from pathlib import Path

import pytest
from data_words import DataWords
from every_place import Walk, walking
from everything_seen import round_trip
from PySide6.QtWidgets import QApplication

from desktop.app import settings
from desktop.store.lock import this_host
from desktop.ui.main import make_application
from desktop.ui.window import MainWindow

CHINESE = re.compile("[\u4e00-\u9fff]")
PAGES = re.compile(
    r"PaperHead|paper < .*DocumentPage|OwnWordsEdit|Pages < .*ManualWindow|QTreeWidget < .*ManualWindow|panelHead < .*ManualWindow"
)
"""Widgets that show a printed page, or a chapter of the manual."""
LATIN = {
    "PDF", "Word", "Excel", "WPS", "xlsx", "xls", "et", "mz", "json", "JSON", "English", "Ctrl", "Alt", "Shift", "Esc", "Enter", "Tab", "Del",
    "Home", "End", "PageUp", "PageDown", "xzyx", "GB", "docx", "KB", "twelve", "crashed",
}  # fmt: skip
"""Latin words that belong into a Chinese window: names of programs, files and keys, the language, an example of initials, what the round typed."""


def read(language: str, sample_file: Path, folder: Path, patch: pytest.MonkeyPatch) -> Walk:
    """The round in a language."""
    patch.setenv(settings.DATA_VARIABLE, str(folder / "own"))
    settings.save_options({"language": language, "who": "Wang"})
    make_application(["mingzhang"])
    with walking() as walk:
        window = MainWindow()
        try:
            window.resize(1366, 738)
            window.show_start()
            window.show()
            walk.look(window, "start")
            round_trip(walk, window, sample_file, folder, patch)
        finally:
            walk.leave(window)
            window.close()
            window.deleteLater()
    return walk


def around(text: str) -> str:
    found = CHINESE.search(text)
    return text[max(found.start() - 30, 0) : found.start() + 60] if found else ""


def test_in_english_every_word_of_the_program_is_english(
    qapp: QApplication, sample_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    try:
        walk = read("en", sample_file, tmp_path, monkeypatch)
    finally:
        settings.save_options({"language": "zh"})
        make_application(["mingzhang"])
    data = DataWords(walk.data)
    left = {}
    for text, place in {text: place for place, text in [*walk.frame, *walk.lists] if not PAGES.search(place)}.items():
        if CHINESE.search(text):
            rest = data.cut(text)
            if CHINESE.search(rest):
                left.setdefault(text, f"{place}: {text[:160]} | {around(rest)}")
    assert not left, "\n".join(sorted(left.values()))


def test_in_chinese_no_word_of_the_program_is_english(
    qapp: QApplication, sample_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    walk = read("zh", sample_file, tmp_path, monkeypatch)
    names = {name for path in tmp_path.rglob("*") for name in path.name.split(".")} | {
        "Wang",
        *re.findall("[A-Za-z]+", f"{getpass.getuser()} {this_host()}"),
    }
    wrong = set()
    for place, text in [*walk.frame, *walk.lists]:
        for word in re.findall(r"[A-Za-z][A-Za-z]+", re.sub(r"\S*[/\\]\S*|[GX]K\d*|Gk\w+-\w+", "", text)):
            if word not in LATIN and word not in names and not PAGES.search(place):
                wrong.add((word, place, text[:80]))
    assert not wrong, "\n".join(map(str, sorted(wrong)))
