"""One test for each rule of the linter: a sound pack has no problem, and each mistake is named by its rule and its place."""

from __future__ import annotations

from pathlib import Path

import pytest
from pack_writing import COVER, PACK, REGION, SUMMARY, TREE, write_base, write_region

from desktop.core.definitions import Subject
from desktop.forms.lint import LintProblem, lint_path
from desktop.forms.schema import PackError


class Lists:
    """Codes of the tests; 999 is on no list."""

    def find(self, subjects: str, code: str) -> Subject | None:
        return Subject(code, "某科目", 1, "") if code[:3] in ("206", "207", "301") else None

    def is_official(self, subjects: str) -> bool:
        return False


def problems_of(folder: Path) -> list[LintProblem]:
    return lint_path(folder, Lists())


def lint(tmp_path: Path, **files: str) -> set[tuple[str, str]]:
    """(rule, place) of every problem of the base pack with changed files."""
    return {(problem.rule, problem.place) for problem in problems_of(write_base(tmp_path, **files))}


def summary(*changes: tuple[str, str]) -> str:
    """公开01 with parts replaced; each part must be there."""
    return _changed(SUMMARY, *changes)


def tree(*changes: tuple[str, str]) -> str:
    return _changed(TREE, *changes)


def _changed(text: str, *changes: tuple[str, str]) -> str:
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


def with_check(text: str, **fields: str) -> str:
    """A form with one more check ``新``; all that a good check needs is given and can be replaced."""
    full = {"id": "新", "expr": "[1,1] ≥ 0", "say": "错。", "why": "依据。", "how": "改正。", **fields}
    lines = "".join(f"{key} = '''{value}'''\n" for key, value in full.items() if value)
    return text.replace("[layout]", f"[[check]]\n{lines}[layout]", 1)


def with_calc(text: str, let: str, **fields: str) -> str:
    full = {"id": "新", "let": let, "basis": "依据。", **fields}
    lines = "".join(f"{key} = '''{value}'''\n" for key, value in full.items() if value)
    return text.replace("[layout]", f"[[calc]]\n{lines}[layout]", 1)


NEW_CALC, NEW_CHECK = "公开01.toml：calc[新]", "公开01.toml：check[新]"


def test_a_sound_pack_has_no_problem(tmp_path: Path) -> None:
    assert problems_of(write_base(tmp_path)) == []


def test_a_sound_derived_pack_has_no_problem(tmp_path: Path) -> None:
    write_base(tmp_path)
    assert problems_of(write_region(tmp_path, 公开01='form = "公开01"\nextends = true\ntitle = "省表"\n')) == []


def test_every_problem_is_a_chinese_sentence_with_its_place(tmp_path: Path) -> None:
    problem = problems_of(write_base(tmp_path, 公开01=with_check(SUMMARY, expr="[99,1] ≥ 0")))[0]
    assert str(problem) == "公开01.toml：check[新]：公开01 没有行次 99，请改正。（unknown-reference）"


# --- packs and edits ----------------------------------------------------------------------------------------------------------------------


def test_unreadable_pack(tmp_path: Path) -> None:
    found = problems_of(write_base(tmp_path, 公开01="form = "))
    assert [problem.rule for problem in found] == ["unreadable"]
    assert "公开01.toml" in found[0].say


def test_lost_edit(tmp_path: Path) -> None:
    write_base(tmp_path)
    lost = 'form = "公开01"\nextends = true\n[[edit]]\nop = "drop_row"\ntarget = "没有"\n'
    found = problems_of(write_region(tmp_path, 公开01=lost))
    assert [problem.rule for problem in found] == ["lost-edit"] and "“没有”" in found[0].say


def test_line_drift(tmp_path: Path) -> None:
    """4行=(1+2)行 was written for the base; in the region row 2 is another one."""
    write_base(tmp_path)
    shifted = 'form = "公开01"\nextends = true\n[[edit]]\nop = "renumber"\ntarget = "其他"\nno = "3"\n'
    shifted += '[[edit]]\nop = "replace_row"\ntarget = "空3"\nno = "2"\nsource = "填"\n'
    found = problems_of(write_region(tmp_path, 公开01=shifted))
    assert [(problem.rule, problem.place) for problem in found] == [("line-drift", "公开01.toml：calc[01-A1]")]
    assert "少了 其他/金额" in found[0].say


# --- ids, lists, texts ----------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("form", "key"),
    [
        (summary(("2 | 其他 |", "2 | 拨款 |")), "公开01.toml：rows"),
        (summary(("2 | 其他 |", "1 | 其他 |")), "公开01.toml：rows"),
        (summary(('id = "支出"\ncolumns', 'id = "收入"\ncolumns')), "公开01.toml：block"),
        (summary(('id = "01-A2"', 'id = "01-A1"')), "公开01.toml：01-A1"),
        (summary(('[{ id = "金额", no = "1" }]', '[{ id = "金额", no = "1" }, { id = "金额" }]')), "公开01.toml：block[收入].columns"),
    ],
)
def test_duplicate_ids(tmp_path: Path, form: str, key: str) -> None:
    assert ("duplicate-id", key) in lint(tmp_path, 公开01=form)


def test_the_same_formula_id_in_two_forms(tmp_path: Path) -> None:
    assert lint(tmp_path, 公开03=tree(('id = "03-A1"', 'id = "01-A1"'))) == {("duplicate-id", "公开03.toml：01-A1")}


def test_two_families(tmp_path: Path) -> None:
    second = '[[block]]\nid = "二"\ncolumns = [{ id = "x", label = "x" }]\n[block.family]\ntotal_row = "二合计"\n[[calc]]'
    assert ("two-families", "公开03.toml：block") in lint(tmp_path, 公开03=tree(("[[calc]]", second)))


def test_choice_without_choices(tmp_path: Path) -> None:
    cover = _changed(COVER, ("| 只有财政拨款/还有其他收入 | 只有财政拨款", "| |"))
    assert lint(tmp_path, 封面=cover) == {("choice-without-choices", "封面.toml：row[资金来源]")}


def test_default_that_is_no_choice(tmp_path: Path) -> None:
    cover = _changed(COVER, ("其他收入 | 只有财政拨款", "其他收入 | 没有"))
    assert lint(tmp_path, 封面=cover) == {("unknown-choice", "封面.toml：row[资金来源]")}


def test_condition_with_an_answer_that_is_no_choice(tmp_path: Path) -> None:
    form = with_check(SUMMARY, when='封面[资金来源] = "只有拨款"')
    assert ("unknown-choice", "公开01.toml：check[新].when") in lint(tmp_path, 公开01=form)


def test_exported_row_that_is_not_there(tmp_path: Path) -> None:
    assert lint(tmp_path, 公开01=summary(('exports = ["收入合计"', 'exports = ["总收入"'))) == {
        ("unknown-reference", "公开01.toml：exports")
    }


def test_mirrors(tmp_path: Path) -> None:
    unknown = tree(('view = "subject_tree"', 'mirrors = [{ form = "公开99" }]'))
    assert lint(tmp_path, 公开03=unknown) == {("unknown-reference", "公开03.toml：mirrors")}
    fixed = tree(('view = "subject_tree"', 'mirrors = [{ form = "公开01" }]'))
    assert lint(tmp_path, 公开03=fixed) == {("mirror-without-family", "公开03.toml：mirrors")}


def test_unknown_list_of_subjects(tmp_path: Path) -> None:
    form = tree(('subjects = "functional"', 'subjects = "functionl"'))
    assert lint(tmp_path, 公开03=form) == {("unknown-list", "公开03.toml：family.subjects")}


def test_code_that_is_on_no_list(tmp_path: Path) -> None:
    assert ("unknown-code", "公开01.toml：row[999]") in lint(tmp_path, 公开01=summary(("| 算 | 206", "| 算 | 999"), ('"206"]', '"999"]')))
    form = with_check(SUMMARY, expr="公开03[@9990101,基本支出] = 0")
    assert lint(tmp_path, 公开01=form) == {("unknown-code", NEW_CHECK)}


def test_unknown_placeholder_in_printed_text(tmp_path: Path) -> None:
    assert lint(tmp_path, 公开01=summary(("{年度}年度总收支", "{年份}年度总收支"))) == {("unknown-placeholder", "公开01.toml：notes[1]")}
    assert lint(tmp_path, 公开01=summary(("{单位}{年度}", "{金额单位}{年度}"))) == {("unknown-placeholder", "公开01.toml：empty_sentence")}


def test_table_that_may_be_empty_without_sentence(tmp_path: Path) -> None:
    assert lint(tmp_path, 公开03=tree(('empty_sentence = "说明：本表无数据。"', ""))) == {
        ("no-empty-sentence", "公开03.toml：empty_sentence")
    }
    fixed = summary(('empty_sentence = "说明：{单位}{年度}年度本表无数据。"', "applies = '封面[资金来源] = \"只有财政拨款\"'"))
    assert lint(tmp_path, 公开01=fixed) == {("no-empty-sentence", "公开01.toml：empty_sentence")}


# --- the printed table ------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rule", "key", "change"),
    [
        ("unknown-panel", "layout.panels", ('{ block = "支出", columns = ["项目"', '{ block = "支", columns = ["项目"')),
        ("unknown-panel", "layout.panels", ('"行次", "金额"] }]', '"行次", "数额"] }]')),
        ("head-grid", "layout.head", ("收入 | < | < | 支出 | < | <\n", "收入 | < | < | 支出 | < | < | <\n")),
        ("widths", "layout.widths", ("widths = [62,", "widths = [")),
        ("widths", "layout.widths", ("widths = [62,", "widths = [0,")),
        ("unknown-reference", "layout.footer", ("widths =", 'footer = "合计|<|[没有,金额]|<|<|<"\nwidths =')),
        ("unprinted", "block[收入]", ('[{ id = "金额", no = "1" }]', '[{ id = "金额", no = "1" }, { id = "备注" }]')),
        ("head-label", "layout.head", ("栏次 | < | 1 | 栏次 | < | 2", "栏次 | < | 1 | 栏次 | < | 3")),
        ("head-label", "layout.head", ('{ id = "金额", no = "1" }', '{ id = "金额", label = "决算数", no = "1" }')),
    ],
)
def test_layout_that_does_not_fit_the_form(tmp_path: Path, rule: str, key: str, change: tuple[str, str]) -> None:
    form = summary(change)
    if rule == "head-grid":
        form = form.replace("项目 | 行次 | 金额\n栏次", "项目 | 行次 | 金额 | x\n栏次").replace("< | 2\n", "< | 2 | x\n")
    assert (rule, f"公开01.toml：{key}") in lint(tmp_path, 公开01=form)


def test_a_row_that_is_printed_nowhere(tmp_path: Path) -> None:
    form = summary((', { block = "支出", columns = ["项目", "行次", "金额"] }]', "]"))
    assert ("unprinted", "公开01.toml：row[206]") in lint(tmp_path, 公开01=form)


# --- formulas ------------------------------------------------------------------------------------------------------------------------------


def test_formula_that_cannot_be_read(tmp_path: Path) -> None:
    assert lint(tmp_path, 公开01=with_calc(SUMMARY, "[2,1] = [1,1] +")) == {("unreadable-formula", NEW_CALC)}
    assert lint(tmp_path, 公开01=with_check(SUMMARY, expr="[1,1] ≥≥ 0")) == {("unreadable-formula", NEW_CHECK)}
    form = with_check(SUMMARY, when="封面[资金来源 = 1")
    assert lint(tmp_path, 公开01=form) == {("unreadable-formula", "公开01.toml：check[新].when")}


@pytest.mark.parametrize(
    "expr",
    [
        "[没有,1] ≥ 0",
        "[99,1] ≥ 0",
        "[1,7] ≥ 0",
        "[1,数额] ≥ 0",
        "公开99[合计,1] ≥ 0",
        "公开03[款,没有] ≥ 0",
        "[下级,1] ≥ 0",
        "[1,*] ≥ 0",
        '[1,1] ≥ 参数("没有")',
        '[1,1] ≥ 0 或 空表("公开99")',
        "封面[没有] ≠ \"x\" 或 [1,1] ≥ 0",
        "上年.[99,1] ≥ 0",
    ],
)  # fmt: skip
def test_check_that_names_what_is_not_there(tmp_path: Path, expr: str) -> None:
    assert ("unknown-reference", NEW_CHECK) in lint(tmp_path, 公开01=with_check(SUMMARY, expr=expr))


@pytest.mark.parametrize("let", ["[2,1] = [没有,1]", "[2,1] = 公开03[合计,没有]", "[没有,1] = [1,1]", "[2,9] = [1,1]", "[本行,1] = 0"])
def test_calc_that_names_what_is_not_there(tmp_path: Path, let: str) -> None:
    assert ("unknown-reference", NEW_CALC) in lint(tmp_path, 公开01=with_calc(SUMMARY, let))


def test_check_over_rows_that_are_not_there(tmp_path: Path) -> None:
    assert lint(tmp_path, 公开01=with_check(SUMMARY, each="[项]", expr="[本行,金额] ≥ 0")) == {("unknown-reference", NEW_CHECK)}


def test_condition_on_a_cover_cell_that_is_not_there(tmp_path: Path) -> None:
    form = with_check(SUMMARY, when='封面[级次] = "x"')
    assert ("unknown-reference", "公开01.toml：check[新].when") in lint(tmp_path, 公开01=form)


def test_parameter_that_is_no_number(tmp_path: Path) -> None:
    form = with_check(SUMMARY, expr='[1,1] ≥ 参数("变动幅度")')
    pack = _changed(PACK, ('= "30"', '= "三成"'))
    assert lint(tmp_path, pack=pack, 公开01=form) == {("unknown-reference", NEW_CHECK)}


def test_condition_that_looks_beyond_the_cover(tmp_path: Path) -> None:
    form = with_check(SUMMARY, when="公开03[合计,本年支出] > 0")
    assert lint(tmp_path, 公开01=form) == {("condition-beyond-cover", "公开01.toml：check[新].when")}


def test_line_and_column_numbers_across_forms_and_years(tmp_path: Path) -> None:
    for expr in ("公开03[合计,1] ≥ 0", "上年.[1,金额] ≥ 0", "上年.[拨款,1] ≥ 0"):
        assert lint(tmp_path, 公开01=with_check(SUMMARY, expr=expr)) == {("number-across", NEW_CHECK)}
    form = tree(("[layout]", '[[calc]]\nid = "新"\nlet = "[叶,基本支出] = 公开01[4,金额]"\nbasis = "x"\n[layout]'))
    assert ("number-across", "公开03.toml：calc[新]") in lint(tmp_path, 公开03=form)


def test_reference_to_what_the_other_form_does_not_export(tmp_path: Path) -> None:
    check = with_check(TREE, expr="公开01[拨款,金额] ≥ 0")
    assert lint(tmp_path, 公开03=check) == {("not-exported", "公开03.toml：check[新]")}
    assert lint(tmp_path, 公开03=tree(('exports = ["*"]', 'exports = ["合计"]'))) == {("not-exported", "公开01.toml：calc[01-A3]")}
    assert lint(tmp_path, 公开03=tree(('exports = ["*"]', 'exports = ["合计", "类"]'))) == set()


def test_calc_for_a_cell_of_another_form(tmp_path: Path) -> None:
    assert lint(tmp_path, 公开01=with_calc(SUMMARY, "公开03[合计,本年支出] = [1,1]")) == {("foreign-target", NEW_CALC)}


def test_error_without_basis(tmp_path: Path) -> None:
    assert lint(tmp_path, 公开01=with_check(SUMMARY, why="")) == {("no-basis", NEW_CHECK)}
    assert lint(tmp_path, 公开01=with_calc(SUMMARY, "[2,1] = [1,1]", basis="")) == {("no-basis", NEW_CALC)}
    assert lint(tmp_path, 公开01=with_check(SUMMARY, why="", severity="hint")) == set()


def test_check_without_message(tmp_path: Path) -> None:
    assert lint(tmp_path, 公开01=with_check(SUMMARY, say="")) == {("no-message", NEW_CHECK)}
    assert lint(tmp_path, 公开01=with_check(SUMMARY, how="")) == {("no-message", NEW_CHECK)}


@pytest.mark.parametrize(
    ("say", "fields"),
    [
        ("{行}有错。", {}),
        ("{代码}有错。", {}),
        ("{栏}有错。", {}),
        ("{左}有错。", {"expr": "非 空([1,1])"}),
    ],
)
def test_message_with_an_operand_that_is_not_there(tmp_path: Path, say: str, fields: dict[str, str]) -> None:
    assert lint(tmp_path, 公开01=with_check(SUMMARY, say=say, **fields)) == {("missing-operand", NEW_CHECK)}


def test_message_with_all_its_operands(tmp_path: Path) -> None:
    say = "{表}{代码}{行}{栏}：{左}、{右}、{差}，{单位}{年度}"
    assert lint(tmp_path, 公开03=with_check(TREE, each="[类]", columns="1..3", expr="[本行,*] ≥ 0", say=say)) == set()


def test_message_with_an_unknown_placeholder(tmp_path: Path) -> None:
    assert lint(tmp_path, 公开01=with_check(SUMMARY, how="看{那里}。")) == {("unknown-placeholder", NEW_CHECK)}


def test_message_that_sends_to_a_number_which_is_not_printed(tmp_path: Path) -> None:
    """A region that prints no 行次 must not say “核对 4 行”; another form in the clause is looked up there."""
    say = "核对1、2行和1栏，再核对公开03表2栏。"
    assert lint(tmp_path, 公开01=with_check(SUMMARY, how=say)) == set()
    unnumbered = summary(
        ('["项目", "行次", "金额"] }, { block', '["项目", "金额"] }, { block'), ('["项目", "行次", "金额"] }]', '["项目", "金额"] }]')
    )
    unnumbered = _changed(
        unnumbered,
        (
            "收入 | < | < | 支出 | < | <\n项目 | 行次 | 金额 | 项目 | 行次 | 金额\n栏次 | < | 1 | 栏次 | < | 2",
            "项目 | 金额 | 项目 | 金额\n栏次 | 1 | 栏次 | 2",
        ),
        ("widths = [62, 12, 24, 62, 12, 24]", "widths = [62, 24, 62, 24]"),
    )
    assert lint(tmp_path, 公开01=unnumbered) == set()
    assert lint(tmp_path, 公开01=with_check(unnumbered, how=say)) == {("number-not-printed", NEW_CHECK)}
    assert lint(tmp_path, 公开01=with_check(SUMMARY, how="再核对公开03表7栏。")) == {("number-not-printed", NEW_CHECK)}


def test_repair_that_needs_the_sentence_of_the_form(tmp_path: Path) -> None:
    form = with_check(SUMMARY, repair="fill_sentence").replace('empty_sentence = "说明：{单位}{年度}年度本表无数据。"', "")
    assert ("no-empty-sentence", NEW_CHECK) in lint(tmp_path, 公开01=form)


# --- cells and their formulas ------------------------------------------------------------------------------------------------------------


def test_two_calcs_for_one_cell(tmp_path: Path) -> None:
    assert lint(tmp_path, 公开01=with_calc(SUMMARY, "[收入合计,金额] = [1,1] + [2,1]")) == {("two-calcs", "公开01.toml：calc[01-A1]")}
    form = with_calc(TREE, "[项,本年支出] = [本行,基本支出]")
    assert lint(tmp_path, 公开03=form) == {("two-calcs", "公开03.toml：calc[03-A1]")}


def test_two_calcs_under_conditions_that_exclude_each_other_are_fine(tmp_path: Path) -> None:
    one = with_calc(SUMMARY, "[2,1] = [1,1]", when='封面[资金来源] = "只有财政拨款"')
    other = with_calc(one, "[2,1] = 0 − [1,1]", id="又", when='封面[资金来源] = "还有其他收入"')
    assert lint(tmp_path, 公开01=other) == set()
    inverse = with_calc(one, "[2,1] = 0 − [1,1]", id="又", when='封面[资金来源] ≠ "只有财政拨款"')
    assert lint(tmp_path, 公开01=inverse) == set()
    both = with_calc(one, "[2,1] = 0 − [1,1]", id="又", when='封面[单位名称] = "某局"')
    assert {rule for rule, _ in lint(tmp_path, 公开01=both)} == {"two-calcs"}


def test_computed_row_without_calc(tmp_path: Path) -> None:
    form = summary(('[[calc]]\nid = "01-A2"\nlet = "[6,2] = [5,2]"\nbasis = "6行=5行"\n', ""))
    assert lint(tmp_path, 公开01=form) == {("no-calc", "公开01.toml：row[支出合计]")}


def test_total_and_parents_of_a_family_without_calc(tmp_path: Path) -> None:
    form = tree(("[父,*] = 合计([下级,*])", "[父,本年支出] = 合计([下级,本年支出])"))
    assert {problem for problem in lint(tmp_path, 公开03=form) if problem[0] == "no-calc"} == {
        ("no-calc", "公开03.toml：row[3父]"),
        ("no-calc", "公开03.toml：row[5父]"),
    }
    form = tree(("[合计,*] = 合计([类,*])", "[合计,1] = 合计([类,1])"))
    assert lint(tmp_path, 公开03=form) == {("no-calc", "公开03.toml：row[合计]")}


def test_calc_on_a_row_without_value(tmp_path: Path) -> None:
    assert lint(tmp_path, 公开01=with_calc(SUMMARY, "[3,1] = [1,1]")) == {("row-without-value", NEW_CALC)}
    headings = summary(("2 | 其他 | 二、其他 | 填", "2 | 其他 | 二、其他 | 节"), ("合计([1..2,1])", "[1,1]"))
    assert lint(tmp_path, 公开01=with_calc(headings, "[其他,1] = [1,1]")) == {("row-without-value", NEW_CALC)}


def test_calc_on_a_row_that_does_not_apply(tmp_path: Path) -> None:
    rows = summary(("来源\n1 | 拨款 | 一、拨款 | 填", "来源 | 不适用\n1 | 拨款 | 一、拨款 | 填 | 是"), ("二、其他 | 填", "二、其他 | 填 |"))
    rows = rows.replace("3 | | | 空", "3 | | | 空 |").replace("收入合计 | 收入合计 | 算", "收入合计 | 收入合计 | 算 |")
    assert lint(tmp_path, 公开01=with_calc(rows, "[1,1] = [2,1]")) == {("row-without-value", NEW_CALC)}


def test_calc_on_a_row_that_is_entered_is_fine(tmp_path: Path) -> None:
    assert lint(tmp_path, 公开01=with_calc(SUMMARY, "[2,1] = 公开03[合计,项目支出]")) == set()


def test_cycle_inside_a_form(tmp_path: Path) -> None:
    found = problems_of(write_base(tmp_path, 公开01=with_calc(SUMMARY, "[1,1] = [4,1] − [2,1]")))
    assert [problem.rule for problem in found] == ["cycle"]
    assert "01-A1、新" in found[0].say


def test_cycle_between_forms(tmp_path: Path) -> None:
    form = with_calc(TREE, "[叶,基本支出] = 公开01[支出合计,金额]")
    assert {rule for rule, _ in lint(tmp_path, 公开03=form)} == {"cycle"}


def test_calcs_that_never_hold_together_make_no_cycle(tmp_path: Path) -> None:
    """A department may work from the parts to the total or from the total down."""
    form = tree(('basis = "1栏=(2+3)栏"', 'basis = "x"\nwhen = \'封面[资金来源] = "只有财政拨款"\''))
    down = with_calc(form, "[叶,项目支出] = [本行,本年支出] − [本行,基本支出]", when='封面[资金来源] ≠ "只有财政拨款"')
    assert lint(tmp_path, 公开03=down) == set()
    always = with_calc(form, "[叶,项目支出] = [本行,本年支出] − [本行,基本支出]")
    assert {rule for rule, _ in lint(tmp_path, 公开03=always)} == {"cycle"}


def test_last_years_figures_make_no_cycle(tmp_path: Path) -> None:
    assert lint(tmp_path, 公开01=with_calc(SUMMARY, "[1,1] = 上年.[收入合计,金额]")) == set()


@pytest.mark.parametrize(
    ("expr", "fields"),
    [
        ("1 = 1", {}),
        ("[1,1] + [2,1] = [2,1] + [1,1]", {}),
        ("合计([1..2,1]) = [拨款,金额] + [其他,金额]", {}),
        ("[4,1] = [1,1] + [2,1]", {}),
        ("[1,1] + [2,1] = [4,1]", {}),
        ("[本行,金额] = 公开03[本行,本年支出]", {"each": "[类]"}),
    ],
)
def test_check_that_can_never_fire(tmp_path: Path, expr: str, fields: dict[str, str]) -> None:
    assert lint(tmp_path, 公开01=with_check(SUMMARY, expr=expr, **fields)) == {("never", NEW_CHECK)}


def test_condition_that_never_holds(tmp_path: Path) -> None:
    when = '封面[资金来源] = "只有财政拨款" 且 封面[资金来源] = "还有其他收入"'
    assert lint(tmp_path, 公开01=with_check(SUMMARY, when=when)) == {("never", "公开01.toml：check[新].when")}


def test_check_of_a_conditional_calc_may_stand_beside_it(tmp_path: Path) -> None:
    """The calc compares only where its condition holds; the check holds always."""
    form = with_calc(SUMMARY, "[2,1] = [1,1]", when='封面[资金来源] = "只有财政拨款"')
    assert lint(tmp_path, 公开01=with_check(form, id="审", expr="[2,1] = [1,1]")) == set()


def test_a_derived_pack_is_linted_as_it_is_after_its_edits(tmp_path: Path) -> None:
    write_base(tmp_path)
    dropped = 'form = "公开01"\nextends = true\n[[edit]]\nop = "drop_calc"\ntarget = "01-A2"\n'
    found = problems_of(write_region(tmp_path, REGION, 公开01=dropped))
    assert [(problem.rule, problem.place) for problem in found] == [("no-calc", "公开01.toml：row[支出合计]")]


def test_a_pack_that_is_not_there_is_no_lint_problem_but_an_error(tmp_path: Path) -> None:
    with pytest.raises(PackError, match="没有 pack"):
        lint_path(tmp_path / "nirgends")
