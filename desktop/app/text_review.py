"""What is wrong with the words of a document: the pre-flight, figures typed by hand, characters without glyph — kept until something changes.

    review = text_review(session)
    review.findings            # made now, if the document changed since
    for _ in review.steps():   # or made in small steps, so that a window lives meanwhile
        …

Everything joins the findings of the tables in :mod:`desktop.app.checking`. As long as nobody wrote anything for the document, only the tables
are checked: a set of tables without a text is not a text full of gaps.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Final
from weakref import WeakKeyDictionary, ref

from desktop.app import disclosure
from desktop.app.jobs import Progress
from desktop.app.session import Session
from desktop.core.changes import ChangeSet
from desktop.core.findings import Finding
from desktop.core.narrative import OWN_TEXT

if TYPE_CHECKING:
    from desktop.document.known_figures import KnownFigures
    from desktop.document.narrative import Narrative, RenderedBlock
    from desktop.document.preflight import Placed, PreflightReport, RuleResult

_FACTS: Final = "facts"
_kept: WeakKeyDictionary[Session, TextReview] = WeakKeyDictionary()


def text_review(session: Session) -> TextReview:
    """The review of a session; the same one as long as the session lives."""
    found = _kept.get(session)
    if found is None:
        found = _kept[session] = TextReview(session)
    return found


def is_begun(session: Session) -> bool:
    """Whether somebody wrote a text for the document: a fact in words, or own words for a block."""
    if not session.pack.narratives:
        return False
    if any(name.startswith(OWN_TEXT) for name in session.book.settings):
        return True
    sheets = session.book.sheets
    codes = [form.code for form in session.model.forms() if form.view == _FACTS and form.code in sheets]
    return any(isinstance(entry.value, str) and entry.value for code in codes for entry in sheets[code].entered.values())


class TextReview:
    """``report`` and ``findings`` are of the document as it is."""

    def __init__(self, session: Session) -> None:
        self._of = ref(session)  # it is kept for the session: holding it would keep every document that was ever open
        self._narrative: Narrative | None = None
        self._report: PreflightReport | None = None
        self._known: KnownFigures | None = None
        self._glyphs: tuple[Finding, ...] | None = None
        self.is_judging = False
        """Whether somebody waits for the pre-flight, perhaps in another thread; nobody else begins one meanwhile."""
        session.observers.append(self._follow)

    @property
    def _session(self) -> Session:
        session = self._of()
        assert session is not None
        return session

    def _follow(self, changes: ChangeSet) -> None:
        self._report = self._known = self._glyphs = None
        if self._narrative is not None and self._narrative.model is self._session.model:
            self._narrative.after(changes)
        else:
            self._narrative = None

    @property
    def narrative(self) -> Narrative:
        """The document of the pack. Raises Refused where it has none."""
        if self._narrative is None or self._narrative.model is not self._session.model:
            self._narrative = disclosure.open_narrative(self._session)
        return self._narrative

    @property
    def blocks(self) -> list[RenderedBlock]:
        return self.narrative.blocks()

    @property
    def known(self) -> KnownFigures:
        """What the data know about figures typed by hand."""
        if self._known is None:
            from desktop.document.known_figures import KnownFigures

            self._known = KnownFigures(self._session.model, self.blocks)
        return self._known

    def _read_figures(self) -> Generator[None, None, None]:
        """Make :attr:`known` in steps."""
        if self._known is None:
            from desktop.document.known_figures import KnownFigures

            self._known = yield from KnownFigures.steps(self._session.model, self.blocks)

    @property
    def report(self) -> PreflightReport:
        return self.judge(Progress())

    def judge(self, progress: Progress) -> PreflightReport:
        """The pre-flight, told step by step. Raises Cancelled; nothing of it is kept then."""
        if self._report is None:
            self.is_judging = True
            try:
                for done, total, title in self._rules():
                    progress.step(title, done, total)
            finally:
                self.is_judging = False
        assert self._report is not None
        return self._report

    def steps(self) -> Generator[None, None, None]:
        """Make what is not fresh in steps of a few milliseconds. Stop at any of them when the document changed."""
        if is_begun(self._session) and self._report is None:
            for _ in self._rules():
                yield
        if self._glyphs is None:
            from desktop.document.glyph_check import glyph_findings
            from desktop.document.preflight import with_state

            given = self._session.book.acknowledgements
            self._glyphs = tuple(with_state(finding, given) for finding in glyph_findings(self._session.model))
            yield

    def _rules(self) -> Iterator[tuple[int, int, str]]:
        from desktop.document.preflight import document_to_judge, report_of, results_of
        from desktop.forms.rules import load_rules

        rules = load_rules()
        for _ in self._read_figures():
            yield 0, len(rules), rules[0].title
        document = replace(document_to_judge(self._session.model, self.blocks, self.narrative.definition), known=self._known)
        results: list[RuleResult] = []
        for result in results_of(document, rules):
            results.append(result)
            yield len(results), len(rules), result.rule.title
        self._report = report_of(document, results)

    @property
    def findings(self) -> tuple[Finding, ...]:
        for _ in self.steps():
            pass
        return self.found

    @property
    def found(self) -> tuple[Finding, ...]:
        """What is made already, gravest first."""
        found = [*(self._report.findings if self._report is not None and is_begun(self._session) else ()), *(self._glyphs or ())]
        return tuple(sorted(found, key=lambda finding: ("error", "warning", "hint").index(finding.severity)))

    def place_of(self, finding: Finding) -> Placed | None:
        """Where in the text a finding was found."""
        every = self._report.placed if self._report is not None else ()
        return next((one for one in every if one.finding.key == finding.key), None)
