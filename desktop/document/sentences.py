"""What the sentences of a document are written with: the names they may use, their phrases, and how much work they may be.

Blocks of a pack and the clerk's own words are written with the same names, in the same sandbox.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from desktop.document.phrases import PhraseError, Phrases
from desktop.document.prose_context import FactNames, Facts, RowNames, UnknownName, read, row_names
from desktop.document.prose_figures import Figure
from desktop.document.sandbox import Meter, SecurityError, TemplateError, TooMuch, template
from desktop.document.spans import Ledger, Span

if TYPE_CHECKING:
    from desktop.core.evaluate import Model
    from desktop.core.narrative import ProseStyle

_SAID: Final = (PhraseError, UnknownName, TooMuch)
FAILURES: Final = (
    *_SAID, SecurityError, RecursionError, MemoryError, SyntaxError, TemplateError, ArithmeticError, TypeError, ValueError, LookupError,
)  # fmt: skip
"""What a text that is wrong may raise while it is written."""


class Sentences:
    """The texts of one block over a model. ``facts`` knows which cells were asked for, ``ledger`` the spans that were given out."""

    def __init__(self, model: Model, style: ProseStyle) -> None:
        self.facts = Facts(model, style)
        self.ledger = Ledger()
        phrases = Phrases(style, self.ledger)
        self._show, self._filters = phrases.show, phrases.filters()
        self._meter = Meter(phrases.show)
        facts = self.facts

        def each_row(form: str, word: str = "叶", also: str = "") -> list[RowNames]:
            return list(row_names(facts, form, word, gone=also == "并上年"))

        def is_empty(form: str) -> bool:
            facts.forms_used.add(form)
            return model.is_empty(form)

        def is_given(value: object) -> bool:
            value = read(value)
            return value.value is not None if isinstance(value, Figure) else not (isinstance(value, Span) and value.kind == "missing")

        def cell(form: str, row: str, column: str) -> Figure | Span:
            return facts.at(str(form), str(row), str(column))

        for function in (each_row, is_empty, is_given, cell):
            setattr(function, "_for_sentences", True)  # noqa: B010 (functions have no such attribute for the type checker)
        self._names = {**FactNames(facts), "各行": each_row, "空表": is_empty, "有": is_given, "格": cell}

    def writer(self, text: str) -> Any:
        """A text ready to be written as often as its block has rows; a text is read once."""
        return template(text, self._filters, self._show, self._meter)

    def write(self, writer: Any, more: Mapping[str, object] | None = None) -> str:
        """A text with its figures, their spans marked. Raises one of :data:`FAILURES` for a text that is wrong."""
        return self._meter.written(writer.generate({**self._names, **(more or {})}))


def what_failed(error: BaseException) -> str:
    """What is wrong with a text, as a Chinese sentence that goes on behind its name."""
    if isinstance(error, _SAID):
        return f"：{error}"
    if isinstance(error, SecurityError):
        return "：句子里只能写数、文字和短语，不能调用程序里的东西。"
    if isinstance(error, (RecursionError, MemoryError, SyntaxError)):
        return "：文字层次过深，请写简单些。"
    return f"的文字读不懂：{error}"
