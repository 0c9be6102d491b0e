"""What the formula language accepts, and what it says about what it does not."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest

from desktop.core.kept_trees import from_lists, to_lists
from desktop.core.language import (
    Binary,
    Call,
    Columns,
    Compare,
    Each,
    FormulaError,
    Logic,
    Not,
    Number,
    Ref,
    Rows,
    Sum,
    Text,
    known_formulas,
    parse_columns,
    parse_each,
    parse_expr,
    parse_let,
    references,
)


def own(row: Rows, column: Columns | None) -> Ref:
    return Ref(False, "", row, column)


def test_line_and_column_numbers() -> None:
    let = parse_let("[27,1] = 合计([1..8,1])")
    assert let.target == own(Rows("number", "27"), Columns("number", "1"))
    assert let.value == Call("合计", (own(Rows("range", "1", "8"), Columns("number", "1")),))


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("[叶,*]", Rows("word", "叶")),
        ("[本行,*]", Rows("word", "本行")),
        ("[*,*]", Rows("word", "*")),
        ("[合计,*]", Rows("word", "合计")),
        ('["合计",*]', Rows("id", "合计")),
        ("[@2060101,*]", Rows("id", "2060101")),
        ("[使用非财政拨款结余,*]", Rows("id", "使用非财政拨款结余")),
        ("[非财政拨款,*]", Rows("id", "非财政拨款")),
        ('["使用非财政拨款结余（含专用结余）",*]', Rows("id", "使用非财政拨款结余（含专用结余）")),
    ],
)
def test_ways_to_name_a_row(text: str, row: Rows) -> None:
    assert parse_expr(text) == own(row, Columns("current"))


def test_other_forms_and_last_year() -> None:
    assert parse_expr("公开03[合计,本年支出合计]") == Ref(False, "公开03", Rows("word", "合计"), Columns("id", "本年支出合计"))
    assert parse_expr("上年.公开01[收入总计,金额]") == Ref(True, "公开01", Rows("id", "收入总计"), Columns("id", "金额"))
    assert parse_expr("上年.[31,1]") == Ref(True, "", Rows("number", "31"), Columns("number", "1"))
    assert parse_expr("封面[资金来源]") == Ref(False, "封面", Rows("id", "资金来源"), None)


def test_precedence() -> None:
    a, b, c = (own(Rows("number", n), Columns("number", "1")) for n in "123")
    assert parse_expr("[1,1] + [2,1] × [3,1] - 2") == Sum(((True, a), (True, Binary("×", b, c)), (False, Number(Decimal(2)))))
    assert parse_expr("([1,1] + [2,1]) ÷ [3,1]") == Binary("÷", Sum(((True, a), (True, b))), c)
    both = parse_expr("[1,1] = 1 或 [2,1] ≥ 2 且 非 空([3,1])")
    assert isinstance(both, Logic) and both.word == "或"
    assert both.parts[1] == Logic("且", (Compare("≥", b, Number(Decimal(2))), Not(Call("空", (c,)))))


@pytest.mark.parametrize(("written", "same"), [("<=", "≤"), (">=", "≥"), ("<>", "≠"), ("＝", "=")])
def test_other_ways_to_write_signs(written: str, same: str) -> None:
    assert parse_expr(f"[1,1] {written} [2,1]") == parse_expr(f"[1,1]{same}[2,1]")


def test_full_width_punctuation_is_understood() -> None:
    assert parse_expr("四舍五入（[1，1]，2）") == parse_expr("四舍五入([1,1],2)")


def test_each_and_columns() -> None:
    assert parse_each("公开03[类]") == Each("公开03", Rows("word", "类"))
    assert parse_each("[*]") == Each("", Rows("word", "*"))
    assert parse_columns("1..6") == (Columns("range", "1", "6"),)
    assert parse_columns("基本支出、项目支出,3") == (Columns("id", "基本支出"), Columns("id", "项目支出"), Columns("number", "3"))


@pytest.mark.parametrize(
    ("text", "position", "words"),
    [
        ("[27,1", 6, "没有写完"),
        ("[1,1] = $", 9, "“$”不能用在这里"),
        ("[1,1] = = 2", 9, "“=”放在这里读不懂"),
        ("合记([1,1]) = 1", 1, "没有名为“合记”的函数"),
        ("[1,1] = 四舍五入([2,1])", 9, "参数个数不对"),
        ("[1.5,1] = 2", 2, "应为整数"),
        ("[1,1] = [2,1] = [3,1]", 15, "“=”放在这里读不懂"),
        ("空表([1,1])", 1, "文字"),
        ('[1,1] + "元" = 2', 0, "加减的各项应是数"),
        ('[1,1] < "元"', 0, "文字之间只能用"),
        ("([1,1] = 2) + 1", 0, "写的是条件"),
        ("若([1,1], 空([1,1]) 且 3, 0)", 0, "应是条件"),
    ],
)
def test_errors_say_where_and_what(text: str, position: int, words: str) -> None:
    with pytest.raises(FormulaError) as caught:
        parse_expr(text)
    assert words in str(caught.value)
    assert text in str(caught.value)
    assert caught.value.position == position


def test_every_broken_text_is_a_formula_error() -> None:
    whole = '若([1..3,基本] ≥ 上年.公开03[@206,*], 合计([下级,1])×2, 空("甲")) ≠ 参数("乙") 且 非 空([类,2])'
    for cut in range(len(whole)):
        for text in (whole[:cut], whole[cut:], whole[:cut] + "】" + whole[cut:]):
            try:
                parse_expr(text)
            except FormulaError as error:
                assert 0 <= error.position <= len(text) + 1


def test_references_in_written_order() -> None:
    refs = references(parse_let("[叶,1] = 若(空([本行,2]), 公开03[本行,3], 合计([下级,1]) − [本行,4])"))
    assert [ref.columns.first for ref in refs if ref.columns] == ["2", "3", "1", "4"]


def test_trees_can_be_kept_and_spare_the_parser() -> None:
    texts = [
        '若([1..3,基本] ≥ 上年.公开03[@206,*], 合计([下级,1])×2.50, 取或([父,"栏"],-1)) ≠ 参数("乙") 且 非 空([类,2]) 或 封面[级次] = "市级"',
        "[1,1] - [2,1..3] ÷ 100 < 0",
    ]
    trees = {("expr", text): parse_expr(text) for text in texts}
    trees["let", "[27,1] = 合计([1..8,1])"] = parse_let("[27,1] = 合计([1..8,1])")
    trees["each", "公开03[类]"] = parse_each("公开03[类]")
    trees["column_list", "1..6、基本"] = parse_columns("1..6、基本")
    kept = json.dumps([[*key, to_lists(tree)] for key, tree in trees.items()])
    assert {(rule, text): from_lists(tree) for rule, text, tree in json.loads(kept)} == trees
    assert trees.items() <= known_formulas().items()
    program = (
        "import json, sys\n"
        "from desktop.core import kept_trees, language\n"
        "language.remember({(rule, text): kept_trees.from_lists(tree) for rule, text, tree in json.load(sys.stdin)})\n"
        f"print(language.parse_expr({texts[0]!r}), 'lark' in sys.modules)\n"
    )
    root = Path(__file__).resolve().parents[2]
    ran = subprocess.run(
        [sys.executable, "-c", program],
        input=kept.encode(),
        capture_output=True,
        cwd=root,
        check=True,
        env={**os.environ, "PYTHONPATH": str(root), "PYTHONIOENCODING": "utf-8"},
    )
    assert ran.stdout.decode("utf-8").strip() == f"{trees['expr', texts[0]]} False"


@pytest.mark.parametrize(
    "kept",
    [{"Number": 1}, 3, ["Number"], ["Rows", "id"], ["os.system", "true"], ["Call", "合记", [""]], ["#", "many"], [["Text", "a"]], []],
)
def test_lists_that_are_no_tree_are_refused(kept: object) -> None:
    with pytest.raises((ValueError, KeyError, TypeError, ArithmeticError, FormulaError)):
        from_lists(kept)


def test_text_constants() -> None:
    assert parse_expr('封面[级次] = "市级"') == Compare("=", Ref(False, "封面", Rows("id", "级次"), None), Text("市级"))
