"""Which of the places with one name a report means: by what stands around it, the report's other places, size last."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from grotius.ground.index import Entry

_MOST_CANDIDATES = 40
_MOST_NEIGHBOURS = 40
_ROUNDS = 2
_NEAR_KM = 120.0
# How much each kind of evidence weighs, measured on news of many places. Size is the weakest of them.
_SIZE = 0.35
_MAIN_NAME = 1.5
_CAPITAL = 2.0
_COUNTRY = 3.5
_NAMED_COUNTRY = 1.5
_REGION = 1.6
_FAMOUS = 1_000_000
_SMALL, _OVERSHADOWED = 50_000, 3.0
_LARGE_REGION = 200_000
_SHARED_COUNTRY = 2.5
_SHARED_REGION = 6.0
_NEIGHBOURS = 1.6
_MOST_NEIGHBOURHOOD = 2.0


@dataclass(slots=True)
class Candidate:
    place: Entry
    main: bool
    base: float = 0.0
    score: float = 0.0


@dataclass(slots=True)
class Question:
    """One name in one report: its candidates, and what the words around it say."""

    candidates: list[Candidate]
    kind: str | None = None
    containers: list[Sequence[Candidate]] = field(default_factory=list)
    countries: tuple[str, ...] = ()
    times: int = 1
    #: How much the name says of where the report is: "US" of "US envoy" little.
    weight: float = 1.0

    @property
    def best(self) -> Candidate | None:
        return max(self.candidates, key=lambda c: (c.score, c.place.population, -c.place.geonames_id), default=None)


def choose(questions: Sequence[Question], countries: Mapping[str, float]) -> None:
    """Score every candidate. ``countries``: how much the report and the war speak for each country, by ISO code: up to
    1, and more for the country of an outlet that reports on it alone."""
    for question in questions:
        _set_base(question)
        for candidate in question.candidates:
            candidate.score = candidate.base + _NAMED_COUNTRY * countries.get(candidate.place.country, 0.0)
    for _ in range(_ROUNDS):
        focus = _Focus(questions)
        for question in questions:
            for candidate in question.candidates:
                candidate.score = (
                    candidate.base
                    + _NAMED_COUNTRY * countries.get(candidate.place.country, 0.0)
                    + focus.support(question, candidate)
                )


def _set_base(question: Question) -> None:
    cities = [c for c in question.candidates if c.place.kind == "city"]
    within = {c.place.admin1_id for c in cities if c.main or c.place.population >= _FAMOUS}
    is_famous = any(c.place.population >= _FAMOUS for c in cities)
    for candidate in question.candidates:
        candidate.base = (
            _size(candidate)
            + _kind_fit(question.kind, candidate.place, candidate.place.geonames_id in within)
            + _container_fit(question, candidate.place)
            - (_OVERSHADOWED if is_famous and _is_byname(candidate) else 0.0)
        )
    question.candidates.sort(key=lambda c: (-c.base, c.place.geonames_id))
    del question.candidates[_MOST_CANDIDATES:]


def _is_byname(candidate: Candidate) -> bool:
    """ "New York" for the small town of Niu-York: a reader thinks of the great city first."""
    return not candidate.main and candidate.place.kind == "city" and candidate.place.population < _SMALL


def _size(candidate: Candidate) -> float:
    place = candidate.place
    score = _SIZE * math.log10(place.population + 10)
    if candidate.main:
        score += _MAIN_NAME
    if place.capital:
        score += _CAPITAL
    return score


def _kind_fit(kind: str | None, place: Entry, has_city_of_its_name: bool) -> float:
    if kind == "region":
        return {"admin1": 5.0, "admin2": 3.0, "country": 0.0, "city": -2.0}[place.kind]
    if kind == "district":
        return {"admin2": 5.0, "admin1": 3.0, "country": -2.0, "city": -1.0}[place.kind]
    if kind == "city":
        return {"admin2": -2.0, "admin1": -3.0, "country": -2.0, "city": 4.0}[place.kind]
    if place.kind == "country":
        return _COUNTRY
    if place.kind == "admin1":
        return -1.5 if has_city_of_its_name else (_REGION if place.population >= _LARGE_REGION else 0.0)
    return -2.0 if place.kind == "admin2" else 0.0


def _container_fit(question: Question, place: Entry) -> float:
    score = 0.0
    for container in question.containers:
        if any(holds(outer.place, place) for outer in container):
            score += 8.0
    if place.country in question.countries:
        score += 5.0
    return score


def holds(outer: Entry, inner: Entry) -> bool:
    """Whether one place lies in another, by the gazetteer's codes."""
    if outer.geonames_id == inner.geonames_id:
        return False
    if outer.kind == "country":
        return outer.country == inner.country and inner.kind != "country"
    if outer.kind == "admin1":
        return outer.geonames_id == inner.admin1_id
    return outer.kind == "admin2" and outer.geonames_id == inner.admin2_id


class _Focus:
    """What the report's names speak for together: regions by share, and settlements near each other."""

    def __init__(self, questions: Sequence[Question]) -> None:
        self._regions: dict[int, float] = {}
        self._countries: dict[str, float] = {}
        self._points: list[tuple[Question, float, float, float]] = []
        total = 0.0
        for question in questions:
            for candidate, share in _shares(question.candidates):
                weight = share * question.weight * math.sqrt(question.times)
                total += weight
                place = candidate.place
                self._countries[place.country] = self._countries.get(place.country, 0.0) + weight
                if place.admin1_id:
                    self._regions[place.admin1_id] = self._regions.get(place.admin1_id, 0.0) + weight
                if place.kind in ("city", "admin2") and place.lat is not None and share > 0.3 and place.lon is not None:
                    self._points.append((question, place.lat, place.lon, share))
        self._total = max(total, 1.0)
        self._points.sort(key=lambda point: -point[3])
        del self._points[_MOST_NEIGHBOURS:]

    def support(self, question: Question, candidate: Candidate) -> float:
        """What the other names say for a candidate; a name is no witness for itself."""
        place = candidate.place
        own_country = own_region = 0.0
        for other, share in _shares(question.candidates):
            weight = share * question.weight * math.sqrt(question.times)
            own_country += weight if other.place.country == place.country else 0.0
            own_region += weight if other.place.admin1_id == place.admin1_id else 0.0
        country = (self._countries.get(place.country, 0.0) - own_country) / self._total
        region = (self._regions.get(place.admin1_id, 0.0) - own_region) / self._total if place.admin1_id else 0.0
        return _SHARED_COUNTRY * country + _SHARED_REGION * min(region, 0.6) + self._near(question, place)

    def _near(self, question: Question, place: Entry) -> float:
        if place.lat is None or place.lon is None or place.kind in ("country", "admin1"):
            return 0.0
        score = 0.0
        for other, lat, lon, share in self._points:
            if other is not question:
                score += share * math.exp(-distance_km(place.lat, place.lon, lat, lon) / _NEAR_KM)
        return min(_MOST_NEIGHBOURHOOD, _NEIGHBOURS * score)


def _shares(candidates: Iterable[Candidate]) -> list[tuple[Candidate, float]]:
    """How likely each candidate is, from its score: shares that sum to one."""
    scored = list(candidates)
    if not scored:
        return []
    top = max(c.score for c in scored)
    weights = [math.exp(1.5 * (c.score - top)) for c in scored]
    total = sum(weights)
    return [(c, weight / total) for c, weight in zip(scored, weights, strict=True)]


def distance_km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Along the great circle."""
    a, b = math.radians(lat), math.radians(other_lat)
    h = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(math.radians(other_lon - lon) / 2) ** 2
    return 12742.0 * math.asin(min(1.0, math.sqrt(h)))
