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
    heirs = successors(connection, {line["target"] for line in lines})
    for line in lines:
        verdict = Verdict(
            line["decision"], line["who"], line["why"], line["at"], field=line["field"], value=line["value"]
        )
        for name in {line["target"], heirs.get(line["target"], line["target"])}:
            found[name].append(verdict)
    return Decisions({row: tuple(verdicts) for row, verdicts in found.items()})


def successors(connection: Connection, ids: Iterable[str]) -> dict[str, str]:
    """For each id of a row or event that another replaced, the id that stands in its place today."""
    table, events = schema.rows, schema.events
    now = {name: name for name in ids}
    seen: set[tuple[str, str]] = set()
    while True:
        waiting = set(now.values())
        steps: dict[str, str] = {}
        for part in chunks(sorted(waiting)):
            asked = select(table.c.id, table.c.replaced_by).where(
                table.c.id.in_(part), table.c.replaced_by.is_not(None)
            )
            steps.update((line[0], line[1]) for line in connection.execute(asked.order_by(table.c.key)))
            moved = select(events.c.id, events.c.redirect).where(events.c.id.in_(part), events.c.redirect.is_not(None))
            steps.update((line[0], line[1]) for line in connection.execute(moved))
        steps = {old: new for old, new in steps.items() if (old, new) not in seen}
        if not steps:
            return {old: today for old, today in now.items() if old != today}
        seen.update(steps.items())
        now = {old: steps.get(today, today) for old, today in now.items()}


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
