"""What python-docx has no words for: fields, bookmarks, links, the grid of characters."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement

_MINUS: Final = re.compile(r"(?<![0-9A-Za-z])-(?=\d)")


def element(tag: str, /, **values: str | int) -> BaseOxmlElement:
    """``element("w:pgNumType", start=1)``."""
    made: BaseOxmlElement = OxmlElement(tag)
    for key, value in values.items():
        made.set(qn(f"w:{key}"), str(value))
    return made


def field_runs(code: str, shown: str, properties: str = "") -> str:
    """A whole field as XML, with what is shown until somebody updates it."""
    begin, middle, end = (_run(properties, _char(kind)) for kind in ("begin", "separate", "end"))
    return f"{begin}{_run(properties, _code(code))}{middle}{text_run(shown, properties)}{end}"


def entry_field(text: str, level: int = 2) -> str:
    """An entry of the contents that says more than the heading it stands in: Word and WPS take it up when the contents are updated."""
    quoted = text.replace('"', "”")
    properties = "<w:vanish/>"
    return _run(properties, _char("begin")) + _run(properties, _code(f'TC "{quoted}" \\l {level}')) + _run(properties, _char("end"))


def begin_field(code: str) -> str:
    """The head of a field whose result goes over several paragraphs."""
    return _run("", _char("begin")) + _run("", _code(code)) + _run("", _char("separate"))


def end_field() -> str:
    return _run("", _char("end"))


def text_run(text: str, properties: str = "") -> str:
    """Words as a run; a tab where the text has one."""
    return _run(properties, "<w:tab/>".join(_piece(part) for part in text.split("\t")))


def prose_run(text: str, properties: str = "") -> str:
    """As :func:`text_run`; no line ends between a minus sign and its figure."""
    return _run(properties, "<w:noBreakHyphen/>".join(_piece(part) for part in _MINUS.split(text)))


def _piece(text: str) -> str:
    return f"<w:t xml:space='preserve'>{escape(text)}</w:t>" if text else ""


def link(anchor: str, runs: str) -> str:
    return f"<w:hyperlink w:anchor={quoteattr(anchor)} w:history='1'>{runs}</w:hyperlink>"


def xml(text: str) -> BaseOxmlElement:
    """A piece of WordprocessingML as an element; its root carries the name space."""
    start = text.index(">") if text[text.index(">") - 1] != "/" else text.index("/>")
    made: BaseOxmlElement = parse_xml(f"{text[:start]} {nsdecls('w')}{text[start:]}")
    return made


def bookmark(paragraph: BaseOxmlElement, name: str, number: int) -> None:
    """Put a bookmark around everything in a paragraph."""
    start, end = element("w:bookmarkStart", id=number, name=name), element("w:bookmarkEnd", id=number)
    properties = paragraph.find(qn("w:pPr"))
    paragraph.insert(0 if properties is None else 1, start)
    paragraph.append(end)


def put_in_order(parent: BaseOxmlElement, child: BaseOxmlElement, before: Sequence[str]) -> None:
    """Add a child where the schema wants it: in front of those names; an older one of the same name goes."""
    for old in parent.findall(child.tag):
        parent.remove(old)
    wanted = {qn(name) for name in before}
    for place, other in enumerate(parent):
        if other.tag in wanted:
            parent.insert(place, child)
            return
    parent.append(child)


def _run(properties: str, content: str) -> str:
    return f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}{content}</w:r>"


def _code(code: str) -> str:
    return f"<w:instrText xml:space='preserve'> {escape(code)} </w:instrText>"


def _char(kind: str) -> str:
    return f"<w:fldChar w:fldCharType={quoteattr(kind)}/>"
