"""A block in the clerk's own words: the dialog to write them, and what has changed under them since."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QTextCursor
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QLabel, QTextBrowser, QVBoxLayout, QWidget

from desktop.ui import paper
from desktop.ui.document_figures import OwnFigures
from desktop.ui.document_typed import TypedFigures
from desktop.ui.document_words_edit import OwnWordsEdit
from desktop.ui.words import tr

if TYPE_CHECKING:
    from desktop.document.narrative import RenderedBlock


def difference_html(old: str, new: str, side: str) -> str:
    """One side of two texts: ``gone`` shows the older one, ``new`` the newer one; what is not in the other is marked and not only coloured."""
    from desktop.document.own_words import difference

    tag, colour, back = ("s", paper.ERROR, "#fdeceb") if side == "gone" else ("u", paper.IMPORTED, "#e6f4ea")
    parts = []
    for piece in difference(old, new):
        text = escape(piece.text).replace("\n", "<br>")
        if piece.change == "same":
            parts.append(text)
        elif piece.change == side:
            parts.append(f"<{tag} style='color:{colour}; background-color:{back}'>{text}</{tag}>")
    return f"<p style='line-height:150%'>{''.join(parts)}</p>"


def _side(title: str, html: str, parent: QWidget) -> tuple[QLabel, QTextBrowser]:
    label, text = QLabel(title, parent), QTextBrowser(parent)
    label.setWordWrap(True)
    text.setHtml(html)
    text.setAccessibleName(title)
    text.document().setDocumentMargin(9)
    return label, text


class OwnWordsDialog(QDialog):
    """The editor starts from the own words there are, else from the generated text with its figures alive. Where the data have moved on, both
    states of the generated text stand beside each other above it. Below it every figure that was typed by hand, and what it may follow.
    """

    def __init__(self, rendered: RenderedBlock, figures: OwnFigures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.figures = figures
        self.setWindowTitle(tr("自己的话"))
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint, True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 16, 18, 14)
        layout.setSpacing(8)
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(4)
        old, now = rendered.basis, rendered.generated_text
        if rendered.stale:
            sides = (
                _side(tr("写自己的话时，自动生成的是"), difference_html(old, now, "gone"), self),
                _side(tr("现在的数据生成的是"), difference_html(old, now, "new"), self),
            )
            for column, (label, text) in enumerate(sides):
                grid.addWidget(label, 0, column)
                grid.addWidget(text, 1, column)
            self.was, self.now = sides[0][1], sides[1][1]
            layout.addLayout(grid, 1)
        told = tr("您的话（每行一段；有底色的数跟着表变，手写的数不变）")
        head = QLabel(told, self)
        head.setWordWrap(True)
        self.text = OwnWordsEdit(figures.show, figures.match, self)
        self.text.setAccessibleName(told)
        self.text.setFont(self._type())
        head.setBuddy(self.text)
        layout.addWidget(head)
        layout.addWidget(self.text, 2)
        self.typed = TypedFigures(self.text, figures, self)
        layout.addWidget(self.typed)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel, self)
        buttons.button(QDialogButtonBox.StandardButton.Ok).setText(tr("用这段话") if not rendered.stale else tr("核对过了，用这段话"))
        buttons.button(QDialogButtonBox.StandardButton.Cancel).setText(tr("取消"))
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)
        self.resize(820, 660 if rendered.stale else 520)
        self.text.set_words(rendered.source)
        self.text.setFocus()

    def choose(self, figure: str) -> None:
        """Begin at a figure that was typed by hand."""
        found = next((one for one in self.text.figures if one.match.figure.text == figure), None)
        if figure and found is not None:
            cursor = self.text.textCursor()
            cursor.setPosition(found.start)
            cursor.setPosition(found.end, QTextCursor.MoveMode.KeepAnchor)
            self.text.setTextCursor(cursor)

    def _type(self) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() + 1)
        return font

    @property
    def words(self) -> str:
        """Own words with their references, as they are kept."""
        return self.text.words.strip()
