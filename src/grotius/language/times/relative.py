"""Places periods, shifts and lengths: "last week", "two days ago", "the past 24 hours"."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from grotius.language.times import calendar
from grotius.language.times.calendar import Interval, Moment
from grotius.language.times.meaning import Calendar, Edge, Length, Period, Shift
from grotius.language.times.named import calendar_phrase
from grotius.language.times.placed import (
    GRAINS,
    NO_ANCHOR,
    NO_PUBLICATION,
    TURNS,
    UNKNOWN,
    Placed,
    Reference,
    century,
    decade,
    duration,
    on_day,
    unresolved,
    whole,
    year_placed,
    year_value,
)


def period(meaning: Period, reference: Reference) -> Placed:
    base = _period_base(meaning, reference)
    unit, turn = meaning.unit, TURNS[meaning.which]
    if base is None:
        why = None if meaning.which in ("this", "last", "next") else NO_ANCHOR
        return unresolved("date", UNKNOWN.get(unit, "XXXX"), reference, GRAINS[unit], why)
    if unit == "WE":
        return _weekend(meaning, base, reference)
    if unit in ("W", "F"):
        return _week(meaning, base, turn, reference)
    if unit == "S":
        return unresolved("date", "XXXX", reference, "season", NO_ANCHOR)
    if unit == "Q":
        return _relative_quarter(base, turn, meaning)
    moved = calendar.shift(base, turn, unit) if turn or unit in ("Y", "DE", "CE") else _coarse(base, unit)
    if moved is None:
        value = year_value(base.year) + ("-XX" if unit == "M" else "-XX-XX" if unit in ("D", "N") else "")
        return Placed("date", value, None, None, GRAINS[unit], NO_ANCHOR)
    return _since_until(_of_moment(moved, unit, meaning), meaning, reference)


def _period_base(meaning: Period, reference: Reference) -> Moment | None:
    if reference.history:
        return reference.spoken
    if meaning.which in ("same", "before", None) or (meaning.which == "following" and not reference.ahead):
        if reference.moment is not None:
            return reference.spoken
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
            value = f"{year_value(moment.year)}-{moment.month or 0:02d}-{moment.day or 0:02d}"
            return Placed("date", value, None, None, "day", None, moment)
        return on_day(moment.date, Calendar(part=part, edge=meaning.edge), Reference(None), "")
    if unit == "M":
        month = moment.month or 1
        value = f"{year_value(moment.year)}-{month:02d}"
        return whole(value, calendar.month_interval(moment.year, month), "month", moment, meaning.edge)
    if unit == "DE":
        return decade(moment.year // 10 * 10, meaning.edge)
    if unit == "CE":
        return century(moment.year // 100 + 1 if moment.year > 0 else moment.year // 100)
    return year_placed(moment.year, meaning.edge)


def _since_until(placed: Placed, meaning: Period, reference: Reference) -> Placed:
    """ "earlier this month" ends before the day of publication, "later this year" begins with it."""
    if reference.published is None or reference.history or placed.start is None or placed.end is None:
        return placed
    today = reference.published.isoformat()
    if placed.start <= today <= placed.end:
        if meaning.edge == "earlier":
            return replace(placed, end=max(placed.start, (reference.published - timedelta(days=1)).isoformat()))
        if meaning.edge == "later":
            return replace(placed, start=today)
    return placed


def _week(meaning: Period, base: Moment, turn: int, reference: Reference) -> Placed:
    day = base.date
    if day is None:
        return unresolved("date", "XXXX-WXX", reference, "week", NO_ANCHOR)
    monday = calendar.plus_days(calendar.week_interval(day)[0], 7 * turn) or day
    return _since_until(_week_of(monday, meaning.edge), meaning, reference)


def _week_of(day: date, edge: Edge | None = None) -> Placed:
    interval = calendar.week_interval(day)
    year, week, _ = day.isocalendar()
    return whole(f"{year}-W{week:02d}", interval, "week", calendar.of_day(interval[0]), edge)


def _weekend(meaning: Period, base: Moment, reference: Reference) -> Placed:
    day = base.date
    if day is None:
        return unresolved("date", "XXXX-WXX-WE", reference, "weekend", NO_ANCHOR)
    saturday = calendar.week_interval(day)[0] + timedelta(days=5)
    if meaning.which == "last" or (meaning.which == "this" and not reference.ahead and day < saturday):
        saturday -= timedelta(days=7)
    elif meaning.which == "next" and day >= saturday:
        saturday += timedelta(days=7)
    year, week, _ = saturday.isocalendar()
    interval = (saturday, saturday + timedelta(days=1))
    return whole(f"{year}-W{week:02d}-WE", interval, "weekend", calendar.of_day(saturday), meaning.edge)


def _relative_quarter(base: Moment, turn: int, meaning: Period) -> Placed:
    index = base.year * 4 + ((base.month or 1) - 1) // 3 + turn
    year, quarter = index // 4, index % 4 + 1
    interval = calendar.quarter_interval(year, quarter)
    return whole(f"{year:04d}-Q{quarter}", interval, "season", Moment(year, quarter * 3 - 2), meaning.edge)


def shift(meaning: Shift, reference: Reference) -> Placed:
    if meaning.origin == "event":
        value = duration(meaning.amount, meaning.unit)
        return Placed("duration", value, None, None, GRAINS[meaning.unit], NO_ANCHOR)
    base = reference.base if meaning.origin == "publication" else _told(meaning, reference)
    if meaning.amount is None:
        vague = (
            "PAST_REF" if meaning.origin == "publication" and meaning.sign < 0 else UNKNOWN.get(meaning.unit, "XXXX")
        )
        return unresolved("date", vague, reference, GRAINS[meaning.unit], NO_ANCHOR if base else None)
    why = None if meaning.origin == "publication" else NO_ANCHOR
    if base is None:
        return unresolved("date", UNKNOWN.get(meaning.unit, "XXXX"), reference, GRAINS[meaning.unit], why)
    placed = _moved(meaning, base, reference, why)
    published = reference.published
    beyond = published is not None and placed.start is not None and placed.start > published.isoformat()
    if meaning.origin == "narrative" and beyond and not reference.ahead:
        return unresolved("date", UNKNOWN.get(meaning.unit, "XXXX"), reference, GRAINS[meaning.unit], NO_ANCHOR)
    return placed


def _told(meaning: Shift, reference: Reference) -> Moment | None:
    """What the text last spoke of, from its end where it is counted back from."""
    if meaning.sign < 0 and reference.morning is not None and not reference.ahead:
        return reference.morning
    return reference.spoken


def _moved(meaning: Shift, base: Moment, reference: Reference, why: str | None) -> Placed:
    amount, unit = meaning.amount or 0, meaning.unit
    if unit.startswith("T"):
        return _hours(meaning, base, reference)
    if unit == "WE" or unit == "S":
        return unresolved("date", "XXXX", reference, GRAINS[unit], why)
    count = round(amount) * meaning.sign
    if amount != int(amount) and unit == "Y":
        unit, count = "M", round(amount * 12) * meaning.sign
    moved = calendar.shift(base, count, unit)
    if moved is None:
        value = year_value(base.year) + ("-XX" if unit == "M" else "-XX-XX")
        return Placed("date", value, None, None, GRAINS[unit], why or NO_ANCHOR)
    if unit in ("W", "F"):
        day = moved.date
        if day is None:
            return unresolved("date", "XXXX-WXX", reference, "week", why)
        return _week_of(day) if meaning.origin == "publication" else on_day(day, Calendar(), reference, "")
    if unit in ("Y", "DE", "CE"):
        return year_placed(moved.year, None) if unit == "Y" else decade(moved.year // 10 * 10, None)
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


def length(meaning: Length, reference: Reference) -> Placed:
    value = duration(meaning.amount, meaning.unit)
    base = reference.published
    side = meaning.side
    if meaning.of is not None:
        return _length_of(meaning, meaning.of, value, reference)
    if side == "following" and not reference.history and (reference.ahead or reference.moment is None):
        side = "next"
    if side not in ("last", "next", "this") or reference.history or meaning.unit in ("WE", "S", "Q"):
        return Placed("duration", value)
    grain = GRAINS[meaning.unit]
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


def _length_of(meaning: Length, entirety: Calendar, value: str, reference: Reference) -> Placed:
    """ "the first ten months of 2024": counted from the beginning or the end of the whole."""
    placed = calendar_phrase(entirety, reference)
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
