"""An id, whatever it names: a row, an event or a report. Nothing that was ever cited answers "unknown"."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, select
from sqlalchemy.engine import RowMapping

from grotius.errors import UnknownId
from grotius.record import schema
from grotius.record.decided import heirs_of
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
    return UnknownId(f"Nothing in the record has the id {name!r}; ids stand in the first column of every list.")


def find_row(connection: Connection, name: str, now: Moment | None = None) -> RowMapping | None:
    """The line of the row in force; of one that is not, its last line. With two reports of one text, the earlier."""
    rows, when = schema.rows, now or _NOW
    asked = with_origin().where(rows.c.id == name).order_by(rows.c.key)
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
    rows, members = schema.rows, schema.event_rows
    asked = select(rows.c.id).join(members, members.c.row == rows.c.key).distinct().order_by(rows.c.id)
    asked = asked.where(members.c.event == event, members.c.until_write.is_(None), rows.c.kind.in_(("mention", "talk")))
    return list(connection.execute(asked).scalars())
