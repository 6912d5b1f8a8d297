"""Where sources contradict each other about an event, the gravest first."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from grotius.merge.claims import Claim, Reconciled

_IMPORTANCE = {
    "killed": 1.0,
    "hostages": 0.9,
    "missing": 0.8,
    "injured": 0.7,
    "captured": 0.6,
    "without_power_or_heat": 0.5,
    "displaced": 0.5,
    "affected": 0.4,
}
_OTHER_IMPORTANCE = 0.3
_UNCLEAR = 0.5
_OUTCOMES = ("shot_down", "lost_from_radar", "hit")


@dataclass(frozen=True, slots=True)
class Disagreement:
    """``kind``: sources differ (``figure``), one denies what others report (``denial``), or parts exceed the whole
    (``sum``). ``severity`` grows with the spread, the size and the weight of the measure."""

    kind: Literal["figure", "denial", "sum"]
    measure: str | None
    low: int | None
    high: int | None
    severity: float
    sentence: str
    claims: tuple[Claim, ...] = ()


def disagreements(figures: Iterable[Reconciled], denied_by: Iterable[str] = ()) -> tuple[Disagreement, ...]:
    listed = tuple(figures)
    found = [_of_figures(one) for one in listed if one.verdict in {"disputed", "unclear"} and one.between]
    found += _of_sums(listed)
    found += [Disagreement("denial", None, None, None, 1.0, f"{name} denies what others report") for name in denied_by]
    return tuple(sorted(found, key=lambda one: (-one.severity, one.kind, one.sentence)))


def _of_figures(one: Reconciled) -> Disagreement:
    values = [claim.value for claim in one.between if claim.value is not None]
    low, high = min(values), max(values)
    weight = 1.0 if one.verdict == "disputed" else _UNCLEAR
    return Disagreement(
        "figure", one.measure, low, high, weight * severity(one.measure, low, high), one.why, one.between
    )


def severity(measure: str, low: int, high: int) -> float:
    """Relative spread times size (on a log scale) times the importance of what is counted."""
    spread = (high - low) / max(high, 1)
    return round(spread * math.log2(2 + high) * _IMPORTANCE.get(measure, _OTHER_IMPORTANCE), 4)


def _of_sums(figures: tuple[Reconciled, ...]) -> list[Disagreement]:
    """No more can be shot down, lost and hit together than were launched."""
    best = {one.measure: one for one in figures if one.best is not None and _count(figures, one.measure) == 1}
    launched = best.get("launched")
    parts = [best[measure] for measure in _OUTCOMES if measure in best and measure != "hit"]
    if launched is None or launched.best is None or not parts:
        return []
    together = sum(part.best or 0 for part in parts)
    top = launched.high if launched.high is not None else math.inf
    if together <= top:
        return []
    sentence = f"{together} are accounted for, but only {launched.best} were launched"
    claims = tuple(part.chosen for part in (launched, *parts) if part.chosen is not None)
    return [
        Disagreement(
            "sum", "launched", launched.best, together, severity("launched", launched.best, together), sentence, claims
        )
    ]


def _count(figures: tuple[Reconciled, ...], measure: str) -> int:
    return sum(1 for one in figures if one.measure == measure)
