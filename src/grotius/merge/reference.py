"""The record's counts of weapons beside somebody else's: agreed, different, only here, only there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from grotius.folding import fold
from grotius.merge.claim import Claim
from grotius.merge.claims import reconcile
from grotius.merge.days import days_of
from grotius.model import Figure

Matching = Literal["agreed", "different", "only here", "only there"]


@dataclass(frozen=True, slots=True)
class Known:
    """What the reference has for a day: so many of a kind of weapon launched or shot down."""

    day: str
    weapon: str
    measure: str
    value: int


@dataclass(frozen=True, slots=True)
class Matched:
    """One day, weapon and measure. ``best`` is the claim that the record holds for best, ``claims`` are all of them.

    ``claims`` of what is "only there" are counts of single places.
    """

    day: str
    weapon: str
    measure: str
    status: Matching
    reference: int | None
    best: Claim | None
    claims: tuple[Claim, ...] = ()


def match(
    known: Iterable[Known], claims: Iterable[Claim], words: Mapping[str, Sequence[str]], days: frozenset[str]
) -> tuple[Matched, ...]:
    """Each count of the reference beside the claims of its day.

    Args:
        known: the reference; counts of one day, weapon and measure are added up.
        claims: the record's, each with its figure's own time (or its event's).
        words: for each weapon of the reference, how reports name it.
        days: those that the record tells of; what the reference has on others is left out.
    """
    there = _added_up(known)
    here = _by_day(claims, there, words)
    found = [_compared(key, value, here.get(key, ())) for key, value in there.items() if key in here or key[0] in days]
    found += [Matched(*key, "only here", None, _largest(ours), ours) for key, ours in here.items() if key not in there]
    return tuple(sorted(found, key=lambda one: (one.day, one.weapon, one.measure)))


_Key = tuple[str, str, str]


def _added_up(known: Iterable[Known]) -> dict[_Key, int]:
    found: dict[_Key, int] = defaultdict(int)
    for one in known:
        found[one.day, one.weapon, one.measure] += one.value
    return dict(found)


def _by_day(
    claims: Iterable[Claim], there: Mapping[_Key, int], words: Mapping[str, Sequence[str]]
) -> dict[_Key, tuple[Claim, ...]]:
    names = {fold(word): weapon for weapon, listed in words.items() for word in listed}
    measures = {measure for _, _, measure in there}
    found: dict[_Key, list[Claim]] = defaultdict(list)
    for claim in sorted(claims, key=lambda claim: claim.order):
        weapon = weapon_of(claim.figure, names)
        if weapon is None or claim.value is None or claim.figure.measure not in measures:
            continue
        day = _day(claim, weapon, there)
        if day is not None:
            found[day, weapon, claim.figure.measure].append(claim)
    return {key: tuple(ours) for key, ours in found.items()}


def weapon_of(figure: Figure, names: Mapping[str, str]) -> str | None:
    """In "drones and missiles" nothing is told apart."""
    if figure.of is None:
        return None
    named = {names[word] for word in fold(figure.of.text).split() if word in names}
    return named.pop() if len(named) == 1 else None


def _day(claim: Claim, weapon: str, there: Mapping[_Key, int]) -> str | None:
    """A night counts for its morning, as in daily counts; without a time, the day on which the numbers fit."""
    told = days_of(claim.figure.time, claim.published)
    if told is None:
        return None
    days = [date.fromordinal(number).isoformat() for number in range(told.last, max(told.first, told.last - 2) - 1, -1)]
    for day in days:
        value = there.get((day, weapon, claim.figure.measure))
        if value is not None and _allows(claim, value):
            return day
    return days[0]


def _compared(key: _Key, value: int, claims: tuple[Claim, ...]) -> Matched:
    """By the claim that stands: that an earlier or another count happens to be the reference's is no agreement."""
    whole = [claim for claim in claims if not _is_of_part(claim)]
    if not whole:
        same = next((claim for claim in claims if claim.value == value), None)
        return Matched(*key, "agreed" if same is not None else "only there", value, same, claims)
    standing = _standing(whole)
    if not _allows(standing, value):
        return Matched(*key, "different", value, standing, claims)
    exact = next((claim for claim in whole if claim.value == value), standing)
    return Matched(*key, "agreed", value, exact, claims)


def _standing(claims: Sequence[Claim]) -> Claim:
    """What the record holds for best; a count of much less than the largest is mostly of one region."""
    largest = _largest(claims)
    most = [claim for claim in claims if (claim.value or 0) * 2 > (largest.value or 0)]
    found = [one for one in reconcile(most) if one.chosen is not None]
    told = max(found, key=lambda one: (len(one.claims), one.best or 0), default=None)
    return told.chosen if told is not None and told.chosen is not None else largest


_PARTS = frozenset({"exact", "site", "settlement", "district", "region"})


def _is_of_part(claim: Claim) -> bool:
    """A count of one town or region says nothing against that of the country."""
    return claim.figure.place is not None and claim.figure.place.precision in _PARTS


def _allows(claim: Claim, value: int) -> bool:
    low, high = claim.bounds
    return low <= value <= high


def _largest(claims: Sequence[Claim]) -> Claim:
    """Smaller counts are mostly of one region."""
    return max(claims, key=lambda claim: (claim.value or 0, claim.order))
