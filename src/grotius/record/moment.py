"""Now, or as the record stood: which lines of a table were in force."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, FromClause, and_, or_

from grotius.record.journal import write_as_of


@dataclass(frozen=True, slots=True)
class Moment:
    """``write`` is the last write that counts; ``None`` means all of them."""

    write: int | None = None

    def in_force(self, table: FromClause) -> ColumnElement[bool]:
        if self.write is None:
            return table.c.until_write.is_(None)
        ended = or_(table.c.until_write.is_(None), table.c.until_write > self.write)
        return and_(table.c.from_write <= self.write, ended)


def moment(connection: Connection, as_of: str | None) -> Moment:
    return Moment() if as_of is None else Moment(write_as_of(connection, as_of))
