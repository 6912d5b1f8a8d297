"""Now, or as the record stood: which lines of a table were in force."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, FromClause, and_, func, or_, select, true
from sqlalchemy.engine import RowMapping

from grotius.record import schema
from grotius.record.instants import instant
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

    def began(self, table: FromClause) -> ColumnElement[bool]:
        """Lines that were written by then, in force or not."""
        return true() if self.write is None else table.c.from_write <= self.write

    def family(self) -> ColumnElement[str]:
        """The family of copies that a version of a report belonged to by then; a report has its own to begin with."""
        versions, families = schema.report_versions, schema.report_families
        if self.write is None:
            return func.coalesce(versions.c.family, versions.c.report)
        asked = select(families.c.family).where(families.c.version == versions.c.key, self.in_force(families))
        return func.coalesce(asked.limit(1).scalar_subquery(), versions.c.report)

    def is_of_family(self, family: str) -> ColumnElement[bool]:
        """Versions of reports that belonged to it by then."""
        versions = schema.report_versions
        return versions.c.family == family if self.write is None else self.family() == family

    def holds(self, line: RowMapping) -> bool:
        """Is a line that was fetched in force?"""
        ended: int | None = line["until_write"]
        if self.write is None:
            return ended is None
        return bool(line["from_write"] <= self.write and (ended is None or ended > self.write))

    def knows(self, line: RowMapping) -> bool:
        """Was the line written by then?"""
        return self.write is None or bool(line["from_write"] <= self.write)


def moment(connection: Connection, as_of: str | None) -> Moment:
    return Moment() if as_of is None else Moment(write_as_of(connection, instant(as_of) or as_of))
