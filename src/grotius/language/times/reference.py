"""What a report's times are reckoned from: its dateline, its date of publication, and the story it tells."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from grotius.language.document import Document, Sentence
from grotius.language.times.ahead import looks_ahead
from grotius.language.times.calendar import make
from grotius.language.times.dates import Dates
from grotius.language.times.grammar import read
from grotius.language.times.lexicon import Lexicon
from grotius.language.times.meaning import Calendar, Found, Period, Shift
from grotius.language.times.place import place
from grotius.language.times.placed import Reference
from grotius.language.times.scan import Scan
from grotius.language.times.story import follow, grow_older
from grotius.language.times.words import Word, words

_DATELINE_SENTENCES = 4
_DATELINE_CHARACTERS = 400
_MOST_BEFORE = 14
_MOST_IN_HEADLINE = 40
_LEAST_YEARS = 8
_LABELS = frozenset("date published publication updated posted last first issued modified".split())
_OPENS = frozenset({'"', "“", "by"})
_PROSE = frozenset("on in since until till by of from to before after about for during and or between the this".split())


@dataclass(frozen=True, slots=True)
class Reading:
    """A sentence's words, what its time phrases mean, and what they are reckoned from."""

    words: list[Word]
    found: list[Found]
    reference: Reference


@dataclass(frozen=True, slots=True)
class Chronicle:
    """All sentences of a report read for time, once, without a parse."""

    published: date | None
    hour: int | None
    readings: tuple[Reading, ...]


def chronicle(document: Document, lexicon: Lexicon) -> Chronicle:
    read_sentences = [_read(sentence, lexicon) for sentence in document.sentences]
    written = dateline(document, lexicon)
    published = written or day_of(document.published)
    found = [phrase for _, phrases in read_sentences for phrase in phrases]
    reference = Reference(published, history=_is_history(found, published))
    readings: list[Reading] = []
    for sentence, (parts, phrases) in zip(document.sentences, read_sentences, strict=True):
        readings.append(Reading(parts, phrases, reference))
        reference = grow_older(_after(reference, sentence, parts, phrases, lexicon))
    hour = None if written else hour_of(document.published)
    return Chronicle(published, hour, tuple(readings))


def _read(sentence: Sentence, lexicon: Lexicon) -> tuple[list[Word], list[Found]]:
    parts = words(sentence.text, sentence.start)
    return parts, read(parts, lexicon)


def _after(
    reference: Reference, sentence: Sentence, parts: list[Word], found: list[Found], lexicon: Lexicon
) -> Reference:
    for phrase in found:
        reference = directed(reference, sentence, parts, phrase, lexicon)
        before = parts[phrase.first - 1].lower if phrase.first else ""
        reference = follow(reference, phrase, place(phrase.meaning, reference), before)
    return reference


def directed(reference: Reference, sentence: Sentence, parts: list[Word], phrase: Found, lexicon: Lexicon) -> Reference:
    """The reference with the direction in which this phrase looks."""
    back = phrase.first > 0 and parts[phrase.first - 1].lower == "since"
    ahead = not (back or reference.history) and looks_ahead(sentence, parts, phrase.first, phrase.last, lexicon)
    return replace(reference, ahead=ahead, back=back)


def day_of(published: str | None) -> date | None:
    """The day of an ISO date or date-time; ``None`` for anything else."""
    if not published:
        return None
    try:
        day = date.fromisoformat(published[:10])
    except ValueError:
        return None
    return make(day.year, day.month, day.day)


def hour_of(published: str | None) -> int | None:
    if not published or len(published) < 13:
        return None
    try:
        return datetime.fromisoformat(published).hour
    except ValueError:
        return None


def dateline(document: Document, lexicon: Lexicon) -> date | None:
    """The date that stands at the head of the report ("KYIV, April 25 (Reuters)", "AFP Friday 1 Jul 2016").

    A date inside a sentence of prose ("On 24 February 2022 ...") is none. One without a year takes the year
    nearest to the known date of publication.
    """
    for sentence in document.sentences[:_DATELINE_SENTENCES]:
        if sentence.start > _DATELINE_CHARACTERS:
            break
        parts = words(sentence.text[:_DATELINE_CHARACTERS], sentence.start)
        found = _headed(parts, sentence, lexicon, day_of(document.published))
        if found is not None:
            return found
    return None


def _headed(parts: list[Word], sentence: Sentence, lexicon: Lexicon, published: date | None) -> date | None:
    dates = Dates(Scan(parts, lexicon))
    labelled = bool(parts) and parts[0].lower in _LABELS
    for i in range(min(len(parts), _MOST_BEFORE)):
        word = parts[i]
        prose = word.lower in _PROSE or (word.text[0].islower() and word.lower not in ("am", "pm", "at", "by", "com"))
        if prose and not (labelled and word.lower in _LABELS | {"of", "on"}):
            return _credited(parts, i, dates)
        core = dates.core(i, False)
        if core is None or core[1].day is None or core[1].month is None:
            continue
        return _dated(parts, core[0], core[1], i, sentence, published, labelled)
    return None


def _credited(parts: list[Word], start: int, dates: Dates) -> date | None:
    """The date behind a headline and its credit: "... kills six in the town AFP Friday 1 Jul 2016 Six people"."""
    for i in range(start + 1, min(len(parts), _MOST_IN_HEADLINE)):
        if not parts[i].capital or not (parts[i - 1].capital or parts[i - 1].lower == ")"):
            continue
        core = dates.core(i, False)
        if core is None or core[1].weekday is None or core[1].day is None or core[1].year is None:
            continue
        return _make(core[1].year, core[1]) if _begins_anew(parts, core[0]) else None
    return None


def _begins_anew(parts: list[Word], stop: int) -> bool:
    """After a date at the head, a text begins: with a capital, a number, a quotation, a reporter's name."""
    if stop >= len(parts):
        return True
    return parts[stop].capital or parts[stop].number is not None or parts[stop].text in _OPENS


def _dated(
    parts: list[Word],
    stop: int,
    meaning: Calendar,
    i: int,
    sentence: Sentence,
    published: date | None,
    labelled: bool,
) -> date | None:
    follows = parts[stop].lower if stop < len(parts) else ""
    stands_alone = follows in ("", "(", ")", "-", "|", ".", "[") or sentence.headline or labelled
    if meaning.swappable:
        placed = place(meaning, Reference(published))
        return date.fromisoformat(placed.start) if placed.start else None
    if meaning.year is not None:
        begins = stands_alone or _begins_anew(parts, stop) or follows in ("at", "a", "the")
        return _make(meaning.year, meaning) if begins else None
    if not (follows in ("(", "-") and i > 0 and published is not None):
        return None
    options = [_make(published.year + k, meaning) for k in (-1, 0, 1)]
    return min((day for day in options if day), key=lambda day: abs((day - published).days), default=None)


def _make(year: int, meaning: Calendar) -> date | None:
    return make(year, meaning.month or 1, meaning.day or 1)


def _is_history(found: list[Found], published: date | None) -> bool:
    """Whether a text tells of times long before its publication: most of its dates do, and few count from it."""
    years = [p.meaning.year for p in found if isinstance(p.meaning, Calendar) and p.meaning.year is not None]
    if len(years) < _LEAST_YEARS:
        return False
    old = sum(1 for year in years if published is None or year < published.year)
    deictic = sum(1 for phrase in found if _is_deictic(phrase))
    return old * 4 >= len(years) * 3 and deictic * 10 <= len(years)


def _is_deictic(phrase: Found) -> bool:
    meaning = phrase.meaning
    match meaning:
        case Calendar():
            return meaning.weekday is not None and meaning.day is None
        case Period():
            return meaning.which in ("this", "last", "next")
        case Shift():
            return meaning.origin == "publication"
        case _:
            return False
