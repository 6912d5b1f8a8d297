"""The brief: a situation report composed from rows, every sentence with its footnotes.

A sentence says what its rows say and no more: numbers, names and days are taken from them as they are, nothing is added
up, and what sources disagree on is told as a range with who claims what.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from grotius.errors import SettingsError
from grotius.folding import fold
from grotius.merge import Claim, disagreements
from grotius.model import Actor, Time
from grotius.publish import brief_sentences as sentences
from grotius.publish.cells import plain
from grotius.publish.fields import as_date
from grotius.publish.package import Making
from grotius.publish.phrases import days, said, title
from grotius.publish.stream import every
from grotius.record import (
    ChangeRow,
    EventRow,
    Filter,
    MentionRow,
    Origin,
    PositionRow,
    Record,
    SourcedRow,
    TalkRow,
    TellingRow,
)
from grotius.record.makers import standing
from grotius.record.reading import DEFAULT_RULE
from grotius.record.whole import members_of

MOST_SENTENCES = 60
_LONGEST_DAYS = 3
"""What may have happened on more days than these and not all within the brief's own is no news of them."""
_AT_ONCE = 200
_FIRST = ("killed", "injured", "missing", "hostages", "captured", "displaced", "affected", "without_power_or_heat")
_UNNAMED = "outlet not named"
_CORRECTIONS = ("report changed", "event merged", "event gone")


H = TypeVar("H", EventRow, TalkRow)
Told = tuple[str, str, Sequence["Note"]]
"""What a sentence is about (or nothing), what it says, and its footnotes."""


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote: who published the words, when, and the words. ``row`` is the id that leads to all the rest."""

    outlet: str
    published: str | None
    words: str
    row: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """``notes`` are indexes into the brief's notes; there is always one at least. ``about`` is what the sentence begins
    with where several on end are about one happening."""

    text: str
    notes: tuple[int, ...]
    about: str = ""

    @property
    def rest(self) -> str:
        """The sentence without what it is about."""
        return self.text.removeprefix(f"{self.about}: ") if self.about else self.text


@dataclass(frozen=True, slots=True)
class Section:
    """``left_out`` counts sentences that the brief had no room for."""

    title: str
    sentences: tuple[Sentence, ...]
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class Brief:
    """A situation report on the days from ``since`` to ``until``, both included."""

    title: str
    since: str
    until: str
    sections: tuple[Section, ...]
    notes: tuple[Note, ...]
    citation: str

    def notes_of(self, sentence: Sentence) -> Iterator[tuple[int, Note]]:
        """The sentence's footnotes with the numbers that readers see."""
        for index in sentence.notes:
            yield index + 1, self.notes[index]


def compose(
    record: Record,
    wanted: Filter,
    *,
    corrected_since: str | None = None,
    most: int = MOST_SENTENCES,
) -> Brief:
    """A brief of what a filter lets through.

    Args:
        wanted: needs ``since`` and ``until``.
        corrected_since: corrections from this day on are told; from ``since`` unless given.
        most: sentences a section at most; the rest is counted.

    Raises:
        SettingsError: no days are given, or they are in the wrong order.
    """
    first, last = as_date(wanted.since), as_date(wanted.until)
    if first is None or last is None:
        raise SettingsError("A brief needs its first and last day, such as --since 2025-04-24 --until 2025-04-30.")
    if first > last:
        raise SettingsError(f"--since {wanted.since} is after --until {wanted.until}; swap them.")
    stands = standing(record, wanted.as_of)
    pinned = replace(wanted, limit=None, cursor=None, as_of=wanted.as_of or stands.at)
    making = Making(_title(wanted), "brief", pinned, wanted.rule or DEFAULT_RULE, stands)
    return _Writer(record, pinned, most).brief(making, corrected_since or first.isoformat())


def _title(wanted: Filter) -> str:
    about = [plain(part) for part in (wanted.place, wanted.actor, said(wanted.issue) if wanted.issue else None) if part]
    return f"Situation report{': ' + ', '.join(about) if about else ''}, {days(wanted.since, wanted.until)}"


class _Writer:
    """Composes one brief; keeps its footnotes."""

    def __init__(self, record: Record, wanted: Filter, most: int) -> None:
        self._record = record
        self._wanted = wanted
        self._most = most
        self._notes: dict[Note, int] = {}
        self._told: set[str] = set()

    def brief(self, making: Making, corrected_since: str) -> Brief:
        events = [row for row in every(self._record, "events", self._wanted) if self._fits(row)]
        talks = [row for row in every(self._record, "talks", self._wanted) if self._fits(row)]
        self._told = {row.id for row in (*events, *talks)}
        sections = (
            self._section("Fighting", self._fighting(events)),
            self._section("Tolls and damage", self._tolls(events)),
            self._section("Talks", self._talks(talks)),
            self._section("Positions that moved", self._moves()),
            self._section("What is disputed", self._disputes(events)),
            self._section("What was corrected", self._corrections(corrected_since)),
        )
        since, until = (self._wanted.since or "")[:10], (self._wanted.until or "")[:10]
        return Brief(making.title, since, until, sections, tuple(self._notes), making.citation)

    def _fits(self, row: EventRow | TalkRow) -> bool:
        """News of these days: not background, and not something that may have happened in any month around them."""
        time = row.happening.time
        return not row.happening.background and (time is None or self._is_near(time))

    def _is_near(self, time: Time) -> bool:
        start, end = as_date(time.start), as_date(time.end)
        first, last = as_date(self._wanted.since), as_date(self._wanted.until)
        if start is None or end is None or first is None or last is None:
            return start is not None or end is not None
        return (first <= start and end <= last) or (end - start).days < _LONGEST_DAYS

    def _section(self, name: str, told: Iterable[Told]) -> Section:
        kept: list[Sentence] = []
        left_out = 0
        for about, text, notes in told:
            if not notes:
                continue  # what nobody can look up is not said
            if len(kept) < self._most:
                numbers = tuple(dict.fromkeys(self._number(note) for note in notes))
                kept.append(Sentence(f"{about}: {text}" if about else text, numbers, about))
            else:
                left_out += 1
        return Section(name, tuple(kept), left_out)

    def _number(self, note: Note) -> int:
        return self._notes.setdefault(note, len(self._notes))

    # -- sections ---------------------------------------------------------------------------------------------------

    def _fighting(self, events: Sequence[EventRow]) -> Iterator[Told]:
        known = [row for row in events if row.happening.places or row.happening.time or row.happening.actors]
        for row, behind in self._with_rows([row for row in known if row.happening.status == "actual"]):
            mentions = [one for one in behind if isinstance(one, MentionRow)]
            tellings = [one for one in mentions if one.mention.actuality == "actual"]
            yield "", sentences.fighting(row, tellings), (*_told_by(row), *_credit_notes(tellings))

    def _with_rows(self, rows: Sequence[H]) -> Iterator[tuple[H, Sequence[SourcedRow]]]:
        """Each happening with the rows that tell it, looked up some dozen at a time."""
        for start in range(0, len(rows), _AT_ONCE):
            part = rows[start : start + _AT_ONCE]
            found = members_of(self._record, [row.id for row in part], self._wanted.as_of)
            yield from ((row, found.get(row.id, ())) for row in part)

    def _tolls(self, events: Sequence[EventRow]) -> Iterator[Told]:
        for row in events:
            if row.happening.status == "actual":
                for one in sorted(row.figures, key=lambda figure: _rank(figure.measure)):
                    if one.measure != "other" and (text := sentences.toll(one)):
                        notes = _claim_notes(sentences.claims_told(one), row.sources)
                        yield title(row.happening), f"{text}.", notes

    def _talks(self, talks: Sequence[TalkRow]) -> Iterator[Told]:
        known = [row for row in talks if row.happening.actors or row.happening.places]
        for row, behind in self._with_rows(known):
            tellings = [one for one in behind if isinstance(one, TellingRow)]
            yield "", sentences.talk(row, tellings), (*_told_by(row), *_credit_notes(tellings))

    def _moves(self) -> Iterator[Told]:
        """Where a party's stance is no longer the one it took before."""
        until = replace(self._wanted, since=None)
        before: dict[tuple[str, str, str], PositionRow] = {}
        for row in every(self._record, "positions", until):
            held = row.position
            if held.background or held.stance not in sentences.STANCES:
                continue
            key = (held.party or _key(held.actor), held.issue, held.sub_issue or "")
            was = before.get(key)
            if (
                was is not None
                and was.position.stance != held.stance
                and sentences.day_of(row) >= (self._wanted.since or "")
            ):
                yield "", sentences.moved(was, row), (_position_note(was), _position_note(row))
            before[key] = row

    def _disputes(self, events: Sequence[EventRow]) -> Iterator[Told]:
        for row in events:
            told = sentences.denied(row)
            for one in disagreements(row.figures):
                yield (
                    told,
                    f"{sentences.contradiction(one)}.",
                    _claim_notes(sentences.in_order(one.claims), row.sources),
                )
            if row.happening.denied_by or row.happening.status == "denied":
                denials = Filter(event=row.id, type="denied", as_of=self._wanted.as_of, limit=None)
                for denial in every(self._record, "mentions", denials):
                    who = sentences.denier(denial.mention, denial.origin)
                    yield told, f"{who} denies it.", (_mention_note(denial),)

    def _corrections(self, since: str) -> Iterator[Told]:
        """People's decisions, and what the machine took back; under a filter, only what bears on the brief's rows."""
        wanted = self._wanted
        narrow = any((wanted.place, wanted.actor, wanted.issue, wanted.type, wanted.measure, wanted.text))
        for change in _changes(self._record, since, self._wanted.as_of):
            counts = change.kind == "person" or change.what in _CORRECTIONS
            if counts and (not narrow or change.target in self._told):
                yield "", sentences.corrected(change), (_change_note(change),)


# -- footnotes ------------------------------------------------------------------------------------------------------


def _told_by(row: EventRow | TalkRow) -> tuple[Note, ...]:
    """The earliest telling, whose sentence stands for the happening."""
    told = row.happening
    first = next((step.report for step in told.history if step.telling == told.tellings[0]), None)
    origin = next((source for source in row.sources if source.report == first), None)
    return (_note(origin, row.happening.words, row.id),) if origin is not None else ()


def _credit_notes(tellings: Sequence[MentionRow | TellingRow]) -> Iterator[Note]:
    """The words in which each of those is credited whom the sentence names."""
    for one in sentences.credited(tellings).values():
        told = one.mention if isinstance(one, MentionRow) else one.talk
        yield _note(one.origin, told.sentence.text, told.id)


def _claim_notes(claims: Iterable[Claim], sources: Sequence[Origin]) -> tuple[Note, ...]:
    urls = {source.report: source.url for source in sources}
    return tuple(
        Note(
            plain(claim.publisher) or _UNNAMED,
            claim.published,
            plain(claim.figure.sentence.text),
            claim.figure.id,
            urls.get(claim.report),
        )
        for claim in claims
    )


def _position_note(row: PositionRow) -> Note:
    return _note(row.origin, row.position.sentence.text, row.position.id)


def _mention_note(row: MentionRow) -> Note:
    return _note(row.origin, row.mention.sentence.text, row.mention.id)


def _change_note(change: ChangeRow) -> Note:
    return Note(f"the record's diary, {plain(change.who)}", change.at, plain(change.why), change.target)


def _note(origin: Origin, words: str, row: str) -> Note:
    return Note(plain(origin.publisher) or _UNNAMED, origin.published, plain(words), row, origin.url)


# -- pieces ---------------------------------------------------------------------------------------------------------


def _rank(measure: str) -> int:
    """People first."""
    return _FIRST.index(measure) if measure in _FIRST else len(_FIRST)


def _key(actor: Actor) -> str:
    return actor.id or fold(actor.name)


def _changes(record: Record, since: str, as_of: str | None) -> Iterator[ChangeRow]:
    cursor: str | None = None
    while True:
        page = record.changes(since, limit=1000, cursor=cursor, as_of=as_of)
        yield from page
        cursor = page.next
        if cursor is None:
            return
