"""What one operation changed, so that the screen, the document and the status can follow without looking at everything."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.core.cells import CellRef
from desktop.core.findings import Finding


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """``cells``: every cell whose effective value, entry or note changed. ``rows``: forms whose rows came or went.

    ``everything`` is set when a cover cell or a setting changed which formulas apply, so that views must be read anew. ``forms``: forms came,
    went or are in another order, because the rows of a list did.
    """

    cells: frozenset[CellRef] = frozenset()
    rows: frozenset[str] = frozenset()
    findings_new: tuple[Finding, ...] = ()
    findings_gone: tuple[Finding, ...] = ()
    everything: bool = False
    forms: bool = False
