"""What holds tellings together or keeps them apart: the judgements on pairs of them, read back out of the record."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.engine import RowMapping

from grotius.record import schema
from grotius.record.decided import chunks, successors
from grotius.record.reading import Reader

BY_NATURE = "two tellings differ unless something speaks for it"
"""What every comparison begins with, and no reader needs to be told again."""

_IN_PLAINER_WORDS = {"one report tells them apart": "the report tells them in separate passages"}


@dataclass(frozen=True, slots=True)
class Seen:
    """A likeness or difference in words, and what it counted for; nothing where it was a fact and no likeness."""

    words: str
    weight: float | None


@dataclass(frozen=True, slots=True)
class Tie:
    """A judgement on two tellings. ``left`` and ``right`` are ids of rows; ``left_report`` and ``right_report`` are
    known of the machine's, since a person judges a text wherever it stands. ``decision`` is the number of the write."""

    key: int
    left: str
    right: str
    judgement: str
    who: str
    person: bool
    at: str
    why: str
    decision: int
    score: float | None = None
    left_report: str | None = None
    right_report: str | None = None

    @property
    def seen(self) -> tuple[Seen, ...]:
        return () if self.person else seen_in(self.why)

    @property
    def firmness(self) -> tuple[bool, float]:
        """A person's word first, then what scores most."""
        return (self.person, self.score or 0.0)


def seen_in(reason: str) -> tuple[Seen, ...]:
    """``both in Kyiv (+2.5); on the same day or night (+1.5)`` taken apart again."""
    return tuple(_seen(part) for part in reason.split("; "))


def _seen(part: str) -> Seen:
    words, bracket, number = part.rpartition(" (")
    if bracket and number.endswith(")"):
        try:
            return Seen(words, float(number[:-1]))
        except ValueError:
            pass
    return Seen(part, None)


def for_it(seen: Iterable[Seen]) -> list[str]:
    """What speaks for one happening, the weightiest first."""
    weighed = sorted((one for one in seen if one.weight is None or one.weight > 0), key=lambda one: -(one.weight or 99))
    return [_plain(one.words) for one in weighed]


def against_it(seen: Iterable[Seen]) -> list[str]:
    """What speaks against it, the weightiest first."""
    weighed = sorted((one for one in seen if (one.weight or 0) < 0 and one.words != BY_NATURE), key=_weight)
    return [_plain(one.words) for one in weighed]


def _weight(one: Seen) -> float:
    return one.weight or 0.0


def _plain(words: str) -> str:
    return _IN_PLAINER_WORDS.get(words, words).replace("_", " ")


# -- out of the record ------------------------------------------------------------------------------------------------


def machine_ties(reader: Reader, told: Mapping[str, Collection[tuple[str, str]]]) -> dict[str, list[Tie]]:
    """The machine's own among the tellings of each event; ``told`` are the ids of its rows, each with its report's."""
    whose: dict[str, set[str]] = defaultdict(set)
    for event, names in told.items():
        for row, report in names:
            whose[f"{row}@{report}"].add(event)
    table, found = schema.judgements, defaultdict[str, list[Tie]](list)
    for part in chunks(sorted(whose)):
        asked = _told(reader).where(table.c.left_id.in_(part), table.c.kind == "machine").order_by(table.c.key)
        for line in reader.connection.execute(asked).mappings():
            for event in whose[line["left_id"]] & whose.get(line["right_id"], set()):
                found[event].append(_tie(line))
    return found


def peoples_ties(reader: Reader) -> tuple[Sequence[Tie], Sequence[Tie]]:
    """People's, on the rows that stand where the judged ones stood: those that stand, and those that were overruled.

    The later judgement on a pair stands; who parts a pair that was joined with others takes that joining back whole,
    and who decides on one of several pairs that somebody was unsure of settles them all.
    """
    table = schema.judgements
    asked = _told(reader).where(table.c.kind == "person").order_by(table.c.key)
    lines = reader.connection.execute(asked).mappings().all()
    ends = {end for line in lines for end in (line["left_id"], line["right_id"])}
    heirs = successors(reader.connection, ends, reader.now)
    every = [_tie(line, heirs) for line in lines]
    standing: dict[frozenset[str], Tie] = {}
    for tie in every:
        pair = frozenset((tie.left, tie.right))
        before = standing.get(pair)
        if before is not None and before.decision != tie.decision and _ends_whole(before, tie):
            for one in [one for one, old in standing.items() if old.decision == before.decision]:
                del standing[one]
        standing[pair] = tie
    kept = {tie.key for tie in standing.values()}
    return [tie for tie in every if tie.key in kept], [tie for tie in every if tie.key not in kept]


def _ends_whole(before: Tie, now: Tie) -> bool:
    return before.judgement == "unsure" or (before.judgement == "same" and now.judgement == "different")


def _told(reader: Reader) -> Select[Any]:
    table, writes = schema.judgements, schema.writes
    return select(table, writes.c.at).join(writes, writes.c.key == table.c.from_write).where(reader.now.in_force(table))


def _tie(line: RowMapping, heirs: Mapping[str, str] | None = None) -> Tie:
    left, _, left_report = line["left_id"].partition("@")
    right, _, right_report = line["right_id"].partition("@")
    return Tie(
        key=line["key"],
        left=(heirs or {}).get(left, left),
        right=(heirs or {}).get(right, right),
        judgement=line["judgement"],
        who=line["who"],
        person=line["kind"] == "person",
        at=line["at"],
        why=line["reason"],
        decision=line["from_write"],
        score=line["score"],
        left_report=left_report or None,
        right_report=right_report or None,
    )


def firmest(ties: Iterable[Tie], reports: Mapping[str, Collection[str]]) -> dict[str, tuple[Tie, str]]:
    """For each report the firmest tie to another, and to which. ``reports`` are those that each telling stands in."""
    found: dict[str, tuple[Tie, str]] = {}
    for tie in ties:
        if tie.judgement != "same":
            continue
        for ours, theirs in _across(tie, reports):
            known = found.get(ours)
            if known is None or tie.firmness > known[0].firmness:
                found[ours] = (tie, theirs)
    return found


def weakest(ties: Iterable[Tie], reports: Mapping[str, Collection[str]]) -> Tie | None:
    """The tie on which the whole hangs: if the firmest come first, the last one that is needed to join all reports."""
    of: dict[str, str] = {}

    def root(report: str) -> str:
        while of.setdefault(report, report) != report:
            report = of[report]
        return report

    last: Tie | None = None
    for tie in sorted((tie for tie in ties if tie.judgement == "same"), key=lambda tie: tie.firmness, reverse=True):
        for ours, theirs in _across(tie, reports):
            if root(ours) != root(theirs):
                of[root(ours)] = root(theirs)
                last = tie
    return last


def _across(tie: Tie, reports: Mapping[str, Collection[str]]) -> Iterator[tuple[str, str]]:
    """The pairs of different reports that a tie joins, both ways round."""
    left = (tie.left_report,) if tie.left_report else sorted(reports.get(tie.left, ()))
    right = (tie.right_report,) if tie.right_report else sorted(reports.get(tie.right, ()))
    for ours in left:
        for theirs in right:
            if ours is not None and theirs is not None and ours != theirs:
                yield ours, theirs
                yield theirs, ours
