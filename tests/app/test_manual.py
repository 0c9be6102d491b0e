"""The manual: every link, picture, key and word in it is there in the program."""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QImageReader

from desktop.app import manual
from desktop.ui import help_places

ROOT = Path(__file__).resolve().parents[2]
KEY = re.compile(r"(?:(?:Ctrl|Alt|Shift)\+)+\S|(?<![A-Za-z0-9])F\d{1,2}(?![A-Za-z0-9])")


def places() -> Iterator[tuple[str, re.Match[str]]]:
    for chapter in manual.chapters():
        for found in manual.PLACE.finditer(chapter.source):
            yield chapter.id, found


def test_the_chapters_that_a_clerk_needs_are_there_in_order() -> None:
    assert [chapter.id for chapter in manual.chapters()] == [
        "start", "new", "import", "fill", "review", "explain", "performance", "document", "preflight", "print", "finish", "keep",
        "password", "command", "questions",
    ]  # fmt: skip
    assert all(len(chapter.source) > 250 for chapter in manual.chapters())


def test_every_link_leads_to_a_section_and_every_picture_is_there() -> None:
    seen = set()
    for chapter in manual.chapters():
        for is_picture, words, target in manual.LINK.findall(chapter.source):
            assert words.strip(), f"{chapter.id}: {target} has no words"
            if is_picture:
                path = manual.folder() / target
                assert QImageReader(str(path)).size().width() > 150, f"{chapter.id}: {target}"
                seen.add(path.name)
                continue
            name, _, anchor = target.partition("#")
            found = manual.chapter(name.removesuffix(".md") or chapter.id)
            assert found is not None, f"{chapter.id}: {target}"
            assert not anchor or anchor in [section.anchor for section in found.sections], f"{chapter.id}: {target}"
    kept = {path.name for path in (manual.folder() / "pictures").glob("*.png")}
    assert kept == seen, "pictures that no chapter shows, or the other way round"
    assert sum((manual.folder() / "pictures" / name).stat().st_size for name in kept) < 2_000_000


def test_parts_of_the_window_lead_to_sections_that_are_there() -> None:
    for kind in ("parts", "dialogs", "titles", "commands"):
        for name in manual.places(kind):
            chapter, anchor = manual.place_of(kind, name)
            found = manual.chapter(chapter)
            assert found is not None and (not anchor or anchor in [section.anchor for section in found.sections]), (
                f"{name}: {chapter}#{anchor}"
            )


def test_keys_and_menus_are_those_of_the_program() -> None:
    for chapter, found in places():
        if found[1] in ("键", "菜单"):
            known = help_places.command(found[2])
            assert known is not None, f"{chapter}: {found[0]}"
            assert found[1] == "菜单" or known[1].key, f"{chapter}: {found[2]} has no key"


def test_words_of_the_window_are_quoted_as_they_stand_there() -> None:
    spec = importlib.util.spec_from_file_location("update_translations", ROOT / "build" / "update_translations.py")
    assert spec is not None and spec.loader is not None
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    known = tool.source_texts()
    assert [f"{chapter}: {found[2]}" for chapter, found in places() if found[1] == "字" and found[2] not in known] == []


def test_no_key_is_written_into_a_chapter_by_hand() -> None:
    """Keys come from the commands; those of the table and the editor stand in one list."""
    listed = " ".join(key for _, keys in help_places.place_keys() for key, _ in keys)
    for chapter in manual.chapters():
        text = re.sub(r"```.*?```", "", manual.PLACE.sub("", chapter.source), flags=re.DOTALL)
        for key in KEY.findall(text):
            assert key in listed, f"{chapter.id}: {key} is neither a command's nor in keys.toml"


def test_the_table_of_keys_has_every_command_with_a_key() -> None:
    from desktop.ui.commands import menus

    table = help_places.key_table()
    for _, commands in menus():
        for command in commands:
            if command.key:
                assert f"| {help_places.key_words(command.key)} | {help_places.plain_name(command.text)} |" in table


def test_searching_finds_a_section_by_its_words_and_by_a_key() -> None:
    found = manual.search("尾差 一分", help_places.fill)
    assert found and found[0].chapter.id == "questions" and "一分" in found[0].excerpt
    assert any(hit.chapter.id == "review" for hit in manual.search(help_places.key_words("F4"), help_places.fill))
    assert manual.search("没有这个词的", help_places.fill) == []
    assert manual.search("   ", help_places.fill) == []


@pytest.mark.parametrize(
    ("source", "wanted"),
    [
        ("- 一\n- 二", "<ul>\n<li>一</li>\n<li>二</li>\n</ul>"),
        ("1. 一\n2. 二", "<ol>\n<li>一</li>\n<li>二</li>\n</ol>"),
        ("**重** `a<b`", "<p><b>重</b> <code>a&lt;b</code></p>"),
        ("[填表](fill.md#看表)", "<p><a href='fill.md#看表'>填表</a></p>"),
        ("## 看 表", "<h2><a name='看表'></a>看 表</h2>"),
    ],
)
def test_a_chapter_is_set_as_it_is_written(source: str, wanted: str) -> None:
    assert manual.page(source, help_places.fill) == wanted
