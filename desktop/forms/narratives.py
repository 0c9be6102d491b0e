"""Narratives of a pack: ``narrative/<id>.toml`` says how figures and pages look, ``narrative/<id>.txt`` has the text."""

from __future__ import annotations

from dataclasses import fields, replace
from decimal import Decimal
from pathlib import PurePosixPath
from typing import Final

from desktop.core.narrative import NarrativeDef, PhraseDef, ProseStyle, Term, TypeStyle
from desktop.forms.narrative_text import read_blocks, read_terms
from desktop.forms.schema import PackError, TomlTable

FOLDER: Final = "narrative/"
GLOSSARY: Final = "名词"
"""``narrative/名词.txt`` explains terms for all narratives of the pack."""
_MEASURES: Final = tuple(field.name for field in fields(TypeStyle))


def read_narratives(
    tables: dict[str, TomlTable], texts: dict[str, str], base: tuple[NarrativeDef, ...], place: str
) -> tuple[NarrativeDef, ...]:
    """The narratives of a pack by id; those of its base that it does not say anew are kept.

    Raises:
        PackError: something in them is wrong; a Chinese sentence with file and place.
    """
    found = {narrative.id: narrative for narrative in base}
    for name in texts.keys() - tables.keys() - {GLOSSARY}:
        raise PackError(f"{place}/{FOLDER}{name}.txt：没有同名的 {name}.toml，请补上。")
    for name in _in_order(tables):
        table = tables[name]
        old = found.get(name)
        extends = table.text("extends", "")
        start = found.get(extends) if extends else None
        if extends and start is None:
            raise table.error("extends", f"没有名为“{extends}”的文稿可以沿用。")
        if name not in texts and start is None:
            raise PackError(f"{place}/{FOLDER}{name}.toml：没有同名的 {name}.txt，请写上文稿正文。")
        found[name] = _read(name, table, texts.get(name), start, place)
        if old is not None and not extends:
            found[name] = replace(found[name], id=name)
    return tuple(found.values())


def _in_order(tables: dict[str, TomlTable]) -> list[str]:
    """The narratives of a pack by name, but none before the one it follows."""
    ordered: list[str] = []

    def add(name: str, behind: tuple[str, ...]) -> None:
        if name in tables and name not in ordered and name not in behind:
            add(tables[name].text("extends", ""), (*behind, name))
            ordered.append(name)

    for name in sorted(tables):
        add(name, ())
    return ordered


def read_glossary(texts: dict[str, str], base: tuple[Term, ...], place: str) -> tuple[Term, ...]:
    """The terms of a pack over those of its base: its own order first, what it does not say behind. Raises PackError."""
    if GLOSSARY not in texts:
        return base
    own = read_terms(texts[GLOSSARY], f"{place}/{FOLDER}{GLOSSARY}.txt")
    names = {term.name for term in own}
    return (*own, *(term for term in base if term.name not in names))


def _read(name: str, table: TomlTable, text: str | None, base: NarrativeDef | None, place: str) -> NarrativeDef:
    old = base or NarrativeDef(name, name, ())
    figures, print_type = table.table("style"), table.table("type")
    style = _style(figures, old.style) if figures is not None else old.style
    kind = _type_style(print_type, old.type_style) if print_type is not None else old.type_style
    narrative = NarrativeDef(
        id=name,
        title=table.text("title", old.title),
        blocks=old.blocks if text is None else read_blocks(text, f"{place}/{FOLDER}{name}.txt", base.blocks if base else None),
        style=style,
        type_style=kind,
        file_name=table.text("file_name", old.file_name),
        basis=table.text("basis", old.basis),
    )
    table.done()
    return narrative


def _style(table: TomlTable, old: ProseStyle) -> ProseStyle:
    phrases = {phrase.name: phrase for phrase in old.phrases}
    for one in table.tables("phrase"):
        known = phrases.get(one.text("name"))
        phrase = PhraseDef(
            one.text("name"),
            one.text("up", known.up if known else None),
            one.text("down", known.down if known else None),
            one.text("level", known.level if known else None),
            one.text("from_zero", known.from_zero if known else ""),
            one.text("nothing", known.nothing if known else ""),
        )
        if not phrase.from_zero and "{率}" in phrase.up:
            raise one.error("from_zero", f"短语“{phrase.name}”用了比率，还要写上年为零、没有比率时怎么说（from_zero）。")
        one.done()
        phrases[phrase.name] = phrase
    style = ProseStyle(
        unit=table.word("unit", ("万元", "元"), old.unit),
        decimals=table.places(old.decimals),
        grouped=table.flag("grouped", old.grouped),
        zero=table.text("zero", old.zero),
        trailing_zeros=table.flag("trailing_zeros", old.trailing_zeros),
        percent_places=table.integer("percent_places", old.percent_places),
        tiny_percent=table.integer("tiny_percent", old.tiny_percent),
        phrases=tuple(phrases.values()),
    )
    table.done()
    return style


def _type_style(table: TomlTable, old: TypeStyle) -> TypeStyle:
    style = replace(old, **{name: Decimal(str(table.number(name, float(getattr(old, name))))) for name in _MEASURES})
    table.done()
    return style


def narrative_name(file: str) -> str:
    return PurePosixPath(file).stem
