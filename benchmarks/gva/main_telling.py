"""What a report is about: one telling, in the report's town and on the day that its tellings of shooting agree on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from benchmarks.gva.casualties import counted
from benchmarks.gva.words import words_of
from grotius.merge import Telling
from grotius.model import Extraction, Mention, Place, Report, Span, Time

TYPES = ("shooting", "killing", "wounding", "open_fire")
_DAYS = ("minute", "hour", "part_of_day", "night", "day")
_LONGEST_AGO = 1500
_UNDATED_DAYS = 400
_OPENING = 400
_FAR = 3.0
_SURE = 1.0
_AFTERMATH = words_of("aftermath")
_LATER = _AFTERMATH | words_of("outcomes")
_DEICTIC = words_of("deictic")


def about(extraction: Extraction, report: str, town: Place | None) -> Telling | None:
    """The report's first telling of a shooting, placed and dated by all of them."""
    told = tuple(m for m in extraction.mentions if m.type in TYPES and m.actuality == "actual")
    if not told:
        return None
    main = replace(
        told[0],
        mode="shooting",
        places=(town,) if town is not None else (),
        time=_time(told, extraction.report.published) or _without_day(extraction.report),
        by=None,
        target=None,
        background=False,
    )
    figures = tuple(replace(figure, mention=main.id) for figure in counted(extraction))
    return Telling(main, report, report, extraction.report.published, None, figures)


def _time(told: Sequence[Mention], published: str | None) -> Time | None:
    """The day told most often; of equal ones the first. A month told counts where no day in it is."""
    weights: dict[str, float] = defaultdict(float)
    first: dict[str, Time] = {}
    for mention in told:
        time = mention.time
        if time is None or time.start is None or time.grain not in _DAYS or not _is_recent(time.start, published):
            continue
        day = time.start[:10]
        first.setdefault(day, Time(time.span, day, day, "day"))
        weights[day] += _weight(mention, time)
    best = max(weights, key=lambda day: weights[day], default=None)
    month = _month(told, published)
    if best is not None and (month is None or weights[best] >= _SURE or _holds(month, best)):
        return first[best]
    return month


def _weight(mention: Mention, time: Time) -> float:
    """A day beside the shooting itself counts more than one told sentences away, beside a charge or beside a death."""
    weight = 2.0 if mention.type == "shooting" else 1.0
    words = mention.sentence.text.lower()
    beside = time.span is not None and mention.sentence.start <= time.span.start < mention.sentence.end
    if not beside or not _names_a_day(time.span):
        weight /= _FAR
    if beside and any(word in words for word in _LATER):
        weight /= _FAR
    return weight


def _names_a_day(span: Span | None) -> bool:
    """ "9 p.m." and "night" take their day from elsewhere."""
    words = span.text.split() if span is not None else []
    return any(word[:1].isupper() or word.lower() in _DEICTIC for word in words)


def _month(told: Sequence[Mention], published: str | None) -> Time | None:
    """ "The killing last July": some day of it."""
    for mention in told:
        time = mention.time
        if time is not None and time.grain == "month" and time.start and time.end and _is_recent(time.start, published):
            return Time(time.span, time.start[:10], time.end[:10], "month")
    return None


def _holds(month: Time, day: str) -> bool:
    return (month.start or "") <= day <= (month.end or "")


def _without_day(report: Report) -> Time | None:
    """News without a day is of its day of publication; news of arrests and trials, of some day in the year before."""
    words = f"{report.title or ''} {report.text[:_OPENING]}".lower()
    return _some_time_before(report.published) if any(word in words for word in _AFTERMATH) else None


def _some_time_before(published: str | None) -> Time | None:
    if published is None:
        return None
    start = date.fromisoformat(published[:10]) - timedelta(days=_UNDATED_DAYS)
    return Time(None, start.isoformat(), published[:10], "open", "the report does not say when")


def _is_recent(start: str, published: str | None) -> bool:
    if published is None:
        return True
    ago = (date.fromisoformat(published[:10]) - date.fromisoformat(start[:10])).days
    return 0 <= ago <= _LONGEST_AGO
