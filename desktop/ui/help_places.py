"""What the manual takes from the program: keys and menu names of commands, and the table of all keys. Nothing of it is written twice."""

from __future__ import annotations

import re
import tomllib
from functools import cache

from PySide6.QtCore import QCoreApplication

from desktop.app import manual
from desktop.ui.commands import Command, menus
from desktop.ui.words import CONTEXT, tr

_ARROWS = {"Up": "↑", "Down": "↓", "Left": "←", "Right": "→", "PgDown": "PageDown", "PgUp": "PageUp"}


def plain_name(text: str) -> str:
    """The name of a menu or command without mnemonic, dots and key."""
    text = text.split("\t")[0]
    text = re.sub(r"\(&\w\)", "", text).replace("&", "")
    return re.sub(r"(……|…|\.\.\.)$", "", text).strip()


def key_words(key: str) -> str:
    """The keys of a command as they are written on the keyboard."""
    every = []
    for one in key.split("|"):
        parts = [*one[:-2].split("+"), "+"] if one.endswith("++") else one.split("+")
        every.append("+".join(_ARROWS.get(part, part) for part in parts))
    return tr(" 或 ").join(every)


def command(name: str) -> tuple[str, Command] | None:
    """A command with the title of its menu."""
    return next(((title, each) for title, every in menus() for each in every if each.name == name), None)


def fill(found: re.Match[str]) -> str:
    """The text of one place of the manual."""
    if found[3]:
        return key_table()
    kind, name = found[1], found[2]
    if kind == "字":
        return plain_name(QCoreApplication.translate(CONTEXT, name))
    known = command(name)
    if known is None:
        return name
    title, each = known
    if kind == "菜单":
        return f"{plain_name(title)} › {plain_name(each.text)}"
    key = each.key or (each.text.split("\t")[1] if "\t" in each.text else "")
    return key_words(key) if key else f"{plain_name(title)} › {plain_name(each.text)}"


def key_table() -> str:
    """Markdown: the commands with keys menu by menu, then the keys of the places of the window."""
    parts = []
    for title, every in menus():
        rows = []
        for each in every:
            key = each.key or (each.text.split("\t")[1] if "\t" in each.text else "")
            if key:
                rows.append(f"| {key_words(key)} | {plain_name(each.text)} |")
        if rows:
            parts.append(_table(plain_name(title), rows))
    for group, keys in place_keys():
        parts.append(_table(group, [f"| {key} | {meaning} |" for key, meaning in keys]))
    return "\n\n".join(parts)


def _table(title: str, rows: list[str]) -> str:
    return "\n".join([f"### {title}", f"| {tr('键')} | {tr('作用')} |", "|---|---|", *rows])


@cache
def place_keys() -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """Keys that belong to a place instead of a command, as ``resources/help/keys.toml`` lists them."""
    content = tomllib.loads((manual.folder() / "keys.toml").read_text(encoding="utf-8"))
    return tuple((group["title"], tuple((str(key), str(meaning)) for key, meaning in group["keys"])) for group in content["group"])
