"""What the time line and the map of a snapshot draw: counts by day and by place, in as few numbers as will do."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from grotius.merge import Reconciled
from grotius.model import Place
from grotius.record import EventRow, StatementRow, TalkRow
from grotius.web.pages.overview import day_of
from grotius.web.site.links import search_for

_MOST_DAYS = 400
_SHADED = ("region", "district")


@dataclass(frozen=True, slots=True)
class Toll:
    """People killed in events of some days, each event once. ``high`` is ``None`` where a claim is open upwards."""

    low: int = 0
    best: int = 0
    high: int | None = 0

    def plus(self, one: Reconciled) -> Toll:
        best = one.best or 0
        low = one.low if one.low is not None else 0
        high = self.high + max(one.high, best) if self.high is not None and one.high is not None else None
        return Toll(self.low + min(low, best), self.best + best, high)


@dataclass(frozen=True, slots=True)
class Bin:
    """A day, or a month where the record is long: ``since`` its first day."""

    since: str
    until: str
    attacks: int
    toll: Toll
    talks: tuple[tuple[str, int], ...]
    statements: int
    page: int | None


@dataclass(slots=True)
class Tracks:
    """Takes rows one by one, in the order of their days."""

    attacks: Counter[str] = field(default_factory=Counter)
    tolls: dict[str, Toll] = field(default_factory=dict)
    talks: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    statements: Counter[str] = field(default_factory=Counter)
    total: Toll = Toll()
    counted: int = 0
    spots: dict[tuple[str, str], Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    unplaced: int = 0
    _places: dict[tuple[str, str], Place] = field(default_factory=dict)
    _first_page: dict[str, int] = field(default_factory=dict)
    _wholes: set[str] = field(default_factory=set)
    _parts: list[tuple[str, str, Reconciled]] = field(default_factory=list)

    def event(self, row: EventRow, page: int) -> None:
        if row.happening.status != "actual" or row.happening.background:
            return
        day = day_of(row) or ""
        self.attacks[day] += 1
        self._first_page.setdefault(day, page)
        self._count(row, day)
        placed = False
        for place in row.happening.places:
            pointed = place.lat is not None and place.lon is not None
            if pointed or (place.precision in _SHADED and place.admin1):
                key = (place.name, place.admin1 or "")
                self._places.setdefault(key, place)
                self.spots[key][day] += 1
                placed = True
        self.unplaced += not placed

    def _count(self, row: EventRow, day: str) -> None:
        """A part's dead are counted only where its whole tells none: else they would count twice."""
        killed = next((one for one in row.figures if one.measure == "killed" and one.best is not None), None)
        if killed is None:
            return
        if row.parent is not None:
            self._parts.append((row.parent, day, killed))
            return
        self._wholes.add(row.id)
        self._add(day, killed)

    def _add(self, day: str, killed: Reconciled) -> None:
        self.tolls[day] = self.tolls.get(day, Toll()).plus(killed)
        self.total = self.total.plus(killed)
        self.counted += 1

    def talk(self, row: TalkRow) -> None:
        if not row.happening.background:
            self.talks[day_of(row) or ""][row.happening.status] += 1

    def statement(self, row: StatementRow) -> None:
        time = row.statement.time
        if not row.statement.background:
            self.statements[((time.start if time else None) or row.origin.published or "")[:10]] += 1

    def close(self) -> None:
        """Count the parts whose wholes told no toll."""
        for parent, day, killed in self._parts:
            if parent not in self._wholes:
                self._add(day, killed)
        self._parts.clear()

    # -- laid out -----------------------------------------------------------------------------------------------

    def bins(self) -> tuple[Bin, ...]:
        """All days that anything falls on; months where there would be too many."""
        size = self._size()
        grouped: dict[str, list[str]] = defaultdict(list)
        for day in self._days():
            grouped[day[:size]].append(day)
        return tuple(self._bin(found) for found in grouped.values())

    def _days(self) -> list[str]:
        return sorted({*self.attacks, *self.talks, *self.statements} - {""})

    def _size(self) -> int:
        """How much of a date names its bin: the day or the month."""
        return len("2025-04-25") if len(self._days()) <= _MOST_DAYS else len("2025-04")

    def _bin(self, days: list[str]) -> Bin:
        talks: Counter[str] = Counter()
        toll = Toll()
        for day in days:
            talks.update(self.talks.get(day, {}))
            toll = _sum(toll, self.tolls.get(day, Toll()))
        pages = [self._first_page[day] for day in days if day in self._first_page]
        attacks = sum(self.attacks[day] for day in days)
        statements = sum(self.statements[day] for day in days)
        return Bin(days[0], days[-1], attacks, toll, tuple(sorted(talks.items())), statements, min(pages, default=None))

    def drawing(self) -> Mapping[str, Any]:
        """For the scripts: bins in order, and for each place how many attacks fall into which bin."""
        bins = self.bins()
        return {
            "monthly": self._size() < len("2025-04-25"),
            "bins": [
                [one.since, one.until, one.attacks, one.toll.low, one.toll.best, one.toll.high,
                 sum(count for _, count in one.talks), one.statements, one.page]
                for one in bins
            ],
            "spots": list(self._spots(bins)),
        }  # fmt: skip

    def _spots(self, bins: tuple[Bin, ...]) -> Iterable[list[Any]]:
        size = self._size()
        number = {one.since[:size]: k for k, one in enumerate(bins)}
        for key, days in sorted(self.spots.items(), key=lambda item: (-item[1].total(), item[0])):
            place = self._places[key]
            counts: Counter[int] = Counter()
            for day, count in days.items():
                counts[number.get(day[:size], -1)] += count
            told = [[k, count] for k, count in sorted(counts.items())]
            file = search_for("p", place.name)
            yield [place.name, place.admin1, place.precision, place.lat, place.lon, days.total(), told, file]


def _sum(one: Toll, two: Toll) -> Toll:
    high = one.high + two.high if one.high is not None and two.high is not None else None
    return Toll(one.low + two.low, one.best + two.best, high)
