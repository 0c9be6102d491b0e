"""The rules about tables, each broken and kept: on 晋城 and 乌鲁木齐 as generated, and after something was changed in data or pack."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import replace
from decimal import Decimal

import pytest

from desktop.app.samples import build_sample, find_sample
from desktop.app.session import Session
from desktop.core import entry
from desktop.core.cells import CellRef, Origin
from desktop.core.definitions import FormDef
from desktop.core.evaluate import Model
from desktop.document.narrative import Narrative, RenderedBlock
from desktop.document.preflight import preflight
from desktop.document.preflight_verdict import Outcome
from desktop.document.spans import Span

Change = Callable[[FormDef], FormDef]


def _built(sample: str, folder: pytest.TempPathFactory) -> Iterator[Session]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MINGZHANG_DATA", str(folder.mktemp("own")))
        with build_sample(find_sample(sample), folder.mktemp("sample") / "a.mz") as made:
            yield made


@pytest.fixture(scope="module")
def jincheng(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    yield from _built("jincheng-2024", tmp_path_factory)


@pytest.fixture(scope="module")
def urumqi(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    yield from _built("urumqi-2024", tmp_path_factory)


def blocks_of(model: Model) -> list[RenderedBlock]:
    return Narrative(model, model.pack.narratives[0]).blocks()


def said(model: Model, rule: str, blocks: list[RenderedBlock] | None = None) -> list[str]:
    report = preflight(model, blocks_of(model) if blocks is None else blocks, model.pack.narratives[0])
    return [finding.say for finding in report.findings if finding.check == rule]


def outcome(model: Model, rule: str) -> Outcome:
    return preflight(model, blocks_of(model), model.pack.narratives[0]).result(rule).outcome


def with_form(session: Session, code: str, change: Change) -> Model:
    """The document with one form of its pack otherwise."""
    forms = tuple(change(form) if form.code == code else form for form in session.pack.forms)
    return Model(replace(session.pack, forms=forms), deepcopy(session.book), session.subjects)


def with_cells(session: Session, cells: dict[tuple[str, str, str], Decimal | None]) -> Model:
    made = Model(session.pack, deepcopy(session.book), session.subjects)
    values = [(CellRef(*place), value, Origin("typed")) for place, value in cells.items()]
    made.apply(entry.set_values(made, values, "改数", "typing"))
    return made


def without_columns(form: FormDef, *columns: str) -> FormDef:
    blocks = tuple(
        replace(
            block,
            columns=tuple(one for one in block.columns if one.id not in columns),
            rows=tuple(row for row in block.rows if row.id not in columns),
        )
        for block in form.blocks
    )
    return replace(form, blocks=blocks, calcs=(), checks=())


@pytest.mark.parametrize("rule", ["D09", "D10", "D13", "D15", "D16", "D61", "D62", "D64"])
def test_a_sound_document_passes(jincheng: Session, rule: str) -> None:
    assert outcome(jincheng.model, rule) == "passed"


def test_d09_a_table_left_out_of_the_document_is_named(jincheng: Session) -> None:
    tables = [one for one in blocks_of(jincheng.model) if one.block.kind == "tables"]
    assert tables, "the document prints the whole set"
    without = [one for one in blocks_of(jincheng.model) if one.block.kind != "tables"]
    (sentence,) = said(jincheng.model, "D09", without)
    assert "收入支出决算总表" in sentence and "三公" in sentence
    each = [
        replace(tables[0], block=replace(tables[0].block, kind="table", form=f"公开{number:02d}")) for number in range(1, 11) if number != 7
    ]
    (sentence,) = said(jincheng.model, "D09", [*without, *each])
    assert "政府性基金预算财政拨款收入支出决算表" in sentence and "总表" not in sentence


def test_d10_an_empty_table_has_a_sentence(jincheng: Session) -> None:
    ref = CellRef("公开07", "说明", "文字")
    assert jincheng.model.is_empty("公开07")
    bare = with_form(jincheng, "公开07", lambda form: replace(form, empty_sentence=""))
    bare.apply(entry.set_values(bare, [(ref, None, Origin("typed"))], "清空", "typing"))
    assert ["公开07" in sentence for sentence in said(bare, "D10")] == [True]
    bare.apply(entry.set_values(bare, [(ref, "本年度没有政府性基金。", Origin("typed"))], "填写", "typing"))
    assert said(bare, "D10") == []


def test_d13_public_expenditure_goes_down_to_items(jincheng: Session) -> None:
    items = ("2101101", "2101102", "2101103")
    cells = [(row, column) for row in items for column in ("本年支出", "基本支出", "本年支出合计")]
    coarse = with_cells(jincheng, {(table, row, column): None for table in ("公开03", "公开05") for row, column in cells})
    assert coarse.value(CellRef("公开05", "21011", "本年支出")), "the section keeps its figure"
    assert any("行政事业单位医疗" in sentence and "7位" in sentence for sentence in said(coarse, "D13"))


def test_d15_basic_and_project_expenditure_stand_apart(jincheng: Session) -> None:
    joined = with_form(jincheng, "公开05", lambda form: without_columns(form, "项目支出"))
    assert ["公开05没有分列项目支出" in sentence for sentence in said(joined, "D15")] == [True]


def test_d16_buying_and_running_of_cars_stand_apart(jincheng: Session) -> None:
    joined = with_form(jincheng, "公开09", lambda form: without_columns(form, "决算购车", "决算用车"))
    assert ["决算购车、决算用车" in sentence for sentence in said(joined, "D16")] == [True]


def test_d33_every_item_is_described(urumqi: Session) -> None:
    blocks = blocks_of(urumqi.model)
    assert said(urumqi.model, "D33", blocks) == []
    item = "科学技术普及(款)其他科学技术普及支出(项)"
    short = [
        replace(one, paragraphs=tuple(line for line in one.paragraphs if item not in "".join(span.text for span in line))) for one in blocks
    ]
    assert any("其他科学技术普及支出" in sentence for sentence in said(urumqi.model, "D33", short))


def test_d45_the_words_of_the_house_for_no_change_are_no_fault(urumqi: Session) -> None:
    assert any("增加0.00万元，增长0.00%" in one.text for one in blocks_of(urumqi.model))
    assert said(urumqi.model, "D45") == []
    blocks = blocks_of(urumqi.model)
    at = next(number for number, one in enumerate(blocks) if "增加0.00万元，增长0.00%" in one.text)
    text = "因公出国（境）费支出0.00万元，比上年减少0.00万元，下降0.00%。"
    wrong = [replace(one, paragraphs=((Span("text", text),),)) if number == at else one for number, one in enumerate(blocks)]
    assert ["写“减少”" in sentence for sentence in said(urumqi.model, "D45", wrong)] == [True]


def test_d61_a_table_without_its_number_or_unit_is_told_but_not_a_set_without_any(jincheng: Session) -> None:
    bare = with_form(jincheng, "公开03", lambda form: replace(form, form_no="", unit=""))
    assert ["公开03没有表号、金额单位" in sentence for sentence in said(bare, "D61")] == [True]
    forms = tuple(replace(form, form_no="") for form in jincheng.pack.forms)
    none = Model(replace(jincheng.pack, forms=forms), deepcopy(jincheng.book), jincheng.subjects)
    assert said(none, "D61") == []


def test_d62_the_note_under_a_table_is_kept(jincheng: Session) -> None:
    bare = with_form(jincheng, "公开04", lambda form: replace(form, notes=()))
    assert ["公开04下面没有注" in sentence for sentence in said(bare, "D62")] == [True]


def test_d64_capital_construction_stays_empty_in_basic_expenditure(jincheng: Session) -> None:
    forms = with_form(
        jincheng,
        "公开06",
        lambda form: replace(
            form,
            blocks=tuple(replace(block, rows=tuple(replace(row, not_applicable=False) for row in block.rows)) for block in form.blocks),
        ),
    )
    forms.apply(entry.set_values(forms, [(CellRef("公开06", "30902", "决算数"), Decimal("1"), Origin("typed"))], "填写", "typing"))
    assert any("30902 办公设备购置" in sentence for sentence in said(forms, "D64"))


def test_a_table_of_a_set_with_codes_of_its_own_is_judged_like_the_others(jincheng: Session) -> None:
    own = replace(jincheng.pack.form("公开07"), code="部01", title="部门自列收支表", notes=(), checks=(), calcs=(), mirrors=())
    model = Model(replace(jincheng.pack, forms=(*jincheng.pack.forms, own)), deepcopy(jincheng.book), jincheng.subjects)
    assert [say for say in said(model, "D62") if "部01" in say] == ["表下的注保留：部01下面没有注。原文：“部门自列收支表”"]
