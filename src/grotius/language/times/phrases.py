"""Time phrases of parsed sentences, as TIMEX3 and as intervals."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from weakref import WeakKeyDictionary

from grotius.codebook.shapes.times import TimeWords
from grotius.language.document import Document, Sentence
from grotius.language.times.join import Phrase, join, since_events
from grotius.language.times.lexicon import Lexicon
from grotius.language.times.meaning import Calendar, Found, Shift
from grotius.language.times.place import place
from grotius.language.times.placed import Kind, Placed, Reference
from grotius.language.times.reference import Chronicle, Reading, chronicle, dateline, directed
from grotius.language.times.story import follow
from grotius.model import Span, Time

DISAGREE = "the words name a night that was not over when the report was published"
_EVENING = 20


@dataclass(frozen=True, slots=True)
class Offset:
    """How far a phrase lies from the event that it is told by: "a day after the strike" is (1, "D", after)."""

    amount: float | None
    unit: str
    after: bool


@dataclass(frozen=True, slots=True)
class TimePhrase:
    """One time phrase as TIMEX3 marks it: its words without the preposition, its type and value, its interval.

    ``value`` is "" where the standard has none. ``offset`` is set where the phrase counts from an event of the text.
    """

    span: Span
    kind: Kind
    value: str
    time: Time
    offset: Offset | None = None


class TimeReader:
    """Finds the time phrases of sentences. Made once from the codebook's ``times``."""

    def __init__(self, entries: Mapping[str, TimeWords]) -> None:
        self._lexicon = Lexicon(entries)
        self._chronicles: WeakKeyDictionary[Document, Chronicle] = WeakKeyDictionary()
        self._times: WeakKeyDictionary[Document, dict[int, list[Time]]] = WeakKeyDictionary()
        self._near = frozenset(word for _, near in self._lexicon.events for word in near)

    def read(self, sentence: Sentence) -> list[TimePhrase]:
        """All time phrases, left to right, resolved against dateline, publication and what the text spoke of."""
        reading = self._reading(sentence)
        return [self._phrase(sentence, reading, phrase) for phrase in self._placed(sentence, reading)]

    def times(self, sentence: Sentence) -> list[Time]:
        """The times of a sentence: phrases that name an interval, ranges joined, "since" counted to publication.

        Plain lengths ("for three days") and repeats ("every day") are no times. A phrase that cannot be placed has
        neither start nor end, and ``uncertain`` says why.
        """
        if not sentence.parsed:
            return self._read_times(sentence)
        known = self._times.setdefault(sentence.document, {})
        if sentence.index not in known:
            known[sentence.index] = self._read_times(sentence)
        return list(known[sentence.index])

    def _read_times(self, sentence: Sentence) -> list[Time]:
        reading = self._reading(sentence)
        document, published = sentence.document, self._chronicle(sentence.document).published
        times = join(self._placed(sentence, reading), reading.words, published, document)
        if any(word.lower == "since" for word in reading.words) and self._near:
            here = self._near & {word.lower for r in self._chronicle(document).readings for word in r.words}
            named = since_events(reading.words, self._lexicon, published, document, here)
            times.extend(time for time in named if not any(_overlap(time, other) for other in times))
        return sorted(times, key=lambda time: time.span.start if time.span else 0)

    def dateline(self, document: Document) -> str | None:
        """The date at the head of the report itself, which beats the one given with it; ``None`` if there is none."""
        found = dateline(document, self._lexicon)
        return found.isoformat() if found else None

    def war_began(self, document: Document) -> str | None:
        """The first day of the war that the report tells of; ``None`` where its words tell of none, or of several."""
        here = self._near & {word.lower for reading in self._chronicle(document).readings for word in reading.words}
        days = {min(table.values) for table, near in self._lexicon.events if near & here}
        return days.pop() if len(days) == 1 else None

    def _chronicle(self, document: Document) -> Chronicle:
        known = self._chronicles.get(document)
        if known is None:
            known = self._chronicles[document] = chronicle(document, self._lexicon)
        return known

    def _reading(self, sentence: Sentence) -> Reading:
        return self._chronicle(sentence.document).readings[sentence.index]

    def _placed(self, sentence: Sentence, reading: Reading) -> list[Phrase]:
        story = self._chronicle(sentence.document)
        reference = reading.reference
        phrases: list[Phrase] = []
        for found in reading.found:
            if _is_name(found, reading, sentence):
                continue
            reference = directed(reference, sentence, reading.words, found, self._lexicon)
            placed = _night(found, place(found.meaning, reference), reference, story.hour)
            phrases.append(Phrase(found, placed))
            before = reading.words[found.first - 1].lower if found.first else ""
            reference = follow(reference, found, placed, before)
        return phrases

    def _phrase(self, sentence: Sentence, reading: Reading, phrase: Phrase) -> TimePhrase:
        found, placed = phrase.found, phrase.placed
        span = sentence.document.span(reading.words[found.first].start, reading.words[found.last - 1].end)
        time = Time(span, placed.start, placed.end, placed.grain, placed.uncertain)
        return TimePhrase(span, placed.kind, placed.value, time, _offset(found))


def _offset(found: Found) -> Offset | None:
    meaning = found.meaning
    if isinstance(meaning, Shift) and meaning.origin != "publication":
        return Offset(meaning.amount, meaning.unit, meaning.sign > 0)
    return None


def _overlap(a: Time, b: Time) -> bool:
    return a.span is not None and b.span is not None and a.span.start < b.span.end and b.span.start < a.span.end


def _is_name(found: Found, reading: Reading, sentence: Sentence) -> bool:
    """ "April" or "June" as a person's name."""
    meaning = found.meaning
    if not isinstance(meaning, Calendar) or meaning.month is None or meaning.day or meaning.year or not sentence.parsed:
        return False
    token = sentence.token_at(reading.words[found.first].start)
    name = sentence.name_at(token) if token else None
    return name is not None and name.kind == "person" and name.end - name.start > found.last - found.first


def _night(found: Found, placed: Placed, reference: Reference, hour: int | None) -> Placed:
    """A night of the past that ends after the publication: the night before is meant, and the doubt is kept."""
    meaning = found.meaning
    if not isinstance(meaning, Calendar) or meaning.part != "NI" or meaning.weekday is None or meaning.day is not None:
        return placed
    published = reference.published
    if published is None or reference.ahead or reference.history or placed.start != published.isoformat():
        return placed
    if hour is not None and hour >= _EVENING:
        return placed
    before = published - timedelta(days=1)
    return replace(placed, start=before.isoformat(), end=published.isoformat(), uncertain=DISAGREE)
