"""What claims that stand side by side come to: agreed, rising with its steps, disputed between some, or unclear."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations, pairwise
from typing import Literal

from grotius.merge.camps import Camp
from grotius.merge.claim import PEOPLE, Claim, agree, later, one_source
from grotius.merge.origins import agreed_words
from grotius.merge.totals import told_as_lower

Judged = Literal["agreed", "rising", "disputed", "unclear"]

Verdict = tuple[Judged, str, tuple[Claim, ...], tuple[Claim, ...]]


def verdict(claims: Sequence[Claim], told: Sequence[Claim], camp: Camp, story: Mapping[str, str]) -> Verdict:
    """``claims`` are the totals among all those ``told``; ``story`` gives the story of each family."""
    if not claims:
        return "unclear", "no report gives a number", (), ()
    if _all_agree(claims):
        return "agreed", agreed_words(claims, told, story), (), ()
    opposed = _opposed(claims, camp)
    if opposed:
        return "disputed", f"the sides contradict each other: {_listed(opposed)}", (), opposed
    return _over_time(claims)


def _all_agree(claims: Sequence[Claim]) -> bool:
    """Intervals on a line that meet pairwise all meet in one point."""
    return max(claim.bounds[0] for claim in claims) <= min(claim.bounds[1] for claim in claims)


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


def _over_time(claims: Sequence[Claim]) -> Verdict:
    """Walk the claims in order of time: steps up are a rising toll, what fits no step is a dispute."""
    ordered = in_time(claims) if claims[0].figure.measure in PEOPLE else list(claims)
    steps: list[Claim] = [ordered[0]]
    odd: list[Claim] = []
    unordered: list[Claim] = []
    for claim in ordered[1:]:
        now = steps[-1]
        if agree(claim, now):
            if (claim.value or 0) > (now.value or 0) and claim.figure.low is not None:  # "up to 60" is no step
                steps[-1] = claim
        elif claim.counted_at is None and any(claim.value == step.value for step in steps):
            continue
        elif claim.bounds[0] > now.bounds[1] and (later(claim, now) or one_source(claim, now)):
            steps.append(claim)
        elif any(agree(claim, step) for step in steps):
            continue  # repeats what was said before the toll rose
        elif claim.bounds[1] < now.bounds[0] and later(claim, now) and (one_source(claim, now) or told_as_lower(claim)):
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


def in_time(claims: Sequence[Claim]) -> list[Claim]:
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


def _may_have_risen(claim: Claim, other: Claim) -> bool:
    """Numbers of one day, of which nobody knows the order, and of which one is credited to nobody."""
    if claim.figure.measure not in PEOPLE or not claim.published or not other.published:
        return False
    if claim.published[:10] != other.published[:10] or (claim.counted_at and other.counted_at):
        return False
    return claim.figure.claimant is None or other.figure.claimant is None


def _listed(claims: Iterable[Claim]) -> str:
    return ", ".join(f"{claim.value} ({claim.claimant})" for claim in claims)
