"""People's decisions on rows: found by the row or any row it succeeded, and laid over its values."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar, get_type_hints

from sqlalchemy import Connection, select

from grotius.record import schema
from grotius.record.encoding import as_type
from grotius.record.moment import Moment
from grotius.record.rows import Verdict

R = TypeVar("R")

_CHUNK = 500
_NOW = Moment()
_FATES = ("event found", "event found again", "event merged", "event gone")
"""What the diary says when an event begins, ends or comes back."""


@dataclass(frozen=True, slots=True)
class Decisions:
    """``by_row`` names every row that a decision in force bears on, under its present id."""

    by_row: Mapping[str, tuple[Verdict, ...]]

    def on(self, row: str) -> tuple[Verdict, ...]:
        return self.by_row.get(row, ())

    def rejected(self) -> frozenset[str]:
        return frozenset(row for row, verdicts in self.by_row.items() if verdicts[-1].decision == "reject")


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
    heirs = successors(connection, {line["target"] for line in lines}, now)
    for line in lines:
        verdict = Verdict(
            line["decision"], line["who"], line["why"], line["at"], field=line["field"], value=line["value"]
        )
        for name in {line["target"], heirs.get(line["target"], line["target"])}:
            found[name].append(verdict)
    return Decisions({row: tuple(verdicts) for row, verdicts in found.items()})


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
