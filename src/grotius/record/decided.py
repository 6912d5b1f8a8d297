"""People's decisions on rows: found by the row or any row it succeeded, and laid over its values."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar, get_type_hints

from sqlalchemy import Connection, select
from sqlalchemy.engine import RowMapping

from grotius.record import schema
from grotius.record.encoding import as_type
from grotius.record.moment import Moment
from grotius.record.rows import Verdict

R = TypeVar("R")

_CHUNK = 500
_NOW = Moment()
_FATES = ("event found", "event found again", "event merged", "event gone")
"""What the diary says when an event begins, ends or comes back."""


REFERENCES = frozenset({"mention", "part_of", "within", "talk", "statement", "rests_on"})
"""Fields that name another row of the record."""


@dataclass(frozen=True, slots=True)
class Decisions:
    """``by_row`` names every row that a decision in force bears on, under its present id.

    ``retold`` are the rows that tell a rejected one again; ``hanging`` those that go with what was rejected: all that
    an event rests on, the figures of a mention. ``shown`` are those of them that are asked for by name.
    """

    by_row: Mapping[str, tuple[Verdict, ...]]
    retold: frozenset[str] = frozenset()
    hanging: frozenset[str] = frozenset()
    shown: frozenset[str] = frozenset()

    def on(self, row: str) -> tuple[Verdict, ...]:
        return self.by_row.get(row, ())

    def rejection(self, row: str) -> Verdict | None:
        """The decision that rejects it, if one does: only a later confirmation lifts it, no correction."""
        last = next((verdict for verdict in reversed(self.on(row)) if verdict.decision != "correct"), None)
        return last if last is not None and last.decision == "reject" else None

    def led(self, row: str) -> bool:
        """Did a person lead it to another row than its report does?"""
        return any(verdict.field in REFERENCES for verdict in self.on(row))

    def rejected(self) -> frozenset[str]:
        """The rows and events that a person rejected, in whatever words a report tells them."""
        return frozenset(row for row in self.by_row if self.rejection(row) is not None) | self.retold

    def left_out(self) -> frozenset[str]:
        """What no list shows and no count counts: the rejected, and what hangs on it."""
        return (self.rejected() | self.hanging) - self.shown

    def showing(self, event: str) -> Decisions:
        """The same, but the event is shown with all that hangs on it, so that who rejected it can be checked."""
        return replace(self, shown=self.hanging | {event})


def decisions(connection: Connection, now: Moment) -> Decisions:
    """All decisions in force: people make few, so they are read whole."""
    table, writes = schema.decisions, schema.writes
    asked = (
        select(table, writes.c.at)
        .join(writes, writes.c.key == table.c.from_write)
        .where(now.in_force(table))
        .order_by(table.c.key)
    )
    found: dict[str, list[Verdict]] = defaultdict(list)
    lines = connection.execute(asked).mappings().all()
    named = {line["target"] for line in lines} | {name for line in lines if (name := _named_in(line)) is not None}
    heirs = successors(connection, named, now)
    for line in lines:
        verdict = Verdict(line["decision"], line["who"], line["why"], line["at"], line["field"], line["value"])
        if (other := heirs.get(_named_in(line) or "")) is not None:
            verdict = replace(verdict, value=json.dumps(other))
        for name in {line["target"], heirs.get(line["target"], line["target"])}:
            found[name].append(verdict)
    made = Decisions({row: tuple(verdicts) for row, verdicts in found.items()})
    made = replace(made, retold=_retold(connection, now, made.rejected()))
    return replace(made, hanging=_hanging(connection, now, made.rejected()))


def decided_in(connection: Connection, report: str) -> bool:
    """Has anybody decided on a row of this report, in whichever version of it? Quick to know, and mostly not so."""
    rows, versions, table = schema.rows, schema.report_versions, schema.decisions
    ids = select(rows.c.id).join(versions, versions.c.key == rows.c.version).where(versions.c.report == report)
    asked = select(table.c.key).where(table.c.until_write.is_(None), table.c.target.in_(ids)).limit(1)
    return connection.execute(asked).first() is not None


def _named_in(line: RowMapping) -> str | None:
    """The row that a correction leads to."""
    if line["field"] not in REFERENCES or not line["value"]:
        return None
    name = json.loads(line["value"])
    return name if isinstance(name, str) else None


def _retold(connection: Connection, now: Moment, rejected: frozenset[str]) -> frozenset[str]:
    rows, found = schema.rows, set[str]()
    for part in chunks(sorted(rejected)):
        asked = select(rows.c.id).where(rows.c.same_as.in_(part), now.in_force(rows))
        found.update(connection.execute(asked).scalars())
    return frozenset(found)


def _hanging(connection: Connection, now: Moment, rejected: frozenset[str]) -> frozenset[str]:
    rows, members, figures = schema.rows, schema.event_rows, schema.figures
    found: set[str] = set()
    for part in chunks(sorted(rejected)):
        of_event = select(rows.c.id).join(members, members.c.row == rows.c.key)
        of_event = of_event.where(members.c.event.in_(part), now.in_force(members), rows.c.kind.in_(_GOING_ALONG))
        versions = select(rows.c.version).where(rows.c.id.in_(part), rows.c.kind == "mention")
        of_mention = select(rows.c.id).join(figures, figures.c.row == rows.c.key)
        of_mention = of_mention.where(rows.c.version.in_(versions), figures.c.mention.in_(part), now.in_force(rows))
        for asked in (of_event, of_mention):
            found.update(connection.execute(asked).scalars())
    return frozenset(found)


_GOING_ALONG = ("mention", "figure", "talk")
"""What was said at a talk that never was is said all the same."""


def successors(connection: Connection, ids: Iterable[str], at: Moment = _NOW) -> dict[str, str]:
    """For each id of a row or event that another replaced, the id that stood in its place at the moment."""
    now = {name: name for name in ids}
    seen: set[tuple[str, str]] = set()
    while True:
        waiting = sorted(set(now.values()))
        steps = _replaced(connection, waiting, at) | heirs_of(connection, waiting, at)
        steps = {old: new for old, new in steps.items() if (old, new) not in seen}
        if not steps:
            return {old: today for old, today in now.items() if old != today}
        seen.update(steps.items())
        now = {old: steps.get(today, today) for old, today in now.items()}


def _replaced(connection: Connection, ids: list[str], at: Moment) -> dict[str, str]:
    rows, found = schema.rows, dict[str, str]()
    for part in chunks(ids):
        asked = select(rows.c.id, rows.c.replaced_by).where(rows.c.id.in_(part), rows.c.replaced_by.is_not(None))
        standing = select(rows.c.id).where(rows.c.id.in_(part), at.in_force(rows))  # its page has its words again
        asked = asked.where(rows.c.id.not_in(standing))
        if at.write is not None:
            asked = asked.where(rows.c.until_write <= at.write)
        found.update((line[0], line[1]) for line in connection.execute(asked.order_by(rows.c.key)))
    return found


def heirs_of(connection: Connection, events: list[str], at: Moment = _NOW) -> dict[str, str]:
    """For each of these events that had been merged by then, the one it was merged into: one step, not the last one.

    An event keeps only its present redirect; what it was before, the diary knows.
    """
    table, changes, found = schema.events, schema.changes, dict[str, str]()
    for part in chunks(events):
        if at.write is None:
            asked = select(table.c.id, table.c.redirect).where(table.c.id.in_(part), table.c.redirect.is_not(None))
            found.update((line[0], line[1]) for line in connection.execute(asked))
            continue
        told = select(changes.c.target, changes.c.what, changes.c.after).where(changes.c.target.in_(part))
        told = told.where(changes.c.what.in_(_FATES), changes.c.write <= at.write).order_by(changes.c.key)
        last = {line[0]: line[2] if line[1] == "event merged" else None for line in connection.execute(told)}
        found.update((event, heir) for event, heir in last.items() if heir is not None)
    return found


def chunks(values: list[str]) -> Iterable[list[str]]:
    """Lists short enough for one statement."""
    return (values[i : i + _CHUNK] for i in range(0, len(values), _CHUNK))


def number_chunks(keys: Sequence[int]) -> Iterable[Sequence[int]]:
    return (keys[i : i + _CHUNK] for i in range(0, len(keys), _CHUNK))


def corrected(row: R, verdicts: Iterable[Verdict]) -> R:
    """The row with people's values in place of the machine's; the later decision on a field stands."""
    values = {verdict.field: verdict.value for verdict in verdicts if verdict.decision == "correct"}
    if not values:
        return row
    hints = get_type_hints(type(row))
    changes = {
        field: as_type(json.loads(value or "null"), hints[field])
        for field, value in values.items()
        if field is not None and field in hints
    }
    return replace(row, **changes)  # type: ignore[type-var]
