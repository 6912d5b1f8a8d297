"""A likeness: all of a telling that is compared, and nothing of the report that it stands in.

Tellings with an equal likeness are compared once, however many reports carry them: this keeps the cost near-linear
when a thousand reports tell one strike.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from grotius.folding import fold, without_type
from grotius.merge.book import phrases, tells
from grotius.merge.days import Days, day_number, days_of
from grotius.merge.listed import summed
from grotius.merge.people import named_people
from grotius.merge.sides import attackers, is_group, sides_of
from grotius.merge.states import names_of_states
from grotius.merge.telling import Kind, Telling
from grotius.merge.things import thing
from grotius.merge.wholes import mode_of, places_of
from grotius.model import Actor, Figure, Mention, Place, Talk, Time

Scope = Literal["point", "area", "wave", "nowhere"]
"""Told of one settlement or site, of one region or district, of many places or a country, or of no known place."""

_COARSE = frozenset({"region", "area", "district"})
_PEOPLE = ("killed", "injured")


@dataclass(frozen=True, slots=True)
class Spot:
    """A place, reduced to what is compared. ``city`` is the city that a district is one of."""

    key: str
    name: str
    admin1: str
    country: str
    lat: float | None
    lon: float | None
    fine: bool
    city: str = ""


@dataclass(frozen=True, slots=True)
class Count:
    """The interval that a report gives for the killed, the injured, or the drones or missiles launched.

    ``of`` is the kind of thing launched; people are counted together.
    """

    measure: str
    low: int
    high: int | None
    of: str = ""


@dataclass(frozen=True, slots=True)
class Likeness:
    """``sides`` are the states and groups that sit at a talk, or whose forces attack; ``of_groups`` says if some sit
    at it only as "the envoys". ``as_of`` is the day on which a talk was planned or off, ``moved`` says it was moved.
    ``people`` are keys of the persons named beside an attack.
    """

    kind: Kind
    type: str
    status: str
    days: Days | None
    scope: Scope
    spots: tuple[Spot, ...]
    actors: frozenset[str]
    names: tuple[str, ...]
    target: frozenset[str]
    counts: tuple[Count, ...]
    ordinal: int | None = None
    sides: frozenset[str] = frozenset()
    of_groups: bool = False
    people: frozenset[str] = frozenset()
    as_of: int | None = None
    moved: bool = False


def likeness(telling: Telling) -> Likeness:
    told = telling.told
    return _of_mention(telling, told) if isinstance(told, Mention) else _of_talk(telling, told)


def _of_mention(telling: Telling, mention: Mention) -> Likeness:
    places = told_places(places_of(mention, telling.figures))
    actors = (mention.by,) if mention.by is not None else ()
    return Likeness(
        kind="fighting",
        type=_mode(mention, telling.figures),
        status=mention.actuality,
        days=days_of(mention.time, None if mention.background else telling.published),
        scope=_scope(places),
        spots=_spots(places),
        actors=_actor_keys(actors),
        names=tuple(actor.name for actor in actors),
        target=_target(mention, places),
        counts=_counts(telling),
        people=telling.people | named_people(mention.sentence.text),
        sides=attackers(mention),
    )


PLANTED = "planted bomb"


def _mode(mention: Mention, figures: Iterable[Figure]) -> str:
    """A bomb in a car is none that an aircraft drops."""
    told = fold(f"{mention.span.text} {mention.weapon.text if mention.weapon is not None else ''}").split()
    if mention.mode == "bombing" and any(word in told for word in phrases("planted_bomb")):
        return PLANTED
    return mode_of(mention, figures)


def _target(mention: Mention, places: Iterable[Place]) -> frozenset[str]:
    """What was struck, in words; the place alone says nothing that is not compared already."""
    if mention.target is None:
        return frozenset()
    told = {word for place in places for word in (*_bare(place.name).split(), *_words_of(place))}
    return _content_words(mention.target.text) - told


def _words_of(place: Place) -> list[str]:
    return fold(place.span.text).split() if place.span is not None else []


def _of_talk(telling: Telling, talk: Talk) -> Likeness:
    places = (talk.place,) if talk.place else ()
    ahead = 7 if talk.status == "planned" else 0
    return Likeness(
        kind="talk",
        type=talk.kind,
        status=talk.status,
        days=days_of(_dated(talk.time), None if talk.background else telling.published, back=2, ahead=ahead),
        scope=_scope(places),
        spots=_spots(places),
        actors=_actor_keys(talk.participants),
        names=tuple(sorted({actor.name for actor in talk.participants})),
        target=frozenset(),
        counts=(),
        ordinal=_ordinal(talk.span.text),
        sides=frozenset(side for actor in talk.participants for side in sides_of(actor)),
        of_groups=any(is_group(actor) for actor in talk.participants),
        as_of=day_number(telling.published) if talk.status in ("planned", "cancelled") else None,
        moved=is_moved(talk),
    )


def is_moved(talk: Talk) -> bool:
    """ "The meeting has been postponed to 18 May" is a plan still."""
    return talk.status == "planned" and tells(talk.sentence.text, "talk_moved")


_NO_DATE = frozenset({"open", "year", "season"})


def _dated(time: Time | None) -> Time | None:
    """ "Their sixth meeting since January" does not date the meeting."""
    return None if time is not None and time.grain in _NO_DATE else time


_ORDINALS = {
    "second": 2,
    "third": 3,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
}


def _ordinal(words: str) -> int | None:
    """A "second meeting" is not the one held before it."""
    return next((_ORDINALS[word] for word in fold(words).split() if word in _ORDINALS), None)


def actor_key(actor: Actor) -> str:
    """The id; for one that is not known, the words without an article, marked as such."""
    return actor.id or f"{UNKNOWN}{fold(actor.name).removeprefix('the ')}"


UNKNOWN = "?"


def _actor_keys(actors: Iterable[Actor]) -> frozenset[str]:
    return frozenset(actor_key(actor) for actor in actors)


def _spots(places: Iterable[Place]) -> tuple[Spot, ...]:
    return tuple(sorted({spot_of(place) for place in places}, key=lambda spot: (spot.key, spot.name)))


def spot_of(place: Place) -> Spot:
    name, admin1 = _bare(place.name), _bare(place.admin1 or "")
    return Spot(
        key=_key(place, name, admin1),
        name=name,
        admin1=name if place.precision == "region" and not admin1 else admin1,
        country=fold(place.country or (place.name if place.precision == "country" else "")),
        lat=place.lat,
        lon=place.lon,
        fine=place.precision not in _COARSE and place.precision != "country",
        city=_city(place, admin1),
    )


def km_between(a: Spot, b: Spot) -> float | None:
    """As the crow flies."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    north = math.radians(b.lat - a.lat)
    east = math.radians(b.lon - a.lon) * math.cos(math.radians((a.lat + b.lat) / 2))
    return 6371.0 * math.hypot(north, east)


def _city(place: Place, admin1: str) -> str:
    """A city that is a region of its own ("Kyiv", not "Kyiv Oblast") is all that its districts lie in."""
    is_own = place.precision == "district" and fold(place.admin1 or "") == admin1
    return admin1 if is_own else ""


def _key(place: Place, name: str, admin1: str) -> str:
    """A country by its code, since not every report's words lead to the gazetteer."""
    if place.precision == "country" and place.country:
        return fold(place.country)
    return str(place.geonames_id) if place.geonames_id is not None else f"{name}/{admin1}"


def told_places(places: Iterable[Place]) -> tuple[Place, ...]:
    """The finest that is told: without a region or country beside a place in it, or what no gazetteer has."""
    listed = tuple(places)
    if len(listed) < 2:
        return listed
    known = [place for place in listed if place.precision != "unknown"]
    if not known or all(place.precision == "country" for place in known):
        return _unknown_in(listed, known) or listed
    known = [place for place in known if not any(_is_quarter_of(place, other) for other in known)]
    return tuple(place for place in known if not any(holds(place, other) for other in known))


def _unknown_in(listed: Sequence[Place], known: Sequence[Place]) -> tuple[Place, ...]:
    """ "The Shayrat airbase in Syria": a name that no gazetteer has is finer than the country, and lies in it."""
    country = known[0].country if len(known) == 1 else None
    unknown = [place for place in listed if place.precision == "unknown" and (place.country or country) is not None]
    return tuple(replace(place, country=place.country or country) for place in unknown) if known else ()


def _is_quarter_of(place: Place, city: Place) -> bool:
    """ "In Kharkiv, in the Saltivskyi district": a part of the city named beside it, which others tell of."""
    if place is city or place.precision != "settlement" or city.precision != "settlement" or _is_quarter(city):
        return False
    km = km_between(spot_of(place), spot_of(city))
    return _is_quarter(place) and km is not None and km <= _WIDEST_CITY_KM


def _is_quarter(place: Place) -> bool:
    return place.span is not None and fold(place.span.text).split()[-1:] in _QUARTERS


_QUARTERS = (["district"], ["quarter"], ["neighbourhood"], ["neighborhood"], ["suburb"], ["borough"])
_WIDEST_CITY_KM = 20.0


def without_sites(places: Sequence[Place]) -> Sequence[Place]:
    """Without "an apartment house" beside a town: it is where in the town."""
    towns = [place for place in places if place.precision not in ("site", "exact")]
    return towns if any(place.precision in ("settlement", "district") for place in towns) else places


def holds(outer: Place, inner: Place) -> bool:
    """Is the outer one a coarser place that the inner one lies in?"""
    if outer.precision not in _COARSENESS or _rank(outer) <= _rank(inner):
        return False
    ours, theirs = spot_of(outer), spot_of(inner)
    if outer.precision == "country" or _is_part_of_country(outer, ours):
        return bool(theirs.country) and ours.country == theirs.country
    return bool(ours.admin1) and ours.admin1 == theirs.admin1 and ours.country == theirs.country


def _is_part_of_country(place: Place, spot: Spot) -> bool:
    """ "Northwestern Syria", told by the country's name; the Donbas is a place of its own."""
    return place.precision == "area" and not spot.admin1 and place.name == names_of_states().get(place.country or "")


_COARSENESS = ("district", "region", "area", "country")


def _rank(place: Place) -> int:
    return _COARSENESS.index(place.precision) + 1 if place.precision in _COARSENESS else 0


@lru_cache(maxsize=65_536)
def _bare(name: str) -> str:
    """The same few names come again and again."""
    return without_type(fold(name))


def _scope(places: tuple[Place, ...]) -> Scope:
    if not places:
        return "nowhere"
    if len({spot_of(place).key for place in places}) > 1 or places[0].precision == "country":
        return "wave"
    return "area" if places[0].precision in _COARSE else "point"


_SALVO = "launched"


def _counts(telling: Telling) -> tuple[Count, ...]:
    """The widest count of each measure: parts ("three of them children") say nothing about the whole."""
    found: dict[tuple[str, str], Count] = {}
    for figure in summed(telling.figures):
        low = figure.low if figure.low is not None else figure.best
        of = thing(figure) if figure.measure == _SALVO else ""
        counts = figure.measure in _PEOPLE or (figure.measure == _SALVO and of)
        if not counts or figure.part_of or low is None or not _is_whole(telling, figure.mention):
            continue
        key = (figure.measure, of)
        if key not in found or found[key].low < low:
            found[key] = Count(figure.measure, low, figure.high, of)
    return tuple(found[key] for key in sorted(found))


def _is_whole(telling: Telling, mention: str | None) -> bool:
    return mention is None or mention == telling.told.id


_LITTLE = frozenset(
    "a an the of in on at to and or its his her their some several many two three four five six other another "
    "was were is are by from with city town village".split()
)


def _content_words(text: str) -> frozenset[str]:
    return frozenset(word for word in fold(text).split() if word not in _LITTLE and not word.isdigit())
