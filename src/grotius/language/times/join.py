"""From time phrases to times: ranges, "since", "overnight into Friday", "a day after Monday's strike"."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from grotius.language.document import Document
from grotius.language.times import calendar
from grotius.language.times.lexicon import Lexicon
from grotius.language.times.meaning import Calendar, Found, Length, Repeat, Shift, Vague
from grotius.language.times.placed import NO_DAY, NO_PUBLICATION, Placed
from grotius.language.times.words import Word
from grotius.model import Grain, Time

_TO = frozenset({"-", "to", "until", "till", "through", "into", "/"})
_OPENERS = frozenset({"from", "between", "since", "until", "till", "before", "after"})
_FAR = 6
_DAY, _MINUTE = len("2025-05-01"), len("2025-05-01T16:00")
_NEAR_EVENT = 6


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase with its place on the calendar."""

    found: Found
    placed: Placed


def join(phrases: list[Phrase], parts: list[Word], published: date | None, document: Document) -> list[Time]:
    times: list[Time] = []
    k = 0
    while k < len(phrases):
        time, used = _at(phrases, k, parts, published, document)
        if time is not None:
            times.append(time)
        k += used
    return times


def _at(
    phrases: list[Phrase], k: int, parts: list[Word], published: date | None, document: Document
) -> tuple[Time | None, int]:
    this = phrases[k]
    after = phrases[k + 1] if k + 1 < len(phrases) else None
    if after is not None:
        joined = _overnight(this, after, parts, published, document) or _range(this, after, parts, document)
        if joined:
            return joined, 2
        anchored = _anchored(this, after, parts, document)
        if anchored:
            return anchored, 2
    return _single(this, parts, published, document), 1


def _before(parts: list[Word], first: int) -> str:
    return parts[first - 1].lower if first > 0 else ""


def _time(document: Document, parts: list[Word], first: int, last: int, placed: Placed) -> Time:
    span = document.span(parts[first].start, parts[last - 1].end)
    return Time(span, placed.start, placed.end, placed.grain, placed.uncertain)


def _single(phrase: Phrase, parts: list[Word], published: date | None, document: Document) -> Time | None:
    meaning, placed, found = phrase.found.meaning, phrase.placed, phrase.found
    if isinstance(meaning, Repeat | Vague) or (isinstance(meaning, Length) and placed.grain is None):
        return None
    word = _before(parts, found.first)
    if word == "the" and _before(parts, found.first - 1) in ("since", "until"):
        word = _before(parts, found.first - 1)
    if word not in _OPENERS or isinstance(meaning, Length) or placed.start is None:
        if placed.start is None and placed.end is None and placed.uncertain is None:
            placed = replace(placed, uncertain="lies before the first year of the calendar")
        return _time(document, parts, found.first, found.last, placed)
    first = found.first - 1
    if word in ("since", "from", "after"):
        if word != "since":
            return _time(document, parts, found.first, found.last, placed)
        start = _first_day(phrase, placed.start)
        end = published.isoformat() if published else None
        uncertain = placed.uncertain or (None if published else NO_PUBLICATION)
        if end is not None and end < start:
            end, uncertain = None, uncertain or "begins after the report was published"
        placed = replace(placed, start=start, end=end, grain="open", uncertain=uncertain)
        return _time(document, parts, first, found.last, placed)
    if word in ("until", "till"):
        return _time(document, parts, first, found.last, replace(placed, start=None, grain="open"))
    if word == "before":
        return _time(document, parts, first, found.last, replace(placed, start=None, end=placed.start, grain="open"))
    return _time(document, parts, found.first, found.last, placed)


def _first_day(phrase: Phrase, start: str) -> str:
    """ "Since mid-March": from the fifteenth, not from the first day that may be called so."""
    meaning = phrase.found.meaning
    middle = isinstance(meaning, Calendar) and meaning.edge == "middle" and phrase.placed.grain == "month"
    return f"{start[:8]}15" if middle else start


def _range(left: Phrase, right: Phrase, parts: list[Word], document: Document) -> Time | None:
    """ "from 3 to 5 May", "between May and July", "Wednesday into Thursday", "the night of 24-25 April"."""
    a, b = _on_day_of(left.placed, right.placed), right.placed
    between = [parts[k].lower for k in range(left.found.last, right.found.first)]
    if not between or len(between) > 3 or a.start is None or b.end is None or a.kind == "duration":
        return None
    opener = _before(parts, left.found.first)
    word = between[0]
    if not (word in _TO or (word == "and" and opener in ("between", "both"))):
        return None
    if any(extra not in ("the", "in", "on", "late", "early", "of") for extra in between[1:]):
        return None
    end = b.end
    grain: Grain | None = a.grain if a.grain == b.grain else "open"
    night = word == "into" or a.grain == "night" or b.grain == "night"
    if night:
        grain = "night"
        end = b.moment.date.isoformat() if b.moment and b.moment.date else end
    if end < a.start:
        return None
    first = left.found.first - (1 if opener in ("from", "between") else 0)
    placed = replace(a, end=end, grain=grain, uncertain=a.uncertain or b.uncertain)
    return _time(document, parts, first, right.found.last, placed)


def _on_day_of(left: Placed, right: Placed) -> Placed:
    """ "Between 16:00 and 20:00 on Monday": the first hour is on the day of the second, or on the one before."""
    if left.uncertain != NO_DAY or right.uncertain is not None or not left.start or not right.start:
        return left
    if "T" not in left.start or "T" not in right.start:
        return left
    zone = left.start[_MINUTE:] or right.start[_MINUTE:]
    clock = left.start[_DAY:_MINUTE] + zone
    day: date | None = date.fromisoformat(right.start[:_DAY])
    if day is not None and day.isoformat() + clock > right.start:
        day = calendar.plus_days(day, -1)
    if day is None:
        return left
    start = day.isoformat() + clock
    return replace(left, start=start, end=start, uncertain=None)


def _overnight(
    left: Phrase, right: Phrase, parts: list[Word], published: date | None, document: Document
) -> Time | None:
    """ "overnight on Thursday", "overnight into Friday", "overnight on 24 April"."""
    if parts[left.found.first].lower != "overnight" or right.placed.moment is None:
        return None
    between = [parts[k].lower for k in range(left.found.last, right.found.first)]
    day = right.placed.moment.date
    if day is None or len(between) > 2 or any(word not in ("on", "into", "to", "from", "of", ",") for word in between):
        return None
    into = "into" in between or "to" in between
    ends = into or published == day
    first = calendar.plus_days(day, -1) if ends else day
    last = day if ends else calendar.plus_days(day, 1)
    if first is None or last is None:
        return None
    placed = replace(right.placed, start=first.isoformat(), end=last.isoformat(), grain="night", uncertain=None)
    return _time(document, parts, left.found.first, right.found.last, placed)


def _anchored(left: Phrase, right: Phrase, parts: list[Word], document: Document) -> Time | None:
    """ "a day after Monday's strike": the anchor's own date stands beside it."""
    meaning = left.found.meaning
    if not isinstance(meaning, Shift) or meaning.origin != "event" or right.placed.moment is None:
        return None
    if right.found.first - left.found.last > 3 or meaning.amount is None:
        return None
    if any(
        parts[k].lower not in ("after", "before", "following", "the", "last", "on")
        for k in range(left.found.last, right.found.first)
    ):
        return None
    moved = calendar.shift(right.placed.moment, meaning.sign * round(meaning.amount), meaning.unit)
    day = moved.date if moved else None
    if day is None:
        return None
    placed = replace(right.placed, start=day.isoformat(), end=day.isoformat(), grain="day", uncertain=None)
    return _time(document, parts, left.found.first, right.found.last, placed)


def since_events(
    parts: list[Word], lexicon: Lexicon, published: date | None, document: Document, here: frozenset[str]
) -> list[Time]:
    """ "since the invasion": from the named event's day to the day of publication."""
    times: list[Time] = []
    for k, word in enumerate(parts):
        if word.lower != "since":
            continue
        for stop, day in _named_after(parts, k + 1, lexicon, here):
            end = published.isoformat() if published else None
            if end is None or day <= end:
                uncertain = None if published else NO_PUBLICATION
                span = document.span(word.start, parts[stop - 1].end)
                times.append(Time(span, day, end, "open", uncertain))
    return times


def _named_after(parts: list[Word], start: int, lexicon: Lexicon, here: frozenset[str]) -> list[tuple[int, str]]:
    for k in range(start, min(start + _NEAR_EVENT, len(parts))):
        for table, near in lexicon.events:
            named = table.match(parts, k)
            if named and (not near or near & here):
                return [named]
    return []
