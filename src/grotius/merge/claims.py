"""Claims of one measure of one event, side by side; and what they come to under a named rule.

The claims stay as they are: the reconciled value is a view of them, and another rule gives another view.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import combinations, pairwise
from typing import Literal

from grotius.folding import fold
from grotius.merge.camps import Camp, camp_of
from grotius.merge.likeness import thing
from grotius.model import Actor, Figure, Measure

Judged = Literal["agreed", "rising", "disputed", "unclear"]

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
        published = _moment(self.published)
        time = self.figure.time
        if time is None or time.start is None or time.grain not in _CLOCK or "T" not in time.start:
            return published if published is not None and "T" in (self.published or "") else None
        told = _moment(time.start)
        if told is None or published is None:
            return told
        day = min(published.date(), told.date())
        return datetime.combine(day, told.time(), published.tzinfo)


_CLOCK = frozenset({"minute", "hour", "part_of_day"})


def _moment(stamp: str | None) -> datetime | None:
    """Times with and without a zone are compared as if all of the latter were of Greenwich."""
    if not stamp:
        return None
    try:
        moment = datetime.fromisoformat(stamp)
    except ValueError:
        return None
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Reconciled:
    """All claims of one measure (and, for things, of one kind of thing), and what they come to.

    ``steps`` are the claims by which a toll rose, corrections among them; ``between`` those whose sources contradict
    each other.
    """

    measure: Measure
    of: str | None
    low: int | None
    best: int | None
    high: int | None
    verdict: Judged
    rule: str
    why: str
    chosen: Claim | None
    claims: tuple[Claim, ...]
    steps: tuple[Claim, ...] = ()
    between: tuple[Claim, ...] = ()


def reconcile(claims: Iterable[Claim], rule: str = "latest_best", camp: Camp = camp_of) -> tuple[Reconciled, ...]:
    """One ``Reconciled`` for each measure and kind of thing. ``camp`` says which state or group somebody speaks for.

    Left out are parts of a figure ("two of them children"), running totals ("since the invasion began") and what is
    only planned, denied or supposed.
    """
    groups: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        figure = claim.figure
        if figure.part_of is None and figure.actuality == "actual" and not figure.cumulative:
            groups[claim.figure.measure, _thing(claim.figure)].append(claim)
    return tuple(_reconciled(_once(groups[key]), rule, camp) for key in sorted(groups))


def _thing(figure: Figure) -> str:
    """People are counted together; of things, only like with like."""
    return "" if figure.measure in PEOPLE else thing(figure)


def _once(claims: Iterable[Claim]) -> list[Claim]:
    """Each claim of a source family once, in order of time, with the number of reports that carry it."""
    alike: dict[tuple[object, ...], list[Claim]] = defaultdict(list)
    for claim in claims:
        figure = claim.figure
        alike[claim.family, figure.low, figure.best, figure.high, claimant_key(figure.claimant)].append(claim)
    kept: list[Claim] = []
    for group in alike.values():
        first = min(group, key=lambda claim: claim.order)
        carried = len({claim.report for claim in group})
        kept.append(Claim(first.figure, first.report, first.family, first.published, first.publisher, carried))
    return sorted(kept, key=lambda claim: claim.order)


def claimant_key(claimant: Actor | None) -> str:
    return (claimant.id or fold(claimant.name)) if claimant is not None else ""


def _reconciled(claims: Sequence[Claim], rule: str, camp: Camp) -> Reconciled:
    counted = _totals([claim for claim in claims if claim.value is not None])
    figure = claims[0].figure
    verdict, why, steps, between = _verdict(counted, camp)
    standing = _standing(counted, steps)
    chosen = RULES[rule](standing) if standing else None
    named = (chosen or claims[0]).figure.of
    return Reconciled(
        measure=figure.measure,
        of=named.text if named is not None else None,
        low=_low(standing, chosen, verdict),
        best=chosen.value if chosen else None,
        high=_high(standing, chosen, verdict),
        verdict=verdict,
        rule=rule,
        why=why,
        chosen=chosen,
        claims=tuple(claims),
        steps=steps,
        between=between,
    )


def _totals(claims: Sequence[Claim]) -> list[Claim]:
    """Each report's own total: its smaller numbers are parts of it ("a girl", "two of them gravely") or earlier tolls.

    Numbers that a report credits to different claimants are kept side by side.
    """
    by_report: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_report[claim.report].append(claim)
    return [claim for claim in claims if not any(_holds(other, claim) for other in by_report[claim.report])]


def _holds(whole: Claim, part: Claim) -> bool:
    if (whole.value or 0) <= (part.value or 0):
        return False
    if whole.counted_at != part.counted_at:
        return False
    ours, theirs = claimant_key(whole.figure.claimant), claimant_key(part.figure.claimant)
    return not ours or not theirs or ours == theirs


def _standing(claims: Sequence[Claim], steps: Sequence[Claim]) -> Sequence[Claim]:
    """Without the steps of a rising toll that a later one has overtaken, and the reports that repeat them."""
    if len(steps) < 2:
        return claims
    last = steps[-1]
    passed = [step for step in steps[:-1] if _later(last, step) or _one_source(last, step)]
    overtaken = [step for step in passed if not agree(step, last)]
    left = [c for c in claims if not any(c.value == old.value and not agree(c, last) for old in overtaken)]
    return left or list(steps[-1:])


def _low(claims: Sequence[Claim], chosen: Claim | None, verdict: Judged) -> int | None:
    if chosen is None:
        return None
    if verdict != "disputed" and verdict != "unclear":
        return chosen.figure.low
    return min((claim.value for claim in claims if claim.value is not None), default=None)


def _high(claims: Sequence[Claim], chosen: Claim | None, verdict: Judged) -> int | None:
    if chosen is None:
        return None
    if verdict != "disputed" and verdict != "unclear":
        return chosen.figure.high
    return max((claim.value for claim in claims if claim.value is not None), default=None)


# -- verdicts ---------------------------------------------------------------------------------------------------

_Verdict = tuple[Judged, str, tuple[Claim, ...], tuple[Claim, ...]]


def agree(a: Claim, b: Claim) -> bool:
    """Is there a number that both allow?"""
    (a_low, a_high), (b_low, b_high) = a.bounds, b.bounds
    return max(a_low, b_low) <= min(a_high, b_high)


def _verdict(claims: Sequence[Claim], camp: Camp) -> _Verdict:
    if not claims:
        return "unclear", "no report gives a number", (), ()
    if _all_agree(claims):
        return "agreed", _agreed_words(claims), (), ()
    opposed = _opposed(claims, camp)
    if opposed:
        return "disputed", f"the sides contradict each other: {_listed(opposed)}", (), opposed
    return _over_time(claims)


def _all_agree(claims: Sequence[Claim]) -> bool:
    """Intervals on a line that meet pairwise all meet in one point."""
    return max(claim.bounds[0] for claim in claims) <= min(claim.bounds[1] for claim in claims)


def _agreed_words(claims: Sequence[Claim]) -> str:
    families = len({claim.family for claim in claims})
    if families == 1:
        return "one source gives it" if len(claims) == 1 else "one source gives it in several words"
    return f"{families} independent sources agree"


def _opposed(claims: Sequence[Claim], camp: Camp) -> tuple[Claim, ...]:
    """Claims that exclude each other by those who speak for different parties to the war, their officials included."""
    last: dict[str, Claim] = {}
    for claim in claims:
        claimant = claim.figure.claimant
        if claimant is not None and claimant.side == "party" and (whose := camp(claimant)):
            last[whose] = claim
    for a, b in combinations(last.values(), 2):
        if not agree(a, b):
            return (a, b)
    return ()


def _over_time(claims: Sequence[Claim]) -> _Verdict:
    """Walk the claims in order of time: steps up are a rising toll, what fits no step is a dispute."""
    ordered = _in_time(claims) if claims[0].figure.measure in PEOPLE else list(claims)
    steps: list[Claim] = [ordered[0]]
    odd: list[Claim] = []
    unordered: list[Claim] = []
    for claim in ordered[1:]:
        now = steps[-1]
        if agree(claim, now):
            if (claim.value or 0) > (now.value or 0):
                steps[-1] = claim
        elif claim.counted_at is None and any(claim.value == step.value for step in steps):
            continue
        elif claim.bounds[0] > now.bounds[1] and (_later(claim, now) or _one_source(claim, now)):
            steps.append(claim)
        elif any(agree(claim, step) for step in steps):
            continue  # repeats what was said before the toll rose
        elif claim.bounds[1] < now.bounds[0] and _later(claim, now) and _one_source(claim, now):
            steps.append(claim)  # a correction
        elif _may_have_risen(claim, now):
            _into(steps, claim)
            unordered.append(claim)
        else:
            odd.append(claim)
    odd = [claim for claim in odd if all(claim.value != step.value for step in steps)]
    if odd:
        against = next((step for step in reversed(steps) if not agree(step, odd[0])), steps[-1])
        between = (against, *odd)
        return "disputed", f"sources contradict each other: {_listed(between)}", tuple(steps), between
    if len(steps) > 1 and (steps[-1].value or 0) < (steps[-2].value or 0):
        return "unclear", f"the count was lowered: {_listed(steps[-2:])}", tuple(steps), tuple(steps[-2:])
    if unordered and unordered[-1] is steps[-1]:
        between = tuple(steps[-2:])
        return "unclear", f"the count may have risen within a day: {_listed(between)}", tuple(steps), between
    return "rising", f"the count rose: {_rise(steps)}", tuple(steps), ()


def _into(steps: list[Claim], claim: Claim) -> None:
    """Where it belongs if the toll only rose."""
    at = next((i for i, step in enumerate(steps) if (step.value or 0) > (claim.value or 0)), len(steps))
    steps.insert(at, claim)


def _in_time(claims: Sequence[Claim]) -> list[Claim]:
    """By day; within a day by the clock, those without an hour where they belong if the toll only rose."""
    by_day: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_day[(claim.published or "")[:10]].append(claim)
    ordered: list[Claim] = []
    for day in sorted(by_day):
        timed = [(moment, claim) for claim in by_day[day] if (moment := claim.counted_at) is not None]
        of_day = [claim for _, claim in sorted(timed, key=lambda pair: (pair[0], pair[1].value or 0, pair[1].order))]
        untimed = [claim for claim in by_day[day] if claim.counted_at is None]
        for claim in sorted(untimed, key=lambda claim: (claim.value or 0, claim.order)):
            of_day.insert(_fitting(of_day, claim.value or 0), claim)
        ordered += of_day
    return ordered


def _fitting(claims: Sequence[Claim], value: int) -> int:
    """Before the first greater one; at the end where there is none."""
    return next((i for i, claim in enumerate(claims) if (claim.value or 0) > value), len(claims))


def _rise(steps: Sequence[Claim]) -> str:
    told = [f"{steps[0].value} ({steps[0].claimant})"]
    for before, step in pairwise(steps):
        word = "corrected to " if (step.value or 0) < (before.value or 0) else ""
        told.append(f"{word}{step.value} ({step.claimant})")
    return ", ".join(told)


def _one_source(claim: Claim, other: Claim) -> bool:
    """Nobody contradicts himself: a claimant or a report that gives another number has a newer one."""
    if claim.figure.claimant is None and other.figure.claimant is None:
        return claim.report == other.report
    return claimant_key(claim.figure.claimant) == claimant_key(other.figure.claimant)


def _may_have_risen(claim: Claim, other: Claim) -> bool:
    """Numbers of one day, of which nobody knows the order, and of which one is credited to nobody."""
    if claim.figure.measure not in PEOPLE or not claim.published or not other.published:
        return False
    if claim.published[:10] != other.published[:10] or (claim.counted_at and other.counted_at):
        return False
    return claim.figure.claimant is None or other.figure.claimant is None


def _later(claim: Claim, other: Claim) -> bool:
    """By the clock where both counts have one, by the day where not."""
    ours, theirs = claim.counted_at, other.counted_at
    if ours is not None and theirs is not None:
        return ours > theirs
    if not claim.published or not other.published:
        return False
    return claim.published[:10] > other.published[:10]


def _listed(claims: Iterable[Claim]) -> str:
    return ", ".join(f"{claim.value} ({claim.claimant})" for claim in claims)


# -- rules ------------------------------------------------------------------------------------------------------

_OFFICIAL = frozenset({"office", "organisation", "state", "armed_group"})


def _placed(claim: Claim) -> int:
    """How well placed: an official or body on the spot, then a named person, then the outlet by itself."""
    claimant = claim.figure.claimant
    if claimant is None:
        return 0
    return 2 if claimant.office or claimant.kind in _OFFICIAL else 1


def _latest_best(claims: Sequence[Claim]) -> Claim:
    """The latest day's best-placed claim; the later of equals."""
    day = max((claim.published or "")[:10] for claim in claims)
    of_day = [claim for claim in claims if (claim.published or "")[:10] == day]
    return max(of_day, key=lambda claim: (_placed(claim), claim.published or "", claim.reports, claim.figure.id))


def _lowest(claims: Sequence[Claim]) -> Claim:
    return min(claims, key=lambda claim: (claim.value or 0, claim.order))


def _highest(claims: Sequence[Claim]) -> Claim:
    return max(claims, key=lambda claim: (claim.value or 0, claim.order))


def _official(claims: Sequence[Claim]) -> Claim:
    return _latest_best([claim for claim in claims if _placed(claim) == 2] or claims)


def _independent_first(claims: Sequence[Claim]) -> Claim:
    """Who is no party to the war speaks first: the UN, the Red Cross, a reporter's own count."""

    def independent(claim: Claim) -> bool:
        claimant = claim.figure.claimant
        return claimant is not None and claimant.side in {"mediator", "other"}

    return _latest_best([claim for claim in claims if independent(claim)] or claims)


RULES: dict[str, Callable[[Sequence[Claim]], Claim]] = {
    "latest_best": _latest_best,
    "lowest": _lowest,
    "highest": _highest,
    "official": _official,
    "independent_first": _independent_first,
}
