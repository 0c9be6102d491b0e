"""The making of formulas on the rows of forms: templates under the keys of rows, and their instances."""

from __future__ import annotations

from desktop.core.definitions import CalcDef, CheckDef
from desktop.core.language import FormulaError
from desktop.core.nodes import Calc, Instance
from desktop.core.quantity import BLANK
from desktop.core.reviewing import Reviews
from desktop.core.selectors import World
from desktop.core.structure import FormState, RowState
from desktop.core.templates import Template


class Builder(Reviews):
    """What the engine knows about formulas. ``entangled``: some form of a row has formulas over rows of others, so that only a build can add or
    drop it.
    """

    world: World
    entangled: bool
    _loose: list[Instance]  # checks that run over no rows

    def bind_templates(self, form: FormState) -> None:
        """The formulas of a form, under the keys of the rows they run over.

        Last year's figures are what was typed, imported or taken over. Nothing is computed from them: of a part of a table the sums would be
        wrong, and checks against them false. (A document taken over as last year brings its computed figures along.)
        """
        definitions: list[CalcDef | CheckDef] = [] if form.prior else [*form.definition.calcs, *form.definition.checks]
        for number, definition in enumerate(definitions, 1):
            if not self.conditions.holds(definition.when):
                continue
            try:
                template = Template(definition, form, number, self.world)
            except FormulaError as error:
                self.formula_problem(definition, form, error)
                self.fragile = self.fragile or bool(form.owner)
                continue
            if template.anchor is None:
                self._make_loose(template)
                continue
            self.entangled = self.entangled or (bool(form.owner) and template.anchor.owner != form.owner)
            for key in template.keys:
                template.anchor.templates.setdefault(key, []).append(template)

    def instantiate_all(self, form: FormState) -> list[Calc]:
        """Make the instances on all rows of a form and read what is entered; answers the calcs."""
        calcs: list[Calc] = []
        for row in form.rows.values():
            calcs += self.instantiate(form, row)
            if row.definition is not None and row.carries and (row.definition.default or row.definition.not_applicable):
                for column in row.block.columns:
                    form.cell(row.id, column.id)
        for row_id, column_id in form.sheet.entered:
            form.cell(row_id, column_id)
        form.live = True
        return calcs

    def forget(self, checks: list[Instance]) -> None:
        """Checks that ran over no rows went with their form."""
        if checks:
            gone = set(checks)
            self._loose = [one for one in self._loose if one not in gone]

    def _make_loose(self, template: Template) -> None:
        try:
            for column in template.row_columns(None):
                check = template.check("", column)
                self.graph.connect(check)
                self._loose.append(check)
                self.graph.touched[check] = None
        except FormulaError as error:
            self.formula_problem(template.definition, template.form, error)

    def instantiate(self, form: FormState, row: RowState) -> list[Calc]:
        """Make the instances anchored at a row; answers the calcs among them."""
        made: list[Calc] = []
        instances = form.instances.setdefault(row.id, [])
        blocked = row.definition is not None and row.definition.not_applicable
        for key in row.keys:
            for template in form.templates.get(key, ()):
                if template.is_calc and blocked:
                    continue
                try:
                    for column in template.row_columns(row):
                        instance = self._make_calc(template, form, row, column) if template.is_calc else template.check(row.id, column)
                        if instance is None:
                            continue
                        instances.append(instance)
                        self.graph.connect(instance)
                        if isinstance(instance, Calc):
                            made.append(instance)
                        self.graph.touched[instance] = None
                except FormulaError as error:
                    self.fragile = True
                    self.formula_problem(template.definition, template.form, error)
        return made

    def _make_calc(self, template: Template, form: FormState, row: RowState, column: str) -> Calc | None:
        cell = form.cell(row.id, column)
        if cell is None:
            return None
        if cell.calc is not None:
            self.fragile = True
            first = cell.calc.template.definition.id
            problem = f"单元格 {row.id} · {column} 已经由公式 {first} 计算，公式 {template.definition.id} 没有执行。"
            self.definition_problem(
                ("公式", form.base, template.definition.id, "重复"),
                template.definition.id,
                template.definition.severity,
                form.code,
                problem,
                "重复",
            )
            return None
        calc = template.calc(row.id, column, cell)
        cell.calc = calc
        if cell.entry is None and cell.q is not BLANK:
            self.graph.settle(cell, form.read(cell))
        return calc

    def loose_of(self, form: FormState) -> list[Instance]:
        """The checks of a form that run over no rows."""
        return [one for one in self._loose if one.template.form is form]
