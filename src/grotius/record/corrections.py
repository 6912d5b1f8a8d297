"""Places and actors that people put into events, where the rows of the event have others: filters ask for both."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from grotius.folding import fold
from grotius.model import Actor, Place
from grotius.record.countries import country_code
from grotius.record.encoding import as_type
from grotius.record.rows import Verdict
from grotius.record.shelves import place_key

Decided = Mapping[str, Sequence[Verdict]]
NOTHING: Decided = {}


@dataclass(frozen=True, slots=True)
class Corrected:
    """Of the events in which people put other values: all of them, and those whose values fit what is asked."""

    all: frozenset[str]
    fitting: frozenset[str]


def of_places(asked: str, decided: Decided) -> Corrected:
    put = dict(_put(decided, "places"))
    fitting = (name for name, value in put.items() if any(_lies_in(one, asked) for one in _places(value)))
    return Corrected(frozenset(put), frozenset(fitting))


def of_actors(asked: str, decided: Decided) -> Corrected:
    put = dict(_put(decided, "actors"))
    fitting = (name for name, value in put.items() if any(_is_called(one, asked) for one in _actors(value)))
    return Corrected(frozenset(put), frozenset(fitting))


def _put(decided: Decided, field: str) -> Iterator[tuple[str, str]]:
    """The last value that people put in place of this field, by event (or row)."""
    for name, verdicts in decided.items():
        values = [verdict.value for verdict in verdicts if verdict.field == field and verdict.value is not None]
        if values:
            yield name, values[-1]


def _places(value: str) -> tuple[Place, ...]:
    return tuple(as_type(json.loads(value), tuple[Place, ...]))


def _actors(value: str) -> tuple[Actor, ...]:
    return tuple(as_type(json.loads(value), tuple[Actor, ...]))


def _lies_in(place: Place, asked: str) -> bool:
    key, whole = place_key(asked), fold(asked)
    if place_key(place.name) in (key, whole) or (place.admin1 and place_key(place.admin1) == key):
        return True
    return place.country is not None and fold(place.country) in (whole, country_code(asked))


def _is_called(actor: Actor, asked: str) -> bool:
    return actor.id == asked or f" {fold(asked)} " in f" {fold(actor.name)} "
