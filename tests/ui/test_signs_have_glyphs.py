"""Where the system has no other font, the window shows no empty boxes: every sign in its texts is in the fonts that come with the program."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

ROOT = Path(__file__).resolve().parents[2]
INVISIBLE = "\ufffc"  # stands for a bound figure in the editor of own words and is drawn by it


@pytest.fixture(scope="module")
def glyphs() -> set[str]:
    """What the window's font and the one that stands in for it can draw."""
    return {chr(code) for name in ("GkHei-Medium", "GkSong-Regular") for code in TTFont(ROOT / f"resources/fonts/{name}.ttf").getBestCmap()}


def _texts(path: Path) -> Iterator[tuple[str, str]]:
    """(Where, text): the strings of a module but its docstrings, or the whole of another file."""
    if path.suffix != ".py":
        yield path.name, path.read_text(encoding="utf-8")
        return
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Expr):
            node.value = ast.Constant(None)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield f"{path.name}:{node.lineno}", node.value


@pytest.mark.parametrize("folder", ["desktop/ui/*.py", "i18n/*", "resources/help/*.md"])
def test_every_sign_of_the_window_can_be_drawn(glyphs: set[str], folder: str) -> None:
    found = {
        (character, where)
        for path in ROOT.glob(folder)
        for where, text in _texts(path)
        for character in text
        if ord(character) > 0xA0 and character not in glyphs and character not in INVISIBLE
    }
    assert found == set()
