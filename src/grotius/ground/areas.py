"""The countries, regions and districts that Grotius carries, and which settlements lie in them."""

from __future__ import annotations

import gzip
from dataclasses import dataclass, field
from importlib.resources import files
from itertools import accumulate
from os import SEEK_END

_DATA = "data/areas.tsv.gz"


@dataclass(frozen=True, slots=True)
class Country:
    key: int
    iso: str
    name: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Area:
    """A region (``level`` 1) or a district of one (2)."""

    key: int
    level: int
    iso: str
    above: int | None
    name: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Areas:
    """``inside`` gives the region and the district of a settlement."""

    countries: list[Country] = field(default_factory=list)
    areas: list[Area] = field(default_factory=list)
    inside: dict[int, tuple[int | None, int | None]] = field(default_factory=dict)


def read_areas() -> Areas:
    found = Areas()
    for line in gzip.decompress(_bytes()).decode("utf-8").splitlines():
        kind, *fields = line.split("\t")
        if kind == "country":
            found.countries.append(_country(fields))
        elif kind in ("area1", "area2"):
            found.areas.append(_area(int(kind[-1]), fields))
        elif kind == "settlements":
            both = (_key(fields[0]), _key(fields[1]))
            found.inside.update((key, both) for key in accumulate(map(int, fields[2:])))
    return found


def areas_version() -> str:
    """Changes whenever the data does: the check sum that ends the file."""
    with files("grotius.ground").joinpath(_DATA).open("rb") as file:
        file.seek(-8, SEEK_END)
        return file.read(4).hex()


def _bytes() -> bytes:
    return files("grotius.ground").joinpath(_DATA).read_bytes()


def _country(fields: list[str]) -> Country:
    key, iso, name, common, official, *aliases = fields
    return Country(int(key), iso, common or name, tuple(n for n in (name, common, official, *aliases) if n))


def _area(level: int, fields: list[str]) -> Area:
    key, iso, above, name, *aliases = fields
    return Area(int(key), level, iso, _key(above), name, (name, *aliases))


def _key(text: str) -> int | None:
    return int(text) if text else None
