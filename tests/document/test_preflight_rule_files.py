"""Rule files: what is wrong in one is said with file, key and what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.document.preflight import preflight_text
from desktop.forms.rules import load_rules
from desktop.forms.schema import PackError

RULE = '[[rule]]\nid = "Z1"\ncategory = "文字"\ntitle = "不写甲乙"\nseverity = "hint"\nsource = "本单位的规定"\nverified = "no"\n'


def written(folder: Path, text: str) -> Path:
    path = folder / "own.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_rule_of_ones_own_is_judged_like_the_others(tmp_path: Path) -> None:
    path = written(tmp_path, RULE + 'judge = "禁用"\n[[rule.pattern]]\nfind = \'甲乙\'\nsay = "写了“{文}”"\n')
    report = preflight_text("部门决算\n一、情况\n甲乙两项。", rules=load_rules(path))
    assert [(found.check, found.severity, found.say) for found in report.findings] == [
        ("Z1", "hint", "不写甲乙：写了“甲乙”。原文：“甲乙两项。”")
    ]
    assert report.findings[0].why == "本单位的规定"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (RULE, "没有写 judge 的规则，要说明为什么不能由程序判断"),
        (RULE + 'judge = "禁用"\n[[rule.pattern]]\nfind = "（["\n', "这个式样写得不对"),
        (RULE.replace('"hint"', '"bad"') + 'judge = "禁用"\n', "不能是“bad”"),
        (RULE + 'judge = "禁用"\njudges = "禁用"\n', "没有这一项"),
        ((RULE + 'not_judged = "要看网站。"\n') * 2, "规则编号“Z1”重复"),
        ("[[rule", "读不出来"),
    ],
)
def test_a_mistake_in_a_rule_file_is_named(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(PackError, match=r"own\.toml") as raised:
        load_rules(written(tmp_path, text))
    assert told in str(raised.value)


def test_every_rule_names_its_source_and_addresses_do_not_fill_the_window() -> None:
    assert all(rule.source and rule.title for rule in load_rules())
    report = preflight_text("部门决算\n第三部分 情况说明\n一、总体\n比上年增加（减少）3元。")
    assert report.findings and not any("http" in found.why for found in report.findings)
