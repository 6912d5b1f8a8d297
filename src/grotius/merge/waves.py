"""A wave told as a whole ("103 drones overnight", "five killed across the country") is the parent of its places."""

from __future__ import annotations

from collections.abc import Iterable

from grotius.merge.days import Days, days_of, hours_between
from grotius.merge.happening import Happening
from grotius.merge.likeness import Spot, spot_of, without_sites
from grotius.merge.sides import sides_of
from grotius.merge.wholes import WEAPONS
from grotius.model import Place

_FROM_AFAR = frozenset({"drone", "missile", "drone_and_missile", "air_strike", "bombing", "shelling", "other"})


def parents(happenings: Iterable[Happening]) -> dict[str, str]:
    """For each event that is a part of a wave, the wave: of several the narrowest, then the one with the shortest
    interval. An attack on several towns is itself a part of a wave over their country, which is a part of none."""
    listed = [one for one in happenings if one.kind == "fighting" and one.status == "actual"]
    waves = [one for one in listed if is_wave(one)]
    found: dict[str, str] = {}
    for one in listed:
        if _over_country(one):
            continue
        wider = [wave for wave in waves if _over_country(wave)] if is_wave(one) else waves
        fitting = [wave for wave in wider if _holds(wave, one)]
        if fitting:
            found[one.id] = min(fitting, key=_narrowest).id
    return found


def _narrowest(wave: Happening) -> tuple[bool, bool, int, str]:
    return (_over_country(wave), wave.mode == "other", _length(wave), wave.id)


def is_wave(one: Happening) -> bool:
    """Told over many places at once, or over a country."""
    towns = without_sites(one.places)
    return len({spot_of(place).key for place in towns}) > 1 or _over_country(one)


def _over_country(one: Happening) -> bool:
    return any(place.precision == "country" for place in one.places)


def _holds(wave: Happening, part: Happening) -> bool:
    ours, theirs = days_of(wave.time, None), days_of(part.time, None)
    if ours is None or theirs is None or not ours.short or not theirs.short or ours.gap(theirs) > 0:
        return False
    if ours.window and theirs.window and hours_between(ours.window, theirs.window) >= 0:
        return False
    if part.mode not in _weapons(wave):
        return False
    if _names(wave) and _names(part) and not _names(wave) & _names(part):
        return False
    return bool(part.places) and all(_inside(spot_of(place), wave.places) for place in part.places)


def _weapons(wave: Happening) -> frozenset[str]:
    """ "Russian attacks on Ukraine overnight" are all that struck from afar, bombs and shells among it."""
    if (wave.mode == "other" or wave.at_large) and wave.actors and _over_country(wave):
        return _FROM_AFAR
    return WEAPONS.get(wave.mode or "", frozenset())


def _inside(spot: Spot, places: Iterable[Place]) -> bool:
    for place in places:
        outer = spot_of(place)
        if outer.key == spot.key or (place.precision == "region" and outer.admin1 == spot.admin1):
            return True
        if place.precision == "country" and outer.country == spot.country:
            return True
    return False


def _names(one: Happening) -> frozenset[str]:
    """Whose attack it was: a state and its army are one."""
    sides = (sides_of(actor) or {actor.id or actor.name} for actor in one.actors)
    return frozenset().union(*sides)


def _length(wave: Happening) -> int:
    days: Days | None = days_of(wave.time, None)
    return days.last - days.first if days else 0
