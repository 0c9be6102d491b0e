"""The few answers of a model that a printed table asks for, given by hand: so the layout is tested apart from the engine."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from desktop.core.amounts import Value, format_amount
from desktop.core.cells import SENTENCE_ROW, Book, CellRef
from desktop.core.definitions import FormDef, PackDef


@dataclass
class StandingRow:
    id: str
    label: str
    block: str
    no: str = ""
    code: str = ""
    level: int = 0
    source: str = "填"
    parent: str = ""
    is_leaf: bool = True
    dynamic: bool = False
    not_applicable: bool = False
    kind: str | None = None
    unit: str = ""


@dataclass
class StandingModel:
    """Rows: the fixed ones of the form, and for a family the codes given in ``codes`` with its total row."""

    pack: PackDef
    book: Book
    codes: dict[str, str] = field(default_factory=dict)
    values: dict[CellRef, Value] = field(default_factory=dict)

    def form(self, code: str) -> FormDef:
        found = self.pack.form(code)
        assert found is not None
        return found

    def rows(self, code: str) -> list[StandingRow]:
        rows = []
        for block in self.form(code).blocks:
            rows += [
                StandingRow(r.id, r.label, block.id, r.no, r.code, r.level, r.source, not_applicable=r.not_applicable, kind=r.kind)
                for r in block.rows
            ]
            family = block.family
            if family:
                tree = [
                    StandingRow(c, name, block.id, code=c, level=family.levels.index(len(c)) + 1, source="填", dynamic=True)
                    for c, name in sorted(self.codes.items())
                ]
                total = StandingRow(family.total_row, family.total_label, block.id, source="算", dynamic=True)
                rows += [total, *tree] if family.total_at == "first" else [*tree, total]
        return rows

    def table_applies(self, code: str) -> bool:
        return True

    def value(self, ref: CellRef) -> Value | None:
        return self.values.get(ref)


@dataclass
class StandingFigures:
    model: StandingModel
    unit: str = "万元"
    tails: tuple[str, ...] = ()

    def text(self, ref: CellRef) -> str:
        value = self.model.value(ref)
        return format_amount(value, 2) if isinstance(value, Decimal) else str(value or "")

    def tail_difference(self, form: str) -> bool:
        return form in self.tails


def sentence_ref(form: str) -> CellRef:
    return CellRef(form, SENTENCE_ROW, "文字")
