"""Interactions in the columns of POLECAT, the data set coded to PLOVER, and what those cannot carry.

Source: Halterman et al., "PLOVER and POLECAT: A New Political Event Ontology and Dataset" (2023).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from grotius.model import Actor, Place
from grotius.publish.countries import Country, country
from grotius.publish.fields import Field, Kind, Loss, Sheet, Value, as_date
from grotius.record import InteractionRow
from grotius.record.countries import country_code

_QUAD = {
    "AGREE": "VERBAL COOPERATION",
    "CONSULT": "VERBAL COOPERATION",
    "SUPPORT": "VERBAL COOPERATION",
    "COOPERATE": "MATERIAL COOPERATION",
    "AID": "MATERIAL COOPERATION",
    "YIELD": "MATERIAL COOPERATION",
    "REQUEST": "VERBAL CONFLICT",
    "ACCUSE": "VERBAL CONFLICT",
    "REJECT": "VERBAL CONFLICT",
    "THREATEN": "VERBAL CONFLICT",
    "PROTEST": "MATERIAL CONFLICT",
    "SANCTION": "MATERIAL CONFLICT",
    "MOBILIZE": "MATERIAL CONFLICT",
    "COERCE": "MATERIAL CONFLICT",
    "ASSAULT": "MATERIAL CONFLICT",
    "CRIME": "MATERIAL CONFLICT",
}
"""The four quarters of PLOVER, by root."""


def _state_of(one: Actor | None) -> Country | None:
    return country(country_code(one.name)) if one is not None and one.kind == "state" else None


def _source(row: InteractionRow) -> Actor | None:
    return row.interaction.source


def _target(row: InteractionRow) -> Actor | None:
    return row.interaction.target


def _place(row: InteractionRow) -> Place | None:
    return row.interaction.place


def _date(row: InteractionRow) -> Value:
    time = row.interaction.time
    day = as_date(time.start or time.end) if time is not None else None
    return day or as_date(row.origin.published)


def _one(
    name: str, kind: Kind, about: str, hxl: str, value: Callable[[InteractionRow], Value]
) -> Field[InteractionRow]:
    return Field(name, kind, about, hxl, value)


def _part(get: Callable[[InteractionRow], Any], name: str) -> Callable[[InteractionRow], Any]:
    return lambda row: getattr(get(row), name, None)


def _side(role: str, tag: str, get: Callable[[InteractionRow], Actor | None]) -> list[Field[InteractionRow]]:
    return [
        _one(f"{role} Name", "string", f"Name of the {role.lower()}.", f"#actor+{tag}+name", _part(get, "name")),
        _one(
            f"{role} Country",
            "string",
            "Its country, three letters, if it is a state.",
            f"#actor+{tag}+country",
            lambda row: getattr(_state_of(get(row)), "iso3", None),
        ),
        _one(f"{role} COW", "string", "Not known.", f"#actor+{tag}+cow", lambda row: None),
        _one(f"Primary {role} Sector", "string", "Not known.", f"#actor+{tag}+sector", lambda row: None),
        _one(f"{role} Sectors", "string", "Not known.", f"#actor+{tag}+sectors", lambda row: None),
        _one(f"{role} Title", "string", "Its office.", f"#actor+{tag}+title", _part(get, "office")),
        _one(
            f"{role} Name Raw",
            "string",
            "The words of the report.",
            f"#actor+{tag}+words",
            lambda row: getattr(_part(get, "span")(row), "text", None),
        ),
        _one(f"Wikipedia {role} ID", "string", "Not known.", f"#actor+{tag}+wikipedia", lambda row: None),
    ]


def _contexts(row: InteractionRow) -> str | None:
    """PLOVER's contexts for what has not happened yet or is long past."""
    told = "future" if row.interaction.modality == "future" else None
    return ";".join(filter(None, (told, "historical" if row.interaction.background else None))) or None


def _rows(row: InteractionRow) -> Iterable[InteractionRow]:
    return (row,) if _is_written(row) else ()


def _is_written(row: InteractionRow) -> bool:
    return row.interaction.modality != "negated"


def _is_long(row: InteractionRow) -> bool:
    time = row.interaction.time
    return time is not None and (time.start or "")[:10] != (time.end or "")[:10]


PLOVER: Sheet[InteractionRow] = Sheet(
    "plover",
    "Interactions in the columns of POLECAT, coded to the roots of PLOVER.",
    "interactions",
    [
        _one("Event ID", "string", "Id of the row.", "#event+id", lambda row: row.interaction.id),
        _one("Event Date", "date", "First day; that of the report where none is told.", "#date", _date),
        _one("Event Type", "string", "Root of PLOVER.", "#event+type", lambda row: row.interaction.root),
        _one("Event Mode", "string", "Not coded.", "#event+mode", lambda row: None),
        _one("Intensity", "number", "Not coded.", "#event+intensity", lambda row: None),
        _one("Quad Code", "string", "Quarter of PLOVER.", "#event+quad", lambda row: _QUAD[row.interaction.root]),
        _one("Contexts", "string", "future, historical.", "#event+context", _contexts),
        *_side("Actor", "source", _source),
        *_side("Recipient", "target", _target),
        _one("Placename", "string", "The place, by its name in the gazetteer.", "#loc+name", _part(_place, "name")),
        _one(
            "City",
            "string",
            "The place, if a settlement.",
            "#loc+city",
            lambda row: (
                getattr(_place(row), "name", None) if getattr(_place(row), "precision", "") == "settlement" else None
            ),
        ),
        _one("District", "string", "Not known.", "#adm2+name", lambda row: None),
        _one("Province", "string", "First-level division.", "#adm1+name", _part(_place, "admin1")),
        _one(
            "Country",
            "string",
            "Three letters.",
            "#country+code",
            lambda row: getattr(country(getattr(_place(row), "country", None)), "iso3", None),
        ),
        _one("Latitude", "number", "Empty unless a point.", "#geo+lat", _part(_place, "lat")),
        _one("Longitude", "number", "Empty unless a point.", "#geo+lon", _part(_place, "lon")),
        _one("GeoNames ID", "integer", "Number in GeoNames.", "#loc+code+geonames", _part(_place, "geonames_id")),
        _one(
            "Raw Placename",
            "string",
            "The words of the report.",
            "#loc+words",
            lambda row: getattr(_part(_place, "span")(row), "text", None),
        ),
        _one("Feature Type", "string", "Not known.", "#loc+type", lambda row: None),
        _one("Source", "string", "Outlet.", "#meta+source+name", lambda row: row.origin.publisher),
        _one(
            "Publication Date", "date", "Day of publication.", "#date+published", lambda r: as_date(r.origin.published)
        ),
        _one("Story People", "string", "Not kept.", "#meta+story+people", lambda row: None),
        _one("Story Organizations", "string", "Not kept.", "#meta+story+organizations", lambda row: None),
        _one("Story Locations", "string", "Not kept.", "#meta+story+locations", lambda row: None),
        _one("Language", "string", "Language of the report.", "#meta+language", lambda row: "English"),
        _one("Version", "string", "Maker of the row.", "#meta+version", lambda row: "Grotius"),
    ],
    _rows,
    (
        Loss("negated (did not attack): PLOVER holds what is done", lambda row: not _is_written(row), drops=True),
        Loss("the words and their place in the report: no column", _is_written),
        Loss("an interval of days: the first day is written", lambda row: _is_written(row) and _is_long(row)),
        Loss("no recipient known: left empty", lambda row: _is_written(row) and row.interaction.target is None),
        Loss("what people decided about it: no column", lambda row: _is_written(row) and bool(row.verdicts)),
    ),
    key="Event ID",
)
