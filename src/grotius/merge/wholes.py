"""Waves told without a place, or with one of many: "103 drones were launched" is of the whole country attacked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from grotius.folding import fold
from grotius.merge.states import isos_of_states, names_of_states
from grotius.merge.telling import Telling
from grotius.merge.things import things
from grotius.model import Figure, Mention, Mode, Place

WEAPONS = {
    "drone_and_missile": frozenset({"drone", "missile", "drone_and_missile", "air_strike", "other"}),
    "drone": frozenset({"drone", "drone_and_missile", "other"}),
    "missile": frozenset({"missile", "drone_and_missile", "other"}),
    "air_strike": frozenset({"air_strike", "drone", "missile", "drone_and_missile", "other"}),
}
"""What a wave told with one weapon may be told with elsewhere."""
_FROM_THE_AIR = frozenset({"drone", "missile", "drone_and_missile", "air_strike"})
_OF_A_COUNTRY = 50
"""So many launched in a night are of a whole country, whatever town stands beside them in the text."""


def places_of(mention: Mention, figures: Iterable[Figure] = ()) -> tuple[Place, ...]:
    """The places that are told; of an attack from the air on a state, or of a great many weapons, the state."""
    if mention.mode not in _FROM_THE_AIR:
        return mention.places
    if not mention.places:
        target = fold(mention.target.text) if mention.target is not None else ""
        return tuple(_state(iso) for name, iso in isos_of_states().items() if name == target)
    countries = {place.country for place in mention.places if place.country}
    if _is_on_one_thing(mention):
        return mention.places
    if len(countries) == 1 and any(_counts_for_country(figure, mention) for figure in figures):
        return (_state(countries.pop()),)
    return mention.places


def _is_on_one_thing(mention: Mention) -> bool:
    """ "59 missiles were fired at the airbase": so many, and still on one place."""
    if mention.target is None or fold(mention.target.text) in isos_of_states():
        return False
    return not any(place.span is not None and place.span.text == mention.target.text for place in mention.places)


def is_counted_wave(telling: Telling) -> bool:
    """ "138 drones were launched at Ukraine": told of no single town."""
    told = telling.told
    if not isinstance(told, Mention) or told.actuality != "actual" or told.same_as is not None:
        return False
    launched = any(figure.measure == "launched" and figure.mention == told.id for figure in telling.figures)
    return launched and all(place.precision == "country" for place in places_of(told, telling.figures))


def may_go_on(telling: Telling) -> bool:
    """Told without place and doer."""
    told = telling.told
    if not isinstance(told, Mention) or told.actuality != "actual":
        return False
    return not told.places and told.by is None and told.same_as is None


def goes_on_with(telling: Telling, wave: Telling) -> bool:
    """Without place and doer, in the same hours, with weapons of the wave."""
    told, whole = telling.told, wave.told
    if not isinstance(told, Mention) or not isinstance(whole, Mention) or told.id == whole.id:
        return False
    if not may_go_on(telling):
        return False
    if told.time is None or whole.time is None or told.mode not in WEAPONS.get(whole.mode, frozenset()):
        return False
    return (told.time.start, told.time.end) == (whole.time.start, whole.time.end)


def of_waves(of_report: Sequence[Telling]) -> list[Telling]:
    """The counted waves that a report tells of, and what goes on with one of them."""
    waves = [telling for telling in of_report if is_counted_wave(telling)]
    onward = [telling for telling in of_report if any(goes_on_with(telling, wave) for wave in waves)]
    return list(dict.fromkeys([*waves, *onward]))


def counts_apart(telling: Telling, head: Telling) -> bool:
    """ "Across Ukraine 70 missiles were launched": no second telling of the strike on Kyiv, but of the wave it was in.

    The same holds of the strike on a town that a report links to its wave, if it counts the victims there.
    """
    told, other = telling.told, head.told
    if not telling.figures or not isinstance(told, Mention) or not isinstance(other, Mention):
        return False
    ours, theirs = places_of(told, telling.figures), places_of(other, head.figures)
    return bool(ours) and bool(theirs) and is_of_country(ours) != is_of_country(theirs)


def mode_of(mention: Mention, figures: Iterable[Figure]) -> Mode:
    """ "70 missiles and 145 drones" were launched by whatever weapon the words begin with."""
    launched = [figure for figure in figures if figure.measure == "launched" and figure.mention == mention.id]
    weapons = {weapon for figure in launched for weapon in things(figure.of.text if figure.of is not None else None)}
    return "drone_and_missile" if {"drone", "missile"} <= weapons else mention.mode


def is_of_country(places: tuple[Place, ...]) -> bool:
    return bool(places) and all(place.precision == "country" for place in places)


def _counts_for_country(figure: Figure, mention: Mention) -> bool:
    launched = figure.measure == "launched" and figure.mention == mention.id and figure.part_of is None
    return launched and (figure.low or figure.best or 0) >= _OF_A_COUNTRY


def _state(iso: str) -> Place:
    return Place(None, names_of_states().get(iso, iso), country=iso, precision="country")
