"""The panel at the right: how the figure in hand comes about, what hangs on it, last year, its history, the clerk's note, 填表说明."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QTimer, QUrl, Signal
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QTextBrowser, QVBoxLayout, QWidget

from desktop.core.amounts import format_amount
from desktop.core.cell_notes import parts_of
from desktop.core.cells import CellRef
from desktop.core.entry import set_note
from desktop.ui import theme
from desktop.ui.bridge import Bridge
from desktop.ui.cell_texts import exact
from desktop.ui.links import cell_of, link_to
from desktop.ui.look import source_of, source_words
from desktop.ui.side_panel import side_panel
from desktop.ui.words import tr

_DELAY = 60  # ms; the explanation follows the cell when the clerk rests, so that typing on does not wait for it
_MOST = 60  # operands and dependents listed; a total over 2,400 rows is not read to its end


class NoteEdit(QPlainTextEdit):
    """Tells when the note is finished: the focus went elsewhere."""

    finished = Signal()

    def focusOutEvent(self, event: object) -> None:
        super().focusOutEvent(event)  # type: ignore[arg-type]
        self.finished.emit()


class ExplainPanel(QWidget):
    cell_wanted = Signal(object)  # CellRef
    close_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bridge: Bridge | None = None
        self.ref: CellRef | None = None
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_DELAY)
        self._later.timeout.connect(self.tell)
        self.text = QTextBrowser(self)
        self.text.setOpenLinks(False)
        self.text.setAccessibleName(tr("解释"))
        self.text.anchorClicked.connect(self._link)
        self.text.document().setDocumentMargin(9)
        self.note = NoteEdit(self)
        self.note.setPlaceholderText(tr("写给自己和复核人的话，随文档保存"))
        self.note.setAccessibleName(tr("备注"))
        self.note.setMaximumHeight(64)
        self.note.setTabChangesFocus(True)
        self.note.finished.connect(self.keep_note)
        label = QLabel(tr("备注"), self)
        label.setObjectName("quiet")
        label.setBuddy(self.note)
        panel, inside = side_panel(self, tr("解释"), tr("关闭（F3）"), tr("关闭解释"), self.close_wanted)
        inside.addWidget(self.text, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 6, 6, 4)
        layout.setSpacing(4)
        layout.addWidget(panel, 1)
        layout.addWidget(label)
        layout.addWidget(self.note)

    def show_cell(self, bridge: Bridge, ref: CellRef | None) -> None:
        """Follow the current cell: the note at once, the explanation in a moment (:meth:`tell` = now)."""
        if self.ref is not None and ref != self.ref:
            self.keep_note()
        self.bridge, self.ref = bridge, ref
        if ref is None or not bridge.model.has_cell(ref):
            self.ref = None
            self._later.stop()
            self.text.setHtml(f"<p style='color:{theme.QUIET}'>{escape(tr('选中一个数字，这里说明它从哪里来、影响哪里。'))}</p>")
            self.note.setPlainText("")
            self.note.setEnabled(False)
            return
        sheet = bridge.model.book.sheets.get(ref.form)
        self.note.setEnabled(not bridge.read_only)
        if not self.note.hasFocus():
            self.note.setPlainText(parts_of(sheet.notes.get((ref.row, ref.column)) if sheet else None).said)
        self._later.start()

    def tell(self) -> None:
        """Write the explanation of the cell in hand."""
        self._later.stop()
        if self.bridge is not None and self.ref is not None and self.bridge.model.has_cell(self.ref):
            self.text.setHtml(explain_html(self.bridge, self.ref))

    def forget(self) -> None:
        """The document is about to close: an explanation that is still waiting is not told any more."""
        self._later.stop()
        self.bridge, self.ref = None, None

    def keep_note(self) -> None:
        """Write the note down as an operation, if it changed."""
        if self.bridge is None or self.ref is None or self.bridge.read_only:
            return
        operation = set_note(self.bridge.model, self.ref, self.note.toPlainText())
        if operation.edits:
            self.bridge.do(operation)

    def _link(self, url: QUrl) -> None:
        ref = cell_of(url.toString())
        if ref is not None:
            self.cell_wanted.emit(ref)


def explain_html(bridge: Bridge, ref: CellRef) -> str:
    """The whole story of a cell as rich text with links."""
    model = bridge.model
    found = model.explain(ref)
    parts = [f"<p style='color:{theme.QUIET}'>{escape(found.label)}</p>"]
    shown = exact(model, ref, found.value) or tr("（空白）")
    source = "" if found.value is None else source_words(source_of(bridge, ref))
    parts.append(f"<p style='font-size:large'><b>{escape(shown)}</b> <span style='color:{theme.QUIET}'>{escape(source)}</span></p>")
    if found.words:
        parts += [_head(tr("怎样得来")), f"<p>{_steps(found.words) if model.kind(ref) == 'score' else escape(found.words)}</p>"]
    change = bridge.target_change(ref)
    if change is not None:
        told = tr("目标已改动：{words}（{who}，{time}）", words=change.words, who=change.who, time=change.time)
        parts += [_head(tr("目标改动")), f"<p style='color:{theme.CHANGED}'>{link_to(change.ref, told)}</p>"]
    if model.has_formula(ref) and model.entry(ref) is not None and model.computed(ref) is not None:
        computed = exact(model, ref, model.computed(ref)) or tr("空白")
        parts.append(f"<p style='color:{theme.OVERRIDDEN}'>{escape(tr('录入或导入的数盖过了计算值 {value}。', value=computed))}</p>")
    if found.formula:
        parts.append(f"<p style='color:{theme.QUIET}'>{escape(tr('公式'))}：{escape(found.formula)}</p>")
    if found.basis:
        parts.append(f"<p style='color:{theme.QUIET}'>{escape(tr('依据'))}：{escape(found.basis)}</p>")
    if found.operands:
        rows = "".join(
            f"<tr><td>{link_to(cell.ref, _short(cell.label, ref.form))}</td>"
            f"<td align='right'>&nbsp;{escape(exact(model, cell.ref, cell.value)) or '—'}</td>"
            f"<td style='color:{theme.QUIET}'>&nbsp;{escape(source_words(cell.source))}</td></tr>"
            for cell in found.operands[:_MOST]
        )
        parts += [
            _head(tr("由这些数算出")),
            f"<table width='100%' cellspacing='0' cellpadding='2'>{rows}</table>",
            _more(len(found.operands)),
        ]
    if found.dependents:
        rows = "".join(
            f"<tr><td>{link_to(other, _short(model.label(other), ref.form))}</td>"
            f"<td align='right'>&nbsp;{escape(exact(model, other, model.value(other)))}</td></tr>"
            for other in found.dependents[:_MOST]
        )
        parts += [_head(tr("影响到")), f"<table width='100%' cellspacing='0' cellpadding='2'>{rows}</table>", _more(len(found.dependents))]
    parts += _findings(bridge, ref) + _last_year(bridge, ref) + _history(bridge, ref)
    hint = hint_of(bridge, ref)
    if hint:
        parts += [_head(tr("填表说明")), f"<p>{escape(hint)}</p>"]
    return "".join(parts)


def _steps(words: str) -> str:
    """The steps of a score, one below the other."""
    return "<br>".join(escape(step) for step in words.split("；"))


def _head(text: str) -> str:
    return f"<p style='margin-top:10px; color:{theme.ACCENT}'><b>{escape(text)}</b></p>"


def _more(count: int) -> str:
    return f"<p style='color:{theme.QUIET}'>{escape(tr('……共 {count} 格', count=count))}</p>" if count > _MOST else ""


def _short(label: str, form: str) -> str:
    """Within the own table its name need not be said."""
    if not label.startswith(f"{form} "):
        return label
    parts = label.split(" ", 2)
    return parts[2] if len(parts) == 3 else label


def _findings(bridge: Bridge, ref: CellRef) -> list[str]:
    found = bridge.model.findings_at(ref)
    return [_head(tr("审核")), *(f"<p>{escape(finding.say)}</p>" for finding in found[:8])] if found else []


def _last_year(bridge: Bridge, ref: CellRef) -> list[str]:
    from decimal import Decimal

    prior, value = bridge.model.prior(ref), bridge.model.value(ref)
    if prior is None:
        return []
    told = exact(bridge.model, ref, prior)
    if isinstance(prior, Decimal) and isinstance(value, Decimal):
        change = value - prior
        rate = f"，{format_amount(change / prior * 100, 2)}%" if prior else ""
        word = tr("增加") if change > 0 else tr("减少")
        told += f"（{word} {exact(bridge.model, ref, abs(change))}{rate}）" if change else f"（{tr('持平')}）"
    return [_head(tr("上年")), f"<p>{escape(told)}</p>"]


def _history(bridge: Bridge, ref: CellRef) -> list[str]:
    from desktop.app.documents import change_line

    lines = bridge.session.document.history(ref)
    if not lines:
        return []
    newest = sorted(lines, key=lambda change: -change.seq)[:10]
    return [
        _head(tr("修改记录")),
        *(f"<p style='color:{theme.QUIET}'>{escape(change_line(change).split(None, 1)[-1])}</p>" for change in newest),
    ]


def hint_of(bridge: Bridge, ref: CellRef) -> str:
    """填表说明 of row, column and table, as the pack has them."""
    form = bridge.model.form(ref.form)
    column = next((each for each in bridge.model.columns(ref.form, ref.row) if each.id == ref.column), None)
    row = next((each for block in form.blocks for each in block.rows if each.id == ref.row), None)
    return "\n".join(text for text in ((row.hint if row else ""), (column.hint if column else ""), form.help) if text)
