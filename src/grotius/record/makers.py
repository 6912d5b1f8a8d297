"""What made the rows of a record, and where its clock stands: for those who cite it."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from grotius.model import Versions
from grotius.record import schema
from grotius.record.encoding import from_json
from grotius.record.reading import Reader
from grotius.record.record import Record
from grotius.record.rows import Filter


@dataclass(frozen=True, slots=True)
class Standing:
    """The record at a moment: its last write with its time, and all that made the rows in force then."""

    write: int
    at: str | None
    makers: tuple[Versions, ...]


def standing(record: Record, as_of: str | None = None) -> Standing:
    """How the record stands now, or stood at a day or moment."""

    def answer(reader: Reader) -> Standing:
        writes, versions = schema.writes, schema.report_versions
        asked = select(writes.c.key, writes.c.at).order_by(writes.c.key.desc()).limit(1)
        if reader.now.write is not None:
            asked = asked.where(writes.c.key <= reader.now.write)
        last = reader.connection.execute(asked).first()
        made = select(versions.c.made_by).where(reader.now.in_force(versions)).distinct().order_by(versions.c.made_by)
        makers = tuple(from_json(line[0], Versions) for line in reader.connection.execute(made))
        return Standing(last[0] if last else 0, last[1] if last else None, makers)

    return record._ask(Filter(as_of=as_of), answer)
