"""A document as the pre-flight rules read it: passages in order, each with the part and section it stands in.

Passages come from the rendered blocks of a narrative or from the plain lines of any finished document.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from desktop.core.evaluate import Model
    from desktop.document.known_figures import KnownFigures
    from desktop.document.narrative import RenderedBlock

PassageKind = Literal["cover", "contents", "heading", "text", "table", "form", "glossary"]
DocumentKind = Literal["决算", "绩效"]
_PART: Final = re.compile(r"^第[一二三四五六七八九十]+部分")
_CHINESE: Final = "一二三四五六七八九十"
_HEADING: Final = re.compile(rf"^(?:[{_CHINESE}]+、|[（(][{_CHINESE}]+[）)])")
_NUMBERED: Final = re.compile(rf"^(?:第|[{_CHINESE}]+、|[（(]?[{_CHINESE}\d]{{1,3}}[）)、.．])")
_CONTENTS: Final = re.compile(r"^目\s*录$")
_LEADER: Final = re.compile(r"[\s.…·]*\d*$")
_NO_PROSE: Final = re.compile(r"^=== page \d+ ===$")
_ENDS: Final = "。；：！？”）》.;:!?)"
_SPACE: Final = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, heading, line of contents or line of a table. ``block`` is the id of a narrative's block, or ``第N行`` of a plain text."""

    block: str
    kind: PassageKind
    text: str
    part: str = ""
    section: str = ""
    number: int = 0


@dataclass(frozen=True)
class Document:
    """What the rules judge. ``model`` is None for a text without data; ``blocks`` are then empty too.

    ``sort`` is 部门 or 单位 as the title says ("" where it does not say), ``tables_inside`` whether the tables are part of the text, ``known`` what
    the data know about figures where somebody has read that already.
    """

    passages: tuple[Passage, ...]
    year: int
    unit: str = ""
    sort: Literal["部门", "单位", ""] = ""
    kind: DocumentKind = "决算"
    model: Model | None = None
    blocks: tuple[RenderedBlock, ...] = ()
    contents: tuple[str, ...] = field(default=())
    known: KnownFigures | None = None

    @cached_property
    def prose(self) -> tuple[Passage, ...]:
        return tuple(passage for passage in self.passages if passage.kind == "text")

    @cached_property
    def groups(self) -> tuple[Passage, ...]:
        """Paragraphs under one heading joined: where a total stands in one line and its parts in the next."""
        found = []
        for (_, section), members in groupby(self.prose, key=lambda passage: (passage.part, passage.section)):
            items = list(members)
            joined = "\n".join(item.text for item in items)
            found.append(Passage(items[0].block, "text", joined, items[0].part, section, items[0].number))
        return tuple(found)

    @cached_property
    def words(self) -> str:
        """Everything but contents, headings included, white space removed."""
        return squeezed("".join(passage.text for passage in self.passages if passage.kind != "contents"))

    @cached_property
    def headings(self) -> tuple[Passage, ...]:
        return tuple(passage for passage in self.passages if passage.kind == "heading")

    @property
    def tables_inside(self) -> bool:
        return any(passage.kind == "table" for passage in self.passages)

    def section(self, *words: str) -> str:
        """The prose under headings (parts or sections) that contain one of the words; "" where there is none."""
        return "\n".join(p.text for p in self.prose if any(word in p.part or word in p.section for word in words))

    def glossary(self) -> str:
        texts = [p.text for p in self.passages if p.kind == "glossary" or ("名词解释" in p.part + p.section and p.kind != "contents")]
        return "\n".join(texts)


def squeezed(text: str) -> str:
    return _SPACE.sub("", text)


def document_of(model: Model, blocks: Sequence[RenderedBlock], title: str = "") -> Document:
    """The document of a model: its rendered blocks in order."""
    part = section = ""
    found: list[Passage] = []
    headings: list[str] = []
    for number, rendered in enumerate(blocks, 1):
        block = rendered.block
        if block.kind == "heading":
            if block.level <= 1 or _PART.match(rendered.text):
                part, section = rendered.text, ""
            else:
                section = rendered.text
            headings.append(rendered.text)
            found.append(Passage(block.id, "heading", rendered.text, part, section, number))
        elif block.kind in ("paragraph", "glossary"):
            kind: PassageKind = "text" if block.kind == "paragraph" else "glossary"
            lines = rendered.text.split("\n") if rendered.text else []
            found += [Passage(block.id, kind, line, part, section, number) for line in lines]
        elif block.kind in ("table", "tables"):
            found.append(Passage(block.id, "table", "", part, section, number))
        elif block.kind == "forms":
            found.append(Passage(block.id, "form", rendered.text, part, section, number))
        elif block.kind == "cover":
            found.append(Passage(block.id, "cover", f"{model.book.unit_name}{title}", part, section, number))
    contents = tuple(headings) if any(rendered.block.kind == "contents" for rendered in blocks) else ()
    kind_of: DocumentKind = "决算" if "决算" in title or "决算" in "".join(headings) else "绩效"
    return Document(tuple(found), model.book.year, model.book.unit_name, _sort(title), kind_of, model, tuple(blocks), contents)


def document_of_text(text: str, year: int = 0, unit: str = "") -> Document:
    """A finished document as plain lines: cells of tables behind tabs, paragraphs in lines. The year is read from it where it is not given."""
    head = text[:600]
    if not year:
        years = re.findall(r"(20\d\d)\s*年", text[:3000])
        year = int(max(dict.fromkeys(years), key=years.count)) if years else 0
    unit = unit or _unit_name(text)
    passages, contents = _passages(text.splitlines())
    kind: DocumentKind = "决算" if re.search(r"(?:部门|单位)决算", squeezed(text[:3000])) else "绩效"
    return Document(tuple(passages), year, unit, _sort(head), kind, None, (), tuple(contents))


def _passages(lines: Iterable[str]) -> tuple[list[Passage], list[str]]:
    found: list[Passage] = []
    contents: list[str] = []
    part = section = first = ""
    in_contents = bare = False
    for number, raw in enumerate(lines, 1):
        line = raw.strip(" \u3000\r\n\f\ufeff\t")
        if not line or _NO_PROSE.match(line):
            continue
        if _CONTENTS.match(line) or line in ("目", "录"):
            in_contents, first = True, ""
            continue
        if in_contents:
            entry = squeezed(_LEADER.sub("", line))
            if first and _PART.match(entry) and first.startswith(entry):
                in_contents = False
            else:
                first = first or entry
                contents.append(entry)
                found.append(Passage(f"第{number}行", "contents", entry, number=number))
                continue
        if bare and len(line) < 40 and not _HEADING.match(line):  # 第一部分, its name in the next line
            line, bare = f"{part} {line}", False
            found.pop()
        if _PART.match(line) and len(line) < 60 and "。" not in line:
            part, section, bare = line, "", bool(re.fullmatch(r"第[一二三四五六七八九十]+部分", line))
            found.append(Passage(f"第{number}行", "heading", line, part, section, number))
        elif "\t" in raw.lstrip("\f"):
            form = raw.startswith("\t")
            found.append(
                Passage(f"第{number}行", "form" if form else "table", line.replace("\t", " ") if form else raw, part, section, number)
            )
        elif _HEADING.match(line) and len(line) <= 40 and "。" not in line and "；" not in line and "：" not in line:
            section = line
            found.append(Passage(f"第{number}行", "heading", line, part, section, number))
        else:
            _paragraph(found, Passage(f"第{number}行", "text", line, part, section, number))
    return found, contents


def _paragraph(found: list[Passage], new: Passage) -> None:
    """Add a paragraph; a line that was broken in mid-sentence goes on with it."""
    last = found[-1] if found else None
    broken = (
        last is not None and last.kind == "text" and len(last.text) > 25 and last.text[-1] not in _ENDS and not _NUMBERED.match(new.text)
    )
    if last is not None and broken:
        found[-1] = Passage(last.block, "text", last.text + new.text, last.part, last.section, last.number)
    else:
        found.append(new)


def _sort(title: str) -> Literal["部门", "单位", ""]:
    compact = squeezed(title)
    if "单位决算" in compact and "部门决算" not in compact:
        return "单位"
    return "部门" if "部门" in compact else ""


def _unit_name(text: str) -> str:
    """The name on the cover or in the line above a table."""
    found = re.search(r"(?:部门|单位)名称[：:]\s*([\u4e00-\u9fff（）()]{4,40}?)(?:\s|20\d\d|$)", text)
    if found:
        return found[1]
    for line in text.splitlines()[:8]:
        compact = squeezed(line)
        title = re.match(r"(?:20\d\d年度?)?([\u4e00-\u9fff]{5,40}?)(?:20\d\d年度?)?(?:部门|单位)(?:决算|预算)", compact)
        if title:
            return title[1]
        if re.fullmatch(r"[\u4e00-\u9fff]{4,30}(?:局|委|委员会|协会|中心|办公室|院|厅|部|处)", compact):
            return compact
    return ""
