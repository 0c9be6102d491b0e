"""What the layers below say has its English: every text of their code is in ``i18n/said_en.toml``, or named in ``not_said.toml`` with the reason."""

from __future__ import annotations

import re
import tomllib

import pytest
from sentences_below import ROOT, Text, plain, texts

from desktop.ui.said import Sentences

SAID = tomllib.loads((ROOT / "i18n" / "said_en.toml").read_text(encoding="utf-8"))
NOT_SAID = tomllib.loads((ROOT / "i18n" / "not_said.toml").read_text(encoding="utf-8"))


OFFICIAL = ("封面", "元", "万元", "类", "款", "项")
"""Names that an English sentence uses where the Chinese one need not."""


def bare(text: str) -> str:
    """A template without its places and the marks at its ends: what stands inside an explanation is replaced there, whatever is around it."""
    return plain(text).replace("{}", "").strip("，；：、 ")


@pytest.fixture(scope="module")
def below() -> list[Text]:
    return texts()


@pytest.fixture(scope="module")
def english() -> Sentences:
    return Sentences(ROOT / "i18n" / "said_en.toml")


def test_every_sentence_below_the_window_has_its_english(below: list[Text]) -> None:
    known = {plain(source).lstrip("，；：、") for source in SAID["sentences"]}
    inside = {bare(source) for source in SAID["inside"]}
    words = {text for group in NOT_SAID["words"].values() for text in group}
    places = {place for group in NOT_SAID["places"].values() for place in group}
    missing = []
    for one in below:
        steps = one.function.split(".")
        around = {one.module, *(f"{one.module}:{'.'.join(steps[:count])}" for count in range(1, len(steps) + 1))}
        if one.text.lstrip("，；：、") not in known and bare(one.text) not in inside and one.text not in words and not around & places:
            missing.append(f"{one.place}:{one.line} {one.text}")
    assert not missing, "\n".join(missing)


def test_nothing_is_excused_that_is_not_there(below: list[Text]) -> None:
    there = {one.text for one in below}
    assert [text for group in NOT_SAID["words"].values() for text in group if text not in there] == []
    places = {one.module for one in below} | {
        f"{one.module}:{'.'.join(one.function.split('.')[:count])}" for one in below for count in range(1, one.function.count(".") + 2)
    }
    assert [place for group in NOT_SAID["places"].values() for place in group if place not in places] == []


def test_the_english_keeps_the_places_and_only_official_words() -> None:
    for source, other in [*SAID["sentences"].items(), *SAID["inside"].items()]:
        assert set(re.findall(r"{\w+}", other)) <= set(re.findall(r"{\w+}", source)), source
        left = [run for run in re.findall("[\u4e00-\u9fff]+", other) if run not in source and run not in OFFICIAL]
        assert not left, (other, left)


@pytest.mark.parametrize(
    ("chinese", "other"),
    [
        (
            "保存“晋城.mz”时磁盘空间不足（/tmp，剩余 3.2 MB）。已经填报的内容都保存在本机的工作副本中，没有丢失。请清理磁盘，或另存到其他磁盘后再试。",
            "Saving “晋城.mz”: the disk is full (/tmp, 3.2 MB left). All that was entered is in the working copy on this computer; nothing is lost."
            " Free space, or save to another disk.",
        ),
        ("× 封面还缺：单位负责人、财务负责人。", "× The cover lacks: 单位负责人、财务负责人."),
        ("目标 ≥95%，完成 96%，达到；满分 10", "target ≥95%, result 96%, reached; full marks 10"),
        (
            "科目代码与名称相符：科目210的名称是“卫生健康支出”，表里写“医疗卫生”。原文：“210 医疗卫生”",
            "科目代码与名称相符: The name of subject 210 is “卫生健康支出”, the table says “医疗卫生”. In the text: “210 医疗卫生”",
        ),
        (
            "上年为零的不写增长率：增加额与本期数相同，比较的基数是零，没有增长率；文中写了100.00%。",
            "上年为零的不写增长率: The increase equals this year's figure, so the base is zero and there is no rate; the text says 100.00%.",
        ),
        ("占比的数有百分号：“占合计的76.23”后面没有百分号。", "占比的数有百分号：“占合计的76.23”后面没有百分号。"),
        ("“现在”已经关闭。", "“现在” is closed."),
        ("公开03 支出决算表：这张表已锁定，请先解除锁定再填写。", "公开03 支出决算表: this table is locked; unlock it first."),
        ("各部门应当公开决算，没有数据的表格应当列出空表并说明。", "各部门应当公开决算，没有数据的表格应当列出空表并说明。"),
    ],
)
def test_sentences_are_put_together_and_names_are_left_alone(english: Sentences, chinese: str, other: str) -> None:
    assert english.say(chinese) == other


def test_an_explanation_keeps_its_names_and_figures(english: Sentences) -> None:
    words = "工资福利支出 787.11 = 下级科目的合计 787.11（11 项）（其余各项空白）；现在用的是填入的 787.12"
    assert (
        english.explain(words)
        == "工资福利支出 787.11 = subjects below: sum 787.11 (11 items) (others blank); now the entered 787.12 is used"
    )
