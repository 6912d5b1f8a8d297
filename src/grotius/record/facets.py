"""Counts for pages: how often each type, place, actor, outlet and measure occurs among what a filter lets through.

Every function takes the record and asks it once; nothing here writes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from sqlalchemy import ColumnElement, Select, func, select

from grotius.record import schema
from grotius.record.asking import of_events, of_rows
from grotius.record.reading import Reader
from grotius.record.record import Record
from grotius.record.rows import ChangeRow, Filter, Page, TellingRow

Kind = Literal["fighting", "talk"]
_MOST_VALUES = 12
_FOUND_ON_A_MAP = ("exact", "site", "settlement", "district", "region")


@dataclass(frozen=True, slots=True)
class Count:
    """``count`` happenings (or rows) have this value."""

    value: str
    count: int


@dataclass(frozen=True, slots=True)
class Facets:
    """The commonest values among the happenings that a filter lets through."""

    types: tuple[Count, ...] = ()
    modes: tuple[Count, ...] = ()
    statuses: tuple[Count, ...] = ()
    places: tuple[Count, ...] = ()
    actors: tuple[Count, ...] = ()
    outlets: tuple[Count, ...] = ()
    measures: tuple[Count, ...] = ()


@dataclass(frozen=True, slots=True)
class ActorCount:
    """An actor, and in how many rows it stands in which role. ``key`` finds it again."""

    key: str
    name: str
    kind: str
    side: str | None
    total: int
    roles: tuple[Count, ...]


@dataclass(frozen=True, slots=True)
class PlaceCount:
    """A place, and in how many rows it stands."""

    name: str
    admin1: str | None
    country: str | None
    precision: str
    lat: float | None
    lon: float | None
    rows: int


@dataclass(frozen=True, slots=True)
class DayCount:
    """How many rows of a value fall on a day."""

    day: str
    value: str
    count: int


@dataclass(frozen=True, slots=True)
class LastWrite:
    """The clock of the record: it moves with every write, so it tells whether an answer is still good."""

    number: int = 0
    at: str | None = None


@dataclass(frozen=True, slots=True)
class ReportText:
    """The words of a report in the version that is in force."""

    report: str
    text: str = field(repr=False)


def last_write(record: Record) -> LastWrite:
    """The number and moment of the last write; zero for an empty record."""

    def answer(reader: Reader) -> LastWrite:
        writes = schema.writes
        line = reader.connection.execute(
            select(writes.c.key, writes.c.at).order_by(writes.c.key.desc()).limit(1)
        ).first()
        return LastWrite(line[0], line[1]) if line else LastWrite()

    return record._ask(Filter(), answer)


def text_of(record: Record, report: str, as_of: str | None = None) -> ReportText | None:
    """The report's cleaned text, that spans point into."""

    def answer(reader: Reader) -> ReportText | None:
        versions = schema.report_versions
        asked = select(versions.c.text).where(versions.c.report == report, reader.now.in_force(versions))
        text = reader.connection.execute(asked).scalar()
        return ReportText(report, text) if text is not None else None

    return record._ask(Filter(as_of=as_of), answer)


def event_facets(record: Record, wanted: Filter, kind: Kind = "fighting") -> Facets:
    """The commonest values among happenings, each happening counted once for each value it has."""
    return record._ask(wanted, lambda reader: _Counting(reader, wanted, kind).facets())


@dataclass(frozen=True, slots=True)
class _Counting:
    reader: Reader
    wanted: Filter
    kind: Kind

    def facets(self) -> Facets:
        states = schema.event_states
        places, actors = schema.row_places, schema.row_actors
        versions, figures, rows = schema.report_versions, schema.figures, schema.rows
        return Facets(
            types=self._own(states.c.type),
            modes=self._own(states.c.mode),
            statuses=self._own(states.c.status),
            places=self._of_rows(places.c.name, places.c.row, places.c.precision.in_(_FOUND_ON_A_MAP)),
            actors=self._of_rows(actors.c.name, actors.c.row, actors.c.role != "claimant"),
            outlets=self._of_rows(versions.c.publisher, None, versions.c.key == rows.c.version),
            measures=self._of_rows(figures.c.measure, figures.c.row),
        )

    def _matching(self) -> list[ColumnElement[bool]]:
        events, states = schema.events, schema.event_states
        conditions = [*of_events(self.wanted, self.reader.now, self.reader.dialect), events.c.kind == self.kind]
        rejected = sorted(self.reader.decisions.rejected())
        return [*conditions, states.c.event.not_in(rejected)] if rejected else conditions

    def _own(self, column: ColumnElement[Any]) -> tuple[Count, ...]:
        events, states = schema.events, schema.event_states
        asked = select(column, func.count()).select_from(states).join(events, events.c.id == states.c.event)
        return self._counted(asked.where(*self._matching(), column.is_not(None)), column)

    def _of_rows(
        self, column: ColumnElement[Any], row: ColumnElement[Any] | None, *conditions: ColumnElement[bool]
    ) -> tuple[Count, ...]:
        events, states, members, rows = schema.events, schema.event_states, schema.event_rows, schema.rows
        matching = select(states.c.event).join(events, events.c.id == states.c.event).where(*self._matching())
        asked = select(column, func.count(func.distinct(members.c.event)))
        joined = [members.c.row == rows.c.key, members.c.event.in_(matching), self.reader.now.in_force(members)]
        if row is not None:
            joined.append(row == members.c.row)
        return self._counted(asked.where(*joined, *conditions, column.is_not(None)), column)

    def _counted(self, asked: Select[Any], column: ColumnElement[Any]) -> tuple[Count, ...]:
        count = asked.selected_columns[1]
        lines = self.reader.connection.execute(
            asked.group_by(column).order_by(count.desc(), column).limit(_MOST_VALUES)
        )
        return tuple(Count(line[0], line[1]) for line in lines)


def statement_days(record: Record, wanted: Filter) -> Sequence[DayCount]:
    """How many statements of each act fall on each day."""

    def answer(reader: Reader) -> Sequence[DayCount]:
        rows, statements = schema.rows, schema.statements
        conditions = [*of_rows(wanted, "statement", reader.now, reader.dialect), rows.c.same_as.is_(None)]
        matching = select(rows.c.key, rows.c.day_first).join(
            schema.report_versions, schema.report_versions.c.key == rows.c.version
        )
        found = matching.where(*conditions, rows.c.day_first.is_not(None)).subquery("found")
        asked = select(found.c.day_first, statements.c.act, func.count()).join(
            statements, statements.c.row == found.c.key
        )
        grouped = asked.group_by(found.c.day_first, statements.c.act).order_by(found.c.day_first, statements.c.act)
        return tuple(DayCount(line[0], line[1], line[2]) for line in reader.connection.execute(grouped))

    return record._ask(wanted, answer)


def report_days(record: Record) -> Sequence[DayCount]:
    """How many reports were published on each day: which days a record has anything on."""

    def answer(reader: Reader) -> Sequence[DayCount]:
        versions = schema.report_versions
        asked = select(versions.c.day, func.count()).where(reader.now.in_force(versions), versions.c.day.is_not(None))
        lines = reader.connection.execute(asked.group_by(versions.c.day).order_by(versions.c.day))
        return tuple(DayCount(line[0], "report", line[1]) for line in lines)

    return record._ask(Filter(), answer)


def actors(record: Record, text: str | None = None, limit: int = 200) -> Sequence[ActorCount]:
    """The actors that stand in most rows, with their roles."""

    def answer(reader: Reader) -> Sequence[ActorCount]:
        rows, known = schema.rows, schema.row_actors
        key = func.coalesce(known.c.actor, known.c.folded)
        asked = select(key, func.min(known.c.name), func.min(known.c.kind), func.min(known.c.side), known.c.role)
        asked = asked.add_columns(func.count()).join(rows, rows.c.key == known.c.row)
        asked = asked.where(reader.now.in_force(rows), rows.c.same_as.is_(None))
        if text:
            asked = asked.where(func.lower(known.c.name).contains(text.lower(), autoescape=True))
        found: dict[str, list[Any]] = defaultdict(list)
        for line in reader.connection.execute(asked.group_by(key, known.c.role).order_by(key, known.c.role)):
            found[line[0]].append(line)
        made = [
            ActorCount(
                key=name,
                name=lines[0][1],
                kind=lines[0][2],
                side=next((line[3] for line in lines if line[3]), None),
                total=sum(line[5] for line in lines),
                roles=tuple(Count(line[4], line[5]) for line in lines),
            )
            for name, lines in found.items()
        ]
        return tuple(sorted(made, key=lambda one: (-one.total, one.name))[:limit])

    return record._ask(Filter(), answer)


def places(record: Record, text: str | None = None, limit: int = 500) -> Sequence[PlaceCount]:
    """The places that stand in most rows."""

    def answer(reader: Reader) -> Sequence[PlaceCount]:
        rows, known = schema.rows, schema.row_places
        columns = (known.c.name, known.c.admin1, known.c.country, known.c.precision, known.c.lat, known.c.lon)
        asked = select(*columns, func.count()).join(rows, rows.c.key == known.c.row)
        asked = asked.where(reader.now.in_force(rows), rows.c.same_as.is_(None), known.c.precision != "unknown")
        if text:
            asked = asked.where(func.lower(known.c.name).contains(text.lower(), autoescape=True))
        grouped = asked.group_by(*columns).order_by(func.count().desc(), known.c.name).limit(limit)
        return tuple(PlaceCount(*line) for line in reader.connection.execute(grouped))

    return record._ask(Filter(), answer)


def changes_of(record: Record, target: str, limit: int = 200) -> Sequence[ChangeRow]:
    """What was changed about one row or event, in order."""
    return _changes(record, schema.changes.c.target == target, limit)


def changes_by_people(record: Record, limit: int = 20) -> Sequence[ChangeRow]:
    """What people decided last, the newest first."""
    return _changes(record, schema.writes.c.kind == "person", limit, newest=True)


def _changes(
    record: Record, condition: ColumnElement[bool], limit: int, *, newest: bool = False
) -> Sequence[ChangeRow]:
    def answer(reader: Reader) -> Sequence[ChangeRow]:
        changes, writes = schema.changes, schema.writes
        asked = select(writes.c.at, writes.c.who, writes.c.kind, writes.c.version, changes.c.target, changes.c.what)
        asked = asked.add_columns(changes.c.why, changes.c.before, changes.c.after)
        asked = asked.join(writes, writes.c.key == changes.c.write).where(condition)
        order = changes.c.key.desc() if newest else changes.c.key
        lines = reader.connection.execute(asked.order_by(order).limit(limit)).mappings()
        return tuple(ChangeRow(**line) for line in lines)

    return record._ask(Filter(), answer)


def decided(record: Record) -> frozenset[str]:
    """The ids of all rows and events that a person has decided on."""
    return record._ask(Filter(), lambda reader: frozenset(reader.decisions.by_row))


def tellings(record: Record, wanted: Filter) -> Page[TellingRow]:
    """What single reports say of talks, by day."""
    return record._rows("talk", wanted)
