"""A row or happening as the machine has it, without what people put in its place."""

from __future__ import annotations

from sqlalchemy import select

from grotius.merge import Happening
from grotius.record import schema
from grotius.record.adding import row_of
from grotius.record.encoding import from_json
from grotius.record.finding import find_event, find_row
from grotius.record.reading import Reader
from grotius.record.record import Record
from grotius.record.rows import Filter, ShownValue
from grotius.record.showing import values_in


def as_machine_has_it(record: Record, id: str) -> tuple[ShownValue, ...]:
    """The values, in the order and under the names in which the thing is shown; none for what has none."""

    def answer(reader: Reader) -> tuple[ShownValue, ...]:
        event = find_event(reader.connection, id)
        if event is not None:
            states = schema.event_states
            body = reader.connection.execute(
                select(states.c.body).where(states.c.event == event.id, reader.now.in_force(states))
            ).scalar()
            return tuple(values_in(from_json(body, Happening))) if body else ()
        line = find_row(reader.connection, id)
        return tuple(values_in(row_of(line["kind"], line["body"]))) if line is not None else ()

    return record._ask(Filter(), answer)
