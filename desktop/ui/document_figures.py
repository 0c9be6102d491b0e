"""What the data know, for the editor of own words: what a reference gives now, and what a figure typed by hand may be."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from desktop.app.text_review import text_review
from desktop.ui.bridge import Bridge
from desktop.ui.words import tr

if TYPE_CHECKING:
    from desktop.document.figure_match import FigureMatch
    from desktop.document.known_figures import Known


class OwnFigures:
    """Of one block of the document, over the data as they are."""

    def __init__(self, bridge: Bridge, block: str) -> None:
        self.bridge, self.block = bridge, block
        self.review = text_review(bridge.session)
        self._shown: dict[str, tuple[str, str]] = {}

    def show(self, expr: str) -> tuple[str, str]:
        """What a reference gives now, and the kind of its span."""
        from desktop.document.own_text import own_text

        if expr not in self._shown:
            paragraphs = own_text(self.bridge.model, self.review.narrative.definition.style, f"{{{{{expr}}}}}").paragraphs
            text = "\n".join("".join(span.text for span in spans) for spans in paragraphs)
            self._shown[expr] = (text, paragraphs[0][0].kind if paragraphs else "missing")
        return self._shown[expr]

    def match(self, text: str, live: Sequence[tuple[int, int]]) -> list[FigureMatch]:
        """The figures of a line that were typed by hand."""
        from desktop.document.figure_match import match_figures

        return match_figures(text, self.review.known, self.block, self.bridge.model.book.year, live)

    def bound(self, match: FigureMatch, choice: Known) -> str:
        """The live words that take the place of the figure; "" where it cannot follow this."""
        from desktop.document.figure_match import bound

        return bound(match, choice, self.review.known, self.review.narrative.definition.style)

    def choices(self, match: FigureMatch) -> list[Known]:
        """What a figure can be made to follow, the likeliest first."""
        return [choice for choice in match.choices if self.bound(match, choice)]

    def is_sure(self, match: FigureMatch) -> bool:
        """Whether there is no doubt what the figure is: one choice, or one that its words name."""
        choices = self.choices(match)
        return match.state == "known" and bool(choices) and (len(choices) == 1 or bool(set(match.named) & set(match.offers)))

    def told(self, choice: Known) -> str:
        return tr("上年 {label}", label=choice.how) if not choice.made and choice.refs[0].form.startswith("上年.") else choice.how
