"""What pages of a snapshot show that pages of the live site look up: one dataclass for each, made of rows at hand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from grotius.folding import fold
from grotius.model import Actor, Interaction, Mention, Place, Position, Span, Statement, Talk
from grotius.record import (
    ChangeRow,
    EventRow,
    Origin,
    Reason,
    ReportRow,
    SourcedRow,
    StatementRow,
    TalkRow,
    TellingRow,
)
from grotius.record.facets import ActorCount, Count, PlaceCount
from grotius.record.reading import row_in, span_of
from grotius.web.pages.reports import Found, found_of


@dataclass(frozen=True, slots=True)
class TellingOfTalk:
    """What one report says of a talk."""

    id: str
    origin: Origin
    sentence: Span
    span: Span

    @staticmethod
    def of(row: TellingRow) -> TellingOfTalk:
        return TellingOfTalk(row.talk.id, row.origin, row.talk.sentence, row.talk.span)


@dataclass(frozen=True, slots=True)
class PublishedTalk:
    talk: TalkRow
    title: str
    tellings: tuple[TellingOfTalk, ...]
    statements: tuple[StatementRow, ...]
    why: tuple[Reason, ...]
    history: tuple[ChangeRow, ...]
    redirected_from: None = None
    gone: None = None


@dataclass(frozen=True, slots=True)
class FoundInReport:
    """A row of a report with its own sentence: the rest of the report's text is its publisher's."""

    found: Found
    sentence: Span
    span: Span

    @staticmethod
    def of(row: SourcedRow) -> FoundInReport:
        bare = row_in(row)
        return FoundInReport(found_of(row), bare.sentence, span_of(bare))


@dataclass(frozen=True, slots=True)
class PublishedReport:
    report: ReportRow
    found: tuple[FoundInReport, ...]
    copies: tuple[tuple[str, str], ...]


def reports_of(rows: Iterable[SourcedRow]) -> dict[str, str]:
    """In which report each row stands."""
    return {row_in(row).id: row.origin.report for row in rows}


def claims_of(row: EventRow) -> dict[str, str]:
    return {claim.figure.id: claim.report for figure in row.figures for claim in figure.claims}


# -- who and where ------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class Census:
    """How often each actor and place occurs among the rows that are published, and as what."""

    _roles: dict[str, Counter[str]] = field(default_factory=dict)
    _actors: dict[str, Actor] = field(default_factory=dict)
    _rows_at: Counter[tuple[str, str | None]] = field(default_factory=Counter)
    _places: dict[tuple[str, str | None], Place] = field(default_factory=dict)

    def count(self, row: SourcedRow) -> None:
        for role, one in actors_in(row):
            key = one.id or fold(one.name)
            self._actors.setdefault(key, one)
            self._roles.setdefault(key, Counter())[role] += 1
        for place in places_in(row):
            if place.precision != "unknown":
                self._places.setdefault((place.name, place.admin1), place)
                self._rows_at[place.name, place.admin1] += 1

    def actors(self) -> Sequence[ActorCount]:
        """The commonest first."""
        made = [
            ActorCount(
                key=key,
                name=self._actors[key].name,
                kind=self._actors[key].kind,
                side=self._actors[key].side,
                total=roles.total(),
                roles=tuple(Count(role, count) for role, count in sorted(roles.items())),
            )
            for key, roles in self._roles.items()
        ]
        return sorted(made, key=lambda one: (-one.total, one.name))

    def places(self) -> Sequence[PlaceCount]:
        """The commonest first."""
        made = []
        for key, count in self._rows_at.items():
            one = self._places[key]
            made.append(PlaceCount(one.name, one.admin1, one.country, one.precision, one.lat, one.lon, count))
        return sorted(made, key=lambda one: (-one.rows, one.name, one.admin1 or ""))


def actors_in(row: SourcedRow) -> Iterator[tuple[str, Actor]]:
    """Who occurs in the row, and as what."""
    bare = row_in(row)
    told: Mapping[str, Actor | None]
    match bare:
        case Mention():
            told = {"by": bare.by, "claimant": bare.claimant}
        case Talk():
            yield from (("participant", one) for one in bare.participants)
            told = {"claimant": bare.claimant}
        case Statement():
            told = {"speaker": bare.speaker, "addressee": bare.addressee}
        case Position():
            told = {"holder": bare.actor, "claimant": bare.claimant}
        case Interaction():
            told = {"source": bare.source, "target": bare.target}
        case _:
            told = {"claimant": bare.claimant}
    yield from ((role, one) for role, one in told.items() if one is not None)


def places_in(row: SourcedRow) -> Iterable[Place]:
    bare = row_in(row)
    if isinstance(bare, Mention):
        return bare.places
    place = None if isinstance(bare, Position) else bare.place
    return () if place is None else (place,)
