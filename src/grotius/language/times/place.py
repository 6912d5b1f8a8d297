"""Places a meaning on the calendar: its TIMEX3 value, its interval and its grain. Never today's date."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from grotius.language.times import calendar
from grotius.language.times.calendar import Interval, Moment
from grotius.language.times.meaning import Calendar, Clock, Edge, Found, Length, Meaning, Period, Repeat, Shift, Vague
from grotius.model import Grain

Kind = Literal["date", "time", "duration", "set"]
NO_PUBLICATION = "no known date of publication"
NO_ANCHOR = "depends on another event or date of the report"
NO_DAY = "the words name no day"
_TURNS = {"this": 0, "same": 0, None: 0, "last": -1, "before": -1, "next": 1, "following": 1, "first": 0}
_GRAINS: dict[str, Grain] = {
    "TS": "minute", "TM": "minute", "TH": "hour", "D": "day", "N": "night", "WE": "weekend", "W": "week", "F": "week",
    "M": "month", "Q": "season", "S": "season", "Y": "year", "DE": "year", "CE": "year",
}  # fmt: skip
_UNKNOWN = {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "M": "XXXX-XX", "Y": "XXXX", "N": "XXXX-XX-XX", "TH": "XXXX-XX-XX"}
_NEAR_FUTURE = 60
_JUST_PASSED = 75
_STORY_SENTENCES = 6
_HEAD = 2


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
    looks ahead, ``back`` that the words leave no doubt that the time is past ("since").
    """

    published: date | None
    moment: Moment | None = None
    history: bool = False
    ahead: bool = False
    back: bool = False
    story: Moment | None = None
    age: int = 0

    @property
    def base(self) -> Moment | None:
        if self.history:
            return self.moment
        return calendar.of_day(self.published) if self.published else None


def place(meaning: Meaning, reference: Reference) -> Placed:
    match meaning:
        case Calendar():
            return _calendar(meaning, reference)
        case Period():
            return _period(meaning, reference)
        case Shift():
            return _shift(meaning, reference)
        case Length():
            return _length(meaning, reference)
        case Repeat():
            return Placed("set", duration(meaning.amount, meaning.unit))
        case Vague():
            return Placed("date", meaning.value)


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


# Calendar phrases


def _calendar(meaning: Calendar, reference: Reference) -> Placed:
    if meaning.holiday:
        return _holiday(meaning, reference)
    if meaning.century is not None:
        return _century(meaning.century)
    if meaning.decade and meaning.year is not None:
        return _decade(meaning.year, meaning.edge)
    if meaning.weekday is not None and meaning.day is None:
        return _on_day(_weekday(meaning, reference), meaning, reference, f"XXXX-WXX-{meaning.weekday + 1}")
    if meaning.day is not None:
        return _day(meaning, reference)
    if meaning.month is not None:
        return _month(meaning, reference)
    if meaning.season:
        return _season(meaning, reference)
    if meaning.quarter:
        return _quarter(meaning, reference)
    if meaning.year is not None:
        return _year(meaning.year, meaning.edge)
    return _part_of_day(meaning, reference)


def _unresolved(kind: Kind, value: str, reference: Reference, grain: Grain | None, why: str | None = None) -> Placed:
    reason = why or (NO_PUBLICATION if reference.published is None else NO_ANCHOR)
    return Placed(kind, value, None, None, grain, reason)


def _year(year: int, edge: Edge | None) -> Placed:
    interval = calendar.year_interval(year)
    half = {"first_half": "-H1", "second_half": "-H2"}.get(edge or "", "")
    return _whole(_year_value(year) + half, interval, "year", Moment(year), edge)


def _year_value(year: int) -> str:
    return f"{year:04d}" if year >= 0 else f"BC{-year:04d}"


def _whole(value: str, interval: Interval | None, grain: Grain, moment: Moment, edge: Edge | None) -> Placed:
    if interval is None:
        return Placed("date", value, None, None, grain, None, moment)
    first, last = calendar.part_of(interval, edge)
    return Placed("date", value, first.isoformat(), last.isoformat(), grain, None, moment)


def _decade(year: int, edge: Edge | None) -> Placed:
    first, years = {"start": (0, 4), "middle": (3, 4), "end": (6, 4)}.get(edge or "", (0, 10))
    interval = calendar.year_interval(year + first, years)
    return _whole(_year_value(year)[:-1], interval, "year", Moment(year), None)


def _century(number: int) -> Placed:
    value = f"BC{-number - 1:02d}" if number < 0 else f"{number - 1:02d}"
    interval = calendar.year_interval((number - 1) * 100 + 1, 100) if number > 0 else None
    start, end = (interval[0].isoformat(), interval[1].isoformat()) if interval else (None, None)
    return Placed("date", value, start, end, "year")


def _named_year(meaning: Calendar, reference: Reference) -> int | None:
    """The year that the words give, outright or as "last year"."""
    if meaning.year is not None:
        return meaning.year
    if meaning.of is None or meaning.of.unit != "year" or reference.base is None:
        return None
    base = reference.moment if meaning.of.which == "same" and reference.moment else reference.base
    return base.year + _TURNS[meaning.of.which]


def _month(meaning: Calendar, reference: Reference) -> Placed:
    month = meaning.month or 1
    year = _named_year(meaning, reference)
    if year is None:
        year = _year_of_month(month, meaning, reference)
    if year is None:
        return _unresolved("date", f"XXXX-{month:02d}", reference, "month")
    interval = calendar.month_interval(year, month)
    value = f"{_year_value(year)}-{month:02d}"
    return _whole(value, interval, "month", Moment(year, month), meaning.edge)


def _year_of_month(month: int, meaning: Calendar, reference: Reference) -> int | None:
    base = reference.base
    if base is None:
        return _year_in_story(month, None, meaning, reference)
    if reference.history:
        return _year_in_narrative(month, base, meaning)
    told = _year_in_story(month, None, meaning, reference)
    if told is not None:
        return told
    now = base.month or 1
    if meaning.which == "next" or (reference.ahead and meaning.which != "last"):
        return base.year + (month < now or (month == now and meaning.which == "next"))
    if meaning.which == "last":
        return base.year - (month >= now)
    if meaning.which == "this":
        return base.year
    return base.year - (month > now)


def _year_in_narrative(month: int, base: Moment, meaning: Calendar) -> int:
    """A story goes on: in "In December 1916 ... In January" the year has turned."""
    if meaning.which in ("last", "before") and base.month:
        return base.year - (month >= base.month)
    if meaning.which in ("next", "following") and base.month:
        return base.year + (month <= base.month)
    if base.month is not None and base.month - month >= 9:
        return base.year + 1
    if base.month is not None and month - base.month >= 10:
        return base.year - 1
    return base.year


def _day(meaning: Calendar, reference: Reference) -> Placed:
    if meaning.swappable:
        meaning = _in_order(meaning, reference.published)
    day = meaning.day or 1
    year = _named_year(meaning, reference)
    base = reference.base
    month = meaning.month
    if month is None:
        return _on_day(_day_alone(day, reference), meaning, reference, f"XXXX-XX-{day:02d}")
    if year is None and reference.history and base is not None:
        year = _year_in_narrative(month, base, meaning)
    elif year is None and not reference.history:
        year = _year_of_day(month, day, meaning, reference)
    if year is None:
        return _unresolved("date", f"XXXX-{month:02d}-{day:02d}", reference, "day")
    if year < 1:
        value = f"{_year_value(year)}-{month:02d}-{day:02d}"
        return Placed("date", value, None, None, "day", None, Moment(year, month, day))
    found = calendar.make(year, month, day)
    placed = _on_day(found, meaning, reference, f"{year:04d}-{month:02d}-{day:02d}")
    if found and meaning.weekday is not None and found.weekday() != meaning.weekday and meaning.part != "NI":
        return replace(placed, uncertain="the weekday and the date do not agree")
    return placed


def _in_order(meaning: Calendar, published: date | None) -> Calendar:
    """Day and month in figures in the order that fits the weekday beside them, else the one nearer to publication."""
    swapped = replace(meaning, month=meaning.day, day=meaning.month, swappable=False)
    one = calendar.make(meaning.year or 0, meaning.month or 0, meaning.day or 0)
    other = calendar.make(swapped.year or 0, swapped.month or 0, swapped.day or 0)
    if one is None or other is None:
        return swapped if one is None and other else meaning
    if meaning.weekday is not None and meaning.weekday in (one.weekday(), other.weekday()):
        return meaning if one.weekday() == meaning.weekday else swapped
    nearer = published is not None and abs((other - published).days) < abs((one - published).days)
    return swapped if nearer else meaning


def _year_of_day(month: int, day: int, meaning: Calendar, reference: Reference) -> int | None:
    """The nearest such day before publication, or after it if the verb looks ahead or it is only weeks away."""
    published = reference.published
    told = _year_in_story(month, day, meaning, reference)
    if told is not None or published is None:
        return told
    this = calendar.make(published.year, month, day)
    if this is None:
        return published.year - 1
    if reference.ahead:
        return published.year + (this < published - timedelta(days=1))
    if this <= published:
        next_one = calendar.make(published.year + 1, month, day)
        soon = next_one is not None and (next_one - published).days <= _NEAR_FUTURE // 2
        return published.year + 1 if soon and meaning.which == "next" else published.year
    return published.year if (this - published).days <= _NEAR_FUTURE and not reference.back else published.year - 1


def _year_in_story(month: int, day: int | None, meaning: Calendar, reference: Reference) -> int | None:
    """The year of the earlier time that the text is telling of, unless the month has only just passed."""
    story, published = reference.story, reference.published
    if story is None or reference.ahead or meaning.which is not None:
        return None
    year = _year_in_narrative(month, story, meaning)
    if published is None:
        return year
    latest = calendar.make(published.year, month, day or 1)
    if latest and latest > published:
        latest = calendar.make(published.year - 1, month, day or 1)
    just_passed = latest is not None and (published - latest).days <= _JUST_PASSED
    return None if just_passed else min(year, published.year)


def _day_alone(day: int, reference: Reference) -> date | None:
    base = reference.base
    if base is None or base.month is None or base.year < 1:
        return None
    found = calendar.make(base.year, base.month, day)
    if reference.history or found is None or reference.published is None:
        return found
    if found > reference.published and not reference.ahead:
        earlier = calendar.shift(base, -1, "M")
        return calendar.make(earlier.year, earlier.month or 1, day) if earlier else None
    return found


def _weekday(meaning: Calendar, reference: Reference) -> date | None:
    weekday = meaning.weekday or 0
    base = reference.base.date if reference.base else None
    if base is None:
        return None
    if meaning.of:
        monday = calendar.week_interval(base)[0] + timedelta(days=7 * _TURNS[meaning.of.which])
        return calendar.plus_days(monday, weekday)
    back = (base.weekday() - weekday) % 7
    ahead = (weekday - base.weekday()) % 7
    if meaning.which in ("next", "following") or (meaning.which == "this" and reference.ahead):
        return calendar.plus_days(base, ahead if meaning.which == "this" else ahead or 7)
    if meaning.which in ("last", "before"):
        return calendar.plus_days(base, -(back or 7))
    if reference.history:
        return calendar.plus_days(base, ahead if ahead <= 3 else -back)
    return calendar.plus_days(base, ahead if reference.ahead else -back)


def _on_day(day: date | None, meaning: Calendar, reference: Reference, unknown: str) -> Placed:
    """A day, with its part or time of day."""
    suffix = _suffix(meaning)
    kind: Kind = "time" if suffix else "date"
    if day is None:
        return _unresolved(kind, unknown + suffix, reference, "day")
    value = day.isoformat() + suffix
    moment = calendar.of_day(day)
    text = day.isoformat()
    if meaning.clock:
        point = text + _clock_text(meaning.clock) + meaning.clock.zone
        return Placed("time", value, point, point, "minute", None, moment)
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


def _part_of_day(meaning: Calendar, reference: Reference) -> Placed:
    """ "this morning", "last night", "that afternoon", "at dawn", "at 10:30"."""
    unknown = "XXXX-XX-XX"
    if meaning.which == "same":
        return _on_day(reference.moment.date if reference.moment else None, meaning, reference, unknown)
    if meaning.which is None or reference.history:
        moment = reference.moment.date if reference.moment else None
        if moment is not None or reference.history or reference.published is None or meaning.part == "NI":
            placed = _on_day(moment, meaning, reference, unknown)
            return placed if moment else replace(placed, uncertain=NO_DAY)
        return replace(_on_day(reference.published, meaning, reference, unknown), uncertain=NO_DAY)
    base = reference.published
    if base is None:
        return _on_day(None, meaning, reference, unknown)
    return _on_day(calendar.plus_days(base, _TURNS[meaning.which]), meaning, reference, unknown)


def _season(meaning: Calendar, reference: Reference) -> Placed:
    season = meaning.season or "SU"
    year = _named_year(meaning, reference)
    base = reference.base
    if year is None and base is not None:
        year = _year_of_season(season, base, meaning, reference)
    if year is None:
        return _unresolved("date", f"XXXX-{season}", reference, "season")
    interval = calendar.season_interval(year, season)
    return _whole(f"{_year_value(year)}-{season}", interval, "season", Moment(year), meaning.edge)


def _year_of_season(season: str, base: Moment, meaning: Calendar, reference: Reference) -> int:
    if reference.history or reference.published is None:
        return base.year + (
            1 if meaning.which in ("next", "following") else -1 if meaning.which in ("last", "before") else 0
        )
    year = base.year
    here = calendar.season_interval(year, season)
    published = reference.published
    if here is None:
        return year
    if meaning.which == "next" or (reference.ahead and meaning.which != "last"):
        return year if here[1] >= published and not (meaning.which == "next" and here[0] <= published) else year + 1
    if meaning.which == "last":
        return year if here[1] < published else year - 1
    if meaning.which == "this":
        return year - 1 if (here[0] - published).days > _NEAR_FUTURE * 2 else year
    return year if here[0] <= published else year - 1


def _quarter(meaning: Calendar, reference: Reference) -> Placed:
    quarter = meaning.quarter or 1
    year = _named_year(meaning, reference)
    base = reference.base
    if year is None and base is not None:
        year = base.year
        if not reference.history and not reference.ahead and reference.published and base.month:
            year -= quarter > (base.month + 2) // 3
    if year is None:
        return _unresolved("date", f"XXXX-Q{quarter}", reference, "season")
    interval = calendar.quarter_interval(year, quarter)
    return _whole(f"{_year_value(year)}-Q{quarter}", interval, "season", Moment(year), meaning.edge)


def _holiday(meaning: Calendar, reference: Reference) -> Placed:
    name = meaning.holiday or ""
    if len(name) == 10 and name[4] == "-":
        return _on_day(date.fromisoformat(name), meaning, reference, name)
    if name.startswith("easter"):
        return _on_day(_easter(meaning, int(name[6:] or 0), reference), meaning, reference, "XXXX-XX-XX")
    month, day = int(name[:2]), int(name[3:5])
    if meaning.which in ("last", "next") and reference.published and not reference.history:
        this = calendar.make(reference.published.year, month, day) or reference.published
        past = this < reference.published
        year = this.year + (
            -1 if meaning.which == "last" and not past else 1 if meaning.which == "next" and past else 0
        )
        return _day(replace(meaning, holiday=None, month=month, day=day, year=year), reference)
    return _day(replace(meaning, holiday=None, month=month, day=day), reference)


def _easter(meaning: Calendar, days: int, reference: Reference) -> date | None:
    year = _named_year(meaning, reference)
    if year is not None:
        return calendar.easter(year) + timedelta(days=days)
    base = reference.base
    if base is None or base.year < 1583:
        return None
    found = calendar.easter(base.year) + timedelta(days=days)
    if reference.history or reference.published is None:
        return found
    soon = ((found - reference.published).days <= _NEAR_FUTURE and not reference.back) or reference.ahead
    if found <= reference.published or soon:
        return found
    return calendar.easter(base.year - 1) + timedelta(days=days)


# Periods, shifts, lengths


def _period(meaning: Period, reference: Reference) -> Placed:
    base = _period_base(meaning, reference)
    unit, turn = meaning.unit, _TURNS[meaning.which]
    if base is None:
        why = None if meaning.which in ("this", "last", "next") else NO_ANCHOR
        return _unresolved("date", _UNKNOWN.get(unit, "XXXX"), reference, _GRAINS[unit], why)
    if unit == "WE":
        return _weekend(meaning, base, reference)
    if unit in ("W", "F"):
        return _week(meaning, base, turn, reference)
    if unit == "S":
        return _unresolved("date", "XXXX", reference, "season", NO_ANCHOR)
    if unit == "Q":
        return _relative_quarter(base, turn, meaning)
    moved = calendar.shift(base, turn, unit) if turn or unit in ("Y", "DE", "CE") else _coarse(base, unit)
    if moved is None:
        value = _year_value(base.year) + ("-XX" if unit == "M" else "-XX-XX" if unit in ("D", "N") else "")
        return Placed("date", value, None, None, _GRAINS[unit], NO_ANCHOR)
    return _since_until(_of_moment(moved, unit, meaning), meaning, reference)


def _period_base(meaning: Period, reference: Reference) -> Moment | None:
    if reference.history:
        return reference.moment
    if meaning.which in ("same", "before", None) or (meaning.which == "following" and not reference.ahead):
        if reference.moment is not None:
            return reference.moment
        if meaning.which in ("same", "before", "following") and meaning.unit in ("D", "N"):
            return None
    return calendar.of_day(reference.published) if reference.published else None


def _coarse(base: Moment, unit: str) -> Moment | None:
    if unit == "M":
        return Moment(base.year, base.month) if base.month else None
    return base if base.day else None


def _of_moment(moment: Moment, unit: str, meaning: Period) -> Placed:
    if unit in ("D", "N"):
        part = meaning.part or ("NI" if unit == "N" else None)
        if moment.date is None:
            value = f"{_year_value(moment.year)}-{moment.month or 0:02d}-{moment.day or 0:02d}"
            return Placed("date", value, None, None, "day", None, moment)
        return _on_day(moment.date, Calendar(part=part, edge=meaning.edge), Reference(None), "")
    if unit == "M":
        month = moment.month or 1
        value = f"{_year_value(moment.year)}-{month:02d}"
        return _whole(value, calendar.month_interval(moment.year, month), "month", moment, meaning.edge)
    if unit == "DE":
        return _decade(moment.year // 10 * 10, meaning.edge)
    if unit == "CE":
        return _century(moment.year // 100 + 1 if moment.year > 0 else moment.year // 100)
    return _year(moment.year, meaning.edge)


def _since_until(placed: Placed, meaning: Period, reference: Reference) -> Placed:
    """ "earlier this month" ends with the publication, "later this year" begins with it."""
    if reference.published is None or reference.history or placed.start is None or placed.end is None:
        return placed
    today = reference.published.isoformat()
    if placed.start <= today <= placed.end:
        if meaning.edge == "earlier":
            return replace(placed, end=today)
        if meaning.edge == "later":
            return replace(placed, start=today)
    return placed


def _week(meaning: Period, base: Moment, turn: int, reference: Reference) -> Placed:
    day = base.date
    if day is None:
        return _unresolved("date", "XXXX-WXX", reference, "week", NO_ANCHOR)
    monday = calendar.plus_days(calendar.week_interval(day)[0], 7 * turn) or day
    return _since_until(_week_of(monday, meaning.edge), meaning, reference)


def _week_of(day: date, edge: Edge | None = None) -> Placed:
    interval = calendar.week_interval(day)
    year, week, _ = day.isocalendar()
    return _whole(f"{year}-W{week:02d}", interval, "week", calendar.of_day(interval[0]), edge)


def _weekend(meaning: Period, base: Moment, reference: Reference) -> Placed:
    day = base.date
    if day is None:
        return _unresolved("date", "XXXX-WXX-WE", reference, "weekend", NO_ANCHOR)
    saturday = calendar.week_interval(day)[0] + timedelta(days=5)
    if meaning.which == "last" or (meaning.which == "this" and not reference.ahead and day < saturday):
        saturday -= timedelta(days=7)
    elif meaning.which == "next" and day >= saturday:
        saturday += timedelta(days=7)
    year, week, _ = saturday.isocalendar()
    interval = (saturday, saturday + timedelta(days=1))
    return _whole(f"{year}-W{week:02d}-WE", interval, "weekend", calendar.of_day(saturday), meaning.edge)


def _relative_quarter(base: Moment, turn: int, meaning: Period) -> Placed:
    index = base.year * 4 + ((base.month or 1) - 1) // 3 + turn
    year, quarter = index // 4, index % 4 + 1
    interval = calendar.quarter_interval(year, quarter)
    return _whole(f"{year:04d}-Q{quarter}", interval, "season", Moment(year, quarter * 3 - 2), meaning.edge)


def _shift(meaning: Shift, reference: Reference) -> Placed:
    if meaning.origin == "event":
        value = duration(meaning.amount, meaning.unit)
        return Placed("duration", value, None, None, _GRAINS[meaning.unit], NO_ANCHOR)
    base = reference.base if meaning.origin == "publication" else reference.moment
    if meaning.amount is None:
        vague = (
            "PAST_REF" if meaning.origin == "publication" and meaning.sign < 0 else _UNKNOWN.get(meaning.unit, "XXXX")
        )
        return _unresolved("date", vague, reference, _GRAINS[meaning.unit], NO_ANCHOR if base else None)
    why = None if meaning.origin == "publication" else NO_ANCHOR
    if base is None:
        return _unresolved("date", _UNKNOWN.get(meaning.unit, "XXXX"), reference, _GRAINS[meaning.unit], why)
    placed = _moved(meaning, base, reference, why)
    published = reference.published
    beyond = published is not None and placed.start is not None and placed.start > published.isoformat()
    if meaning.origin == "narrative" and beyond and not reference.ahead:
        return _unresolved("date", _UNKNOWN.get(meaning.unit, "XXXX"), reference, _GRAINS[meaning.unit], NO_ANCHOR)
    return placed


def _moved(meaning: Shift, base: Moment, reference: Reference, why: str | None) -> Placed:
    amount, unit = meaning.amount or 0, meaning.unit
    if unit.startswith("T"):
        return _hours(meaning, base, reference)
    if unit == "WE" or unit == "S":
        return _unresolved("date", "XXXX", reference, _GRAINS[unit], why)
    count = round(amount) * meaning.sign
    if amount != int(amount) and unit == "Y":
        unit, count = "M", round(amount * 12) * meaning.sign
    moved = calendar.shift(base, count, unit)
    if moved is None:
        value = _year_value(base.year) + ("-XX" if unit == "M" else "-XX-XX")
        return Placed("date", value, None, None, _GRAINS[unit], why or NO_ANCHOR)
    if unit in ("W", "F"):
        day = moved.date
        if day is None:
            return _unresolved("date", "XXXX-WXX", reference, "week", why)
        return _week_of(day) if meaning.origin == "publication" else _on_day(day, Calendar(), reference, "")
    if unit in ("Y", "DE", "CE"):
        return _year(moved.year, None) if unit == "Y" else _decade(moved.year // 10 * 10, None)
    return _of_moment(moved, "M" if unit == "Q" else unit, Period(unit, None, None, meaning.part))


def _hours(meaning: Shift, base: Moment, reference: Reference) -> Placed:
    """Hours ago: within the day of publication or the one before."""
    value = duration(meaning.amount, meaning.unit)
    day = base.date
    if day is None or meaning.unit == "TS" or (meaning.amount or 0) > 24 * 60:
        return Placed("duration", value, None, None, "hour", NO_ANCHOR)
    hours = (meaning.amount or 0) / (60 if meaning.unit == "TM" else 1)
    other = calendar.plus_days(day, meaning.sign * (int(hours) // 24 + (hours % 24 > 0))) or day
    first, last = sorted((day, other))
    return Placed("duration", value, first.isoformat(), last.isoformat(), "hour", None, calendar.of_day(day))


def _length(meaning: Length, reference: Reference) -> Placed:
    value = duration(meaning.amount, meaning.unit)
    base = reference.published
    side = meaning.side
    if meaning.of is not None:
        return _length_of(meaning, meaning.of, value, reference)
    if side == "following" and not reference.history and (reference.ahead or reference.moment is None):
        side = "next"
    if side not in ("last", "next", "this") or reference.history or meaning.unit in ("WE", "S", "Q"):
        return Placed("duration", value)
    grain = _GRAINS[meaning.unit]
    if base is None:
        return Placed("duration", value, None, None, grain, NO_PUBLICATION)
    if meaning.amount is None:
        edge = base.isoformat()
        start, end = (None, edge) if side == "last" else (edge, None)
        return Placed("duration", value, start, end, "open", "the words do not say how long")
    other = _away(base, meaning.amount, meaning.unit, -1 if side == "last" else 1)
    if other is None:
        return Placed("duration", value, None, None, grain, NO_ANCHOR)
    first, last = sorted((base, other))
    return Placed("duration", value, first.isoformat(), last.isoformat(), grain)


def _length_of(meaning: Length, whole: Calendar, value: str, reference: Reference) -> Placed:
    """ "the first ten months of 2024": counted from the beginning or the end of the whole."""
    placed = _calendar(whole, reference)
    if placed.start is None or placed.end is None or meaning.amount is None or meaning.unit in ("WE", "S", "Q"):
        return replace(placed, kind="duration", value=value)
    start, end = date.fromisoformat(placed.start), date.fromisoformat(placed.end)
    if meaning.side == "last":
        other = _away(end + timedelta(days=1), meaning.amount, meaning.unit, -1)
        start = max(start, other) if other else start
    else:
        other = _away(start, meaning.amount, meaning.unit, 1)
        end = min(end, other - timedelta(days=1)) if other else end
    if start > end:
        start, end = end, start
    return replace(placed, kind="duration", value=value, start=start.isoformat(), end=end.isoformat())


def _away(day: date, amount: float, unit: str, sign: int) -> date | None:
    if unit.startswith("T"):
        hours = amount / {"TH": 1, "TM": 60, "TS": 3600}[unit]
        return calendar.plus_days(day, sign * max(1, -(-int(hours) // 24)))
    count = sign * round(amount)
    if unit in ("D", "N", "W", "F"):
        moved = calendar.shift(calendar.of_day(day), count, unit)
        return moved.date if moved else None
    months = {"M": 1, "Y": 12, "DE": 120, "CE": 1200}[unit]
    moved = calendar.shift(calendar.of_day(day), sign * round(amount * months), "M")
    if moved is None or moved.month is None or not 1 <= moved.year <= 9998:
        return None
    interval = calendar.month_interval(moved.year, moved.month)
    return moved_day(interval, day) if interval else None


def moved_day(interval: Interval, day: date) -> date:
    """The same day of another month, or its last day."""
    return min(interval[0] + timedelta(days=day.day - 1), interval[1])


def follow(reference: Reference, found: Found, placed: Placed, before: str) -> Reference:
    """The reference after this phrase: what the text now speaks of."""
    meaning = found.meaning
    if placed.moment is None or before in ("since", "until", "till"):
        return reference
    if isinstance(meaning, Calendar) and (meaning.adjective or meaning.decade or _is_aside(reference, found, before)):
        return reference
    if isinstance(meaning, Period) and meaning.which in ("before", "last"):
        return replace(reference, story=None)
    return replace(reference, moment=placed.moment, story=_story(reference, meaning, placed.moment), age=0)


def _is_aside(reference: Reference, found: Found, before: str) -> bool:
    """A bare year that the story does not move to: the end of "1955-1963", or one far off and not at the head."""
    meaning, moment = found.meaning, reference.moment
    if not isinstance(meaning, Calendar) or meaning.year is None or meaning.month or moment is None:
        return False
    if before in ("-", "/", "to", "through"):
        return True
    return found.first > _HEAD and not -1 <= meaning.year - moment.year <= 2


def _story(reference: Reference, meaning: Meaning, moment: Moment) -> Moment | None:
    if reference.published is None:
        return moment
    earlier = moment.year < reference.published.year
    if isinstance(meaning, Calendar) and meaning.year is not None:
        return moment if earlier else None
    told = isinstance(meaning, Calendar) and (meaning.month is not None or meaning.season is not None)
    counted = isinstance(meaning, Shift | Period) and reference.moment is reference.story
    return moment if reference.story is not None and earlier and (told or counted) else None


def grow_older(reference: Reference) -> Reference:
    """A sentence further on: a story that is not gone on with ends."""
    if reference.story is None:
        return reference
    ended = reference.age >= _STORY_SENTENCES
    return replace(reference, story=None if ended else reference.story, age=reference.age + 1)
