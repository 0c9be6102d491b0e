"""Rules about single formulas: that they can be read, name what exists and may be used, say why and how, and fill their messages."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from desktop.core.cells import COVER
from desktop.core.definitions import CalcDef, CheckDef, FormDef, PackDef, SubjectLookup
from desktop.core.language import (
    Call,
    Compare,
    Each,
    Expr,
    FormulaError,
    Let,
    Logic,
    Ref,
    Rows,
    Text,
    parse_columns,
    parse_each,
    parse_expr,
    parse_let,
    references,
)
from desktop.core.signatures import SCORING
from desktop.forms.lint_calls import lint_calls, parts_of
from desktop.forms.lint_conditions import Conditions, beyond_cover, conditions_of, constants
from desktop.forms.lint_made import check_columns, check_rows
from desktop.forms.lint_places import LEVEL_WORDS, FormPlaces, NoValue, PackPlaces, Spot, Unknown
from desktop.forms.lint_problem import LintProblem, at
from desktop.forms.lint_structure import placeholders

_OF_SCORES = frozenset({"过程", "另解"})
"""What a message may say besides, where a score is worked out by a profile."""
_IN_MESSAGES = frozenset({"左", "右", "差", "行", "代码", "栏", "表", "单位", "年度"}) | _OF_SCORES
_CODE = re.compile(r"\d{3}(\d{2}){0,2}\Z")


def lint_formulas(pack: PackDef, places: PackPlaces, conditions: Conditions, subjects: SubjectLookup) -> Iterator[LintProblem]:
    """Calcs, checks and conditions one by one."""
    for form in pack.forms:
        for calc in form.calcs:
            yield from _calc(pack, places, form, calc, subjects)
        for check in form.checks:
            yield from _check(pack, places, form, check, subjects)
    yield from _conditions(pack, conditions)


def read(parser: Callable[[str], Any], text: str, place: str, problems: list[LintProblem]) -> Any:
    """The tree of a formula, or None with the problem noted."""
    try:
        return parser(text)
    except FormulaError as error:
        problems.append(LintProblem("unreadable-formula", place, str(error)))
        return None


def _calc(pack: PackDef, places: PackPlaces, form: FormDef, calc: CalcDef, subjects: SubjectLookup) -> Iterator[LintProblem]:
    place = at(form.code, f"calc[{calc.id}]")
    problems: list[LintProblem] = []
    let: Let | None = read(parse_let, calc.let, place, problems)
    yield from problems
    if calc.severity == "error" and not calc.basis:
        yield LintProblem("no-basis", place, "缺少 basis（依据），请写明这条公式的出处。")
    scored = let is not None and any(isinstance(part, Call) and part.name in SCORING for part in parts_of(let.value))
    allowed = _IN_MESSAGES - {"单位", "年度"} - (frozenset() if scored else _OF_SCORES)
    yield from _message(place, {"say": calc.say, "how": calc.how}, allowed, "")
    if let is None:
        return
    if let.target.form or let.target.prior:
        yield LintProblem("foreign-target", place, "“=”左边只能是本表的格，请把这条公式写到那张表里。")
        return
    around = _Around(pack, places, form, place, subjects)
    try:
        targets = places.targets(let.target, form.code)
    except Unknown as unknown:
        yield _told(unknown, place)
        return
    yield from around.code(places.forms[form.code], let.target.rows)
    for spot, column in targets:
        yield from around.references(references(let), spot, column)
    yield from _arguments(pack, places, place, let.value)
    yield from lint_calls(pack, form, place, let.value, form.code)
    if any(isinstance(part, Call) and part.name == "空表" for part in parts_of(let.value)):
        yield LintProblem("unknown-reference", place, "空表(…) 只能用在审核公式里，请改写。")


def _check(pack: PackDef, places: PackPlaces, form: FormDef, check: CheckDef, subjects: SubjectLookup) -> Iterator[LintProblem]:
    place = at(form.code, f"check[{check.id}]")
    problems: list[LintProblem] = []
    expr: Expr | None = read(parse_expr, check.expr, place, problems)
    each: Each | None = read(parse_each, check.each, place, problems) if check.each else None
    if check.columns:
        read(parse_columns, check.columns, place, problems)
    reason: Expr | None = read(parse_expr, check.reason, place, problems) if check.reason else None
    yield from problems
    if check.reason and not isinstance(reason, Ref):
        yield LintProblem("bad-reason", place, "reason 要写成一个填文字的单元格，例如 文稿资料[收支总体原因,内容]。")
    if check.reason and check.severity == "error":
        yield LintProblem("bad-reason", place, "错误不能用原因代替，请删去 reason，或把 severity 改成 warning。")
    if check.severity == "error" and not check.why:
        yield LintProblem("no-basis", place, "缺少 why（依据），请写明为什么必须如此。")
    if not check.say:
        yield LintProblem("no-message", place, "缺少 say（错在哪里），请写一句话。")
    if not check.how and check.severity != "hint":
        yield LintProblem("no-message", place, "缺少 how（怎么改），请写一句话。")
    if check.repair == "fill_sentence" and not form.empty_sentence:
        yield LintProblem("no-empty-sentence", place, "repair 要填空表说明，但这张表没有 empty_sentence，请补上。")
    if problems or expr is None:
        return
    allowed = {"表", "单位", "年度"}
    allowed |= {"左", "右", "差"} if _compares(expr) else set()
    allowed |= {"行", "代码"} if each else set()
    allowed |= {"栏"} if check.columns else set()
    allowed |= _OF_SCORES if any(isinstance(part, Call) and part.name in SCORING for part in parts_of(expr)) else set()
    missing = "" if each and check.columns else "（{左}{右}{差} 要有比较；{行}{代码} 要有 each；{栏} 要有 columns）"
    yield from _message(place, {"say": check.say, "why": check.why, "how": check.how}, frozenset(allowed), missing)
    around = _Around(pack, places, form, place, subjects)
    try:
        rows = check_rows(places, form.code, each)
        columns = check_columns(places, each.form or form.code if each else form.code, rows, check)
    except Unknown as unknown:
        yield _told(unknown, place)
        return
    if each is not None:
        yield from around.across(Ref(False, each.form, each.rows, None), [spot for spot in rows if spot])
    for spot in rows:
        for column in columns(spot):
            yield from around.references([*references(expr), *([reason] if isinstance(reason, Ref) else [])], spot, column)
    yield from _arguments(pack, places, place, expr)
    yield from lint_calls(pack, form, place, expr, each.form or form.code if each else "")


def _told(unknown: Unknown, place: str) -> LintProblem:
    return LintProblem("row-without-value" if isinstance(unknown, NoValue) else "unknown-reference", place, f"{unknown}，请改正。")


@dataclass(frozen=True, slots=True)
class _Around:
    """What the references of one formula are looked up in."""

    pack: PackDef
    places: PackPlaces
    form: FormDef
    place: str
    subjects: SubjectLookup

    def references(self, refs: list[Ref], here: Spot | None, star: str | None) -> Iterator[LintProblem]:
        for ref in refs:
            try:
                other = self.places.named(ref, self.form.code)
            except Unknown as unknown:
                yield _told(unknown, self.place)
                continue
            childless = here is not None and not here.parent and ref.rows.kind == "word" and ref.rows.first == "下级"
            try:
                rows = [] if childless else other.rows(ref.rows, here, self.form)
                for spot in rows:
                    other.columns(ref.columns, spot, star)
            except Unknown as unknown:
                yield _told(unknown, self.place)
                continue
            yield from self.across(ref, rows)
            yield from self.code(other, ref.rows)

    def across(self, ref: Ref, rows: list[Spot]) -> Iterator[LintProblem]:
        """Rules for references that leave the form or the year: no 行次 and 栏次, and only what the other form exports."""
        foreign = ref.form not in ("", self.form.code)
        if (foreign or ref.prior) and ref.rows.kind in ("number", "range"):
            say = f"跨表或跨年取数不能用行次 {ref.rows.first}，行次会随地区和年度变，请写行标识。"
            yield LintProblem("number-across", self.place, say)
        if (foreign or ref.prior) and ref.columns is not None and ref.columns.kind in ("number", "range"):
            say = f"跨表或跨年取数不能用栏次 {ref.columns.first}，请写栏标识。"
            yield LintProblem("number-across", self.place, say)
        other = self.places.named(ref, self.form.code).form
        exports = set(other.exports)
        if not foreign or other is self.form or other.code == COVER or "*" in exports or ref.rows.first in exports:
            return
        for spot in rows:
            words = {word for word, digits in LEVEL_WORDS.items() if digits == spot.digits}
            words |= {"父" if spot.parent else "叶"} if spot.digits or spot.free else set()
            if spot.name not in exports and not words & exports:
                name = "自列的行" if spot.free else "类、款、项的科目行" if spot.dynamic else f"“{spot.name}”行"
                say = f"{other.code} 没有把{name}列入 exports，别的表不能引用，请列入。"
                yield LintProblem("not-exported", self.place, say)
                return

    def code(self, other: FormPlaces, rows: Rows) -> Iterator[LintProblem]:
        """A code that stands in a formula must be in the list of the year."""
        if rows.kind != "id" or not _CODE.match(rows.first) or other.free is not None:
            return
        family = other.form.family
        names = [family.subjects] if family else [name for name, _ in self.pack.subjects]
        if not any(self.subjects.find(name, rows.first) for name in names):
            yield LintProblem("unknown-code", self.place, f"科目代码“{rows.first}”不在科目表里，请核对代码和年度。")


# --- functions ------------------------------------------------------------------------------------------------------------------------------


def _compares(expr: Expr) -> bool:
    """Whether a violated check has a left and a right side."""
    match expr:
        case Compare():
            return True
        case Logic(_, parts):
            return any(_compares(part) for part in parts)
        case Call("若", (_, then, otherwise)):
            return _compares(then) or _compares(otherwise)
        case _:
            return False


def _arguments(pack: PackDef, places: PackPlaces, place: str, expr: Expr) -> Iterator[LintProblem]:
    parameters = dict(pack.parameters)
    for part in parts_of(expr):
        match part:
            case Call("参数", (Text(name),)):
                if name not in parameters:
                    say = f"没有参数“{name}”，请在 pack.toml 的 [parameters] 里写上。"
                    yield LintProblem("unknown-reference", place, say)
                elif not re.fullmatch(r"-?\d+(\.\d+)?", parameters[name]):
                    yield LintProblem("unknown-reference", place, f"参数“{name}”的值“{parameters[name]}”不是数，请改正。")
            case Call("空表", (Text(name),)) if name not in places.forms:
                yield LintProblem("unknown-reference", place, f"表套里没有“{name}”这张表，请改正。")


def _message(place: str, texts: dict[str, str], allowed: frozenset[str], why: str) -> Iterator[LintProblem]:
    for key, text in texts.items():
        for name in placeholders(text):
            if name not in allowed:
                rule = "missing-operand" if name in _IN_MESSAGES else "unknown-placeholder"
                say = f"{key} 里的“{{{name}}}”填不出来{why if rule == 'missing-operand' else ''}，请改写。"
                yield LintProblem(rule, place, say)


# --- conditions -----------------------------------------------------------------------------------------------------------------------------


def _conditions(pack: PackDef, conditions: Conditions) -> Iterator[LintProblem]:
    cover = pack.form(COVER)
    rows = {row.id: row for block in cover.blocks for row in block.rows} if cover else {}
    for code, key, text in conditions_of(pack):
        if not text:
            continue
        place = at(code, key)
        problems: list[LintProblem] = []
        expr: Expr | None = read(parse_expr, text, place, problems)
        yield from problems
        if expr is None:
            continue
        for ref in beyond_cover(expr):
            say = f"条件里只能用封面的格，不能用“{ref.form or '本表'}”的数，请改写。"
            yield LintProblem("condition-beyond-cover", place, say)
        for ref in references(expr):
            if ref.form == COVER and ref.rows.first not in rows:
                yield LintProblem("unknown-reference", place, f"封面没有“{ref.rows.first}”这一项，请改正。")
        for name, constant in constants(expr):
            choices = rows[name].choices if name in rows else ()
            if choices and constant not in choices:
                say = f"封面“{name}”没有“{constant}”这个选项，只有：{'、'.join(choices)}。"
                yield LintProblem("unknown-choice", place, say)
        if not conditions.possible(text):
            yield LintProblem("never", place, f"条件“{text}”永远不会成立，请改正或删去。")
