"""What a person's last decision changed in what lists show: read from the record as it stood before and after."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import func, select

from grotius.merge import Reconciled, title
from grotius.merge.claim import PEOPLE
from grotius.record import schema
from grotius.record.decided import chunks, decisions
from grotius.record.finding import find_event
from grotius.record.moment import Moment
from grotius.record.reading import Reader, row_in, with_origin
from grotius.record.record import Record
from grotius.record.rows import EventRow, Filter, TalkRow
from grotius.record.showing import values_in

_Values = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Effect:
    """``changes`` say each in a few words what is otherwise now: ``killed: 2 → 8``."""

    id: str
    title: str
    is_event: bool
    changes: tuple[str, ...]


def effects(record: Record, who: str) -> Sequence[Effect]:
    """The rows and events that read otherwise since the last write of this person."""

    def answer(reader: Reader) -> Sequence[Effect]:
        writes = schema.writes
        asked = select(func.max(writes.c.key)).where(writes.c.who == who.strip(), writes.c.kind == "person")
        write = reader.connection.execute(asked).scalar()
        return tuple(_effects(reader, write)) if write is not None else ()

    return record._ask(Filter(), answer)


def _effects(reader: Reader, write: int) -> Iterable[Effect]:
    before, after = (_Told(_at(reader, moment)) for moment in (write - 1, write))
    targets = _targets(reader, write)
    rows = before.rows(targets), after.rows(targets)
    events = {name for told in rows for row in told.values() for name in row.events} | targets
    happened = before.happenings(events), after.happenings(events)
    for is_event, (old, new) in ((False, rows), (True, happened)):
        for name in sorted({*old, *new}):
            first, last = old.get(name), new.get(name)
            if changes := tuple(_changes(reader, name, first, last)):
                known = last or first
                yield Effect(name, known.title if known else "", is_event, changes)


def _at(reader: Reader, write: int) -> Reader:
    moment = Moment(write)
    return Reader(reader.connection, moment, decisions(reader.connection, moment))


def _targets(reader: Reader, write: int) -> set[str]:
    changes = schema.changes
    asked = select(changes.c.target).where(changes.c.write == write).distinct()
    return set(reader.connection.execute(asked).scalars())


@dataclass(frozen=True, slots=True)
class _Thing:
    """What a list shows of a row or an event."""

    title: str
    values: _Values
    events: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Told:
    """The record at a moment."""

    reader: Reader

    def rows(self, ids: Iterable[str]) -> dict[str, _Thing]:
        found: dict[str, _Thing] = {}
        rows, out = schema.rows, self.reader.decisions.rejected()
        for part in chunks(sorted(ids)):
            asked = with_origin(self.reader.now).where(rows.c.id.in_(part), self.reader.now.in_force(rows))
            for row in self.reader.sourced(self.reader.connection.execute(asked).mappings().all()):
                one = row_in(row)
                told = [(value.name, value.value) for value in values_in(one)]
                events = (row.event,) if row.event is not None else ()
                told += [("told of", name) for name in events]
                values = {} if one.id in out else _joined(told)
                found[one.id] = _Thing(" ".join(one.sentence.text.split()), values, events)
        return found

    def happenings(self, ids: Iterable[str]) -> dict[str, _Thing]:
        listed = sorted(set(ids) - self.reader.decisions.left_out())
        found = {row.id: row for row in self._events(listed)}
        return {name: _Thing(title(row.happening), _of_event(row)) for name, row in found.items()}

    def _events(self, ids: Sequence[str]) -> Iterable[EventRow | TalkRow]:
        yield from self.reader.events_named([name for name in ids if name.startswith("e-")], None).values()
        for name in ids:
            if name.startswith("t-"):
                yield from self.reader.talks(Filter(event=name, limit=1))


def _of_event(row: EventRow | TalkRow) -> _Values:
    bare = replace(row.happening, tellings=(), history=(), words="")
    values = [(value.name, value.value) for value in values_in(bare) if value.name not in ("words", "kind")]
    values.append(("reports", str(row.reports)))
    if isinstance(row, EventRow):
        values += [(_name(one), _count(one)) for one in row.figures]
        values += [("part of", row.parent)] if row.parent is not None else []
    return _joined(values)


def _name(one: Reconciled) -> str:
    """People are counted together, whatever they are called; of things each kind by itself."""
    measure = one.measure.replace("_", " ")
    return f"{measure} ({one.of})" if one.of and one.measure not in PEOPLE else measure


def _count(one: Reconciled) -> str:
    """The best value, and how far its claims are apart: a correction may change that alone."""
    ends = " to ".join("?" if end is None else str(end) for end in (one.low, one.high))
    if one.best is None:
        return f"{ends}, {one.verdict}"
    return f"{one.best} ({ends}, {one.verdict})" if one.low != one.high else str(one.best)


def _joined(values: Iterable[tuple[str, str]]) -> _Values:
    found: dict[str, str] = {}
    for name, value in values:
        found[name] = f"{found[name]}, {value}" if name in found else value
    return found


def _changes(reader: Reader, name: str, old: _Thing | None, new: _Thing | None) -> Iterable[str]:
    before, after = old.values if old else {}, new.values if new else {}
    if before and not after:
        event = find_event(reader.connection, name)
        yield f"lives on in {event.id}" if event is not None and event.id != name else "no longer listed"
    elif after and not before:
        yield "listed now"
    else:
        for value in dict.fromkeys((*before, *after)):
            if before.get(value) != after.get(value):
                yield f"{value}: {before.get(value, 'nothing')} → {after.get(value, 'nothing')}"
