"""Sums typed into a cell."""

from __future__ import annotations

from decimal import Decimal

import pytest

from desktop.core.arithmetic import ArithmeticProblem, is_sum, work_out


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("=1200+35.5", "1235.5"),
        ("＝1,200＋35.5", "1235.5"),
        ("=0.1+0.2", "0.3"),
        ("=(100-20)*3", "240"),
        ("=2×3÷4", "1.5"),
        ("=-5+3", "-2"),
        ("=100/3", "33.33"),
        ("= 3 - 3 ", "0"),
        ("=1－0.5", "0.5"),
    ],
)
def test_sums_are_exact(text, value):
    assert is_sum(text)
    assert work_out(text, 2) == Decimal(value)


@pytest.mark.parametrize(
    "text", ["=", "=1+", "=(1+2", "=1)", "=1/0", "=A1+3", "=1 2", "=" + "(" * 5000, "=" + "1+" * 300 + "1", "=__import__('os')"]
)
def test_what_is_no_sum_is_refused_with_a_sentence(text):
    with pytest.raises(ArithmeticProblem) as caught:
        work_out(text, 2)
    assert str(caught.value).endswith("。")
