"""Places named days, months, seasons and years: which Friday, which April is meant."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from grotius.language.times import calendar
from grotius.language.times.calendar import Moment
from grotius.language.times.meaning import Calendar
from grotius.language.times.placed import (
    NEAR_FUTURE,
    NO_DAY,
    TURNS,
    Placed,
    Reference,
    century,
    decade,
    on_day,
    unresolved,
    whole,
    year_placed,
    year_value,
)

_JUST_PASSED = 75
_NOON = 12


def calendar_phrase(meaning: Calendar, reference: Reference) -> Placed:
    if meaning.holiday:
        return _holiday(meaning, reference)
    if meaning.century is not None:
        return century(meaning.century)
    if meaning.decade and meaning.year is not None:
        return decade(meaning.year, meaning.edge)
    if meaning.weekday is not None and meaning.day is None:
        return on_day(_weekday(meaning, reference), meaning, reference, f"XXXX-WXX-{meaning.weekday + 1}")
    if meaning.day is not None:
        return _day(meaning, reference)
    if meaning.month is not None:
        return _month(meaning, reference)
    if meaning.season:
        return _season(meaning, reference)
    if meaning.quarter:
        return _quarter(meaning, reference)
    if meaning.year is not None:
        return year_placed(meaning.year, meaning.edge)
    return _part_of_day(meaning, reference)


def _named_year(meaning: Calendar, reference: Reference) -> int | None:
    """The year that the words give, outright or as "last year"."""
    if meaning.year is not None:
        return meaning.year
    if meaning.of is None or meaning.of.unit != "year" or reference.base is None:
        return None
    base = reference.spoken if meaning.of.which == "same" and reference.spoken else reference.base
    return base.year + TURNS[meaning.of.which]


def _month(meaning: Calendar, reference: Reference) -> Placed:
    month = meaning.month or 1
    year = _named_year(meaning, reference)
    if year is None:
        year = _year_of_month(month, meaning, reference)
    if year is None:
        return unresolved("date", f"XXXX-{month:02d}", reference, "month")
    interval = calendar.month_interval(year, month)
    value = f"{year_value(year)}-{month:02d}"
    return whole(value, interval, "month", Moment(year, month), meaning.edge)


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
        return on_day(_day_alone(day, reference), meaning, reference, f"XXXX-XX-{day:02d}")
    if year is None and reference.history and base is not None:
        year = _year_in_narrative(month, base, meaning)
    elif year is None and not reference.history:
        year = _year_of_day(month, day, meaning, reference)
    if year is None:
        return unresolved("date", f"XXXX-{month:02d}-{day:02d}", reference, "day")
    if year < 1:
        value = f"{year_value(year)}-{month:02d}-{day:02d}"
        return Placed("date", value, None, None, "day", None, Moment(year, month, day))
    found = calendar.make(year, month, day)
    placed = on_day(found, meaning, reference, f"{year:04d}-{month:02d}-{day:02d}")
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
        soon = next_one is not None and (next_one - published).days <= NEAR_FUTURE // 2
        return published.year + 1 if soon and meaning.which == "next" else published.year
    return published.year if (this - published).days <= NEAR_FUTURE and not reference.back else published.year - 1


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
        monday = calendar.week_interval(base)[0] + timedelta(days=7 * TURNS[meaning.of.which])
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


def _part_of_day(meaning: Calendar, reference: Reference) -> Placed:
    """ "this morning", "last night", "that afternoon", "at dawn", "at 10:30"."""
    unknown = "XXXX-XX-XX"
    if meaning.which == "same":
        return on_day(_same_day(meaning, reference), meaning, reference, unknown)
    if meaning.which is None or reference.history:
        moment = _day_for(meaning, reference)
        if moment is not None or reference.history or reference.published is None or meaning.part == "NI":
            placed = on_day(moment, meaning, reference, unknown)
            return placed if moment else replace(placed, uncertain=NO_DAY)
        return replace(on_day(reference.published, meaning, reference, unknown), uncertain=NO_DAY)
    base = reference.published
    if base is None:
        return on_day(None, meaning, reference, unknown)
    return on_day(calendar.plus_days(base, TURNS[meaning.which]), meaning, reference, unknown)


def _same_day(meaning: Calendar, reference: Reference) -> date | None:
    """ "Overnight on Thursday ... in the same night", told on Thursday: the night that was over by then."""
    told = reference.spoken.date if reference.spoken else None
    if told is None or meaning.part != "NI" or reference.published is None or reference.ahead:
        return told
    return calendar.plus_days(told, -1) if told >= reference.published else told


def _day_for(meaning: Calendar, reference: Reference) -> date | None:
    """The day that the text spoke of; of a night the second one for a time of the morning."""
    early = meaning.part == "MO" or (meaning.clock is not None and meaning.clock.hour < _NOON)
    told = reference.morning if early and reference.morning is not None and not reference.ahead else reference.spoken
    return told.date if told else None


def _season(meaning: Calendar, reference: Reference) -> Placed:
    season = meaning.season or "SU"
    year = _named_year(meaning, reference)
    base = reference.base
    if year is None and base is not None:
        year = _year_of_season(season, base, meaning, reference)
    if year is None:
        return unresolved("date", f"XXXX-{season}", reference, "season")
    interval = calendar.season_interval(year, season)
    return whole(f"{year_value(year)}-{season}", interval, "season", Moment(year), meaning.edge)


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
        return year - 1 if (here[0] - published).days > NEAR_FUTURE * 2 else year
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
        return unresolved("date", f"XXXX-Q{quarter}", reference, "season")
    interval = calendar.quarter_interval(year, quarter)
    return whole(f"{year_value(year)}-Q{quarter}", interval, "season", Moment(year), meaning.edge)


def _holiday(meaning: Calendar, reference: Reference) -> Placed:
    name = meaning.holiday or ""
    if len(name) == 10 and name[4] == "-":
        return on_day(date.fromisoformat(name), meaning, reference, name)
    if name.startswith("easter"):
        return on_day(_easter(meaning, int(name[6:] or 0), reference), meaning, reference, "XXXX-XX-XX")
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
    soon = ((found - reference.published).days <= NEAR_FUTURE and not reference.back) or reference.ahead
    if found <= reference.published or soon:
        return found
    return calendar.easter(base.year - 1) + timedelta(days=days)
