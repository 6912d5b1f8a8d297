"""Rows as the search of a snapshot knows them."""

from __future__ import annotations

from collections.abc import Iterable

from grotius.english import cut
from grotius.model import Actor, Place
from grotius.publish.columns import actor
from grotius.record import EventRow, PositionRow, ReportRow, StatementRow, TalkRow
from grotius.web.pages.overview import day_of
from grotius.web.pages.positions import day_of as day_taken
from grotius.web.site.links import page_file, tag
from grotius.web.site.search import Document
from grotius.web.words import said, title

_LONGEST = 200


def of_event(row: EventRow) -> Document:
    told = row.happening
    named = [*told.actors, *(claim.figure.claimant for one in row.figures for claim in one.claims)]
    words = (row.id, *row.claimants, *(place.name for place in told.places), *(one.measure for one in row.figures))
    return Document(
        "event",
        title(row),
        page_file(row.id),
        day_of(row) or "",
        _short(told.words),
        (*words, told.type, told.mode or "", *(source.publisher or "" for source in row.sources)),
        (*_actors(named), *_places(told.places)),
    )


def of_talk(row: TalkRow) -> Document:
    told = row.happening
    words = (row.id, told.status, *(place.name for place in told.places))
    tags = (*_actors((*told.actors, *told.mediators)), *_places(told.places))
    return Document("talk", title(row), page_file(row.id), day_of(row) or "", _short(told.words), words, tags)


def of_statement(row: StatementRow) -> Document:
    told = row.statement
    head = f"{actor(told.speaker)}: {said(told.act)}"
    file = f"{page_file(row.origin.report)}#{told.id}"
    tags = (*_actors((told.speaker, told.addressee)), *_places((told.place,)))
    day = ((told.time.start if told.time else None) or row.origin.published or "")[:10]
    return Document("statement", head, file, day, _short(told.content.text), (told.id,), tags)


def of_position(row: PositionRow) -> Document:
    told = row.position
    head = f"{actor(told.actor)}: {said(told.stance)}, {said(told.issue)}"
    file = f"{page_file(row.origin.report)}#{told.id}"
    words = (told.id, told.party or "")
    return Document(
        "position", head, file, day_taken(row) or "", _short(told.span.text), words, tuple(_actors((told.actor,)))
    )


def of_report(row: ReportRow) -> Document:
    head = row.title or row.id
    return Document("report", head, page_file(row.id), (row.published or "")[:10], row.publisher or "", (row.id,))


def _actors(named: Iterable[Actor | None]) -> Iterable[tuple[str, str]]:
    return dict.fromkeys((tag("a", one.id or one.name), one.name) for one in named if one is not None)


def _places(named: Iterable[Place | None]) -> Iterable[tuple[str, str]]:
    return dict.fromkeys((tag("p", one.name), one.name) for one in named if one is not None)


def _short(text: str) -> str:
    return cut(text, _LONGEST)
