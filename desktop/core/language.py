"""The formula language: the types of its trees (:mod:`desktop.core.syntax`), and reading a formula's text into a tree.

Trees are immutable and comparable, so that a pack's formulas can be kept ready-made (:func:`known_formulas`, :func:`remember`,
:mod:`desktop.core.kept_trees`) and the parser, which is slow to load, is only needed for a text that nobody has read before.
"""

from __future__ import annotations

from typing import Any, Final

from desktop.core.signatures import AGGREGATES, CONDITIONAL, FUNCTIONS, QUOTED, TOLERANT, Function, Type
from desktop.core.syntax import (
    WORDS,
    Binary,
    Call,
    Columns,
    Compare,
    Each,
    Expr,
    FormulaError,
    Let,
    Logic,
    Not,
    Number,
    Ref,
    Rows,
    Sum,
    Text,
    references,
)

__all__ = [
    "AGGREGATES", "CONDITIONAL", "FUNCTIONS", "TOLERANT", "VERSION", "WORDS", "Binary", "Call", "Columns", "Compare", "Each", "Expr",
    "FormulaError", "Function", "Let", "Logic", "Not", "Number", "Ref", "Rows", "Sum", "Text", "Type", "check_call", "check_types",
    "known_formulas", "parse_columns", "parse_each", "parse_expr", "parse_let", "references", "remember", "type_of",
]  # fmt: skip
_TYPE_NAMES = {"number": "数", "text": "文字", "truth": "条件", "any": "值"}


def type_of(expr: Expr) -> Type:
    """What an expression gives; a reference may give anything, because that depends on the cell."""
    match expr:
        case Number() | Sum() | Binary():
            return "number"
        case Text():
            return "text"
        case Compare() | Logic() | Not():
            return "truth"
        case Call(name, _):
            return FUNCTIONS[name].gives
        case Ref():
            return "any"


def check_call(name: str, arguments: tuple[Expr, ...], position: int = 0) -> None:
    """Raises FormulaError when the function does not exist or does not take these arguments."""
    function = FUNCTIONS.get(name)
    if function is None:
        raise FormulaError(f"没有名为“{name}”的函数；可用的有{'、'.join(FUNCTIONS)}。", "", position)
    wanted, given = len(function.takes), len(arguments)
    if given < wanted - function.spare or (given > wanted and not function.open_end):
        raise FormulaError(f"函数“{name}”的参数个数不对，应写作 {function.use}。", "", position)
    for index, argument in enumerate(arguments):
        takes, gives = function.takes[min(index, wanted - 1)], type_of(argument)
        if "any" not in (takes, gives) and takes != gives:
            place = f"函数“{name}”的第 {index + 1} 个参数"
            raise FormulaError(f"{place}应是{_TYPE_NAMES[takes]}，写的是{_TYPE_NAMES[gives]}；应写作 {function.use}。", "", position)
    if name in QUOTED and not isinstance(arguments[QUOTED[name]], Text):
        which = "参数" if wanted == 1 else f"第 {QUOTED[name] + 1} 个参数"
        raise FormulaError(f"函数“{name}”的{which}应是引号中的文字，应写作 {function.use}。", "", position)
    if name in CONDITIONAL and not all(isinstance(argument, Ref) for argument in arguments[: CONDITIONAL[name]]):
        raise FormulaError(f"函数“{name}”的区域应是 [行,栏]，应写作 {function.use}。", "", position)
    if name == "同名数" and len(arguments) > 2 and not (len(arguments) == 4 and isinstance(arguments[2], Ref)):
        raise FormulaError(f"函数“{name}”的条件要成对写：区域和值，应写作 {function.use}。", "", position)
    if name == "四舍五入" and not (isinstance(arguments[1], Number) and arguments[1].value == int(arguments[1].value)):
        raise FormulaError(f"四舍五入的位数应是整数，应写作 {function.use}。", "", position)


def check_types(expr: Expr) -> None:
    """Raises FormulaError where a text or a condition stands in arithmetic, or a number stands for a condition."""
    match expr:
        case Sum(terms):
            for _, term in terms:
                _require(term, "number", "加减的各项")
        case Binary(_, left, right):
            _require(left, "number", "乘除的各项")
            _require(right, "number", "乘除的各项")
        case Compare(sign, left, right):
            kinds = {type_of(left), type_of(right)} - {"any"}
            if len(kinds) > 1 or "truth" in kinds:
                raise FormulaError(f"“{sign}”两边应同为数或同为文字。")
            if "text" in kinds and sign not in "=≠":
                raise FormulaError(f"文字之间只能用 = 和 ≠ 比较，不能用“{sign}”。")
            check_types(left)
            check_types(right)
        case Logic(word, parts):
            for part in parts:
                _require(part, "truth", f"“{word}”两边")
        case Not(part):
            _require(part, "truth", "“非”后面")
        case Call(_, arguments):
            for argument in arguments:
                check_types(argument)
        case _:
            pass


def _require(expr: Expr, wanted: Type, where: str) -> None:
    gives = type_of(expr)
    if gives not in ("any", wanted):
        raise FormulaError(f"{where}应是{_TYPE_NAMES[wanted]}，写的是{_TYPE_NAMES[gives]}。")
    check_types(expr)


# Reading. Trees are kept by (rule, text) for the life of the process: packs share most of their formulas.

_known: dict[tuple[str, str], Any] = {}


LONGEST, DEEPEST, MOST_DIGITS = 4000, 40, 30
"""Characters, brackets in brackets and digits in a row that a formula may have; those of the official sets reach 250, 6 and 7."""


def _must_be_moderate(text: str) -> None:
    """A pack may come from anybody, and what reads and runs trees goes down them step by step. Raises FormulaError."""
    if len(text) > LONGEST:
        raise FormulaError(f"公式“{text[:30]}……”有 {len(text)} 个字符，超过 {LONGEST}，请分成几条。")
    depth = digits = 0
    for position, character in enumerate(text, 1):
        depth += (character in "([（") - (character in ")]）")
        digits = digits + 1 if character.isdigit() else 0
        if depth > DEEPEST:
            raise FormulaError(f"公式“{text[:30]}……”的括号套了 {DEEPEST} 层以上，请分成几条。", "", position)
        if digits > MOST_DIGITS:
            raise FormulaError(f"公式“{text[:30]}……”里有超过 {MOST_DIGITS} 位的数。", "", position)


def _read(rule: str, text: str) -> Any:
    found = _known.get((rule, text))
    if found is None:
        _must_be_moderate(text)
        from desktop.core.grammar import parse  # late: the parser takes longer to load than most packs to read

        found = parse(text, rule)
        try:
            if rule == "let":
                given = type_of(found.value)
                _require(found.value, "any" if given == "truth" else given, "“=”右边")
            elif rule == "expr":
                check_types(found)
        except FormulaError as error:
            raise FormulaError(error.problem, text, error.position) from None
        _known[(rule, text)] = found
    return found


def parse_let(text: str) -> Let:
    """Read ``[27,1] = 合计([1..8,1])``. Raises FormulaError."""
    let: Let = _read("let", text)
    return let


def parse_expr(text: str) -> Expr:
    """Read a condition or an expression. Raises FormulaError."""
    expr: Expr = _read("expr", text)
    return expr


def parse_each(text: str) -> Each:
    """Read the ``each`` of a check: ``公开03[类]``, ``[叶]``, ``[*]``. Raises FormulaError."""
    each: Each = _read("each", text)
    return each


def parse_columns(text: str) -> tuple[Columns, ...]:
    """Read the ``columns`` of a check: ``1..6``, ``基本支出,项目支出``, ``*``. Raises FormulaError."""
    columns: tuple[Columns, ...] = _read("column_list", text)
    return columns


def known_formulas() -> dict[tuple[str, str], Any]:
    """Everything read so far, as (rule, text) → tree, to be given to :func:`remember` in a later process."""
    return dict(_known)


def remember(formulas: dict[tuple[str, str], Any]) -> None:
    """Take over trees that an earlier process read. They must come from this version of the language (see VERSION)."""
    for key, tree in formulas.items():
        _known.setdefault(key, tree)


VERSION: Final = 3
"""Of the trees; a kept set of another version is to be thrown away."""
