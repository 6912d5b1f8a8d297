"""Actors: who occurs how often in which role, and all that concerns one of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from grotius.errors import UnknownId
from grotius.folding import fold
from grotius.publish import Column
from grotius.record import EventRow, Filter, InteractionRow, PositionRow, StatementRow, TalkRow
from grotius.record.facets import ActorCount, actors
from grotius.web.asked import Asked
from grotius.web.desk import Desk
from grotius.web.faces import Page

_SHOWN = 12


@dataclass(frozen=True, slots=True)
class ActorList:
    rows: tuple[ActorCount, ...]


@dataclass(frozen=True, slots=True)
class ActorPage:
    actor: ActorCount
    statements: tuple[StatementRow, ...]
    statements_total: int
    positions: tuple[PositionRow, ...]
    talks: tuple[TalkRow, ...]
    talks_total: int
    events: tuple[EventRow, ...]
    events_total: int
    interactions: tuple[InteractionRow, ...]


def listing(desk: Desk, question: Asked, _: str = "") -> ActorList:
    text = question.filter.text
    return ActorList(tuple(desk.kept(("actors", text), lambda: actors(desk.record, text))))


def rows(desk: Desk, question: Asked) -> Iterable[ActorCount]:
    return actors(desk.record, question.filter.text, limit=10_000)


def one(desk: Desk, question: Asked, name: str) -> ActorPage:
    known = desk.kept("all actors", lambda: {row.key: row for row in actors(desk.record, limit=1_000_000)})
    if name not in known:
        raise UnknownId(f"There is no actor {name[:60]!r} in the record.")
    record, wanted = desk.record, question.but(actor=name, limit=_SHOWN)
    statements, talks, events = record.statements(wanted), record.talks(wanted), record.events(wanted)
    return ActorPage(
        actor=known[name],
        statements=statements.rows,
        statements_total=statements.total,
        positions=tuple(row for row in record.positions(Filter(actor=name, limit=100)) if _takes(row, name))[:50],
        talks=talks.rows,
        talks_total=talks.total,
        events=events.rows,
        events_total=events.total,
        interactions=record.interactions(wanted).rows,
    )


def _takes(row: PositionRow, name: str) -> bool:
    """Is it the actor's own, and not one that the actor tells of others?"""
    return name in (row.position.actor.id, row.position.party, fold(row.position.actor.name))


COLUMNS: list[Column[ActorCount]] = [
    Column("id", lambda row: row.key),
    Column("name", lambda row: row.name),
    Column("kind", lambda row: row.kind),
    Column("side", lambda row: row.side),
    Column("rows", lambda row: row.total),
    Column("roles", lambda row: "; ".join(f"{role.value} {role.count}" for role in row.roles)),
]
ACTORS = Page("/actors", listing, "actors.html", COLUMNS, rows)
ACTOR = Page("/actors/{name}", one, "actor.html")
