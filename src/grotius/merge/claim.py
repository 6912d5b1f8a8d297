"""A claim: one figure as a source family tells it, and what two claims have to do with each other."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import UTC, datetime

from grotius.folding import fold
from grotius.model import Actor, Figure

PEOPLE = frozenset(
    {"killed", "injured", "missing", "captured", "displaced", "affected", "without_power_or_heat", "hostages"}
)
_APPROX = 0.1
"""What "about" allows on either side."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One figure as a source family tells it. ``reports`` counts the reports that carry it, copies among them."""

    figure: Figure
    report: str
    family: str
    published: str | None = None
    publisher: str | None = None
    reports: int = 1

    @property
    def value(self) -> int | None:
        figure = self.figure
        return next((v for v in (figure.best, figure.low, figure.high) if v is not None), None)

    @property
    def bounds(self) -> tuple[float, float]:
        """What the words allow: "at least 12" is 12 to anything."""
        figure = self.figure
        low = figure.low if figure.low is not None else 0
        high: float = figure.high if figure.high is not None else math.inf
        if figure.approx:
            return low * (1 - _APPROX), high * (1 + _APPROX)
        return low, high

    @property
    def claimant(self) -> str:
        """Who claims it: the outlet only where the report credits nobody."""
        if self.figure.claimant is not None:
            return self.figure.claimant.name
        return self.publisher or "the report"

    @property
    def order(self) -> tuple[str, str, str]:
        return (self.published or "", self.figure.id, self.report)

    @property
    def counted_at(self) -> datetime | None:
        """The moment of the count: the hour that the text gives on the day of the report, or when it was published."""
        published = moment_of(self.published)
        time = self.figure.time
        if time is None or time.start is None or time.grain not in _CLOCK or "T" not in time.start:
            return published if published is not None and "T" in (self.published or "") else None
        told = moment_of(time.start)
        if told is None or published is None:
            return told
        day = min(published.date(), told.date())
        return datetime.combine(day, told.time(), published.tzinfo)


_CLOCK = frozenset({"minute", "hour", "part_of_day"})


def moment_of(stamp: str | None) -> datetime | None:
    """Times with and without a zone are compared as if all of the latter were of Greenwich."""
    if not stamp:
        return None
    try:
        moment = datetime.fromisoformat(stamp)
    except ValueError:
        return None
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)


def claimant_key(claimant: Actor | None) -> str:
    return (claimant.id or fold(claimant.name)) if claimant is not None else ""


def agree(a: Claim, b: Claim) -> bool:
    """Is there a number that both allow?"""
    (a_low, a_high), (b_low, b_high) = a.bounds, b.bounds
    return max(a_low, b_low) <= min(a_high, b_high)


def one_source(claim: Claim, other: Claim) -> bool:
    """Nobody contradicts himself: a claimant or a report that gives another number has a newer one."""
    if claim.figure.claimant is None or other.figure.claimant is None:
        return claim.report == other.report
    ours, theirs = claimant_key(claim.figure.claimant), claimant_key(other.figure.claimant)
    return ours == theirs or _is_among(claim.figure.claimant, other.figure.claimant)


def _is_among(one: Actor | None, other: Actor | None) -> bool:
    """ "The governor Ann Carter and the rescue service" speak for Carter too."""
    if one is None or other is None:
        return False
    short, long = sorted((fold(one.name), fold(other.name)), key=len)
    return len(short.split()) > 1 and f" {short} " in f" {long} "


def later(claim: Claim, other: Claim) -> bool:
    """By the clock where both counts have one, by the day where not."""
    ours, theirs = claim.counted_at, other.counted_at
    if ours is not None and theirs is not None:
        return ours > theirs
    if not claim.published or not other.published:
        return False
    return claim.published[:10] > other.published[:10]
