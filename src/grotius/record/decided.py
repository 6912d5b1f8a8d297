"""People's decisions on rows: found by the row or any row it succeeded, and laid over its values."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, TypeVar

from sqlalchemy import Connection, select

from grotius.record import schema
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
    """For each id that a later reading replaced, the id that stands in its place today."""
    table = schema.rows
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
        steps = {old: new for old, new in steps.items() if (old, new) not in seen}
        if not steps:
            return {old: today for old, today in now.items() if old != today}
        seen.update(steps.items())
        now = {old: steps.get(today, today) for old, today in now.items()}


def chunks(values: list[str]) -> Iterable[list[str]]:
    """Lists short enough for one statement."""
    return (values[i : i + _CHUNK] for i in range(0, len(values), _CHUNK))


def corrected(row: R, verdicts: Iterable[Verdict]) -> R:
    """The row with people's values in place of the machine's."""
    changes: dict[str, Any] = {}
    for verdict in verdicts:
        if verdict.decision == "correct" and verdict.field is not None:
            changes[verdict.field] = json.loads(verdict.value) if verdict.value is not None else None
    known = {field.name for field in fields(row)}  # type: ignore[arg-type]
    usable = {name: value for name, value in changes.items() if name in known}
    return replace(row, **usable) if usable else row  # type: ignore[type-var]
