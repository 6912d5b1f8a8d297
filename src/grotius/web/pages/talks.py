"""Talks: meetings, calls, visits, negotiations and summits, with what became of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from grotius.errors import UnknownId
from grotius.record import ChangeRow, Filter, Reason, Shown, StatementRow, TalkRow, single
from grotius.record.facets import Facets, changes_of, event_facets
from grotius.web.asked import Asked
from grotius.web.desk import Desk
from grotius.web.faces import Page
from grotius.web.words import title


@dataclass(frozen=True, slots=True)
class TalkList:
    rows: tuple[TalkRow, ...]
    total: int
    next: str | None
    facets: Facets


@dataclass(frozen=True, slots=True)
class TalkPage:
    talk: TalkRow
    title: str
    tellings: tuple[Shown, ...]
    statements: tuple[StatementRow, ...]
    why: tuple[Reason, ...]
    history: tuple[ChangeRow, ...]
    redirected_from: str | None
    gone: str | None


def listing(desk: Desk, question: Asked, _: str = "") -> TalkList:
    def ask() -> TalkList:
        found = desk.record.talks(question.filter)
        facets = event_facets(desk.record, question.filter, "talk")
        return TalkList(found.rows, found.total, question.next(found.next), facets)

    return desk.kept(("talks", question), ask)


def rows(desk: Desk, question: Asked) -> Iterable[TalkRow]:
    return desk.record.talks(question.filter)


def one(desk: Desk, question: Asked, name: str) -> TalkPage:
    record, as_of = desk.record, question.filter.as_of
    shown = record.show(name, as_of)
    row = single.one(record, "talks", shown.id, as_of)
    if row is None:
        raise UnknownId(shown.gone or f"{name} is no talk; see /id/{name}.")
    tellings = tuple(record.show(telling, as_of) for telling in row.happening.tellings[:100])
    return TalkPage(
        talk=row,
        title=title(row),
        tellings=tellings,
        statements=record.statements(Filter(event=row.id, limit=200, as_of=as_of)).rows,
        why=tuple(record.why(row.id, as_of)),
        history=tuple(changes_of(record, row.id, as_of)),
        redirected_from=shown.redirected_from,
        gone=shown.gone,
    )


TALKS = Page("/talks", listing, "talks.html", "talks", rows)
TALK = Page("/talks/{name}", one, "talk.html")
