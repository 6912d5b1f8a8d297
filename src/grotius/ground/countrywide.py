"""A night's weapons are counted over a whole country: "Russia launched 52 drones overnight, the air force said".

Such a count stands wherever a report has room for it, often below a strike on one town. It takes no place from there:
what the air force, a ministry or the president counts was launched at the state that they are of.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from grotius.codebook import Codebook
from grotius.ground.actors import ReportActors
from grotius.model import Actor, Extraction, Figure, Mention, Place

_FROM_THE_AIR = frozenset({"drone", "missile", "drone_and_missile"})
_COUNTED = frozenset({"launched", "shot_down", "lost_from_radar", "hit"})
_MANY = 10
"""Fewer weapons than this are no count of a country's night."""


class Countrywide:
    """Moves such counts from the place told before to the state attacked, or to no place."""

    def __init__(self, codebook: Codebook, actors: ReportActors) -> None:
        self._book = codebook
        self._actors = actors

    def placed(self, extraction: Extraction) -> Extraction:
        """The rows of one report; ``actors`` are those of the report."""
        launched = [figure for figure in extraction.figures if figure.measure == "launched" and figure.part_of is None]
        whole = {
            mention.id: self._attacked(mention, launched)
            for mention in extraction.mentions
            if self._is_countrywide(mention, [figure for figure in launched if figure.mention == mention.id])
        }
        if not whole:
            return extraction
        return replace(
            extraction,
            mentions=tuple(
                replace(mention, places=whole[mention.id]) if mention.id in whole else mention
                for mention in extraction.mentions
            ),
            figures=tuple(_moved(figure, whole) for figure in extraction.figures),
        )

    def _is_countrywide(self, mention: Mention, launched: Sequence[Figure]) -> bool:
        if mention.mode not in _FROM_THE_AIR or mention.actuality != "actual" or mention.target is not None:
            return False
        if any(_is_told_in(place, mention) for place in mention.places):
            return False
        counted = max((figure.low or figure.best or 0 for figure in launched), default=0)
        speakers = [figure.claimant for figure in launched if figure.claimant is not None]
        return counted >= _MANY and all(self._state(speaker) is not None for speaker in speakers)

    def _attacked(self, mention: Mention, launched: Sequence[Figure]) -> tuple[Place, ...]:
        """The state of those who count, unless it is their own attack."""
        for figure in launched:
            state = self._state(figure.claimant) if figure.mention == mention.id else None
            if state is not None and figure.claimant is not None and state != self._state(mention.by):
                entry = self._book.actors[state]
                return (Place(figure.claimant.span, entry.name, country=entry.iso, precision="country"),)
        return ()

    def _state(self, actor: Actor | None) -> str | None:
        party = self._actors.stands_for(actor) if actor is not None else None
        return party if party is not None and self._book.actors[party].kind == "state" else None


def _is_told_in(place: Place, row: Mention | Figure) -> bool:
    return place.span is not None and row.sentence.start <= place.span.start < row.sentence.end


def _moved(figure: Figure, whole: dict[str, tuple[Place, ...]]) -> Figure:
    if figure.mention not in whole or figure.measure not in _COUNTED:
        return figure
    if figure.place is not None and _is_told_in(figure.place, figure):
        return figure
    return replace(figure, place=next(iter(whole[figure.mention]), None))
