"""A fact edited where it stands in the text: a small sheet with its name, its text, and last year's beside it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from desktop.core import entry
from desktop.core.cells import TYPED, CellRef
from desktop.core.typed import Unreadable, read_typed
from desktop.ui import theme
from desktop.ui.bridge import Bridge
from desktop.ui.cell_texts import exact
from desktop.ui.document_story import PRIOR
from desktop.ui.words import said, tr


class FactEditor(QFrame):
    """Ctrl+Enter or 确定 enters, Esc gives up. What cannot be entered stays, with the reason."""

    entered = Signal(object)  # CellRef
    left = Signal()

    def __init__(self, bridge: Bridge, over: QWidget) -> None:
        super().__init__(over)
        self.over = over
        self.bridge = bridge
        self.ref: CellRef | None = None
        self._before = ""
        self.setObjectName("fact")
        self.setStyleSheet(f"#fact {{ background: {theme.BAR}; border: 1px solid {theme.ACCENT}; border-radius: 4px; }}")
        self.name = QLabel(self)
        self.name.setWordWrap(True)
        font = self.name.font()
        font.setBold(True)
        self.name.setFont(font)
        self.text = QPlainTextEdit(self)
        self.text.setTabChangesFocus(True)
        self.name.setBuddy(self.text)
        self.text.installEventFilter(self)
        self.problem = QLabel(self)
        self.problem.setObjectName("problem")
        self.problem.setWordWrap(True)
        self.prior = QLabel(self)
        self.prior.setObjectName("quiet")
        self.prior.setWordWrap(True)
        self.prior.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.take_prior = QPushButton(tr("照上年的写"), self)
        self.take_prior.setAutoDefault(False)
        self.take_prior.clicked.connect(self._take_prior)
        keys = QLabel(tr("Ctrl+Enter 确定，Esc 取消"), self)
        keys.setObjectName("quiet")
        done, stop = QPushButton(tr("确定"), self), QPushButton(tr("取消"), self)
        for button, slot in ((done, self.commit), (stop, self.give_up)):
            button.setAutoDefault(False)
            button.clicked.connect(slot)
        below = QHBoxLayout()
        below.addWidget(keys, 1)
        below.addWidget(self.take_prior)
        below.addWidget(done)
        below.addWidget(stop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 8, 10, 8)
        layout.setSpacing(6)
        for part in (self.name, self.text, self.problem, self.prior):
            layout.addWidget(part)
        layout.addLayout(below)
        self.hide()

    @property
    def is_open(self) -> bool:
        return self.ref is not None

    def open(self, ref: CellRef, place: QRect) -> None:
        """Edit the cell, below ``place`` (in the parent's coordinates) or above it where there is no room."""
        model = self.bridge.model
        self.ref = ref
        plain = ref._replace(form=ref.form.removeprefix(PRIOR))
        row = model.row(plain.form, plain.row)
        of_last_year = ref.form.startswith(PRIOR)
        label = row.label if row is not None and model.find_form(plain.form) is not None and len(model.columns(*plain[:2])) == 1 else ""
        self.name.setText(tr("上年数：{label}", label=model.label(plain)) if of_last_year else label or model.label(plain))
        self.text.setAccessibleName(self.name.text())
        value = model.value(ref)
        self._before = value if isinstance(value, str) else exact(model, plain, value)
        self.text.setPlainText(self._before)
        self.text.selectAll()
        self.problem.hide()
        prior = None if of_last_year else model.prior(ref)
        told = prior if isinstance(prior, str) else exact(model, ref, prior)
        self.prior.setText(tr("上年：{words}", words=told[:400]))
        self.prior.setVisible(bool(told))
        self.take_prior.setVisible(bool(told) and isinstance(prior, str))
        is_text = model.kind(plain) in ("text", "indicator")
        lines = min(max(len(self._before) // 30 + self._before.count("\n") + 2, 3), 10) if is_text else 1
        self.text.setFixedHeight(self.text.fontMetrics().lineSpacing() * lines + 14)
        room = self.over.rect()
        self.setFixedWidth(min(560, room.width() - 16))
        self.adjustSize()
        height = self.sizeHint().height() + (self.prior.heightForWidth(self.width() - 24) if told else 0)
        self.resize(self.width(), min(height, room.height() - 8))
        left = min(max(place.left() - 20, 8), room.width() - self.width() - 8)
        below = place.bottom() + 6
        top = (
            below if below + self.height() < room.bottom() else max(min(place.top() - self.height() - 6, room.bottom() - self.height()), 4)
        )
        self.move(left, top)
        self.show()
        self.raise_()
        self.text.setFocus()

    def commit(self) -> bool:
        """Enter what stands there; False when it cannot be entered."""
        if self.ref is None:
            return True
        text = self.text.toPlainText()
        if text == self._before:
            self.give_up()
            return True
        ref, model = self.ref, self.bridge.model
        if ref.form.startswith(PRIOR):
            plain = ref._replace(form=ref.form.removeprefix(PRIOR))
            try:
                value = read_typed(model, plain, text).value
            except Unreadable as problem:
                return self._refuse(str(problem))
            label = tr("填写上年数 {label}", label=model.label(plain))
            made: object = entry.set_prior(model, self.bridge.session.subjects, [(plain, value, TYPED)], label, "typing")
        else:
            made = entry.type_text(model, ref, text)
        if isinstance(made, str):
            return self._refuse(made)
        if not self.bridge.do(made):  # type: ignore[arg-type]
            return self._refuse(tr("没有写进去，请看窗口下面的说明。"))
        self._close()
        self.entered.emit(ref)
        return True

    def give_up(self) -> None:
        self._close()
        self.left.emit()

    def _close(self) -> None:
        self.ref = None
        self.hide()

    def _refuse(self, sentence: str) -> bool:
        self.problem.setText(said(sentence))
        self.problem.show()
        self.resize(self.width(), self.sizeHint().height())
        self.text.setFocus()
        return False

    def _take_prior(self) -> None:
        prior = self.bridge.model.prior(self.ref) if self.ref is not None else None
        if isinstance(prior, str):
            self.text.setPlainText(prior)
            self.text.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.text and isinstance(event, QKeyEvent) and event.type() in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride):
            control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if event.key() == Qt.Key.Key_Escape or (is_enter and control):
                if event.type() == QEvent.Type.KeyPress:
                    self.give_up() if event.key() == Qt.Key.Key_Escape else self.commit()
                event.accept()
                return True
        return super().eventFilter(watched, event)
