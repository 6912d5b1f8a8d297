"""Events with their arguments as spans, and which of ours is which of gold's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

CLASSES = ("attack", "injure", "die", "meet")
ROLES = ("place", "victim", "attacker", "instrument")


@dataclass(frozen=True)
class Argument:
    role: str
    start: int
    end: int

    def overlaps(self, other: Argument) -> bool:
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True)
class Event:
    kind: str
    start: int
    end: int
    text: str
    arguments: tuple[Argument, ...] = ()


def pairs(gold: Sequence[Event], ours: Sequence[Event]) -> Iterator[tuple[Event | None, Event | None]]:
    """Each event once: matched, missed (no second) or invented (no first). The most overlapping goes first."""
    overlaps = sorted(
        (
            (min(g.end, o.end) - max(g.start, o.start), -i, -j)
            for i, g in enumerate(gold)
            for j, o in enumerate(ours)
            if g.kind == o.kind and g.start < o.end and o.start < g.end
        ),
        reverse=True,
    )
    left, right = set(range(len(gold))), set(range(len(ours)))
    for _, i, j in overlaps:
        if -i in left and -j in right:
            left.discard(-i)
            right.discard(-j)
            yield gold[-i], ours[-j]
    yield from ((gold[i], None) for i in sorted(left))
    yield from ((None, ours[j]) for j in sorted(right))
