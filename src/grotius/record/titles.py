"""What to call a thing of the record: the heading of an event, the words of a row, the title of a report."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlalchemy import select

from grotius.english import short
from grotius.merge import Happening, title
from grotius.record import schema
from grotius.record.decided import chunks
from grotius.record.encoding import from_json
from grotius.record.reading import Reader
from grotius.record.record import Record
from grotius.record.rows import Filter


def titles(record: Record, ids: Iterable[str], as_of: str | None = None) -> Mapping[str, str]:
    """By id, whether or not the thing is still in force; as it was called last. Unknown ids are left out."""

    def answer(reader: Reader) -> Mapping[str, str]:
        found: dict[str, str] = {}
        for part in chunks(sorted(set(ids))):
            found |= _of_reports(reader, part) | _of_rows(reader, part) | _of_events(reader, part)
        return found

    return record._ask(Filter(as_of=as_of), answer)


def _of_events(reader: Reader, ids: list[str]) -> dict[str, str]:
    states = schema.event_states
    asked = select(states.c.event, states.c.body).where(states.c.event.in_(ids), reader.now.began(states))
    return {
        event: title(from_json(body, Happening))
        for event, body in dict(map(tuple, reader.connection.execute(asked.order_by(states.c.key)))).items()
    }


def _of_rows(reader: Reader, ids: list[str]) -> dict[str, str]:
    rows = schema.rows
    asked = select(rows.c.id, rows.c.words).where(rows.c.id.in_(ids), reader.now.began(rows)).order_by(rows.c.key)
    return {line[0]: f"“{short(line[1], 80)}”" for line in reader.connection.execute(asked)}


def _of_reports(reader: Reader, ids: list[str]) -> dict[str, str]:
    versions = schema.report_versions
    asked = select(versions.c.report, versions.c.publisher, versions.c.title)
    asked = asked.where(versions.c.report.in_(ids), reader.now.began(versions)).order_by(versions.c.key)
    return {
        report: ": ".join(filter(None, (publisher, short(heading or "", 80)))) or report
        for report, publisher, heading in reader.connection.execute(asked)
    }
