"""乌鲁木齐市科学技术协会 2024: the generated document beside the published one, sentence by sentence, and what the program says of the rest."""

from __future__ import annotations

from pathlib import Path

import pytest
from sentences import compare, generated_lines, published_lines

from desktop.app.samples import build_sample, find_sample
from desktop.core.cells import CellRef
from desktop.core.evaluate import Model
from desktop.core.rounding import present
from desktop.document.disclosure import document_parts
from desktop.document.narrative import Narrative, RenderedBlock
from desktop.document.preflight import preflight, preflight_text

PUBLISHED = published_lines("urumqi-2024")
FROM_ZERO = "比上年决算增加62.10万元，增长100.00%"
"""Printed for 2069999, which had nothing the year before: there is no rate. Finding 05-新增 of 公开05 and rule D44 of the
pre-flight point at it."""
TERMS_NOT_EXPLAINED = ("上缴上级支出", "使用非财政拨款结余（含专用结余）", "结余分配")
"""The published text uses these terms and explains none of them. Rule D32 of the pre-flight points at it."""


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Model:
    folder = tmp_path_factory.mktemp("urumqi")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MINGZHANG_DATA", str(folder / "data"))
        with build_sample(find_sample("urumqi-2024"), folder / "a.mz") as session:
            return session.model


@pytest.fixture(scope="module")
def blocks(model: Model) -> list[RenderedBlock]:
    return Narrative(model, model.pack.narratives[0]).blocks()


def test_only_the_errors_of_the_published_text_differ(blocks: list[RenderedBlock]) -> None:
    found = compare(generated_lines(blocks), PUBLISHED)
    assert found.compared >= 150
    rate, *terms = found.differences
    assert FROM_ZERO in rate.published
    assert rate.generated.split("增加62.10万元，")[1].startswith("上年无此项，主要原因是")
    assert rate.generated.split("，主要原因")[0] == rate.published.split("，增长")[0].replace("(项):", "(项)：") + "，上年无此项"
    assert [term.published for term in terms] == ["", "", ""]
    assert all(term.generated.split("、", 1)[1].startswith(name) for term, name in zip(terms, TERMS_NOT_EXPLAINED, strict=True))
    assert found.equal == found.compared - 1


def test_the_program_points_at_the_growth_from_nothing(model: Model) -> None:
    assert {finding.scope for finding in model.findings() if finding.check == "05-新增"} == {"2069999"}


def test_the_preflight_points_at_what_differs_in_the_published_text_and_not_in_ours(model: Model, blocks: list[RenderedBlock]) -> None:
    published = {finding.check: finding.say for finding in preflight_text("\n".join(PUBLISHED), 2024, model.book.unit_name).findings}
    assert "100.00%" in published["D44"] and "62.10万元" in published["D44"]
    assert published["D32"].endswith("没有：使用非财政拨款结余、结余分配、上缴上级支出。")
    ours = {finding.check for finding in preflight(model, blocks, model.pack.narratives[0]).findings}
    assert not {"D32", "D44"} & ours


def test_every_gap_is_filled_and_no_block_is_wrong(blocks: list[RenderedBlock]) -> None:
    assert [(block.block.id, block.missing, block.problem) for block in blocks if block.missing or block.problem] == []


def test_figures_of_the_prose_are_locked_to_their_cells(blocks: list[RenderedBlock]) -> None:
    """The share of 0.0007 % knows both its cells; the performance figures come from the forms."""
    spans = [span for block in blocks for paragraph in block.paragraphs for span in paragraph]
    (tiny,) = [span for span in spans if span.text == "0.0007%"]
    assert set(tiny.refs) == {CellRef("公开02", "合计", "其他收入"), CellRef("公开02", "合计", "本年收入合计")}
    (total,) = [span for span in spans if span.text == "287.46"]
    assert total.refs == (CellRef("文稿资料", "自评全年预算数", "内容"),)


def test_the_tables_are_the_nine_official_ones_and_the_forms_stand_in_section_eleven(model: Model) -> None:
    parts, blocks = document_parts(Narrative(model, model.pack.narratives[0]), present(model))
    tables = [part.grids for part in parts if part.kind == "tables"]
    assert [len(grids) for grids in tables] == [1, 8, 9]
    assert [grid.title for grid in tables[-1]][:2] == ["收入支出决算总表", "收入决算表"]
    kinds = [block.block.id for block in blocks]
    assert kinds.index("预算绩效") < kinds.index("各表 项目支出绩效自评表") < kinds.index("标题 十二、其他需说明的事项")


def test_a_reason_that_is_taken_away_is_asked_for_in_the_text_and_by_a_check(
    model: Model, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MINGZHANG_DATA", str(tmp_path / "data"))
    with build_sample(find_sample("urumqi-2024"), tmp_path / "b.mz") as session:
        before = {finding.check for finding in session.model.findings()}
        narrative = Narrative(session.model, session.pack.narratives[0])
        narrative.blocks()
        from desktop.core import entry

        for ref in (CellRef("文稿资料", "收支总体原因", "内容"), CellRef("科目说明", "2060601", "与上年比原因")):
            narrative.after(session.do(entry.type_text(session.model, ref, "")))
        gaps = {block.block.id: block.missing for block in narrative.blocks() if block.missing}
        assert set(gaps) == {"收支总体", "一般公共预算具体"}
        assert "社会科学研究机构" in gaps["一般公共预算具体"][0]
        new = {(one.check, one.scope, one.severity, one.tier) for one in session.model.findings() if one.check not in before}
        assert new == {("原因-收支总体", "", "warning", "文表"), ("原因-科目", "2060601", "warning", "文表")}
