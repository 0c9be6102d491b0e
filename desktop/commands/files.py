"""Commands about documents as files: new ones, workbooks and paper from them, steps back and forth, backups."""

from __future__ import annotations

import argparse

from desktop.commands.answers import DONE, answer, opened, say, tell


def do_new(options: argparse.Namespace) -> int:
    from desktop.app.documents import new_document

    made = new_document(
        options.file, options.pack, options.unit, options.year, code=options.code, last_year=options.last_year, kept_in=options.kept_in
    )
    with made as session:
        if session.book.year not in session.pack.years:
            years = "、".join(str(year) for year in session.pack.years)
            tell(f"表套 {session.pack.id} 适用 {years} 年度；{session.book.year} 年度的表式可能不同，请对照当年的通知核对。")
        say(f"已新建 {options.file}：{session.book.unit_name} {session.book.year} 年度，{session.pack.title}。")
    return DONE


def do_export(options: argparse.Namespace) -> int:
    from desktop.app import exporting, names

    with opened(options) as session:
        tables = [names.find_table(session.model, table) for table in options.table]
        notes = exporting.export_workbook(
            session, options.out, template=options.template, tables=tables, unit=options.unit, rounding=options.rounding
        )
    for note in notes:
        tell(note)
    say(f"已导出 {options.out}")
    return DONE


def do_pdf(options: argparse.Namespace) -> int:
    from desktop.app import exporting, names

    with opened(options) as session:
        tables = [names.find_table(session.model, table) for table in options.table]
        report = exporting.print_tables(
            session, options.out, tables=tables, signature=options.signature, unit=options.unit, rounding=options.rounding
        )
    for sentence in exporting.paper_notes(report):
        tell(sentence)
    say(f"已输出 {options.out}，共 {report.pages} 页。")
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
    from desktop.app import documents

    if options.list:
        found = documents.backups(options.file)
        if options.json:
            return answer({"backups": [documents.backup_data(backup) for backup in found]})
        say("\n".join(documents.backup_lines(found)) or f"“{options.file}”还没有备份。")
        return DONE
    made = documents.restore(options.file, options.to, options.which)
    if options.json:
        return answer({"restored": str(made)})
    say(f"已恢复为 {made}")
    return DONE
