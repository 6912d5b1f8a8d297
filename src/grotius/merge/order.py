"""Claims in the order in which a reader follows them: totals by time, and apart from these what is smaller."""

from __future__ import annotations

from collections.abc import Iterable

from grotius.merge.additions import is_added
from grotius.merge.claim import Claim, claimant_key
from grotius.merge.claims import Reconciled
from grotius.merge.verdicts import in_time


def by_time(one: Reconciled) -> tuple[tuple[Claim, ...], tuple[Claim, ...]]:
    """Totals, then the smaller numbers that reports give beside their totals: parts, additions, earlier counts."""
    counts = {claim.figure.id for claim in (*one.steps, *one.between, *((one.chosen,) if one.chosen else ()))}
    smaller = [c for c in one.claims if c.figure.id not in counts and any(_is_less(c, other) for other in one.claims)]
    apart = {id(claim) for claim in smaller}
    return _ordered(claim for claim in one.claims if id(claim) not in apart), _ordered(smaller)


def _is_less(claim: Claim, other: Claim) -> bool:
    """Does it only add to a count, or does one report give both, to one claimant or to nobody?"""
    if (claim.value or 0) >= (other.value or 0):
        return False
    if is_added(claim) or claim.report != other.report:
        return is_added(claim)
    ours, theirs = claimant_key(claim.figure.claimant), claimant_key(other.figure.claimant)
    return not ours or not theirs or ours == theirs


def _ordered(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """By time; what gives no number last."""
    listed = list(claims)
    return (*in_time([c for c in listed if c.value is not None]), *(c for c in listed if c.value is None))
