"""Where each kind of row goes: its columns for asking, its places and its actors. The whole row goes along as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Table

from grotius.folding import fold, without_type
from grotius.model import (
    Actor,
    Extraction,
    Figure,
    Interaction,
    Mention,
    Place,
    Position,
    Statement,
    Talk,
    Time,
)
from grotius.record import schema

Kind = Literal["mention", "figure", "talk", "statement", "position", "interaction"]
Row = Mention | Figure | Talk | Statement | Position | Interaction
Columns = dict[str, Any]

TYPES: dict[str, type[Row]] = {
    "mention": Mention,
    "figure": Figure,
    "talk": Talk,
    "statement": Statement,
    "position": Position,
    "interaction": Interaction,
}

TABLES: dict[str, Table] = {
    "mention": schema.mentions,
    "figure": schema.figures,
    "talk": schema.talks,
    "statement": schema.statements,
    "position": schema.positions,
    "interaction": schema.interactions,
}


@dataclass(frozen=True, slots=True)
class Shelved:
    """A row and the kind of shelf that it belongs on."""

    kind: Kind
    row: Row


def shelved(extraction: Extraction) -> Iterator[Shelved]:
    """All rows of an extraction, each once."""
    yield from (Shelved("mention", row) for row in extraction.mentions)
    yield from (Shelved("figure", row) for row in extraction.figures)
    yield from (Shelved("talk", row) for row in extraction.talks)
    yield from (Shelved("statement", row) for row in extraction.statements)
    yield from (Shelved("position", row) for row in extraction.positions)
    yield from (Shelved("interaction", row) for row in extraction.interactions)


def columns(row: Row) -> Columns:
    """The columns of the row's own table."""
    match row:
        case Mention():
            return {"type": row.type, "mode": row.mode, "actuality": row.actuality}
        case Figure():
            return _figure(row)
        case Talk():
            return {"type": row.kind, "status": row.status}
        case Statement():
            return {"act": row.act, "quoted": row.quoted, "within": row.within, "talk": row.talk}
        case Position():
            return _position(row)
        case Interaction():
            return {"root": row.root, "cameo": row.cameo, "modality": row.modality}


def _figure(row: Figure) -> Columns:
    return {
        "measure": row.measure,
        "low": row.low,
        "best": row.best,
        "high": row.high,
        "approx": row.approx,
        "cumulative": row.cumulative,
        "actuality": row.actuality,
        "mention": row.mention,
        "part_of": row.part_of,
    }


def _position(row: Position) -> Columns:
    return {
        "issue": row.issue,
        "sub_issue": row.sub_issue,
        "stance": row.stance,
        "party": row.party,
        "reported": row.reported,
        "statement": row.statement,
    }


def anchor(row: Row) -> tuple[int, int, str]:
    """Where the row stands and in which words: what people's decisions hold on to."""
    span = row.number if isinstance(row, Figure) else row.content if isinstance(row, Statement) else row.span
    return span.start, span.end, span.text


def places(row: Row) -> tuple[Place, ...]:
    if isinstance(row, Mention):
        return row.places
    return (row.place,) if not isinstance(row, Position) and row.place is not None else ()


def actors(row: Row) -> Iterator[tuple[str, Actor]]:
    """Each actor with its role."""
    match row:
        case Mention():
            yield from _known(("by", row.by), ("claimant", row.claimant))
        case Figure():
            yield from _known(("claimant", row.claimant))
        case Talk():
            yield from (("participant", actor) for actor in row.participants)
            yield from (("mediator", actor) for actor in row.mediators)
            yield from _known(("claimant", row.claimant))
        case Statement():
            yield from _known(("speaker", row.speaker), ("addressee", row.addressee))
        case Position():
            yield from _known(("actor", row.actor), ("claimant", row.claimant))
        case Interaction():
            yield from _known(("source", row.source), ("target", row.target))


def _known(*pairs: tuple[str, Actor | None]) -> Iterator[tuple[str, Actor]]:
    return ((role, actor) for role, actor in pairs if actor is not None)


def place_columns(place: Place) -> Columns:
    return {
        "name": place.name,
        "folded": place_key(place.name),
        "geonames_id": place.geonames_id,
        "admin1": place_key(place.admin1) if place.admin1 else None,
        "country": fold(place.country) if place.country else None,
        "lat": place.lat,
        "lon": place.lon,
        "precision": place.precision,
    }


def place_key(name: str) -> str:
    """``Donetsk oblast`` and ``the Donetsk region`` share a key."""
    return without_type(fold(name))


def actor_columns(role: str, actor: Actor) -> Columns:
    return {
        "role": role,
        "actor": actor.id,
        "name": actor.name,
        "folded": fold(actor.name),
        "kind": actor.kind,
        "side": actor.side,
    }


def days(time: Time | None, published: str | None, background: bool) -> tuple[str | None, str | None]:
    """The days to find a row by: its own, or for news the day of publication where its words give none."""
    first = time.start[:10] if time and time.start else None
    last = time.end[:10] if time and time.end else None
    if first is None and last is None and not background and published:
        return published[:10], published[:10]
    ends = sorted(day for day in (first, last) if day is not None)
    return (ends[0], ends[-1]) if ends else (None, None)
