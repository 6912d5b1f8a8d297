"""A record grown to size: real rows repeated in other months and in places of other worlds, under ids of their own.

What the reports of a folder tell is read and merged as always; then its lines are copied, half of the growth in time
and half in place, until the record holds as many happenings as are asked for. Only ids, days, names of places and
their coordinates differ: words, claims, actors and joins are those of the real reports.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date, timedelta
from math import ceil, sqrt
from pathlib import Path
from typing import Any

from grotius.record import Record
from grotius.run import read

_MONTH = 30
_STRIDE = 1_000_000
_DEGREES = 0.06
_KEYS = frozenset({"key", "row", "version", "from_write", "write"})
_WORDS = frozenset({("writes", "version"), ("judgements", "version")})
_IDS = frozenset(
    {"id", "report", "family", "event", "parent", "same_as", "mention", "part_of", "statement", "talk", "within"}
    | {"left_id", "right_id", "target", "before", "after"}
)
_DAYS = frozenset({"at", "day", "day_first", "day_last", "published"})
_PLACES = frozenset({"name", "folded", "admin1"})
_NOT_COPIED = ("alembic_version", "signature_bands", "row_blocks", "decisions")
_ID = re.compile(r"\b(?:([a-z]-[a-z2-7]{10})[a-z2-7]{3}|([a-z]-[a-z]{5}-[a-z]{5}-)[a-z]{5})\b")
_DAY = re.compile(r"\b(20\d\d-[01]\d-[0-3]\d)")
_PLACE = re.compile(
    r'"name":"((?:[^"\\]|\\.)*)","geonames_id":(\d+|null),"admin1":(?:"((?:[^"\\]|\\.)*)"|null),'
    r'"country":("[A-Z]*"|null),"lat":([-\d.e]+|null),"lon":([-\d.e]+|null)'
)
_LETTERS = "abcdefghijklmnopqrstuvwxyz234567"


def grow(reports: Path, path: Path, happenings: int) -> None:
    """Make the record at ``path``. It is written beside and then renamed: one that is there is whole."""
    beside = path.with_suffix(".part")
    for old in beside.parent.glob(f"{beside.name}*"):
        old.unlink()
    read(str(reports), beside)
    with closing(sqlite3.connect(beside)) as store:
        store.execute("PRAGMA foreign_keys = OFF")
        store.execute("PRAGMA synchronous = OFF")
        here = store.execute("SELECT count(*) FROM event_states WHERE until_write IS NULL").fetchone()[0]
        copies = ceil(happenings / here) - 1
        side = ceil(sqrt(copies + 1))
        tables = [_Table.of(store, name) for name in _tables(store)]
        for number in range(1, copies + 1):
            copy = Copy(number, number // side * _MONTH, number % side)
            for table in tables:
                store.executemany(table.insert, table.copied(copy))
            store.commit()
        store.execute("ANALYZE")
        store.commit()
        store.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    beside.rename(path)
    for left in beside.parent.glob(f"{beside.name}-*"):
        left.unlink()


def size(path: Path) -> int:
    """How many happenings a record holds."""
    with Record.open(path, create=False) as record:
        counted = record.summary()
    return counted.events + counted.talks


def _tables(store: sqlite3.Connection) -> Iterator[str]:
    found = store.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE 'CREATE TABLE%'")
    for (name,) in found.fetchall():
        if name not in _NOT_COPIED and not name.startswith(("row_words", "report_words", "sqlite_")):
            yield name


@dataclass
class Copy:
    """The same lines ``days`` later, in another ``world``."""

    number: int
    days: int
    world: int
    _moved: dict[str, str] = field(default_factory=dict)

    def text(self, value: str) -> str:
        """JSON with its ids, days and places moved."""
        value = self.ids(_DAY.sub(lambda found: self.day(found[1]), value))
        return _PLACE.sub(self._place, value) if self.world else value

    def ids(self, value: str) -> str:
        return _ID.sub(self._renamed, value)

    def day(self, value: str) -> str:
        first = value[:10]
        if first not in self._moved:
            try:
                self._moved[first] = (date.fromisoformat(first) + timedelta(days=self.days)).isoformat()
            except ValueError:
                self._moved[first] = first
        return self._moved[first] + value[10:]

    def key(self, value: int) -> int:
        return value + self.number * _STRIDE

    def named(self, value: str) -> str:
        return f"{value} {self.world}" if self.world else value

    def degree(self, value: float) -> float:
        return round(value + self.world * _DEGREES, 5)

    def _renamed(self, found: re.Match[str]) -> str:
        code, number = "", self.number
        for _ in range(3):
            code, number = _LETTERS[number % 32] + code, number // 32
        return f"{found[1]}{code}" if found[1] else f"{found[2]}z{code}z"

    def _place(self, found: re.Match[str]) -> str:
        name, number, admin1, country, lat, lon = found.groups()
        lat, lon = (one if one == "null" else str(self.degree(float(one))) for one in (lat, lon))
        inside = f'"{admin1} {self.world}"' if admin1 else "null"
        number = number if number == "null" else str(int(number) * 100 + self.world)
        whole = f'"name":"{name} {self.world}","geonames_id":{number},"admin1":{inside}'
        return f'{whole},"country":{country},"lat":{lat},"lon":{lon}'


@dataclass(frozen=True)
class _Table:
    insert: str
    lines: list[tuple[Any, ...]]
    movers: tuple[Callable[[Copy, Any], Any] | None, ...]

    @staticmethod
    def of(store: sqlite3.Connection, name: str) -> _Table:
        columns = [line[1] for line in store.execute(f"PRAGMA table_info({name})")]
        named = ",".join(f'"{column}"' for column in columns)
        lines = store.execute(f"SELECT {named} FROM {name}").fetchall()
        movers = tuple(_mover(name, column) for column in columns)
        return _Table(f"INSERT INTO {name} ({named}) VALUES ({','.join('?' * len(columns))})", lines, movers)

    def copied(self, copy: Copy) -> Iterator[list[Any]]:
        for line in self.lines:
            pairs = zip(self.movers, line, strict=True)
            yield [value if mover is None or value is None else mover(copy, value) for mover, value in pairs]


def _mover(table: str, column: str) -> Callable[[Copy, Any], Any] | None:
    if column.endswith("_write") or (column in _KEYS and (table, column) not in _WORDS):
        return Copy.key
    if column == "body":
        return Copy.text
    if column in _DAYS:
        return Copy.day
    if table == "row_places" and column in _PLACES:
        return Copy.named
    if table == "row_places" and column in ("lat", "lon"):
        return Copy.degree
    return Copy.ids if column in _IDS else None
