"""Many forms of many projects at once: as one workbook or PDF, or as one file for every project; with progress, all of it or nothing."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from desktop.app import exporting
from desktop.app.jobs import Progress
from desktop.app.problems import Refused
from desktop.app.projects import is_begun, list_form, must_have_list, present_forms, projects
from desktop.app.session import Session
from desktop.core.evaluate import Model
from desktop.core.instances import base_code, owner_of

if TYPE_CHECKING:
    from desktop.forms.layout import TableGrid

Kind = Literal["xlsx", "pdf"]
_UNFIT = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Batch:
    """What was written: ``files``, and the ``notes`` for the user; ``pages`` of PDF."""

    files: tuple[Path, ...]
    notes: tuple[str, ...]
    pages: int = 0


def kinds(model: Model) -> list[str]:
    """Codes of the forms that every project has, in the order of the pack, as far as they apply."""
    listed = list_form(model)
    per = [form for form in present_forms(model) if listed is not None and form.per == listed.code]
    return list(dict.fromkeys(base_code(form.code) for form in per))


def tables_of(session: Session, forms: Sequence[str] = (), wanted: Sequence[str] = (), *, empty: bool = False) -> list[str]:
    """Codes of the forms of some kinds (none named = all) of some projects (none named = all), project by project.
    Forms in which nothing was entered are left out unless ``empty``."""
    listed = must_have_list(session.model)
    by_owner: dict[str, list[str]] = {}
    for form in present_forms(session.model):
        of_kind = form.per == listed.code and (not forms or base_code(form.code) in forms)
        if of_kind and (empty or is_begun(session.model, form.code)):
            by_owner.setdefault(owner_of(form.code), []).append(form.code)
    order = [row.id for row in session.model.rows(listed.code) if row.dynamic]
    return [code for owner in order if not wanted or owner in wanted for code in by_owner.get(owner, ())]


def write_one(session: Session, out: Path, tables: Sequence[str], *, signature: bool = False, progress: Progress | None = None) -> Batch:
    """All tables into one workbook or PDF, by the ending of ``out``.

    Raises:
        Refused, WorkbookError, DocumentOutputError: what stood at ``out`` is untouched.
        Cancelled: likewise.
    """
    _some(tables)
    progress = progress or Progress()
    pages = _laid_out(session, tables, progress)
    progress.step(f"正在写入 {out.name}……", len(tables), len(tables) + 1)
    return _write(session, out, pages, signature)


def write_each(
    session: Session, folder: Path, tables: Sequence[str], kind: Kind, *, signature: bool = False, progress: Progress | None = None
) -> Batch:
    """One file for every project into a folder: ``03 科普经费.pdf``. They are made aside and put there together.

    Raises:
        Refused, WorkbookError, DocumentOutputError, Cancelled: the folder is as it was.
    """
    _some(tables)
    progress = progress or Progress()
    by_owner: dict[str, list[str]] = {}
    for code in tables:
        by_owner.setdefault(owner_of(code), []).append(code)
    every = {one.id: one for one in projects(session)}
    width = max(2, len(str(max(one.number for one in every.values()))))
    folder.mkdir(parents=True, exist_ok=True)
    notes: list[str] = []
    made: list[Path] = []
    pages = 0
    with tempfile.TemporaryDirectory(prefix=".mingzhang-", dir=folder, ignore_cleanup_errors=True) as aside:
        for at, (owner, codes) in enumerate(by_owner.items()):
            one = every[owner]
            progress.step(one.name, at, len(by_owner))
            out = Path(aside) / f"{one.number:0{width}d} {file_name(one.name)}.{kind}"
            batch = _write(session, out, _laid_out(session, codes, Progress()), signature)
            notes += [f"{one.name}：{note}" for note in batch.notes]
            pages += batch.pages
            made.append(out)
        progress.step("正在放入文件夹……", len(by_owner), len(by_owner))
        files = tuple(Path(shutil.move(out, folder / out.name)) if not (folder / out.name).exists() else _over(out, folder) for out in made)
    return Batch(files, tuple(notes), pages)


def file_name(text: str) -> str:
    """A name of a project as (part of) the name of a file, on every system."""
    plain = _UNFIT.sub("_", text).strip(" .")
    return plain[:_LONGEST].rstrip(" .") or "项目"


def _over(out: Path, folder: Path) -> Path:
    return out.replace(folder / out.name)


def _laid_out(session: Session, tables: Sequence[str], progress: Progress) -> list[TableGrid]:
    figures = session.figures
    found = []
    for at, code in enumerate(tables):
        progress.step(session.model.form_label(code), at, len(tables) + 1)
        found += exporting.grids(session, [code], figures)
    return found


def _write(session: Session, out: Path, pages: list[TableGrid], signature: bool) -> Batch:
    if out.suffix.casefold() == ".pdf":
        report = exporting.print_grids(session, pages, out, signature=signature)
        return Batch((out,), tuple(exporting.paper_notes(report)), report.pages)
    exporting.write_grids(pages, out)
    return Batch((out,), ())


def _some(tables: Sequence[str]) -> None:
    if not tables:
        raise Refused("没有可以输出的项目表：所选项目的这些表都还没有填。")
