"""Findings of one kind that a form has many of, told as one with its places: indicator values without a figure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from desktop.core.findings import Finding
from desktop.core.wording import fingerprint

FOLDED: Final = frozenset({"指标值-缺数值"})
"""Checks whose findings in one form are told together."""
_MOST = 8


def fold(findings: Sequence[Finding]) -> Finding | None:
    """One finding is itself; several become one that names their places and shows all their cells."""
    if len(findings) < 2:
        return findings[0] if findings else None
    cells = tuple(cell for finding in findings for cell in finding.cells)
    shown = "、".join(finding.say.rpartition("：")[0] for finding in findings[:_MOST])
    say = f"有 {len(findings)} 个指标值只有符号、没有数值：{shown}{'……' if len(findings) > _MOST else ''}。"
    return replace(findings[0], scope="", say=say, cells=cells, fingerprint=fingerprint(cells))
