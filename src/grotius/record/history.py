"""What was done to the record: every change, by whom, when and why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select

from grotius.record import schema
from grotius.record.instants import instant
from grotius.record.paging import number
from grotius.record.reading import Reader
from grotius.record.rows import ChangeRow, Page
from grotius.record.sources import without_folders


def changes(reader: Reader, since: str | None, limit: int | None, cursor: str | None, newest: bool) -> Page[ChangeRow]:
    """In the order they were made, or the newest first."""
    key, writes = schema.changes.c.key, schema.writes
    asked = _asked(reader)
    if since:
        asked = asked.where(writes.c.at >= (instant(since) or since))
    counted = asked.with_only_columns(func.count(), maintain_column_froms=True)
    total = reader.connection.execute(counted).scalar_one()
    if cursor:
        asked = asked.where(key < number(cursor) if newest else key > number(cursor))
    asked = asked.order_by(key.desc() if newest else key)
    lines = reader.connection.execute(asked.limit(limit + 1) if limit is not None else asked).mappings().all()
    shown = lines if limit is None else lines[:limit]
    return Page(tuple(map(_row, shown)), total, str(shown[-1]["key"]) if len(lines) > len(shown) else None)


def some(reader: Reader, condition: ColumnElement[bool], limit: int, *, newest: bool = False) -> Sequence[ChangeRow]:
    """Up to so many changes of which this holds."""
    key = schema.changes.c.key
    asked = _asked(reader).where(condition).order_by(key.desc() if newest else key).limit(limit)
    return tuple(map(_row, reader.connection.execute(asked).mappings()))


def counted_by_what(reader: Reader, since: str) -> Sequence[tuple[str, int]]:
    """How many changes of each kind since a moment, the commonest first."""
    changes, writes = schema.changes, schema.writes
    asked = select(changes.c.what, func.count()).join(writes, writes.c.key == changes.c.write)
    asked = asked.where(writes.c.at >= since).group_by(changes.c.what).order_by(func.count().desc(), changes.c.what)
    return tuple((line[0], line[1]) for line in reader.connection.execute(asked))


def _asked(reader: Reader) -> Select[Any]:
    changes, writes = schema.changes, schema.writes
    asked = select(changes, writes.c.at, writes.c.who, writes.c.kind, writes.c.version)
    asked = asked.join(writes, writes.c.key == changes.c.write)
    return asked.where(writes.c.key <= reader.now.write) if reader.now.write is not None else asked


def _row(line: Any) -> ChangeRow:
    return ChangeRow(
        at=line["at"],
        who=line["who"],
        kind=line["kind"],
        version=line["version"],
        target=line["target"],
        what=line["what"],
        why=without_folders(line["why"]),
        before=line["before"],
        after=line["after"],
    )
