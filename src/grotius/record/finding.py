"""An id, whatever it names: a row, an event or a report. Nothing that was ever cited answers "unknown"."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, select
from sqlalchemy.engine import RowMapping

from grotius.errors import UnknownId
from grotius.record import schema
from grotius.record.moment import Moment
from grotius.record.reading import with_origin


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
    rows = schema.rows
    asked = with_origin().where(rows.c.id == name).order_by(rows.c.key)
    lines = connection.execute(asked).mappings().all()
    in_force = [line for line in lines if _holds(line, now or Moment())]
    if in_force:
        return in_force[0]
    return lines[-1] if lines else None


def _holds(line: RowMapping, now: Moment) -> bool:
    if now.write is None:
        return line["until_write"] is None
    ended = line["until_write"]
    return bool(line["from_write"] <= now.write and (ended is None or ended > now.write))


def find_event(connection: Connection, name: str) -> FoundEvent | None:
    """Follows redirects to the event that holds today."""
    events, seen = schema.events, {name}
    asked = name
    while True:
        line = connection.execute(select(events).where(events.c.id == asked)).mappings().first()
        if line is None:
            return None
        if line["until_write"] is None:
            return FoundEvent(asked, line["kind"], False)
        if line["redirect"] is None or line["redirect"] in seen:
            return FoundEvent(asked, line["kind"], True)
        asked = line["redirect"]
        seen.add(asked)


def tellings_of(connection: Connection, event: str) -> list[str]:
    """The ids of the tellings that an event rests on now."""
    rows, members = schema.rows, schema.event_rows
    asked = select(rows.c.id).join(members, members.c.row == rows.c.key).distinct().order_by(rows.c.id)
    asked = asked.where(members.c.event == event, members.c.until_write.is_(None), rows.c.kind.in_(("mention", "talk")))
    return list(connection.execute(asked).scalars())
