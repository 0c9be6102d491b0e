"""Conditions on the cover (``when``, ``applies``): which of them can hold together, and which can never hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from desktop.core.cells import COVER
from desktop.core.definitions import PackDef
from desktop.core.language import Call, Compare, Expr, FormulaError, Logic, Not, Ref, Text, parse_expr, references

World = dict[str, frozenset[str]]
"""One way in which a condition holds: cover row → the answers it may have. Rows that are not named may have any."""
OTHER = "（其他）"


class Conditions:
    """All conditions of a pack, with the answers that each cover row can have: its choices, the texts compared with it, blank."""

    def __init__(self, pack: PackDef) -> None:
        self.choices: dict[str, tuple[str, ...]] = {}
        self.answers: dict[str, frozenset[str]] = {}
        cover = pack.form(COVER)
        rows = [row for block in cover.blocks for row in block.rows] if cover else []
        compared: dict[str, set[str]] = {}
        for text in _condition_texts(pack):
            try:
                for name, constant in constants(parse_expr(text)):
                    compared.setdefault(name, set()).add(constant)
            except FormulaError:
                continue
        for row in rows:
            self.choices[row.id] = row.choices
            answers = set(row.choices) or {OTHER}
            if not row.default:
                answers.add("")
            self.answers[row.id] = frozenset(answers | compared.get(row.id, set()))

    def worlds(self, text: str) -> list[World]:
        """The ways in which a condition holds; none = it never does. What is not understood is taken as possible."""
        if not text:
            return [{}]
        try:
            return list(self._worlds(parse_expr(text), True))
        except FormulaError:
            return [{}]

    def _worlds(self, expr: Expr, wanted: bool) -> Iterator[World]:
        match expr:
            case Not(part):
                yield from self._worlds(part, not wanted)
            case Logic(word, parts) if (word == "或") == wanted:
                for part in parts:
                    yield from self._worlds(part, wanted)
            case Logic(_, parts):
                yield from self._all(parts, wanted)
            case Compare("=" | "≠" as sign, Ref() as ref, Text(value)) | Compare("=" | "≠" as sign, Text(value), Ref() as ref):
                name = ref.rows.first
                every = self.answers.get(name, frozenset({"", OTHER, value}))
                yield {name: frozenset({value}) if (sign == "=") == wanted else every - {value}}
            case Call("空", (Ref() as ref,)):
                every = self.answers.get(ref.rows.first, frozenset({"", OTHER}))
                yield {ref.rows.first: (every & {""}) if wanted else every - {""}}
            case _:
                yield {}

    def _all(self, parts: Iterable[Expr], wanted: bool) -> Iterator[World]:
        found: list[World] = [{}]
        for part in parts:
            found = [both for old in found for new in self._worlds(part, wanted) if (both := merged(old, new)) is not None]
        yield from found

    def together(self, one: str, other: str) -> bool:
        """Whether both conditions can hold at once."""
        return any(merged(a, b) is not None for a in self.worlds(one) for b in self.worlds(other))

    def possible(self, text: str) -> bool:
        return any(all(answers for answers in world.values()) for world in self.worlds(text))


def merged(one: World, other: World) -> World | None:
    """Both ways at once, or None when a cover row would need two answers."""
    result = dict(one)
    for name, answers in other.items():
        result[name] = result.get(name, answers) & answers
        if not result[name]:
            return None
    return result


def constants(expr: Expr) -> Iterator[tuple[str, str]]:
    """(cover row, text compared with it) everywhere in a condition."""
    match expr:
        case Not(part):
            yield from constants(part)
        case Logic(_, parts) | Call(_, parts):
            for part in parts:
                yield from constants(part)
        case Compare(_, Ref() as ref, Text(value)) | Compare(_, Text(value), Ref() as ref):
            if ref.form == COVER:
                yield ref.rows.first, value
        case _:
            return


def beyond_cover(expr: Expr) -> list[Ref]:
    """References of a condition that are not cells of this year's cover; a condition must not have any."""
    return [ref for ref in references(expr) if ref.form != COVER or ref.prior]


def conditions_of(pack: PackDef) -> Iterator[tuple[str, str, str]]:
    """(form, place in its file, condition text) of every condition in the pack."""
    for form in pack.forms:
        yield form.code, "applies", form.applies
        for mirror in form.mirrors:
            yield form.code, f"mirrors[{mirror.form}].when", mirror.when
        for block in form.blocks:
            for column in block.columns:
                yield form.code, f"column[{column.id}].applies", column.applies
            for row in block.rows:
                yield form.code, f"row[{row.id}].适用", row.applies
        for calc in form.calcs:
            yield form.code, f"calc[{calc.id}].when", calc.when
        for check in form.checks:
            yield form.code, f"check[{check.id}].when", check.when


def _condition_texts(pack: PackDef) -> list[str]:
    return [text for _, _, text in conditions_of(pack) if text]
