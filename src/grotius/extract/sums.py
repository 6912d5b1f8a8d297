"""Figures that add up others: "five killed in all" where three died in one town and two in another."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

from grotius.extract.happening import is_proper
from grotius.model import Figure, Measure, Place, Time

_SUMMED: frozenset[Measure] = frozenset({"killed", "injured"})
_MOST_PLACES = 8
_MOST_SUMMANDS = 4


def without_single_event(figures: list[Figure], countries: frozenset[str]) -> list[Figure]:
    """The sum over several places belongs to no single event, nor do its parts: they lose ``mention``."""
    sums = {
        figure.id
        for measure in _SUMMED
        for figure in _sums([figure for figure in figures if figure.measure == measure], countries)
    }
    return [_freed(figure) if sums & {figure.id, figure.part_of} else figure for figure in figures]


def _sums(figures: list[Figure], countries: frozenset[str]) -> list[Figure]:
    by_place: dict[str, int] = {}
    for figure in figures:
        place = _own_place(figure, countries)
        if _is_exact(figure) and place is not None and figure.part_of is None and figure.low:
            by_place[place.name] = figure.low
    values = list(by_place.values())[:_MOST_PLACES]
    totals = {
        sum(some) for count in range(2, min(len(values), _MOST_SUMMANDS) + 1) for some in combinations(values, count)
    }
    return [figure for figure in figures if _may_sum(figure, countries) and figure.low in totals]


def _may_sum(figure: Figure, countries: frozenset[str]) -> bool:
    return _is_exact(figure) and figure.part_of is None and _own_place(figure, countries) is None


def _is_exact(figure: Figure) -> bool:
    return figure.low is not None and figure.low == figure.high and not figure.cumulative


def _own_place(figure: Figure, countries: frozenset[str]) -> Place | None:
    """The place told for this very figure; that of a whole country is too wide to count."""
    place = figure.place
    if place is None or not is_proper(place) or not _is_inside(place, figure) or place.name in countries:
        return None
    return place


def _is_inside(told: Place | Time, figure: Figure) -> bool:
    return told.span is not None and figure.sentence.start <= told.span.start < figure.sentence.end


def _freed(figure: Figure) -> Figure:
    """Without the event, and without the place and time that only the event gave it."""
    place = figure.place if figure.place is not None and _is_inside(figure.place, figure) else None
    time = figure.time if figure.time is not None and _is_inside(figure.time, figure) else None
    return replace(figure, mention=None, place=place, time=time)
