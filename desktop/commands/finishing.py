"""Commands about the board and 定稿."""

from __future__ import annotations

import argparse

from desktop.commands.answers import DATA_ERRORS, DONE, answer, opened, say


def do_status(options: argparse.Namespace) -> int:
    from desktop.app import finishing

    with opened(options) as session:
        if options.json:
            return answer(finishing.status_data(session, str(options.file), confirmed=options.confirmed))
        say(finishing.status_text(session, confirmed=options.confirmed))
    return DONE


def do_finish(options: argparse.Namespace) -> int:
    """Exit code 1 when something is missing; the document is as it was then."""
    from desktop.app import finishing

    with opened(options, write=True) as session:
        found = finishing.tasks(session, confirmed=options.confirmed)
        ready = finishing.is_ready(found) and not session.book.is_finished
        if ready or session.book.is_finished:
            finishing.finish(session, confirmed=options.confirmed)
            session.save()
        if options.json:
            answer(finishing.status_data(session, str(options.file), confirmed=options.confirmed))
        elif ready:
            say(finishing.stamp_words(session))
        else:
            say("\n".join(["还不能定稿：", *(f"  {task.say}" for task in found if task.needed and not task.done)]))
    return DONE if ready else DATA_ERRORS


def do_reopen(options: argparse.Namespace) -> int:
    from desktop.app import finishing

    with opened(options, write=True) as session:
        finishing.reopen(session, options.reason)
        session.save()
    say("已重新打开，原因已记入历史。")
    return DONE
