"""Going back to a version gives exactly the document of that time, whatever was typed, undone, redone, saved or opened again in between."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from effort import TIMES
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from same import exact, without_new_prior
from test_store_machine import targets

from desktop.core.cells import Book
from desktop.core.operations import Edit, Operation, apply_edits, current_state
from desktop.store.document import Document
from desktop.store.versions import Version, book_at, content_hash, edits_back, list_versions, save_version

steps = st.lists(
    st.one_of(st.lists(targets(), min_size=1, max_size=4), st.sampled_from(["版本", "撤销", "恢复", "保存", "重开", "回到"])), max_size=25
)


def do(document: Document, operation: Operation, **options: int) -> None:
    document.append(operation, **options)
    apply_edits(document.book, operation.edits)


def carry_out(document: Document, step: Any, kept: dict[int, tuple[Version, Any]]) -> Document:
    if isinstance(step, list):
        edits: dict[tuple[str, ...], Edit] = {}
        for kind, key, new in step:
            edits[kind, *key] = Edit(kind, key, current_state(document.book, Edit(kind, key, None, None)), new)
        do(document, Operation("改", "typing", tuple(edits.values())))
    elif step == "版本":
        version = save_version(document, f"第 {len(kept) + 1} 个")
        kept[version.number] = (version, without_new_prior(exact(document.book)))
    elif step == "撤销" and document.undoable():
        seq = document.undoable()[-1].seq
        do(document, document.operation(seq).operation.inverse("undo"), undoes=seq)
    elif step == "恢复" and document.redoable():
        seq = document.redoable()[-1].seq
        do(document, document.operation(seq).operation.inverse("redo"), redoes=seq)
    elif step in ("保存", "重开"):
        document.publish()
        assert not document.dirty
        if step == "重开":
            document.close()
            document = Document.open(document.target, who="乙", data_dir=document.data_dir)
    elif step == "回到" and kept:
        version, before = next(iter(kept.values()))
        do(document, Operation("回到版本", "restore", edits_back(document, version)))
        assert without_new_prior(exact(document.book)) == before
    return document


@settings(
    max_examples=10 * TIMES, deadline=None, derandomize=TIMES == 1, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(steps)
def test_every_version_can_be_gone_back_to(taken: list[Any]) -> None:
    with tempfile.TemporaryDirectory(prefix="mz-versions-", ignore_cleanup_errors=True) as folder:
        document = Document.create(Path(folder) / "a.mz", Book("cn-2024", "某局", 2024), who="甲", data_dir=Path(folder) / "data")
        kept: dict[int, tuple[Version, Any]] = {}
        try:
            for step in taken:
                document = carry_out(document, step, kept)
            assert {version.number: version for version in list_versions(document)} == {
                number: version for number, (version, _) in kept.items()
            }
            for version, before in kept.values():
                now = without_new_prior(exact(document.book))
                then = book_at(document, version)
                assert without_new_prior(exact(then)) == before
                assert content_hash(then) == version.sha256
                assert without_new_prior(exact(document.book)) == now, "looking at a version changes nothing"
        finally:
            document.close()
