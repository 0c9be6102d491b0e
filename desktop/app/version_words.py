"""Versions and comparisons as the command answers them: sentences, and data for ``--json``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from desktop.app.versions import CAUSES, Comparison
from desktop.core.amounts import plain_text
from desktop.store.versions import Version

if TYPE_CHECKING:
    from desktop.document.own_words import Piece


def version_data(version: Version) -> dict[str, Any]:
    """For ``--json``."""
    return {"number": version.number, "name": version.name, "when": version.when, "who": version.who, "cause": version.cause}


def version_line(version: Version) -> str:
    from desktop.store.places import local_time

    return f"{version.number:>3}  {local_time(version.when)}  {version.who}  {version.name}（{CAUSES[version.cause]}）"


def comparison_data(comparison: Comparison) -> dict[str, Any]:
    """For ``--json``."""
    return {
        "before": comparison.before,
        "after": comparison.after,
        "cells": [
            {
                "table": change.ref.form,
                "row": change.ref.row,
                "column": change.ref.column,
                "place": change.place,
                "kind": change.kind,
                "before": plain_text(change.before),
                "after": plain_text(change.after),
                "difference": plain_text(change.difference),
            }
            for change in comparison.cells
        ],
        "sentences": [
            {
                "block": change.block,
                "heading": change.heading,
                "before": change.before,
                "after": change.after,
                "changes": [{"change": piece.change, "text": piece.text} for piece in change.pieces],
            }
            for change in comparison.sentences
        ],
    }


def comparison_lines(comparison: Comparison, most: int = 200) -> Iterator[str]:
    """For people on a terminal."""
    yield comparison.summary
    for change in comparison.cells[:most]:
        before, after, difference = change.texts
        yield f"  {change.table} {change.place}：{before} → {after}" + (f"（{difference}）" if difference else "")
    if len(comparison.cells) > most:
        yield f"  ……另有 {len(comparison.cells) - most} 处"
    for sentence in comparison.sentences[:most]:
        yield f"  文稿 {sentence.heading or sentence.block}：{marked(sentence.pieces)}"
    if len(comparison.sentences) > most:
        yield f"  ……另有 {len(comparison.sentences) - most} 句"


def marked(pieces: Sequence[Piece]) -> str:
    """A sentence with what went and what came in brackets."""
    marks = {"same": "{}", "gone": "【去：{}】", "new": "【新：{}】"}
    return "".join(marks[piece.change].format(piece.text) for piece in pieces)
