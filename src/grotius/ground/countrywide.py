"""A night's weapons are counted over a whole country: "Russia launched 52 drones overnight, the air force said".

Such a count stands wherever a report has room for it, often below a strike on one town. It takes no place from there:
what the air force, a ministry or the president counts was launched at the state that they are of, and what a state's
own forces shot down came down over it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
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
            mention.id: mention.places if mention.target is not None else self._attacked(mention, launched)
            for mention in extraction.mentions
            if self._is_countrywide(mention, [figure for figure in launched if figure.mention == mention.id])
        }
        mentions = tuple(
            replace(mention, places=whole.get(mention.id, mention.places)) for mention in extraction.mentions
        )
        roots = {row.id: row.id if row.id in whole else row.same_as for row in mentions}
        of_whole = {name: whole[root] for name, root in roots.items() if root in whole}
        moved = (_moved(figure, of_whole) for figure in extraction.figures)
        placed = (self._over_its_land(self._over_home(figure)) for figure in moved)
        places = {mention.id: mention.places for mention in mentions}
        figures = tuple(_of_its_own(figure, places.get(figure.mention or "", ()), of_whole) for figure in placed)
        return replace(extraction, mentions=mentions, figures=figures)

    def _is_countrywide(self, mention: Mention, launched: Sequence[Figure]) -> bool:
        if mention.mode not in _FROM_THE_AIR or mention.actuality != "actual":
            return False
        if any(_is_told_in(place, mention) and place.precision != "country" for place in mention.places):
            return False
        counted = max((figure.low or figure.best or 0 for figure in launched), default=0)
        speakers = [figure.claimant for figure in launched if figure.claimant is not None]
        national = all(self._state(speaker) is not None for speaker in speakers)
        return counted >= _MANY and (national or not mention.places)

    def _attacked(self, mention: Mention, launched: Sequence[Figure]) -> tuple[Place, ...]:
        """The state of those who count, unless it is their own attack."""
        if any(_is_told_in(place, mention) for place in mention.places):
            return mention.places
        for figure in launched:
            state = self._state(figure.claimant) if figure.mention == mention.id else None
            if state is not None and figure.claimant is not None and state != self._state(mention.by):
                return (self._land(state, figure.claimant),)
        return ()

    def _over_home(self, figure: Figure) -> Figure:
        """ "Our air defences shot down 47 drones", told beside a strike on another country: over their own."""
        state = self._state(figure.claimant) if figure.measure == "shot_down" else None
        if state is None or figure.claimant is None or figure.place is None or _is_told_in(figure.place, figure):
            return figure
        if figure.place.country in (None, self._book.actors[state].iso):
            return figure
        return replace(figure, place=self._land(state, figure.claimant), mention=None)

    def _over_its_land(self, figure: Figure) -> Figure:
        """ "Across the country", says a minister: across the minister's."""
        place, state = figure.place, self._state(figure.claimant)
        if place is None or place.span is None or state is None or place.precision != "country":
            return figure
        if place.span.text.lower() not in ("the country", "country", "our country"):
            return figure
        return replace(figure, place=self._land(state, place))

    def _land(self, state: str, told: Actor | Place) -> Place:
        entry = self._book.actors[state]
        return Place(told.span, entry.name, country=entry.iso, precision="country")

    def _state(self, actor: Actor | None) -> str | None:
        party = self._actors.stands_for(actor) if actor is not None else None
        return party if party is not None and self._book.actors[party].kind == "state" else None


def _is_told_in(place: Place, row: Mention | Figure) -> bool:
    return place.span is not None and row.sentence.start <= place.span.start < row.sentence.end


def _of_its_own(figure: Figure, places: Sequence[Place], of_whole: Collection[str]) -> Figure:
    """What is counted in a town is no count of the whole night, and what is counted abroad none of a strike here."""
    place = figure.place
    if figure.mention is None or place is None or not _is_told_in(place, figure):
        return figure
    narrower = figure.mention in of_whole and place.precision not in ("country", "area", "unknown")
    countries = {other.country for other in places}
    abroad = place.country is not None and None not in countries and bool(countries) and place.country not in countries
    return replace(figure, mention=None) if narrower or abroad else figure


def _moved(figure: Figure, of_whole: Mapping[str, tuple[Place, ...]]) -> Figure:
    if figure.mention is None or figure.mention not in of_whole or figure.measure not in _COUNTED:
        return figure
    if figure.place is not None and _is_told_in(figure.place, figure):
        return figure
    return replace(figure, place=next(iter(of_whole[figure.mention]), None))
