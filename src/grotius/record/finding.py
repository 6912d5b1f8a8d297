"""An id, whatever it names: a row, an event or a report. Nothing that was ever cited answers "unknown"."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, func, select
from sqlalchemy.engine import RowMapping

from grotius.errors import SettingsError, UnknownId
from grotius.record import schema
from grotius.record.decided import heirs_of, successors
from grotius.record.moment import Moment
from grotius.record.reading import with_origin

_NOW = Moment()


@dataclass(frozen=True, slots=True)
class FoundEvent:
    """``id`` is where the asked one lives on; ``gone`` is true where it lives on nowhere."""

    id: str
    kind: str
    gone: bool


def unknown(name: str) -> UnknownId:
    return UnknownId(f"Nothing in the record has the id {name!r}; every list shows the ids beside its rows.")


def unknown_at(connection: Connection, name: str, now: Moment) -> UnknownId:
    """The same of a moment; what came later is not said to be nothing."""
    since = _since(connection, name) if now.write is not None else None
    if since is None:
        return unknown(name)
    return UnknownId(f"{name} was not known then; the record has it since {since[:16]}.")


def _since(connection: Connection, name: str) -> str | None:
    """When the id came into the record, whatever it names."""
    writes, began = schema.writes, list[str]()
    for id, write in (
        (schema.events.c.id, schema.events.c.from_write),
        (schema.rows.c.id, schema.rows.c.from_write),
        (schema.reports.c.id, schema.reports.c.first_write),
    ):
        asked = select(func.min(writes.c.at)).join_from(id.table, writes, writes.c.key == write).where(id == name)
        began += [at for at in connection.execute(asked).scalars() if at is not None]
    return min(began, default=None)


def is_report(connection: Connection, name: str) -> bool:
    return connection.execute(select(schema.reports.c.id).where(schema.reports.c.id == name)).first() is not None


def present_event(connection: Connection, name: str) -> FoundEvent | None:
    """The event that a person names to judge it.

    Raises:
        SettingsError: it lives on nowhere.
    """
    event = find_event(connection, name)
    if event is not None and event.gone:
        raise SettingsError(f"{name} is told by no report in force any more; there is nothing left to judge.")
    return event


def present_row(connection: Connection, name: str) -> RowMapping:
    """The row that a person names to judge it, or the one that stands in its place today.

    Raises:
        UnknownId: nothing has the id.
        SettingsError: it is a report, or no reading has the row any more.
    """
    row = find_row(connection, name)
    if row is None:
        if is_report(connection, name):
            raise SettingsError(
                f"{name} is a report, which cannot be judged; judge what was read in it: see grotius show {name}"
            )
        raise unknown(name)
    if row["until_write"] is not None:
        heir = successors(connection, [name]).get(name)
        row = find_row(connection, heir) if heir is not None else None
    if row is None or row["until_write"] is not None:
        raise SettingsError(f"The report of {name} no longer has it; there is nothing left to judge.")
    return row


def find_row(connection: Connection, name: str, now: Moment | None = None) -> RowMapping | None:
    """The line of the row in force; of one that is not, its last line. With two reports of one text, the earlier."""
    rows, when = schema.rows, now or _NOW
    asked = with_origin(when).where(rows.c.id == name).order_by(rows.c.key)
    lines = [line for line in connection.execute(asked).mappings() if when.knows(line)]
    in_force = [line for line in lines if when.holds(line)]
    if in_force:
        return in_force[0]
    return lines[-1] if lines else None


def find_event(connection: Connection, name: str, now: Moment = _NOW) -> FoundEvent | None:
    """Follows redirects to the event that holds at the moment; nothing for one that was not found by then."""
    asked, seen = name, {name}
    while True:
        fate = _fate(connection, asked, now)
        if fate is None or not fate.gone:
            return fate
        heir = heirs_of(connection, [asked], now).get(asked)
        if heir is None or heir in seen:
            return fate
        asked = heir
        seen.add(asked)


def redirects(connection: Connection, name: str) -> list[str]:
    """The event and those that took it in, one after another, up to the one that holds today."""
    events, way = schema.events, list[str]()
    onward: str | None = name
    while onward is not None and onward not in way:
        asked = select(events.c.until_write, events.c.redirect).where(events.c.id == onward)
        line = connection.execute(asked).first()
        if line is None:
            break
        way.append(onward)
        onward = line[1] if line[0] is not None else None
    return way


def _fate(connection: Connection, event: str, now: Moment) -> FoundEvent | None:
    """The event itself. One that ends and is found again keeps no dates of that, but its states do."""
    events, states = schema.events, schema.event_states
    line = connection.execute(select(events).where(events.c.id == event)).mappings().first()
    if line is None or not now.knows(line):
        return None
    asked = select(states.c.key).where(states.c.event == event, now.in_force(states)).limit(1)
    return FoundEvent(event, line["kind"], connection.execute(asked).first() is None)


def tellings_of(connection: Connection, event: str) -> list[str]:
    """The ids of the tellings that an event rests on now."""
    return _tellings(connection, event, None)


def last_tellings_of(connection: Connection, event: str) -> list[str]:
    """Of an event that another took in: where its own tellings stand today."""
    ended = select(schema.events.c.until_write).where(schema.events.c.id == event)
    last = _tellings(connection, event, connection.execute(ended).scalar())
    heirs = successors(connection, last)
    return [heirs.get(name, name) for name in last]


def _tellings(connection: Connection, event: str, until: int | None) -> list[str]:
    rows, members = schema.rows, schema.event_rows
    asked = select(rows.c.id).join(members, members.c.row == rows.c.key).distinct().order_by(rows.c.id)
    held = members.c.until_write.is_(None) if until is None else members.c.until_write == until
    asked = asked.where(members.c.event == event, held, rows.c.kind.in_(("mention", "talk")))
    return list(connection.execute(asked).scalars())
