"""Commands about the disclosure document."""

from __future__ import annotations

import argparse

from desktop.commands.answers import DATA_ERRORS, DONE, answer, opened, say, tell


def do_document(options: argparse.Namespace) -> int:
    from desktop.app import disclosure
    from desktop.app.problems import Refused
    from desktop.commands.many import one_only, write_many

    if options.file.is_dir():
        if len(options.outs) != 1:
            raise Refused(f"“{options.file}”是一个文件夹，输出也写一个文件夹；Word 文件加 --word。")
        extra = ["--narrative", options.narrative] if options.narrative else []
        return write_many(options, "document", options.outs[0], ".docx" if options.word else ".pdf", extra)
    one_only(options)
    endings = [out.suffix.casefold() for out in options.outs]
    if len(set(endings)) < len(endings):
        raise Refused("一次最多写一个 .pdf 和一个 .docx，请去掉多余的输出文件。")
    with opened(options) as session:
        report = disclosure.write(session, options.outs, wanted=options.narrative)
    if options.json:
        return answer(disclosure.document_data(report, options.outs))
    for sentence in disclosure.notes(report):
        tell(sentence)
    say(f"已写入 {'、'.join(str(out) for out in options.outs)}，共 {report.pages} 页。")
    return DONE


def do_facts(options: argparse.Namespace) -> int:
    from desktop.app import disclosure_facts

    with opened(options) as session:
        if options.json:
            return answer(disclosure_facts.facts_data(session))
        say(disclosure_facts.facts_text(session))
    return DONE


def do_reason(options: argparse.Namespace) -> int:
    from desktop.app import disclosure_words

    with opened(options, write=True) as session:
        ref = disclosure_words.set_reason(session, options.block, options.text)
        session.save()
        label = session.model.label(ref)
    say(f"已填写 {label}。" if options.text.strip() else f"已清空 {label}。")
    return DONE


def do_text(options: argparse.Namespace) -> int:
    from desktop.app import disclosure, disclosure_words
    from desktop.app.problems import Refused
    from desktop.app.typed_figures import typed_figures, typed_text

    if options.text is not None and options.keep:
        raise Refused("--keep 是保留已有的文字，不要再写文字。")
    writes = options.text is not None or options.keep
    with opened(options, write=writes) as session:
        if options.keep:
            disclosure_words.accept_text(session, options.block, narrative=disclosure.open_narrative(session, options.narrative))
        elif options.text is not None:
            disclosure_words.set_text(session, options.block, options.text, narrative=disclosure.open_narrative(session, options.narrative))
        if writes:
            session.save()
        narrative = disclosure.open_narrative(session, options.narrative)
        rendered = disclosure.find_block(narrative, options.block)
        typed = typed_figures(session, narrative, rendered)
    if options.json:
        return answer({**disclosure_words.block_data(rendered), "typed": typed})
    say(disclosure_words.block_text(rendered))
    if typed:
        say(typed_text(typed))
    return DONE


def do_preflight(options: argparse.Namespace) -> int:
    from desktop.app import disclosure_review

    with opened(options) as session:
        review = disclosure_review.review(session, options.narrative)
        if options.json:
            answer(disclosure_review.review_data(session, review, str(options.file)))
        else:
            say(disclosure_review.review_text(session, review))
        return DATA_ERRORS if disclosure_review.has_errors(review) else DONE


def do_package(options: argparse.Namespace) -> int:
    from desktop.app import disclosure_package
    from desktop.app.jobs import Progress, Step

    def watch(step: Step) -> None:
        tell(f"{step.done + 1}/{step.total} {step.text}" if step.done < step.total else step.text)

    with opened(options) as session:
        try:
            made = disclosure_package.write_package(
                session, options.folder, wanted=options.narrative, draft=options.draft, progress=Progress(watch)
            )
        except disclosure_package.NotReady:
            tell("要生成草稿，请加 --draft。")
            raise
    if options.json:
        return answer(disclosure_package.package_data(made))
    for sentence in made.open:
        tell(sentence)
    say(f"已放入 {made.folder}：")
    for file in made.files:
        say(f"  {file.name}（{file.what}）")
    say(f"  {disclosure_package.SUMS}")
    return DONE
