"""The reason for a change is entered once: at the finding or where the sentences use it, and each serves the other."""

from __future__ import annotations

from copy import deepcopy

import pytest

from desktop.app.session import Session
from desktop.core import entry
from desktop.core.cells import CellRef
from desktop.core.evaluate import Model
from desktop.core.findings import Finding

REASON = CellRef("科目说明", "208", "与上年比原因")


@pytest.fixture
def model(jincheng: Session) -> Model:
    """The sample without the reason for 208 and without anything acknowledged."""
    made = Model(jincheng.pack, deepcopy(jincheng.book), jincheng.subjects)
    made.book.acknowledgements.clear()
    made = Model(jincheng.pack, made.book, jincheng.subjects)
    type_at(made, REASON, "")
    return made


def type_at(model: Model, ref: CellRef, text: str) -> None:
    operation = entry.type_text(model, ref, text)
    assert not isinstance(operation, str), operation
    model.apply(operation)


def finding(model: Model) -> Finding:
    return next(one for one in model.findings() if (one.check, one.scope) == ("05-波动", "208"))


def acknowledge(model: Model, reason: str) -> None:
    operation = entry.acknowledge(model, finding(model), reason, "某人", "2025-01-01")
    assert not isinstance(operation, str), operation
    model.apply(operation)


def test_a_reason_given_at_the_finding_is_the_one_the_sentences_use(model: Model) -> None:
    assert finding(model).state == "open" and finding(model).reason_at == REASON
    acknowledge(model, "离退休人员增加")
    assert model.value(REASON) == "离退休人员增加"
    assert (finding(model).state, finding(model).reason) == ("acknowledged", "离退休人员增加")


def test_both_are_one_step_to_undo(model: Model) -> None:
    operation = entry.acknowledge(model, finding(model), "离退休人员增加", "某人", "2025-01-01")
    assert not isinstance(operation, str)
    model.apply(operation)
    model.apply(operation.inverse("undo"))
    assert model.value(REASON) is None and finding(model).state == "open"


def test_taking_the_reason_back_opens_the_finding_and_the_gap_in_the_text(model: Model) -> None:
    acknowledge(model, "离退休人员增加")
    model.apply(entry.withdraw_acknowledgement(model, finding(model)))
    assert model.value(REASON) is None and finding(model).state == "open"
    acknowledge(model, "离退休人员增加")
    type_at(model, REASON, "离退休人员增加，补发生活补贴")
    model.apply(entry.withdraw_acknowledgement(model, finding(model)))
    assert model.value(REASON) == "离退休人员增加，补发生活补贴", "what was written for the text since stays"


def test_a_reason_that_stands_in_the_text_alone_is_taken_back_there(model: Model) -> None:
    type_at(model, REASON, "离退休人员增加")
    model.apply(entry.withdraw_acknowledgement(model, finding(model)))
    assert model.value(REASON) is None and finding(model).state == "open"
    assert "不用撤回" in str(entry.withdraw_acknowledgement(model, finding(model)))


def test_a_reason_written_for_the_text_satisfies_the_finding(model: Model) -> None:
    type_at(model, REASON, "离退休人员增加")
    assert (finding(model).state, finding(model).reason) == ("acknowledged", "离退休人员增加")
    type_at(model, REASON, "")
    assert finding(model).state == "open"


def test_a_reason_given_for_other_figures_is_stale_until_it_is_looked_at(model: Model) -> None:
    acknowledge(model, "离退休人员增加")
    type_at(model, CellRef("公开05", "2080501", "基本支出"), "190")
    type_at(model, CellRef("公开05", "208", "本年支出"), "320")
    assert finding(model).state == "stale"
    type_at(model, REASON, "离退休人员增加，补缴养老保险")
    assert finding(model).state == "acknowledged"


def test_the_question_for_a_missing_reason_is_answered_at_the_finding(model: Model) -> None:
    asked = next(one for one in model.findings() if one.check == "原因-科目" and one.scope == "208")
    operation = entry.acknowledge(model, asked, "离退休人员增加", "某人", "2025-01-01")
    assert not isinstance(operation, str)
    model.apply(operation)
    assert model.value(REASON) == "离退休人员增加"
    assert not [one for one in model.findings() if one.check == "原因-科目" and one.scope == "208"]
