"""Blocks of an invented text over an empty book, for what the window shows of them."""

from __future__ import annotations

from desktop.core.cells import Book
from desktop.core.evaluate import Model
from desktop.core.narrative import NarrativeDef, ProseStyle
from desktop.document.narrative import Narrative, RenderedBlock
from desktop.forms.load import load_pack
from desktop.forms.narrative_text import read_blocks
from desktop.forms.subjects import SubjectCatalog


def blocks(text: str) -> list[RenderedBlock]:
    pack = load_pack("sx-2024")
    model = Model(pack, Book(pack.id, "某市科学技术局", 2024, kept_in="万元"), SubjectCatalog(2024))
    return Narrative(model, NarrativeDef("试", "{年度}年度部门决算公开", read_blocks(text, "试"), ProseStyle())).blocks()
