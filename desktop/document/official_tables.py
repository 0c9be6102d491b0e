"""Which forms are the tables of the final accounts: those that are published, printed and judged as one set."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.core.cells import COVER
from desktop.core.instances import owner_of
from desktop.core.projects import PROJECTS
from desktop.document.prose_context import FACTS

if TYPE_CHECKING:
    from desktop.core.evaluate import Model


def official_tables(model: Model) -> list[str]:
    """Codes of the tables of the final accounts in their order: without the cover, the facts and what is about performance."""
    return [
        form.code
        for form in model.forms()
        if form.code not in (COVER, PROJECTS)
        and form.view not in (FACTS, "indicators")
        and not (form.per or form.stage or form.scoring or owner_of(form.code))
    ]
