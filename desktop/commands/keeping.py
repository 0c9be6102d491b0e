"""Commands about what must not be lost: unsaved work of a crash, and damaged files."""

from __future__ import annotations

import argparse

from desktop.commands.answers import DATA_ERRORS, DONE, answer, say, tell


def do_repair(options: argparse.Namespace) -> int:
    """Exit code 1 when the file is damaged and nothing was done about it yet."""
    from desktop.app import keeping
    from desktop.app.session import Session

    found = keeping.find_repair(options.file)
    if found is None:
        return answer({"damaged": False}) if options.json else _say(f"“{options.file}”完好，不需要修复。")
    data = {"damaged": True, "problem": found.problem, "way": found.way, "say": found.sentence}
    if options.to is None and not options.yes:
        if options.json:
            answer(data)
        else:
            say(f"{found.problem}\n{found.sentence}\n要恢复请写 --to 新文件，或写 --yes 就地修复。")
        return DATA_ERRORS
    if options.to is not None:
        made = keeping.repaired_copy(found, options.to)
    else:
        with Session.open(options.file, repair=True) as session:
            session.save()
            made = session.document.target
    tell(found.sentence)
    return answer({**data, "repaired": str(made)}) if options.json else _say(f"已修复：{made}")


def do_recover(options: argparse.Namespace) -> int:
    from desktop.app import keeping
    from desktop.app.problems import Refused
    from desktop.app.session import Session

    found = keeping.unsaved_work()
    if options.file is not None:
        found = [left for left in found if left.target == options.file.resolve()]
    if not (options.save or options.to):
        if options.json:
            return answer({"unsaved": [keeping.recovery_data(left) for left in found]})
        return _say("\n".join(f"{left.target}\n  {left.sentence}" for left in found) or "没有未保存的内容。")
    if options.file is None or not found:
        raise Refused("请写明要恢复哪份文档；不带 --save 和 --to 运行 recover，可以看有哪些未保存的内容。")
    with Session.open(options.file, recover=True) as session:
        for notice in session.document.notices:
            tell(notice)
        session.save(options.to)
        made = session.document.target
    return (
        answer({"recovered": found[0].count, "file": str(made)}) if options.json else _say(f"已恢复 {found[0].count} 步操作，保存为 {made}")
    )


def _say(text: str) -> int:
    say(text)
    return DONE
