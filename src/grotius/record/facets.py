"""Counts for pages: how often each type, place, actor, outlet and measure occurs among what a filter lets through.

Every function takes the record and asks it once; nothing here writes.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from sqlalchemy import ColumnElement, Select, Table, exists, func, select
from sqlalchemy.engine import RowMapping

from grotius.folding import fold
from grotius.record import history, schema
from grotius.record.confidence import LEVELS
from grotius.record.decided import chunks, number_chunks
from grotius.record.reading import Reader
from grotius.record.record import Record
from grotius.record.rows import ChangeRow, Filter, Page, ReportRow, TellingRow
from grotius.record.shelves import TABLES

Kind = Literal["fighting", "talk"]
_MOST_VALUES = 12


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
    claimants: tuple[Count, ...] = ()
    confidence: tuple[Count, ...] = ()
    reviewed: tuple[Count, ...] = ()


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
        counts = self._counts()
        return Facets(
            types=_most(counts["type"]),
            modes=_most(counts["mode"]),
            statuses=_most(counts["status"]),
            places=_most(counts["place"]),
            actors=_most(counts["actor"]),
            outlets=_most(counts["outlet"]),
            measures=_most(counts["measure"]),
            claimants=_most(counts["claimant"]),
            confidence=tuple(
                Count(level, counts["confidence"][level]) for level in LEVELS if counts["confidence"][level]
            ),
            reviewed=self._reviewed(counts["confidence"].total()),
        )

    def _counts(self) -> dict[str, Counter[str]]:
        """Of few happenings, the marks of each are read; of many, all marks in the order of the index."""
        events = list(self.reader.connection.execute(self._matching().limit(_FEW + 1)).scalars())
        marks, found = schema.event_marks, defaultdict[str, Counter[str]](Counter)
        asked = select(marks.c.facet, marks.c.value, func.count()).where(self.reader.now.in_force(marks))
        if len(events) > _FEW:
            many = asked.where(marks.c.facet.in_(_COUNTED), marks.c.event.in_(self._matching()))
            lines = self._grouped(many, marks.c.folded)
        else:
            parts = (asked.where(marks.c.event.in_(part)) for part in chunks(events))
            lines = [line for part in parts for line in self._grouped(part)]
        for facet, value, number in lines:
            found[facet][value] += number
        return found

    def _grouped(self, asked: Select[Any], *also: ColumnElement[str]) -> Sequence[Any]:
        marks = schema.event_marks
        return self.reader.connection.execute(asked.group_by(marks.c.facet, *also, marks.c.value)).all()

    def _matching(self, wanted: Filter | None = None) -> Select[Any]:
        return self.reader.states_asked(self.kind, wanted or self.wanted).with_only_columns(schema.event_states.c.event)

    def _reviewed(self, total: int) -> tuple[Count, ...]:
        if not self.reader.decisions.by_row and not self.reader.judged():
            return (Count("no", total),) if total and self.wanted.reviewed is not True else ()
        looked_at = self._matching(replace(self.wanted, reviewed=True)) if self.wanted.reviewed is not False else None
        yes = 0
        if looked_at is not None:
            yes = self.reader.connection.execute(select(func.count()).select_from(looked_at.subquery())).scalar_one()
        return tuple(Count(value, number) for value, number in (("yes", yes), ("no", total - yes)) if number)


_FEW = 5_000
_COUNTED = ("type", "mode", "status", "place", "actor", "outlet", "measure", "claimant", "confidence")


def _most(counted: Counter[str]) -> tuple[Count, ...]:
    ordered = sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple(Count(value, number) for value, number in ordered[:_MOST_VALUES])


def statement_days(record: Record, wanted: Filter) -> Sequence[DayCount]:
    """How many statements of each act fall on each day."""

    def answer(reader: Reader) -> Sequence[DayCount]:
        rows, statements = schema.rows, schema.statements
        matching = reader.rows_asked("statement", wanted).with_only_columns(rows.c.key, rows.c.day_first)
        found = matching.where(rows.c.day_first.is_not(None)).subquery("found")
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
        known = schema.row_actors
        asked = select(known.c.actor, known.c.folded, known.c.role, func.count(), func.min(known.c.key))
        asked = asked.where(_is_told(reader, known.c.row))
        if text:
            asked = asked.where(known.c.folded.in_(select(known.c.folded).where(_named(known, text)).distinct()))
        grouped = asked.group_by(known.c.actor, known.c.folded, known.c.role)
        lines = reader.connection.execute(grouped).all()
        looks = _by_key(reader, known, [line[4] for line in lines])
        found: dict[str, list[Any]] = defaultdict(list)
        for line in lines:
            found[line[0] or line[1]].append(line)
        made = (_actor(key, held, looks) for key, held in found.items())
        return tuple(sorted(made, key=lambda one: (-one.total, one.name))[:limit])

    return record._ask(Filter(), answer)


def _is_told(reader: Reader, row: ColumnElement[int]) -> ColumnElement[bool]:
    """Rows in force, claims told twice in one report once. They are nearly all rows, so each line is looked up among
    them, and not the other way round: the sum keeps SQLite from that."""
    rows = schema.rows
    told = (*_listed(reader), rows.c.kind.in_(tuple(TABLES)))
    return (row + 0).in_(select(rows.c.key).where(*told))


def _in_force(reader: Reader, row: ColumnElement[int]) -> ColumnElement[bool]:
    """The same for few lines, each of which is looked up by its number."""
    rows = schema.rows
    return exists(select(rows.c.key).where(rows.c.key == row, *_listed(reader)))


def _listed(reader: Reader) -> tuple[ColumnElement[bool], ...]:
    rows, out = schema.rows, sorted(reader.decisions.left_out())
    conditions = (reader.now.in_force(rows), rows.c.same_as.is_(None))
    return (*conditions, rows.c.id.not_in(out)) if out else conditions


def _named(known: Table, text: str) -> ColumnElement[bool]:
    return known.c.folded.contains(fold(text), autoescape=True)


def _by_key(reader: Reader, table: Table, keys: Sequence[int]) -> dict[int, RowMapping]:
    found: dict[int, RowMapping] = {}
    for part in number_chunks(keys):
        lines = reader.connection.execute(select(table).where(table.c.key.in_(part))).mappings()
        found.update((line["key"], line) for line in lines)
    return found


def _actor(key: str, lines: Sequence[Any], looks: Mapping[int, RowMapping]) -> ActorCount:
    """``lines`` are counts of a name in a role; the name that stands in most rows is shown."""
    names, roles = Counter[str](), Counter[str]()
    for line in lines:
        names[looks[line[4]]["name"]] += line[3]
        roles[line[2]] += line[3]
    shown = min(lines, key=lambda line: (-names[looks[line[4]]["name"]], looks[line[4]]["name"]))
    return ActorCount(
        key=key,
        name=looks[shown[4]]["name"],
        kind=looks[shown[4]]["kind"],
        side=next((looks[line[4]]["side"] for line in lines if looks[line[4]]["side"]), None),
        total=roles.total(),
        roles=tuple(Count(role, roles[role]) for role in sorted(roles)),
    )


def places(record: Record, text: str | None = None, limit: int = 500) -> Sequence[PlaceCount]:
    """The places that stand in most rows."""

    def answer(reader: Reader) -> Sequence[PlaceCount]:
        known = schema.row_places
        columns = (known.c.name, known.c.admin1, known.c.country, known.c.precision)
        asked = select(*columns, func.count(), func.min(known.c.key))
        asked = asked.where(_is_told(reader, known.c.row) if text is None else _in_force(reader, known.c.row))
        asked = asked.where(known.c.precision != "unknown")
        if text:
            asked = asked.where(known.c.row.in_(select(known.c.row).where(_named(known, text))))
        grouped = asked.group_by(*columns).order_by(func.count().desc(), known.c.name).limit(limit)
        lines = reader.connection.execute(grouped).all()
        looks = _by_key(reader, known, [line[5] for line in lines])
        points = ((looks[line[5]]["lat"], looks[line[5]]["lon"]) for line in lines)
        return tuple(
            PlaceCount(line[0], line[1], line[2], line[3], lat, lon, line[4])
            for line, (lat, lon) in zip(lines, points, strict=True)
        )

    return record._ask(Filter(), answer)


def changes_of(record: Record, target: str, as_of: str | None = None, limit: int = 200) -> Sequence[ChangeRow]:
    """What was changed about one row or event, in order."""
    return record._ask(
        Filter(as_of=as_of), lambda reader: history.some(reader, schema.changes.c.target == target, limit)
    )


def changes_by_people(record: Record, limit: int = 20) -> Sequence[ChangeRow]:
    """What people decided last, the newest first."""
    by_people = schema.writes.c.kind == "person"
    return record._ask(Filter(), lambda reader: history.some(reader, by_people, limit, newest=True))


def changes_counted(record: Record, since: str) -> Sequence[Count]:
    """How much of what was changed since a moment, the commonest first."""
    lines = record._ask(Filter(since=since), lambda reader: history.counted_by_what(reader, since))
    return tuple(Count(what, number) for what, number in lines)


def decided(record: Record) -> frozenset[str]:
    """The ids of all rows and events that a person has decided on."""
    return record._ask(Filter(), lambda reader: frozenset(reader.decisions.by_row))


def reports_of_family(record: Record, family: str, limit: int = 50) -> Sequence[ReportRow]:
    """Reports in force that print one story."""

    def answer(reader: Reader) -> Sequence[ReportRow]:
        versions = schema.report_versions
        asked = select(versions.c.key).where(reader.now.is_of_family(family), reader.now.in_force(versions))
        return reader.reports_of(list(reader.connection.execute(asked.limit(limit)).scalars()))

    return record._ask(Filter(), answer)


def tellings(record: Record, wanted: Filter) -> Page[TellingRow]:
    """What single reports say of talks, by day."""
    return record._rows("talk", wanted)
