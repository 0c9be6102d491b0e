"""Performance forms in packs: free rows, forms per project, records, scoring profiles; every mistake is a Chinese sentence."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from project_pack import PROFILE, PROJECTS, REVIEW, TARGET, write_projects

from desktop.core.definitions import FamilyDef, FormDef, HeadCell, PackDef
from desktop.forms.body_lines import body_text, read_body
from desktop.forms.load import load_pack, read_pack
from desktop.forms.schema import PackError

REGION = """
id = "区县"
title = "区县绩效表套"
extends = "试点"
"""


def form_of(pack: PackDef, code: str) -> FormDef:
    found = pack.form(code)
    assert found is not None
    return found


def write_region(root: Path, **files: str) -> Path:
    write_projects(root)
    folder = root / "区县"
    (folder / "scoring").mkdir(parents=True)
    (folder / "pack.toml").write_text(REGION, encoding="utf-8")
    for name, text in files.items():
        (folder / f"{name.replace('__', '/')}.toml").write_text(text, encoding="utf-8")
    return folder


def edited(root: Path, edit: str, form: str = "自评表", top: str = "") -> FormDef:
    text = f'form = "{form}"\nextends = true\n{top}\n{edit}'
    return form_of(load_pack(write_region(root, **{form: text})), form)


# --- what is read ---------------------------------------------------------------------------------------------------------------------


def test_free_rows_are_read_without_a_total_row(tmp_path: Path) -> None:
    family = form_of(load_pack(write_projects(tmp_path)), "自评表").family
    assert family == FamilyDef(
        kind="free", prefix="指", label_column="三级指标", grouped_by=("一级指标", "二级指标"), total_row="", total_label=""
    )


def test_a_form_says_for_what_it_is_made_where_it_stands_and_how_it_is_scored(tmp_path: Path) -> None:
    form = form_of(load_pack(write_projects(tmp_path)), "自评表")
    assert (form.per, form.stage, form.scoring) == ("项目", "自评", "试点办法")


def test_fixed_calcs_and_their_tier_are_read(tmp_path: Path) -> None:
    calcs = {calc.id: calc for calc in form_of(load_pack(write_projects(tmp_path)), "自评表").calcs}
    assert (calcs["自评-项目名称"].fixed, calcs["自评-项目名称"].tier) == (True, "绩效")
    assert (calcs["自评-分值合计"].fixed, calcs["自评-分值合计"].tier) == (False, "基本")


def test_columns_can_be_choices_scores_and_indicators(tmp_path: Path) -> None:
    pack = load_pack(write_projects(tmp_path))
    column = form_of(pack, "项目").blocks[0].column("项目类别")
    assert column is not None
    assert (column.kind, column.choices) == ("choice", ("运转类项目", "特定目标类项目"))
    kinds = [column.kind for column in form_of(pack, "自评表").block("指标").columns]
    assert kinds == ["text", "text", "text", "indicator", "indicator", "score", "score", "text"]


def test_the_marks_of_body_lines_are_no_cells(tmp_path: Path) -> None:
    lines = form_of(load_pack(write_projects(tmp_path)), "自评表").layout.body
    assert [line.heading for line in lines].index(True) == 5
    assert [line.repeat for line in lines].index(True) == 6
    assert {len(line.cells) for line in lines} == {9}
    assert lines[5].cells[0] == HeadCell("年度绩效指标", 2, 1), "the heading reaches into the repeated line"
    monitor = form_of(load_pack(write_projects(tmp_path)), "监控汇总").layout.body
    assert [(line.group, line.repeat) for line in monitor] == [("项目类别", False), ("", True)]


def test_a_body_cell_is_a_value_with_words_before_and_behind() -> None:
    found = body_text(HeadCell("合计：[总分,得分]分"))
    assert (found.before, found.row, found.column, found.behind) == ("合计：", "总分", "得分", "分")
    assert body_text(HeadCell("总分")).row == ""
    assert body_text(HeadCell("（[组序]）[*,项目类别]")).words == ("组序",)


def test_scoring_profiles_are_part_of_the_pack_and_of_its_hash(tmp_path: Path) -> None:
    one = load_pack(write_projects(tmp_path / "a"))
    assert [(profile.id, profile.title) for profile in one.scoring] == [("试点办法", "试点评分办法")]
    other = load_pack(write_projects(tmp_path / "b", scoring=PROFILE.replace("试点评分办法", "试行评分办法")))
    assert other.content_hash != one.content_hash


# --- mistakes -------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changed", "wanted"),
    [
        ({"自评表": REVIEW.replace('kind = "free"', 'kind = "frei"')}, r"自评表\.toml：block\[指标\]\.family\.kind：不能是“frei”"),
        ({"自评表": REVIEW.replace('prefix = "指"', "levels = [3]")}, r"family\.levels：自由行（kind = \"free\"）没有这一项"),
        ({"自评表": REVIEW.replace('kind = "free"', "")}, r"family\.prefix：科目行没有这一项"),
        ({"自评表": REVIEW.replace('stage = "自评"', 'stage = "评价"')}, r"自评表\.toml：stage：不能是“评价”，只能是：、目标、监控、自评"),
        ({"自评表": REVIEW.replace('per = "项目"', 'pre = "项目"')}, r"自评表\.toml：pre：没有这一项。是不是“per”？"),
        ({"自评表": REVIEW.replace("fixed = true", 'fixed = "是"', 1)}, r"calc\[自评-项目名称\]\.fixed：应是 true 或 false"),
        ({"自评表": REVIEW.replace('tier = "绩效"', 'tier = "绩"')}, r"calc\[自评-项目名称\]\.tier：不能是“绩”"),
        ({"自评表": REVIEW.replace("[总分,总分] |", "[总分,总分]")}, r"layout\.body：第 8 行有 8 格，第 1 行有 9 格"),
        ({"自评表": REVIEW.replace("[总分,总分]", "[*,得分]")}, r"layout\.body：第 8 行：“\[\*,得分\]”只能写在逐行重复的行里"),
        ({"自评表": REVIEW.replace("[*,得分]", "[总分,总分]")}, r"layout\.body：第 7 行：“\[总分,总分\]”是固定的格"),
        ({"自评表": REVIEW.replace("[*,得分]", "[得分]")}, r"layout\.body：第 7 行：“\[得分\]”看不懂"),
        ({"自评表": REVIEW.replace("[*,得分]", "[*,得分")}, r"layout\.body：第 7 行：.*方括号不成对"),
        ({"自评表": REVIEW.replace("[*,得分]", "[*,得分][*,分值]")}, r"一格里写了 2 个取数的格"),
        ({"自评表": REVIEW.replace("widths = [10", "panels = []\nwidths = [10")}, r"layout\.panels：写了 body 的表不用 panels"),
        ({"项目": PROJECTS.replace('kind = "choice", ', "")}, r"columns\[项目类别\]\.choices：只有类型是 choice 的栏才写选项"),
        ({"目标表": TARGET.replace('"科目"', "").replace("body =", "bodies =")}, r"layout\.bodies：没有这一项。是不是“body”？"),
        ({"scoring": PROFILE + 'titel = "甲"\n'}, r"试点/scoring/试点办法\.toml：titel：没有这一项。是不是“title”？"),
        ({"scoring": 'title = "甲"\n'}, r"scoring/试点办法\.toml：basis：缺少这一项"),
        ({"scoring": 'id = "乙"\n' + PROFILE}, r"scoring/试点办法\.toml：id：是“乙”，而文件名是 试点办法\.toml"),
        ({"scoring": 'extends = "国标"\n' + PROFILE}, r"scoring/试点办法\.toml：extends：没有可以沿用的评分办法“国标”"),
    ],
)
def test_mistakes_name_file_key_and_remedy(tmp_path: Path, changed: dict[str, str], wanted: str) -> None:
    with pytest.raises(PackError, match=wanted):
        load_pack(write_projects(tmp_path, **changed))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        ("*| [*,甲] | 乙\n^ | 丙", "第 2 行的“\\^”与第 1 行重复的行合并了"),
        ("*甲| [*,甲] | <\n合计 | 乙", "第 1 行是分组行，下面却没有逐行重复的行"),
        ("甲 | [序号]", "“\\[序号\\]”只能写在逐行重复的行里"),
        ("甲 | [乙,]", "“\\[乙,\\]”缺少行或栏"),
    ],
)
def test_a_body_that_cannot_be_printed_is_refused(body: str, wanted: str) -> None:
    with pytest.raises(PackError, match=f"x：.*{wanted}"):
        read_body(body, "x")


# --- derived packs --------------------------------------------------------------------------------------------------------------------


def test_a_region_changes_the_body_and_the_place_in_the_chain(tmp_path: Path) -> None:
    form = edited(tmp_path, '[layout]\nbody = "甲 | [项目名称,内容]"\nwidths = [60, 120]', top='scoring = "另一办法"')
    assert [[cell and cell.text for cell in line.cells] for line in form.layout.body] == [["甲", "[项目名称,内容]"]]
    assert form.layout.signature == ("单位负责人",), "other keys of the layout stay"
    assert (form.per, form.scoring) == ("项目", "另一办法")


def test_a_region_changes_only_the_named_keys_of_free_rows(tmp_path: Path) -> None:
    form = edited(tmp_path, '[[edit]]\nop = "replace_family"\ntarget = "指标"\ngrouped_by = ["一级指标"]')
    assert form.family is not None
    assert (form.family.prefix, form.family.label_column, form.family.grouped_by) == ("指", "三级指标", ("一级指标",))


def test_a_region_turns_free_rows_into_subjects_and_back(tmp_path: Path) -> None:
    form = edited(tmp_path, '[[edit]]\nop = "replace_family"\ntarget = "指标"\nkind = "subjects"\nlevels = [3, 5]')
    assert form.family == FamilyDef(levels=(3, 5)), "with the total row of such rows"


def test_a_region_changes_kind_and_choices_of_a_column(tmp_path: Path) -> None:
    form = edited(tmp_path, '[[edit]]\nop = "replace_column"\ntarget = "项目类别"\nchoices = ["民生类项目"]', form="项目")
    column = form.blocks[0].column("项目类别")
    assert column is not None
    assert (column.kind, column.choices, column.label) == ("choice", ("民生类项目",), "项目类别")


def test_a_region_gives_a_printed_text_another_name(tmp_path: Path) -> None:
    form = edited(tmp_path, '[[edit]]\nop = "relabel_body"\ntarget = "年度绩效指标"\nlabel = "绩效指标"')
    assert form.layout.body[5].cells[0] == HeadCell("绩效指标", 2, 1)


def test_a_calc_that_takes_over_can_be_opened_by_a_region(tmp_path: Path) -> None:
    form = edited(tmp_path, '[[edit]]\nop = "replace_calc"\ntarget = "自评-指标"\nfixed = false\ntier = "严格"')
    calc = next(calc for calc in form.calcs if calc.id == "自评-指标")
    assert (calc.fixed, calc.tier, calc.let) == (False, "严格", "[*,三级指标] = 目标表[本行,三级指标]")


def test_a_text_that_is_printed_no_more_is_a_lost_edit(tmp_path: Path) -> None:
    text = 'form = "自评表"\nextends = true\n[[edit]]\nop = "relabel_body"\ntarget = "没有的"\nlabel = "甲"'
    problems = read_pack(write_region(tmp_path, 自评表=text)).problems
    assert len(problems) == 1
    assert "版面上的文字“没有的”" in problems[0]


def test_scoring_profiles_are_inherited_changed_and_added(tmp_path: Path) -> None:
    changed = 'extends = "试点办法"\nbasis = "区〔2024〕2号"'
    added = write_region(tmp_path, scoring__试点办法=changed, scoring__区办法=f'{changed}\ntitle = "区办法"')
    profiles = {profile.id: profile for profile in load_pack(added).scoring}
    assert set(profiles) == {"试点办法", "区办法"}
    assert (profiles["试点办法"].title, profiles["试点办法"].basis) == ("试点评分办法", "区〔2024〕2号")
    assert profiles["区办法"].title == "区办法"


def test_profiles_that_extend_each_other_are_refused(tmp_path: Path) -> None:
    folder = write_region(tmp_path, scoring__甲='extends = "乙"', scoring__乙='extends = "甲"')
    with pytest.raises(PackError, match=r"区县/scoring/.\.toml：extends：评分办法互相沿用（甲 → 乙 → 甲|乙 → 甲 → 乙）"):
        load_pack(folder)


FULL_PROFILE = (
    PROFILE
    + """
unverified = ["定性三档"]
result_is_share = true
[execution]
points = 20
bands = [{ at_least = "0.9", share = 1 }, { at_least = 0.8, share = 0.5 }]
[[quantity]]
comparator = "≥"
missed = "不得分"
[[grades]]
at_least = 90
word = "优"
"""
)


def test_a_profile_is_read_with_exact_numbers_and_its_parts(tmp_path: Path) -> None:
    (profile,) = load_pack(write_projects(tmp_path, scoring=FULL_PROFILE)).scoring
    assert profile.execution.points == 20
    assert [(band.at_least, band.share) for band in profile.execution.bands] == [(Decimal("0.9"), 1), (Decimal("0.8"), Decimal("0.5"))]
    assert [(rule.comparator, rule.missed, rule.met) for rule in profile.quantity] == [("≥", "不得分", "满分")]
    assert [(grade.at_least, grade.word) for grade in profile.grades] == [(90, "优")]
    assert (profile.result_is_share, profile.unverified) == (True, ("定性三档",))


@pytest.mark.parametrize(
    ("old", "new", "wanted"),
    [
        ("points = 20", 'points = "二十"', r"execution\.points：应是数字"),
        ("points = 20", "point = 20", r"execution\.point：没有这一项。是不是“points”？"),
        ('missed = "不得分"', 'missed = "零分"', r"quantity\[第1个\]\.missed：不能是“零分”，只能是：按比例、不得分"),
        ('comparator = "≥"', "", r"quantity\[第1个\]\.comparator：缺少这一项"),
        ("result_is_share = true", 'result_is_share = "是"', r"result_is_share：应是 true 或 false"),
        ('unverified = ["定性三档"]', 'unverified = "定性三档"', r"unverified：应是一列值"),
    ],
)
def test_mistakes_in_a_profile_are_named(tmp_path: Path, old: str, new: str, wanted: str) -> None:
    with pytest.raises(PackError, match=f"试点办法\\.toml：{wanted}"):
        load_pack(write_projects(tmp_path, scoring=FULL_PROFILE.replace(old, new)))
