"""Where sources contradict each other about an event, the gravest first."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from grotius.merge.claim import PEOPLE, Claim
from grotius.merge.claims import Reconciled
from grotius.merge.things import thing

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
_ADDED_UP = frozenset({"killed", "injured", "missing", "captured", "launched", "shot_down", "lost_from_radar"})


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


def disagreements(
    figures: Iterable[Reconciled], denied_by: Iterable[str] = (), parts: Iterable[Sequence[Reconciled]] = ()
) -> tuple[Disagreement, ...]:
    """``parts`` are the figures of each event that this one, a wave told as a whole, is made of."""
    listed = tuple(figures)
    found = [_of_figures(one) for one in listed if one.verdict in {"disputed", "unclear"} and one.between]
    found += _of_outcomes(listed)
    found += _of_parts(listed, tuple(parts))
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


def _of_outcomes(figures: tuple[Reconciled, ...]) -> list[Disagreement]:
    """No more of a kind can be shot down, lost and hit together than were launched.

    Counts grow through a day, so those of one report are added up; where none gives two of them, the best of all.
    """
    best: dict[tuple[str, str], Reconciled] = {
        (one.measure, kind_of(one)): one for one in figures if one.best is not None
    }
    found: list[Disagreement] = []
    for (measure, kind), launched in sorted(best.items()):
        parts = [best[outcome, kind] for outcome in _OUTCOMES if (outcome, kind) in best]
        if measure != "launched" or not parts:
            continue
        what = f"{kind}s are" if kind else "are"
        words = f"{{together}} {what} accounted for, but only {{whole}} were launched"
        tried = (_over(launched, sum(one.value or 0 for one in told), told, words) for told in _together(parts))
        over = [one for one in tried if one is not None]
        found += [max(over, key=lambda one: (one.severity, one.sentence))] if over else []
    return found


def _together(parts: Sequence[Reconciled]) -> list[list[Claim]]:
    """What each report that gives two or more of them gives; where none does, the best of all."""
    reports = sorted({claim.report for part in parts for claim in part.claims})
    told = [claims for report in reports if len(claims := _told_by(report, parts)) > 1]
    return told or [[one.chosen for one in parts if one.chosen is not None]]


def _told_by(report: str, parts: Sequence[Reconciled]) -> list[Claim]:
    """The largest count that the report gives of each."""
    claims = ([claim for claim in part.claims if claim.report == report and claim.value] for part in parts)
    return [max(listed, key=lambda claim: claim.value or 0) for listed in claims if listed]


def _of_parts(figures: tuple[Reconciled, ...], parts: tuple[Sequence[Reconciled], ...]) -> list[Disagreement]:
    """The places of a wave cannot add up to more than the whole: as they were counted when the whole was."""
    found: list[Disagreement] = []
    for whole in figures:
        if whole.best is None or whole.measure not in _ADDED_UP:
            continue
        same = [
            one
            for part in parts
            for one in part
            if one.measure == whole.measure and kind_of(one) == kind_of(whole) and one.best is not None
        ]
        words = f"the places add up to {{together}} {whole.measure.replace('_', ' ')}, the whole is given as {{whole}}"
        told = [_counted_by(one, whole) for one in same]
        claims = [claim for claim in told if claim is not None]
        over = _over(whole, sum(claim.figure.low or 0 for claim in claims), claims, words) if claims else None
        found += [over] if over is not None else []
    return found


def _counted_by(part: Reconciled, whole: Reconciled) -> Claim | None:
    """What a place was known to have lost on the last day on which the whole was counted: tolls go on rising."""
    day = max(((claim.published or "")[:_DAY] for claim in whole.claims), default="")
    sure = [claim for claim in part.claims if claim.figure.low is not None]
    known = [claim for claim in sure if not day or (claim.published or "")[:_DAY] <= day]
    if not known:
        return min(sure, key=lambda claim: claim.order, default=None) if day else part.chosen
    return part.chosen if part.chosen in known else max(known, key=lambda claim: claim.order)


_DAY = len("2025-04-25")


def _over(whole: Reconciled, together: int, parts: Sequence[Claim], words: str) -> Disagreement | None:
    if whole.best is None or together <= _top(whole):
        return None
    claims = (whole.chosen, *parts) if whole.chosen is not None else tuple(parts)
    top = int(_top(whole))
    sentence = words.format(together=together, whole=whole.best if top == whole.best else f"{whole.best} to {top}")
    return Disagreement(
        "sum", whole.measure, whole.best, together, severity(whole.measure, whole.best, together), sentence, claims
    )


def _top(one: Reconciled) -> float:
    """ "More than 100" and what sources dispute leave room upwards."""
    if one.high is None and one.chosen is not None:
        return math.inf
    return max(one.high or 0, one.best or 0)


def kind_of(one: Reconciled) -> str:
    """What is counted, in one word; people are counted together."""
    return thing(one.chosen.figure) if one.chosen is not None and one.measure not in PEOPLE else ""
