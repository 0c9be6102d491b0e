"""The manual: chapters in ``resources/help``, read as text and set as HTML.

A chapter is a Markdown file ``NN-name.md`` (NN gives the order; names of files are Latin, so that every archive carries them): one ``#`` title, ``##`` sections, paragraphs, lists, tables,
pictures, links to other chapters and four kinds of places that are filled from the program itself, so that the manual cannot disagree with it:

    {键:next_finding}     the keys of a command        {菜单:next_finding}   its menu and name
    {字:写明原因……}        a word of the window     {键表}                 the table of all keys

Only what the chapters use is understood; nothing is fetched from anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path
from typing import Final

from desktop.forms.catalog import resources_root

PLACE: Final = re.compile(r"\{(键|菜单|字):([^{}]+)\}|\{(键表)\}")
LINK: Final = re.compile(r"(!?)\[([^\]]*)\]\(([^)\s]+)\)")


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a chapter under one heading; ``anchor`` is "" for what stands before the first one."""

    anchor: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Chapter:
    """``id`` is the name of its file without number and ending."""

    id: str
    title: str
    source: str
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """A place that holds every word that was looked for; ``excerpt`` is plain text around the first."""

    chapter: Chapter
    section: Section
    excerpt: str


def folder() -> Path:
    return resources_root() / "help"


@cache
def chapters() -> tuple[Chapter, ...]:
    """All chapters in order."""
    return tuple(read_chapter(path) for path in sorted(folder().glob("[0-9][0-9]-*.md")))


def chapter(chapter_id: str) -> Chapter | None:
    return next((each for each in chapters() if each.id == chapter_id), None)


@cache
def places(kind: str) -> dict[str, str]:
    """``resources/help/places.toml``: part of the window or dialog → chapter#section."""
    import tomllib

    return dict(tomllib.loads((folder() / "places.toml").read_text(encoding="utf-8"))[kind])


def place_of(kind: str, name: str) -> tuple[str, str]:
    """Chapter and section that tell of a part; the first chapter for one that nobody told of."""
    found, _, anchor = places(kind).get(name, "start").partition("#")
    return found, anchor


def read_chapter(path: Path) -> Chapter:
    """One file as a chapter."""
    source = path.read_text(encoding="utf-8").replace("\r\n", "\n")
    title, sections, heading, lines = path.stem, [], "", list[str]()
    for line in source.split("\n"):
        if line.startswith("# "):
            title = line[2:].strip()
        elif line.startswith("## "):
            sections.append(Section(anchor_of(heading), heading or title, "\n".join(lines).strip()))
            heading, lines = line[3:].strip(), []
        else:
            lines.append(line)
    sections.append(Section(anchor_of(heading), heading or title, "\n".join(lines).strip()))
    return Chapter(path.stem[3:], title, source, tuple(sections))


def anchor_of(heading: str) -> str:
    """The name of a heading in links; letters, digits and Chinese characters of it."""
    return "".join(letter for letter in PLACE.sub("", heading) if letter.isalnum())


def search(words: str, fill: Callable[[re.Match[str]], str]) -> list[Hit]:
    """Sections that hold all words (separated by blanks), those with a word in the heading first. ``fill`` gives the text of a place."""
    wanted = [word for word in words.casefold().split() if word]
    if not wanted:
        return []
    found: list[tuple[int, Hit]] = []
    for each in chapters():
        for section in each.sections:
            text = plain(section.text, fill)
            heading = f"{each.title} {section.title}".casefold()
            whole = f"{heading} {text.casefold()}"
            if all(word in whole for word in wanted):
                found.append((0 if any(word in heading for word in wanted) else 1, Hit(each, section, _around(text, wanted))))
    found.sort(key=lambda pair: pair[0])
    return [hit for _, hit in found]


def plain(text: str, fill: Callable[[re.Match[str]], str]) -> str:
    """The words of a section without marks."""
    text = LINK.sub(lambda found: "" if found[1] else found[2], PLACE.sub(fill, text))
    text = re.sub(r"^[|\-: ]+$", "", text, flags=re.MULTILINE)
    return re.sub(r"\s+", " ", re.sub(r"[*`|>#]+", " ", text)).strip()


def _around(text: str, words: list[str]) -> str:
    lower = text.casefold()
    at = min((place for word in words if (place := lower.find(word)) >= 0), default=0)
    start = max(0, at - 16)
    return ("…" if start else "") + text[start : start + 70] + ("…" if start + 70 < len(text) else "")


def page(source: str, fill: Callable[[re.Match[str]], str], width: int = 0) -> str:
    """A chapter as the body of an HTML page for a rich text view; ``width``: pictures are not wider, in pixels (0 = as they are)."""
    return _Page(fill, width).set(source)


class _Page:
    """Sets lines one after the other."""

    def __init__(self, fill: Callable[[re.Match[str]], str], width: int) -> None:
        self.fill, self.width, self.parts, self.open = fill, width, list[str](), ""

    def set(self, source: str) -> str:
        lines = source.replace("\r\n", "\n").split("\n")
        at = 0
        while at < len(lines):
            at = self._line(lines, at)
        self._close()
        return "\n".join(self.parts)

    def _line(self, lines: list[str], at: int) -> int:
        line = lines[at].rstrip()
        number = re.match(r"\d+\. ", line)
        if line.startswith("```"):
            end = next((i for i in range(at + 1, len(lines)) if lines[i].startswith("```")), len(lines))
            self._close()
            code = "<br>".join(escape(each).replace(" ", "&nbsp;") for each in lines[at + 1 : end])
            self.parts.append(f"<table class='code' width='100%' cellpadding='8'><tr><td><code>{code}</code></td></tr></table>")
            return end + 1
        if line.startswith("|"):
            end = next((i for i in range(at, len(lines)) if not lines[i].startswith("|")), len(lines))
            self._close()
            self._table(lines[at:end])
            return end
        if line.startswith("#"):
            marks, _, heading = line.partition(" ")
            self._close()
            level = len(marks)
            self.parts.append(f"<h{level}><a name='{anchor_of(heading)}'></a>{self._words(heading)}</h{level}>")
        elif line.startswith("- ") or number:
            kind = "ol" if number else "ul"
            self._into(kind)
            self.parts.append(f"<li>{self._words(line[number.end() if number else 2 :])}</li>")
        elif line.startswith("> "):
            self._close()
            self.parts.append(f"<table class='tip' width='100%' cellpadding='8'><tr><td>{self._words(line[2:])}</td></tr></table>")
        elif line == "{键表}":
            self._close()
            found = PLACE.fullmatch(line)
            assert found is not None
            for each in self.fill(found).split("\n\n"):
                self.set(each)
        elif line:
            self._close()
            close = " style='line-height:100%'" if line.startswith("![") else ""  # a picture is a line, and a high one
            self.parts.append(f"<p{close}>{self._words(line)}</p>")
        else:
            self._close()
        return at + 1

    def _table(self, lines: list[str]) -> None:
        rows = [[cell.strip() for cell in re.split(r"(?<!\\)\|", line.strip().strip("|"))] for line in lines]
        body = [row for row in rows if not all(re.fullmatch(r":?-+:?", cell) for cell in row)]
        head = len(body) < len(rows)
        cells = []
        for at, row in enumerate(body):
            tag = "th" if head and at == 0 else "td"
            cells.append("<tr>" + "".join(f"<{tag} align='left'>{self._words(cell)}</{tag}>" for cell in row) + "</tr>")
        self.parts.append(f"<table class='grid' border='1' cellspacing='0' cellpadding='5' width='100%'>{''.join(cells)}</table><p></p>")

    def _into(self, kind: str) -> None:
        if self.open != kind:
            self._close()
            self.open = kind
            self.parts.append(f"<{kind}>")

    def _close(self) -> None:
        if self.open:
            self.parts.append(f"</{self.open}>")
            self.open = ""

    def _words(self, text: str) -> str:
        text = PLACE.sub(self.fill, text).replace("\\|", "|")
        text = escape(text, quote=False)
        text = re.sub(r"`([^`]+)`", r"<code>\1</code>", text)
        text = re.sub(r"\*\*([^*]+)\*\*", r"<b>\1</b>", text)
        return LINK.sub(self._link, text)

    def _link(self, found: re.Match[str]) -> str:
        is_picture, words, target = found.groups()
        if not is_picture:
            return f"<a href='{target}'>{words}</a>"
        size = f" width='{self.width}'" if self.width else ""
        return f"<img src='{target}' alt='{words}'{size}><br><i>{words}</i>"
