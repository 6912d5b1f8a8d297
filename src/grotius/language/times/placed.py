"""A phrase on the calendar, what it is reckoned from, and the ways to make one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from grotius.language.times import calendar
from grotius.language.times.calendar import Interval, Moment
from grotius.language.times.meaning import Calendar, Clock, Edge
from grotius.model import Grain

Kind = Literal["date", "time", "duration", "set"]
NO_PUBLICATION = "no known date of publication"
NO_ANCHOR = "depends on another event or date of the report"
NO_DAY = "the words name no day"
TURNS = {"this": 0, "same": 0, None: 0, "last": -1, "before": -1, "next": 1, "following": 1, "first": 0}
GRAINS: dict[str, Grain] = {
    "TS": "minute", "TM": "minute", "TH": "hour", "D": "day", "N": "night", "WE": "weekend", "W": "week", "F": "week",
    "M": "month", "Q": "season", "S": "season", "Y": "year", "DE": "year", "CE": "year",
}  # fmt: skip
UNKNOWN = {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "M": "XXXX-XX", "Y": "XXXX", "N": "XXXX-XX-XX", "TH": "XXXX-XX-XX"}
NEAR_FUTURE = 60


@dataclass(frozen=True, slots=True)
class Placed:
    """A phrase on the calendar. ``moment`` is what a later "the next day" counts from; ``value`` is TIMEX3's."""

    kind: Kind
    value: str
    start: str | None = None
    end: str | None = None
    grain: Grain | None = None
    uncertain: str | None = None
    moment: Moment | None = None


@dataclass(frozen=True, slots=True)
class Reference:
    """What phrases are reckoned from.

    ``moment`` is the date that the text last spoke of; ``story`` a date of an earlier year, while the text still tells
    of it (``age``: sentences since). ``history`` marks a text that tells of times long before its
    publication: there months and weekdays follow ``moment`` and not the publication. ``ahead`` says that the verb
    looks ahead, ``back`` that the words leave no doubt that the time is past ("since"). ``morning`` is the day on which
    the night that the text last spoke of ended; ``planned`` the day after publication that it last spoke of.
    """

    published: date | None
    moment: Moment | None = None
    history: bool = False
    ahead: bool = False
    back: bool = False
    story: Moment | None = None
    age: int = 0
    morning: Moment | None = None
    planned: Moment | None = None

    @property
    def spoken(self) -> Moment | None:
        """What "then" and "at ten" count from: a day that is only planned counts for no past."""
        return self.planned if self.ahead and self.planned is not None else self.moment

    @property
    def base(self) -> Moment | None:
        if self.history:
            return self.moment
        return calendar.of_day(self.published) if self.published else None


def duration(amount: float | None, unit: str) -> str:
    """ "P3D", "PT24H", "PXM", "P1DE"."""
    if unit in ("MO", "AF", "EV", "NI", "MI", "DT", "MN"):
        return f"XXXX-XX-XXT{unit}"
    number = "X" if amount is None else f"{amount:g}"
    if unit == "F":
        return "P2W" if amount in (1, None) else f"P{(amount or 0) * 2:g}W"
    if unit == "N":
        return f"P{number}D"
    return f"PT{number}{unit[1]}" if unit.startswith("T") else f"P{number}{unit}"


def unresolved(kind: Kind, value: str, reference: Reference, grain: Grain | None, why: str | None = None) -> Placed:
    reason = why or (NO_PUBLICATION if reference.published is None else NO_ANCHOR)
    return Placed(kind, value, None, None, grain, reason)


def year_placed(year: int, edge: Edge | None) -> Placed:
    interval = calendar.year_interval(year)
    half = {"first_half": "-H1", "second_half": "-H2"}.get(edge or "", "")
    return whole(year_value(year) + half, interval, "year", Moment(year), edge)


def year_value(year: int) -> str:
    return f"{year:04d}" if year >= 0 else f"BC{-year:04d}"


def whole(value: str, interval: Interval | None, grain: Grain, moment: Moment, edge: Edge | None) -> Placed:
    if interval is None:
        return Placed("date", value, None, None, grain, None, moment)
    first, last = calendar.part_of(interval, edge)
    return Placed("date", value, first.isoformat(), last.isoformat(), grain, None, moment)


def decade(year: int, edge: Edge | None) -> Placed:
    first, years = {"start": (0, 4), "middle": (3, 4), "end": (6, 4)}.get(edge or "", (0, 10))
    interval = calendar.year_interval(year + first, years)
    return whole(year_value(year)[:-1], interval, "year", Moment(year), None)


def century(number: int) -> Placed:
    value = f"BC{-number - 1:02d}" if number < 0 else f"{number - 1:02d}"
    interval = calendar.year_interval((number - 1) * 100 + 1, 100) if number > 0 else None
    start, end = (interval[0].isoformat(), interval[1].isoformat()) if interval else (None, None)
    return Placed("date", value, start, end, "year")


def on_day(day: date | None, meaning: Calendar, reference: Reference, unknown: str) -> Placed:
    """A day, with its part or time of day."""
    suffix = _suffix(meaning)
    kind: Kind = "time" if suffix else "date"
    if day is None:
        return unresolved(kind, unknown + suffix, reference, "day")
    value = day.isoformat() + suffix
    moment = calendar.of_day(day)
    text = day.isoformat()
    if meaning.clock:
        point = text + _clock_text(meaning.clock) + meaning.clock.zone
        return Placed("time", value, point, point, "minute", None, moment)
    if meaning.part == "NI" and meaning.edge in ("start", "end"):
        return Placed("time", value, text, text, "part_of_day", None, moment)
    if meaning.part == "NI":
        morning = calendar.plus_days(day, 1) or day
        return Placed("time", value, text, morning.isoformat(), "night", None, moment)
    grain: Grain = "part_of_day" if meaning.part or meaning.edge in ("start", "end", "earlier", "later") else "day"
    return Placed(kind, value, text, text, grain, None, moment)


def _suffix(meaning: Calendar) -> str:
    if meaning.clock:
        return _clock_text(meaning.clock) + meaning.clock.zone.replace("+00:00", "Z")
    return f"T{meaning.part}" if meaning.part else ""


def _clock_text(clock: Clock) -> str:
    return f"T{clock.hour:02d}:{clock.minute:02d}"
