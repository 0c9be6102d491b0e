"""Narratives: what a pack says about the document of a department — its blocks in order, and how figures are written in its sentences.

The texts are data of packs; :mod:`desktop.document.narrative` puts the figures in.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

BlockKind = Literal["cover", "contents", "heading", "paragraph", "table", "tables", "forms", "glossary", "break"]
"""``table`` one official table · ``tables`` the whole set in order · ``forms`` every form of one kind (one for each project) · ``glossary`` the
terms that the text or the tables use"""


OWN_TEXT = "正文."
"""Prefix of the setting with the clerk's own words for a block."""
OWN_BASIS = "依据."
"""Prefix of the setting with the generated text that the own words replaced."""


@dataclass(frozen=True, slots=True)
class PhraseDef:
    """A comparison in words. Which pattern is used follows the figures; ``{今} {昔} {差} {率}`` stand for figures, {差} without its sign.

    ``level``: both are equal. ``from_zero``: there was nothing before, so that no rate exists. ``nothing``: both are nil.
    Where ``from_zero`` or ``nothing`` is empty, ``up`` without a rate cannot be written: the linter asks for ``from_zero``; ``level`` stands for ``nothing``.
    """

    name: str
    up: str
    down: str
    level: str
    from_zero: str = ""
    nothing: str = ""


@dataclass(frozen=True, slots=True)
class ProseStyle:
    """How figures are written in the sentences of a house style.

    ``unit`` is that of amounts (万元, 元), ``decimals`` their places (``trailing_zeros`` false: 1700 for 1700.00), ``grouped`` thousands
    separators, ``zero`` how a nil amount is written ("" = like any other). ``percent_places`` for rates and shares; a share that is not nil
    but would be written as 0 keeps its first digit if ``tiny_percent`` allows that many places (0.0007%).
    """

    unit: str = "万元"
    decimals: int = 2
    grouped: bool = True
    zero: str = ""
    trailing_zeros: bool = True
    percent_places: int = 2
    tiny_percent: int = 0
    phrases: tuple[PhraseDef, ...] = ()

    def phrase(self, name: str) -> PhraseDef | None:
        return next((phrase for phrase in self.phrases if phrase.name == name), None)


@dataclass(frozen=True, slots=True)
class TypeStyle:
    """Type of the printed document after GB/T 9704: sizes in points, ``line`` the fixed pitch of text lines, margins in mm."""

    title: Decimal = Decimal(22)
    body: Decimal = Decimal(16)
    line: Decimal = Decimal("28.95")
    top: Decimal = Decimal(37)
    left: Decimal = Decimal(28)
    right: Decimal = Decimal(26)
    bottom: Decimal = Decimal(35)


@dataclass(frozen=True, slots=True)
class NarrativeBlock:
    """One block. ``text`` is plain text with Jinja; ``level`` of a heading from 1 (a part). ``when`` is a condition of the formula language.

    ``each`` repeats the block over rows: ``公开05[项]``, ``gone_rows`` also over those that only last year's table has. ``form`` names the table or
    form to print; ``name`` is the pattern of the heading above each of several forms: ``附件{序}：{表}（{项目}）``.
    """

    id: str
    kind: BlockKind
    text: str = ""
    level: int = 0
    when: str = ""
    each: str = ""
    form: str = ""
    gone_rows: bool = False
    name: str = ""


@dataclass(frozen=True, slots=True)
class Term:
    """A term of the glossary (名词解释). ``also`` are other words that call for it."""

    name: str
    text: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NarrativeDef:
    """A document of a house style. ``file_name`` is a pattern with {年度} {单位}; ``basis`` names the published document it follows."""

    id: str
    title: str
    blocks: tuple[NarrativeBlock, ...]
    style: ProseStyle = ProseStyle()
    type_style: TypeStyle = TypeStyle()
    file_name: str = "{年度}年度{单位}"
    basis: str = ""

    def block(self, block_id: str) -> NarrativeBlock | None:
        return next((block for block in self.blocks if block.id == block_id), None)
