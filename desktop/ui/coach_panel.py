"""指标助手: beside an indicator while it is written — what is missing, last year's value, models to take over, weights, the forecast."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QModelIndex, QStringListModel, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QLabel, QListView, QTextBrowser, QVBoxLayout, QWidget

from desktop.app import coaching, coaching_words
from desktop.app.coaching import CoachNote
from desktop.core.amounts import format_amount
from desktop.core.indicator_vocabulary import ModelIndicator
from desktop.core.instances import owner_of
from desktop.ui import theme
from desktop.ui.bridge import Bridge
from desktop.ui.side_panel import side_panel
from desktop.ui.words import said, tr

_DELAY = 150  # ms; advice follows when the clerk rests, so that typing on does not wait for it


class ModelList(QListView):
    """Enter takes the model in hand."""

    taken = Signal(QModelIndex)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.taken.emit(self.currentIndex())
            return
        super().keyPressEvent(event)


class CoachPanel(QWidget):
    """``model_wanted``: a model indicator is to be written into the row in hand; ``text_wanted``: a proposed text into one of its columns."""

    model_wanted = Signal(object)  # ModelIndicator
    text_wanted = Signal(str, str)  # column, text
    close_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bridge: Bridge | None = None
        self.form, self.row = "", ""
        self.typed: dict[str, str] = {}
        self.note: CoachNote | None = None
        self._proposals: list[tuple[str, str]] = []
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_DELAY)
        self._later.timeout.connect(self.tell)
        self.text = QTextBrowser(self)
        self.text.setOpenLinks(False)
        self.text.setAccessibleName(tr("指标助手"))
        self.text.document().setDocumentMargin(9)
        self.text.anchorClicked.connect(lambda url: self._take_proposal(url.toString()))
        self.models = ModelList(self)
        self.models.setAccessibleName(tr("参考指标"))
        self.models.setModel(QStringListModel(self))
        self.models.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.models.setWordWrap(True)
        self.models.setResizeMode(QListView.ResizeMode.Adjust)
        self.models.taken.connect(self._take)
        self.models.doubleClicked.connect(self._take)
        self.library = QLabel(tr("参考指标（回车或双击填入）"), self)
        self.library.setObjectName("quiet")
        self.library.setContentsMargins(9, 2, 0, 2)
        panel, inside = side_panel(self, tr("指标助手"), tr("关闭（Ctrl+F9）"), tr("关闭指标助手"), self.close_wanted)
        inside.addWidget(self.text, 3)
        inside.addWidget(self.library)
        inside.addWidget(self.models, 2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 6, 6, 4)
        layout.addWidget(panel)

    def show_row(self, bridge: Bridge, form: str, row: str) -> None:
        """Follow the row in hand; "" where there is none."""
        if (form, row) != (self.form, self.row):
            self.typed = {}
        self.bridge, self.form, self.row = bridge, form, row
        self._later.start()

    def follow_typing(self, column: str, text: str) -> None:
        """What stands in the open editor counts as if it were entered already."""
        self.typed = {column: text}
        self._later.start()

    def forget(self) -> None:
        self._later.stop()
        self.bridge = None

    def tell(self) -> None:
        """Write down what there is to say about the row in hand."""
        self._later.stop()
        bridge = self.bridge
        if bridge is None or bridge.model.find_form(self.form) is None:
            return
        self.note = coaching.note_for(bridge.model, self.form, self.row, self.typed) if self.row else None
        self._proposals = []
        self.text.setHtml("".join([*self._advice(), *self._forecast(bridge), *self._weights(bridge)]))
        models = self.note.models if self.note else ()
        lines = [f"{model.name}　{model.target}" for model in models]
        data = self.models.model()
        assert isinstance(data, QStringListModel)
        if data.stringList() != lines:
            data.setStringList(lines)
        self.models.setVisible(bool(lines))
        self.library.setVisible(bool(lines))

    def _advice(self) -> list[str]:
        note = self.note
        if note is None:
            return [f"<p style='color:{theme.QUIET}'>{escape(tr('选中一条指标，这里说明怎样写得可以衡量。'))}</p>"]
        parts = [f"<p style='color:{theme.QUIET}'>{escape(note.name or tr('（没有名称）'))}</p>"]
        colours = {"缺": theme.ERROR, "疑": theme.WARNING}
        words = {"缺": tr("缺"), "疑": tr("请核对"), "提示": tr("提示")}
        for one in note.advice:
            line = f"<p><b style='color:{colours.get(one.severity, theme.HINT)}'>{escape(words[one.severity])}</b> {escape(said(one.sentence))}"
            if one.proposed and self.bridge is not None and not self.bridge.read_only:
                self._proposals.append((one.field, one.proposed))
                line += f" <a href='take:{len(self._proposals) - 1}'>{escape(tr('改为“{wanted}”', wanted=one.proposed))}</a>"
            parts.append(line + "</p>")
        if not note.advice:
            parts.append(f"<p style='color:{theme.IMPORTED}'>✓ {escape(tr('写得可以衡量。'))}</p>")
        prior = [
            tr("上年目标 {prior}", prior=note.prior) if note.prior else "",
            tr("上年完成 {prior}", prior=note.prior_result) if note.prior_result else "",
        ]
        if any(prior):
            parts.append(f"<p>{escape('，'.join(text for text in prior if text))}</p>")
        return parts

    def _weights(self, bridge: Bridge) -> list[str]:
        lines = coaching.weights(bridge.model, self.form)
        if not lines:
            return []
        rows = ""
        for line in lines:
            differs = line.wanted is not None and line.points != line.wanted
            shown = _points(line.points) + (f" / {_points(line.wanted)}" if line.wanted is not None else "")
            colour = theme.WARNING if differs else theme.INK
            rows += f"<tr><td>{escape(line.name)}</td><td align='right' style='color:{colour}'>&nbsp;{shown}</td></tr>"
        total = coaching_words.total(lines)
        rows += f"<tr><td><b>{escape(tr('合计'))}</b></td><td align='right'><b>&nbsp;{_points(total)} / 100</b></td></tr>"
        return [_head(tr("分值")), f"<table cellspacing='0' cellpadding='1'>{rows}</table>"]

    def _forecast(self, bridge: Bridge) -> list[str]:
        owner = owner_of(self.form)
        found = coaching.forecast_of(bridge.model, owner) if owner else None
        if found is None:
            return []
        lead, more = found.assumptions[:1], len(found.assumptions) - 1
        told = f"<p><b>{escape(said(coaching.forecast_text(found)))}</b></p>"
        told += "".join(f"<p style='color:{theme.QUIET}'>{escape(said(one))}</p>" for one in lead)
        if more > 0:
            told += f"<p style='color:{theme.QUIET}'>{escape(tr('另有 {count} 条推算的依据，见项目一览。', count=more))}</p>"
        return [_head(tr("按监控数预计自评得分")), told]

    def _take(self, index: QModelIndex) -> None:
        models: tuple[ModelIndicator, ...] = self.note.models if self.note else ()
        if index.isValid() and index.row() < len(models):
            self.model_wanted.emit(models[index.row()])

    def _take_proposal(self, address: str) -> None:
        at = address.removeprefix("take:")
        if at.isdigit() and int(at) < len(self._proposals):
            self.text_wanted.emit(*self._proposals[int(at)])


def _points(value: object) -> str:
    return format_amount(value, None)  # type: ignore[arg-type]


def _head(text: str) -> str:
    return f"<p style='margin-top:10px; color:{theme.ACCENT}'><b>{escape(text)}</b></p>"
