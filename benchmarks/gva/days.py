"""The day of an incident: the one that its reports together speak for most.

A report of a trial names the day of the court, one of an arrest that of the arrest; "about 9 p.m." takes its day from
elsewhere. So each day told is weighed: how it is told, beside what, and how long before the report was published
(``words.yaml``, ``day``).
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from benchmarks.gva.weighing import weighed
from benchmarks.gva.words import words_of
from grotius.model import Extraction, Mention, Span, Time

TYPES = ("shooting", "killing", "wounding", "open_fire")
_GRAINS = ("minute", "hour", "part_of_day", "night", "day")
_LONG = ("month", "week", "season", "year")
_LONGEST_AGO = 1500
_OPENING = 400
_EARLY = 4
_UNDATED_DAYS = 400
_SURE = 0.45


@dataclass(frozen=True)
class Told:
    """The days that one report tells. ``days``: by how a day is told, how often each stands there.

    ``stretches`` are months and weeks told; ``court`` says that the report is of an arrest, a trial or a funeral.
    """

    published: date | None
    court: bool = False
    days: Mapping[str, Mapping[date, float]] = field(default_factory=dict)
    stretches: frozenset[tuple[date, date]] = frozenset()

    @property
    def listed(self) -> frozenset[date]:
        return frozenset(day for found in self.days.values() for day in found)


def told_of(extraction: Extraction) -> Told:
    report = extraction.report
    published = _day(report.published)
    words = f"{report.title or ''} {report.text[:_OPENING]}".lower()
    days: dict[str, dict[date, float]] = defaultdict(lambda: defaultdict(float))
    stretches: set[tuple[date, date]] = set()
    for number, mention in enumerate(m for m in extraction.mentions if m.type in TYPES and m.actuality == "actual"):
        time = mention.time
        if time is None or time.start is None or not _is_recent(time.start, published):
            continue
        if time.grain in _GRAINS:
            _note(mention, time, number, days)
        elif time.grain in _LONG and time.end is not None:
            stretches.add((date.fromisoformat(time.start[:10]), date.fromisoformat(time.end[:10])))
    return Told(
        published,
        any(word in words for word in words_of("aftermath")),
        {how: dict(found) for how, found in days.items()},
        frozenset(stretches),
    )


def _note(mention: Mention, time: Time, number: int, days: dict[str, dict[date, float]]) -> None:
    day = date.fromisoformat((time.start or "")[:10])
    sentence = mention.sentence
    beside = time.span is not None and sentence.start <= time.span.start < sentence.end
    words = sentence.text.lower()
    later = beside and any(word in words for word in words_of("aftermath") | words_of("outcomes"))
    deed = "shooting" if mention.type in ("shooting", "open_fire") else "harm"
    days[f"{_kind(time.span)} {'beside' if beside else 'far from'} {deed}{' and court' if later else ''}"][day] += 1.0
    if number < _EARLY:
        days["early"][day] += 1.0


def _kind(span: Span | None) -> str:
    """ "July 21" is a date, "Tuesday" a day; "9 p.m." and "night" are a clock's and take their day from elsewhere."""
    words = span.text.replace(".", " ").split() if span is not None else []
    if any(word[:3].lower() in words_of("months") for word in words):
        return "date"
    return "day" if any(word[:1].isupper() or word.lower() in words_of("deictic") for word in words) else "clock"


def _is_recent(start: str, published: date | None) -> bool:
    return published is None or -1 <= (published - date.fromisoformat(start[:10])).days <= _LONGEST_AGO


def _day(stamp: str | None) -> date | None:
    return date.fromisoformat(stamp[:10]) if stamp else None


# -- weighing ---------------------------------------------------------------------------------------------------


def agreed(reports: Sequence[Told]) -> str | None:
    """The day that all reports of an incident speak for most; of equals the first."""
    found = scored(reports)
    return max(found, key=lambda day: (found[day], -day.toordinal())).isoformat() if found else None


def scored(reports: Sequence[Told]) -> dict[date, float]:
    return {day: weighed("day", [dict(evidence(report, day)) for report in reports]) for day in candidates(reports)}


def candidates(reports: Sequence[Told]) -> list[date]:
    """All days told, and those of publication and the day before, in order."""
    return sorted({day for report in reports for day in (*report.listed, *_of_publication(report))})


def time_of(report: Told) -> Time | None:
    """The day of one report where it is sure of it; else some time before: for news the days around publication."""
    found = scored([report])
    if not found:
        return None
    best = max(found, key=lambda day: (found[day], -day.toordinal()))
    share = 1.0 / sum(math.exp(score - found[best]) for score in found.values())
    if share >= _SURE and best in report.listed:
        return Time(None, best.isoformat(), best.isoformat(), "day")
    for start, end in sorted(report.stretches):
        if (end - start).days < _UNDATED_DAYS / 2:
            return Time(None, start.isoformat(), end.isoformat(), "month")
    return _some_time_before(report) if report.court else None


def _some_time_before(report: Told) -> Time | None:
    if report.published is None:
        return None
    start = report.published - timedelta(days=_UNDATED_DAYS)
    return Time(None, start.isoformat(), report.published.isoformat(), "open", "the report does not say when")


def _of_publication(report: Told) -> tuple[date, ...]:
    return (report.published, report.published - timedelta(days=1)) if report.published is not None else ()


def evidence(report: Told, day: date) -> Iterator[tuple[str, float]]:
    """What speaks for or against a day, and how strongly."""
    for how, found in report.days.items():
        if day in found:
            yield how, math.log2(1 + found[day])
            if report.court:
                yield f"court: {how}", math.log2(1 + found[day])
    if day not in report.listed:
        yield "not told", 1.0
    if (lag := _lag(report.published, day)) is not None:
        yield lag, 1.0
        yield f"court: {lag}", float(report.court)
        yield f"no day told: {lag}", float(not report.listed)
    if report.stretches:
        inside = any(start <= day <= end for start, end in report.stretches)
        yield ("within what is told" if inside else "outside what is told"), 1.0


def _lag(published: date | None, day: date) -> str | None:
    """How long before the publication the day was."""
    ago = (published - day).days if published is not None else None
    if ago is None or ago > 1:
        return None
    return ("the same day", "a day before")[ago] if ago >= 0 else "after publication"
