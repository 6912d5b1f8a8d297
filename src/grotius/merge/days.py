"""Days as numbers: what a time, a date of publication or the lack of both says about when it happened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from grotius.model import Time

_SHORT = 2
"""An interval of so many days still dates an event (a night touches two)."""


@dataclass(frozen=True, slots=True)
class Days:
    """``first`` to ``last`` as day numbers, both included; ``given`` is false where only the publication tells.

    ``hours`` is the interval in hours since the era began, where the text is so exact. ``window`` is it too, end
    excluded, for whatever dates an event: an hour, a night, a day.
    """

    first: int
    last: int
    given: bool = True
    hours: tuple[int, int] | None = None
    window: tuple[int, int] | None = None

    @property
    def whole(self) -> tuple[int, int]:
        """All their hours, end excluded."""
        return _whole(self.first, self.last)

    @property
    def short(self) -> bool:
        return self.last - self.first < _SHORT

    def gap(self, other: Days) -> int:
        """Whole days between the two: 0 where they share a day."""
        return max(0, self.first - other.last, other.first - self.last)


def days_of(time: Time | None, published: str | None, *, back: int = 1, ahead: int = 0) -> Days | None:
    """The days a time names; without one, the days around the publication; without both, nothing."""
    first = day_number(time.start) if time else None
    last = day_number(time.end) if time else None
    if first is not None or last is not None:
        start, end = _ordered(first if first is not None else last, last if last is not None else first)
        hours = _hours(time)
        return Days(start, end, True, hours, _window(start, end, hours, time))
    day = day_number(published)
    return None if day is None else Days(day - back, day + ahead, given=False)


def _ordered(a: int | None, b: int | None) -> tuple[int, int]:
    first, last = a or 0, b or 0
    return (first, last) if first <= last else (last, first)


def day_number(stamp: str | None) -> int | None:
    """``2025-04-25`` and ``2025-04-25T05:10`` as a number of days; ``None`` for what is no date."""
    if not stamp:
        return None
    try:
        return date.fromisoformat(stamp[:10]).toordinal()
    except ValueError:
        return None


def _hours(time: Time | None) -> tuple[int, int] | None:
    if time is None or time.grain not in {"minute", "hour", "part_of_day"} or not time.start or not time.end:
        return None
    start, end = _hour(time.start), _hour(time.end)
    return (start, end) if start is not None and end is not None else None


_NIGHTFALL = 20
_MORNING = 8


def _window(first: int, last: int, hours: tuple[int, int] | None, time: Time | None) -> tuple[int, int] | None:
    """A night goes from nightfall to the morning: two nights in a row have no hour in common."""
    if hours is not None:
        return hours[0], max(hours) + 1
    if last - first >= _SHORT:
        return None
    if time is not None and time.grain == "night" and last > first:
        return first * 24 + _NIGHTFALL, last * 24 + _MORNING
    return _whole(first, last)


def _whole(first: int, last: int) -> tuple[int, int]:
    return first * 24, (last + 1) * 24


def hours_between(a: tuple[int, int], b: tuple[int, int]) -> int:
    """Hours from the end of one window to the start of the other; below zero where they overlap, by how much."""
    return max(a[0], b[0]) - min(a[1], b[1])


def _hour(stamp: str) -> int | None:
    if "T" not in stamp:
        return None
    try:
        moment = datetime.fromisoformat(stamp)
    except ValueError:
        return None
    return moment.date().toordinal() * 24 + moment.hour
