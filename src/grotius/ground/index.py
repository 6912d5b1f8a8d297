"""The place index: every named settlement, district, region and country, one read-only SQLite file."""

from __future__ import annotations

import sqlite3
import threading
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from rapidfuzz import fuzz

from grotius.folding import fold, skeleton, spoken, without_articles, without_type
from grotius.ground.build import LAYOUT, build, index_path

PlaceKind = Literal["city", "admin1", "admin2", "country"]
_MOST_CACHED = 50_000
_BATCH = 400
_HEADER = 100
#: How alike two spellings must sound (of 100); names of few consonants all but the same.
_LEAST_ALIKE = 80.0
_SHORT, _LEAST_ALIKE_IF_SHORT = 3, 92.0


@dataclass(frozen=True, slots=True)
class Entry:
    """A place of the gazetteer. ``lat``/``lon`` of a region or country are the middle of its settlements."""

    geonames_id: int
    name: str
    kind: PlaceKind
    country: str
    admin1: str | None
    admin2: str | None
    admin1_id: int | None
    admin2_id: int | None
    lat: float | None
    lon: float | None
    population: int
    capital: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """A place found by a name; ``main`` where the name is the one the gazetteer prints, not an alternate."""

    place: Entry
    main: bool


class PlaceIndex:
    """Look-ups by folded name. Opening costs milliseconds; the file is shared by all processes of a user."""

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
        self._lock = threading.Lock()
        self._names: OrderedDict[str, tuple[Hit, ...]] = OrderedDict()
        self._places: OrderedDict[int, Entry | None] = OrderedDict()

    @classmethod
    def open(cls, path: Path | None = None) -> PlaceIndex:
        """The user's index, built at the first call (some seconds, once per version of the data)."""
        path = path or index_path()
        if not path.exists():
            build(path)
        elif not _is_whole(path):
            path.unlink(missing_ok=True)
            build(path)
        return cls(path)

    def find(self, name: str) -> tuple[Hit, ...]:
        """All places of this name, as written or without its article."""
        folded = fold(name)
        self.prepare((folded,))
        return self._names.get(folded, ())

    def prepare(self, folded: Iterable[str]) -> None:
        """Read many names in a few queries; later ``find`` calls answer from memory."""
        with self._lock:
            missing = list(dict.fromkeys(name for name in folded if name and name not in self._names))
            for i in range(0, len(missing), _BATCH):
                self._read(missing[i : i + _BATCH])
            while len(self._names) > _MOST_CACHED:
                self._names.popitem(last=False)

    def place(self, geonames_id: int) -> Entry | None:
        with self._lock:
            if geonames_id not in self._places:
                row = self._connection.execute(f"{_SELECT} where p.id = ?", (geonames_id,)).fetchone()
                self._places[geonames_id] = _entry(row) if row else None
                if len(self._places) > _MOST_CACHED:
                    self._places.popitem(last=False)
            return self._places[geonames_id]

    def alike(self, name: str, countries: Sequence[str]) -> tuple[Hit, ...]:
        """Places of these countries whose name is this one in another transliteration, those that sound most alike."""
        bones, sound = skeleton(name), spoken(name)
        if len(bones) < 2 or not countries:
            return ()
        marks = ",".join("?" * len(countries))
        query = f"select place, spoken from sound where skeleton = ? and country in ({marks})"  # noqa: S608
        with self._lock:
            rows = self._connection.execute(query, (bones, *countries)).fetchall()
        likeness: dict[int, float] = {}
        for key, other in rows:
            likeness[key] = max(likeness.get(key, 0.0), fuzz.ratio(sound, other))
        least = _LEAST_ALIKE_IF_SHORT if len(bones) <= _SHORT else _LEAST_ALIKE
        least = max(least, max(likeness.values(), default=0.0) - 0.1)
        places = (self.place(key) for key, value in sorted(likeness.items()) if value >= least)
        return tuple(Hit(place, True) for place in places if place is not None)

    def country(self, code: str) -> Entry | None:
        """The country with this ISO 3166 code."""
        with self._lock:
            row = self._connection.execute(f"{_SELECT} where p.kind = 'country' and p.country = ?", (code,)).fetchone()
        return _entry(row) if row else None

    def close(self) -> None:
        self._connection.close()

    def _read(self, names: Sequence[str]) -> None:
        keys = {name: list(dict.fromkeys((name, without_articles(name), without_type(name)))) for name in names}
        wanted = list({key for forms in keys.values() for key in forms})
        found: dict[str, list[Hit]] = {}
        for i in range(0, len(wanted), _BATCH):
            part = wanted[i : i + _BATCH]
            marks = ",".join("?" * len(part))
            query = f"{_SELECT_NAMES} where n.folded in ({marks}) order by p.population desc, p.id"
            for folded, main, *row in self._connection.execute(query, part):
                found.setdefault(folded, []).append(Hit(_entry(row), bool(main)))
        for name in names:
            self._names[name] = _first_form(name, keys[name], found)


def _is_whole(path: Path) -> bool:
    """Whether the file is an index of ours and not cut short, by its first bytes: pages of a size, and our number."""
    with path.open("rb") as file:
        head = file.read(_HEADER)
    if len(head) < _HEADER or not head.startswith(b"SQLite format 3"):
        return False
    page = int.from_bytes(head[16:18], "big")
    pages = int.from_bytes(head[28:32], "big")
    return int.from_bytes(head[60:64], "big") == LAYOUT and path.stat().st_size == (page if page > 1 else 65536) * pages


def _first_form(name: str, forms: Sequence[str], found: dict[str, list[Hit]]) -> tuple[Hit, ...]:
    """Hits of the name as written; else without articles; a type word taken off leaves only what has that type."""
    for form in forms:
        hits = found.get(form, [])
        if form != name and form == without_type(name) and form != without_articles(name):
            hits = [hit for hit in hits if _fits_type(name, hit.place)]
        if hits:
            return tuple(hits)
    return ()


def _fits_type(name: str, place: Entry) -> bool:
    if name.endswith(" city") or name.startswith(("city of", "town of", "village of")):
        return place.kind == "city"
    return place.kind in ("admin1", "admin2")


_COLUMNS = (
    "p.id, p.name, p.kind, p.country, a1.name, a2.name, p.admin1, p.admin2, p.lat, p.lon, p.population, p.capital"
)
_JOIN = "left join place a1 on a1.id = p.admin1 left join place a2 on a2.id = p.admin2"
_SELECT = f"select {_COLUMNS} from place p {_JOIN}"  # noqa: S608 - constants only
_SELECT_NAMES = f"select n.folded, n.main, {_COLUMNS} from name n join place p on p.id = n.place {_JOIN}"  # noqa: S608


def _entry(row: Sequence[object]) -> Entry:
    values: list[Any] = [*row[:-1], bool(row[-1])]
    return Entry(*values)
