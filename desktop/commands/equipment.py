"""Commands that need no document: samples, packs, code lists, the self-test."""

from __future__ import annotations

import argparse

from desktop.commands.answers import DATA_ERRORS, DONE, FAILED, answer, say


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
    from desktop.app.own_packs import own_packs_folder
    from desktop.app.pack_tools import pack_data, packs

    found = packs()
    if options.json:
        return answer({"packs": [pack_data(pack) for pack in found]})
    for pack in found:
        years = "、".join(str(year) for year in pack.years)
        say(
            f"{pack.id}  不能用：{pack.problem}"
            if pack.problem
            else f"{pack.id}  {pack.title}（{pack.region}，{years} 年度，{pack.kept_in}）"
        )
    say(f"自编的或别人给的表套，把它的文件夹放进 {own_packs_folder()}。")
    return DONE


def do_import_subjects(options: argparse.Namespace) -> int:
    from desktop.app.subject_lists import import_subject_list

    say(import_subject_list(options.book, options.year))
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
    from desktop.app.self_test import line_of, self_test, write_log

    steps = self_test(options.keep, None if options.no_window else options.window)
    log = options.keep or write_log(steps)
    if options.json:
        answer({"ok": all(step.well for step in steps), "steps": [{"name": step.name, "ok": step.well, "say": step.say} for step in steps]})
    else:
        for step in steps:
            say(line_of(step))
        say(f"记录在 {log}" if log else "记录没有写成。")
    return DONE if all(step.well for step in steps) else FAILED
