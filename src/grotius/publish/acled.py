"""Events in the columns and codes of ACLED, and what those cannot carry.

Source: ACLED Codebook, 2023 and 2024 (the names that replaced the numbers of ``inter1``, ``inter2``, ``interaction``).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from grotius.merge import Reconciled
from grotius.model import Actor, Place
from grotius.publish.columns import interval
from grotius.publish.countries import Country, country
from grotius.publish.fields import Field, Loss, Sheet, as_date, joined
from grotius.record import EventRow
from grotius.record.countries import country_code

_PRECISIONS = {"exact": 1, "site": 1, "settlement": 1, "district": 2, "region": 3, "area": 3, "country": 3}
_DISORDER = {
    "Battles": "Political violence",
    "Explosions/Remote violence": "Political violence",
    "Violence against civilians": "Political violence",
    "Riots": "Political violence",
    "Protests": "Demonstrations",
    "Strategic developments": "Strategic developments",
}
_ORDER = (
    "State forces",
    "Rebel group",
    "Political militia",
    "Identity militia",
    "Rioters",
    "Protesters",
    "External/Other forces",
    "Civilians",
)
_CIVILIANS = "Civilians"


def place_of(row: EventRow) -> Place | None:
    return row.happening.places[0] if row.happening.places else None


def country_of(row: EventRow) -> Country | None:
    place = place_of(row)
    return country(place.country) if place is not None else None


def days_of(row: EventRow) -> tuple[date | None, date | None]:
    """First and last day; the day of the earliest report where the words give none."""
    time = row.happening.time
    start = as_date(time.start) if time is not None else None
    end = as_date(time.end) if time is not None else None
    if start is None and end is None:
        start = end = next(filter(None, (as_date(source.published) for source in row.sources)), None)
    return start or end, end or start


def is_dated(row: EventRow) -> bool:
    time = row.happening.time
    return time is not None and bool(as_date(time.start) or as_date(time.end))


def killed(row: EventRow) -> Reconciled | None:
    return next((one for one in row.figures if one.measure == "killed"), None)


def is_one_sided(row: EventRow) -> bool:
    codes = row.happening.codes
    return codes.ucdp == "one-sided" or codes.acled_event == "Violence against civilians"


def happened(row: EventRow) -> bool:
    return row.happening.status == "actual"


def is_whole(row: EventRow) -> bool:
    """Not a wave whose parts are events of their own: both together would count the dead twice."""
    return not row.parts


def _time_precision(row: EventRow) -> int:
    first, last = days_of(row)
    if first is None or last is None or not is_dated(row):
        return 3
    length = (last - first).days
    return 1 if length <= 1 else 2 if length <= 7 else 3


def _geo_precision(row: EventRow) -> int | None:
    place = place_of(row)
    return _PRECISIONS.get(place.precision) if place is not None else None


def _inter(one: Actor, where: Country | None) -> str | None:
    """What kind of actor, as far as it is known: a state at home or abroad, an armed group."""
    if one.kind == "armed_group":
        return "Rebel group"
    code = country_code(one.name)
    if one.kind != "state" or code is None:
        return None
    home = country(code)
    return "State forces" if home == where else "External/Other forces"


def _inter1(row: EventRow) -> str | None:
    return _inter(row.happening.actors[0], country_of(row)) if row.happening.actors else None


def _actor2(row: EventRow) -> str | None:
    if not is_one_sided(row):
        return None
    where = country_of(row)
    return f"{_CIVILIANS} ({where.acled_name})" if where is not None else _CIVILIANS


def _inter2(row: EventRow) -> str | None:
    return _CIVILIANS if is_one_sided(row) else None


def _interaction(row: EventRow) -> str | None:
    known = sorted(filter(None, (_inter1(row), _inter2(row))), key=_ORDER.index)
    return "-".join(known) if len(known) == 2 else f"{known[0]} only" if known else None


def _fatalities(row: EventRow) -> int:
    toll = killed(row)
    return toll.best or 0 if toll is not None else 0


def _tags(row: EventRow) -> str:
    toll = killed(row)
    told = f"fatalities={interval(toll.low, toll.high)} ({toll.verdict})" if toll is not None else None
    return joined((f"grotius={row.id}", told)) or ""


def _timestamp(row: EventRow) -> int | None:
    """When the record last read a report of it."""
    read = max((source.read_at for source in row.sources), default=None)
    return int(datetime.fromisoformat(read).timestamp()) if read else None


def _event_id(row: EventRow) -> str:
    where = country_of(row)
    return f"{where.iso3 if where is not None else 'XXX'}-{row.id}"


def _year(row: EventRow) -> int | None:
    first, _ = days_of(row)
    return first.year if first is not None else None


def _assoc(row: EventRow) -> str | None:
    return joined(actor.name for actor in row.happening.actors[1:])


def _is_point(row: EventRow) -> bool:
    place = place_of(row)
    return place is not None and place.lat is not None


def _rows(row: EventRow) -> Iterable[EventRow]:
    return (row,) if happened(row) and is_whole(row) else ()


def _is_written(row: EventRow) -> bool:
    return happened(row) and is_whole(row)


def _toll_is_a_range(row: EventRow) -> bool:
    toll = killed(row)
    return toll is not None and toll.low != toll.high


ACLED: Sheet[EventRow] = Sheet(
    "acled",
    "Events in the columns of ACLED; made from news by program, not by ACLED and not checked by it.",
    "events",
    [
        Field(
            "event_id_cnty", "string", "Three letters of the country, a hyphen, the event's id.", "#event+id", _event_id
        ),
        Field("event_date", "date", "First day.", "#date", lambda row: days_of(row)[0]),
        Field("year", "integer", "Its year.", "#date+year", _year),
        Field(
            "time_precision",
            "integer",
            "1 the day, 2 a week, 3 a month or less sure.",
            "#date+precision",
            _time_precision,
        ),
        Field(
            "disorder_type",
            "string",
            "Kind of disorder.",
            "#event+type+disorder",
            lambda row: _DISORDER.get(row.happening.codes.acled_event or ""),
        ),
        Field("event_type", "string", "Event type.", "#event+type", lambda row: row.happening.codes.acled_event),
        Field(
            "sub_event_type",
            "string",
            "Sub-event type.",
            "#event+type+sub",
            lambda row: row.happening.codes.acled_sub_event,
        ),
        Field(
            "actor1",
            "string",
            "Who is named for it.",
            "#actor+name+a",
            lambda r: next((a.name for a in r.happening.actors), None),
        ),
        Field("assoc_actor_1", "string", "Others named for it.", "#actor+name+a+assoc", _assoc),
        Field("inter1", "string", "Kind of actor1.", "#actor+type+a", _inter1),
        Field("actor2", "string", "Civilians where they are the target; else not known.", "#actor+name+b", _actor2),
        Field("assoc_actor_2", "string", "Not known.", "#actor+name+b+assoc", lambda row: None),
        Field("inter2", "string", "Kind of actor2.", "#actor+type+b", _inter2),
        Field("interaction", "string", "Both kinds.", "#event+interaction", _interaction),
        Field(
            "civilian_targeting",
            "string",
            "Civilian targeting, or empty.",
            "#event+civilian",
            lambda row: "Civilian targeting" if is_one_sided(row) else None,
        ),
        Field(
            "iso",
            "integer",
            "Country, number of ISO 3166.",
            "#country+code+num",
            lambda r: getattr(country_of(r), "number", None),
        ),
        Field(
            "region",
            "string",
            "Region of ACLED.",
            "#region+name",
            lambda r: getattr(country_of(r), "acled_region", None),
        ),
        Field("country", "string", "Country.", "#country+name", lambda r: getattr(country_of(r), "acled_name", None)),
        Field(
            "admin1", "string", "First-level division.", "#adm1+name", lambda r: getattr(place_of(r), "admin1", None)
        ),
        Field("admin2", "string", "Not known.", "#adm2+name", lambda row: None),
        Field("admin3", "string", "Not known.", "#adm3+name", lambda row: None),
        Field("location", "string", "The finest place.", "#loc+name", lambda r: getattr(place_of(r), "name", None)),
        Field(
            "latitude",
            "number",
            "Empty unless the place is a point.",
            "#geo+lat",
            lambda r: getattr(place_of(r), "lat", None),
        ),
        Field(
            "longitude",
            "number",
            "Empty unless the place is a point.",
            "#geo+lon",
            lambda r: getattr(place_of(r), "lon", None),
        ),
        Field(
            "geo_precision",
            "integer",
            "1 the place, 2 a district, 3 a region or more.",
            "#geo+precision",
            _geo_precision,
        ),
        Field(
            "source", "string", "Outlets.", "#meta+source+name", lambda row: joined(s.publisher for s in row.sources)
        ),
        Field("source_scale", "string", "Not known.", "#meta+source+scale", lambda row: None),
        Field(
            "notes", "string", "Sentence of the earliest report.", "#description+notes", lambda row: row.happening.words
        ),
        Field(
            "fatalities",
            "integer",
            "Killed, under the rule; 0 where no report counts.",
            "#affected+killed",
            _fatalities,
        ),
        Field("tags", "string", "The event's id in the record; the toll as told.", "#meta+tags", _tags),
        Field("timestamp", "integer", "When a report of it was last read, Unix time.", "#meta+timestamp", _timestamp),
    ],
    _rows,
    (
        Loss("planned, denied or only supposed: ACLED holds what happened", lambda row: not happened(row), drops=True),
        Loss(
            "a wave told as a whole whose parts are events of their own: both would count the dead twice",
            lambda row: happened(row) and not is_whole(row),
            drops=True,
        ),
        Loss(
            "deaths told as a range or disputed: one number is written",
            lambda r: _is_written(r) and _toll_is_a_range(r),
        ),
        Loss("deaths that no report counts: 0 is written", lambda row: _is_written(row) and killed(row) is None),
        Loss(
            "other figures (injured, damaged ...): no column",
            lambda row: _is_written(row) and any(one.measure != "killed" for one in row.figures),
        ),
        Loss("no point known: coordinates are left empty", lambda row: _is_written(row) and not _is_point(row)),
        Loss("no day told: that of the earliest report is written", lambda row: _is_written(row) and not is_dated(row)),
        Loss("several places: the finest is written", lambda row: _is_written(row) and len(row.happening.places) > 1),
        Loss("who was attacked: actor2 is left empty", lambda row: _is_written(row) and not is_one_sided(row)),
        Loss("who denies it: no column", lambda row: _is_written(row) and bool(row.happening.denied_by)),
        Loss("an attacker who is only accused: no column", lambda row: _is_written(row) and row.happening.accused),
    ),
    key="event_id_cnty",
)
