"""One row of a noun by its id, as the lists have it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from grotius.record.finding import find_row
from grotius.record.reading import Reader
from grotius.record.record import Record
from grotius.record.rows import Filter


def one(record: Record, noun: str, id: str, as_of: str | None = None, rule: str | None = None) -> Any | None:
    """The event, talk, report or row of a report, if it is in force; an event or talk even if a person rejected it."""
    if noun == "reports":
        return next(iter(record.reports(Filter(report=id, as_of=as_of, limit=1))), None)
    if noun in ("events", "talks"):
        named = Filter(event=id, as_of=as_of, rule=rule, limit=1)
        return record._ask(named, lambda reader: next(iter(getattr(reader.showing(id), noun)(named)), None))
    return record._ask(Filter(as_of=as_of), lambda reader: _row(reader, id))


def rows_of(record: Record, kind: str, event: str, most: int, as_of: str | None = None) -> Sequence[Any]:
    """Up to so many rows of an event, even if a person rejected it."""
    own = Filter(event=event, as_of=as_of, limit=most)
    return record._ask(own, lambda reader: reader.showing(event).rows(kind, own).rows)


def _row(reader: Reader, id: str) -> Any | None:
    line = find_row(reader.connection, id, reader.now)
    if line is None or id in reader.decisions.left_out():
        return None
    found = reader.sourced([line])[0]
    return None if found.origin.superseded else found
