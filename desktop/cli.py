"""The command ``mingzhang``: every use case of :mod:`desktop.app` for scripts, batch work and tests.

Exit codes: 0 done · 1 the data has open errors, or an import was refused · 2 wrong usage, file not readable, or internal error. With
``--json`` standard output holds one JSON object and nothing else; sentences go to standard error. Modules are imported where they are
used, so that ``mingzhang --help`` answers at once.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from desktop.app.session import Session

DONE, DATA_ERRORS, FAILED = 0, 1, 2
Command = Callable[[argparse.Namespace], int]


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command; the exit code. Never raises for what a user can do."""
    _speak_utf8()
    arguments = list(sys.argv[1:] if argv is None else argv)
    doing = "命令"
    try:
        if not arguments or _is_document(arguments):
            doing = "打开窗口"
            return _window(arguments)
        from desktop.app.usage import parse

        options = parse(arguments)
        doing = f"命令 {options.command}"
        run: Command = globals()[f"do_{options.command.replace('-', '_')}"]
        code = run(options)
        sys.stdout.flush()
        return code
    except SystemExit as leaving:  # argparse has said what is wrong
        return leaving.code if isinstance(leaving.code, int) else FAILED
    except KeyboardInterrupt:
        tell("已中断，文件没有改动。")
        return FAILED
    except BrokenPipeError:
        with contextlib.suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except Exception as problem:
        from desktop.app.problems import sentence_of

        sentence = sentence_of(problem)
        if sentence is None:
            from desktop.app.diagnostics import crash_sentence

            sentence = crash_sentence(problem, doing)
        tell(sentence)
        return FAILED


def do_demo(options: argparse.Namespace) -> int:
    from desktop.app.samples import write_demo

    for path in write_demo(options.folder, options.sample):
        say(f"已写入 {path}")
    return DONE


def do_samples(options: argparse.Namespace) -> int:
    from desktop.app.samples import list_samples, sample_data

    found = list_samples()
    if options.json:
        return answer({"samples": [sample_data(sample) for sample in found]})
    for sample in found:
        say(f"{sample.id}  {sample.title}（{sample.pack}，{sample.year} 年度）")
    return DONE


def do_packs(options: argparse.Namespace) -> int:
    from desktop.app.pack_tools import pack_data, packs

    found = packs()
    if options.json:
        return answer({"packs": [pack_data(pack) for pack in found]})
    for pack in found:
        years = "、".join(str(year) for year in pack.years)
        say(f"{pack.id}  {pack.title}（{pack.region}，{years} 年度，{pack.kept_in}）{pack.problem}")
    return DONE


def do_new(options: argparse.Namespace) -> int:
    from desktop.app.documents import new_document

    made = new_document(
        options.file, options.pack, options.unit, options.year, code=options.code, last_year=options.last_year, kept_in=options.kept_in
    )
    with made as session:
        say(f"已新建 {options.file}：{session.book.unit_name} {session.book.year} 年度，{session.pack.title}。")
    return DONE


def do_import(options: argparse.Namespace) -> int:
    from desktop.app import importing, names

    answers: list[dict[str, Any]] = []
    with opened(options, write=not options.dry_run) as session:
        table = names.find_table(session.model, options.table) if options.table else ""
        refused = False
        # All books or none: a refused one takes back those before it.
        for book in options.books:
            plan = importing.plan_import(session, book, table=table, prior=options.prior)
            applied = not options.dry_run and not refused and importing.apply_import(session, plan)
            refused = refused or bool(plan.refused)
            answers.append(importing.import_data(plan, applied))
            if not options.json:
                say(importing.import_text(plan, applied))
        if refused:
            for item in answers:
                item["applied"] = False
            if len(options.books) > 1:
                tell("有工作簿被拒绝，这次全部没有导入。")
        elif not options.dry_run:
            session.save()
    if options.json:
        answer(answers[0] if len(answers) == 1 else {"books": answers})
    return DATA_ERRORS if refused else DONE


def do_import_subjects(options: argparse.Namespace) -> int:
    from desktop.app.subject_lists import import_subject_list

    say(import_subject_list(options.book, options.year))
    return DONE


def do_get(options: argparse.Namespace) -> int:
    from desktop.app import names, reading

    with opened(options) as session:
        ref = names.find_cell(session.model, options.table, options.row, options.column)
        if options.json:
            return answer(reading.cell_data(session, ref))
        say(reading.cell_text(session, ref))
    return DONE


def do_set(options: argparse.Namespace) -> int:
    from desktop.app.entering import Line, read_csv, set_lines
    from desktop.app.problems import Refused

    one = [options.table, options.row, options.column, options.value]
    if options.source is not None:
        if any(part is not None for part in one):
            raise Refused("用了 --from 就不要再写表、行、栏、值。")
        lines = read_csv(options.source)
    elif any(part is None for part in one):
        raise Refused('请写明表、行、栏、值（清空写 ""），或用 --from 指定 CSV 文件。')
    else:
        lines = [Line(*one)]
    with opened(options, write=True) as session:
        changed = set_lines(session, lines)
        session.save()
    say(f"已填写 {changed} 格。" if changed else "内容没有变化。")
    return DONE


def do_show(options: argparse.Namespace) -> int:
    from desktop.app import exporting, names, reading

    with opened(options) as session:
        form = names.find_table(session.model, options.table)
        figures = exporting.figures_of(session, options.unit, options.rounding)
        if options.json:
            return answer(reading.table_data(session, form, figures))
        say(reading.table_text(session, form, figures))
    return DONE


def do_check(options: argparse.Namespace) -> int:
    from desktop.app import checking, exporting

    with opened(options) as session:
        found = checking.findings(session, options.tier)
        if options.report is not None:
            exporting.write_check_report(session, found, options.report)
        if options.json:
            answer(checking.check_data(session, found, str(options.file)))
        else:
            say(checking.check_text(session, found))
            if options.report is not None:
                say(f"审核报告已写入 {options.report}")
        return DATA_ERRORS if checking.counts(found)["error"] else DONE


def do_ack(options: argparse.Namespace) -> int:
    from desktop.app import checking

    with opened(options, write=True) as session:
        finding = checking.find_finding(session, options.check, options.scope)
        checking.acknowledge(session, finding, options.reason)
        session.save()
    say(f"已记录 {finding.check} {finding.table} {finding.scope} 的说明。")
    return DONE


def do_explain(options: argparse.Namespace) -> int:
    from desktop.app import names, reading

    with opened(options) as session:
        ref = names.find_cell(session.model, options.table, options.row, options.column)
        if options.json:
            return answer(reading.explanation_data(session, ref))
        say(reading.explanation_text(session, ref))
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


def do_pack(options: argparse.Namespace) -> int:
    from desktop.app import pack_tools

    outcome = pack_tools.run(options.action, options.path, options.out)
    if options.json:
        answer(outcome.data)
    else:
        say("\n".join(outcome.lines))
    return DONE if outcome.well else DATA_ERRORS


def do_self_test(options: argparse.Namespace) -> int:
    from desktop.app.self_test import self_test

    steps = self_test()
    if options.json:
        answer({"ok": all(step.well for step in steps), "steps": [{"name": step.name, "ok": step.well, "say": step.say} for step in steps]})
    else:
        for step in steps:
            say(f"{'好' if step.well else '坏'}  {step.name}：{step.say}")
    return DONE if all(step.well for step in steps) else FAILED


@contextlib.contextmanager
def opened(options: argparse.Namespace, *, write: bool = False) -> Iterator[Session]:
    """The document of a command. Only reading ones open what somebody else has open; nothing is saved unless the command does."""
    from desktop.app.session import Session

    with Session.open(options.file, read_only=not write, recover=False) as session:
        for notice in session.document.notices:
            tell(notice)
        yield session


def say(text: str) -> None:
    """The answer, on standard output."""
    sys.stdout.write(text + "\n")


def tell(text: str) -> None:
    """What went wrong or is worth knowing, on standard error."""
    with contextlib.suppress(OSError, ValueError):
        sys.stderr.write(text + "\n")


def answer(data: dict[str, Any]) -> int:
    """The JSON object of ``--json``."""
    say(json.dumps(data, ensure_ascii=False, indent=1))
    return DONE


def _is_document(arguments: Sequence[str]) -> bool:
    return (
        len(arguments) == 1
        and not arguments[0].startswith("-")
        and (arguments[0].casefold().endswith(".mz") or Path(arguments[0]).is_file())
    )


def _window(arguments: Sequence[str]) -> int:
    from desktop.ui.main import run

    return run(list(arguments))


def _speak_utf8() -> None:
    """UTF-8 on any console; a character that cannot be written becomes a question mark, never a crash."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            with contextlib.suppress(OSError, ValueError):
                reconfigure(encoding="utf-8", errors="replace")


if __name__ == "__main__":
    sys.exit(main())
