"""晋城市科学技术局 2024: the generated document beside the published one, and one changed cell followed through the whole document."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from sentences import compare, generated_lines, published_lines

from desktop.app import entering
from desktop.app.samples import build_sample, find_sample
from desktop.app.session import Session
from desktop.core import entry
from desktop.core.cells import CellRef
from desktop.core.operations import Operation
from desktop.core.rounding import present
from desktop.document.narrative import Narrative, RenderedBlock
from desktop.document.official_tables import official_tables
from desktop.document.preflight import preflight, preflight_text
from desktop.forms.layout import lay_out

PUBLISHED = published_lines("jincheng-2024")
UNEVEN = {"1,105.70": "1105.7", "支出0万元": "支出0.00万元"}
"""One sentence of the published text writes its amounts in another way than all others of that text: without separator, 1105.7, and 0.00 for 0.
Rule D47 of the pre-flight points at it."""


@pytest.fixture
def session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Session]:
    monkeypatch.setenv("MINGZHANG_DATA", str(tmp_path / "data"))
    with build_sample(find_sample("jincheng-2024-projects"), tmp_path / "a.mz") as session:
        yield session


def blocks_of(session: Session) -> list[RenderedBlock]:
    return Narrative(session.model, session.pack.narratives[0]).blocks()


def test_every_sentence_is_the_published_one_but_one_that_is_written_unevenly(session: Session) -> None:
    blocks = blocks_of(session)
    found = compare(generated_lines(blocks), PUBLISHED)
    assert found.compared >= 145
    (difference,) = found.differences
    text = difference.generated
    for ours, theirs in UNEVEN.items():
        text = text.replace(ours, theirs)
    assert text == difference.published.replace(",", "，")
    assert [(block.block.id, block.missing, block.problem) for block in blocks if block.missing or block.problem] == []


def test_the_preflight_points_at_the_uneven_sentence_of_the_published_text(session: Session) -> None:
    published = [
        finding.say for finding in preflight_text("\n".join(PUBLISHED), 2024, session.book.unit_name).findings if finding.check == "D47"
    ]
    assert len(published) == 2 and all("1105.7万元" in say for say in published)
    ours = preflight(session.model, blocks_of(session), session.pack.narratives[0]).findings
    assert "D47" not in {finding.check for finding in ours}


def test_the_published_tables_are_the_ten_official_ones(session: Session) -> None:
    assert official_tables(session.model) == [f"公开{number:02d}" for number in range(1, 11)]
    attached = session.model.instances("项目支出绩效自评表")
    assert len(attached) == 6


def test_without_the_scanned_forms_the_document_asks_for_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MINGZHANG_DATA", str(tmp_path / "data"))
    with build_sample(find_sample("jincheng-2024"), tmp_path / "a.mz") as session:
        assert {name for block in blocks_of(session) for name in block.missing} == {"项目支出绩效自评表"}
        for answer, sentence in (("另附", "项目支出绩效自评表另附。"), ("没有", "没有需要公开绩效自评表的项目。")):
            entering.set_lines(session, [entering.Line("封面", "项目自评表", "内容", answer)])
            blocks = blocks_of(session)
            assert not any(block.missing for block in blocks)
            assert sentence in "\n".join(block.text for block in blocks)


CELL = CellRef("公开03", "2060199", "项目支出")
FOLLOW = {
    "收支总体", "收入决算", "支出决算", "财政拨款总体", "一般公共预算总体", "一般公共预算结构", "一般公共预算具体",
}  # fmt: skip
"""Blocks whose sentences tell of expenditure or of what is measured by it."""


def test_one_cell_of_03_moves_what_depends_on_it_and_nothing_else(session: Session) -> None:
    """As after entering by hand: what formulas can give is not typed. Then one amount falls so far that the year ends below the last one."""
    model = session.model
    refs = [
        ref
        for form in official_tables(model)
        for row in model.rows(form)
        for ref in (CellRef(form, row.id, column.id) for column in model.columns(form, row.id))
        if model.source(ref) == "imported" and model.has_formula(ref) and model.computed(ref) == model.value(ref)
    ]
    taken = entry.take_computed(model, refs)
    assert isinstance(taken, Operation)
    session.do(taken)
    narrative = Narrative(model, session.pack.narratives[0])
    before = {block.block.id: block.text for block in narrative.blocks()}
    assert before == {block.block.id: block.text for block in blocks_of(session)}
    tables = {form: lay_out(model, form, present(model)) for form in official_tables(model)}
    old = model.value(CELL)
    assert isinstance(old, Decimal)
    operation = entry.type_text(model, CELL, str(old - Decimal("600.00")))
    assert isinstance(operation, Operation)
    rendered_again = narrative.after(session.do(operation))
    after = {block.block.id: block.text for block in narrative.blocks()}
    changed = {name for name in before if before[name] != after[name]}
    assert changed == FOLLOW
    assert changed <= rendered_again
    assert "基本支出" not in rendered_again and "机关运行经费" not in rendered_again
    assert after == {block.block.id: block.text for block in blocks_of(session)}, "what was kept is what a fresh rendering gives"
    # 2,201.39 − 600.00 against 1,825.55; the direction turns, and the share is that of the new total
    assert "收入总计1,601.39万元，支出总计1,601.39万元。与上年相比，收入总计减少224.16万元，下降12.28%" in after["收支总体"]
    assert "基本支出1,089.96万元，占比68.31%" in after["支出决算"] and "项目支出505.70万元，占比31.69%" in after["支出决算"]
    assert "科学技术支出(类)1,007.83万元，占比63.16%" in after["一般公共预算结构"]
    science, others = after["一般公共预算具体"].split("\n")[2], after["一般公共预算具体"].split("\n")
    assert "较上年决算减少557.51万元，下降35.62%" in science
    assert others[1:2] + others[3:] == before["一般公共预算具体"].split("\n")[1:2] + before["一般公共预算具体"].split("\n")[3:]
    new_tables = {form: lay_out(model, form, present(model)) for form in official_tables(model)}
    assert {form for form in tables if tables[form] != new_tables[form]} == {f"公开0{number}" for number in range(1, 6)}
