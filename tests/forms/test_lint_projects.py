"""Rules of the linter for performance forms: a sound pack has no problem, and each mistake is named by its rule and its place."""

from __future__ import annotations

from pathlib import Path

import pytest
from project_pack import MONITOR, PACK, PROJECTS, REVIEW, TARGET, write_projects

from desktop.forms.lint import lint_path

BODY = "自评表.toml：layout.body"


def lint(tmp_path: Path, **files: str) -> set[tuple[str, str]]:
    return {(problem.rule, problem.place) for problem in lint_path(write_projects(tmp_path, **files))}


def changed(text: str, *changes: tuple[str, str]) -> str:
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


def with_check(text: str, expr: str, each: str = "", say: str = "错。") -> str:
    lines = f"[[check]]\nid = '新'\nexpr = '''{expr}'''\nsay = '{say}'\nwhy = '依据。'\nhow = '改正。'\n"
    return text.replace("[layout]", lines + (f"each = '{each}'\n" if each else "") + "[layout]", 1)


def with_calc(text: str, let: str) -> str:
    return text.replace("[layout]", f"[[calc]]\nid = '新'\nlet = '''{let}'''\nbasis = '依据。'\n[layout]", 1)


def test_a_sound_pack_has_no_problem(tmp_path: Path) -> None:
    assert lint(tmp_path) == set()


# --- the printed body -----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("[预期目标,内容]", "[预期目的,内容]"),
        ("[预期目标,内容]", "[预期目标,正文]"),
        ("[*,完成值]", "[*,完成]"),
        ("[总额,得分]分", "[得分,总额]分"),
    ],
)
def test_a_body_that_names_what_is_not_there(tmp_path: Path, old: str, new: str) -> None:
    assert ("unknown-reference", BODY) in lint(tmp_path, 自评表=changed(REVIEW, (old, new)))


def test_a_group_by_a_column_that_is_not_there(tmp_path: Path) -> None:
    text = changed(MONITOR, ("*项目类别|", "*类别|"))
    assert ("unknown-reference", "监控汇总.toml：layout.body") in lint(tmp_path, 监控汇总=text)


def test_repeated_lines_without_free_rows(tmp_path: Path) -> None:
    text = changed(PROJECTS, ('[block.family]\nkind = "free"\nlabel_column = "项目名称"', ""))
    assert ("unknown-reference", "项目.toml：layout.body") in lint(tmp_path, 项目=text)


def test_a_row_or_column_that_is_never_printed(tmp_path: Path) -> None:
    text = changed(REVIEW, ("[*,偏差原因]", " "))
    assert lint(tmp_path, 自评表=text) == {("unprinted", "自评表.toml：block[指标]")}
    text = changed(REVIEW, ("[实际完成情况,内容]", " "))
    assert lint(tmp_path, 自评表=text) == {("unprinted", "自评表.toml：row[实际完成情况]")}


def test_single_cells_may_stay_out_of_the_body(tmp_path: Path) -> None:
    text = changed(REVIEW, ("总额 | 年度资金总额 | 填", "总额 | 年度资金总额 | 填\n其他 | 其他资金 | 填"))
    text = changed(text, ("总分 | < | < |", "其他资金 | < | [其他,全年预算数] | < | < | < | < | — | <\n总分 | < | < |"))
    assert lint(tmp_path, 自评表=text) == set()


def test_free_rows_that_are_not_printed(tmp_path: Path) -> None:
    text = changed(
        REVIEW, ("*| ^ | [*,一级指标] | [*,二级指标] | [*,三级指标] | [*,指标值] | [*,完成值] | [*,分值] | [*,得分] | [*,偏差原因]\n", "")
    )
    assert lint(tmp_path, 自评表=text) == {("unprinted", BODY)}


def test_free_rows_without_a_body(tmp_path: Path) -> None:
    text = PROJECTS[: PROJECTS.index("[layout]")]
    assert lint(tmp_path, 项目=text) == {("unprinted", "项目.toml：layout.body")}


def test_a_cell_that_is_printed_twice(tmp_path: Path) -> None:
    assert lint(tmp_path, 自评表=changed(REVIEW, ("[总分,总分] |", "[总分,总分] | [总分,分值]"))) == {("printed-twice", BODY)}


def test_widths_and_head_have_as_many_columns_as_the_body(tmp_path: Path) -> None:
    assert lint(tmp_path, 自评表=changed(REVIEW, ("widths = [10, ", "widths = ["))) == {("widths", "自评表.toml：layout.widths")}
    assert lint(tmp_path, 项目=changed(PROJECTS, ("序号 | 项目名称", "项目名称"))) == {("head-grid", "项目.toml：layout.head")}


def test_the_project_is_named_only_where_there_is_one(tmp_path: Path) -> None:
    text = changed(MONITOR, ("{年度}年项目", "{项目名称}项目"))
    assert lint(tmp_path, 监控汇总=text) == {("unknown-placeholder", "监控汇总.toml：title")}


# --- free rows and the chain ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('label_column = "三级指标"', ""),
        ('label_column = "三级指标"', 'label_column = "指标名称"'),
        ('label_column = "三级指标"', 'label_column = "分值"'),
        ('grouped_by = ["一级指标", "二级指标"]', 'grouped_by = ["一级"]'),
    ],
)
def test_a_family_that_names_columns_which_are_not_there(tmp_path: Path, old: str, new: str) -> None:
    assert lint(tmp_path, 自评表=changed(REVIEW, (old, new))) == {("unknown-reference", "自评表.toml：block[指标].family")}


def test_a_fixed_row_that_looks_like_a_free_one(tmp_path: Path) -> None:
    text = changed(REVIEW, ("总额 | 年度资金总额", "指9 | 年度资金总额")).replace("[总额,", "[指9,")
    assert lint(tmp_path, 自评表=text) == {("prefix-clash", "自评表.toml：block[指标].family")}


def test_rows_that_follow_need_the_same_prefix(tmp_path: Path) -> None:
    assert ("prefix-clash", "目标表.toml：mirrors") in lint(tmp_path, 自评表=changed(REVIEW, ('prefix = "指"', 'prefix = "标"')))


def test_choices_must_be_given(tmp_path: Path) -> None:
    text = changed(PROJECTS, (', choices = ["运转类项目", "特定目标类项目"]', ""))
    assert lint(tmp_path, 项目=text) == {("choice-without-choices", "项目.toml：block[项目].columns[项目类别]")}


@pytest.mark.parametrize("listed", ["封面", "目标表", "没有的表"])
def test_forms_are_there_for_rows_of_a_list_only(tmp_path: Path, listed: str) -> None:
    assert ("unknown-list-form", "自评表.toml：per") in lint(tmp_path, 自评表=changed(REVIEW, ('per = "项目"', f'per = "{listed}"')))


def test_rows_follow_only_between_forms_of_the_same_list(tmp_path: Path) -> None:
    text = changed(PROJECTS, ('{ form = "监控汇总" }', '{ form = "自评表" }'))
    assert ("chain-per", "项目.toml：mirrors") in lint(tmp_path, 项目=text)


def test_rows_follow_from_targets_to_results(tmp_path: Path) -> None:
    text = changed(REVIEW, ("exports", 'mirrors = [{ form = "目标表" }]\nexports'))
    found = lint(tmp_path, 自评表=text, 目标表=changed(TARGET, ('mirrors = [{ form = "自评表" }]', "")))
    assert found == {("chain-backwards", "自评表.toml：mirrors")}


def test_a_form_follows_one_target_only(tmp_path: Path) -> None:
    other = changed(TARGET, ('form = "目标表"', 'form = "申报表"'), ("目标-项目名称", "申报-项目名称"))
    pack = PACK.replace('"目标表"', '"目标表", "申报表"')
    assert lint(tmp_path, pack=pack, 申报表=other) == {("two-targets", "自评表.toml：stage")}


# --- formulas ---------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "expr",
    [
        "合计([*,分值]) = 100",
        '合计若([*,分值],[*,一级指标],"产出指标") ≤ 50',
        "[总额,全年预算数] = 项目[本项,全年预算数]",
        "合计([叶,得分]) = [总分,总分]",
        "[总额,得分] = 执行得分([总额,全年执行数],[总额,全年预算数],10)",
    ],
)
def test_formulas_over_free_rows_and_the_own_project_are_sound(tmp_path: Path, expr: str) -> None:
    assert lint(tmp_path, 自评表=with_check(REVIEW, expr)) == set()


@pytest.mark.parametrize(
    ("expr", "each"),
    [
        ("[本行,得分] ≤ [本行,分值]", "[*]"),
        ("目标表[本行,分值] = [本行,分值]", "[*]"),
        ('非 空([本行,完成值]) 或 含([本行,偏差原因],"未")', "[叶]"),
    ],
)
def test_checks_of_every_free_row_are_sound(tmp_path: Path, expr: str, each: str) -> None:
    assert lint(tmp_path, 自评表=with_check(REVIEW, expr, each)) == set()


@pytest.mark.parametrize(
    "expr", ["合计([类,分值]) = 100", "[指1,分值] > 0", "合计([合计,分值]) = 100", "[*,没有] > 0", "目标表[本行,分值] > 0"]
)
def test_rows_that_free_rows_do_not_have(tmp_path: Path, expr: str) -> None:
    assert {rule for rule, _ in lint(tmp_path, 自评表=with_check(REVIEW, expr))} == {"unknown-reference"}


def test_the_own_project_is_there_only_for_forms_of_the_list(tmp_path: Path) -> None:
    found = lint(tmp_path, 监控汇总=with_check(MONITOR, "项目[本项,全年预算数] > 0"))
    assert found == {("unknown-reference", "监控汇总.toml：check[新]")}


@pytest.mark.parametrize(
    ("expr", "each"),
    [("合计(自评表[总额,全年预算数]) > 0", ""), ("自评表#本行[总额,全年预算数] > [本行,金额]", "[*]"), ("合计(自评表[*,分值]) > 0", "")],
)
def test_all_forms_of_a_list_are_asked_together_or_by_row(tmp_path: Path, expr: str, each: str) -> None:
    found = lint(tmp_path, 监控汇总=with_check(MONITOR.replace("监控汇总", "监控汇总"), expr, each))
    assert found == ({("many-forms", "监控汇总.toml：check[新]")} if "#" in expr else set()), "监控汇总 is no list that forms are made for"


def test_the_list_asks_the_form_of_its_row(tmp_path: Path) -> None:
    assert lint(tmp_path, 项目=with_check(PROJECTS, "自评表#本行[总额,全年预算数] = [本行,全年预算数]", "[*]")) == set()


@pytest.mark.parametrize("expr", ["自评表[总额,全年预算数] > 0", "合计若(自评表[*,分值],自评表[*,一级指标],自评表[总额,得分]) > 0"])
def test_a_single_figure_of_many_forms_is_refused(tmp_path: Path, expr: str) -> None:
    assert lint(tmp_path, 监控汇总=with_check(MONITOR, expr)) == {("many-forms", "监控汇总.toml：check[新]")}


def test_a_row_of_a_form_that_is_there_once_is_refused(tmp_path: Path) -> None:
    found = lint(tmp_path, 项目=with_check(PROJECTS, "监控汇总#本行[本行,金额] > 0", "[*]"))
    assert ("unknown-reference", "项目.toml：check[新]") in found


def test_a_profile_that_is_not_there(tmp_path: Path) -> None:
    assert lint(tmp_path, 自评表=changed(REVIEW, ('scoring = "试点办法"', 'scoring = "别的办法"'))) == {
        ("unknown-profile", "自评表.toml：scoring")
    }


@pytest.mark.parametrize("call", ["得分([本行,指标值],[本行,完成值],[本行,分值])", "执行得分([总额,全年执行数],[总额,全年预算数])"])
def test_scores_need_a_profile(tmp_path: Path, call: str) -> None:
    target = "[*,得分]" if "本行" in call else "[总额,得分]"
    text = with_calc(REVIEW, f"{target} = {call}")
    assert lint(tmp_path, 自评表=text) == set()
    assert lint(tmp_path, 自评表=changed(text, ('scoring = "试点办法"\n', ""))) == {("no-profile", "自评表.toml：calc[新]")}


def test_the_steps_of_a_score_are_said_only_where_there_is_one(tmp_path: Path) -> None:
    scored = "[本行,得分] = 得分([本行,指标值],[本行,完成值],[本行,分值])"
    assert lint(tmp_path, 自评表=with_check(REVIEW, scored, "[*]", "应为 {右}（{过程}）。{另解}")) == set()
    found = lint(tmp_path, 自评表=with_check(REVIEW, "[本行,得分] ≤ [本行,分值]", "[*]", "应为 {右}（{过程}）。"))
    assert found == {("missing-operand", "自评表.toml：check[新]")}


def test_two_calcs_of_the_same_free_cells(tmp_path: Path) -> None:
    text = with_calc(REVIEW, "[*,三级指标] = 目标表[本行,二级指标]")
    assert lint(tmp_path, 自评表=text) == {("two-calcs", "自评表.toml：calc[自评-指标]")}


def test_free_rows_that_depend_on_themselves(tmp_path: Path) -> None:
    text = with_calc(REVIEW, "[*,得分] = 占比([本行,得分],合计([*,得分]))")
    assert lint(tmp_path, 自评表=text) == {("cycle", "自评表.toml：calc[新]")}
