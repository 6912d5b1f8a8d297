"""Reads calendar phrases: days, months, seasons, years, with what stands before and after them."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from grotius.language.times.clocks import clock
from grotius.language.times.meaning import Calendar, Edge, Found, Meaning, Period, Which
from grotius.language.times.scan import JOINERS, LEADING, Scan

Read = tuple[int, Calendar]
_MODERN = 1900
_SINCE = frozenset({"since", "until", "till", "from"})
_EARLIEST = 1500
_COUNTED = frozenset(
    "people persons men women children soldiers troops civilians fighters militants rebels police officers others more "
    "were was are deaths casualties wounded killed dead injured prisoners houses homes drones missiles %".split()
)
_DETERMINERS = frozenset({"the", "a", "his", "her", "its", "their", "our", "s"})
_AFTER_DATES = frozenset(
    {"were", "was", "are", "is", "saw", "had", "has", "when", "as", "would", "will", "brought", "marked"}
)
_ABOUT = frozenset({"ca", "circa", "c"})


_MEASURES = frozenset(
    "% km metres meters miles tonne tonnes ton tons kg kilos kilograms kilogrammes litres liters barrels feet acres "
    "hectares square cubic kilometres kilometers".split()
)


class Dates:
    """Calendar phrases of one sentence."""

    def __init__(self, scan: Scan) -> None:
        self.scan = scan
        self.words = scan.words
        self.lexicon = scan.lexicon

    def at(self, i: int) -> list[Found]:
        """The calendar phrases that start at ``i``: one, or the members of a list ("24-25 April")."""
        listed = self._listed_days(i) or self._years_before_christ(i)
        if listed:
            return listed
        timed = self._clock_first(i)
        if timed:
            return [timed]
        after, edge, part = self.prefix(i)
        if part:
            listed = self._listed_days(after)
            if listed:
                return [
                    replace(day, first=i if k == 0 else day.first, meaning=_in_part(day.meaning, part))
                    for k, day in enumerate(listed)
                ]
        core = self.core(self.scan.skip(after, "the"), after > i) or (self.core(i, False) if after > i else None)
        if core is None:
            return []
        stop, meaning = core
        if after == i and self.scan.lower(i) == "the" and self._drops_article(stop, meaning):
            return []
        meaning = replace(meaning, edge=edge or meaning.edge, part=part or meaning.part)
        stop, meaning = self._clock_after(stop, meaning)
        first = Found(i, stop, meaning)
        return [first, *self._range_tail(stop, meaning)]

    def _drops_article(self, stop: int, meaning: Calendar) -> bool:
        """ "the 1917 battle" is read from 1917 on, "the 1990s" and "the summer" with their article."""
        if meaning.decade or meaning.century is not None or meaning.quarter:
            return False
        if meaning.season:
            return self.lexicon.season_nouns.match(self.words, stop) is not None
        return meaning.day is None or self.scan.at(stop).text[:1].isalpha() or meaning.weekday is not None

    def prefix(self, i: int) -> tuple[int, Edge | None, str | None]:
        """What leads a date: "early in", "the end of", "the night of", "early in the morning of"."""
        edge: Edge | None = None
        stop = self._about(i)
        found, part = self._part_of(stop)
        if part:
            return found, None, part
        named = self.lexicon.edges.match(self.words, stop)
        if named:
            stop, edge = named[0], cast(Edge, named[1])
            stop = self.scan.skip(stop, "-", "in", "on") if edge in ("middle", "earlier", "later") else stop
            found, part = self._part_of(stop)
            if part:
                return found, edge, part
        return stop, edge, None

    def _about(self, i: int) -> int:
        return self.scan.skip(i + 1, ".") if self.scan.lower(i) in _ABOUT else i

    def _part_of(self, i: int) -> tuple[int, str | None]:
        """ "the night of", "morning on"."""
        start = self.scan.skip(i, "the")
        named = self.lexicon.parts.match(self.words, start)
        if named and self.scan.lower(named[0]) in ("of", "on"):
            return self.scan.skip(named[0] + 1, "the"), named[1]
        return i, None

    def core(self, i: int, led: bool) -> Read | None:
        """A date without what leads it; ``led`` says that an edge or part of day stood before."""
        if i >= len(self.words):
            return None
        return (
            self._weekday(i)
            or self._numeric(i)
            or self._day_month(i)
            or self._holiday(i)
            or self._month(i, led)
            or self._decade(i)
            or self._century(i)
            or self._season(i, led)
            or self._quarter(i)
            or self._day_alone(i)
            or self._year(i, led)
        )

    def _weekday(self, i: int) -> Read | None:
        named = self.lexicon.weekdays.match(self.words, i)
        if named is None or not self.words[i].capital:
            return None
        stop, weekday = named
        if self.words[i].lower in self.lexicon.careful:
            stop = self.scan.skip(stop, ".")
            after = self.scan.skip(stop, ",")
            if self.scan.at(after).number is None and not self.lexicon.months.match(self.words, after):
                return None
        part = self.part_after(stop)
        stop = part[0]
        dated = self._dated(stop)
        if dated:
            stop, date = dated
            return stop, replace(date, weekday=weekday, part=part[1] or date.part)
        stop, period = self._of_period(stop, "week")
        return stop, Calendar(weekday=weekday, part=part[1], of=period)

    def part_after(self, i: int) -> tuple[int, str | None]:
        start = self.scan.skip(i, "late", "early")
        named = self.lexicon.parts.match(self.words, start)
        return named if named else (i, None)

    def _dated(self, i: int) -> Read | None:
        """The date after a weekday: "Friday, 25 April", "Friday the 13th", "Sunday dawn of 28 June"."""
        start = self.scan.skip(self.scan.skip(i, ",", "of"), "the")
        date = self._day_month(start) or self._numeric(start)
        if date is None:
            month = self._month(start, True)
            date = month if month and month[1].day is not None else None
        return date

    def _of_period(self, i: int, *units: str) -> tuple[int, Period | None]:
        """ "last week", "of that year" after a day or month."""
        start = self.scan.skip(i, "of", ",") if self.scan.lower(i) == "of" else i
        which = self.lexicon.relatives.match(self.words, start)
        if which is None or self.scan.lower(which[0]) not in units:
            return i, None
        return which[0] + 1, Period(self.scan.lower(which[0]), cast(Which, which[1]))

    def _numeric(self, i: int) -> Read | None:
        """ "2025-04-25", "25/04/2025", "25.04.2025"."""
        if any(not self.scan.is_glued(k) for k in range(i + 1, i + 5)):
            return None
        first, mark, second, again, third = (self.scan.at(k) for k in range(i, i + 5))
        if mark.lower not in ("-", "/", ".") or again.lower != mark.lower:
            return None
        if first.number is None or second.number is None or third.number is None:
            return None
        if len(first.text) == 4:
            year, month, day = first.number, second.number, third.number
            swappable = False
        elif len(third.text) == 4:
            day, month, year = first.number, second.number, third.number
            swappable = day <= 12 and month <= 12
            if month > 12:
                day, month = month, day
        else:
            return None
        if not (1000 <= year <= 2100 and 1 <= month <= 12 and 1 <= day <= 31):
            return None
        return i + 5, Calendar(year, month, day, swappable=swappable)

    def _day_month(self, i: int) -> Read | None:
        day = self.scan.day_number(i)
        if day is None:
            return None
        named = self.lexicon.months.match(self.words, self.scan.skip(day[0], "of"))
        if named is None or not self.words[named[0] - 1].capital:
            return None
        stop, month = named
        stop, year, period = self._year_after(self._dot(stop))
        return stop, Calendar(year, month, day[1], of=period)

    def _dot(self, i: int) -> int:
        """Skip the full stop of an abbreviated month, where it does not end the sentence."""
        if self.scan.lower(i) == "." and self.words[i - 1].lower in self.lexicon.careful and i + 1 < len(self.words):
            return i + 1
        return i

    def _year_after(self, i: int) -> tuple[int, int | None, Period | None]:
        start = self.scan.skip(i, ",", "of")
        year = self.scan.year_number(start)
        if year and not self._is_counted(year[0], start):
            return year[0], year[1], None
        stop, period = self._of_period(i, "year")
        return stop, None, period

    def _is_counted(self, stop: int, start: int) -> bool:
        return self.scan.lower(stop) in _COUNTED - {"was", "were", "are"} and self.scan.lower(start - 1) == ","

    def _month(self, i: int, led: bool) -> Read | None:
        named = self.lexicon.months.match(self.words, i)
        if named is None or not self.words[i].capital:
            return None
        stop, month = named
        careful = self.words[i].lower in self.lexicon.careful
        stop = self._dot(stop) if careful else stop
        glued = self.scan.day_and_year(stop)
        if glued:
            return stop + 1, Calendar(glued[1], month, glued[0])
        day = self._day_after(i, stop)
        if day:
            stop, year, period = self._year_after(day[0])
            return stop, Calendar(year, month, day[1], of=period)
        after, year, period = self._year_after(stop)
        if after > stop:
            return after, Calendar(year, month, of=period)
        after, period = self._of_period(stop, "month")
        if careful or (self.words[i].lower in self.lexicon.doubtful and not self._is_month(i, led)):
            return None
        return stop, Calendar(month=month, adjective=self._is_adjective(i, stop))

    def _day_after(self, i: int, stop: int) -> tuple[int, int] | None:
        """The day of "April 25", not the count of "In April 25 people died"."""
        stop = self.scan.skip(stop, "the")
        day = self.scan.day_number(stop)
        if day is None or self.scan.lower(day[0]) == ":" or self.scan.lower(day[0]) in ("am", "pm"):
            return None
        if self.scan.at(stop).number is None:
            return None
        counted = self.scan.lower(i - 1) in ("in", "since", "of") or self.scan.lower(i - 1) == ""
        if counted and self.scan.lower(day[0]) in _COUNTED:
            return None
        return day

    def _is_month(self, i: int, led: bool) -> bool:
        """Whether "May" or "March" is a month here."""
        before = self.scan.lower(i - 1)
        if led or before in LEADING or before in ("this", "last", "next", "(", ","):
            return before != "," or self.scan.lower(i + 1) in (",", "and", ".", "-")
        if before in ("a", "the", "its", "their", "s"):
            return self._is_before_noun(i + 1) and not self.scan.at(i + 1).capital
        return self.scan.lower(i + 1) in ("-", "to", "and", "or", "of") and i > 0 and before in JOINERS

    def _is_adjective(self, i: int, stop: int) -> bool:
        """ "the 1917 battle", "its March offensive"."""
        return self.scan.lower(i - 1) in _DETERMINERS and self._is_before_noun(stop)

    def _is_before_noun(self, stop: int) -> bool:
        word = self.scan.at(stop)
        return bool(word.text) and word.text[0].isalpha() and self.scan.lower(stop) not in LEADING | JOINERS

    def _year(self, i: int, led: bool) -> Read | None:
        year = self.scan.year_number(i)
        if year is None:
            return None
        stop, number = year
        if number > 0 and not led and not self._is_year(i, stop):
            return None
        if self.scan.lower(i) == "'" and not led and self.scan.lower(i - 1) not in LEADING | {"the"}:
            return None
        season = self.lexicon.seasons.match(self.words, stop)
        if season and season[0] - 1 == stop and self.words[stop].lower not in self.lexicon.careful:
            return season[0], Calendar(number, season=season[1])
        return stop, Calendar(number, adjective=self._is_adjective(i, stop))

    def _is_year(self, i: int, stop: int) -> bool:
        """Whether a bare figure of four digits is a year and no count."""
        before, after = self.scan.at(i - 1), self.scan.at(stop)
        if self._is_amount(i, stop) or (before.text.isalpha() and self.words[i].glued):
            return False
        if before.lower in ("$", "€", "£", "no", "#", "+") or after.lower in _MEASURES:
            return False
        if after.lower == "-" and self.scan.is_glued(stop + 1) and self.scan.lower(stop + 1) in _MEASURES:
            return False
        if before.lower == "-" and before.glued and not self.scan.year_number(i - 2):
            return self.scan.at(i - 2).lower in self.lexicon.months or self.scan.at(i - 2).number is not None
        if self.lexicon.units.match(self.words, stop) or (
            after.lower == "-" and self.scan.is_glued(stop + 1) and self.lexicon.units.match(self.words, stop + 1)
        ):
            return False
        if before.lower in ("of", "by", "to", "about", "around", "over", "for", "and", "than") or before.lower == "":
            return not self._counts(stop)
        if before.lower in LEADING or before.lower in ("(", "[", "-", "/", "year", "years", "ca", "circa", "."):
            return after.lower not in _COUNTED - {"was", "were", "are"}
        if after.lower in (":", ")", "-", ";", "/"):
            return before.lower not in _COUNTED
        if before.lower in ("the", "a", "s", "his", "her", "its", "their", "this", "that", "our"):
            return not self._counts(stop) and (self.words[i].number or 0) >= _EARLIEST
        if before.lower == ",":
            return not self._counts(stop) and self.scan.at(i - 2).number is None
        if after.lower in _AFTER_DATES or after.lower == "'":
            return True
        if before.lower == "as":
            return not self._counts(stop)
        if self.scan.lower(i - 2) in ("a", "an", "the") and after.text.islower():
            return not after.lower.endswith("s") and not self._counts(stop)
        return after.capital and before.text.islower() and not self._counts(stop)

    def _is_amount(self, i: int, stop: int) -> bool:
        """ "Over 1000 lives", "up to 1429", "between 1000 and 1800 people", the hour of "at 1459"."""
        before, ahead = self.scan.lower(i - 1), self.scan.lower(i - 2)
        early = (self.words[i].number or 0) < _MODERN
        if {ahead, self.scan.lower(i - 3)} & _SINCE:
            return False
        if before == "at" or (before in ("about", "around") and ahead == "at"):
            return True
        if before in ("over", "than", "least", "about", "around") or (before == "to" and ahead == "up"):
            return early or (before not in ("about", "around") and self._counts_things(stop))
        other = self.scan.year_number(stop + 1) if before == "between" else None
        return other is not None and (early or other[1] < _MODERN) and self._counts(other[0])

    def _counts_things(self, stop: int) -> bool:
        """ "2000 oil tankers"."""
        near = [self.scan.at(k) for k in (stop, stop + 1)]
        return self._counts(stop) or (
            near[0].text.islower()
            and near[0].lower not in LEADING | JOINERS
            and any(word.text.islower() and word.lower.endswith("s") for word in near)
        )

    def _counts(self, stop: int) -> bool:
        """Whether what follows looks counted: "2015 people", "1400 Ukrainian soldiers"."""
        for k in (stop, stop + 1):
            word = self.scan.at(k)
            if word.lower in _COUNTED and word.lower not in ("was", "were", "are", "killed"):
                return True
            if not word.text or not word.text[0].isalpha() or word.lower in LEADING:
                return False
        return False

    def _decade(self, i: int) -> Read | None:
        word = self.scan.at(i)
        start, base = i, 0
        if word.lower == "'" and self.scan.is_glued(i + 1) and len(self.scan.at(i + 1).text) == 2:
            start, base = i + 1, 1900
            word = self.scan.at(start)
        if (
            word.number is None
            or word.number % 10
            or len(word.text) not in (2, 3, 4)
            or (base == 0 and word.number < 100)
        ):
            return None
        stop = self.scan.skip(start + 1, "'")
        if self.scan.lower(stop) != "s" or not self.scan.is_glued(stop):
            return None
        year, stop = base + word.number, stop + 1
        if self.scan.lower(stop) in ("bc", "bce"):
            return stop + 1, Calendar(-year, decade=True)
        return (stop, Calendar(year, decade=True)) if year >= 1000 else None

    def _century(self, i: int) -> Read | None:
        number = self.scan.day_number(i)
        if number is None:
            return None
        stop = self.scan.skip(number[0], "-")
        if self.scan.lower(stop) not in ("century", "centuries"):
            return None
        stop += 1
        if self.scan.lower(stop) in ("bc", "bce"):
            return stop + 1, Calendar(century=-number[1])
        return stop, Calendar(century=number[1])

    def _season(self, i: int, led: bool) -> Read | None:
        named = self.lexicon.seasons.match(self.words, i)
        if named is None:
            return None
        stop, season = named
        after, year, period = self._year_after(stop)
        if after > stop:
            tail = self.scan.at(after + 1)
            if (
                self.scan.lower(after) in ("-", "/")
                and tail.glued
                and len(tail.text) in (2, 4)
                and tail.number is not None
            ):
                after += 2
            return after, Calendar(year, season=season, of=period)
        before = self.scan.lower(i - 1)
        nouns = self.lexicon.season_nouns.match(self.words, stop)
        if self.words[i].capital and i > 0 and self.scan.at(stop).capital and not nouns:
            return None
        if self.words[i].lower in self.lexicon.careful:
            noun = before == "the" and self.scan.lower(stop) not in ("of", "from")
            noun = noun or nouns is not None
            if not (noun or led or before in ("in", "this", "last", "next", "by", "that", "until", "since")):
                return None
        return stop, Calendar(season=season)

    def _quarter(self, i: int) -> Read | None:
        word = self.scan.at(i)
        if word.lower == "q" and self.scan.is_glued(i + 1) and self.scan.at(i + 1).number in (1, 2, 3, 4):
            stop, year, period = self._year_after(i + 2)
            return stop, Calendar(year, quarter=self.scan.at(i + 1).number, of=period)
        ordinal = self.lexicon.ordinals.match(self.words, i)
        if ordinal is None or ordinal[1] > 4 or self.scan.lower(ordinal[0]) != "quarter":
            return None
        stop, year, period = self._year_after(ordinal[0] + 1)
        return stop, Calendar(year, quarter=ordinal[1], of=period)

    def _holiday(self, i: int) -> Read | None:
        named = self.lexicon.holidays.match(self.words, i)
        if named is None or not (self.words[i].capital or self.words[i].number is not None) or not named[1]:
            return None
        stop, day = named
        part_stop, part = self.part_after(stop)
        after, year, period = self._year_after(part_stop)
        return after, Calendar(year, holiday=day, part=part, of=period)

    def _day_alone(self, i: int) -> Read | None:
        """ "on the 20th"."""
        day = self.scan.day_number(i)
        if day is None or not self.scan.is_ordinal_figure(i):
            return None
        on = self.scan.lower(i - 1) == "the" and self.scan.lower(i - 2) in ("on", "by", "of", "until", "and")
        if not on or (
            self._is_before_noun(day[0]) and self.scan.lower(day[0]) not in ("was", "were", "the", "a", "he")
        ):
            return None
        return day[0], Calendar(day=day[1])

    def _clock_first(self, i: int) -> Found | None:
        """ "5:10 a.m. on Friday", "10:30 local time"."""
        read = clock(self.scan, i)
        if read is None:
            return None
        stop, time = read
        in_part = self.scan.lower(stop) in ("in", "on")
        start = self.scan.skip(self.scan.skip(stop, ",", "on", "of"), "the")
        day = self.core(start, True)
        if day and (day[1].day is not None or day[1].weekday is not None):
            zone = self.lexicon.zones.match(self.words, day[0])
            stop, time = (zone[0], replace(time, zone=zone[1])) if zone else (day[0], time)
            return Found(i, stop, replace(day[1], clock=time))
        after = self.scan.skip(stop + 1, "the") if in_part else stop
        part = self.lexicon.parts.match(self.words, after) if in_part else None
        if part:
            return Found(i, part[0], Calendar(clock=time, part=part[1]))
        return Found(i, stop, Calendar(clock=time))

    def _clock_after(self, stop: int, meaning: Calendar) -> tuple[int, Calendar]:
        """ "Friday at 5:10 a.m."; the day must be named."""
        if meaning.day is None and meaning.weekday is None:
            return stop, meaning
        start = self.scan.skip(self.scan.skip(stop, ","), "at")
        read = clock(self.scan, start)
        if read:
            return read[0], replace(meaning, clock=read[1])
        part = self.lexicon.parts.match(self.words, start) if self.scan.lower(start - 1) == "at" else None
        return (part[0], replace(meaning, part=part[1])) if part else (stop, meaning)

    def _listed_days(self, i: int) -> list[Found]:
        """ "24-25 April", "24, 25 and 26 April", "3 to 5 May 2025": all but the last lack their month."""
        days: list[tuple[int, int, int]] = []
        at = self.scan.skip(i, "the")
        start = i
        while len(days) < 8:
            day = self.scan.day_number(at)
            if day is None:
                return []
            date = self._day_month(at)
            if date:
                if not days:
                    return []
                found = [Found(s, e, replace(date[1], day=number)) for s, e, number in days]
                return [*found, Found(start, date[0], date[1])]
            days.append((start, *day))
            if self.scan.lower(day[0]) not in JOINERS | {","}:
                return []
            start = at = self.scan.skip(day[0] + 1, "and", "the")
        return []

    def _years_before_christ(self, i: int) -> list[Found]:
        """ "499-493 BC", "499 to 493 BC", "496 and 495 BC"."""
        word = self.scan.at(i)
        if word.number is None or self.scan.lower(i + 1) not in ("-", "to", "and", "/") or len(word.text) > 4:
            return []
        last = self.scan.year_number(i + 2)
        if last is None or last[1] > 0:
            return []
        return [Found(i, i + 1, Calendar(-word.number)), Found(i + 2, last[0], Calendar(last[1]))]

    def _range_tail(self, stop: int, meaning: Calendar) -> list[Found]:
        """What goes on a date: the "25" of "April 24-25", the "17" of "1915-17"."""
        if self.scan.lower(stop) not in JOINERS:
            return []
        start = stop + 1
        word = self.scan.at(start)
        if word.number is None:
            return []
        if meaning.day is not None and meaning.month is not None and self.scan.lower(stop) != "/":
            return self._day_tail(start, meaning)
        if meaning.year is not None and meaning.month is None and self.scan.lower(stop) in ("-", "/"):
            return self._year_tail(start, meaning.year)
        return []

    def _day_tail(self, start: int, meaning: Calendar) -> list[Found]:
        day = self.scan.day_number(start)
        if (
            day is None
            or self._day_month(start)
            or self.scan.lower(day[0]) in (_COUNTED - _AFTER_DATES) | {":", "am", "pm"}
        ):
            return []
        follows = self.scan.lower(day[0])
        if (
            self.scan.lower(start - 1) in ("and", "to", "or")
            and follows not in _AFTER_DATES
            and self._is_before_noun(day[0])
        ):
            return []
        stop, year, _ = self._year_after(day[0])
        return [Found(start, stop, replace(meaning, day=day[1], weekday=None, year=year or meaning.year))]

    def _year_tail(self, start: int, year: int) -> list[Found]:
        word = self.scan.at(start)
        if word.number is None or len(word.text) != 2 or not word.glued or year < 1000:
            return []
        other = year // 100 * 100 + word.number
        return [Found(start, start + 1, Calendar(other))] if other > year else []


def _in_part(meaning: Meaning, part: str) -> Meaning:
    return replace(meaning, part=part) if isinstance(meaning, Calendar) else meaning
