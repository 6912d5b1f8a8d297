"""Who took which stance on which day, without the words: enough to see which positions are the latest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import func, select

from grotius.record import schema
from grotius.record.decided import number_chunks
from grotius.record.reading import Reader, with_origin
from grotius.record.record import Record
from grotius.record.rows import Filter, PositionRow


@dataclass(frozen=True, slots=True)
class Stand:
    """``row`` is the number of the position's row; ``party`` the state or group, else the actor's id or name."""

    row: int
    party: str
    issue: str
    stance: str
    day: str | None


def stands(record: Record, wanted: Filter) -> Sequence[Stand]:
    """All that a filter lets through, in order of day."""

    def answer(reader: Reader) -> Sequence[Stand]:
        rows, positions, actors, versions = (
            schema.rows,
            schema.positions,
            schema.row_actors,
            schema.report_versions,
        )
        matching = reader.rows_asked("position", replace(wanted, limit=None, cursor=None))
        found = matching.with_only_columns(rows.c.key, rows.c.day_first, rows.c.version).subquery("found")
        party = func.coalesce(positions.c.party, actors.c.actor, actors.c.name)
        day = func.coalesce(found.c.day_first, versions.c.day)
        asked = (
            select(found.c.key, party, positions.c.issue, positions.c.stance, day)
            .join(positions, positions.c.row == found.c.key)
            .join(versions, versions.c.key == found.c.version)
            .join(actors, (actors.c.row == found.c.key) & (actors.c.role == "actor"))
        )
        lines = sorted(reader.connection.execute(asked), key=lambda line: (line[4] or "", line[0]))
        return tuple(Stand(line[0], line[1], line[2], line[3], line[4]) for line in lines)

    return record._ask(wanted, answer)


def positions_at(record: Record, rows: Sequence[int], as_of: str | None = None) -> Mapping[int, PositionRow]:
    """The positions with these numbers, whole."""

    def answer(reader: Reader) -> Mapping[int, PositionRow]:
        found: dict[int, PositionRow] = {}
        for part in number_chunks(rows):
            asked = with_origin(reader.now).where(schema.rows.c.key.in_(part))
            lines = reader.connection.execute(asked).mappings().all()
            for line, row in zip(lines, reader.sourced(lines), strict=True):
                if isinstance(row, PositionRow):
                    found[line["key"]] = row
        return found

    return record._ask(Filter(as_of=as_of), answer)
