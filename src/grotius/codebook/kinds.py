"""The kinds of codebook file, and the codebook as one frozen value.

To add a kind: write its shape in ``shapes/``, add a line to ``KINDS`` and a field to ``Codebook``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import BaseModel

from grotius.codebook.shapes.actors import ActorEntry, WarEntry
from grotius.codebook.shapes.dirt import Dirt
from grotius.codebook.shapes.numbers import NumberWords
from grotius.codebook.shapes.outlet import CreditCue, Outlet
from grotius.codebook.shapes.places import PlaceEntry, WordList
from grotius.codebook.shapes.topics import Topic

KINDS: dict[str, type[BaseModel]] = {
    "actors": ActorEntry,
    "places": PlaceEntry,
    "place_words": WordList,
    "wars": WarEntry,
    "numbers": NumberWords,
    "credit_cues": CreditCue,
    "dirt": Dirt,
    "outlets": Outlet,
    "topics": Topic,
}


@dataclass(frozen=True)
class Codebook:
    """All entries by kind and id; ``hash`` names the exact files they came from."""

    hash: str
    actors: Mapping[str, ActorEntry]
    places: Mapping[str, PlaceEntry]
    place_words: Mapping[str, WordList]
    wars: Mapping[str, WarEntry]
    numbers: Mapping[str, NumberWords]
    credit_cues: Mapping[str, CreditCue]
    dirt: Mapping[str, Dirt]
    outlets: Mapping[str, Outlet]
    topics: Mapping[str, Topic]
