"""The pre-flight on published texts as plain lines: every finding is a fault of the document itself, and nothing sound is accused."""

from __future__ import annotations

from collections import Counter

import pytest
from prose_excerpts import JINCHENG, MENTOUGOU, MIYUN, TANGSHAN, URUMQI

from desktop.document.preflight import preflight_text

COMPLETENESS = {f"D{number:02d}" for number in (6, 9, 17, 18, 19, 20, 21, 26, 28, 29, 30, 31, 32, 58)}
"""An excerpt is never complete, and its numbers start anywhere; these rules are shown by tests of their own."""


def broken(text: str) -> Counter[str]:
    return Counter(finding.check for finding in preflight_text(text).findings if finding.check not in COMPLETENESS)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            MENTOUGOU,
            {
                "D27": 2,  # 增长430.79%, 430.58% without reason
                "D34": 1,  # 农业生产发展 is a 项
                "D39": 1,  # 1.28 ÷ 1471.26 is 0.09%, not 8.39%
                "D44": 2,  # 增长100% from nil
                "D47": 1,
                "D51": 1,  # 2022年度决算 inside 2023
                "D55": 3,
                "D57": 1,  # ；；
                "D60": 1,
                "D78": 2,  # 26 and 21, 12 and 18 projects
                "D87": 2,  # all expenditure told as that of projects; 6881.82 for 68818056.60元
                "M05": 1,  # both sides added up
                "M07": 1,
            },
        ),
        (URUMQI, {"D44": 1, "D45": 1, "D84": 1}),
        (JINCHENG, {"D07": 1, "D36": 1, "D47": 2}),
        (TANGSHAN, {"D51": 1, "D57": 1, "M06": 1}),
        (MIYUN, {"D57": 1}),
    ],
    ids=["门头沟", "乌鲁木齐", "晋城", "唐山", "密云"],
)
def test_what_is_found_is_wrong_and_nothing_else(text: str, found: dict[str, int]) -> None:
    assert broken(text) == found


def test_errors_are_only_what_figures_prove() -> None:
    errors = {finding.check: finding.say for finding in preflight_text(MENTOUGOU).findings if finding.severity == "error"}
    assert set(errors) == {"D39", "D51"}
    assert "0.09%" in errors["D39"] and "8.39%" in errors["D39"]
    assert "2022年度" in errors["D51"]
