"""Figures typed by hand into own words: known ones can be bound and follow the data, strange ones are told of, wrong ones are contradictions."""

from __future__ import annotations

from copy import deepcopy

import pytest

from desktop.app.session import Session
from desktop.core import entry
from desktop.core.cells import CellRef
from desktop.core.evaluate import Model
from desktop.core.narrative import OWN_TEXT
from desktop.document.figure_match import FigureMatch, bound, examine
from desktop.document.known_figures import KnownFigures
from desktop.document.narrative import Narrative, RenderedBlock
from desktop.document.preflight import preflight

BLOCK = "收支总体"


@pytest.fixture
def model(jincheng: Session) -> Model:
    """A copy of the sample to change."""
    return Model(jincheng.pack, deepcopy(jincheng.book), jincheng.subjects)


def narrative(model: Model, **own: str) -> Narrative:
    for block, text in own.items():
        model.book.settings[OWN_TEXT + block] = text
    return Narrative(model, model.pack.narratives[0])


def block_of(made: Narrative, name: str = BLOCK) -> RenderedBlock:
    return next(each for each in made.blocks() if each.block.id == name)


def matches(made: Narrative, name: str = BLOCK) -> list[FigureMatch]:
    known = KnownFigures(made.model, made.blocks())
    return [mark.match for mark in examine(block_of(made, name), known, made.model.book.year)]


def test_a_figure_that_is_bound_reads_as_before_and_follows_the_data(model: Model) -> None:
    text = "收入总计2,201.39万元，比上年增加375.84万元，增长20.59%，接待12批次。"
    made = narrative(model, **{BLOCK: text})
    known, style = KnownFigures(model, made.blocks()), made.definition.style
    for match in reversed(matches(made)):
        if match.state == "known" and match.figure.kind != "count":
            live = bound(match, match.choices[0], known, style)
            text = text[: match.figure.start] + live + text[match.figure.end :]
    assert text.count("{{") == 3
    made = narrative(model, **{BLOCK: text})
    before = block_of(made)
    assert before.text == "收入总计2,201.39万元，比上年增加375.84万元，增长20.59%，接待12批次。"
    assert [span.text for span in before.paragraphs[0] if span.kind == "figure"] == ["2,201.39", "375.84", "20.59%"]
    made.after(model.apply(entry.type_text(model, CellRef("公开01", "收入总计", "金额"), "2301.39")))  # type: ignore[arg-type]
    assert block_of(made).text == "收入总计2,301.39万元，比上年增加475.84万元，增长26.07%，接待12批次。"


@pytest.mark.parametrize(
    ("text", "slip"),
    [
        ("2024年度收入总计2,201.93万元。", "value"),
        ("2024年度收入总计2,201.39元。", "unit"),
        ("本年另有支出2,201.39元。", "unit"),
        ("收入比上年减少375.84万元。", "direction"),
        ("收入比上年增长20.59。", "percent"),
        ("与2021年相比，收入增加375.84万元。", "year"),
    ],
)
def test_what_cannot_be_right_is_a_contradiction_that_says_why(model: Model, text: str, slip: str) -> None:
    (found,) = [match for match in matches(narrative(model, **{BLOCK: text})) if match.state == "contradiction"]
    assert found.slip == slip and found.why.endswith(("。", "比较。"))


def test_every_contradiction_is_a_finding_of_the_document(model: Model) -> None:
    text = "2024年度收入总计2,201.39元。比上年减少375.84万元，增长20.59。与2021年相比，支出增加375.84万元。"
    made = narrative(model, **{BLOCK: text})
    found = {
        finding.check: finding for finding in preflight(model, made.blocks(), made.definition).findings if finding.scope.startswith(BLOCK)
    }
    assert {"D38", "D51"} <= set(found)
    assert all(finding.tier == "文表" for finding in found.values())


def test_a_bound_figure_behind_a_word_of_the_other_direction_is_an_error(model: Model) -> None:
    live = '{{公开01["收入总计","金额"] | 增减额(上年公开01["收入总计","金额"])}}'
    assert not [one for one in matches(narrative(model, **{BLOCK: f"收入比上年增加{live}万元。"})) if one.state == "contradiction"]
    made = narrative(model, **{BLOCK: f"收入比上年减少{live}万元。"})
    assert [one.turned for one in matches(made)] == [True]
    (finding,) = [one for one in preflight(model, made.blocks(), made.definition).findings if one.check == "D38"]
    assert finding.severity == "error" and "方向" in finding.say


def test_texts_of_facts_are_looked_at_too(model: Model) -> None:
    ref = CellRef("文稿资料", "收支总体原因", "内容")
    model.apply(entry.type_text(model, ref, "新增专项123.45万元，其中2021年结转"))  # type: ignore[arg-type]
    made = narrative(model)
    (found,) = matches(made)
    assert found.state == "unknown" and found.figure.text == "123.45万元"
    (finding,) = [one for one in preflight(model, made.blocks(), made.definition).findings if one.check == "D38"]
    assert finding.severity == "hint" and "123.45万元" in finding.say


def test_generated_text_as_own_words_says_the_same(model: Model) -> None:
    """Every paragraph, list and heading can be taken over with its figures alive."""
    made = narrative(model)
    before = {each.block.id: each for each in made.blocks() if each.block.kind in ("paragraph", "glossary", "heading") and each.text}
    assert len(before) > 30
    again = narrative(model, **{name: each.source for name, each in before.items()})
    for each in again.blocks():
        if each.block.id in before:
            assert each.text == before[each.block.id].text, each.block.id
            kinds = [
                [span.text for spans in one.paragraphs for span in spans if span.kind == "figure"] for one in (each, before[each.block.id])
            ]
            assert kinds[0] == kinds[1], each.block.id


def test_a_reference_whose_row_went_leaves_a_gap_that_says_so_and_the_words_around_it(model: Model) -> None:
    made = narrative(model, **{BLOCK: '科技支出{{公开05["299","本年支出"]}}万元，其余照旧。'})
    found = block_of(made)
    assert found.text.startswith("科技支出〔请填写：引用") and found.text.endswith("万元，其余照旧。")
    assert found.state in ("missing", "stale") and found.missing
