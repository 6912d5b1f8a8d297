"""Which tellings are worth comparing: those that share a block. No pair outside a block is ever looked at.

A telling is ``kept`` under a few blocks and looks for its like under those that it ``sought``: a settlement looks for
tellings of its region, but two settlements of a region never meet. ``a`` finds ``b`` whenever ``b`` finds ``a``.
"""

from __future__ import annotations

from collections.abc import Iterator

from grotius.merge.likeness import Likeness, Spot
from grotius.merge.weights import LONG_DAYS

LONGEST_DAYS = 10
"""A telling of a longer stretch of days is kept by its months."""
_MOST_MONTHS = 24


def kept(like: Likeness) -> tuple[str, ...]:
    """The blocks that a telling stands in, sorted."""
    return _cross(like, tuple(_kept_wheres(like)), 0, _length(like))


def sought(like: Likeness) -> tuple[str, ...]:
    """The blocks in which its like may stand, sorted: a day more on either side."""
    return _cross(like, tuple(_sought_wheres(like)), 1, None)


def _length(like: Likeness) -> str:
    days = like.days.last - like.days.first if like.days is not None else 0
    return "short" if days <= LONGEST_DAYS else "long" if days <= LONG_DAYS else "whole"


def _cross(like: Likeness, wheres: tuple[str, ...], slack: int, length: str | None) -> tuple[str, ...]:
    if like.days is None:
        return ()
    whens = tuple(_whens(like.days.first - slack, like.days.last + slack, _length(like), length))
    return tuple(sorted({f"{like.kind}|{where}|{when}" for where in wheres for when in whens}))


def _whens(first: int, last: int, own: str, kept_as: str | None) -> Iterator[str]:
    """Days for what is short; months, marked by the length of what is kept there, where one of the two is long.

    What is told of a season or a year as a whole only meets its like: it is no single event.
    """
    if own == "short":
        yield from (f"d{day}" for day in range(first, last + 1))
    for month in range(first // 30, min(last // 30, first // 30 + _MOST_MONTHS) + 1):
        if kept_as is not None:
            yield f"{kept_as}{month}"
        elif own == "whole":
            yield f"whole{month}"
        else:
            yield f"long{month}"
            if own == "long":
                yield f"short{month}"


def _kept_wheres(like: Likeness) -> Iterator[str]:
    if like.kind == "talk":
        yield from (f"who:{actor}" for actor in like.actors)
        return
    yield from _salvos(like)
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


def _sought_wheres(like: Likeness) -> Iterator[str]:
    if like.kind == "talk" or like.scope == "wave":
        yield from _kept_wheres(like)
        return
    yield from _salvos(like)
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
