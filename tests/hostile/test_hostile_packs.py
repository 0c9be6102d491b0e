"""Packs made to harm: they are refused with a sentence, or do what a pack may do; none reaches beyond its folder, its time or its memory."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "forms"))

import pack_writing as small

from desktop.core.cells import Book
from desktop.core.evaluate import Model
from desktop.core.wording import fill
from desktop.forms import load
from desktop.forms.lint import lint_path
from desktop.forms.load import load_pack
from desktop.forms.schema import PackError

SUM = "= 合计([1..2,1])"


def summary(old: str, new: str) -> dict[str, str]:
    assert old in small.SUMMARY
    return {"公开01": small.SUMMARY.replace(old, new)}


def heading(old: str, new: str) -> dict[str, str]:
    assert old in small.PACK
    return {"pack": small.PACK.replace(old, new)}


MANY = "\n".join(f"{number} | r{number} | 行 | 填" for number in range(100, 9000))
REFUSED = {
    "brackets": (summary(SUM, "= " + "(" * 300 + "1" + ")" * 300), "括号套了"),
    "conditions": (summary(SUM, "= " + "若(1=1," * 90 + "1" + ",1)" * 90), "括号套了"),
    "long": (summary(SUM, "= " + "+".join(["[1,1]"] * 9000)), "个字符"),
    "digits": (summary(SUM, "= 1" + "0" * 300), "位的数"),
    "range": (summary("1..2", "1..99999999999"), "没有行次"),
    "attribute": (summary("收入 {左}", "收入 {左.__class__.__mro__}"), "填不出来"),
    "width": (summary("收入 {左}", "收入 {左:>2000000000}"), "填不出来"),
    "nested": ({"公开01": small.SUMMARY + "\nx = " + "[" * 5000 + "]" * 5000}, "套得太深"),
    "rows": (summary("5 | | 一", MANY + "\n5 | | 一"), "不像一张表"),
    "decimals": (summary('form_no = "公开01表"', 'form_no = "公开01表"\ndecimals = 999999999'), "小数位数"),
    "upwards": (heading('version = "1"', 'version = "1"\nextends = "../../etc"'), "不能写路径"),
    "lists": (heading('functional = "functional"', 'functional = "../../../etc/passwd"'), "不能写路径"),
    "forms": (heading('"公开01"', '"../../../etc/passwd"'), "没有文件"),
    "loop": (summary(SUM, "= [4,1] + 1"), "循环"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_hostile_pack_is_told(tmp_path: Path, case: str) -> None:
    files, said = REFUSED[case]
    try:
        told = " ".join(problem.say for problem in lint_path(small.write_base(tmp_path, **files)))
    except PackError as problem:
        told = str(problem)
    assert said in told


def test_figures_without_measure_are_a_broken_formula_and_nothing_else(tmp_path: Path) -> None:
    files = summary(SUM, "= " + "×".join(["9" * 30] * 90))
    pack = load_pack(small.write_base(tmp_path, **files))
    model = Model(pack, Book(pack.id, "某局", 2024))
    assert any("大得没有意义" in finding.say for finding in model.findings())


def test_a_placeholder_is_a_name_and_nothing_more() -> None:
    words = {"左": "1.00"}
    assert fill("收入 {左}、{右}", words) == "收入 1.00、{右}"
    for hostile in ("{左.__class__}", "{左[0]}", "{左:>2000000000}", "{左!r}", "{", "{0}"):
        assert fill(hostile, words) == hostile


@pytest.mark.skipif(sys.platform == "win32", reason="links want rights that users there do not have")
def test_links_out_of_the_folder_are_not_followed(tmp_path: Path) -> None:
    folder = small.write_base(tmp_path)
    outside = tmp_path / "别处.toml"
    outside.write_text(small.TREE, encoding="utf-8")
    (folder / "公开03.toml").unlink()
    (folder / "公开03.toml").symlink_to(outside)
    with pytest.raises(PackError, match="链接"):
        load_pack(folder)


def test_a_folder_that_is_no_pack_is_not_read_into_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = small.write_base(tmp_path)
    monkeypatch.setattr(load, "_MOST_BYTES", 1 << 16)
    (folder / "大.toml").write_bytes(b"#" * (1 << 17))
    with pytest.raises(PackError, match="不像表套"):
        load_pack(folder)
