"""What the clerk writes into the document: reasons and texts that are entered once, and his own words for a block.

Everything goes through the journal, so it can be taken back and has a history. Own words are kept with the generated text that they replaced:
when the data give another text, the block is stale until the clerk has looked at the difference.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from desktop.app import disclosure, names
from desktop.app.problems import Refused
from desktop.app.session import Session
from desktop.core import entry
from desktop.core.cells import CellRef
from desktop.core.operations import Edit, Operation
from desktop.core.visible import visible

if TYPE_CHECKING:
    from desktop.document.narrative import Narrative, RenderedBlock
    from desktop.document.own_words import Piece

_OWN_KINDS: Final = ("paragraph", "glossary", "heading")
_REASON: Final = "原因"
_LONGEST: Final = 20_000
_VIEW: Final = "facts"


def set_text(session: Session, block: str, text: str, *, narrative: Narrative | None = None) -> None:
    """Own words for a block instead of the generated ones; blank words give the generated ones back.

    ``{{公开01["收入总计","金额"]}}`` in them stands for a figure that follows the data, written with the names of ``facts``.

    Raises:
        Refused: no such block, a table or cover, words without end, or a reference that means nothing.
    """
    from desktop.document.own_text import own_text, references, source_of

    narrative = narrative or disclosure.open_narrative(session)
    rendered = _writable(narrative, block)
    words = "\n".join(line.rstrip() for line in visible(text).strip().splitlines() if line.strip())
    if not words:
        clear_text(session, block)
        return
    if len(words) > _LONGEST:
        raise Refused(f"“{block}”的文字过长（{len(words)} 字，最多 {_LONGEST} 字），请检查是不是粘贴错了。")
    if rendered.block.kind == "heading" and "\n" in words:
        raise Refused(f"标题“{block}”只能写一行。")
    generated = rendered.paragraphs if rendered.generated is None else rendered.generated
    if words in (rendered.generated_text, source_of(generated)):  # the same as the data give: nothing of its own
        clear_text(session, block)
        return
    for expr, why in own_text(session.model, narrative.definition.style, words).problems:
        raise Refused(f"“{{{{{expr}}}}}”不能用：{why}可以引用的名称见 facts。")
    _keep(session, block, words, source_of(generated, references(words)), f"改写文稿 {block}")


def clear_text(session: Session, block: str) -> None:
    """Give a block back to the data. Nothing happens where no own words stand; a block that the pack has no longer can be cleared too."""
    _keep(session, block, None, None, f"恢复生成的文稿 {block}")


def accept_text(session: Session, block: str, *, narrative: Narrative | None = None) -> None:
    """The own words still hold under the figures as they are now: the block is no longer stale.

    Raises:
        Refused: the block has no own words.
    """
    from desktop.document.own_text import references, source_of

    rendered = _writable(narrative or disclosure.open_narrative(session), block)
    if rendered.generated is None:
        raise Refused(f"“{block}”没有自己改写的文字，不用核对。")
    _keep(session, block, rendered.own, source_of(rendered.generated, references(rendered.own)), f"核对文稿 {block}")


def changed_since(rendered: RenderedBlock) -> tuple[Piece, ...]:
    """What the data give now against what they gave when the own words were written; empty where the words are not stale."""
    from desktop.document.own_words import difference

    return difference(rendered.basis, rendered.generated_text) if rendered.stale else ()


def block_data(rendered: RenderedBlock) -> dict[str, Any]:
    """A block with its state; ``generated`` and ``changes`` where own words stand."""
    own = rendered.generated is not None
    return {
        "id": rendered.block.id,
        "state": rendered.state,
        "text": rendered.text,
        "source": rendered.source,
        "own": rendered.own or None,
        "generated": rendered.generated_text if own else None,
        "missing": list(rendered.missing),
        "changes": [{"change": piece.change, "text": piece.text} for piece in changed_since(rendered)],
        "problem": rendered.problem or None,
    }


def block_text(rendered: RenderedBlock) -> str:
    """A block for people; where it is stale, what changed under the own words."""
    lines = [f"{rendered.block.id}（{disclosure.STATES[rendered.state]}）", rendered.text or rendered.problem or "（没有文字）"]
    if rendered.stale:
        marks = {"same": "{}", "gone": "【去：{}】", "new": "【新：{}】"}
        lines += ["改写以后，数据给出的文字变了：", "".join(marks[piece.change].format(piece.text) for piece in changed_since(rendered))]
        lines.append("请改写文字，或用 --keep 保留。")
    return "\n".join(lines)


def set_reason(session: Session, name: str, text: str) -> CellRef:
    """A reason or text that the document uses, by its name (``收支总体原因``, ``206/与上年比原因``) or by the block that asks for it.

    Raises:
        Refused: the name means nothing, the block asks for several, or the text cannot be entered.
    """
    ref = find_fact(session, name)
    session.do(entry.type_text(session.model, ref, text))
    return ref


def find_fact(session: Session, name: str) -> CellRef:
    """The cell of the facts that a name, ``行/栏``, or a block of the document means.

    Raises:
        Refused: with what it could be.
    """
    places = list(fact_places(session))
    named = [ref for ref in places if name in fact_names(session, ref)]
    if len(named) == 1:
        return named[0]
    if named:
        raise Refused(f"“{name}”有 {len(named)} 处，请写 行/栏：{_listed([f'{ref.row}/{ref.column}' for ref in named])}。")
    narrative = disclosure.open_narrative(session)
    if narrative.definition.block(name) is None:
        known = [text for ref in places for text in fact_names(session, ref)[:1]]
        near = names.nearest(name, [*known, *(block.id for block in narrative.definition.blocks if block.kind == "paragraph")])
        hint = f"是不是{'、'.join(near)}？" if near else "可以用的名称见 facts。"
        raise Refused(f"没有“{name}”这项资料，文稿也没有这一块。{hint}")
    return _asked_by(session, disclosure.find_block(narrative, name), set(places))


def fact_places(session: Session) -> Iterator[CellRef]:
    """The cells of the facts that take an entry."""
    model = session.model
    for form in model.forms():
        if form.view == _VIEW:
            for row in model.rows(form.code):
                for column in model.columns(form.code, row.id):
                    ref = CellRef(form.code, row.id, column.id)
                    if model.takes_entry(ref):
                        yield ref


def fact_names(session: Session, ref: CellRef) -> tuple[str, ...]:
    """What a fact may be called: its row where the row has one column, else row/column."""
    row = session.model.row(ref.form, ref.row)
    label = row.label if row else ref.row
    if len(session.model.columns(ref.form, ref.row)) == 1:
        return (ref.row, label)
    return (f"{ref.row}/{ref.column}", f"{label}/{ref.column}")


def _asked_by(session: Session, rendered: RenderedBlock, places: set[CellRef]) -> CellRef:
    """The one reason that a block is written with; the missing one where there are several."""
    model = session.model
    used = [ref for ref in rendered.used if ref in places and model.kind(ref) == "text"]
    used.sort(key=tuple)
    reasons = [ref for ref in used if ref.row.endswith(_REASON) or ref.column.endswith(_REASON)]
    for candidates in (reasons, used):
        blank = [ref for ref in candidates if model.value(ref) in (None, "")]
        for fitting in (blank, candidates):
            if len(fitting) == 1:
                return fitting[0]
        if candidates:
            raise Refused(
                f"“{rendered.block.id}”要用 {len(candidates)} 项文字，请写明是哪一项：{_listed([_name(session, ref) for ref in candidates])}。"
            )
    raise Refused(f"“{rendered.block.id}”不用原因或文字；要改写这一块，请用 text。")


def _name(session: Session, ref: CellRef) -> str:
    return fact_names(session, ref)[0]


def _listed(texts: list[str]) -> str:
    return "、".join(texts[:12]) + ("……" if len(texts) > 12 else "")


def _writable(narrative: Narrative, block: str) -> RenderedBlock:
    rendered = disclosure.find_block(narrative, block)
    why = why_not_writable(rendered)
    if why:
        raise Refused(why)
    return rendered


def why_not_writable(rendered: RenderedBlock) -> str:
    """Why a block cannot be put into own words, as a sentence; "" for every paragraph, list and heading."""
    kind, name = rendered.block.kind, rendered.block.id
    if kind in _OWN_KINDS:
        return ""
    said = {
        "cover": "封面按单位名称和年度生成，不能另写；要改单位名称，请改“封面”这张表。",
        "contents": "目录按标题和页码生成，不能另写；要改目录里的字，请改标题。",
        "break": "这里只是另起一页，没有文字可写。",
    }
    return f"“{name}”：" + said.get(kind, "这里印的是表，不能另写文字；要改数，请到表里改，表下的说明也在表里填。")


def _keep(session: Session, block: str, text: str | None, basis: str | None, label: str) -> None:
    from desktop.document.own_words import OWN_BASIS, OWN_TEXT

    settings = session.book.settings
    wanted = ((OWN_TEXT + block, text), (OWN_BASIS + block, basis))
    edits = tuple(Edit("setting", (name,), settings.get(name), new or None) for name, new in wanted if settings.get(name) != (new or None))
    session.do(Operation(label, "setting", edits))
