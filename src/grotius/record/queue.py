"""What a person should look at next: likely twins, pairs the machine was unsure of, uncertain rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, Subquery, and_, func, select

from grotius.record import schema
from grotius.record.confidence import uncertain as doubted
from grotius.record.reading import Reader, with_origin
from grotius.record.record import Record
from grotius.record.rows import Filter, SourcedRow


@dataclass(frozen=True, slots=True)
class Twins:
    """Two happenings of one day and place that may be one."""

    left: str
    right: str
    day: str
    place: str


def twins(record: Record, limit: int = 50) -> Sequence[Twins]:
    """Pairs of events on one day at one settlement that nobody has judged."""

    def answer(reader: Reader) -> Sequence[Twins]:
        lines = reader.connection.execute(_pairs(reader).limit(limit * 4)).all()
        judged = _judged_events(reader)
        found = [Twins(*line) for line in lines if frozenset(line[:2]) not in judged]
        seen: dict[tuple[str, str], Twins] = {}
        for pair in found:
            seen.setdefault((pair.left, pair.right), pair)
        return tuple(list(seen.values())[:limit])

    def _pairs(reader: Reader) -> Select[Any]:
        spots = _spots(reader, "a"), _spots(reader, "b")
        left, right = spots
        asked = select(left.c.event, right.c.event, left.c.day, left.c.name)
        same = and_(left.c.day == right.c.day, left.c.spot == right.c.spot, left.c.event < right.c.event)
        rejected = sorted(reader.decisions.left_out())
        asked = asked.select_from(left.join(right, same)).distinct()
        if rejected:
            asked = asked.where(left.c.event.not_in(rejected), right.c.event.not_in(rejected))
        return asked.order_by(left.c.day.desc(), left.c.event, right.c.event)

    return record._ask(Filter(), answer)


_LATEST = 3_000
"""Twins are looked for among so many happenings, the latest: what is older has been looked at or can wait."""


def _spots(reader: Reader, name: str) -> Subquery:
    states, members, places = schema.event_states, schema.event_rows, schema.row_places
    asked = select(
        states.c.event,
        states.c.day_first.label("day"),
        places.c.geonames_id.label("spot"),
        func.min(places.c.name).label("name"),
    )
    asked = asked.join(members, members.c.event == states.c.event).join(places, places.c.row == members.c.row)
    asked = asked.join(schema.events, schema.events.c.id == states.c.event)
    asked = asked.where(
        reader.now.in_force(states),
        reader.now.in_force(members),
        schema.events.c.kind == "fighting",
        states.c.background.is_(False),
        states.c.parent.is_(None),
        places.c.geonames_id.is_not(None),
        places.c.precision.in_(("exact", "site", "settlement", "district")),
        states.c.key.in_(_latest(reader)),
    )
    return asked.group_by(states.c.event, states.c.day_first, places.c.geonames_id).subquery(name)


def _latest(reader: Reader) -> Select[int]:
    states = schema.event_states.alias("latest")
    asked = select(states.c.key).where(reader.now.in_force(states), states.c.day_first.is_not(None))
    return asked.order_by(states.c.day_first.desc(), states.c.key.desc()).limit(_LATEST)


def _judged_events(reader: Reader) -> set[frozenset[str]]:
    """Pairs of events whose tellings a person has compared."""
    table, rows, members = schema.judgements, schema.rows, schema.event_rows
    asked = select(table.c.left_id, table.c.right_id).where(table.c.kind == "person", reader.now.in_force(table))
    pairs = [(line[0].partition("@")[0], line[1].partition("@")[0]) for line in reader.connection.execute(asked)]
    ids = sorted({end for pair in pairs for end in pair})
    where: dict[str, set[str]] = defaultdict(set)
    for start in range(0, len(ids), 500):
        found = select(rows.c.id, members.c.event).join(members, members.c.row == rows.c.key)
        found = found.where(rows.c.id.in_(ids[start : start + 500]), reader.now.in_force(members))
        for row, event in reader.connection.execute(found):
            where[row].add(event)
    return {frozenset((a, b)) for left, right in pairs for a in where[left] for b in where[right] if a != b}


def uncertain(record: Record, limit: int = 50) -> Sequence[SourcedRow]:
    """Mentions, figures and talks whose time or place the machine itself does not trust, and nobody has looked at."""

    def answer(reader: Reader) -> Sequence[SourcedRow]:
        rows = schema.rows
        decided = sorted(reader.decisions.by_row)
        asked = with_origin(reader.now).where(
            reader.now.in_force(rows),
            rows.c.same_as.is_(None),
            rows.c.background.is_(False),
            rows.c.kind.in_(("mention", "figure", "talk")),
            rows.c.key.in_(doubted(reader.now, reader.dialect)),
        )
        if decided:
            asked = asked.where(rows.c.id.not_in(decided))
        lines = reader.connection.execute(asked.order_by(rows.c.day_first.desc(), rows.c.key).limit(limit))
        return tuple(reader.sourced(lines.mappings().all()))

    return record._ask(Filter(), answer)
