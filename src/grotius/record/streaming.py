"""Whole answers, a piece at a time: their order is found once, then the rows are fetched by key.

Asking page by page with a cursor sorts all that match once a page; for what leaves the house whole, once is enough.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, select

from grotius.record import schema
from grotius.record.decided import chunks, number_chunks
from grotius.record.paging import UNDATED
from grotius.record.reading import DEFAULT_RULE, Reader, with_origin
from grotius.record.record import Record
from grotius.record.rows import Filter, Page

_KINDS = {
    "mentions": "mention",
    "figures": "figure",
    "statements": "statement",
    "positions": "position",
    "interactions": "interaction",
}
_HAPPENINGS = {"events": "fighting", "talks": "talk"}
SOURCES = (*_HAPPENINGS, *_KINDS, "reports")

_Fetch = Callable[[Reader, Sequence[int]], Sequence[Any]]


@dataclass(frozen=True, slots=True)
class _Answer:
    """The keys of all lines that match, in order, and how rows are made of some of them."""

    keys: Sequence[int]
    fetch: _Fetch

    def all(self, reader: Reader) -> Sequence[Any]:
        return [row for part in number_chunks(self.keys) for row in self.fetch(reader, part)]


def stream(record: Record, source: str, wanted: Filter, at_once: int = 500) -> Iterator[Page[Any]]:
    """The rows of a query (``events``, ``figures``, ``reports`` ...) in its own order, some hundred at a time.

    With ``wanted.as_of`` set, what is written meanwhile does not show.
    """
    answer = record._ask(wanted, lambda reader: _answer(reader, source, wanted))
    keys = answer.keys if wanted.limit is None else answer.keys[: wanted.limit]
    for start in range(0, len(keys), at_once):
        part = keys[start : start + at_once]

        def rows(reader: Reader, part: Sequence[int] = part) -> Sequence[Any]:
            return answer.fetch(reader, part)

        yield Page(tuple(record._ask(wanted, rows)), len(keys))


def newest(record: Record, source: str, wanted: Filter, most: int) -> Sequence[Any]:
    """The happenings (``events`` or ``talks``) that were written or decided on last, in no order; twice ``most`` at
    most, since which of them is the latest is known from their rows."""
    states = schema.event_states

    def answer(reader: Reader) -> Sequence[Any]:
        asked = reader.states_asked(_HAPPENINGS[source], wanted)
        keyed = asked.with_only_columns(states.c.key, maintain_column_froms=True).order_by(states.c.key.desc())
        decided = sorted(name for name in reader.decisions.by_row if name[:2] in ("e-", "t-"))
        keys = set(reader.connection.execute(keyed.limit(most)).scalars())
        for part in chunks(decided):
            keys.update(reader.connection.execute(keyed.where(states.c.event.in_(part)).limit(most)).scalars())
        return _happenings(reader, source, wanted, sorted(keys)[-2 * most :]).all(reader)

    return record._ask(wanted, answer)


def _answer(reader: Reader, source: str, wanted: Filter) -> _Answer:
    if source in _HAPPENINGS:
        return _happenings(reader, source, wanted)
    if source == "reports":
        versions = schema.report_versions
        keys = _ordered(reader, reader.reports_asked(wanted), versions.c.key, versions.c.day)
        return _Answer(keys, lambda now, part: now.reports_of(part))
    rows = schema.rows
    keys = _ordered(reader, reader.rows_asked(_KINDS[source], wanted), rows.c.key, rows.c.day_first)
    return _Answer(keys, _rows)


def _ordered(reader: Reader, asked: Select[Any], key: Any, day: Any) -> list[int]:
    keyed = asked.with_only_columns(key, maintain_column_froms=True)
    return list(reader.connection.execute(keyed.order_by(func.coalesce(day, UNDATED), key)).scalars())


def _rows(reader: Reader, keys: Sequence[int]) -> Sequence[Any]:
    lines = reader.connection.execute(with_origin(reader.now).where(schema.rows.c.key.in_(keys))).mappings()
    place = {key: number for number, key in enumerate(keys)}
    return reader.sourced(sorted(lines, key=lambda line: place[line["key"]]))


def _happenings(reader: Reader, source: str, wanted: Filter, some: Sequence[int] | None = None) -> _Answer:
    """All that match, or those with ``some`` keys."""
    states = schema.event_states
    asked = reader.states_asked(_HAPPENINGS[source], wanted)
    keys = some if some is not None else _ordered(reader, asked, states.c.key, states.c.day_first)
    parts = _parts(reader) if source == "events" else {}
    rule = wanted.rule or DEFAULT_RULE

    def fetch(now: Reader, part: Sequence[int]) -> Sequence[Any]:
        place = {key: number for number, key in enumerate(part)}
        found = now.connection.execute(select(states).where(states.c.key.in_(part))).mappings()
        lines = sorted(found, key=lambda line: place[line["key"]])
        members = now.members([line["event"] for line in lines])
        if source == "talks":
            return [now.talk(line, members[line["event"]]) for line in lines]
        return [now.event(line, members[line["event"]], parts.get(line["event"], []), rule) for line in lines]

    return _Answer(keys, fetch)


def _parts(reader: Reader) -> dict[str, list[str]]:
    """The parts of every wave: few events have any, so they are read whole."""
    states = schema.event_states
    asked = select(states.c.parent, states.c.event).where(states.c.parent.is_not(None), reader.now.in_force(states))
    found: dict[str, list[str]] = defaultdict(list)
    for parent, part in reader.connection.execute(asked.order_by(states.c.event)):
        found[parent].append(part)
    return dict(found)


def ids(record: Record, source: str, wanted: Filter) -> list[str]:
    """The ids of the rows of a query, in its own order."""

    def answer(reader: Reader) -> list[str]:
        if source in _HAPPENINGS:
            asked, name, day = reader.states_asked(_HAPPENINGS[source], wanted), "event", "day_first"
            table = schema.event_states
        elif source == "reports":
            asked, name, day, table = reader.reports_asked(wanted), "report", "day", schema.report_versions
        else:
            asked, name, day, table = reader.rows_asked(_KINDS[source], wanted), "id", "day_first", schema.rows
        named = asked.with_only_columns(table.c[name], maintain_column_froms=True)
        ordered = named.order_by(func.coalesce(table.c[day], UNDATED), table.c.key)
        return list(reader.connection.execute(ordered).scalars())

    return record._ask(wanted, answer)
