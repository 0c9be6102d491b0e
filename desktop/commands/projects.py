"""Commands about projects: the list, their indicators, the coach, the forecast, what was changed in targets."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from desktop.commands.answers import DONE, answer, opened, say

if TYPE_CHECKING:
    from desktop.app.session import Session


def do_projects(options: argparse.Namespace) -> int:
    from desktop.app import project_words, projects

    with opened(options) as session:
        projects.must_have_list(session.model)
        found = projects.projects(session)
        if options.json:
            return answer({"projects": [project_words.project_data(one) for one in found]})
        say(project_words.project_lines(found) if found else "项目清单还是空的；用 project add 增加项目。")
    return DONE


def do_project(options: argparse.Namespace) -> int:
    actions = {"add": _add, "copy": _copy, "remove": _remove, "move": _move, "changes": _changes, "forecast": _forecast}
    return actions[options.action](options)


def _add(options: argparse.Namespace) -> int:
    from desktop.app import projects
    from desktop.core.projects import CATEGORY, CODE, NAME

    with opened(options, write=True) as session:
        after = None if options.after is None else projects.find_project(session, options.after)
        values = {NAME: options.name, CODE: options.code, CATEGORY: options.category, **_pairs(options.values)}
        if options.source:
            made = projects.copy_project(session, projects.find_project(session, options.source), results=False, name=options.name)
            if after is not None:
                order = [one.id for one in projects.projects(session) if one.id != made]
                projects.move_project(session, made, order.index(after) + 2)
            given = {column: text for column, text in values.items() if text and column != NAME}
            projects.fill_project(session, made, given)
        else:
            made = projects.add_project(session, values, after)
        session.save()
        return _told_project(options, session, made, "已增加项目")


def _copy(options: argparse.Namespace) -> int:
    from desktop.app import projects

    with opened(options, write=True) as session:
        project = projects.find_project(session, options.project)
        made = projects.copy_project(session, project, results=not options.no_results, name=options.name)
        session.save()
        return _told_project(options, session, made, "已复制为项目")


def _told_project(options: argparse.Namespace, session: Session, made: str, word: str) -> int:
    from desktop.app import project_words, projects

    found = next(one for one in projects.projects(session) if one.id == made)
    if options.json:
        return answer(project_words.project_data(found))
    say(f"{word} {made}（{found.name}）：{'、'.join(form.code for form in found.forms)}")
    return DONE


def _remove(options: argparse.Namespace) -> int:
    from desktop.app import projects

    with opened(options, write=True) as session:
        rows = [projects.find_project(session, name) for name in options.projects]
        names = {one.id: one.name for one in projects.projects(session)}
        forms, entries = projects.what_goes(session.model, rows)
        projects.remove_projects(session, rows)
        session.save()
    say(f"已删除项目 {'、'.join(names[row] for row in rows)}，连同 {forms} 张表中填的 {entries} 格；可以用 undo 撤销。")
    return DONE


def _move(options: argparse.Namespace) -> int:
    from desktop.app import projects

    with opened(options, write=True) as session:
        project = projects.find_project(session, options.project)
        projects.move_project(session, project, options.to)
        session.save()
        found = next(one for one in projects.projects(session) if one.id == project)
    say(f"{found.name} 现在排在第 {found.number} 位。")
    return DONE


def _changes(options: argparse.Namespace) -> int:
    from desktop.app import projects, target_changes

    with opened(options) as session:
        project = projects.find_project(session, options.project) if options.project else ""
        found = target_changes.target_changes(session, project)
        if options.json:
            return answer({"changes": [target_changes.change_data(change) for change in found]})
        say(target_changes.changes_text(found))
    return DONE


def _forecast(options: argparse.Namespace) -> int:
    from desktop.app import coaching, projects

    with opened(options) as session:
        every = projects.projects(session)
        wanted = projects.find_project(session, options.project) if options.project else ""
        found = [(one, coaching.forecast_of(session.model, one.id)) for one in every if wanted in ("", one.id)]
        if options.json:
            data = [{"id": one.id, "name": one.name, "forecast": coaching.forecast_data(made) if made else None} for one, made in found]
            return answer({"projects": data})
        for one, made in found:
            say(f"{one.id}  {one.name}：{coaching.forecast_text(made) if made else '没有监控数，或没有评分办法，不能预测'}")
            for said in made.assumptions if made and wanted else ():
                say(f"    {said}")
    return DONE


def do_row(options: argparse.Namespace) -> int:
    from desktop.app import names
    from desktop.core import entry
    from desktop.core.operations import Operation

    with opened(options, write=True) as session:
        model = session.model
        form = names.find_table(model, options.table)
        if options.action == "add":
            after = None if options.after is None else names.find_row(model, form, options.after)
            values = {names.find_free_column(model, form, column): text for column, text in _pairs(options.values).items()}
            made = entry.add_row(model, form, values=values, after=after)
        elif options.action == "remove":
            made = entry.remove_rows(model, form, [names.find_row(model, form, row) for row in options.rows])
        elif options.action == "copy":
            made = entry.duplicate_row(model, form, names.find_row(model, form, options.row))
        else:
            row = names.find_row(model, form, options.row)
            others = [one.id for one in model.rows(form) if one.dynamic and one.id != row]
            place = min(max(options.to, 1), len(others) + 1)
            made = entry.move_rows(model, form, [row], others[place - 2] if place > 1 else "")
        session.do(made)
        session.save()
        assert isinstance(made, Operation)
        new = entry.made_rows(made, form)
        say(f"已{made.label}" + (f"，行标识 {'、'.join(new)}" if new and options.action in ("add", "copy") else ""))
    return DONE


def do_coach(options: argparse.Namespace) -> int:
    from desktop.app import coaching, coaching_words, names
    from desktop.app.problems import Refused
    from desktop.core.instances import owner_of

    with opened(options) as session:
        model = session.model
        form = names.find_table(model, options.table)
        rows = [names.find_row(model, form, options.row)] if options.row else [row.id for row in model.rows(form) if row.dynamic]
        notes = [note for row in rows if (note := coaching.note_for(model, form, row)) is not None]
        if not notes and rows:
            raise Refused(f"{model.form_label(form)}的这些行不是绩效指标。")
        lines = coaching.weights(model, form)
        found = coaching.forecast_of(model, owner_of(form)) if owner_of(form) else None
        if options.json:
            return answer(coaching_words.coach_data(form, notes, lines, found))
        say(coaching_words.coach_text(notes, lines, found))
    return DONE


def _pairs(texts: list[str]) -> dict[str, Any]:
    """栏=值 as written."""
    from desktop.app.problems import Refused

    found = {}
    for text in texts:
        column, sign, value = text.partition("=")
        if not sign or not column.strip():
            raise Refused(f"“{text}”要写成 栏=值，例如 三级指标=培训人次。")
        found[column.strip()] = value
    return found
