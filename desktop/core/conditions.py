"""``when`` and ``applies``: conditions on cells of the cover that decide which formulas, tables, rows and columns apply.

They see entries and defaults of the cover, no computed figures, so that they can be answered before any formula is made.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation

from desktop.core.definitions import PackDef
from desktop.core.formulas import compile_expr
from desktop.core.language import FormulaError
from desktop.core.nodes import Cell, Constant
from desktop.core.quantity import BLANK, Broken, exact
from desktop.core.structure import FormState


class Conditions:
    """Answers of all conditions of a pack for one state of the cover. ``problems``: texts that cannot be answered (they count as true)."""

    def __init__(self, pack: PackDef, forms: Mapping[str, FormState], parameters: Mapping[str, str]) -> None:
        self._forms, self._parameters = forms, parameters
        self.cells: set[Cell] = set()
        self.problems: dict[str, str] = {}
        self.answers: dict[str, bool] = {}
        for text in dict.fromkeys(_texts(pack)):
            self.answers[text] = self._answer(text)

    def holds(self, text: str) -> bool:
        return not text or self.answers.get(text, True)

    def current(self) -> dict[str, bool]:
        """The answers as they would be now."""
        return {text: self._answer(text) for text in self.answers}

    def _answer(self, text: str) -> bool:
        try:
            compiled = compile_expr(text)
            nodes = []
            for operand in compiled.operands:
                if operand.parameter:
                    nodes.append(Constant(exact(Decimal(self._parameters.get(operand.parameter, "")))))
                    continue
                ref = operand.ref
                form = self._forms.get(ref.form) if ref else None
                if ref is None or form is None or ref.rows.kind != "id":
                    raise FormulaError("条件里只能用封面的单元格，如 封面[资金来源]。", text)
                cell = self._find(form, ref.rows.first, ref.columns.first if ref.columns else "")
                if cell is None:
                    raise FormulaError(f"{ref.form}没有“{ref.rows.first}”。", text)
                self.cells.add(cell)
                plain = cell.calc is None or cell.entry is not None
                nodes.append(Constant(form.read(cell) if plain else BLANK))
            return compiled.run(nodes)[0] is True
        except FormulaError as error:
            self.problems[text] = str(error)
        except (Broken, InvalidOperation) as error:
            self.problems[text] = str(FormulaError(str(error) if isinstance(error, Broken) else "参数不是数。", text))
        return True

    @staticmethod
    def _find(form: FormState, row: str, column: str) -> Cell | None:
        if column:
            return form.cell(row, column)
        block = form.block_of(row)
        return form.cell(row, block.columns[0].id) if block is not None and len(block.columns) == 1 else None


def _texts(pack: PackDef) -> Iterable[str]:
    for form in pack.forms:
        yield from filter(None, [form.applies, *(calc.when for calc in form.calcs), *(check.when for check in form.checks)])
        yield from filter(None, (mirror.when for mirror in form.mirrors))
        for block in form.blocks:
            yield from filter(None, (column.applies for column in block.columns))
            yield from filter(None, (row.applies for row in block.rows))
    for narrative in pack.narratives:
        yield from filter(None, (block.when for block in narrative.blocks))
