"""Samples as rendered documents, and what the pre-flight rules say of the published text: shared by the comparisons of sentences."""

from __future__ import annotations

from pathlib import Path

import pytest
from sentences import FOLDER

from desktop.app.samples import build_sample, find_sample
from desktop.core.evaluate import Model
from desktop.document.narrative import Narrative, RenderedBlock
from desktop.document.preflight import preflight_text


def rendered(sample: str, folder: Path) -> tuple[list[RenderedBlock], Model]:
    """The blocks of the sample's first narrative, and its model."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MINGZHANG_DATA", str(folder / "data"))
        with build_sample(find_sample(sample), folder / f"{sample}.mz") as session:
            return Narrative(session.model, session.pack.narratives[0]).blocks(), session.model


def judged(sample: str, year: int) -> list[tuple[str, str]]:
    """(rule, what it says with the words it quotes) of everything the rules find in the published text."""
    text = (FOLDER / f"{sample}.txt").read_text(encoding="utf-8").partition("\n")[2]
    return [(finding.check, finding.say) for finding in preflight_text(text, year).findings]
