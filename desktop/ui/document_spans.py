"""What the clerk does to the spans of the text: edits the fact behind one, fills a gap, looks where a figure comes from."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Signal
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from desktop.core.cells import CellRef
from desktop.ui.bridge import Bridge
from desktop.ui.document_fact import FactEditor
from desktop.ui.document_view import DocumentView
from desktop.ui.words import tr

if TYPE_CHECKING:
    from desktop.document.narrative import RenderedBlock
    from desktop.document.spans import Span

WRITABLE = ("paragraph", "glossary", "heading")


class SpanWork(QWidget):
    """Base of :class:`~desktop.ui.document_page.DocumentPage`."""

    span_chosen = Signal(object, bool)  # Span, whether the panel is opened for it
    form_wanted = Signal(str)
    cell_wanted = Signal(object)  # CellRef
    told = Signal(str)

    bridge: Bridge
    view: DocumentView
    editor: FactEditor
    buttons: dict[str, QPushButton]
    _edited = -1  # the block in which a fact is being edited

    @property
    def blocks(self) -> list[RenderedBlock]:
        return self.view.rendered

    def block_in_hand(self) -> RenderedBlock | None:
        number = self.view.hand
        return self.blocks[number] if 0 <= number < len(self.blocks) else None

    def write_own(self, figure: str = "") -> None:
        raise NotImplementedError

    def restore_generated(self) -> None:
        raise NotImplementedError

    def _first_form(self, form: str) -> str:
        return next(iter(self.bridge.model.instances(form)), form)

    def spans(self, kind: str = "") -> Iterator[tuple[int, Span]]:
        """Spans of a kind in order, each with its block."""
        for number, rendered in enumerate(self.blocks):
            for spans in rendered.paragraphs:
                for span in spans:
                    if not kind or span.kind == kind:
                        yield number, span

    def _clicked(self, number: int, span: Span) -> None:
        if span.kind == "missing":
            self._wanted(number, span)
        else:  # a text may be about to be double clicked: nothing must move under the pointer
            self.span_chosen.emit(span, span.kind == "figure")

    def _wanted(self, number: int, span: Span) -> None:
        """Edit the text behind a span, or fill the gap; figures of tables are changed in their tables."""
        ref = self._editable(number, span)
        if ref is None:
            if span.kind == "missing":
                rendered = self.blocks[number]
                self.form_wanted.emit(self._first_form(rendered.block.form))
            else:
                self.span_chosen.emit(span, True)
            return
        if self.bridge.read_only:
            self.told.emit(tr("文档以只读方式打开，不能修改。"))
            return
        self._edited = number
        self.view.go_to_span(number, span)
        place = self.view.rect_of_span(number, span)
        self.editor.open(ref, QRect(self.view.viewport().mapToParent(place.topLeft()), place.size()))

    def _editable(self, number: int, span: Span) -> CellRef | None:
        """The cell that is typed for this span: of a gap the first one without a value, of a fact the fact itself."""
        model = self.bridge.model
        if span.kind == "missing":
            refs = span.refs or self._refs_of_name(number, span.how)
            return next((ref for ref in refs if model.value(ref) is None), refs[0] if refs else None)
        facts = {form.code for form in model.forms() if form.view == "facts"}
        typed = [ref for ref in span.refs if ref.form in facts and model.takes_entry(ref)]
        return typed[0] if len(set(span.refs)) == 1 and typed else None

    def _refs_of_name(self, number: int, name: str) -> tuple[CellRef, ...]:
        """A gap that was left in own words knows only its name."""
        from desktop.app import disclosure_words

        session = self.bridge.session
        return tuple(ref for ref in disclosure_words.fact_places(session) if name in disclosure_words.fact_names(session, ref))[:1]

    def next_gap(self) -> None:
        """The next thing that is missing after the block in hand, and its field."""
        gaps = list(self.spans("missing"))
        if not gaps:
            self.told.emit(tr("文稿里没有缺的资料。"))
            return
        found = self.view.span_in_hand()
        at = next((n for n, (_, span) in enumerate(gaps) if found is not None and span is found[1]), None)
        if at is not None:
            number, span = gaps[(at + 1) % len(gaps)]
        else:
            number, span = next((gap for gap in gaps if gap[0] >= self.view.hand), gaps[0])
        self.view.go_to_span(number, span)
        self.view.setFocus()
        self.told.emit(tr("缺资料：{name}。按回车填写。", name=span.how))

    def _entered(self, ref: CellRef) -> None:
        self.told.emit(tr("已填写 {label}，用到它的地方都跟着变了；可撤销。", label=self.bridge.model.label(ref)))
        same = [(number, span) for number, span in self.spans() if ref in span.refs]
        if same:  # at the place that was edited, else at its first use
            self.view.go_to_span(*next((each for each in same if each[0] == self._edited), same[0]))
        self.view.setFocus()

    def _menu(self, at: QPoint, number: int, span: Span | None) -> None:
        menu = QMenu(self)
        for text, slot in self.menu_of(number, span):
            menu.addAction(text, slot)
        menu.exec(at)

    def menu_of(self, number: int, span: Span | None) -> list[tuple[str, Callable[[], object]]]:
        """What the menu over a place offers."""
        found: list[tuple[str, Callable[[], object]]] = []
        if span is not None:
            if span.kind != "figure" or self._editable(number, span) is not None:
                found.append((tr("填写……") if span.kind == "missing" else tr("修改……"), lambda: self._wanted(number, span)))
            if span.kind != "missing":
                found.append((tr("看来历"), lambda: self.span_chosen.emit(span, True)))
            for ref in list(dict.fromkeys(span.refs))[:6]:
                found.append((tr("转到 {label}", label=self.bridge.model.label(ref)), self._way_to(ref)))
        rendered = self.block_in_hand()
        if rendered is not None and rendered.block.kind in WRITABLE and not self.bridge.read_only:
            found.append((self.buttons["own"].text(), lambda: self.write_own()))
            if rendered.generated is not None:
                found.append((tr("恢复自动生成"), self.restore_generated))
        found.append((tr("复制"), self.view.copy))
        return found

    def _way_to(self, ref: CellRef) -> Callable[[], object]:
        return lambda: self.cell_wanted.emit(ref)
