"""How often people let the machine's rows and values stand, and how often they agree with each other."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import select

from grotius.record import schema
from grotius.record.decided import chunks
from grotius.record.reading import Reader
from grotius.record.record import Record
from grotius.record.rows import Filter, Verdict

_SET_WITH_BEST = frozenset({"low", "high"})


@dataclass(frozen=True, slots=True)
class FieldAgreement:
    """Of the rows that people looked at and did not reject, in how many they put another value in this field."""

    field: str
    looked_at: int
    corrected: int

    @property
    def share(self) -> float:
        return 1 - self.corrected / max(self.looked_at, 1)


@dataclass(frozen=True, slots=True)
class Agreement:
    """What people decided about rows of a kind. ``by_two`` were looked at by more than one person, and in ``alike`` of
    these the later agreed with the earlier."""

    kind: str
    confirmed: int
    corrected: int
    rejected: int
    fields: tuple[FieldAgreement, ...]
    by_two: int
    alike: int

    @property
    def looked_at(self) -> int:
        return self.confirmed + self.corrected + self.rejected

    @property
    def share(self) -> float:
        """The part of the looked-at rows that people let stand as the machine had them."""
        return self.confirmed / max(self.looked_at, 1)


@dataclass(slots=True)
class _Count:
    outcomes: Counter[str] = field(default_factory=Counter)
    fields: Counter[str] = field(default_factory=Counter)
    by_two: int = 0
    alike: int = 0


def agreement(record: Record) -> Sequence[Agreement]:
    """By kind of row. A corrected row is one that the machine had wrong, whoever confirms the correction."""

    def answer(reader: Reader) -> Sequence[Agreement]:
        counts: dict[str, _Count] = defaultdict(_Count)
        decided = reader.decisions.by_row
        for row, kind in _kinds(reader, sorted(decided)).items():
            _count(counts[kind], decided[row])
        return tuple(_agreement(kind, one) for kind, one in sorted(counts.items()))

    return record._ask(Filter(), answer)


def _count(counted: _Count, verdicts: Sequence[Verdict]) -> None:
    outcome = outcome_of(verdicts)
    counted.outcomes[outcome] += 1
    if outcome != "reject":
        names = {one.field for one in verdicts if one.field}
        counted.fields.update(names - _SET_WITH_BEST if "best" in names else names)
    if len({one.who for one in verdicts}) > 1:
        counted.by_two += 1
        counted.alike += alike(verdicts)


def outcome_of(verdicts: Sequence[Verdict]) -> str:
    """What it came to: the last word on the row, but a correction in force is one, whatever was confirmed after it."""
    if verdicts[-1].decision == "reject":
        return "reject"
    return "correct" if any(one.decision == "correct" for one in verdicts) else "confirm"


def alike(verdicts: Sequence[Verdict]) -> bool:
    """Did each person who came later let stand what the earlier had decided?"""
    values: dict[str | None, str | None] = {}
    who, rejected = "", False
    for one in verdicts:
        later = bool(who) and one.who != who
        if later and (one.decision == "reject") != rejected:
            return False
        if later and one.decision == "correct" and values.get(one.field) != one.value:
            return False
        if one.decision == "correct":
            values[one.field] = one.value
        rejected, who = one.decision == "reject", one.who
    return True


def _agreement(kind: str, counted: _Count) -> Agreement:
    outcomes = counted.outcomes
    stood = outcomes["confirm"] + outcomes["correct"]
    fields = (FieldAgreement(name, stood, number) for name, number in sorted(counted.fields.items()))
    return Agreement(
        kind,
        outcomes["confirm"],
        outcomes["correct"],
        outcomes["reject"],
        tuple(fields),
        counted.by_two,
        counted.alike,
    )


def _kinds(reader: Reader, ids: list[str]) -> Mapping[str, str]:
    """The kind of each id that is in force: of a row, or of a happening."""
    rows, events = schema.rows, schema.events
    told, happened = dict[str, str](), dict[str, str]()
    for part in chunks(ids):
        alive = select(rows.c.id, rows.c.kind).where(rows.c.id.in_(part), reader.now.in_force(rows))
        told.update(_pairs(reader.connection.execute(alive)))
        joined = select(events.c.id, events.c.kind).where(events.c.id.in_(part), reader.now.in_force(events))
        happened.update(_pairs(reader.connection.execute(joined)))
    rows_of = {name: "telling" if kind == "talk" else kind for name, kind in told.items()}
    return rows_of | {name: "event" if kind == "fighting" else "talk" for name, kind in happened.items()}


def _pairs(lines: Iterable[Sequence[str]]) -> Iterable[tuple[str, str]]:
    return ((line[0], line[1]) for line in lines)
