"""The town that a report is about, by the places that Grotius reads in its words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from grotius.codebook import Codebook
from grotius.ground import Names, PlaceIndex, PlaceResolver
from grotius.model import Place, Report, Span

_HEAD = 600
_LATE = 4000


class Towns:
    """Reads the places of whole reports; rows carry only those that stand beside an event."""

    def __init__(self, codebook: Codebook) -> None:
        index = PlaceIndex.open()
        self._resolver = PlaceResolver(codebook, Names(codebook, index).scanner, index)

    def of(self, report: Report) -> Place | None:
        """The settlement named most, within the state that most places lie in; the report's head counts double."""
        text = f"{report.title or ''}\n{report.text[:_LATE]}"
        places = self._resolver.read(text, report.published)
        found = [
            (2 if name.start < _HEAD else 1, places.at(Span(name.start, name.end, name.text)))
            for name in places.found
            if name.is_place
        ]
        return chosen([(weight, place) for weight, place in found if place.country == "US" and place.admin1])


def chosen(found: Sequence[tuple[int, Place]]) -> Place | None:
    states: Counter[str] = Counter()
    for weight, place in found:
        states[place.admin1 or ""] += weight
    if not states:
        return None
    state = max(states, key=lambda name: states[name])
    towns: Counter[str] = Counter()
    first: dict[str, Place] = {}
    for weight, place in found:
        if place.admin1 == state and place.precision == "settlement":
            towns[place.name] += weight
            first.setdefault(place.name, place)
    best = max(towns, key=lambda name: towns[name], default=None)
    return first[best] if best is not None else None
