"""How groups of reports and what they say of an incident are compared with the truth."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from grotius.folding import fold


@dataclass(frozen=True)
class Found:
    """What a group of reports says of its incident."""

    group: str
    killed: int
    injured: int
    date: str | None
    place: str | None


def bcubed(truth: Mapping[str, str], ours: Mapping[str, str]) -> tuple[float, float]:
    """B-cubed precision and recall: the mean over reports of how pure and how whole each one's group is."""
    true: dict[str, set[str]] = defaultdict(set)
    made: dict[str, set[str]] = defaultdict(set)
    for name, incident in truth.items():
        true[incident].add(name)
        made[ours[name]].add(name)
    if not truth:
        return 0.0, 0.0
    shared = [(made[ours[name]], true[incident]) for name, incident in truth.items()]
    precision = sum(len(group & gold) / len(group) for group, gold in shared) / len(truth)
    recall = sum(len(group & gold) / len(gold) for group, gold in shared) / len(truth)
    return precision, recall


def best_group(found: Sequence[Found]) -> Found:
    """The group that most of the reports are in; of equal ones the first."""
    counts = Counter(one.group for one in found)
    return max(found, key=lambda one: counts[one.group])


def is_date(gold: str, ours: str | None) -> bool:
    """Within one day of each other."""
    return ours is not None and abs((date.fromisoformat(gold) - date.fromisoformat(ours)).days) <= 1


def is_city(gold: str, place: str | None) -> bool:
    """The names are one; "Saint" and accents are folded. Of "City (Suburb)" either is right."""
    outer, _, inner = gold.partition("(")
    names = {fold(outer), fold(inner), fold(f"{outer} {inner}")} - {""}
    return place is not None and fold(place) in names
