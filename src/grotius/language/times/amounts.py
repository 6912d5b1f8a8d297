"""Reads lengths of time, shifts, periods and repeats: "three days", "two weeks ago", "last month", "every day"."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from grotius.language.times.dates import Dates
from grotius.language.times.meaning import Calendar, Found, Length, Period, Repeat, Shift, Vague, Which
from grotius.language.times.scan import LEADING, Scan

_FIRST = frozenset({"first", "last", "final", "opening", "closing", "initial"})
_LONG_UNITS = frozenset({"D", "W", "M"})
_SHORT_UNITS = frozenset({"TS", "TM", "TH"})
_BACK = frozenset({"earlier", "previously", "beforehand"})
_ON = frozenset({"later", "afterwards", "afterward", "thereafter", "hence"})
_OF_TIME = frozenset({"time", "period"})
_EVERY = frozenset({"every", "each", "per"})
_RATES = frozenset({"once", "twice", "times"})
_ENDS = frozenset({"", ".", ",", ";", ":", ")", "and", "but", "when", "in", "at", "had", "with", "to", '"', "-", "'"})


class Amounts:
    """Lengths, shifts, periods and repeats of one sentence."""

    def __init__(self, scan: Scan, dates: Dates) -> None:
        self.scan = scan
        self.words = scan.words
        self.lexicon = scan.lexicon
        self.dates = dates

    def at(self, i: int) -> Found | None:
        """The longest of the phrases that start at ``i``."""
        found = [
            read
            for read in (self._length(i), self._relative(i), self._the_unit(i), self._repeat(i), self._point(i))
            if read
        ]
        return max(found, key=lambda read: read.last) if found else None

    # Lengths and shifts

    def _length(self, i: int) -> Found | None:
        start = i
        hedged = False
        while named := self.lexicon.hedges.match(self.words, start):
            start, hedged = named[0], True
        quantity = self._quantity(start)
        if quantity is None:
            return self._bare_unit(i, start, hedged)
        stop, amount, article = quantity
        hyphen = self.scan.lower(stop) == "-" and self.scan.is_glued(stop)
        stop = stop + 1 if hyphen else stop
        filler = self.lexicon.fillers.match(self.words, stop)
        unit = self.lexicon.units.match(self.words, filler[0] if filler and not hyphen else stop)
        if unit is None or not self._fits(amount, article, hyphen, unit):
            return None
        stop, name = unit
        if hyphen and self.scan.lower(stop) == "-" and self.scan.lower(stop + 1) == "old":
            return None
        if article and not hedged and self._is_rate(i, stop):
            return Found(i, stop, Repeat(name))
        return self._after_length(i, stop, amount, name)

    def _quantity(self, i: int) -> tuple[int, float | None, bool] | None:
        """The place after a number, the number (``None``: not said), and whether it is only an article."""
        word = self.scan.at(i)
        if word.number is not None:
            return self._figures(i, word.number)
        vague = self.lexicon.vague_numbers.match(self.words, i)
        named = self.lexicon.numbers.match(self.words, i)
        if vague and (named is None or vague[0] > named[0]):
            return vague[0], vague[1] or None, False
        if named is None:
            return None
        stop, amount = named
        if amount >= 20 and self.scan.lower(stop) == "-":
            more = self.lexicon.numbers.match(self.words, stop + 1)
            if more and more[1] < 10 and self.words[stop + 1].glued:
                stop, amount = more[0], amount + more[1]
        if self.scan.lower(stop) in ("to", "or") and amount > 1:
            more = self.lexicon.numbers.match(self.words, stop + 1)
            if more and more[1] > amount:
                stop = more[0]
        return stop, amount, stop == i + 1 and word.lower in ("a", "an")

    def _figures(self, i: int, number: int) -> tuple[int, float | None, bool] | None:
        stop, amount = i + 1, float(number)
        decimals = self.scan.at(i + 2)
        if self.scan.lower(stop) == "." and self.scan.is_glued(stop) and decimals.glued and decimals.text.isdecimal():
            stop, amount = i + 3, float(f"{number}.{decimals.text}")
        elif self.scan.lower(stop) in ("-", "to", "or"):
            other = self.scan.at(stop + 1)
            if other.number is not None and other.number > number:
                stop += 2
        return stop, amount, False

    def _fits(self, amount: float | None, article: bool, hyphen: bool, unit: tuple[int, str]) -> bool:
        word = self.words[unit[0] - 1].lower
        if word == "second" or (unit[1] in ("Q", "S") and not hyphen):
            return False
        if word in ("season", "quarter", "night", "weekend") and (article or amount == 1) and not hyphen:
            return False
        plural = word.endswith("s")
        return hyphen or plural or (amount is not None and amount <= 1.5) or self.scan.lower(unit[0]) in ("long", "-")

    def _is_rate(self, i: int, stop: int) -> bool:
        """ "30 a day", "$1m a month", "twice a week"."""
        before = self.scan.at(i - 1)
        if before.lower in LEADING or not before.text or not (before.text[0].isalnum()):
            return False
        counted = any(self.scan.at(k).number is not None for k in range(i - 3, i))
        if self.scan.lower(stop) in _BACK | _ON | {"ago", "after", "before", "of", "-", "long"}:
            return False
        return counted or before.lower in _RATES or before.lower.endswith("s")

    def _bare_unit(self, i: int, start: int, hedged: bool) -> Found | None:
        """ "days later", "for months", "month-long"."""
        unit = self.lexicon.units.match(self.words, start)
        if unit is None:
            return None
        stop, name = unit
        word = self.words[start].lower
        if self.scan.lower(stop) == "-" and self.scan.lower(stop + 1) == "long":
            return Found(start, stop + 2, Length(None if word.endswith("s") else 1, name))
        if not word.endswith("s") or name == "TS":
            return None
        after, before = self.scan.lower(stop), self.scan.lower(i - 1)
        if after in _BACK | _ON | {"ago", "after", "before"}:
            return self._after_length(i, stop, None, name)
        led = before in ("for", "in", "within", "over", "after", "into", "lasted", "lasting", "took", "of", "spent")
        if hedged or (led and name not in ("N", "Q", "S", "WE")) or (after == "of" and before not in ("the", "these")):
            return Found(i, stop, Length(None, name))
        return None

    def _after_length(self, i: int, stop: int, amount: float | None, unit: str) -> Found:
        """What follows a length: "ago", "later", "before", "old", or nothing."""
        word = self.scan.lower(stop)
        if word == "'" and self.scan.lower(stop + 1) == "time":
            return Found(i, stop + 2, Shift(amount, unit, 1, "publication"))
        if word == "old":
            return Found(i, stop + 1, Length(amount, unit))
        if word == "of" and self.scan.lower(stop + 1) == "age":
            return Found(i, stop + 2, Length(amount, unit))
        if word == "-" and self.scan.lower(stop + 1) == "long" and self.scan.lower(i) in ("a", "an"):
            return Found(i + 1, stop + 2, Length(amount, unit))
        if word == "long" or (word == "-" and self.scan.lower(stop + 1) == "long"):
            return Found(i, stop + (1 if word == "long" else 2), Length(amount, unit))
        if word == "ago":
            return Found(i, stop + 1, Shift(amount, unit, -1, "publication"))
        if word == "from" and self.scan.lower(stop + 1) == "now":
            return Found(i, stop + 2, Shift(amount, unit, 1, "publication"))
        if word in _BACK or (word == "before" and self.scan.lower(stop + 1) in _ENDS):
            return Found(i, stop + 1, Shift(amount, unit, -1, "narrative"))
        if word in _ON:
            return Found(i, stop + 1, Shift(amount, unit, 1, "narrative"))
        if word in ("after", "following", "before") and unit not in ("S", "Q"):
            return Found(i, stop, Shift(amount, unit, -1 if word == "before" else 1, "event"))
        return Found(i, stop, Length(amount, unit))

    # This, last, next

    def _relative(self, i: int) -> Found | None:
        after, edge, part = self.dates.prefix(i)
        named = self.lexicon.relatives.match(self.words, after) or self._ordinal(after)
        if named is None:
            return None
        stop, which = named[0], cast(Which, named[1])
        looks_past = self.words[stop - 1].lower == "past"
        many = self._side_length(i, stop, which)
        if many:
            return many
        unit = self.lexicon.units.match(self.words, stop)
        part_named = self.lexicon.parts.match(self.words, stop)
        if part_named:
            return self._found_part(i, part_named, which)
        if unit:
            name = self.words[unit[0] - 1].lower
            last_day = (
                unit[1] == "D" and which == "last" and self.scan.lower(i) == "the" and self.scan.lower(i - 1) != "on"
            )
            if name.endswith("s") or (looks_past and unit[1] != "WE") or last_day:
                amount = None if name.endswith("s") else 1
                return self._length_of(i, unit[0], Length(amount, unit[1], which))
            if self.scan.lower(unit[0]) == "of" and which in ("first", "last") and unit[1] in _LONG_UNITS:
                found = self._length_of(i, unit[0], Length(1, unit[1], which))
                if found.last > unit[0] or which == "last":
                    return found
            if unit[1] in _SHORT_UNITS or which == "first":
                return None
            end = self.dates.part_after(unit[0])
            return Found(i, end[0], Period(unit[1], which, edge, part or end[1]))
        date = self.dates.core(stop, True)
        if date is None or date[1].year is not None or date[1].day is not None or which not in _WHICHES:
            return None
        return Found(i, date[0], replace(date[1], which=which, edge=edge, part=part or date[1].part))

    def _is_last_day(self, i: int, unit: str, which: Which) -> bool:
        """ "over the last day": the day that ends now, and not "on the last day" of something."""
        return unit == "D" and which == "last" and self.scan.lower(i) == "the" and self.scan.lower(i - 1) != "on"

    def _ordinal(self, i: int) -> tuple[int, str] | None:
        """ "the first" and "the final" of "the first three years"."""
        start = self.scan.skip(i, "the")
        if start == i or self.scan.lower(start) not in _FIRST:
            return None
        return start + 1, "last" if self.scan.lower(start) in ("last", "final", "closing") else "first"

    def _side_length(self, i: int, stop: int, which: Which) -> Found | None:
        """ "the past 24 hours", "the next few months", "the first ten months"."""
        quantity = self._quantity(stop)
        if quantity is None:
            return None
        start = self.scan.skip(quantity[0], "-")
        filler = self.lexicon.fillers.match(self.words, start)
        unit = self.lexicon.units.match(self.words, filler[0] if filler else start)
        if unit is None or (quantity[2] and which != "last"):
            return None
        return self._length_of(i, unit[0], Length(quantity[1], unit[1], which))

    def _length_of(self, i: int, stop: int, length: Length) -> Found:
        """ "the first ten months of 2024", "the last week of August"."""
        if self.scan.lower(stop) == "of":
            date = self.dates.core(self.scan.skip(stop + 1, "the"), True)
            if date and date[1].day is None and date[1].weekday is None:
                return Found(i, date[0], replace(length, of=date[1]))
        return Found(i, stop, length)

    def _found_part(self, i: int, named: tuple[int, str], which: Which) -> Found:
        if which in ("following", "before", "next"):
            return Found(i, named[0], Shift(1, "D", -1 if which == "before" else 1, "narrative", named[1]))
        return Found(i, named[0], Calendar(part=named[1], which=which))

    def _the_unit(self, i: int) -> Found | None:
        """ "the day before", "the end of the year", "the weekend", "month's end"."""
        after, edge, part = self.dates.prefix(i)
        start = self.scan.skip(after, "the")
        unit = self.lexicon.units.match(self.words, start)
        if unit is None or self.words[start].lower.endswith("s"):
            return None
        stop, name = unit
        word = self.scan.lower(stop)
        if word == "'" and self.scan.lower(stop + 1) == "s" and self.scan.lower(stop + 2) == "end":
            return Found(i, stop + 3, Period(name, None, "end"))
        if start == after:
            return None
        if name == "WE":
            return Found(i, stop, Period(name, "this", edge))
        if name in _SHORT_UNITS or name == "S":
            return None
        if edge and edge not in ("earlier",) and name not in ("D", "N"):
            return Found(i, stop, Period(name, None, edge, part))
        if word in ("before", "earlier", "previously"):
            event = word == "before" and self.scan.lower(stop + 1) not in _ENDS and self.scan.lower(i - 1) != "of"
            return Found(i, stop + 1, Shift(1, name, -1, "event" if event else "narrative"))
        if word in ("after", "following") and name != "N":
            event = self.scan.lower(stop + 1) not in _ENDS
            return Found(i, stop + 1, Shift(1, name, 1, "event" if event else "narrative"))
        return None

    # Repeats and points

    def _repeat(self, i: int) -> Found | None:
        word = self.words[i].lower
        if word in _EVERY or (word == "/" and self.scan.is_glued(i)):
            return self._every(i)
        named = self.lexicon.repeats.match(self.words, i)
        if named is None or (self.words[i].capital and i > 0):
            return None
        return Found(i, named[0], Repeat(named[1]))

    def _every(self, i: int) -> Found | None:
        quantity = self._quantity(i + 1)
        stop = quantity[0] if quantity else self.scan.skip(i + 1, "single", "other")
        unit = self.lexicon.units.match(self.words, stop) or self.lexicon.parts.match(self.words, stop)
        if unit:
            amount = quantity[1] if quantity and quantity[1] else 1
            return Found(i, unit[0], Repeat(unit[1], amount)) if self.words[i].lower != "/" else None
        weekday = self.lexicon.weekdays.match(self.words, stop)
        return Found(i, weekday[0], Repeat("W")) if weekday else None

    def _point(self, i: int) -> Found | None:
        after, _, _ = self.dates.prefix(i)
        for start in {after, i}:
            named = self.lexicon.days.match(self.words, start)
            if named:
                stop, part = self.dates.part_after(named[0])
                sign = -1 if named[1] < 0 else 1
                if start < len(self.words) and self._is_name(start, stop):
                    return None
                return Found(i, stop, Shift(abs(named[1]), "D", sign, "publication", part))
        if self.words[i].lower == "tonight":
            return Found(i, i + 1, Calendar(part="NI", which="this"))
        if self.words[i].lower == "overnight":
            return Found(i, i + 1, Calendar(part="NI", which="last"))
        return self._vague(i) or self._bare_part(i) or self._counted_day(i)

    def _is_name(self, start: int, stop: int) -> bool:
        """ "USA Today", "Today programme": a capital inside the sentence."""
        return self.words[start].capital and start > 0 and self.words[start - 1].capital

    def _vague(self, i: int) -> Found | None:
        named = self.lexicon.vague.match(self.words, i)
        if named is None:
            return None
        stop, value = named
        timely = self.words[stop - 1].lower in _OF_TIME
        if timely and self.scan.lower(i - 1) not in (
            "at",
            "during",
            "by",
            "of",
            "until",
            "throughout",
            "in",
            "from",
        ):
            return None
        if self.words[i].capital and i > 0 and self.words[i - 1].capital:
            return None
        return Found(i, stop, Vague(value))

    def _counted_day(self, i: int) -> Found | None:
        """ "on the third day", "the second night of": no more than its place in a row is told."""
        if self.scan.lower(i) != "the" or self.scan.lower(i - 1) not in (
            "on",
            "by",
            "during",
            "of",
            "towards",
            "until",
        ):
            return None
        ordinal = self.lexicon.ordinals.match(self.words, i + 1)
        if ordinal is None:
            return None
        stop = self.scan.skip(ordinal[0], "full", "straight", "consecutive")
        unit = self.lexicon.units.match(self.words, stop) or self.lexicon.parts.match(self.words, stop)
        if (
            unit is None
            or unit[1] not in ("D", "N", "W", "MO", "EV", "NI", "AF")
            or self.words[stop].lower.endswith("s")
        ):
            return None
        return Found(i, unit[0], Vague("XXXX-WXX" if unit[1] == "W" else "XXXX-XX-XX"))

    def _bare_part(self, i: int) -> Found | None:
        """ "at dawn", "in the morning", "by night"."""
        start = self.scan.skip(i, "the", "one")
        before = self.scan.lower(i - 1)
        if self.scan.lower(i) != "one" and before not in (
            "at",
            "in",
            "by",
            "before",
            "after",
            "during",
            "around",
            "until",
            "since",
            "through",
            "from",
            "late",
            "early",
        ):
            return None
        named = self.lexicon.parts.match(self.words, start)
        return Found(i, named[0], Calendar(part=named[1])) if named else None


_WHICHES = frozenset({"this", "same", "last", "next", "following", "before"})
