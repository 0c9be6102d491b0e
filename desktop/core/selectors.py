"""What the rows, columns and forms that a formula names mean in the forms of one model."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from desktop.core.cells import Sheet
from desktop.core.definitions import PackDef
from desktop.core.instances import instance_code
from desktop.core.language import Columns, FormulaError, Rows
from desktop.core.nodes import Emptiness, Group
from desktop.core.score_calls import HeldProfile, hold
from desktop.core.structure import PRIOR, FormState, Key


class World:
    """What binders look things up in: the forms of this year and last year by code, the forms of the pack, and its parameters."""

    def __init__(self, forms: Mapping[str, FormState], pack: PackDef, parameters: Mapping[str, str]) -> None:
        self.forms = forms
        self.definitions = {form.code: form for form in pack.forms}
        self.parameters = parameters
        self._profiles = {profile.id: hold(profile) for profile in pack.scoring}
        self._instances: dict[tuple[bool, str], list[FormState]] = {}
        self._groups: dict[tuple[str, bool, tuple[Key, ...], tuple[tuple[str, str], ...]], Group] = {}
        self._emptiness: dict[str, Emptiness] = {}
        self._patterns: dict[str, FormState] = {}
        for form in forms.values():
            if form.owner:
                self._instances.setdefault((form.prior, form.base), []).append(form)

    def profile(self, form: FormState) -> HeldProfile | None:
        """The rules by which a form is scored."""
        return self._profiles.get(form.definition.scoring)

    def instances(self, code: str, prior: bool) -> list[FormState]:
        """The forms of one kind, one for each row of their list."""
        return self._instances.get((prior, code), [])

    def group(self, code: str, prior: bool, keys: tuple[Key, ...], columns: tuple[tuple[str, str], ...]) -> Group:
        """The cells of all instances of a form; one group for the same question."""
        name = (code, prior, keys, columns)
        found = self._groups.get(name)
        if found is None:
            found = self._groups[name] = Group()
            for form in self.instances(code, prior):
                form.feed(found, keys, columns)
        return found

    def emptiness(self, code: str) -> Emptiness:
        """Whether none of the instances of a form holds an amount."""
        found = self._emptiness.get(code)
        if found is None:
            found = self._emptiness[code] = Emptiness()
            for form in self.instances(code, False):
                form.emptiness.above = found
                found.add(form.emptiness.count)
        return found

    def pattern(self, code: str) -> FormState:
        """A form that is there for no row: what its rows and columns are called, also while the list is empty."""
        found = self._patterns.get(code)
        if found is None:
            found = self._patterns[code] = FormState(self.definitions[code], False, Sheet(code), 2, False)
        return found

    def take_in(self, forms: Iterable[FormState]) -> None:
        """Instances come: they take part in what sums all of them up."""
        for form in forms:
            self._instances.setdefault((form.prior, form.base), []).append(form)
            for (code, prior, keys, columns), group in self._groups.items():
                if (code, prior) == (form.base, form.prior):
                    form.feed(group, keys, columns)
            if form.base in self._emptiness and not form.prior:
                form.emptiness.above = self._emptiness[form.base]
                form.emptiness.above.add(form.emptiness.count)

    def let_go(self, forms: Iterable[FormState]) -> None:
        for form in forms:
            self._instances[form.prior, form.base].remove(form)

    def groups_of(self, forms: Iterable[FormState]) -> list[Group]:
        """The groups in which cells of these instances are."""
        bases = {(form.base, form.prior) for form in forms}
        return [group for (code, prior, _, _), group in self._groups.items() if (code, prior) in bases]

    def is_spread(self, own: FormState, code: str) -> bool:
        """Whether a form that a formula of ``own`` names has many instances, of which none is that of ``own``."""
        definition = self.definitions.get(code)
        return definition is not None and bool(definition.per) and not (own.owner and own.definition.per == definition.per)

    def code_of(self, own: FormState, code: str) -> str:
        """The code of the form that a formula of ``own`` means: its own, the instance of the same project, or a form that is there once."""
        definition = self.definitions.get(code)
        if not code or code == own.definition.code:
            return own.definition.code
        if definition is not None and definition.per and own.owner and definition.per == own.definition.per:
            return instance_code(code, own.owner)
        return code


def row_keys(form: FormState, rows: Rows, text: str, own: FormState | None = None) -> tuple[Key, ...]:
    """The keys of the rows that a row selector means, where it does not depend on a current row. ``own`` is the form of the formula."""
    if rows.kind == "word":
        if rows.first == "本项":
            if own is None or not own.owner or own.definition.per != form.base:
                raise FormulaError("“本项”只能用在每个项目一张的表里，指项目清单中本项目的那一行。", text)
            return (("id", own.owner),)
        if rows.first == "合计":
            if not form.total_row:
                raise FormulaError(f"{form.definition.code}没有“合计”行。", text)
            return (("id", form.total_row),)
        if rows.first in ("本行", "下级", "上级"):
            raise FormulaError(f"“{rows.first}”不能用在这里。", text)
        return (("word", rows.first),)
    return tuple(("id", one) for one in _row_ids(form, rows, text))


def _row_ids(form: FormState, rows: Rows, text: str) -> list[str]:
    if rows.kind == "number":
        found = form.line_numbers.get(rows.first)
        if found is None:
            raise FormulaError(f"{form.definition.code}没有第 {rows.first} 行。", text)
        return [found]
    if rows.kind == "range":
        low, high = int(rows.first), int(rows.last)
        ids = [
            row for number, row in form.line_numbers.items() if number.isdigit() and low <= int(number) <= high and form.rows[row].carries
        ]
        if not ids:
            raise FormulaError(f"{form.definition.code}没有第 {rows.first} 至 {rows.last} 行。", text)
        return ids
    if form.block_of(rows.first) is None and form.column(rows.first, "文字") is None:
        raise FormulaError(f"{form.definition.code}没有标识为“{rows.first}”、带数值的行。", text)
    return [rows.first]


def form_named(world: World, own: FormState, code: str, text: str, prior: bool = False) -> FormState:
    """The form of a reference; a formula of last year's form means last year's. Raises FormulaError."""
    if world.is_spread(own, code):
        raise FormulaError(f"“{code}”每个{world.definitions[code].per}一张，这里要写在 合计(…) 里，或者写成 {code}#本行[行,栏]。", text)
    found = world.forms.get((PRIOR if prior or own.prior else "") + world.code_of(own, code))
    if found is None:
        raise FormulaError(f"表套里没有“{code}”这张表。", text)
    return found


def numbers(column: Columns) -> list[str]:
    """The 栏次 that a selector by number means."""
    if column.kind == "range":
        return [str(number) for number in range(int(column.first), int(column.last) + 1)]
    return [column.first]


def only_column(form: FormState) -> Columns:
    """The column of a one-part reference. Raises FormulaError where the form has several."""
    ids = {column.id for block in form.definition.blocks for column in block.columns}
    if len(ids) != 1:
        raise FormulaError(f"{form.definition.code}不止一栏，要写成 [行,栏]。")
    return Columns("id", ids.pop())
