"""One row of a noun by its id, as the lists have it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from grotius.record.finding import find_row
from grotius.record.reading import Reader
from grotius.record.record import Record
from grotius.record.rows import Filter


def one(record: Record, noun: str, id: str, as_of: str | None = None, rule: str | None = None) -> Any | None:
    """The event, talk, report or row of a report, if it is in force."""
    named = Filter(as_of=as_of, rule=rule, limit=1)
    named = replace(named, report=id) if noun == "reports" else replace(named, event=id)
    if noun in ("events", "talks", "reports"):
        return next(iter(getattr(record, noun)(named)), None)
    return record._ask(Filter(as_of=as_of), lambda reader: _row(reader, id))


def _row(reader: Reader, id: str) -> Any | None:
    line = find_row(reader.connection, id, reader.now)
    if line is None or id in reader.decisions.left_out():
        return None
    found = reader.sourced([line])[0]
    return None if found.origin.superseded else found
