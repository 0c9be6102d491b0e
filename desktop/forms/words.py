"""The words of a pack for accountants, and a formula read aloud: 行次 and 栏次 replaced by the labels of the rows and columns they stand for."""

from __future__ import annotations

from typing import Final

from desktop.core.definitions import FormDef, PackDef
from desktop.core.instances import OF_ROW
from desktop.core.language import (
    Binary,
    Call,
    Columns,
    Compare,
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
    parse_expr,
    parse_let,
)

SEVERITIES: Final = {"error": "必须改正", "warning": "须说明原因", "hint": "提示"}
MISSING: Final = {"跳过": "缺数时不核对", "当零": "缺数按 0", "报缺": "缺数时报出"}
_ROW_WORDS: Final = {
    "*": "各行", "本项": "本项目", "下级": "各下级", "父": "有下级的科目", "叶": "末级科目", "类": "各类", "款": "各款", "项": "各项", "合计": "合计行",
}  # fmt: skip


def formula_in_words(pack: PackDef, form: FormDef, text: str) -> str:
    """``[27,1] = 合计([1..8,1])`` → ``本年收入合计·金额 = 合计(第1行至第8行·金额)``; "" for a formula that cannot be read."""
    try:
        tree = parse_let(text)
    except FormulaError:
        try:
            return _words(pack, form, parse_expr(text))
        except FormulaError:
            return ""
    return _words(pack, form, tree)


def _words(pack: PackDef, form: FormDef, expr: Expr | Let) -> str:
    def say(part: Expr) -> str:
        return _words(pack, form, part)

    match expr:
        case Let(target, value):
            return f"{say(target)} = {say(value)}"
        case Number(value):
            return format(value, "f")
        case Text(value):
            return f"“{value}”"
        case Ref():
            return _ref(pack, form, expr)
        case Sum(terms):
            words = "".join(f" {'+' if added else '−'} {say(term)}" for added, term in terms)
            return words[3:] if terms[0][0] else words.strip()
        case Binary(sign, left, right):
            return f"{_bracketed(left, say(left))} {sign} {_bracketed(right, say(right))}"
        case Compare(sign, left, right):
            return f"{say(left)} {sign} {say(right)}"
        case Logic(word, parts):
            return f" {word} ".join(f"（{say(part)}）" if isinstance(part, Logic) else say(part) for part in parts)
        case Not(part):
            return f"非（{say(part)}）"
        case Call(name, arguments):
            return f"{name}({'，'.join(say(part) for part in arguments)})"


def _bracketed(part: Expr, words: str) -> str:
    return f"({words})" if isinstance(part, Sum) else words


def _ref(pack: PackDef, form: FormDef, ref: Ref) -> str:
    code = ref.form.removesuffix(OF_ROW)
    other = pack.form(code) if code else form
    table = ("上年" if ref.prior else "") + (code if code != form.code else "") + ("（本行的一张）" if code != ref.form else "")
    row = _row(other, ref.rows)
    column = _column(other, ref.rows, ref.columns)
    return (f"{table} " if table else "") + (f"{row}·{column}" if column else row)


def _row(form: FormDef | None, rows: Rows) -> str:
    if rows.kind == "range":
        return f"第{rows.first}行至第{rows.last}行"
    if rows.kind == "word":
        return _ROW_WORDS.get(rows.first, rows.first)
    for block in form.blocks if form else ():
        for row in block.rows:
            if (row.no if rows.kind == "number" else row.id) == rows.first:
                label = row.label.strip() or row.id
                alike = sum(other.label == row.label for one in (form.blocks if form else ()) for other in one.rows)
                return f"{label}（{block.id}）" if alike > 1 else label
    return f"第{rows.first}行" if rows.kind == "number" else rows.first


def _column(form: FormDef | None, rows: Rows, columns: Columns | None) -> str:
    if columns is None:
        return ""
    if columns.kind == "current":
        return "各栏"
    if columns.kind == "range":
        return f"第{columns.first}栏至第{columns.last}栏"
    blocks = list(form.blocks) if form else []
    # 栏次 are told apart by the block of the row where blocks number their columns alike.
    blocks.sort(key=lambda block: not any(rows.first in (row.no, row.id) for row in block.rows))
    for block in blocks:
        for column in block.columns:
            if (column.no if columns.kind == "number" else column.id) == columns.first:
                return column.label
    return f"第{columns.first}栏" if columns.kind == "number" else columns.first
