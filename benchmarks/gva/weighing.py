"""Weighs what reports say for and against an answer: evidence by name, weights from ``words.yaml``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from benchmarks.gva.words import weights_of

Evidence = Mapping[str, float]


def weighed(weights: str, reports: Sequence[Evidence]) -> float:
    """What the reports say on the average, and what one of them says most: the latest of several may know more."""
    score = 0.0
    for name, weight in weights_of(weights).items():
        strengths = [report.get(name, 0.0) for report in reports]
        score += weight * (sum(strengths) / len(strengths) + max(strengths))
    return score
