"""A likeness: all of a telling that is compared, and nothing of the report that it stands in.

Tellings with an equal likeness are compared once, however many reports carry them: this keeps the cost near-linear
when a thousand reports tell one strike.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from grotius.ground.folding import fold, without_type
from grotius.merge.days import Days, days_of
from grotius.merge.telling import Kind, Telling
from grotius.model import Actor, Mention, Place, Talk

Scope = Literal["point", "area", "wave", "nowhere"]
"""Told of one settlement or site, of one region or district, of many places or a country, or of no known place."""

_COARSE = frozenset({"region", "area", "district"})
_PEOPLE = ("killed", "injured")


@dataclass(frozen=True, slots=True)
class Spot:
    """A place, reduced to what is compared."""

    key: str
    name: str
    admin1: str
    country: str
    lat: float | None
    lon: float | None
    fine: bool


@dataclass(frozen=True, slots=True)
class Count:
    """The interval that a report gives for the killed or the injured."""

    measure: str
    low: int
    high: int | None


@dataclass(frozen=True, slots=True)
class Likeness:
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


def likeness(telling: Telling) -> Likeness:
    told = telling.told
    return _of_mention(telling, told) if isinstance(told, Mention) else _of_talk(telling, told)


def _of_mention(telling: Telling, mention: Mention) -> Likeness:
    spots = _spots(mention.places)
    actors = (mention.by,) if mention.by is not None else ()
    return Likeness(
        kind="fighting",
        type=mention.mode,
        status=mention.actuality,
        days=days_of(mention.time, None if mention.background else telling.published),
        scope=_scope(mention.places),
        spots=spots,
        actors=_actor_keys(actors),
        names=tuple(actor.name for actor in actors),
        target=_content_words(mention.target.text) if mention.target else frozenset(),
        counts=_counts(telling),
    )


def _of_talk(telling: Telling, talk: Talk) -> Likeness:
    places = (talk.place,) if talk.place else ()
    ahead = 7 if talk.status == "planned" else 0
    return Likeness(
        kind="talk",
        type=talk.kind,
        status=talk.status,
        days=days_of(talk.time, None if talk.background else telling.published, back=2, ahead=ahead),
        scope=_scope(places),
        spots=_spots(places),
        actors=_actor_keys(talk.participants),
        names=tuple(sorted({actor.name for actor in talk.participants})),
        target=frozenset(),
        counts=(),
    )


def actor_key(actor: Actor) -> str:
    return actor.id or fold(actor.name)


def _actor_keys(actors: Iterable[Actor]) -> frozenset[str]:
    return frozenset(actor_key(actor) for actor in actors)


def _spots(places: Iterable[Place]) -> tuple[Spot, ...]:
    return tuple(sorted({spot_of(place) for place in places}, key=lambda spot: (spot.key, spot.name)))


def spot_of(place: Place) -> Spot:
    name = without_type(fold(place.name))
    admin1 = without_type(fold(place.admin1 or ""))
    return Spot(
        key=str(place.geonames_id) if place.geonames_id is not None else f"{name}/{admin1}",
        name=name,
        admin1=name if place.precision == "region" and not admin1 else admin1,
        country=fold(place.country or (place.name if place.precision == "country" else "")),
        lat=place.lat,
        lon=place.lon,
        fine=place.precision not in _COARSE and place.precision != "country",
    )


def _scope(places: tuple[Place, ...]) -> Scope:
    if not places:
        return "nowhere"
    if len({spot_of(place).key for place in places}) > 1 or places[0].precision == "country":
        return "wave"
    return "area" if places[0].precision in _COARSE else "point"


def _counts(telling: Telling) -> tuple[Count, ...]:
    """The widest count of each measure: parts ("three of them children") say nothing about the whole."""
    found: dict[str, Count] = {}
    for figure in telling.figures:
        low = figure.low if figure.low is not None else figure.best
        if figure.measure not in _PEOPLE or figure.part_of or low is None or not _is_whole(telling, figure.mention):
            continue
        if figure.measure not in found or found[figure.measure].low < low:
            found[figure.measure] = Count(figure.measure, low, figure.high)
    return tuple(found[measure] for measure in sorted(found))


def _is_whole(telling: Telling, mention: str | None) -> bool:
    return mention is None or mention == telling.told.id


_LITTLE = frozenset(
    "a an the of in on at to and or its his her their some several many two three four five six other another "
    "was were is are by from with city town village".split()
)


def _content_words(text: str) -> frozenset[str]:
    return frozenset(word for word in fold(text).split() if word not in _LITTLE and not word.isdigit())
