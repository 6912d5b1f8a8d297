"""Columns that several sheets share: when, where, who, in which words, and from which report."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from grotius.model import Actor, Place, Time
from grotius.publish.columns import actor as named
from grotius.publish.fields import Field, Value, as_date, joined
from grotius.record import EventRow, Origin, TalkRow

R = TypeVar("R")
H = TypeVar("H", EventRow, TalkRow)


def time(get: Callable[[R], Time | None]) -> list[Field[R]]:
    def part(name: str) -> Callable[[R], Any]:
        return lambda row: getattr(get(row), name) if get(row) is not None else None

    start, end = part("start"), part("end")
    return [
        Field(
            "date_start", "date", "First day on which it can have happened.", "#date+start", lambda r: as_date(start(r))
        ),
        Field("date_end", "date", "Last day on which it can have happened.", "#date+end", lambda r: as_date(end(r))),
        Field("time_start", "string", "Start of the interval, to the minute where told.", "#meta+time+start", start),
        Field("time_end", "string", "End of the interval; it belongs to it.", "#meta+time+end", end),
        Field("time_grain", "string", "How fine the time is told (minute to year).", "#meta+time+grain", part("grain")),
        Field("time_note", "string", "Why the time is uncertain, if it is.", "#meta+time+note", part("uncertain")),
    ]


def place(get: Callable[[R], Sequence[Place]]) -> list[Field[R]]:
    """The finest place, and all of them by name."""

    def first(name: str) -> Callable[[R], Any]:
        return lambda row: next((getattr(place, name) for place in get(row)), None)

    return [
        Field("place", "string", "The finest place, by its name in the gazetteer.", "#loc+name", first("name")),
        Field("places", "string", "All places, by name.", "#loc+name+list", lambda r: joined(p.name for p in get(r))),
        Field("geonames_id", "integer", "The place's number in GeoNames.", "#loc+code+geonames", first("geonames_id")),
        Field("admin1", "string", "First-level division that it lies in.", "#adm1+name", first("admin1")),
        Field("country", "string", "Country, two letters of ISO 3166.", "#country+code+iso2", first("country")),
        Field("latitude", "number", "Degrees; empty unless the place is a point.", "#geo+lat", first("lat")),
        Field("longitude", "number", "Degrees; empty unless the place is a point.", "#geo+lon", first("lon")),
        Field("precision", "string", "How precise the place is (exact to country).", "#loc+type", first("precision")),
    ]


def actor(name: str, about: str, hxl: str, get: Callable[[R], Actor | None]) -> list[Field[R]]:
    def part(key: str) -> Callable[[R], Any]:
        return lambda row: getattr(get(row), key) if get(row) is not None else None

    return [
        Field(name, "string", about, f"{hxl}+name", lambda row: named(get(row))),
        Field(
            f"{name}_id", "string", f"Id of the {name} in the codebook, or a hash of the name.", f"{hxl}+id", part("id")
        ),
        Field(f"{name}_kind", "string", f"What the {name} is (person, state ...).", f"{hxl}+type", part("kind")),
        Field(f"{name}_side", "string", "party, ally, mediator or other.", f"{hxl}+side", part("side")),
    ]


def origin(get: Callable[[R], Origin]) -> list[Field[R]]:
    return [
        Field("outlet", "string", "Who published the report.", "#meta+source+name", lambda row: get(row).publisher),
        Field("published", "string", "When it was published.", "#date+published", lambda row: get(row).published),
        Field("headline", "string", "Title of the report.", "#meta+title", lambda row: get(row).title),
        Field("url", "string", "Address of the report.", "#meta+url", lambda row: get(row).url),
        Field("report", "string", "Id of the report.", "#meta+report+id", lambda row: get(row).report),
        Field(
            "family", "string", "Reports that copy one story share it.", "#meta+family+id", lambda row: get(row).family
        ),
    ]


def words_at(name: str, about: str, get: Callable[[R], Any]) -> list[Field[R]]:
    """Words with their place in the report's cleaned text."""

    def part(key: str) -> Callable[[R], Any]:
        return lambda row: getattr(get(row), key) if get(row) is not None else None

    return [
        Field(name, "string", about, f"#description+{name}", part("text")),
        Field(f"{name}_start", "integer", "Where they begin, in code points.", f"#meta+{name}+start", part("start")),
        Field(f"{name}_end", "integer", "Where they end, not included.", f"#meta+{name}+end", part("end")),
    ]


def toll_of(measure: str) -> list[Field[EventRow]]:
    def one(part: str) -> Callable[[EventRow], Value]:
        return lambda row: next((getattr(f, part) for f in row.figures if f.measure == measure), None)

    tag = {"killed": "#affected+killed", "injured": "#affected+injured"}[measure]
    return [
        Field(f"{measure}_low", "integer", f"Lowest number of {measure} that stands.", f"{tag}+min", one("low")),
        Field(f"{measure}_best", "integer", f"Number of {measure} under the rule of this export.", tag, one("best")),
        Field(f"{measure}_high", "integer", f"Highest number of {measure} that stands.", f"{tag}+max", one("high")),
        Field(f"{measure}_verdict", "string", "agreed, rising, disputed or unclear.", f"{tag}+status", one("verdict")),
    ]


def sources(_row: type[H]) -> list[Field[H]]:
    """How many tell a happening, how independent they are, and who they are; for rows of the type."""
    return [
        Field("reports", "integer", "How many reports tell it.", "#meta+reports+num", lambda row: row.reports),
        Field("families", "integer", "How many stories, copies once.", "#meta+families+num", lambda row: row.families),
        Field(
            "independent",
            "integer",
            "How many sources that share neither story nor claimant.",
            "#meta+independent+num",
            lambda row: row.independent,
        ),
        Field("outlets", "string", "Who published them.", "#meta+source+name", _outlets),
        Field("urls", "string", "Their addresses.", "#meta+url", _urls),
    ]


def _outlets(row: EventRow | TalkRow) -> str | None:
    return joined(source.publisher for source in row.sources)


def _urls(row: EventRow | TalkRow) -> str | None:
    return joined(source.url for source in row.sources)


def decided(row: Any) -> str | None:
    return joined(f"{one.decision} by {one.who}" for one in row.verdicts)
