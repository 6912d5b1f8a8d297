"""The day of the news: what a report tells without a day happened on the day that it told just before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TypeVar

from grotius.codebook import Codebook
from grotius.extract.lengths import days_between
from grotius.extract.scene import Scene
from grotius.extract.tree import clause
from grotius.language import Document, Sentence, Token
from grotius.model import Figure, Mention, Time

Row = TypeVar("Row", Mention, Figure)

_DAYS = frozenset({"day", "part_of_day", "night", "hour", "minute"})
_LONG = frozenset({"month", "season", "year"})
_LEAD = 3
_GAP = 6
_HEAD = 3
_LONGEST_LENT = 2
_ASIDES = ("relcl", "acl")
_UNDER = ("advcl", "xcomp", "pcomp", "conj")
_NOT_FINITE = ("VBG", "VBN", "VB")
_STATES = frozenset({"affected", "without_power_or_heat", "missing", "hostages"})
_PRESENT = frozenset({"are", "is", "'re"})
_NOT_TOLD = frozenset({"has", "have", "is", "are", "will", "would", "may", "could"})


@dataclass(frozen=True, slots=True)
class _Told:
    """A day of fighting and the sentence that tells it."""

    index: int
    time: Time


class Days:
    """Lends the day of the news to rows that have no time; holds the words that turn to another happening."""

    def __init__(self, codebook: Codebook) -> None:
        self._turns = frozenset(codebook.modality["apart"].words)
        self._harm = frozenset(codebook.modality["harm"].words)

    def carried(
        self, document: Document, scene: Scene, mentions: Sequence[Mention], figures: Sequence[Figure]
    ) -> tuple[list[Mention], list[Figure]]:
        """The rows with their days. A time that a row has of its own is never touched."""
        rows: list[Mention | Figure] = [*mentions, *figures]
        fighting = sorted({document.sentence_at(row.sentence.start).index for row in rows})
        days = _days(document, rows, self._days_of_harm(document, scene))
        story = _Story(document, scene, days, _own_days(document, rows), fighting, self._turned(document))
        dated = [story.dated(mention, mention.span.start) for mention in mentions]
        times = {mention.id: mention.time for mention in dated}
        told: list[Figure] = []
        for figure in (_told_by_now(figure, scene.published) for figure in figures):
            lent = times.get(figure.mention) if figure.mention is not None else None
            told.append(figure if figure.cumulative or _is_told_of(figure) else story.of_figure(figure, lent))
        return dated, told

    def _days_of_harm(self, document: Document, scene: Scene) -> list[_Told]:
        """ "The deaths occurred on Friday": days told of what the rows tell, in sentences without a row."""
        return [
            _Told(sentence.index, time)
            for sentence in document.parsed
            for token in sentence.tokens
            if token.lemma in self._harm and token.dep in ("nsubj", "nsubjpass")
            if (time := scene.time(token, sentence)) is not None and _is_day(time)
        ]

    def _turned(self, document: Document) -> list[int]:
        """The sentences that turn away: "Separately, ...", "The agency meanwhile reported ..."."""
        return [
            sentence.index
            for sentence in document.parsed
            for token in sentence.tokens
            if token.lower in self._turns and (token.i < _HEAD or token.head in sentence.roots)
        ]


def settled(mentions: Iterable[Mention], published: str | None) -> list[Mention]:
    """Without the long times that other descriptions lent; a month that is not over ends with the publication."""
    return [_settled(mention, published) for mention in mentions]


def _told_by_now(row: Row, published: str | None) -> Row:
    """Without a day that is still to come: it is that of a talk about what happened."""
    time = row.time
    if row.actuality != "actual" or published is None or time is None or time.start is None:
        return row
    return replace(row, time=None) if time.start[:10] > published[:10] else row


def _settled(mention: Mention, published: str | None) -> Mention:
    mention = _told_by_now(mention, published)
    time = mention.time
    if time is None:
        return mention
    if not _is_told_of(mention) and (time.grain == "open" or not _is_short(time)):
        return replace(mention, time=None)
    if published is not None and time.grain in _LONG and time.start is not None and time.end is not None:
        day = published[:10]
        if time.start[:10] <= day < time.end[:10] and mention.actuality == "actual":
            return replace(mention, time=replace(time, end=day))
    return mention


def _is_short(time: Time) -> bool:
    days = days_between(time)
    return days is not None and days < _LONGEST_LENT


def _is_day(time: Time) -> bool:
    return time.grain in _DAYS and _is_short(time) and not time.uncertain


def _days(document: Document, rows: Iterable[Mention | Figure], more: Iterable[_Told]) -> list[_Told]:
    """The days of the rows, and more, in the order of the text; one for each sentence."""
    found: dict[int, _Told] = {}
    for row in rows:
        time = row.time
        if time is None or time.span is None or row.background or row.actuality != "actual":
            continue
        if _is_day(time):
            index = document.sentence_at(row.sentence.start).index
            found.setdefault(index, _Told(index, time))
    for told in more:
        found.setdefault(told.index, told)
    return [found[index] for index in sorted(found)]


def _own_days(document: Document, rows: Iterable[Mention | Figure]) -> frozenset[int]:
    """The sentences with a day that is told of one of their rows."""
    return frozenset(document.sentence_at(row.sentence.start).index for row in rows if _is_told_of(row))


def _is_told_of(row: Mention | Figure) -> bool:
    """The row's time stands in its own sentence, or is reckoned for it; no other row lent it."""
    if row.time is None:
        return False
    return row.time.span is None or row.sentence.start <= row.time.span.start < row.sentence.end


@dataclass(frozen=True, slots=True)
class _Story:
    """The days of one report as it tells them."""

    document: Document
    scene: Scene
    days: list[_Told]
    own: frozenset[int]
    fighting: list[int]
    turned: list[int]

    def dated(self, row: Row, start: int) -> Row:
        if not self.days or row.time is not None or row.background or row.actuality != "actual":
            return row
        sentence = self.document.sentence_at(start)
        token = sentence.token_at(start)
        if token is None or self._dates_the_saying(sentence):
            return row
        day = self._before(sentence.index) if _is_past(token) else None
        if day is None and (sentence.index < _LEAD or sentence.headline):
            day = self._after_lead(sentence.index)
        return row if day is None else replace(row, time=day)

    def of_figure(self, figure: Figure, lent: Time | None) -> Figure:
        """Its day: today for how things stand, else that of its event, else the day of the news."""
        if self.is_now(figure):
            return replace(figure, time=self.today)
        if self._dates_the_saying(self.document.sentence_at(figure.number.start)):
            return replace(figure, time=None)
        return self.dated(replace(figure, time=figure.time or lent), figure.number.start)

    def is_now(self, figure: Figure) -> bool:
        """ "50 people are trapped": told as it stands at the time of publication."""
        if figure.measure not in _STATES or self.scene.published is None:
            return False
        token = self.document.sentence_at(figure.number.start).token_at(figure.number.start)
        verb = clause(token) if token is not None else None
        return verb is not None and bool({child.lower for child in verb.all("auxpass", "aux")} & _PRESENT)

    @property
    def today(self) -> Time | None:
        published = self.scene.published
        return Time(None, published[:10], published[:10], "day") if published is not None else None

    def _before(self, index: int) -> Time | None:
        """The last day told before, where the report has gone on telling of fighting since then."""
        day = next((day for day in reversed(self.days) if day.index <= index), None)
        if day is None or any(day.index < turn <= index for turn in self.turned):
            return None
        since = [day.index, *(told for told in self.fighting if day.index < told <= index)]
        return None if any(later - earlier > _GAP for earlier, later in pairwise(since)) else day.time

    def _after_lead(self, index: int) -> Time | None:
        """At the head of a report: the first day told after, if it is told soon."""
        first = self.days[0]
        if not index < first.index <= index + _LEAD + 1:
            return None
        return None if any(index <= turn <= first.index for turn in self.turned) else first.time

    def _dates_the_saying(self, sentence: Sentence) -> bool:
        """The sentence has a day, and it is none of its own events: "six were killed, the mayor said on Friday"."""
        if sentence.index in self.own:
            return False
        return any(
            moment.time.grain in _DAYS and moment.time.start and not self.scene.is_dateline(moment, sentence)
            for moment in self.scene.moments(sentence)
        )


def _is_under_another(verb: Token) -> bool:
    """ "They attacked, killing two", "with jets carrying out raids": the time is that of the verb above."""
    if verb.dep == "acl":
        return verb.tag == "VBG"
    return verb.dep in _UNDER and verb.tag in _NOT_FINITE and verb.head is not verb


def _is_past(token: Token) -> bool:
    """The word stands in a clause that tells what happened: in the past tense, or below such a clause."""
    verb = clause(token)
    while _is_under_another(verb):
        verb = clause(verb.head)
    if verb.dep in _ASIDES or verb.pos not in ("VERB", "AUX"):
        return False
    helpers = {child.lower for child in verb.all("aux", "auxpass")}
    bare = verb.tag == "VBN" and not helpers and verb.child("nsubj") is not None  # "the attack damaged", by the tagger
    past = verb.tag == "VBD" or bare or bool(helpers & {"was", "were", "had", "did"})
    return not helpers & _NOT_TOLD and past
