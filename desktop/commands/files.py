"""Commands about documents as files: new ones, workbooks and paper from them, steps back and forth, backups."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from desktop.commands.answers import DONE, answer, opened, say, tell
from desktop.commands.many import one_only, shown_as, write_many

if TYPE_CHECKING:
    from desktop.app.session import Session


def do_new(options: argparse.Namespace) -> int:
    from desktop.app.documents import new_document
    from desktop.app.problems import Refused

    if options.last_year is not None:
        return _new_from(options)
    if options.with_projects:
        raise Refused("--with-projects 要和 --from 上年文档一起用。")
    lacking = [name for name, given in (("--pack", options.pack), ("--unit", options.unit), ("--year", options.year)) if not given]
    if lacking:
        raise Refused(f"请写明 {'、'.join(lacking)}；由上年的文档新建时可以不写（--from 上年文档）。")
    with new_document(options.file, options.pack, options.unit, options.year, code=options.code, kept_in=options.kept_in) as session:
        _tell_years(session)
        _say_made(options, session)
    return DONE


def _new_from(options: argparse.Namespace) -> int:
    from desktop.app.next_year import Wanted, carried_words, next_document

    wanted = Wanted(options.pack, options.unit, options.year, options.code, options.kept_in, options.with_projects)
    session, carried, note = next_document(options.file, options.last_year, wanted)
    with session:
        if note:
            tell(note)
        else:
            _tell_years(session)
        _say_made(options, session)
        say(carried_words(carried))
    return DONE


def _tell_years(session: Session) -> None:
    if session.book.year not in session.pack.years:
        years = "、".join(str(year) for year in session.pack.years)
        tell(f"表套 {session.pack.id} 适用 {years} 年度；{session.book.year} 年度的表式可能不同，请对照当年的通知核对。")


def _say_made(options: argparse.Namespace, session: Session) -> None:
    say(f"已新建 {options.file}：{session.book.unit_name} {session.book.year} 年度，{session.pack.title}。")


def do_export(options: argparse.Namespace) -> int:
    from desktop.app import exporting

    if options.file.is_dir():
        return _many(options, "export", ".xlsx")
    one_only(options)
    with opened(options) as session:
        if options.per_project is not None:
            return _each(options, session, "xlsx", False)
        notes = exporting.export_workbook(
            session,
            _out(options),
            template=options.template,
            tables=_tables(options, session),
            unit=options.unit,
            rounding=options.rounding,
        )
    for note in notes:
        tell(note)
    say(f"已导出 {options.out}")
    return DONE


def do_pdf(options: argparse.Namespace) -> int:
    from desktop.app import exporting

    if options.file.is_dir():
        return _many(options, "pdf", ".pdf")
    one_only(options)
    with opened(options) as session:
        if options.per_project is not None:
            return _each(options, session, "pdf", options.signature)
        report = exporting.print_tables(
            session,
            _out(options),
            tables=_tables(options, session),
            signature=options.signature,
            unit=options.unit,
            rounding=options.rounding,
        )
    for sentence in exporting.paper_notes(report):
        tell(sentence)
    say(f"已输出 {options.out}，共 {report.pages} 页。")
    return DONE


def _many(options: argparse.Namespace, command: str, suffix: str) -> int:
    from desktop.app.problems import Refused

    if options.per_project is not None or options.project or getattr(options, "template", None) is not None:
        raise Refused(f"“{options.file}”是一个文件夹；--per-project、--project 和 --template 只能用于一个文档。")
    return write_many(options, command, options.out, suffix, shown_as(options))


def _out(options: argparse.Namespace) -> Path:
    from desktop.app.problems import Refused

    if options.out is None:
        raise Refused("请写明输出文件；要每个项目一个文件，用 --per-project 文件夹。")
    found: Path = options.out
    return found


def _tables(options: argparse.Namespace, session: Session) -> list[str]:
    """The tables that were asked for; none = the whole set. Of forms that every project has, all or those of the named projects."""
    from desktop.app import batches, names, projects
    from desktop.app.problems import Refused
    from desktop.core.instances import owner_of

    wanted = [projects.find_project(session, name) for name in options.project]
    if not options.table:
        return batches.tables_of(session, (), wanted) if wanted else []
    found = []
    for name in options.table:
        every = names.find_tables(session.model, name)
        many = len(every) != 1 or (owner_of(every[0]) != "" and "#" not in name)
        begun = [code for code in every if projects.is_begun(session.model, code)] if many else every
        found += [code for code in begun if not wanted or owner_of(code) in wanted]
    if not found:
        raise Refused(f"没有可以输出的表：{'、'.join(options.table)}还没有填。")
    return found


def _each(options: argparse.Namespace, session: Session, kind: Literal["xlsx", "pdf"], signature: bool) -> int:
    from desktop.app import batches
    from desktop.app.jobs import Progress, Step
    from desktop.app.problems import Refused

    if options.out is not None:
        raise Refused(f"用了 --per-project 就不要再写输出文件“{options.out}”。")
    if options.unit or options.rounding:
        raise Refused("--per-project 按文档设置的单位和尾差输出，不要再写 --unit、--rounding。")

    def watch(step: Step) -> None:
        tell(f"{step.done + 1}/{step.total} {step.text}" if step.done < step.total else step.text)

    tables = _tables(options, session) or batches.tables_of(session)
    made = batches.write_each(session, options.per_project, tables, kind, signature=signature, progress=Progress(watch))
    for note in made.notes:
        tell(note)
    say(f"已输出 {len(made.files)} 个文件到 {options.per_project}" + (f"，共 {made.pages} 页。" if made.pages else "。"))
    return DONE


def do_undo(options: argparse.Namespace) -> int:
    return _step(options, "undo", "撤销")


def do_redo(options: argparse.Namespace) -> int:
    return _step(options, "redo", "恢复")


def _step(options: argparse.Namespace, which: str, word: str) -> int:
    from desktop.app.problems import Refused

    if options.count < 1:
        raise Refused(f"步数应当是正整数，不能是 {options.count}。")
    with opened(options, write=True) as session:
        labels: list[str] = getattr(session, which)(options.count)
        if not labels:
            raise Refused(f"没有可以{word}的操作。")
        session.save()
    for label in labels:
        say(f"已{word}：{label}")
    if len(labels) < options.count:
        tell(f"只有 {len(labels)} 步可以{word}。")
    return DONE


def do_history(options: argparse.Namespace) -> int:
    from desktop.app import documents, names
    from desktop.app.reading import cell_name

    with opened(options) as session:
        if options.cell:
            ref = names.find_cell(session.model, *options.cell)
            changes = session.document.history(ref)
            if options.json:
                return answer({"cell": cell_name(ref), "changes": [documents.change_data(change) for change in changes]})
            lines = [documents.change_line(change) for change in changes]
        else:
            records = session.document.operations()
            if options.json:
                return answer({"operations": [documents.operation_data(record) for record in records]})
            lines = [documents.operation_line(record) for record in records]
    say("\n".join(lines) or "没有修改记录。")
    return DONE


def do_backup(options: argparse.Namespace) -> int:
    from desktop.app.documents import back_up

    say(f"已备份到 {back_up(options.file).path}")
    return DONE


def do_restore(options: argparse.Namespace) -> int:
    from desktop.app import documents, keeping

    if options.list:
        found = documents.backups(options.file)
        if options.json:
            return answer({"backups": [documents.backup_data(backup) for backup in found]})
        say("\n".join(documents.backup_lines(found)) or f"“{options.file}”还没有备份。")
        tell(keeping.policy_sentence())
        return DONE
    made = documents.restore(options.file, options.to, options.which)
    if options.json:
        return answer({"restored": str(made)})
    say(f"已恢复为 {made}")
    return DONE
