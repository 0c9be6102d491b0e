"""The grammar of the formula language and the making of its syntax trees; the only module that knows lark.

Import it late: :mod:`desktop.core.language` does so when a formula has to be read that is not yet in its cache.
"""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from typing import Any

from lark import Lark, Token, Transformer, v_args
from lark.exceptions import UnexpectedCharacters, UnexpectedInput, UnexpectedToken, VisitError

from desktop.core.language import (
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
    check_call,
)

GRAMMAR = r"""
let: ref EQ expr
each: [FORM] "[" rows "]"
columns: column ((","|"，"|"、") column)*
column_list: columns

?expr: conjunction (OR conjunction)* -> disjunction
?conjunction: negation (AND negation)*
?negation: NOT negation -> negate | comparison
?comparison: sum [(EQ|OTHER_COMPARE) sum]
?sum: product (PLUS product | MINUS product)*
?product: factor ((STAR|TIMES|SLASH) factor)*
?factor: MINUS factor -> minus | atom
?atom: NUMBER -> number | STRING -> text | ref | call | ("("|"（") expr (")"|"）")
call: FORM ("("|"（") [expr ((","|"，") expr)*] (")"|"）")
ref: [PRIOR] [FORM] "[" rows [("," | "，") column] "]"
rows: NUMBER -> row_number | NUMBER RANGE NUMBER -> row_range | CODE -> row_code | NAME -> row_name | STRING -> row_text | STAR -> row_all
column: NUMBER -> column_number | NUMBER RANGE NUMBER -> column_range | NAME -> column_name | STRING -> column_text | STAR -> column_all

PRIOR.5: /上年\s*\./
AND.4: "且"
OR.4: "或"
NOT.4: "非"
FORM: /[^\W\d]\w*(#本行)?/
NAME: /[^\W\d]\w*/
CODE: /@[0-9A-Za-z]+/
NUMBER: /\d+(\.\d+)?/
STRING: /"[^"\n]*"/
RANGE: ".."
EQ: "=" | "＝"
OTHER_COMPARE: "≠" | "<>" | "≤" | "<=" | "≥" | ">=" | "<" | ">" | "＜" | "＞"
PLUS: "+" | "＋"
MINUS: "-" | "−" | "－"
STAR: "*" | "＊"
TIMES: "×"
SLASH: "/" | "÷"
%ignore /\s+/
"""

_COMPARE = {"＝": "=", "<>": "≠", "<=": "≤", ">=": "≥", "＜": "<", "＞": ">"}


@v_args(inline=True)
class _Builder(Transformer[Token, Any]):
    """Turns matches into the nodes of :mod:`desktop.core.language` while lark parses."""

    def let(self, target: Ref, _sign: Token, value: Expr) -> Let:
        return Let(target, value)

    def each(self, form: Token | None, rows: Rows) -> Each:
        return Each(str(form or ""), rows)

    def columns(self, *parts: Columns) -> tuple[Columns, ...]:
        return parts

    def column_list(self, parts: tuple[Columns, ...]) -> tuple[Columns, ...]:
        return parts

    def disjunction(self, *parts: Any) -> Expr:
        return parts[0] if len(parts) == 1 else Logic("或", tuple(parts[::2]))

    def conjunction(self, *parts: Any) -> Expr:
        return Logic("且", tuple(parts[::2]))

    def negate(self, _sign: Token, part: Expr) -> Expr:
        return Not(part)

    def comparison(self, left: Expr, sign: Token | None = None, right: Expr | None = None) -> Expr:
        if sign is None or right is None:
            return left
        return Compare(_COMPARE.get(str(sign), str(sign)), left, right)

    def sum(self, first: Expr, *rest: Any) -> Expr:
        terms: list[tuple[bool, Expr]] = [(True, first)]
        terms.extend((sign.type == "PLUS", term) for sign, term in zip(rest[::2], rest[1::2], strict=True))
        return Sum(tuple(terms))

    def product(self, first: Expr, *rest: Any) -> Expr:
        for sign, factor in zip(rest[::2], rest[1::2], strict=True):
            first = Binary("÷" if sign.type == "SLASH" else "×", first, factor)
        return first

    def minus(self, _sign: Token, part: Expr) -> Expr:
        return Number(-part.value) if isinstance(part, Number) else Sum(((False, part),))

    def number(self, token: Token) -> Expr:
        return Number(Decimal(str(token)))

    def text(self, token: Token) -> Expr:
        return Text(str(token)[1:-1])

    def call(self, name: Token, *parts: Any) -> Expr:
        arguments = tuple(part for part in parts if part is not None)
        check_call(str(name), arguments, name.column or 0)
        return Call(str(name), arguments)

    def ref(self, prior: Token | None, form: Token | None, rows: Rows, column: Columns | None) -> Ref:
        return Ref(prior is not None, str(form or ""), rows, column)

    def row_number(self, token: Token) -> Rows:
        return Rows("number", _whole(token))

    def row_range(self, first: Token, _dots: Token, last: Token) -> Rows:
        return Rows("range", _whole(first), _whole(last))

    def row_code(self, token: Token) -> Rows:
        return Rows("id", str(token)[1:])

    def row_name(self, token: Token) -> Rows:
        return Rows("word" if str(token) in WORDS else "id", str(token))

    def row_text(self, token: Token) -> Rows:
        return Rows("id", str(token)[1:-1])

    def row_all(self, _token: Token) -> Rows:
        return Rows("word", "*")

    def column_number(self, token: Token) -> Columns:
        return Columns("number", _whole(token))

    def column_range(self, first: Token, _dots: Token, last: Token) -> Columns:
        return Columns("range", _whole(first), _whole(last))

    def column_name(self, token: Token) -> Columns:
        return Columns("id", str(token))

    def column_text(self, token: Token) -> Columns:
        return Columns("id", str(token)[1:-1])

    def column_all(self, _token: Token) -> Columns:
        return Columns("current")


def _whole(token: Token) -> str:
    text = str(token)
    if not text.isdigit():
        raise FormulaError(f"行次、栏次应为整数，这里是“{text}”。", "", token.column or 0)
    return text


@lru_cache(maxsize=1)
def _parser() -> Lark:
    return Lark(
        GRAMMAR,
        parser="lalr",
        transformer=_Builder(),
        start=["let", "expr", "each", "column_list"],
        maybe_placeholders=True,
    )


_SIGNS = {
    "LSQB": "“[”", "RSQB": "“]”", "COMMA": "“,”", "EQ": "“=”", "NUMBER": "数字", "FORM": "表或函数名", "NAME": "名称", "STRING": "文字",
    "PLUS": "“+”", "MINUS": "“-”", "STAR": "“*”", "LPAR": "“(”", "RPAR": "“)”", "RANGE": "“..”", "CODE": "“@代码”", "AND": "“且”", "OR": "“或”",
    "TIMES": "“×”", "SLASH": "“÷”", "OTHER_COMPARE": "比较号", "NOT": "“非”", "PRIOR": "“上年.”",
}  # fmt: skip


def parse(text: str, start: str) -> Any:
    """Parse ``text`` from the grammar rule ``start``.

    Raises:
        FormulaError: with the position (from 1) where the text stops making sense.
    """
    try:
        return _parser().parse(text, start=start)
    except VisitError as error:  # an error of ours, raised while the tree was made
        if isinstance(error.orig_exc, FormulaError):
            raise FormulaError(error.orig_exc.problem, text, error.orig_exc.position) from None
        raise
    except FormulaError as error:
        raise FormulaError(error.problem, text, error.position) from None
    except UnexpectedToken as error:
        expected = "、".join(sorted({_SIGNS[name] for name in error.expected if name in _SIGNS}))
        if error.token.type == "$END":
            raise FormulaError(f"公式没有写完，这里还应有{expected}。", text, len(text) + 1) from None
        raise FormulaError(f"“{error.token}”放在这里读不懂，这里可以是{expected}。", text, error.column) from None
    except UnexpectedCharacters as error:
        raise FormulaError(f"“{text[error.pos_in_stream or 0]}”不能用在这里。", text, error.column) from None
    except UnexpectedInput as error:
        raise FormulaError("公式读不懂。", text, getattr(error, "column", 0)) from None
