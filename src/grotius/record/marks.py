"""Marks of events: what they are counted and found by, kept beside them so that nobody waits for it to be worked out.

All of it follows from the rows of an event. Whoever changes events says which (``renew``); a record of a version that
had no marks gets them all when it is opened (``fill``).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import Connection, insert, select, update
from sqlalchemy.engine import RowMapping

from grotius.folding import fold
from grotius.merge import Reconciled, disagreements, things
from grotius.record import schema
from grotius.record.confidence import of_event
from grotius.record.decided import chunks, number_chunks
from grotius.record.reading import DEFAULT_RULE, DENIAL, Reader
from grotius.record.rows import EventRow, TalkRow

_ON_A_MAP = ("exact", "site", "settlement", "district", "region")


class Mark(NamedTuple):
    """``weight`` is the severity of a dispute, or the best value of a count; ``about`` says what is counted."""

    facet: str
    value: str
    weight: float | None = None
    low: int | None = None
    high: int | None = None
    about: str | None = None


def renew(connection: Connection, write: int, events: Iterable[str]) -> None:
    """Make the marks of these events anew; what has not changed stays."""
    reader = Reader.at(connection)
    for part in chunks(sorted(set(events))):
        _keep(connection, part, _marks_of(reader, part), dict.fromkeys(part, write))


def fill(connection: Connection) -> None:
    """Marks for all events of a record that has none, as old as what they follow from."""
    states, marks = schema.event_states, schema.event_marks
    if connection.execute(select(marks.c.key).limit(1)).first() is not None:
        return
    reader = Reader.at(connection)
    asked = select(states.c.event, states.c.from_write).where(states.c.until_write.is_(None))
    since = {line[0]: line[1] for line in connection.execute(asked)}
    for part in chunks(sorted(since)):
        _keep(connection, part, _marks_of(reader, part), since)


def _keep(
    connection: Connection, events: Sequence[str], wanted: dict[str, set[Mark]], writes: Mapping[str, int]
) -> None:
    marks = schema.event_marks
    held: dict[str, dict[Mark, int]] = defaultdict(dict)
    asked = select(marks)
    for part in chunks(list(events)):
        lines = connection.execute(asked.where(marks.c.event.in_(part), marks.c.until_write.is_(None)))
        for line in lines.mappings():
            about = line["folded"] if line["facet"] == "count" else None
            mark = Mark(line["facet"], line["value"], line["weight"], line["low"], line["high"], about)
            held[line["event"]][mark] = line["key"]
    for event in events:
        ended = [key for mark, key in held[event].items() if mark not in wanted.get(event, ())]
        for keys in number_chunks(ended):
            connection.execute(update(marks).where(marks.c.key.in_(keys)).values(until_write=writes[event]))
    new = [
        _line(event, mark, writes[event])
        for event in events
        for mark in sorted(wanted.get(event, ()), key=str)
        if mark not in held[event]
    ]
    if new:
        connection.execute(insert(marks), new)


def _line(event: str, mark: Mark, write: int) -> dict[str, object]:
    folded = fold(mark.value) if mark.about is None else mark.about
    return {
        "event": event,
        "facet": mark.facet,
        "value": mark.value,
        "folded": folded,
        "weight": mark.weight,
        "low": mark.low,
        "high": mark.high,
        "from_write": write,
    }


def _marks_of(reader: Reader, events: Sequence[str]) -> dict[str, set[Mark]]:
    found = _from_rows(reader, events)
    members, parts = reader.members(events), reader.parts(events)
    figures = reader.figures_of(sorted({part for held in parts.values() for part in held}))
    for kind, line in _states(reader, events):
        name = line["event"]
        if kind == "talk":
            found[name].update(_marks(reader.talk(line, members[name])))
            continue
        row = reader.event(line, members[name], parts[name], DEFAULT_RULE)
        found[name].update(_marks(row))
        found[name].update(_counts(row))
        for one in disagreements(row.figures, row.happening.denied_by, [figures[part] for part in row.parts]):
            found[name].add(Mark("dispute", one.measure or DENIAL, one.severity))
    return found


def _states(reader: Reader, events: Sequence[str]) -> Iterator[tuple[str, RowMapping]]:
    states, known = schema.event_states, schema.events
    for part in chunks(list(events)):
        asked = select(states, known.c.kind).join(known, known.c.id == states.c.event)
        asked = asked.where(states.c.event.in_(part), reader.now.in_force(states))
        yield from ((line["kind"], line) for line in reader.connection.execute(asked).mappings())


def _marks(row: EventRow | TalkRow) -> Iterator[Mark]:
    one = row.happening
    yield Mark("type", one.type)
    yield Mark("status", one.status)
    if one.mode:
        yield Mark("mode", one.mode)
    yield Mark("confidence", of_event(row))
    yield Mark("sources", "several" if row.independent > 1 else "one")
    yield from (Mark("claimant", name) for name in row.claimants)
    yield from (Mark("outlet", come.publisher) for come in row.sources if come.publisher)


def counted_once(figures: Sequence[Reconciled]) -> Sequence[Reconciled]:
    """Without what counts several things at once ("drones and missiles") where one of them is counted by itself."""
    told = [(one, things(one.of)) for one in figures]
    apart = {(one.measure, *counted) for one, counted in told if len(counted) == 1}
    return [
        one for one, counted in told if len(counted) < 2 or not any((one.measure, each) in apart for each in counted)
    ]


def _counts(row: EventRow) -> Iterator[Mark]:
    for number, one in enumerate(counted_once(row.figures)):
        if one.best is not None:
            yield Mark("count", one.measure, one.best, one.low, one.high, f"{number} {fold(one.of or '')}")


def _from_rows(reader: Reader, events: Sequence[str]) -> dict[str, set[Mark]]:
    """Places, actors and measures of all rows of the events."""
    places, actors, figures = schema.row_places, schema.row_actors, schema.figures
    members, found = schema.event_rows, defaultdict[str, set[Mark]](set)
    asked = (
        ("place", places.c.name, places.c.row, places.c.precision.in_(_ON_A_MAP)),
        ("actor", actors.c.name, actors.c.row, actors.c.role != "claimant"),
        ("measure", figures.c.measure, figures.c.row, figures.c.measure.is_not(None)),
    )
    for facet, value, row, condition in asked:
        for part in chunks(list(events)):
            lines = select(members.c.event, value).join_from(members, value.table, row == members.c.row).distinct()
            lines = lines.where(members.c.event.in_(part), reader.now.in_force(members), condition)
            for event, name in reader.connection.execute(lines):
                found[event].add(Mark(facet, name))
    return found
