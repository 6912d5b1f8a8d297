"""Victims that a report counts over a whole country belong to the wave that it tells of there.

"Five people were killed in attacks across the country", "103 drones were launched at it overnight": the two sentences
are of one night, though no word of the first leads to the second.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from grotius.merge.claim import PEOPLE
from grotius.merge.days import days_of
from grotius.merge.wholes import is_of_country, places_of
from grotius.model import Figure, Mention


def moored(figures: Sequence[Figure], mentions: Sequence[Mention]) -> tuple[Figure, ...]:
    """The figures, those of a whole country with the one wave there as their mention."""
    waves = _waves(figures, mentions)
    return tuple(_moored(figure, waves) for figure in figures)


def _waves(figures: Sequence[Figure], mentions: Sequence[Mention]) -> dict[str, Mention]:
    """By country, where the report tells of one wave only."""
    found: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        if mention.same_as is None and mention.actuality == "actual" and not mention.background:
            places = places_of(mention, [figure for figure in figures if figure.mention == mention.id])
            if is_of_country(places):
                found[places[0].country or ""].append(mention)
    return {country: waves[0] for country, waves in found.items() if country and len(waves) == 1}


def _moored(figure: Figure, waves: dict[str, Mention]) -> Figure:
    place = figure.place
    if figure.mention is not None or figure.measure not in PEOPLE or place is None or place.precision != "country":
        return figure
    wave = waves.get(place.country or "")
    if wave is None or figure.actuality != "actual" or figure.background or figure.cumulative:
        return figure
    ours, theirs = days_of(figure.time, None), days_of(wave.time, None)
    apart = ours is not None and theirs is not None and ours.gap(theirs) > 0
    return figure if apart else replace(figure, mention=wave.id)
