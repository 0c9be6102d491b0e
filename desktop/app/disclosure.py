"""The disclosure document of a department: what each of its blocks says and lacks, and the document as PDF and Word file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from desktop.app import exporting
from desktop.app.jobs import Progress
from desktop.app.names import nearest
from desktop.app.problems import Refused
from desktop.app.session import Session

if TYPE_CHECKING:
    from desktop.core.narrative import NarrativeDef
    from desktop.document.disclosure import DocumentReport
    from desktop.document.narrative import Narrative, RenderedBlock

STATES: Final = {
    "generated": "由数据生成", "own": "自己改写", "stale": "改写后数据已变", "missing": "有待填写", "problem": "表套文字有误",
}  # fmt: skip
_ENDINGS: Final = (".pdf", ".docx")
_SHOWN: Final = 10


def narratives(session: Session) -> tuple[NarrativeDef, ...]:
    """The documents that the pack can write."""
    return session.pack.narratives


def open_narrative(session: Session, wanted: str = "") -> Narrative:
    """The document of the pack, or the one of that name, over the data of the session.

    Raises:
        Refused: the pack has no document, none of that name, or several and none was named.
    """
    from desktop.document.narrative import Narrative

    every = narratives(session)
    if not every:
        raise Refused(f"表套 {session.pack.id} 没有公开文稿的样式，不能生成文稿。请换用带文稿的表套，或在表套的 narrative 文件夹里写一份。")
    known = "、".join(one.id for one in every)
    if not wanted:
        return Narrative(session.model, every[0])
    for one in every:
        if one.id == wanted:
            return Narrative(session.model, one)
    raise Refused(f"表套 {session.pack.id} 没有名为“{wanted}”的文稿；有：{known}。")


def find_block(narrative: Narrative, name: str) -> RenderedBlock:
    """The block of that name among those that apply.

    Raises:
        Refused: no such block, with the nearest names.
    """
    every = narrative.blocks()
    for rendered in every:
        if rendered.block.id == name:
            return rendered
    if narrative.definition.block(name) is not None:
        raise Refused(f"块“{name}”现在不适用（它的条件不成立），没有印出来。")
    known = [rendered.block.id for rendered in every if rendered.block.kind in ("paragraph", "glossary")]
    near = nearest(name, known)
    hint = f"是不是{'、'.join(near)}？" if near else f"有：{'、'.join(known)}。"
    raise Refused(f"文稿没有“{name}”这一块。{hint}")


def write(session: Session, outs: Sequence[Path], *, wanted: str = "", progress: Progress | None = None) -> DocumentReport:
    """Write the document to one or two files, .pdf or .docx by their ending.

    Raises:
        Refused, DocumentOutputError: what stood there is untouched.
        Cancelled: likewise.
    """
    from desktop.app.printing_fonts import printing_fonts
    from desktop.document.disclosure import write_document

    by_ending: dict[str, Path] = {}
    for out in outs:
        exporting.needs(out, _ENDINGS)
        by_ending[out.suffix.casefold()] = out
    watch = progress or Progress()
    return write_document(
        open_narrative(session, wanted),
        session.figures,
        by_ending.get(".pdf"),
        word=by_ending.get(".docx"),
        fonts=printing_fonts(),
        progress=watch.step,
    )


def blocks_data(blocks: Sequence[RenderedBlock]) -> list[dict[str, Any]]:
    """The blocks that have words of their own, each with the heading above it."""
    found = []
    heading = ""
    for rendered in blocks:
        if rendered.block.kind == "heading":
            heading = rendered.text
        if not rendered.text and not rendered.problem:
            continue
        found.append(
            {
                "id": rendered.block.id,
                "kind": rendered.block.kind,
                "heading": heading,
                "text": rendered.text,
                "state": rendered.state,
                "missing": list(rendered.missing),
                "problem": rendered.problem or None,
            }
        )
    return found


def document_data(report: DocumentReport, outs: Sequence[Path]) -> dict[str, Any]:
    """``mingzhang document --json``."""
    return {
        "out": str(outs[0]),
        "files": [str(out) for out in outs],
        "pages": report.pages,
        "blocks": blocks_data(report.blocks),
        "missing_glyphs": [glyph._asdict() for glyph in report.missing_glyphs],
        "notes": notes(report),
    }


def notes(report: DocumentReport) -> list[str]:
    """What the clerk should know before the document is published, as sentences."""
    found = list(report.notes) + list(report.problems)
    gaps = list(dict.fromkeys(name for rendered in report.blocks for name in rendered.missing))
    if gaps:
        found.append(f"还有 {len(gaps)} 处没有填，文中标红留出了位置：{_some(gaps)}。")
    stale = [rendered.block.id for rendered in report.blocks if rendered.stale]
    if stale:
        found.append(f"有 {len(stale)} 块是自己改写的文字，改写以后数据变了，请核对：{_some(stale)}。")
    if report.missing_glyphs:
        shown = _some([f"{glyph.character}（{glyph.code_point}，{glyph.where}）" for glyph in report.missing_glyphs])
        found.append(f"有 {len(report.missing_glyphs)} 处的字没有字形，PDF 中印成方框：{shown}。请改用常用字。")
    return found


def _some(names: Sequence[str]) -> str:
    return "、".join(names[:_SHOWN]) + ("……" if len(names) > _SHOWN else "")
