"""What people's judgements on pairs come to: which tellings are held together, and which are kept apart.

A judgement speaks of two sides, each an event with all its tellings or a single one of them. ``same`` holds both
sides together as wholes, so that none hangs on another; ``different`` keeps each of one side from each of the other.
They are taken in the order they were made, and the later one counts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise, product

from grotius.merge import Edge, Judgement

_SURE = 100.0


@dataclass(frozen=True, slots=True)
class Ruling:
    """A person's judgement on two sides; ``left`` is the one that was named first."""

    judgement: Judgement
    left: frozenset[str]
    right: frozenset[str]
    reason: str


def sides(pairs: Iterable[tuple[str, str]]) -> tuple[set[str], set[str]]:
    """The two sides that the pairs of one judgement go between, and not one pair within."""
    met: dict[str, list[str]] = defaultdict(list)
    for a, b in pairs:
        met[a].append(b)
        met[b].append(a)
    found: tuple[set[str], set[str]] = (set(), set())
    for start in met:
        if start not in found[0] and start not in found[1]:
            _spread(start, met, found)
    return found


def _spread(start: str, met: Mapping[str, Collection[str]], found: tuple[set[str], set[str]]) -> None:
    waiting = [(start, 0)]
    while waiting:
        one, side = waiting.pop()
        if one not in found[0] and one not in found[1]:
            found[side].add(one)
            waiting += [(other, 1 - side) for other in met[one]]


def spanning(left: Collection[str], right: Collection[str]) -> list[tuple[str, str]]:
    """As few pairs as tell two sides whole."""
    first, other = next(iter(left)), next(iter(right))
    pairs = [(first, one) for one in right] + [(one, other) for one in left]
    return list(dict.fromkeys(pairs))


def edges_of(rulings: Iterable[Ruling], told_before: Mapping[str, str]) -> list[Edge]:
    """The edges that hold together and keep apart. ``told_before`` leads from what tells a claim again to the first."""
    joins: list[Ruling] = []
    apart: dict[tuple[str, str], str] = {}
    for ruling in rulings:
        crossing = [(min(pair), max(pair)) for pair in product(ruling.left, ruling.right)]
        if ruling.judgement == "different":
            apart.update(dict.fromkeys(crossing, ruling.reason))
        else:
            for pair in crossing:
                apart.pop(pair, None)
        if ruling.judgement == "same":
            joins.append(ruling)
        else:
            joins = [rest for join in joins for rest in _without(join, ruling, told_before)]
    kept = [
        Edge.between(*pair, "different", _SURE, why, person=True) for pair, why in apart.items() if len(set(pair)) > 1
    ]
    return [*kept, *_holding(joins, apart)]


def _holding(joins: Iterable[Ruling], apart: Collection[tuple[str, str]]) -> Iterator[Edge]:
    """Each with the first and with the next of its join: no other need stay for two to stay together."""
    found: dict[tuple[str, str], Edge] = {}
    for number, join in enumerate(joins):
        members = sorted(join.left | join.right)
        for left, right in (*((members[0], one) for one in members[1:]), *pairwise(members[1:])):
            if (left, right) not in apart:
                score = _SURE + number  # the later judgement is the surer
                found[left, right] = Edge.between(left, right, "same", score, join.reason, person=True)
    yield from found.values()


def _without(join: Ruling, ruling: Ruling, told_before: Mapping[str, str]) -> Iterator[Ruling]:
    """What is left of a join once one side of a later judgement has gone out of it.

    The side that is less of it goes. Where one telling of each side of the join is parted, the join itself is wrong.
    """
    members = join.left | join.right
    one, other = ruling.left & members, ruling.right & members
    if not one or not other:
        yield join
        return
    few, many = _claims(one, told_before), _claims(other, told_before)
    if few == many == 1 and (one <= join.left) != (other <= join.left):
        return
    going = other if many < few else one
    for keep in (members - going, going):
        if (left := join.left & keep) and (right := join.right & keep):
            yield Ruling("same", left, right, join.reason)


def _claims(side: frozenset[str], told_before: Mapping[str, str]) -> int:
    """How many it is, what a report tells twice counted once."""
    return sum(1 for one in side if told_before.get(one) not in side)
