"""The words of the window: Chinese in the code, English from ``i18n/mingzhang_en.ts``.

``tr("……{name}……", name=…)`` is the only way a sentence reaches the screen; ``build/update_translations.py`` collects the literals.
Texts of packs (labels, findings) are data and stay as the pack says.
"""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, QTranslator

CONTEXT = "mingzhang"


def tr(text: str, **values: object) -> str:
    """The text in the language of the window, with ``{name}`` places filled."""
    found = QCoreApplication.translate(CONTEXT, text)
    return found.format(**values) if values else found


def read_translations(path: Path) -> dict[tuple[str, str], str]:
    """Finished translations of a Qt Linguist file: (context, source text) → translation."""
    from xml.etree import ElementTree

    table: dict[tuple[str, str], str] = {}
    for context in ElementTree.parse(path).iter("context"):
        name = context.findtext("name", "")
        for message in context.iter("message"):
            translation = message.find("translation")
            if translation is not None and translation.get("type") is None and translation.text:
                table[name, message.findtext("source", "")] = translation.text
    return table


class LinguistTranslator(QTranslator):
    """Answers from a ``.ts`` file directly, so that no compiled file has to be kept in step with it."""

    def __init__(self, path: Path, parent: QObject) -> None:
        super().__init__(parent)
        self.table = read_translations(path)

    def isEmpty(self) -> bool:
        return not self.table

    def translate(self, context: str, source: str, disambiguation: str | None = None, n: int = -1) -> str | None:
        return self.table.get((context, source))


_known: list[tuple[re.Pattern[str], str]] = []
"""Sentences of the layers below in the language of the window; none where it is Chinese."""


def said(text: str) -> str:
    """What a layer below the window says, in the language of the window as far as it is known; data in it stay as they are."""
    for pattern, other in _known:
        found = pattern.fullmatch(text)
        if found is not None:
            return other.format(**{name: said(value) for name, value in found.groupdict().items()})
    return text


def _read_said(path: Path) -> list[tuple[re.Pattern[str], str]]:
    import tomllib

    known = []
    for source, other in tomllib.loads(path.read_text(encoding="utf-8"))["sentences"].items():
        parts = re.split(r"\{(\w+)\}", source)
        pattern = "".join(f"(?P<{part}>.+?)" if at % 2 else re.escape(part) for at, part in enumerate(parts))
        known.append((re.compile(pattern, re.DOTALL), other))
    return known


def install(app: QCoreApplication, language: str, folder: Path) -> None:
    """Set the language of the window: "zh" (the source, with Qt's own Chinese for standard buttons) or "en"."""
    QLocale.setDefault(
        QLocale(QLocale.Language.English if language == "en" else QLocale.Language.Chinese)
    )  # dates and sizes of Qt's dialogs
    for old in app.findChildren(QTranslator):
        app.removeTranslator(old)
        old.setParent(None)
    _known[:] = _read_said(folder / "said_en.toml") if language == "en" else []
    if language == "en":
        app.installTranslator(LinguistTranslator(folder / "mingzhang_en.ts", app))
        return
    standard = QTranslator(app)
    if standard.load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(standard)


def complete(app: QCoreApplication, folder: Path) -> None:
    """What Qt's own Chinese leaves in English in its file and print dialogs; asked for before the first of them is shown."""
    installed = app.findChildren(QTranslator)
    if installed and not any(isinstance(each, LinguistTranslator) for each in installed):
        app.installTranslator(LinguistTranslator(folder / "qt_zh_CN.ts", app))
