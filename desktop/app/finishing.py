"""定稿: what is missing for it as a check list, making a document final, and opening it again with a reason; the board as data and text."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from typing import Any, Final

from desktop.app import hand_check, marks, settings
from desktop.app.problems import Refused
from desktop.app.session import Session
from desktop.app.status import Deadline, Status, status
from desktop.core import finished
from desktop.core.cells import COVER, CellRef
from desktop.core.findings import Finding
from desktop.core.finished import Stamp

NEEDED: Final = "定稿必填"
"""The parameter of a pack that names the rows of the cover without which a document is not final, with / between them."""


@dataclass(frozen=True, slots=True)
class Task:
    """One line of the check list. ``needed``: 定稿 waits for it. ``confirm``: a person says that it was done.

    Where to go: ``cell``, else ``block`` of the document, else ``table``, else ``place`` (findings, preflight, document).
    """

    id: str
    say: str
    done: bool
    needed: bool = True
    confirm: bool = False
    cell: CellRef | None = None
    table: str = ""
    block: str = ""
    place: str = ""


def tasks(session: Session, *, preflight: bool = True, confirmed: bool = False) -> list[Task]:
    """What has to be done before 定稿, done or not. ``confirmed``: somebody says now that he looked at what no program can judge."""
    model = session.model
    findings = (*model.findings(), *_glyphs(session))
    errors = [finding for finding in findings if finding.severity == "error"]
    warnings = [finding for finding in findings if finding.severity == "warning" and finding.state != "acknowledged"]
    stale = sum(finding.state == "stale" for finding in warnings)
    more = f"（其中 {stale} 条说明已过时）" if stale else ""
    found = [
        _about("错误", "没有错误。", f"还有 {len(errors)} 条错误必须改正。", errors),
        _about("警告", "警告都已改正或说明。", f"还有 {len(warnings)} 条警告没有说明{more}。", warnings),
        *_cover(session),
    ]
    empty = [form.code for form in model.forms() if form.code != COVER and form.view != "facts" and not model.is_empty(form.code)]
    found.append(Task("有数", "表里有数。" if empty else "所有表都还没有数。", bool(empty)))
    if session.pack.narratives:
        found += _document(session)
        if preflight:
            found += _preflight(session, confirmed)
    marked = marks.follow_ups(model)
    if marked:
        found.append(Task("待核对", f"还有 {len(marked)} 处待核对的标记。", False, needed=False, cell=marked[0].ref))
    return found


def _glyphs(session: Session) -> list[Finding]:
    """Characters that would be printed as boxes: they count wherever they stand, with and without a text."""
    from desktop.app.text_review import text_review
    from desktop.document.glyph_check import CHECK

    return [finding for finding in text_review(session).findings if finding.check == CHECK]


def _about(name: str, well: str, ill: str, open_findings: list[Finding]) -> Task:
    first = open_findings[0] if open_findings else None
    cell = next((cell.ref for cell in first.cells), None) if first else None
    return Task(
        name, ill if first else well, first is None, cell=cell, table=first.table if first else "", place="findings" if first else ""
    )


def _cover(session: Session) -> list[Task]:
    """The cover: what the pack wants filled, and what else stands open."""
    model = session.model
    if model.find_form(COVER) is None:
        return []
    needed = set(dict(session.pack.parameters).get(NEEDED, "").split("/")) - {""}
    missing: dict[bool, list[tuple[CellRef, str]]] = {True: [], False: []}
    for row in model.rows(COVER):
        for column in model.columns(COVER, row.id)[:1]:
            ref = CellRef(COVER, row.id, column.id)
            if row.source == "填" and model.value(ref) in (None, ""):
                missing[row.id in needed].append((ref, row.label.strip()))
    blank, rest = missing[True], missing[False]
    words = f"封面还缺：{'、'.join(label for _, label in blank)}。" if blank else "封面该填的都填了。"
    found = [Task("封面", words, not blank, cell=blank[0][0] if blank else None)]
    if rest:
        names = "、".join(label for _, label in rest[:4]) + (f"等 {len(rest)} 项" if len(rest) > 4 else "")
        found.append(Task("封面其他", f"封面没有填：{names}。没有的可以空着。", False, needed=False, cell=rest[0][0]))
    return found


def _document(session: Session) -> list[Task]:
    """Gaps of the text, and own words that the data have left behind."""
    from desktop.app.text_review import text_review

    blocks = text_review(session).blocks
    gaps = [one for one in blocks if one.missing]
    names = list(dict.fromkeys(name for one in gaps for name in one.missing))
    stale = [one for one in blocks if one.stale]
    broken = [one for one in blocks if one.problem]
    told = "、".join(names[:4]) + (f"等 {len(names)} 项" if len(names) > 4 else "")
    found = [
        Task("文稿", f"文稿还缺：{told}。" if gaps else "文稿没有空缺。", not gaps, block=gaps[0].block.id if gaps else "", place="document"),
        Task(
            "改写", f"有 {len(stale)} 段自己改写的文字，改写以后数据又变了。" if stale else "自己改写的文字都跟得上数据。", not stale,
            block=stale[0].block.id if stale else "", place="document",
        ),
    ]  # fmt: skip
    if broken:
        found.append(Task("表套文字", broken[0].problem, False, needed=False, block=broken[0].block.id, place="document"))
    return found


def _preflight(session: Session, confirmed: bool) -> list[Task]:
    from desktop.app.text_review import is_begun, text_review

    if not is_begun(session):
        return [Task("出版前检查", "出版前检查要等文稿的资料填了以后再做。", False, place="document")]
    review = text_review(session)
    open_ones = [one for one in review.report.findings if one.blocks]
    placed = review.place_of(open_ones[0]) if open_ones else None
    words = f"出版前检查还有 {len(open_ones)} 条要改或说明。" if open_ones else "出版前检查没有要改的。"
    step = hand_check.hand_check(session)
    found = [Task("出版前检查", words, not open_ones, block=placed.fault.block if placed else "", place="findings")]
    if step is not None:
        done = confirmed or step.state == "acknowledged" or session.book.is_finished
        found.append(Task(hand_check.CHECK, hand_check.words(session, step), done, confirm=True, place="preflight"))
    return found


def is_ready(found: list[Task]) -> bool:
    return all(task.done or not task.needed for task in found)


def finish(session: Session, *, confirmed: bool = False) -> Stamp:
    """Make the document final. ``confirmed`` as in :func:`tasks`; it is kept in the document.

    Raises:
        Refused: something is missing, with all of it.
    """
    if not session.book.is_finished:
        missing = [task.say for task in tasks(session, confirmed=confirmed) if task.needed and not task.done]
        if missing:
            raise Refused("还不能定稿：" + "".join(f"\n  {say}" for say in missing))
        step = hand_check.hand_check(session) if confirmed else None
        if step is not None:
            hand_check.tick(session, step)
    session.do(finished.finish(session.book, settings.user_name(), _now()))
    found = finished.stamp(session.book)
    assert found is not None
    return found


def reopen(session: Session, reason: str) -> None:
    """Open a final document again.

    Raises:
        Refused: it is not final, or there is no reason.
    """
    session.do(finished.reopen(session.book, settings.user_name(), _now(), reason))


def _now() -> str:
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")


def stamp_words(session: Session) -> str:
    """The stamp in one line, for reports and paper; "" for a document that is not final."""
    found = finished.stamp(session.book)
    if found is None:
        return ""
    changed = "" if finished.is_unchanged(session.book) else "（内容与定稿时不同！）"
    return f"定稿：{found.who} {local(found.when)} 内容校验 {found.short}{changed}"


def local(when: str) -> str:
    """A time of the journal as people here read it."""
    from desktop.store.places import local_time

    return local_time(when) if re.match(r"\d{4}-\d\d-\d\dT", when) else when


def status_data(session: Session, file: str, *, preflight: bool = True, confirmed: bool = False) -> dict[str, Any]:
    """``mingzhang status --json``."""
    board = status(session, text=_text(session))
    found = tasks(session, preflight=preflight, confirmed=confirmed)
    return {
        "file": file,
        "unit": session.book.unit_name,
        "year": session.book.year,
        "pack": session.book.pack,
        "finished": _stamp_data(board.stamp) if board.stamp else None,
        "unchanged": board.unchanged,
        "ready": is_ready(found),
        "counts": board.counts,
        "states": board.states,
        "deadline": _deadline_data(board.deadline) if board.deadline else None,
        "tables": [
            {
                "table": line.code,
                "title": line.title,
                "forms": line.count,
                "state": line.state,
                "counts": {"error": line.errors, "warning": line.warnings, "hint": line.hints, "acknowledged": line.acknowledged},
                "marked": line.marked,
                "changed": line.changed or None,
                "who": line.who or None,
            }
            for line in board.tables
        ],
        "missing": [
            {"id": task.id, "say": task.say, "done": task.done, "needed": task.needed, "confirm": task.confirm,
             "cell": list(task.cell) if task.cell else None, "block": task.block or None}
            for task in found
        ],
        "history": [{**_stamp_data(one), "reason": one.reason or None} for one in board.history],
    }  # fmt: skip


def _text(session: Session) -> tuple[Finding, ...] | None:
    """What was found in the text, once somebody began it."""
    from desktop.app.text_review import is_begun, text_review

    return text_review(session).findings if is_begun(session) else None


def _stamp_data(found: Stamp) -> dict[str, Any]:
    return {"who": found.who, "when": found.when, "content": found.content}


def _deadline_data(found: Deadline) -> dict[str, Any]:
    dates = {"approved": found.started, "published": found.ended, "due": found.due}
    return {
        "check": found.check,
        "days": found.days,
        **{name: value.isoformat() if value else None for name, value in dates.items()},
        "left": found.left,
        "say": found.words,
        "basis": found.basis,
    }


def status_text(session: Session, *, confirmed: bool = False) -> str:
    """``mingzhang status`` for people."""
    from desktop.app.text_table import draw

    board: Status = status(session, text=_text(session))
    book = session.book
    rows = [[(text, "left") for text in ("表", "状态", "错误", "警告", "提示", "已说明", "待核对", "最后修改")]]
    for line in board.tables:
        number = [str(count) if count else "" for count in (line.errors, line.warnings, line.hints, line.acknowledged, line.marked)]
        title = f"{line.title}（{line.count} 张）" if line.count > 1 else line.title
        changed = f"{local(line.changed)} {line.who}" if line.changed else ""
        rows.append([(title, "left"), (line.state, "left"), *((text, "right") for text in number), (changed, "left")])
    lines = [f"{book.unit_name} {book.year} 年度 · {session.pack.title}"]
    if board.deadline is not None:
        lines.append(board.deadline.words)
    lines += [draw(rows, rules_after=(1,)), ""]
    if board.stamp is not None:
        lines.append(stamp_words(session))
    else:
        found = tasks(session, confirmed=confirmed)
        lines.append("可以定稿。" if is_ready(found) else "还不能定稿：")
        lines += [f"  {'✓' if task.done else '×' if task.needed else '·'} {task.say}" for task in found]
    for one in board.history:
        lines.append(f"  {local(one.when)} {one.who} {'重新打开：' + one.reason if one.reason else '定稿 ' + one.short}")
    return "\n".join(lines)
