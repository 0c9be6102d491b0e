"""The words of the window: Chinese in the code, English from ``i18n/mingzhang_en.ts``.

``tr("……{name}……", name=…)`` is the only way a sentence reaches the screen; ``build/update_translations.py`` collects the literals.
Texts of packs (labels, findings) are data and stay as the pack says.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QObject, QTranslator

CONTEXT = "mingzhang"


def tr(text: str, **values: object) -> str:
    """The text in the language of the window, with ``{name}`` places filled."""
    found = QCoreApplication.translate(CONTEXT, text)
    return found.format(**values) if values else found


def read_translations(path: Path) -> dict[str, str]:
    """Finished translations of a Qt Linguist file: source text → translation."""
    from xml.etree import ElementTree

    table: dict[str, str] = {}
    for message in ElementTree.parse(path).iter("message"):
        translation = message.find("translation")
        if translation is not None and translation.get("type") is None and translation.text:
            table[message.findtext("source", "")] = translation.text
    return table


class LinguistTranslator(QTranslator):
    """Answers from a ``.ts`` file directly, so that no compiled file has to be kept in step with it."""

    def __init__(self, path: Path, parent: QObject) -> None:
        super().__init__(parent)
        self.table = read_translations(path)

    def isEmpty(self) -> bool:
        return not self.table

    def translate(self, context: str, source: str, disambiguation: str | None = None, n: int = -1) -> str | None:
        return self.table.get(source) if context == CONTEXT else None


def install(app: QCoreApplication, language: str, folder: Path) -> None:
    """Set the language of the window: "zh" (the source, with Qt's own Chinese for standard buttons) or "en"."""
    for old in app.findChildren(QTranslator):
        app.removeTranslator(old)
    if language == "en":
        app.installTranslator(LinguistTranslator(folder / "mingzhang_en.ts", app))
        return
    standard = QTranslator(app)
    if standard.load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(standard)
