"""Claims of one measure of one event, side by side; and what they come to under a named rule.

The claims stay as they are: the reconciled value is a view of them, and another rule gives another view.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from grotius.merge.additions import additions, without_additions
from grotius.merge.camps import Camp, camp_of
from grotius.merge.claim import PEOPLE, Claim, agree, later, one_source
from grotius.merge.claim import claimant_key as claimant_key
from grotius.merge.listed import summed
from grotius.merge.origins import stories
from grotius.merge.rules import choose
from grotius.merge.things import thing
from grotius.merge.totals import told_as_earlier, totals
from grotius.merge.verdicts import Judged, verdict
from grotius.model import Figure, Measure


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
    only planned, denied or supposed. Victims told one by one in a list are one claim of its sum. What only adds to a
    count ("two more") is listed, and is no count itself.
    """
    groups: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    listed = _with_lists_summed(claims)
    story = stories(listed)
    added = {id(claim) for claim in additions(listed)}
    for claim in listed:
        figure = claim.figure
        if figure.part_of is None and figure.actuality == "actual" and not figure.cumulative:
            groups[claim.figure.measure, _thing(claim.figure)].append(claim)
    return tuple(_reconciled(groups[key], rule, camp, story, added) for key in sorted(groups))


def _with_lists_summed(claims: Iterable[Claim]) -> list[Claim]:
    by_report: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_report[claim.report].append(claim)
    result: list[Claim] = []
    for told in by_report.values():
        known = {claim.figure.id: claim for claim in told}
        result += [replace(known[figure.id], figure=figure) for figure in summed([claim.figure for claim in told])]
    return result


def _thing(figure: Figure) -> str:
    """People are counted together; of things, only like with like."""
    return "" if figure.measure in PEOPLE else thing(figure)


def _once(claims: Iterable[Claim]) -> list[Claim]:
    """Each claim of a source family once, in order of time, with the number of reports that carry it."""
    alike: dict[tuple[object, ...], list[Claim]] = defaultdict(list)
    for claim in claims:
        figure = claim.figure
        value = (figure.low, figure.best, figure.high)
        alike[claim.family, value, claimant_key(figure.claimant), told_as_earlier(claim)].append(claim)
    kept: list[Claim] = []
    for group in alike.values():
        first = min(group, key=lambda claim: claim.order)
        carried = len({claim.report for claim in group})
        kept.append(Claim(first.figure, first.report, first.family, first.published, first.publisher, carried))
    return sorted(kept, key=lambda claim: claim.order)


def _reconciled(
    told: Sequence[Claim], rule: str, camp: Camp, story: Mapping[str, str], added: Collection[int]
) -> Reconciled:
    claims = _once(told)
    counted = _once(totals(without_additions([claim for claim in told if claim.value is not None], added)))
    figure = claims[0].figure
    judged, why, steps, between = verdict(counted, claims, camp, story)
    standing = _standing(counted, steps, judged)
    chosen = choose(rule, standing, counted, camp) if standing else None
    named = (chosen or claims[0]).figure.of
    return Reconciled(
        measure=figure.measure,
        of=named.text if named is not None else None,
        low=_low(standing, chosen, judged),
        best=chosen.value if chosen else None,
        high=_high(standing, chosen, judged),
        verdict=judged,
        rule=rule,
        why=why,
        chosen=chosen,
        claims=tuple(claims),
        steps=steps,
        between=between,
    )


def _standing(claims: Sequence[Claim], steps: Sequence[Claim], judged: Judged) -> Sequence[Claim]:
    """Without the steps of a toll that a later count has overtaken, and the reports that repeat them."""
    if len(steps) < 2:
        return claims
    last = steps[-1]
    passed = [
        step
        for at, step in enumerate(steps[:-1])
        if judged == "rising" or any(_overtakes(claim, step) for claim in (*steps[at + 1 :], *_above(step, claims)))
    ]
    overtaken = [step for step in passed if not agree(step, last)]
    left = [c for c in claims if not any(c.value == old.value and not agree(c, last) for old in overtaken)]
    if judged == "rising":  # "at least 8" does not contradict the 13 of a later day, but is no count of it either
        left = [c for c in left if (c.value or 0) >= (last.value or 0) or not _overtakes(last, c)]
    return left or list(steps[-1:])


def _above(step: Claim, claims: Sequence[Claim]) -> list[Claim]:
    return [claim for claim in claims if (claim.value or 0) > (step.value or 0) and not agree(claim, step)]


def _overtakes(claim: Claim, step: Claim) -> bool:
    return later(claim, step) or one_source(claim, step)


def _low(claims: Sequence[Claim], chosen: Claim | None, verdict: Judged) -> int | None:
    if chosen is None:
        return None
    if verdict != "disputed" and verdict != "unclear":
        return chosen.figure.low
    exact = [claim for claim in claims if claim.figure.high is not None] or claims  # "over 70" is no lower than 87
    return min((claim.value for claim in exact if claim.value is not None), default=None)


def _high(claims: Sequence[Claim], chosen: Claim | None, verdict: Judged) -> int | None:
    if chosen is None:
        return None
    if verdict != "disputed" and verdict != "unclear":
        return chosen.figure.high
    return max((claim.value for claim in claims if claim.value is not None), default=None)
