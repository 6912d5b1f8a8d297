"""What a time phrase means before it is placed on the calendar."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Which = Literal["this", "same", "last", "next", "following", "before", "first"]
Edge = Literal["start", "middle", "end", "first_half", "second_half", "rest", "whole", "earlier", "later"]
Origin = Literal["publication", "narrative", "event"]


@dataclass(frozen=True, slots=True)
class Clock:
    hour: int
    minute: int
    zone: str = ""


@dataclass(frozen=True, slots=True)
class Period:
    """ "last week", "the same year", "early next month"; ``which`` is ``None`` for a bare "the year"."""

    unit: str
    which: Which | None
    edge: Edge | None = None
    part: str | None = None


@dataclass(frozen=True, slots=True)
class Calendar:
    """A day, month, season or year, with what the words leave out left ``None``. Years BC are negative.

    ``which`` belongs to the largest named thing ("last Friday", "this April", "that morning"); ``of`` is a period
    named beside it ("Friday last week", "June this year"). ``adjective`` marks a year or month before a noun
    ("the 1917 battle"), which does not move the narrative on; ``swappable`` a day and month in figures that may stand
    the other way round ("1/5/2025").
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    season: str | None = None
    quarter: int | None = None
    decade: bool = False
    century: int | None = None
    holiday: str | None = None
    edge: Edge | None = None
    part: str | None = None
    clock: Clock | None = None
    which: Which | None = None
    of: Period | None = None
    adjective: bool = False
    swappable: bool = False


@dataclass(frozen=True, slots=True)
class Shift:
    """So much before or after an origin: "two weeks ago", "a day later", "hours after the strike"."""

    amount: float | None
    unit: str
    sign: int
    origin: Origin
    part: str | None = None
    weekday: int | None = None


@dataclass(frozen=True, slots=True)
class Length:
    """A length: "three days", "the past 24 hours" (``side`` last), "the first ten months of 2024" (``of``)."""

    amount: float | None
    unit: str
    side: Which | None = None
    of: Calendar | None = None


@dataclass(frozen=True, slots=True)
class Repeat:
    """ "daily", "every week", "a day" after a rate."""

    unit: str
    amount: float = 1


@dataclass(frozen=True, slots=True)
class Vague:
    """ "now", "recently", "the future", "that time"."""

    value: str


Meaning = Calendar | Period | Shift | Length | Repeat | Vague


@dataclass(frozen=True, slots=True)
class Found:
    """A meaning and the words ``[first, last)`` that carry it."""

    first: int
    last: int
    meaning: Meaning
