"""Commands about the figures of a document: read, enter, import, check, explain."""

from __future__ import annotations

import argparse
from typing import Any

from desktop.commands.answers import DATA_ERRORS, DONE, answer, opened, say, tell


def do_import(options: argparse.Namespace) -> int:
    from desktop.app import importing, names

    answers: list[dict[str, Any]] = []
    texts: list[str] = []
    with opened(options, write=not options.dry_run) as session:
        table = names.find_table(session.model, options.table) if options.table else ""
        refused = False
        # All books or none: a refused one takes back those before it.
        for book in options.books:
            plan = importing.plan_import(session, book, table=table, prior=options.prior)
            applied = not options.dry_run and not refused and importing.apply_import(session, plan)
            refused = refused or bool(plan.refused)
            answers.append(importing.import_data(plan, applied))
            texts.append(importing.import_text(plan, applied))
        if refused:
            for item in answers:
                item["applied"] = False
        elif not options.dry_run:
            session.save()
    # Said only now: what could not be saved was not imported.
    if options.json:
        answer(answers[0] if len(answers) == 1 else {"books": answers})
    else:
        say("\n".join(texts))
    if refused and len(options.books) > 1:
        tell("有工作簿被拒绝，这次全部没有导入。")
    return DATA_ERRORS if refused else DONE


def do_get(options: argparse.Namespace) -> int:
    from desktop.app import names, reading

    with opened(options) as session:
        ref = names.find_cell(session.model, options.table, options.row, options.column)
        if options.json:
            return answer(reading.cell_data(session, ref))
        say(reading.cell_text(session, ref))
    return DONE


def do_set(options: argparse.Namespace) -> int:
    from desktop.app.entering import Line, read_csv, set_lines, told
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
        said = told(session, lines[0], changed) if options.source is None else f"已填写 {changed} 格。" if changed else "内容没有变化。"
    say(said)
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

    if options.more or options.file.is_dir():
        from desktop.commands.many import check_many

        return check_many(options)
    with opened(options) as session:
        found = checking.findings(session, options.tier)
        if options.report is not None:
            exporting.write_check_report(session, found, options.report)
        if options.json:
            answer(checking.check_data(session, found, str(options.file)))
        else:
            say(checking.check_text(session, found, options.tier))
            if options.report is not None:
                say(f"审核报告已写入 {options.report}")
        return DATA_ERRORS if checking.counts(found)["error"] else DONE


def do_ack(options: argparse.Namespace) -> int:
    from desktop.app import checking

    with opened(options, write=True) as session:
        finding = checking.find_finding(session, options.check, options.scope)
        if options.withdraw:
            checking.withdraw(session, finding)
        else:
            checking.acknowledge(session, finding, options.reason)
        session.save()
    done = "已撤回" if options.withdraw else "已记录"
    say(f"{done} {' '.join(part for part in (finding.check, finding.table, finding.scope) if part)} 的说明。")
    return DONE


def do_explain(options: argparse.Namespace) -> int:
    from desktop.app import names, reading

    with opened(options) as session:
        ref = names.find_cell(session.model, options.table, options.row, options.column)
        if options.json:
            return answer(reading.explanation_data(session, ref))
        say(reading.explanation_text(session, ref))
    return DONE
