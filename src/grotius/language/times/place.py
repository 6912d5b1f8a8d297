"""Places a meaning on the calendar: its TIMEX3 value, its interval and its grain. Never today's date."""

from __future__ import annotations

from grotius.language.times.meaning import Calendar, Length, Meaning, Period, Repeat, Shift, Vague
from grotius.language.times.named import calendar_phrase
from grotius.language.times.placed import Placed, Reference, duration
from grotius.language.times.relative import length, period, shift


def place(meaning: Meaning, reference: Reference) -> Placed:
    match meaning:
        case Calendar():
            return calendar_phrase(meaning, reference)
        case Period():
            return period(meaning, reference)
        case Shift():
            return shift(meaning, reference)
        case Length():
            return length(meaning, reference)
        case Repeat():
            return Placed("set", duration(meaning.amount, meaning.unit))
        case Vague():
            return Placed("date", meaning.value)
