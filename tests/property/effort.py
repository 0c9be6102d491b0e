"""How long the state machines try: a few seconds each in every run, twenty times as long with MINGZHANG_THOROUGH=1."""

from __future__ import annotations

import os
from typing import Final

from hypothesis import HealthCheck, Phase, settings

TIMES: Final = 20 if os.environ.get("MINGZHANG_THOROUGH") else 1


def effort(examples: int, steps: int) -> settings:
    """Settings of a state machine: ``examples`` runs of at most ``steps`` steps.

    A failing run of so few steps is told as it is: looking for a shorter one would take longer than a test may.
    """
    unimportant = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large]
    return settings(
        max_examples=examples * TIMES,
        stateful_step_count=steps,
        deadline=None,
        derandomize=TIMES == 1,  # every ordinary run does the same, a thorough one looks elsewhere each time
        phases=[Phase.generate],
        suppress_health_check=unimportant,
    )
