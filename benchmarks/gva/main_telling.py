"""What a report is about: one telling, in the report's town and on the day that its tellings of shooting agree on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from benchmarks.gva.casualties import counted
from grotius.merge import Telling
from grotius.model import Extraction, Mention, Place, Report, Time

TYPES = ("shooting", "killing", "wounding", "open_fire")
_DAYS = ("minute", "hour", "part_of_day", "night", "day")
_LONGEST_AGO = 1500
_UNDATED_DAYS = 400
_OPENING = 400
_AFTERMATH = (
    "charged",
    "arrest",
    "trial",
    "court",
    "sentenc",
    "guilty",
    "plea",
    "indict",
    "convict",
    "jury",
    "judge",
    "funeral",
    "vigil",
    "anniversary",
    "prosecut",
    "lawsuit",
)


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


def _time(told: Iterable[Mention], published: str | None) -> Time | None:
    """The day told most often, those of the shooting itself counting double; of equal ones the first."""
    counts: Counter[str] = Counter()
    first: dict[str, Time] = {}
    for mention in told:
        time = mention.time
        if time is None or time.start is None or time.grain not in _DAYS or not _is_recent(time.start, published):
            continue
        day = time.start[:10]
        first.setdefault(day, Time(time.span, day, day, "day"))
        counts[day] += 2 if mention.type == "shooting" else 1
    best = max(counts, key=lambda day: counts[day], default=None)
    return first[best] if best is not None else None


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
