"""A block in the clerk's own words: the dialog to write them, and what has changed under them since."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QLabel, QPlainTextEdit, QTextBrowser, QVBoxLayout, QWidget

from desktop.ui import paper
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
    """The editor starts from the own words there are, else from the generated text. Where the data have moved on, both states of the
    generated text stand beside each other above it."""

    def __init__(self, rendered: RenderedBlock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
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
        told = tr("您的话（其中的数字从此不再跟着表变；每行一段）")
        head = QLabel(told, self)
        self.text = QPlainTextEdit(rendered.text, self)
        self.text.setAccessibleName(told)
        self.text.setTabChangesFocus(True)
        head.setBuddy(self.text)
        layout.addWidget(head)
        layout.addWidget(self.text, 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel, self)
        buttons.button(QDialogButtonBox.StandardButton.Ok).setText(tr("用这段话") if not rendered.stale else tr("核对过了，用这段话"))
        buttons.button(QDialogButtonBox.StandardButton.Cancel).setText(tr("取消"))
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)
        self.resize(760, 560 if rendered.stale else 400)
        self.text.setFocus()

    @property
    def words(self) -> str:
        return self.text.toPlainText().strip()
