"""Reports: the list, and one report's text with all that was found in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from grotius.errors import UnknownId
from grotius.model import Figure, Interaction, Mention, Position, Span, Statement, Talk
from grotius.publish.columns import actor, quantity
from grotius.record import (
    FigureRow,
    Filter,
    InteractionRow,
    MentionRow,
    PositionRow,
    ReportRow,
    SourcedRow,
    StatementRow,
    TellingRow,
)
from grotius.record.facets import reports_of_family, tellings, text_of
from grotius.web.asked import Asked
from grotius.web.desk import Desk
from grotius.web.faces import Page
from grotius.web.marks import Mark, Piece, pieces
from grotius.web.words import said, when, where

_MOST = 2_000
Row = Figure | Interaction | Mention | Position | Statement | Talk


@dataclass(frozen=True, slots=True)
class ReportList:
    rows: tuple[ReportRow, ...]
    total: int
    next: str | None


@dataclass(frozen=True, slots=True)
class Found:
    """A row of the report in one line: what kind it is, what it says, in which words."""

    kind: str
    id: str
    says: str
    words: str
    start: int
    event: str | None
    rejected: bool


@dataclass(frozen=True, slots=True)
class ReportPage:
    report: ReportRow
    pieces: tuple[Piece, ...]
    found: tuple[Found, ...]
    kinds: tuple[str, ...]
    copies: tuple[ReportRow, ...]


def listing(desk: Desk, question: Asked, _: str = "") -> ReportList:
    found = desk.record.reports(question.filter)
    return ReportList(found.rows, found.total, question.next(found.next))


def rows(desk: Desk, question: Asked) -> Iterable[ReportRow]:
    return desk.record.reports(question.filter)


def one(desk: Desk, question: Asked, name: str) -> ReportPage:
    as_of = question.filter.as_of
    return desk.kept(("report", name, as_of), lambda: _one(desk, name, as_of))


def _one(desk: Desk, name: str, as_of: str | None) -> ReportPage:
    found = desk.record.reports(Filter(report=name, limit=1, as_of=as_of)).rows
    text = text_of(desk.record, name, as_of)
    if not found or text is None:
        raise UnknownId(f"There is no report {name!r} in the record.")
    sourced = list(_sourced(desk, name, as_of))
    told = sorted(map(found_of, sourced), key=lambda row: (row.start, row.kind, row.id))
    marks = [mark for row in sourced for mark in _marks(row)]
    return ReportPage(
        report=found[0],
        pieces=pieces(text.text, marks),
        found=tuple(told),
        kinds=tuple(dict.fromkeys(row.kind for row in told)),
        copies=tuple(_copies(desk, found[0])),
    )


def _copies(desk: Desk, report: ReportRow) -> Iterable[ReportRow]:
    """Others of its family."""
    return (other for other in reports_of_family(desk.record, report.family) if other.id != report.id)


def _sourced(desk: Desk, name: str, as_of: str | None) -> Iterable[SourcedRow]:
    wanted, record = Filter(report=name, limit=_MOST, as_of=as_of), desk.record
    yield from record.mentions(wanted)
    yield from record.figures(wanted)
    yield from tellings(record, wanted)
    yield from record.statements(wanted)
    yield from record.positions(wanted)
    yield from record.interactions(wanted)


def found_of(row: SourcedRow) -> Found:
    """The row in one line."""
    kind, bare, says = _said(row)
    span = _span(bare)
    rejected = any(verdict.decision == "reject" for verdict in row.verdicts[-1:])
    return Found(kind, bare.id, says, span.text, span.start, row.event, rejected)


def _said(row: SourcedRow) -> tuple[str, Row, str]:
    """Its kind, the bare row, and what it says."""
    match row:
        case FigureRow(figure=figure):
            by = f", says {actor(figure.claimant)}" if figure.claimant else ""
            return "figure", figure, f"{quantity(figure)} {said(figure.measure)}{by}"
        case MentionRow(mention=mention):
            parts = (said(mention.type), where(mention.places), when(mention.time))
            status = "" if mention.actuality == "actual" else f" ({mention.actuality})"
            return "event", mention, ", ".join(filter(None, parts)) + status
        case TellingRow(talk=talk):
            people = ", ".join(one.name for one in talk.participants)
            return "talk", talk, f"{talk.kind}, {talk.status}" + (f": {people}" if people else "")
        case StatementRow(statement=statement):
            return "statement", statement, f"{actor(statement.speaker)}: {statement.act}"
        case PositionRow(position=position):
            return "position", position, f"{actor(position.actor)}: {position.stance}, {said(position.issue)}"
        case InteractionRow(interaction=interaction):
            target = f" → {actor(interaction.target)}" if interaction.target else ""
            return "interaction", interaction, f"{actor(interaction.source)}{target}: {interaction.root}"


def _span(row: Row) -> Span:
    return row.content if isinstance(row, Statement) else row.span


def _marks(row: SourcedRow) -> Iterable[Mark]:
    kind, bare, says = _said(row)
    span = _span(bare)
    yield Mark(span.start, span.end, kind, bare.id, says)
    yield from (Mark(other.span.start, other.span.end, kind, bare.id, says) for other in row.also)


REPORTS = Page("/reports", listing, "reports.html", "reports", rows)
REPORT = Page("/reports/{name}", one, "report.html")
