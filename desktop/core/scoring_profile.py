"""Scoring profiles: how a region turns targets and results into points. Data of a pack, never code."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ScoringProfile:
    """``title`` and ``basis`` name the rule and where it stands."""

    id: str
    title: str
    basis: str
