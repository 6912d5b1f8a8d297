"""The clock and the diary of a record: every transaction that writes has a number, every change a line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from sqlalchemy import Connection, Table, insert, select

from grotius.errors import SettingsError
from grotius.merge import Weights
from grotius.record.schema import changes, writes
from grotius.version import __version__

MACHINE = "grotius"
"""How the machine signs."""


@dataclass(frozen=True, slots=True)
class Author:
    """Who writes: a person by name, or the machine with the version that makes it say what it says."""

    who: str
    kind: Literal["machine", "person"]
    version: str


def person(who: str) -> Author:
    """Who decides.

    Raises:
        SettingsError: the name is none.
    """
    name = who.strip()
    if not name or not name.isprintable() or len(name) > _LONGEST_NAME:
        raise SettingsError("A decision needs the name of who makes it, on one line: give it with --who.")
    return Author(name, "person", __version__)


_LONGEST_NAME = 200


@dataclass(slots=True)
class Journal:
    """One write transaction. Its number is taken when the first line needs it, so a run without change leaves none.

    ``weights`` are those of the comparison of tellings; our codebook's where none are given.
    """

    connection: Connection
    author: Author
    weights: Weights | None = None
    _number: int | None = None

    @property
    def number(self) -> int:
        if self._number is None:
            self._number = self._begin()
        return self._number

    def _begin(self) -> int:
        values = {
            "at": now(),
            "who": self.author.who,
            "kind": self.author.kind,
            "version": self.author.version,
        }
        return inserted(self.connection, writes, values)

    def note(self, target: str, what: str, why: str, before: str | None = None, after: str | None = None) -> None:
        line = {"write": self.number, "target": target, "what": what, "why": why, "before": before, "after": after}
        self.connection.execute(insert(changes).values(line))


def inserted(connection: Connection, table: Table, values: Mapping[str, object]) -> int:
    """Insert one line and give its key."""
    key: int = connection.execute(insert(table).values(**values).returning(table.c.key)).scalar_one()
    return key


def now() -> str:
    """The moment in UTC, to the microsecond, in a form that sorts."""
    return datetime.now(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def write_as_of(connection: Connection, moment: str) -> int:
    """The last write at a moment; a bare day means the end of it."""
    edge = f"{moment}T23:59:59.999999Z" if len(moment) == 10 else moment
    found = connection.execute(select(writes.c.key).where(writes.c.at <= edge).order_by(writes.c.key.desc())).first()
    return int(found[0]) if found else 0
