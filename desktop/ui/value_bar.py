"""The bar above the table: which cell, its value with every digit, where it comes from, its formula in words, last year's figure."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QTextOption
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPlainTextEdit, QWidget

from desktop.core.amounts import NA
from desktop.core.cells import COVER, CellRef
from desktop.core.typed import fixed_row
from desktop.forms.layout import GridCell
from desktop.ui import theme
from desktop.ui.bridge import Bridge
from desktop.ui.cell_texts import exact
from desktop.ui.elided import Elided
from desktop.ui.look import source_of, source_words
from desktop.ui.seeing_compare import NOTHING, compared
from desktop.ui.seeing_years import YearsLine
from desktop.ui.sheet_model import SheetModel
from desktop.ui.words import explained, tr

_MOST_PRIOR = 60  # letters of a text of last year; the whole stands in the tip


class ValueBar(QWidget):
    """Two lines: cell and value; source, formula, last year."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("valueBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setStyleSheet(f"#valueBar {{ background: {theme.PAPER}; border: 1px solid {theme.LINE}; }}")
        self.place, self.value, self.story, self.prior = Elided(self), QLabel(self), Elided(self), QLabel(self)
        bold = QFont(self.font())
        bold.setBold(True)
        self.value.setFont(bold)
        self.whole = QPlainTextEdit(self)
        self.whole.setReadOnly(True)
        self.whole.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        self.whole.setStyleSheet(f"QPlainTextEdit {{ border: none; background: {theme.PAPER}; }}")
        self.whole.setAccessibleName(tr("全文"))
        self.whole.setTabChangesFocus(True)
        self.whole.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.whole.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.whole.document().setDocumentMargin(0)
        self.whole.setFixedHeight(2 * self.fontMetrics().lineSpacing() + 2)
        self.whole.hide()
        self.value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.years = YearsLine(self)
        self.story.setObjectName("quiet")
        self.prior.setObjectName("quiet")
        grid = QGridLayout(self)
        grid.setContentsMargins(8, 3, 8, 3)
        grid.setVerticalSpacing(1)
        grid.setHorizontalSpacing(16)
        grid.addWidget(self.place, 0, 0)
        grid.addWidget(self.value, 0, 1, Qt.AlignmentFlag.AlignRight)
        grid.addWidget(self.story, 1, 0)
        beside = QHBoxLayout()
        beside.setSpacing(8)
        beside.addWidget(self.years)
        beside.addWidget(self.prior)
        grid.addLayout(beside, 1, 1, Qt.AlignmentFlag.AlignRight)
        grid.addWidget(self.whole, 0, 2, 2, 1)
        grid.setColumnStretch(0, 1)

    def show_label(self, cell: GridCell | None) -> None:
        """The current cell carries no value."""
        self._show_whole("")
        self.story.setStyleSheet("")
        self.place.say(cell.text.strip() if cell else "")
        is_entry = cell is not None and cell.role == "entry"
        self.story.say(tr("直接键入，回车确认。") if is_entry else tr("表样文字，不能修改。") if cell and cell.text else "")
        self.value.setText("")
        self.prior.setText("")
        self.years.say(NOTHING)

    def show_cell(self, bridge: Bridge, sheet: SheetModel, ref: CellRef) -> None:
        """Follow the current cell."""
        self.story.setStyleSheet("")
        model = bridge.model
        value = model.value(ref)
        row = model.row(ref.form, ref.row)
        if value is None and row is not None and row.not_applicable:
            value = NA
        self.place.say(model.label(ref))
        shown = exact(model, ref, value)
        unit = model.book.kept_in if model.kind(ref) == "money" and isinstance(value, Decimal) else ""
        whole = value if isinstance(value, str) and (len(value) > 24 or "\n" in value) else ""
        self._show_whole(whole)
        if whole:
            shown = ""
        self.value.setText(tr("（空白）") if value is None else (tr("不适用") if value is NA else f"{shown} {unit}".strip()))
        self.story.say(story_of(bridge, ref))
        beside = compared(bridge, sheet.texts, ref)
        words = beside.words()
        self.prior.setText(words if len(words) <= _MOST_PRIOR else words[:_MOST_PRIOR] + "…")
        self.prior.setToolTip(words)
        self.years.say(beside)
        negative = isinstance(value, Decimal) and value < 0
        self.value.setStyleSheet(f"color: {theme.NEGATIVE};" if negative else "")

    def _show_whole(self, text: str) -> None:
        """A long text stands whole beside the name of its cell; it can be scrolled and copied."""
        if self.whole.toPlainText() != text:
            self.whole.setPlainText(text)
        self.whole.setVisible(bool(text))
        layout = self.layout()
        assert isinstance(layout, QGridLayout)
        layout.setColumnStretch(2, 1 if text else 0)

    def refuse(self, sentence: str) -> None:
        """A typed text that could not be taken: the sentence stands where the story was."""
        self.story.setStyleSheet(f"color: {theme.ERROR};")
        self.story.say(tr("没有采用：{why} 原来的值仍然有效，按 F2 修改，按 Esc 放弃。", why=sentence))


def story_of(bridge: Bridge, ref: CellRef) -> str:
    """Source and formula of a cell in one line."""
    model = bridge.model
    parts = []
    entry = model.entry(ref)
    source = source_words(source_of(bridge, ref))
    if entry is not None and entry.origin.how == "imported":
        where = " ".join(part for part in (entry.origin.file, entry.origin.sheet, entry.origin.address) if part)
        source += f"（{where}）" if where else ""
    parts.append(source)
    if model.has_formula(ref) and (entry is None or model.computed(ref) is not None):
        explanation = model.explain(ref, checks=False)
        if entry is not None:
            parts.append(tr("计算值 {value}", value=exact(model, ref, model.computed(ref)) or tr("空白")))
        if explanation.words:
            parts.append(explained(explanation.words))
    elif not model.takes_entry(ref):
        parts.append(tr("不可填写"))
    row = fixed_row(model.form(ref.form), ref.row) if ref.form == COVER else None
    if row is not None and row.hint:
        parts.append(row.hint)  # what an answer on the cover brings about has to be known before it is given
    return " · ".join(parts)
