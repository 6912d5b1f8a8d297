"""The town that a report is about, by the places that Grotius reads in its words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from benchmarks.gva.words import words_of
from grotius.codebook import Codebook
from grotius.ground import Names, PlaceIndex, PlaceResolver
from grotius.model import Place, Report, Span

_HEAD = 600
_LATE = 4000
_MOST_CAPITALS = 3
_DATELINE = 3.0
_SHORTEST = 3
_BEFORE_OUTLET = (" - ", " | ", " :: ")


@dataclass(frozen=True)
class Named:
    """A place that the report names, and how much it counts."""

    weight: float
    place: Place


class Towns:
    """Reads the places of whole reports; rows carry only those that stand beside an event."""

    def __init__(self, codebook: Codebook) -> None:
        index = PlaceIndex.open()
        self._resolver = PlaceResolver(codebook, Names(codebook, index).scanner, index)
        self._townsfolk = words_of("townsfolk")
        self._quarters = words_of("quarters")

    def of(self, report: Report) -> Place | None:
        """The settlement named most, within the state that most places lie in; the report's head counts double."""
        text = f"{_headline(report.title or '')}\n{report.text[:_LATE]}"
        places = self._resolver.read(text, report.published, self._beside_townsfolk(text))
        found: list[Named] = []
        for name in places.found:
            place = places.at(Span(name.start, name.end, name.text)) if name.is_place else None
            if place is not None and place.country == "US" and place.admin1:
                found.append(Named(self._weight(text, name.start, name.end), place))
        return chosen(found)

    def _weight(self, text: str, start: int, end: int) -> float:
        """ "Springfield police" are of the town that is meant; a quarter of a town is seldom called the town."""
        after = text[end : end + 40].replace("’", "'").removeprefix("'s").split()[:2]
        following = [word.strip(".,:;-").lower() for word in after]
        weight = 2.0 if start < _HEAD else 1.0
        if _is_dateline(text, start, end):
            weight += _DATELINE
        if following[:1] and following[0] in ("police", "officers", "pd"):
            return weight + 1.0
        return weight / 4 if following[:1] and following[0] in self._quarters else weight

    def _beside_townsfolk(self, text: str) -> Iterator[tuple[int, int]]:
        """Names before "police", "man", "shooting": a town's, though it may be a person's too."""
        at = 0
        run: list[tuple[int, int]] = []
        for line in text.splitlines(keepends=True):
            for word in line.split():
                start = text.index(word, at)
                at = start + len(word)
                bare = word.rstrip(".,:;").removesuffix("'s").removesuffix("’s")
                if run and bare.lower() in self._townsfolk:
                    yield run[0][0], run[-1][1]
                run = [*run, (start, start + len(bare))][-_MOST_CAPITALS:] if word[:1].isupper() else []
                if len(bare) < len(word) and not word.endswith(("s", ".")):
                    run = []
            run = []


def _is_dateline(text: str, start: int, end: int) -> bool:
    """A name in capitals that opens a line."""
    return text[start:end].isupper() and end - start > _SHORTEST and text[:start].rpartition("\n")[2].strip(" -") == ""


def _headline(title: str) -> str:
    """Without the outlet's name and town behind it."""
    for mark in _BEFORE_OUTLET:
        head, _, tail = title.partition(mark)
        if tail and len(head) >= len(title) // 3:
            title = head
    return title


def chosen(found: Sequence[Named]) -> Place | None:
    """A settlement of the state named most, else a county of it, else a settlement of any state."""
    states: dict[str, float] = defaultdict(float)
    for one in found:
        states[one.place.admin1 or ""] += one.weight
    if not states:
        return None
    state = max(states, key=lambda name: states[name])
    at_home = [one for one in found if one.place.admin1 == state]
    return _most(at_home, _is_town) or _most(found, _is_town) or _most(at_home, _is_county)


def _is_town(place: Place) -> bool:
    """ "West Springfield" is an area of the town."""
    return place.precision == "settlement" or (place.precision == "area" and not _is_county(place))


def _is_county(place: Place) -> bool:
    return place.precision == "district" or place.name.endswith((" County", " Parish"))


def _most(found: Sequence[Named], wanted: Callable[[Place], bool]) -> Place | None:
    towns: dict[tuple[str, str], float] = defaultdict(float)
    first: dict[tuple[str, str], Place] = {}
    for one in found:
        if wanted(one.place):
            key = (one.place.name, one.place.admin1 or "")
            towns[key] += one.weight
            first.setdefault(key, one.place)
    best = max(towns, key=lambda key: towns[key], default=None)
    return first[best] if best is not None else None
