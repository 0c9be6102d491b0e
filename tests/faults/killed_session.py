"""Runs in a child process: works on a document as a clerk does, tells every acknowledged step on standard output, until it is killed.

    killed_session.py TARGET POINT SEED [CALL]

With CALL it ends itself hard at that file operation of the program (a write is torn in its middle); else its parent kills it.
Each line is a JSON object: ``ready`` the parent may kill from here on · ``done`` number of an operation and the cells it set, written after
``Session.do`` returned · ``saved`` number of operations in a file · ``kept`` a backup or restored file that must be readable.
"""

from __future__ import annotations

import json
import os
import random
import sys
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from fault_layer import end_at_call

from desktop.app import documents
from desktop.app.importing import plan_import
from desktop.app.session import Session
from desktop.core.amounts import plain_text
from desktop.core.cells import TYPED, CellRef
from desktop.core.entry import set_note, set_values, type_text
from desktop.core.operations import Operation


def say(**facts: Any) -> None:
    os.write(1, (json.dumps(facts, ensure_ascii=False) + "\n").encode("utf-8"))


class Clerk:
    """Works on one document with the choices of one random number."""

    def __init__(self, target: Path, seed: int) -> None:
        self.choose = random.Random(seed)
        self.session = Session.open(target)
        model = self.session.model
        self.cells = [
            ref
            for form in model.forms()
            for row in model.rows(form.code)
            for column in model.columns(form.code, row.id)
            if model.has_cell(ref := CellRef(form.code, row.id, column.id)) and model.kind(ref) == "money" and model.takes_entry(ref)
        ]
        self.choose.shuffle(self.cells)

    def amount(self) -> Decimal:
        return Decimal(self.choose.randrange(1, 10**7)) / 100

    def do(self, operation: Operation | str) -> None:
        if isinstance(operation, str) or not operation.edits:
            return
        self.session.do(operation)
        self.tell(operation)

    def tell(self, operation: Operation) -> None:
        cells = {edit.key for edit in operation.edits if edit.kind == "cell"}
        state = [[*key, _shown(self.session, key)] for key in sorted(cells)]
        say(done=self.session.document.operations(1)[0].seq, cells=state)

    def type(self) -> None:
        ref = self.choose.choice(self.cells)
        self.do(type_text(self.session.model, ref, str(self.amount())))
        if self.choose.random() < 0.1:
            self.do(set_note(self.session.model, ref, f"核对 {self.amount()}"))

    def paste(self) -> None:
        many = self.choose.sample(self.cells, min(len(self.cells), self.choose.randrange(20, 200)))
        self.do(set_values(self.session.model, [(ref, self.amount(), TYPED) for ref in many], f"粘贴 {len(many)} 格", "paste"))

    def step_back(self) -> None:
        """Undo, or redo."""
        document = self.session.document
        which = self.choose.choice(["undo", "redo"])
        steps = document.undoable(1) if which == "undo" else document.redoable(1)
        if steps:
            operation = document.operation(steps[-1].seq).operation
            self.session.undo() if which == "undo" else self.session.redo()
            self.tell(operation)

    def save(self, target: Path | None = None) -> None:
        self.session.save(target)
        say(
            saved=self.session.document.operations(1)[0].seq if self.session.document.operations(1) else 0,
            file=str(self.session.document.target),
        )


def _shown(session: Session, key: tuple[str, ...]) -> str:
    entry = session.book.entry(CellRef(*key))
    return plain_text(entry.value) if entry else ""


def work(clerk: Clerk, point: str, workbook: str) -> Iterator[None]:
    """The rounds of one kind of work; a round before the first yield is not killed unless the parent wants to."""
    target = clerk.session.document.target
    number = 0
    if point == "导入":
        plan = plan_import(clerk.session, Path(workbook))
        assert plan.operation is not None, plan.refused
    while True:
        yield
        number += 1
        if point == "录入" or point == "迁移":
            clerk.type()
            if number % 9 == 0:
                clerk.step_back()
        elif point == "粘贴":
            clerk.paste()
            if number % 5 == 0:
                clerk.step_back()
        elif point == "导入":
            plan = plan_import(clerk.session, Path(workbook)) if number % 4 == 0 else plan
            if plan.operation is not None and plan.operation.edits and all(edit.old is None for edit in plan.operation.edits):
                clerk.do(plan.operation)
                clerk.session.undo()
                clerk.tell(plan.operation)
            else:  # imported already when the last kill came
                clerk.step_back()
                plan = plan_import(clerk.session, Path(workbook))
        elif point == "保存":
            clerk.type()
            clerk.save()
        elif point == "另存":
            clerk.type()
            clerk.save(target.with_name(f"另存{clerk.choose.randrange(10**6)}.mz"))
        elif point == "备份":
            clerk.type()
            clerk.save()
            made = documents.back_up(clerk.session.document.target)
            say(kept=str(made.path))
            if number % 3 == 0:
                say(kept=str(documents.restore(target, target.with_name(f"恢复{clerk.choose.randrange(10**6)}.mz"))))


def main() -> None:
    target, point, seed, call, workbook = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), int(sys.argv[4]), sys.argv[5]
    early = point == "迁移" or random.Random(seed).random() < 0.15  # opening, and taking up what the last kill left, is a point too
    if early:
        if call:
            end_at_call(call)
        say(ready=True)
    clerk = Clerk(target, seed)
    rounds = work(clerk, point, workbook)
    next(rounds)
    if not early:
        if call:
            end_at_call(call)
        say(ready=True)
    for _ in rounds:
        pass


if __name__ == "__main__":
    main()
