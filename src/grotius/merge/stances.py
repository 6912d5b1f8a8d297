"""Positions of one party on one issue as a time line: what it held, when, and where it really changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from grotius.folding import fold
from grotius.model import Position


class Sourced(Protocol):
    """A position with the report that it stands in."""

    @property
    def position(self) -> Position: ...


S = TypeVar("S", bound=Sourced)


@dataclass(frozen=True, slots=True)
class Stand(Generic[S]):
    """What a party held on a day. ``before`` is the last other stance on the same matter, where it changed.

    ``also`` are the other rows of that day that say the same.
    """

    day: str | None
    row: S
    before: S | None = None
    also: tuple[S, ...] = ()


@dataclass(frozen=True, slots=True)
class Line(Generic[S]):
    """``stands`` in order of time; those of unknown day come first and change nothing."""

    issue: str
    party: str
    stands: tuple[Stand[S], ...]

    @property
    def latest(self) -> Stand[S]:
        return self.stands[-1]


def lines(rows: Iterable[tuple[str | None, S]]) -> tuple[Line[S], ...]:
    """One line for each party and issue; ``rows`` are positions with the day on which each was taken.

    Words that leave the stance unclear, and background of unknown day, never make a change; nor does a stance on
    another matter within the issue.
    """
    held: dict[tuple[str, str], list[tuple[str | None, S]]] = defaultdict(list)
    for day, row in rows:
        held[row.position.issue, party_of(row.position)].append((day, row))
    made = (Line(issue, party, _stands(of_party)) for (issue, party), of_party in held.items())
    return tuple(sorted(made, key=lambda line: (line.issue, line.party)))


def party_of(position: Position) -> str:
    """The state or group that it may stand for, else whoever takes it."""
    return position.party or position.actor.id or fold(position.actor.name)


def _stands(rows: list[tuple[str | None, S]]) -> tuple[Stand[S], ...]:
    grouped: dict[tuple[str, str | None, str], list[S]] = defaultdict(list)
    for day, row in rows:
        told = row.position
        grouped[day or "", told.sub_issue, told.stance].append(row)
    found: list[Stand[S]] = []
    last: dict[str | None, S] = {}
    for day, matter, stance in sorted(grouped, key=lambda key: (key[0], key[1] or "", key[2])):
        first, *others = sorted(grouped[day, matter, stance], key=lambda row: row.position.id)
        before = last.get(matter) if day and stance != "unclear" else None
        if before is not None and before.position.stance == stance:
            before = None
        found.append(Stand(day or None, first, before, tuple(others)))
        if day and stance != "unclear":
            last[matter] = first
    return tuple(found)
