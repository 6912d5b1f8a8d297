"""Places: where things happened, and all that concerns one place and what lies in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from grotius.publish import Column
from grotius.record import EventRow, FigureRow, TalkRow
from grotius.record.facets import PlaceCount, places
from grotius.web.asked import Asked
from grotius.web.desk import Desk
from grotius.web.faces import Page

_SHOWN = 25


@dataclass(frozen=True, slots=True)
class PlaceList:
    rows: tuple[PlaceCount, ...]


@dataclass(frozen=True, slots=True)
class PlacePage:
    name: str
    events: tuple[EventRow, ...]
    events_total: int
    figures: tuple[FigureRow, ...]
    figures_total: int
    talks: tuple[TalkRow, ...]
    inside: tuple[PlaceCount, ...]


def listing(desk: Desk, question: Asked, _: str = "") -> PlaceList:
    text = question.filter.text
    return PlaceList(tuple(desk.kept(("places", text), lambda: places(desk.record, text))))


def rows(desk: Desk, question: Asked) -> Iterable[PlaceCount]:
    return places(desk.record, question.filter.text, limit=100_000)


def one(desk: Desk, question: Asked, name: str) -> PlacePage:
    record, wanted = desk.record, question.but(place=name, limit=_SHOWN)
    events, figures = record.events(wanted), record.figures(wanted)
    return PlacePage(
        name=name,
        events=events.rows,
        events_total=events.total,
        figures=figures.rows,
        figures_total=figures.total,
        talks=record.talks(wanted).rows,
        inside=tuple(places(record, name, limit=1)),
    )


COLUMNS: list[Column[PlaceCount]] = [
    Column("name", lambda row: row.name),
    Column("admin1", lambda row: row.admin1),
    Column("country", lambda row: row.country),
    Column("precision", lambda row: row.precision),
    Column("lat", lambda row: row.lat),
    Column("lon", lambda row: row.lon),
    Column("rows", lambda row: row.rows),
]
PLACES = Page("/places", listing, "places.html", COLUMNS, rows)
PLACE = Page("/places/{name}", one, "place.html")
