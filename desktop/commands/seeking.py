"""Commands that look for things and for former times: find, replace, version."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from desktop.commands.answers import DONE, answer, opened, say, tell

if TYPE_CHECKING:
    from desktop.app.searching import Wanted
    from desktop.app.session import Session


def do_version(options: argparse.Namespace) -> int:
    """``version save|list|compare|restore|drop FILE``."""
    doing = {"save": _save, "list": _list, "compare": _compare, "restore": _restore, "drop": _drop}
    return doing[options.action](options)


def _save(options: argparse.Namespace) -> int:
    from desktop.app import version_words, versions
    from desktop.app.problems import Refused

    if not options.names:
        raise Refused("请写明版本的名字，例如：version save 决算.mz 送审稿。")
    with opened(options, write=True) as session:
        made = versions.save_version(session, " ".join(options.names))
        session.save()
    if options.json:
        return answer(version_words.version_data(made))
    say(f"已保存版本 {made.number}“{made.name}”。")
    return DONE


def _list(options: argparse.Namespace) -> int:
    from desktop.app import version_words, versions

    with opened(options) as session:
        found = versions.list_versions(session)
    if options.json:
        return answer({"versions": [version_words.version_data(version) for version in found]})
    say("\n".join(map(version_words.version_line, found)) or "还没有保存过版本。")
    return DONE


def _compare(options: argparse.Namespace) -> int:
    """Exit code 0 whether they differ or not: that they differ is no error of the data."""
    from desktop.app import version_words, versions
    from desktop.app.problems import Refused

    if len(options.names) > 2 or (options.other is not None and len(options.names) > 1):
        raise Refused("最多比较两个版本；名字里有空格时请加引号。")
    with opened(options) as session:
        sides = [versions.side_of(session, versions.find_version(session, name)) for name in options.names]
        if options.other is not None:
            sides.insert(0, versions.side_of_file(options.other))
        if not sides:
            newest = next(iter(versions.list_versions(session)), None)
            if newest is None:
                raise Refused("还没有保存过版本，没有可以比较的；也可以用 --with 和另一个文档比较。")
            sides.append(versions.side_of(session, newest))
        after = sides[1] if len(sides) == 2 else versions.side_now(session)
        comparison = versions.compare(sides[0], after)
        if options.report is not None:
            pages = versions.write_report(session, comparison, options.report)
            tell(f"已写出对照报告 {options.report}，共 {pages} 页。")
    if options.json:
        return answer(version_words.comparison_data(comparison))
    say("\n".join(version_words.comparison_lines(comparison)))
    return DONE


def _restore(options: argparse.Namespace) -> int:
    from desktop.app import version_words, versions

    name = _only_name(options, "回到")
    with opened(options, write=True) as session:
        version = versions.find_version(session, name)
        count = versions.restore(session, version)
        session.save()
    if options.json:
        return answer({"restored": version_words.version_data(version), "changed": count})
    say(f"已回到版本 {version.number}“{version.name}”，改回 {count} 处；回去之前的内容也保存为版本，还可以用 undo 撤销。")
    return DONE


def _drop(options: argparse.Namespace) -> int:
    from desktop.app import versions

    name = _only_name(options, "删除")
    with opened(options, write=True) as session:
        version = versions.find_version(session, name)
        versions.drop_version(session, version)
        session.save()
    say(f"已从列表中删除版本 {version.number}“{version.name}”；修改记录没有删。")
    return DONE


def _only_name(options: argparse.Namespace, doing: str) -> str:
    """The one version that is named.

    Raises:
        Refused: none is named, or several.
    """
    from desktop.app.problems import Refused

    if len(options.names) != 1:
        raise Refused(f"请写明要{doing}哪个版本（序号或名字）。")
    return str(options.names[0])


def do_find(options: argparse.Namespace) -> int:
    from desktop.app import searching

    with opened(options) as session:
        hits = list(searching.search(session, _wanted(options, session)))
        if options.json:
            return answer({"text": options.text, "hits": [searching.hit_data(hit) for hit in hits]})
        say("\n".join(searching.hit_line(hit) for hit in hits) or f"没有找到“{options.text}”。")
        if hits:
            say(f"共 {len(hits)} 处。")
    return DONE


def do_replace(options: argparse.Namespace) -> int:
    from desktop.app import replacing, searching

    with opened(options, write=not options.dry_run) as session:
        wanted = _wanted(options, session)
        plan = replacing.plan(session, wanted, options.new, list(searching.search(session, wanted)))
        if not options.dry_run and plan.operation.edits:
            session.do(plan.operation)
            session.save()
        applied = not options.dry_run and bool(plan.operation.edits)
    if options.json:
        return answer({**replacing.plan_data(plan), "applied": applied})
    say("\n".join(replacing.plan_lines(plan)))
    return DONE


def _wanted(options: argparse.Namespace, session: Session) -> Wanted:
    from desktop.app import names
    from desktop.app.searching import Scope, Wanted

    table = names.find_table(session.model, options.table) if options.table else ""
    scope: Scope = "table" if table else "document" if options.document else "all"
    return Wanted(options.text, scope, table, options.case, options.whole)
