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
        return chosen([(weight, place) for weight, place in found if place and place.country == "US" and place.admin1])


def chosen(found: Sequence[tuple[int, Place]]) -> Place | None:
    """A settlement of the state named most, else a county of it, else a settlement of any state."""
    states: Counter[str] = Counter()
    for weight, place in found:
        states[place.admin1 or ""] += weight
    if not states:
        return None
    state = max(states, key=lambda name: states[name])
    at_home = [(weight, place) for weight, place in found if place.admin1 == state]
    return _most(at_home, "settlement") or _most(found, "settlement") or _most(at_home, "district")


def _most(found: Sequence[tuple[int, Place]], precision: str) -> Place | None:
    towns: Counter[tuple[str, str]] = Counter()
    first: dict[tuple[str, str], Place] = {}
    for weight, place in found:
        if place.precision == precision:
            key = (place.name, place.admin1 or "")
            towns[key] += weight
            first.setdefault(key, place)
    best = max(towns, key=lambda key: towns[key], default=None)
    return first[best] if best is not None else None
