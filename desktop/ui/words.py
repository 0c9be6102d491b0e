"""The words of the window: Chinese in the code, English from ``i18n/mingzhang_en.ts``.

``tr("……{name}……", name=…)`` is the only way a sentence of the window reaches the screen; ``build/update_translations.py`` collects the literals.
``said()`` does the same for what the layers below say. Texts of table sets (labels, rules) are data and stay as they are.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, QTranslator

from desktop.ui.said import Sentences

CONTEXT = "mingzhang"


def tr(text: str, **values: object) -> str:
    """The text in the language of the window, with ``{name}`` places filled."""
    found = QCoreApplication.translate(CONTEXT, text)
    if not values:
        return found
    if _known:  # names between quotation marks are the person's own words
        values = {name: said(value) if isinstance(value, str) and f"“{{{name}}}”" not in text else value for name, value in values.items()}
    return found.format(**values)


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


_known: list[Sentences] = []
"""Sentences of the layers below in the language of the window; none where it is Chinese."""


def said(text: str) -> str:
    """What a layer below the window says, in the language of the window as far as it is known; data in it stay as they are."""
    return _known[0].say(text) if _known and text else text


def explained(text: str) -> str:
    """As :func:`said` for the words of an explanation, which stand between names and figures."""
    return _known[0].explain(text) if _known and text else text


def install(app: QCoreApplication, language: str, folder: Path) -> None:
    """Set the language of the window: "zh" (the source, with Qt's own Chinese for standard buttons) or "en"."""
    QLocale.setDefault(
        QLocale(QLocale.Language.English if language == "en" else QLocale.Language.Chinese)
    )  # dates and sizes of Qt's dialogs
    for old in app.findChildren(QTranslator):
        app.removeTranslator(old)
        old.setParent(None)
    _known[:] = [Sentences(folder / "said_en.toml")] if language == "en" else []
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
