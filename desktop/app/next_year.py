"""Next year's document in one step: from last year's document, or from last year's workbook.

The new document gets last year's figures for comparison and everything that goes on (see :mod:`desktop.core.roll_forward`) as one operation,
so that one step back leaves it empty. Unit, code, money unit and table set are those of last year unless others are named.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from desktop.app.problems import Refused
from desktop.app.session import Session
from desktop.core.cells import Book
from desktop.core.evaluate import Model
from desktop.core.roll_forward import Carried, roll_forward
from desktop.forms.catalog import list_packs

WORKBOOKS: Final = (".xlsx", ".xls", ".et")


@dataclass(frozen=True, slots=True)
class LastYear:
    """What last year's document says of itself, and the table set of the year after (``note``: why it is that one)."""

    unit: str
    code: str
    year: int
    pack: str
    kept_in: str
    next_pack: str
    note: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody wants of the new document; what is blank is taken from last year's."""

    pack: str = ""
    unit: str = ""
    year: int = 0
    code: str = ""
    kept_in: str = ""
    projects: bool = False


def is_workbook(path: Path) -> bool:
    return path.suffix.casefold() in WORKBOOKS


def look_at(path: Path) -> LastYear:
    """What last year's document says of itself.

    Raises:
        DocumentError, PackError: it cannot be opened.
    """
    with Session.open(path, read_only=True) as session:
        return _about(session)


def next_document(target: Path, last: Path, wanted: Wanted) -> tuple[Session, Carried, str]:
    """The new document, saved; what came along; and a sentence about the table set ("" where there is nothing to say).

    Raises:
        Refused: ``last`` is not of the year before, or the workbook gives nothing.
        PackError, DocumentError: with their sentences; no file is made.
    """
    with _opened(last, wanted) as before:
        about = _about(before)
        year = wanted.year or about.year + 1
        if about.year != year - 1:
            raise Refused(f"“{last}”是 {about.year} 年度的文档，不能作为 {year} 年度的上年数；请选 {year - 1} 年度的文档。")
        pack, note = (wanted.pack, "") if wanted.pack else (about.next_pack, about.note)
        book = before.book
        prior = Book(book.pack, book.unit_name, book.year, book.unit_code, book.kept_in)
        prior.acknowledgements.update(book.acknowledgements)  # last year's reasons are offered again
        if book.prior is not None:
            prior.prior = replace(book.prior, prior=None)  # the year before last, for the line of three years
        session = Session.create(
            target,
            pack,
            wanted.unit or about.unit,
            year,
            unit_code=wanted.code or about.code,
            kept_in=wanted.kept_in or (about.kept_in if not wanted.pack else ""),
            prior=prior,
        )
        try:
            operation, carried = roll_forward(session.model, session.subjects, before.model, file=last.name, projects=wanted.projects)
            session.do(operation)
            session.save()
        except BaseException:
            session.close()
            target.unlink(missing_ok=True)
            raise
        return session, carried, note


def carried_words(carried: Carried) -> str:
    """What came along, as one sentence."""
    parts = [
        (carried.figures, "上年数 {} 个"),
        (carried.codes, "科目 {} 个"),
        (carried.kept, "封面和资料 {} 项"),
        (carried.opening, "年初结转结余 {} 个"),
        (carried.projects, "项目 {} 个"),
        (carried.own_words, "自己改写的文字 {} 段（待核对）"),
    ]
    told = "、".join(words.format(count) for count, words in parts if count)
    proposals = f"上年的原因和文字 {carried.proposals} 条放在旁边作参考，没有填入。" if carried.proposals else ""
    return f"由上年带来：{told or '没有可带的内容'}。{proposals}"


@contextmanager
def _opened(last: Path, wanted: Wanted) -> Iterator[Session]:
    """Last year's document; of a workbook a passing one, read with the table set that is named."""
    if not is_workbook(last):
        with Session.open(last, read_only=True) as session:
            yield session
        return
    from desktop.app import importing

    if not wanted.pack or not wanted.unit or not wanted.year:
        raise Refused("由上年的工作簿新建时，请写明表套、单位名称和年度。")
    with tempfile.TemporaryDirectory(prefix="mingzhang-", ignore_cleanup_errors=True) as aside:
        place = Path(aside)
        with Session.create(
            place / "上年.mz", wanted.pack, wanted.unit, wanted.year - 1, unit_code=wanted.code, kept_in=wanted.kept_in, folder=place
        ) as session:
            plan = importing.plan_import(session, last)
            if not importing.apply_import(session, plan):
                raise Refused(f"上年的工作簿“{last.name}”没有读入：{plan.refused or '没有认出任何一张表'}")
            yield session


def _about(session: Session) -> LastYear:
    book = session.book
    pack, note = _pack_for(session.model, book.year + 1)
    return LastYear(book.unit_name, book.unit_code, book.year, book.pack, book.kept_in, pack, note)


def _pack_for(model: Model, year: int) -> tuple[str, str]:
    """The table set of the year after: the same where it allows the year, else one of the region that does, else the same."""
    pack = model.pack
    if year in pack.years:
        return pack.id, ""
    own = {form.code for form in pack.forms}
    fitting = [
        one
        for one in list_packs()
        if not one.problem and one.region == pack.region and year in one.years and 2 * len(own & set(one.forms)) > len(own)
    ]
    if fitting:
        best = max(fitting, key=lambda one: len(own & set(one.forms)))
        return best.id, f"上年用的表套 {pack.id} 不适用 {year} 年度，已改用 {best.id}（{best.title}）。"
    years = "、".join(str(one) for one in pack.years)
    return pack.id, f"还没有 {year} 年度的表套，仍用 {pack.id}（适用 {years} 年度）；表式可能不同，请对照当年的通知核对。"
