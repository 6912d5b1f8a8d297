"""What rows are found by: their own columns, their places, actors and days."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection, Table, delete, insert, select, update
from sqlalchemy.engine import RowMapping

from grotius.record import schema
from grotius.record.decided import REFERENCES, Decisions, chunks, corrected, decided_in, decisions
from grotius.record.encoding import from_json
from grotius.record.moment import Moment
from grotius.record.shelves import (
    TABLES,
    TYPES,
    Columns,
    Row,
    actor_columns,
    actors,
    columns,
    days,
    place_columns,
    places,
)


def add_index_lines(connection: Connection, keyed: Iterable[tuple[int, Row]]) -> None:
    found: dict[Table, list[Columns]] = {schema.row_places: [], schema.row_actors: []}
    for key, row in keyed:
        found[schema.row_places] += [{"row": key} | place_columns(place) for place in places(row)]
        found[schema.row_actors] += [{"row": key} | actor_columns(role, actor) for role, actor in actors(row)]
    for table, lines in found.items():
        store_many(connection, table, lines)


def store_many(connection: Connection, table: Table, values: Sequence[Mapping[str, object]]) -> None:
    if values:
        connection.execute(insert(table), list(values))


def index_anew(connection: Connection, ids: Iterable[str], known: Decisions | None = None) -> None:
    """Let filters see the corrected values; the rows as extracted stay."""
    now = known if known is not None else decisions(connection, Moment())
    rows, versions = schema.rows, schema.report_versions
    for part in chunks(sorted(set(ids))):
        asked = select(rows, versions.c.published).join(versions, versions.c.key == rows.c.version)
        asked = asked.where(rows.c.id.in_(part), rows.c.until_write.is_(None))
        for line in connection.execute(asked).mappings().all():
            _index(connection, line, now)


def _index(connection: Connection, line: RowMapping, now: Decisions) -> None:
    key = line["key"]
    row = corrected(from_json(line["body"], TYPES[line["kind"]]), now.on(line["id"]))
    own = TABLES[line["kind"]]
    connection.execute(update(own).where(own.c.row == key).values(**columns(row)))
    first, last = days(row.time, line["published"], row.background)
    found = {"day_first": first, "day_last": last, "background": row.background}
    connection.execute(update(schema.rows).where(schema.rows.c.key == key).values(**found))
    for table in (schema.row_places, schema.row_actors):
        connection.execute(delete(table).where(table.c.row == key))
    add_index_lines(connection, [(key, row)])


def index_decided(connection: Connection, report: str, ids: Iterable[str]) -> None:
    """Of rows of a report that were read just now those that people corrected, and what people led to one of them."""
    table = schema.decisions
    leading = select(table.c.key).where(table.c.until_write.is_(None), table.c.field.in_(REFERENCES)).limit(1)
    if not decided_in(connection, report) and connection.execute(leading).first() is None:
        return
    now, new = decisions(connection, Moment()), set(ids)
    corrections = {
        row for row, verdicts in now.by_row.items() for one in verdicts if row in new or one.field in REFERENCES
    }
    index_anew(connection, corrections, now)
