"""Words of the codebook that stand in a record: types of events, issues. Another codebook may have read it."""

from __future__ import annotations

from sqlalchemy import select

from grotius.record import schema
from grotius.record.record import Record
from grotius.record.rows import Filter


def event_types(record: Record) -> frozenset[str]:
    column = schema.mentions.c.type
    return record._ask(
        Filter(), lambda reader: frozenset(reader.connection.execute(select(column).distinct()).scalars())
    )


def issues(record: Record) -> frozenset[str]:
    column = schema.positions.c.issue
    return record._ask(
        Filter(), lambda reader: frozenset(reader.connection.execute(select(column).distinct()).scalars())
    )
