"""What is different between two lists of findings, line by line, so that a view need not read thousands of lines anew after a key stroke."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from desktop.core.findings import Finding

_FEW: Final = 60
"""Lines that come and go one by one; more are read anew."""


def differences(old: Sequence[Finding], new: Sequence[Finding]) -> tuple[list[int], list[int]] | None:
    """Places to take out of ``old``, and then places to bring in, so that the keys are those of ``new``; None where more than a few are different
    or their order is."""
    if len(old) == len(new) and all(one is other or one.key == other.key for one, other in zip(old, new, strict=True)):
        return [], []
    before, after = [finding.key for finding in old], [finding.key for finding in new]
    was, now = set(before), set(after)
    if len(was) < len(before) or len(now) < len(after) or len(was ^ now) > _FEW:
        return None
    if [key for key in before if key in now] != [key for key in after if key in was]:
        return None
    return [at for at, key in enumerate(before) if key not in now], [at for at, key in enumerate(after) if key not in was]
