"""Reckoning with days, weeks, months, seasons and years; years BC are negative and have no interval."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import MAXYEAR, date, timedelta

Interval = tuple[date, date]
_SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
# Days are made well inside the calendar, so that weeks and months can be added without a second look.
_FIRST_YEAR, _LAST_YEAR = 100, 9900
_DAYS = {"D": 1, "N": 1, "W": 7, "F": 14}
_MONTHS = {"M": 1, "Q": 3}
_YEARS = {"Y": 1, "DE": 10, "CE": 100}


@dataclass(frozen=True, slots=True)
class Moment:
    """A year, month or day: as much as is known."""

    year: int
    month: int | None = None
    day: int | None = None

    @property
    def date(self) -> date | None:
        if self.month is None or self.day is None or self.year < 1:
            return None
        return make(self.year, self.month, self.day)


def make(year: int, month: int, day: int) -> date | None:
    """The day, or ``None`` where there is none (30 February) or none that one could count from."""
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def of_day(day: date) -> Moment:
    return Moment(day.year, day.month, day.day)


def plus_days(day: date, count: int) -> date | None:
    try:
        return day + timedelta(days=count)
    except OverflowError:
        return None


def shift(moment: Moment, count: int, unit: str) -> Moment | None:
    """``moment`` moved by so many units, at the unit's own fineness; ``None`` where the moment is too coarse."""
    if unit in _DAYS:
        day = moment.date
        moved = plus_days(day, count * _DAYS[unit]) if day and abs(count) < 40_000 else None
        return of_day(moved) if moved else None
    if unit in _MONTHS:
        if moment.month is None:
            return None
        months = moment.year * 12 + moment.month - 1 + count * _MONTHS[unit]
        return Moment(months // 12, months % 12 + 1)
    if unit in _YEARS:
        return Moment(moment.year + count * _YEARS[unit])
    return None


def month_interval(year: int, month: int) -> Interval | None:
    if not 1 <= year <= MAXYEAR:
        return None
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def year_interval(year: int, years: int = 1) -> Interval | None:
    if not 1 <= year <= MAXYEAR - years:
        return None
    return date(year, 1, 1), date(year + years - 1, 12, 31)


def quarter_interval(year: int, quarter: int) -> Interval | None:
    first, last = month_interval(year, quarter * 3 - 2), month_interval(year, quarter * 3)
    return (first[0], last[1]) if first and last else None


def season_interval(year: int, season: str) -> Interval | None:
    """Winter begins in December of ``year``."""
    start = _SEASON_MONTHS[season]
    first = month_interval(year, start)
    last = month_interval(year + (start == 12), 2 if start == 12 else start + 2)
    return (first[0], last[1]) if first and last else None


def week_interval(day: date) -> Interval:
    """Monday to Sunday."""
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)


def easter(year: int) -> date:
    """Western Easter Sunday (the anonymous Gregorian reckoning)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def _part_of_year(year: int, edge: str | None) -> Interval:
    months = {"start": (1, 4), "middle": (5, 8), "end": (9, 12), "first_half": (1, 6), "second_half": (7, 12)}
    first, last = months.get(edge or "", (1, 12))
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])


def part_of(interval: Interval, edge: str | None) -> Interval:
    """The early, middle or late part of an interval: thirds, or halves."""
    first, last = interval
    days = (last - first).days + 1
    if first.month == 1 and first.day == 1 and last.month == 12 and first.year == last.year:
        return _part_of_year(first.year, edge)
    if edge == "start":
        return first, first + timedelta(days=max(days // 3 - 1, 0))
    if edge == "middle":
        return first + timedelta(days=days // 3), last - timedelta(days=days // 3)
    if edge == "end":
        return last - timedelta(days=max(days // 3 - 1, 0)), last
    if edge == "first_half":
        return first, first + timedelta(days=max(days // 2 - 1, 0))
    if edge == "second_half":
        return first + timedelta(days=days // 2), last
    return interval
