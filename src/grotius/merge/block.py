"""Which tellings are worth comparing: those that share a block. No pair outside a block is ever looked at.

A telling is ``kept`` under a few blocks and looks for its like under those that it ``sought``: a settlement looks for
tellings of its region, but two settlements of a region never meet. ``a`` finds ``b`` whenever ``b`` finds ``a``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations

from grotius.merge.likeness import Likeness, Spot

LONGEST_DAYS, LONG_DAYS = 10, 31
"""A telling of a longer stretch of days is kept by its months; of one longer still, it meets few."""
_MOST_MONTHS = 24


def kept(like: Likeness) -> tuple[str, ...]:
    """The blocks that a telling stands in, sorted."""
    persons = _persons(like)
    if like.days is None:
        return persons + tuple(sorted(f"{where}|undated" for where in _meeting_points(like)))
    own, first, last = _length(like), like.days.first, like.days.last
    whens = [f"{own}{month}" for month in _months(first, last)]
    if own == "short":
        whens += [f"d{day}" for day in range(first, last + 1)]
    dated = _crossed(like, ((where, whens) for where in _kept_wheres(like)))
    return tuple(sorted((*persons, *dated, *(f"{where}|dated" for where in _meeting_points(like)), *_plans(like))))


def sought(like: Likeness) -> tuple[str, ...]:
    """The blocks in which its like may stand, sorted: a day more on either side."""
    points = list(_meeting_points(like))
    persons = _persons(like)
    if like.days is None:
        return persons + tuple(sorted(f"{where}|{when}" for where in points for when in ("dated", "undated")))
    own, first, last = _length(like), like.days.first - 1, like.days.last + 1
    months = list(_months(first, last))
    days = [f"d{day}" for day in range(first, last + 1)] if own == "short" else []

    def whens(where: str) -> list[str]:
        lengths = _MEETS[own] + (_MEETS_IN_ONE_PLACE[own] if where.startswith(_ONE_PLACE) else ())
        return days + [f"{length}{month}" for length in lengths for month in months]

    dated = _crossed(like, ((where, whens(where)) for where in _sought_wheres(like)))
    return tuple(sorted((*persons, *dated, *(f"{where}|undated" for where in points), *_other_plans(like))))


def _persons(like: Likeness) -> tuple[str, ...]:
    return tuple(f"{like.kind}|person:{key}" for key in sorted(like.people))


def _plans(like: Likeness) -> Iterator[str]:
    """A planned talk is kept by its month too, so that one that is moved may be found on another day."""
    if like.as_of is not None and like.days is not None:
        kind = "moved" if like.moved else "planned"
        yield from (f"talk|{where}|{kind}{like.days.first // 30}" for where in _kept_wheres(like))


def _other_plans(like: Likeness) -> Iterator[str]:
    """What is moved looks for what was planned or moved before, and the other way round."""
    if like.as_of is not None and like.days is not None:
        month = like.days.first // 30
        kinds = ("planned", "moved") if like.moved else ("moved",)
        whens = [f"{kind}{one}" for kind in kinds for one in range(month - 2, month + 3)]
        yield from (f"talk|{where}|{when}" for where in _kept_wheres(like) for when in whens)


def _meeting_points(like: Likeness) -> Iterator[str]:
    """A talk in an undated report is sought by who meets where."""
    if like.kind == "talk":
        yield from (f"talk|who:{actor}@{spot.key}" for actor in sorted(like.actors) for spot in like.spots)


# What is told of a season or a year as a whole meets single days only in the same settlement: mostly it is no single
# event, and it would meet all of a region.
_MEETS = {"short": ("long",), "long": ("long", "short"), "whole": ("whole",)}
_MEETS_IN_ONE_PLACE = {"short": ("whole",), "long": ("whole",), "whole": ("long", "short")}
_ONE_PLACE = ("at:", "named:")


def _crossed(like: Likeness, wheres: Iterable[tuple[str, Iterable[str]]]) -> tuple[str, ...]:
    return tuple(sorted({f"{like.kind}|{where}|{when}" for where, whens in wheres for when in whens}))


def _months(first: int, last: int) -> range:
    return range(first // 30, min(last // 30, first // 30 + _MOST_MONTHS) + 1)


def _length(like: Likeness) -> str:
    days = like.days.last - like.days.first if like.days is not None else 0
    return "short" if days <= LONGEST_DAYS else "long" if days <= LONG_DAYS else "whole"


def _kept_wheres(like: Likeness) -> Iterator[str]:
    if like.kind == "talk":
        yield from (f"who:{actor}" for actor in like.actors)
        yield from (f"sides:{a}+{b}" for a, b in combinations(sorted(like.sides), 2))
        yield from (f"at:{spot.key}" for spot in like.spots)
        return
    yield from _salvos(like)
    yield from _raids(like)
    for spot in like.spots:
        if like.scope == "wave":
            yield f"wave:{spot.country}"
        elif like.scope == "area":
            yield f"area:{_region(spot)}"
        else:
            yield from _kept_at(spot)


def _kept_at(spot: Spot) -> Iterator[str]:
    yield f"at:{spot.key}"
    yield f"named:{spot.name}"
    yield f"in:{_region(spot)}"
    if spot.lat is not None and spot.lon is not None:
        yield f"square:{int(spot.lat * 10 // 1)}:{int(spot.lon * 10 // 1)}"


def _salvos(like: Likeness) -> Iterator[str]:
    """The count of drones launched tells a night wherever a report places it."""
    yield from (f"salvo:{count.of}:{count.low}" for count in like.counts if count.of and count.low >= _LEAST_SALVO)


_LEAST_SALVO = 10


def _raids(like: Likeness) -> Iterator[str]:
    """A "massive strike with missiles and drones" told without a place is a wave, and known by whose it is."""
    if like.scope == "wave" or (like.scope == "nowhere" and like.type == _OF_A_COUNTRY):
        yield from (f"raid:{side}" for side in sorted(like.sides))


_OF_A_COUNTRY = "drone_and_missile"


def _sought_wheres(like: Likeness) -> Iterator[str]:
    if like.kind == "talk" or like.scope == "wave":
        yield from _kept_wheres(like)
        return
    yield from _salvos(like)
    yield from _raids(like)
    for spot in like.spots:
        yield f"area:{_region(spot)}"
        if like.scope == "area":
            yield f"in:{_region(spot)}"
        else:
            yield from _sought_at(spot)


def _sought_at(spot: Spot) -> Iterator[str]:
    yield f"at:{spot.key}"
    yield f"named:{spot.name}"
    if spot.lat is not None and spot.lon is not None:
        north, east = int(spot.lat * 10 // 1), int(spot.lon * 10 // 1)
        for y in (north - 1, north, north + 1):
            yield from (f"square:{y}:{x}" for x in (east - 1, east, east + 1))


def _region(spot: Spot) -> str:
    return spot.admin1 or spot.name
