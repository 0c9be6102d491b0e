"""Slips of the hand in published tables are diagnosed rightly (a sample; ``measure_diagnosis.py`` measures all of them)."""

from __future__ import annotations

from collections import Counter

import pytest
from measure_diagnosis import OTHERS, SLIPS, jincheng, measure, mentougou

RATES = {
    "swapped": 0.85, "point": 0.95, "unit": 0.95, "sign": 0.95, "digit": 0.8, "length": 0.85, "copied": 0.85, "row": 0.85, "added": 0.8,
    "left_out": 0.9, "twice": 0.9,
}  # fmt: skip
"""Share of the seen faults of which the right cell and the right figure are named, at least."""


@pytest.fixture(scope="module")
def measured() -> Counter[tuple[str, str]]:
    return measure(jincheng(), 11)[0]


def test_slips_are_named_with_the_figure_that_was_meant(measured: Counter[tuple[str, str]]) -> None:
    for kind in SLIPS:
        seen = sum(number for (one, judged), number in measured.items() if one == kind and judged != "unseen")
        right = measured[kind, "right"] + measured[kind, "also"]
        assert not seen or right >= RATES[kind] * seen - 1, (kind, right, seen)


def test_hardly_anything_is_said_wrongly(measured: Counter[tuple[str, str]]) -> None:
    every = sum(measured.values())
    assert every > 150
    assert sum(number for (_, judged), number in measured.items() if judged == "wrong") <= 0.02 * every
    others = sum(number for (kind, _), number in measured.items() if kind in OTHERS)
    assert others and sum(measured[kind, "wrong"] for kind in OTHERS) <= 0.05 * others


def test_a_published_total_of_income_and_expenditure_together_is_recognised() -> None:
    model = mentougou()
    told = [one for finding in model.findings() for one in model.diagnose(finding)]
    assert {one.kind for one in told} == {"added"}
    assert {one.cell.row for one in told} == {"收入总计", "支出总计"}
    assert all("把收入和支出两边加在了一起" in one.say and "78,129,577.73" in one.say for one in told)
    assert not any(one.proven for one in told), "two figures would have to be changed"
