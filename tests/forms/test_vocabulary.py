"""The vocabulary of indicators: read from files, mistakes said with the file."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.forms.schema import PackError
from desktop.forms.vocabulary import load_vocabulary

TOML = """
units = ["次"]
[[regimes]]
id = "甲"
title = "甲类"
basis = "测试"
verified = "待核实"
levels = [{ name = "产出指标", seconds = ["数量指标"] }]
"""
HEAD = "一级指标,二级指标,三级指标,指标性质,指标值,度量单位,说明,出处,项目类型\n"


def write(folder: Path, toml: str = TOML, models: str = HEAD) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "vocabulary.toml").write_text(toml, encoding="utf-8")
    (folder / "models.csv").write_text(models, encoding="utf-8")
    return folder


def test_the_programs_vocabulary_has_every_region_of_the_forms() -> None:
    vocabulary = load_vocabulary()
    assert {"2020", "2021", "新疆", "山西", "北京", "河北", "上海"} <= {regime.id for regime in vocabulary.regimes}
    assert load_vocabulary() is vocabulary
    kind = vocabulary.kind("成本指标", "经济成本指标")
    assert kind is not None and kind.proposed == "≤"


def test_a_small_vocabulary_is_read(tmp_path: Path) -> None:
    vocabulary = load_vocabulary(write(tmp_path / "甲", models=HEAD + "产出指标,数量指标,次数,≥,3,次,,,\n\n"))
    assert [model.target for model in vocabulary.models] == ["≥3次"]
    assert vocabulary.regimes[0].levels[0].seconds == ("数量指标",)


@pytest.mark.parametrize(
    ("toml", "models", "said"),
    [
        (TOML + 'wort = "x"\n', HEAD, "wort"),
        ("units = 3\n", HEAD, "units"),
        ("units = [", HEAD, "vocabulary.toml：读不了"),
        ('aliases = ["甲"]\n', HEAD, "aliases"),
        (TOML, "甲,乙\n", "第一行应是"),
        (TOML, HEAD + "产出指标,数量指标,,≥,3,次,,,\n", "第 2 行"),
        (TOML, HEAD + "产出指标,数量指标,次数\n", "第 2 行"),
    ],
)
def test_mistakes_are_said_with_their_file(tmp_path: Path, toml: str, models: str, said: str) -> None:
    with pytest.raises(PackError, match=said):
        load_vocabulary(write(tmp_path / "乙", toml, models))


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(PackError, match=r"vocabulary\.toml：读不了"):
        load_vocabulary(tmp_path / "没有")
