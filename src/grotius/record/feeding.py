"""For those who keep a copy: what was written since a moment, and what is no longer in force."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select, union_all

from grotius.errors import SettingsError
from grotius.record import schema
from grotius.record.reading import Reader
from grotius.record.record import Record
from grotius.record.rows import Filter, Page

_KINDS = {
    "mentions": "mention",
    "figures": "figure",
    "statements": "statement",
    "positions": "position",
    "interactions": "interaction",
}
_MOST = 500


@dataclass(frozen=True, slots=True)
class Deleted:
    """A row, event or report that is no longer in force. ``successor`` stands in its place, if anything does."""

    id: str
    kind: str
    at: str
    successor: str | None


def updated(record: Record, noun: str, since: str, wanted: Filter) -> Page[Any]:
    """Rows that were written since a moment, in the order they were written; the cursor counts writes.

    A decision of a person on a row counts as writing it.
    """
    if wanted.cursor is not None and not wanted.cursor.isdecimal():
        raise SettingsError(f"The cursor {wanted.cursor[:40]!r} is not one that the record gave.")
    limit = min(wanted.limit or _MOST, _MOST)
    names = record._ask(Filter(), lambda reader: _names(reader, noun, since))
    start = int(wanted.cursor or 0)
    part = names[start : start + limit]
    found = [row for name in part for row in _one(record, noun, name)]
    onward = str(start + limit) if start + limit < len(names) else None
    return Page(tuple(found), len(names), onward)


def _names(reader: Reader, noun: str, since: str) -> Sequence[str]:
    """Ids of the things of a noun in force that a write since then made or a person's decision since then bears on."""
    writes, decisions = schema.writes, schema.decisions
    if noun in _KINDS:
        table, name = schema.rows, schema.rows.c.id
        asked = select(name, table.c.key).where(table.c.kind == _KINDS[noun], table.c.same_as.is_(None))
    elif noun == "reports":
        table, name = schema.report_versions, schema.report_versions.c.report
        asked = select(name, table.c.key)
    else:
        table, name = schema.event_states, schema.event_states.c.event
        kind = "talk" if noun == "talks" else "fighting"
        asked = (
            select(name, table.c.key)
            .join(schema.events, schema.events.c.id == name)
            .where(schema.events.c.kind == kind)
        )
    late = select(writes.c.key).where(writes.c.at >= since)
    decided = select(decisions.c.target).where(decisions.c.from_write.in_(late) | decisions.c.until_write.in_(late))
    asked = asked.where(table.c.until_write.is_(None), table.c.from_write.in_(late) | name.in_(decided))
    return tuple(dict.fromkeys(line[0] for line in reader.connection.execute(asked.order_by(table.c.key))))


def _one(record: Record, noun: str, name: str) -> Sequence[Any]:
    if noun == "reports":
        return record.reports(Filter(report=name, limit=1)).rows
    if noun in ("events", "talks"):
        found: Page[Any] = getattr(record, noun)(Filter(event=name, limit=1))
        return found.rows
    return record._ask(Filter(), lambda reader: _row(reader, name))


def _row(reader: Reader, name: str) -> Sequence[Any]:
    from grotius.record.finding import find_row

    line = find_row(reader.connection, name, reader.now)
    return reader.sourced([line]) if line is not None and name not in reader.decisions.rejected() else ()


def deleted(record: Record, since: str | None, limit: int, cursor: str | None) -> Page[Deleted]:
    """What went out of force since a moment, in the order it did."""
    if cursor is not None and not cursor.isdecimal():
        raise SettingsError(f"The cursor {cursor[:40]!r} is not one that the record gave.")

    def answer(reader: Reader) -> Page[Deleted]:
        rows, events, writes = schema.rows, schema.events, schema.writes
        gone = union_all(
            select(rows.c.id, rows.c.kind, rows.c.until_write, rows.c.replaced_by.label("successor")),
            select(events.c.id, events.c.kind, events.c.until_write, events.c.redirect),
        ).subquery("gone")
        asked = select(gone.c.id, gone.c.kind, writes.c.at, gone.c.successor)
        asked = asked.join(writes, writes.c.key == gone.c.until_write).where(writes.c.at >= (since or ""))
        total = reader.connection.execute(select(func.count()).select_from(asked.subquery())).scalar_one()
        start = int(cursor or 0)
        lines = reader.connection.execute(asked.order_by(gone.c.until_write, gone.c.id).offset(start).limit(limit))
        onward = str(start + limit) if start + limit < total else None
        return Page(tuple(Deleted(*line) for line in lines), total, onward)

    return record._ask(Filter(since=since), answer)
