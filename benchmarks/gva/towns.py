"""The town that a report is about, by the places that Grotius reads in its words."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from benchmarks.gva.saying import said_to_be_places
from benchmarks.gva.weighing import weighed
from benchmarks.gva.words import words_of
from grotius.codebook import Codebook
from grotius.ground import Names, PlaceIndex, PlaceResolver, ReportPlaces, distance_km
from grotius.model import Extraction, Place, Report, Span

_HEAD = 600
_LATE = 4000
_SHORTEST = 3
_BEFORE_OUTLET = (" - ", " | ", " :: ")
_SENTENCE_ENDS = (". ", "\n")
_AROUND = 60
_TOWN = 100_000
_CITY = 250_000
_TIMES = 8
_NEIGHBOURS_KM = 100.0
_QUARTER_KM = 25.0


@dataclass(slots=True)
class Town:
    """One place that a report names: its people, and how often each kind of evidence was seen."""

    place: Place
    people: int
    seen: dict[str, float] = field(default_factory=lambda: defaultdict(float))

    @property
    def is_county(self) -> bool:
        return self.place.precision == "district" or self.place.name.endswith((" County", " Parish"))

    def km(self, other: Town) -> float | None:
        ours, theirs = self.place, other.place
        if ours.lat is None or ours.lon is None or theirs.lat is None or theirs.lon is None:
            return None
        return distance_km(ours.lat, ours.lon, theirs.lat, theirs.lon)

    @property
    def score(self) -> float:
        return weighed("town", [self.seen])


@dataclass(frozen=True, slots=True)
class _Name:
    start: int
    end: int
    place: Place
    people: int


class Towns:
    """Reads the places of whole reports; rows carry only those that stand beside an event."""

    def __init__(self, codebook: Codebook) -> None:
        self._index = PlaceIndex.open()
        self._resolver = PlaceResolver(codebook, Names(codebook, self._index).scanner, self._index)

    def of(self, extraction: Extraction) -> list[Town]:
        """The places that the report may be about, the likeliest first."""
        text = _without_outlet(extraction.report)
        names = list(self._names(text, extraction.report.published))
        towns = _towns(names)
        _note_words(text, names, towns)
        _note_company(names, towns)
        _note_events(extraction, towns)
        return sorted(towns.values(), key=lambda town: (-town.score, town.place.name))

    def _names(self, text: str, published: str | None) -> Iterator[_Name]:
        spans = sorted(set(said_to_be_places(text)))
        places = self._resolver.read(text, published, spans)
        known = [(name.start, name.end) for name in places.found]
        for start, end in sorted(known + [span for span in spans if not any(_overlap(span, one) for one in known)]):
            place = self._place(places, Span(start, end, text[start:end]))
            if place is not None:
                yield _Name(start, end, place, self._people(place))

    def _place(self, places: ReportPlaces, span: Span) -> Place | None:
        place = places.at(span)
        if place is None or place.country not in ("US", None):
            return None
        return None if place.admin1 is None and place.geonames_id is not None else place

    def _people(self, place: Place) -> int:
        known = self._index.place(place.geonames_id) if place.geonames_id is not None else None
        return known.population if known is not None else 0


def agreed(reports: Sequence[Sequence[Town]]) -> str | None:
    """The name of the town that all reports of an incident together speak for most; of equals the first by letter."""
    named = candidates(reports)
    if not named:
        return None

    def score(name: str) -> float:
        return weighed("town", [evidence(towns, name) for towns in reports])

    return max(named, key=lambda name: (score(name), [-ord(letter) for letter in name]))


def candidates(reports: Sequence[Sequence[Town]]) -> list[str]:
    return sorted({town.place.name for towns in reports for town in towns})


def evidence(towns: Sequence[Town], name: str) -> dict[str, float]:
    """What a report says of all places of the name: two states may have one."""
    seen = [town.seen for town in towns if town.place.name == name]
    return {kind: max(one.get(kind, 0.0) for one in seen) for kind in set().union(*seen)} if seen else {}


def _without_outlet(report: Report) -> str:
    """Headline and text, without the outlet's name and town behind the headline."""
    title = report.title or ""
    first, line, rest = report.text.partition("\n")
    if first.strip(" ×")[:30] == title[:30]:
        first = _headline(first)
    return f"{_headline(title)}\n{first}{line}{rest}"[:_LATE]


def _headline(title: str) -> str:
    for mark in _BEFORE_OUTLET:
        head, _, tail = title.partition(mark)
        if tail and len(head) >= len(title) // 3:
            title = head
    return title


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _towns(names: Sequence[_Name]) -> dict[tuple[str, str], Town]:
    towns: dict[tuple[str, str], Town] = {}
    for name in names:
        if name.place.precision not in ("region", "country") and name.place.name != name.place.admin1:
            towns.setdefault(_key(name.place), Town(name.place, name.people))
    return towns


def _key(place: Place) -> tuple[str, str]:
    return place.name.lower(), place.admin1 or ""


# -- what the words say -----------------------------------------------------------------------------------------


def _note_words(text: str, names: Sequence[_Name], towns: Mapping[tuple[str, str], Town]) -> None:
    title = text.find("\n")
    is_aftermath = any(word in text[:400].lower() for word in words_of("aftermath"))
    counted: dict[tuple[str, str], dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for name in names:
        key = _key(name.place)
        if key not in towns:
            continue
        for seen in _seen(text, name, title, is_aftermath=is_aftermath):
            counted[key][seen] += 1.0
    for key, seen_of in counted.items():
        for seen, count in seen_of.items():
            towns[key].seen[seen] = 1.0 if seen in words_of("seen_once") else math.log1p(count)


def _seen(text: str, name: _Name, title: int, *, is_aftermath: bool) -> Iterator[str]:
    yield "head" if title <= name.start < _HEAD else "body" if name.start > title else "title"
    after = [word.strip(".,:;-()").lower() for word in _bare(text[name.end : name.end + 45]).split()[:1]]
    before = [word.strip('.,:;"(').lower() for word in text[max(0, name.start - 40) : name.start].split()]
    is_dateline = _is_dateline(text, name)
    if is_dateline:
        yield "dateline_of_a_court" if is_aftermath else "dateline"
    if after and after[0] in words_of("police"):
        yield "police"
    if after and after[0] in words_of("townsfolk"):
        yield "townsfolk"
    if after and after[0] in words_of("quarters"):
        yield "quarter"
    if before[-1:] == ["from"]:
        yield "from"
    if before[-1:] in (["near"], ["outside"]):
        yield "near"
    start, end = _sentence(text, name)
    told = set(text[start:end].lower().replace(",", " ").split())
    if told & words_of("shot") and before[-1:] in (["in"], ["at"]) and not is_dateline:
        yield "in_shooting"
    if after and after[0] in words_of("shot"):
        yield "its_shooting"
    led_up = text[max(start, name.start - _AROUND) : name.start].lower()
    if any(word in led_up for word in words_of("elsewhere")):
        yield "elsewhere"


def _bare(after: str) -> str:
    return after.replace("’", "'").removeprefix("'s")


def _is_dateline(text: str, name: _Name) -> bool:
    """A name in capitals that opens a line."""
    told = text[name.start : name.end]
    line = text[: name.start].rpartition("\n")[2]
    return told.isupper() and len(told) > _SHORTEST and line.strip(" -") == ""


def _sentence(text: str, name: _Name) -> tuple[int, int]:
    start = max(text.rfind(mark, 0, name.start) for mark in _SENTENCE_ENDS) + 1
    ends = [at for mark in _SENTENCE_ENDS if (at := text.find(mark, name.end)) >= 0]
    return start, min(ends, default=len(text))


# -- what the other names say -----------------------------------------------------------------------------------


def _note_company(names: Sequence[_Name], towns: Mapping[tuple[str, str], Town]) -> None:
    states = _states(names)
    together = sum(states.values()) or 1.0
    told = {name.place.admin1 for name in names if name.place.name == name.place.admin1}
    listed = list(towns.values())
    for town in listed:
        seen, state = town.seen, town.place.admin1
        seen["named"] = 1.0
        seen["county"] = float(town.is_county)
        seen["people"] = 0.6 if town.is_county else math.log10(town.people + 500) / 5
        seen["state"] = states[state or ""] / together
        seen["unknown"] = float(town.place.geonames_id is None)
        near = any((km := town.km(other)) is not None and km < _NEIGHBOURS_KM for other in listed if other is not town)
        lonely = not near and state not in told and len(listed) > 1
        seen["far"] = float(lonely and town.people < _TOWN)
        seen["far, told first"] = seen["far"] * seen["head"]
    for town in listed:
        for other in listed:
            if _is_quarter(town, other):
                town.seen["of_a_city"], other.seen["its_quarter"] = 1.0, 1.0


def _states(names: Sequence[_Name]) -> dict[str, float]:
    """How much the names speak for each state: its own name most, small towns, which have namesakes, least."""
    states: dict[str, float] = defaultdict(float)
    for name in names:
        if name.place.admin1:
            is_state = name.place.name == name.place.admin1
            states[name.place.admin1] += 2.0 if is_state else 1.5 if name.people >= _TOWN else 0.5
    return states


def _is_quarter(town: Town, city: Town) -> bool:
    """A small place close to a city that is named too is, or is told of, as a part of it."""
    if town is city or town.is_county or city.is_county or town.people >= _TOWN or city.people < _CITY:
        return False
    km = town.km(city)
    return km is not None and km < _QUARTER_KM and city.people > _TIMES * town.people


def _note_events(extraction: Extraction, towns: Mapping[tuple[str, str], Town]) -> None:
    """How many of the shootings told are in the town by the rows themselves."""
    told = [mention for mention in extraction.mentions if mention.actuality == "actual"]
    for key, town in towns.items():
        there = sum(any(_key(place) == key for place in mention.places) for mention in told)
        town.seen["events"] = there / len(told) if told else 0.0
