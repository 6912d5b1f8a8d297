"""Which report told a happening first, as far as reports say when they were published."""

from __future__ import annotations

import math
from collections.abc import Iterable

from grotius.model import Measure, Mention, Talk
from grotius.record.instants import instant
from grotius.record.reading import row_in, span_of
from grotius.record.rows import FigureRow, Origin, SourcedRow

_TOLLS: tuple[Measure, ...] = ("killed", "injured")


def first_told(rows: Iterable[SourcedRow]) -> SourcedRow | None:
    """The telling that comes first in time; within its report the first in the text.

    Of reports of one day of which some have no hour, the one that counts the fewest victims: a toll mostly rises.
    """
    every = list(rows)
    told = [row for row in every if isinstance(row_in(row), Mention | Talk)]
    if not told:
        return None
    first_day = min(_day(row.origin) for row in told)
    of_day = [row for row in told if _day(row.origin) == first_day]
    timed = all(_hour(row.origin) for row in of_day)
    tolls = {} if timed else {report: _toll(every, report) for report in {row.origin.report for row in of_day}}

    def order(row: SourcedRow) -> tuple[object, ...]:
        come = row.origin
        return (tolls.get(come.report, ()), _hour(come), come.report, span_of(row_in(row)).start)

    return min(of_day, key=order)


def _day(origin: Origin) -> str:
    return (origin.published or "9999")[:10]


def _hour(origin: Origin) -> str:
    """The moment of publication in UTC; empty where only the day is known."""
    stamp = origin.published or ""
    return (instant(stamp) or "") if "T" in stamp else ""


def _toll(rows: Iterable[SourcedRow], report: str) -> tuple[float, ...]:
    """The most of each kind of victims that a report counts; nobody counted comes last."""
    figures = [row.figure for row in rows if isinstance(row, FigureRow) and row.origin.report == report]
    known = [
        [f.low or f.high for f in figures if f.measure == measure and f.actuality == "actual"] for measure in _TOLLS
    ]
    return tuple(max((value for value in values if value is not None), default=math.inf) for values in known)
