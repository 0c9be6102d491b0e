"""A house style that the program does not bring: a folder with a narrative in the user's data folder, and no line of Python."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from desktop.app.session import Session
from desktop.core import entry
from desktop.core.cells import CellRef, Origin
from desktop.core.operations import Operation
from desktop.core.rounding import present
from desktop.document.disclosure import write_document
from desktop.document.narrative import Narrative

PACK = """
id = "henan-2024"
title = "河南省部门决算公开表"
region = "河南"
years = [2024]
extends = "cn-2024"
"""
STYLE = """
title = "{年度}年度{单位}部门决算"
file_name = "{单位}决算"
basis = "某县2024年度部门决算公开"

[style]
unit = "元"
decimals = 2
percent_places = 1
zero = "0"

[[style.phrase]]
name = "同比"
up = "同比多支{差}元（{率}）"
down = "同比少支{差}元（{率}）"
level = "与上年一样"
from_zero = "上年没有支出"
"""
TEXT = """
% 自编的写法
@封面
# 第一部分 单位概况
@块 职责
{{ 主要职责 }}
# 第二部分 收支说明
@块 支出 若 封面[单位性质] ≠ "只有事业单位"
{{年度}}年支出{{公开03["合计","本年支出合计"]}}元，{{公开03["合计","本年支出合计"] | 比("同比", 上年公开03["合计","本年支出合计"])}}。
@块 各项 逐行 公开03[项]
{{序 | 序号}}是{{行["名称"]}}{{行["本年支出合计"]}}元，占{{行["本年支出合计"] | 占比(公开03["合计","本年支出合计"])}}。
@表 公开03
# 第三部分 名词解释
@名词
"""
DERIVED = """
extends = "说明"
title = "{年度}年度{单位}部门决算（简本）"
"""
CHANGES = """
@改 支出
本年支出{{公开03["合计","本年支出合计"]}}元。
@删 各项
@接 职责
@块 人员
在职{{在职人员}}人。
"""


@pytest.fixture
def session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Session:
    monkeypatch.setenv("MINGZHANG_DATA", str(tmp_path / "data"))
    folder = tmp_path / "data" / "packs" / "henan-2024"
    (folder / "narrative").mkdir(parents=True)
    (folder / "pack.toml").write_text(PACK, encoding="utf-8")
    for name, text in (("说明.toml", STYLE), ("说明.txt", TEXT), ("简本.toml", DERIVED), ("简本.txt", CHANGES)):
        (folder / "narrative" / name).write_text(text, encoding="utf-8")
    session = Session.create(tmp_path / "甲.mz", "henan-2024", "某县科学技术局", 2024)
    for row, column, text in (("2060101", "基本支出", "300"), ("2060499", "项目支出", "0.5")):
        subject = session.subjects.find("functional", row)
        assert subject is not None
        do(session, entry.add_subject(session.model, session.subjects, "公开03", row))
        do(session, entry.type_text(session.model, CellRef("公开03", row, column), text))
    before = (CellRef("公开03", "合计", "本年支出合计"), Decimal("200.00"), Origin("imported"))
    do(session, entry.set_prior(session.model, session.subjects, [before], "上年数"))
    do(session, entry.type_text(session.model, CellRef("文稿资料", "主要职责", "内容"), "管理科技工作。\n推广科学技术。"))
    return session


def do(session: Session, operation: Operation | str) -> None:
    assert isinstance(operation, Operation), operation
    session.do(operation)


def texts(session: Session, name: str) -> dict[str, str]:
    (definition,) = [one for one in session.pack.narratives if one.id == name]
    blocks = Narrative(session.model, definition).blocks()
    assert [block.problem for block in blocks if block.problem] == []
    return {block.block.id: block.text for block in blocks}


def test_a_folder_makes_a_house_style(session: Session) -> None:
    """Its own unit, places, phrases and rows; kept in 万元, written in 元."""
    with session:
        found = texts(session, "说明")
        assert found["职责"] == "管理科技工作。\n推广科学技术。"
        assert found["支出"] == "2024年支出3,005,000.00元，同比多支1,005,000.00元（50.3%）。"
        assert found["各项"] == "一是行政运行3,000,000.00元，占99.8%。\n二是其他技术研究与开发支出5,000.00元，占0.2%。"
        assert "基本支出" in found["名词"]


def test_its_conditions_follow_the_cover(session: Session) -> None:
    with session:
        do(session, entry.set_cover(session.model, "单位性质", "只有事业单位"))
        assert "支出" not in texts(session, "说明")


def test_another_style_is_written_as_changes_of_the_first(session: Session) -> None:
    with session:
        found = texts(session, "简本")
        assert found["支出"] == "本年支出3,005,000.00元。"
        assert "各项" not in found
        assert list(found)[list(found).index("职责") + 1] == "人员"
        assert "请填写：在职人员" in found["人员"]


def test_it_becomes_pdf_and_word(session: Session, tmp_path: Path) -> None:
    with session:
        (definition,) = [one for one in session.pack.narratives if one.id == "说明"]
        out, word = tmp_path / "公开.pdf", tmp_path / "公开.docx"
        report = write_document(Narrative(session.model, definition), present(session.model), out, word=word)
        assert report.pages >= 3 and report.problems == ()
        assert out.read_bytes().startswith(b"%PDF") and word.stat().st_size > 10_000


def test_a_fault_of_its_text_is_told_with_file_and_line(session: Session, tmp_path: Path) -> None:
    from desktop.forms.load import load_pack
    from desktop.forms.schema import PackError

    with session:
        path = tmp_path / "data" / "packs" / "henan-2024" / "narrative" / "说明.txt"
        path.write_text(TEXT + "@图 柱形\n", encoding="utf-8")
        with pytest.raises(PackError, match=r"说明.txt 第 \d+ 行：“@图”不是可用的标记"):
            load_pack("henan-2024")
