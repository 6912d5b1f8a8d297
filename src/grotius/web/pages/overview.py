"""The overview: a stretch of days at a glance, fighting above and talking below."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import islice

from grotius.merge import title
from grotius.record import ChangeRow, DisagreementRow, EventRow, Filter, TalkRow
from grotius.record.facets import (
    Count,
    DayCount,
    Facets,
    changes_by_people,
    changes_counted,
    event_facets,
    report_days,
    statement_days,
)
from grotius.record.outlines import Outline, Sum, outlines
from grotius.web.asked import Asked
from grotius.web.desk import Desk
from grotius.web.faces import Page
from grotius.web.pages.changes import day_before
from grotius.web.words import title_of, where

MOST_EVENTS = 2_000
_LONGEST_STRETCH = 31
_GAP = 7
_SUMMED = ("killed", "injured", "launched", "shot_down", "captured", "displaced", "without_power_or_heat")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days on end that the record has reports of."""

    since: str
    until: str
    reports: int


@dataclass(frozen=True, slots=True)
class Total:
    """A measure over all events of the stretch. ``high`` is ``None`` where a claim names no upper end."""

    measure: str
    low: int
    best: int
    high: int | None
    events: int


@dataclass(frozen=True, slots=True)
class Day:
    """One day of both tracks."""

    day: str
    attacks: int
    totals: tuple[Total, ...]
    talks: tuple[Count, ...]
    statements: tuple[Count, ...]


@dataclass(frozen=True, slots=True)
class Spot:
    """An event on the map. A coarse place has no point: its region is shaded, with the precision named."""

    event: str
    title: str
    day: str | None
    place: str
    admin1: str | None
    country: str | None
    precision: str
    lat: float | None
    lon: float | None
    killed: int | None


@dataclass(frozen=True, slots=True)
class Overview:
    """``unplaced`` events are on no map; ``cut`` says that the stretch holds more than is summed up here."""

    since: str | None
    until: str | None
    stretches: tuple[Stretch, ...]
    attacks: int
    talks: tuple[Count, ...]
    totals: tuple[Total, ...]
    days: tuple[Day, ...]
    spots: tuple[Spot, ...]
    unplaced: tuple[tuple[str, str], ...]
    disagreements: tuple[DisagreementRow, ...]
    changed: tuple[Count, ...]
    changes: tuple[ChangeRow, ...]
    changed_since: str | None
    facets: Facets
    reports: int
    cut: bool


def view(desk: Desk, question: Asked, _: str = "") -> Overview:
    days = desk.kept("report days", lambda: report_days(desk.record))
    stretches = _stretches(days)
    wanted = question.filter
    if not (wanted.since or wanted.until) and stretches:
        wanted = question.but(since=stretches[-1].since, until=stretches[-1].until)
    wanted = _with(wanted, limit=MOST_EVENTS, cursor=None)
    return desk.kept(("overview", wanted), lambda: _overview(desk, wanted, stretches, days))


def _with(wanted: Filter, **changes: object) -> Filter:
    return replace(wanted, **changes)  # type: ignore[arg-type]


def _overview(desk: Desk, wanted: Filter, stretches: tuple[Stretch, ...], days: Sequence[DayCount]) -> Overview:
    record = desk.record
    page = outlines(record, _with(wanted, background=False))
    events = [row for row in page if row.happening.status == "actual"]
    talks = list(outlines(record, _with(wanted, background=False, type=None, measure=None), "talk"))
    statements = statement_days(record, _with(wanted, background=False, type=None, measure=None))
    counted = list(once(events))
    changed, changes, since = _changes(desk)
    return Overview(
        since=wanted.since,
        until=wanted.until,
        stretches=stretches,
        attacks=len(events),
        talks=_statuses(talks),
        totals=_totals(counted),
        days=_days(wanted, events, counted, talks, statements),
        spots=tuple(_spots(events)),
        unplaced=tuple((row.id, title(row.happening)) for row in events if not any(_spots([row]))),
        disagreements=tuple(record.disagreements(_with(wanted, limit=5))),
        changed=changed,
        changes=changes,
        changed_since=since,
        facets=event_facets(record, wanted),
        reports=sum(one.count for one in days if (wanted.since or "") <= one.day <= (wanted.until or "9999")),
        cut=page.total > len(page),
    )


# -- stretches --------------------------------------------------------------------------------------------------


def _stretches(days: Sequence[DayCount]) -> tuple[Stretch, ...]:
    """Runs of days without a longer gap; long runs are cut into months at most."""
    found: list[Stretch] = []
    for one in days:
        last = found[-1] if found else None
        if last is not None and _apart(last.until, one.day) <= _GAP and _apart(last.since, one.day) < _LONGEST_STRETCH:
            found[-1] = Stretch(last.since, one.day, last.reports + one.count)
        else:
            found.append(Stretch(one.day, one.day, one.count))
    return tuple(found[-12:])


def _apart(first: str, last: str) -> int:
    try:
        return (date.fromisoformat(last) - date.fromisoformat(first)).days
    except ValueError:
        return _LONGEST_STRETCH


# -- sums -------------------------------------------------------------------------------------------------------


def once(events: Iterable[Outline]) -> Iterable[tuple[Outline, Sum]]:
    """Each event's figures, nothing twice: of a wave and its places whichever comes to more, for each measure."""
    listed = list(events)
    known = {row.id for row in listed}
    parts: dict[str, list[Outline]] = defaultdict(list)
    for row in listed:
        if row.parent in known:
            parts[row.parent or ""].append(row)
    for row in listed:
        if row.parent not in known:
            for measure in dict.fromkeys(one.measure for each in _with_parts(row, parts) for one in each.figures):
                yield from _fullest(row, measure, parts)


def _with_parts(row: Outline, parts: Mapping[str, Sequence[Outline]]) -> Iterator[Outline]:
    yield row
    for part in parts.get(row.id, ()):
        yield from _with_parts(part, parts)


def _fullest(row: Outline, measure: str, parts: Mapping[str, Sequence[Outline]]) -> list[tuple[Outline, Sum]]:
    own = [(row, one) for one in row.figures if one.measure == measure]
    below = [pair for part in parts.get(row.id, ()) for pair in _fullest(part, measure, parts)]
    return below if _best(below) > _best(own) or not own else own


def _best(pairs: Iterable[tuple[Outline, Sum]]) -> int:
    return sum(one.best or 0 for _, one in pairs)


def _totals(counted: Iterable[tuple[Outline, Sum]]) -> tuple[Total, ...]:
    held: dict[str, list[Sum]] = defaultdict(list)
    for _, one in counted:
        if one.measure in _SUMMED and one.best is not None:
            held[one.measure].append(one)
    return tuple(_total(measure, held[measure]) for measure in _SUMMED if measure in held)


def _total(measure: str, figures: Sequence[Sum]) -> Total:
    best = [one.best or 0 for one in figures]
    low = [one.low if one.low is not None else 0 for one in figures]
    high = [one.high for one in figures]
    known = [value for value in high if value is not None]
    top = sum(known) if len(known) == len(high) else None
    return Total(measure, sum(low), sum(best), top, len(figures))


def day_of(row: Outline | EventRow | TalkRow) -> str | None:
    """The day of the happening, or of the first report on it."""
    time = row.happening.time
    if time is not None and (time.start or time.end):
        return (time.start or time.end or "")[:10]
    told = [step.published[:10] for step in row.happening.history if step.published]
    return min(told) if told else None


def _within(wanted: Filter, row: Outline) -> str | None:
    """The first day of it that was asked for: a night that began the evening before counts on its own day."""
    day, time = day_of(row), row.happening.time
    last = (time.end or time.start or "")[:10] if time is not None else ""
    since = (wanted.since or "")[:10]
    return since if day is not None and day < since <= last else day


def _days(
    wanted: Filter,
    events: Sequence[Outline],
    counted: Sequence[tuple[Outline, Sum]],
    talks: Sequence[Outline],
    statements: Sequence[DayCount],
) -> tuple[Day, ...]:
    def first(row: Outline) -> str | None:
        return _within(wanted, row)

    attacks = Counter(map(first, events))
    figures: dict[str | None, list[tuple[Outline, Sum]]] = defaultdict(list)
    for row, one in counted:
        figures[first(row)].append((row, one))
    meetings: dict[str | None, list[Outline]] = defaultdict(list)
    for talk in talks:
        meetings[first(talk)].append(talk)
    said: dict[str, list[Count]] = defaultdict(list)
    for day in statements:
        said[day.day].append(Count(day.value, day.count))
    known = {day for day in (*attacks, *meetings, *said) if day and _inside(wanted, day)}
    return tuple(
        Day(day, attacks[day], _totals(figures[day]), _statuses(meetings[day]), tuple(said[day]))
        for day in _every_day(known)
    )


def _inside(wanted: Filter, day: str) -> bool:
    return (wanted.since or "")[:10] <= day <= (wanted.until or "9999")[:10]


def _every_day(known: set[str]) -> Iterable[str]:
    """All days from the first to the last, quiet ones too; only the known ones over more than a year."""
    ordered = sorted(known)
    if not ordered or _apart(ordered[0], ordered[-1]) > 366:
        return ordered
    first, length = date.fromisoformat(ordered[0]), _apart(ordered[0], ordered[-1])
    return [(first + timedelta(days=step)).isoformat() for step in range(length + 1)]


def _statuses(talks: Iterable[Outline]) -> tuple[Count, ...]:
    counted = Counter(row.happening.status for row in talks)
    order = ("held", "ongoing", "planned", "refused", "cancelled")
    return tuple(Count(status, counted[status]) for status in order if counted[status])


# -- the map ----------------------------------------------------------------------------------------------------


def _spots(events: Iterable[Outline]) -> Iterable[Spot]:
    for row in events:
        for place in row.happening.places:
            pointed = place.lat is not None and place.lon is not None
            shaded = place.precision in ("region", "district") and place.admin1
            if not (pointed or shaded):
                continue
            killed = next((one.best for one in row.figures if one.measure == "killed"), None)
            yield Spot(
                row.id,
                title_of(row.happening),
                day_of(row),
                where([place]),
                place.admin1,
                place.country,
                place.precision,
                place.lat,
                place.lon,
                killed,
            )


# -- changes ----------------------------------------------------------------------------------------------------


def _changes(desk: Desk) -> tuple[tuple[Count, ...], tuple[ChangeRow, ...], str | None]:
    """What happened to the record in the day up to its last write: how much of what, and the decisions of people."""
    since = day_before(desk.written().at)
    if since is None:
        return (), (), None
    told = tuple(row for row in changes_by_people(desk.record, 5) if row.at >= since)
    counted = desk.kept(("changed", since), lambda: tuple(changes_counted(desk.record, since)))
    return counted[:6], told or tuple(_found(desk, since)), since


def _found(desk: Desk, since: str) -> Iterable[ChangeRow]:
    latest = desk.record.changes(since, limit=200, newest=True)
    return islice((row for row in latest if row.what == "event found"), 5)


OVERVIEW = Page("/", view, "overview.html", twin="/overview")
