"""The kinds of codebook file, and the codebook as one frozen value.

To add a kind: write its shape in ``shapes/``, add a line to ``KINDS`` and a field to ``Codebook``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import BaseModel

from grotius.codebook.shapes.actors import ActorEntry, WarEntry
from grotius.codebook.shapes.cue import ActRule, Channel, Cue, SpeakerWords
from grotius.codebook.shapes.dirt import Dirt
from grotius.codebook.shapes.fighting import (
    EventType,
    EventWordList,
    FigureWordList,
    MeasureEntry,
    Modality,
    People,
    Target,
    Weapon,
)
from grotius.codebook.shapes.interaction import InteractionEntry, TurnEntry
from grotius.codebook.shapes.merging import MergingEntry
from grotius.codebook.shapes.numbers import NumberWords
from grotius.codebook.shapes.outlet import CreditCue, Outlet
from grotius.codebook.shapes.places import PlaceEntry, WordList
from grotius.codebook.shapes.position import Issue, StanceEntry
from grotius.codebook.shapes.talk import TalkEntry, TalkStatusEntry
from grotius.codebook.shapes.times import TimeWords
from grotius.codebook.shapes.topics import Topic

KINDS: dict[str, type[BaseModel]] = {
    "actors": ActorEntry,
    "places": PlaceEntry,
    "place_words": WordList,
    "wars": WarEntry,
    "numbers": NumberWords,
    "acts": ActRule,
    "channels": Channel,
    "credit_cues": CreditCue,
    "cues": Cue,
    "speaker_words": SpeakerWords,
    "dirt": Dirt,
    "outlets": Outlet,
    "times": TimeWords,
    "interactions": InteractionEntry,
    "issues": Issue,
    "stances": StanceEntry,
    "talk_status": TalkStatusEntry,
    "talks": TalkEntry,
    "topics": Topic,
    "turns": TurnEntry,
    "events": EventType,
    "event_words": EventWordList,
    "figure_words": FigureWordList,
    "measures": MeasureEntry,
    "merging": MergingEntry,
    "modality": Modality,
    "people": People,
    "targets": Target,
    "weapons": Weapon,
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
    acts: Mapping[str, ActRule]
    channels: Mapping[str, Channel]
    credit_cues: Mapping[str, CreditCue]
    cues: Mapping[str, Cue]
    speaker_words: Mapping[str, SpeakerWords]
    dirt: Mapping[str, Dirt]
    outlets: Mapping[str, Outlet]
    times: Mapping[str, TimeWords]
    interactions: Mapping[str, InteractionEntry]
    issues: Mapping[str, Issue]
    stances: Mapping[str, StanceEntry]
    talk_status: Mapping[str, TalkStatusEntry]
    talks: Mapping[str, TalkEntry]
    topics: Mapping[str, Topic]
    turns: Mapping[str, TurnEntry]
    events: Mapping[str, EventType]
    event_words: Mapping[str, EventWordList]
    figure_words: Mapping[str, FigureWordList]
    measures: Mapping[str, MeasureEntry]
    merging: Mapping[str, MergingEntry]
    modality: Mapping[str, Modality]
    people: Mapping[str, People]
    targets: Mapping[str, Target]
    weapons: Mapping[str, Weapon]
