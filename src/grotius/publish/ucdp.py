"""Deadly events in the 49 columns and codes of UCDP's Georeferenced Event Dataset, and what those cannot carry.

Source: Högbladh, "UCDP GED Codebook" (versions 20 to 24), Uppsala Conflict Data Program.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from grotius.merge import Reconciled
from grotius.model import Actor
from grotius.publish.acled import country_of, days_of, happened, is_dated, is_one_sided, is_whole, killed, place_of
from grotius.publish.countries import country
from grotius.publish.fields import Field, Kind, Loss, Sheet, Value
from grotius.record import EventRow
from grotius.record.countries import country_code

_VIOLENCE = {"state-based": 1, "non-state": 2, "one-sided": 3}
_WHERE = {"exact": 1, "site": 1, "settlement": 1, "district": 3, "region": 4, "area": 5, "country": 6}
_CELLS_A_ROW = 720
_CELLS_A_DEGREE = 2
_CONSONANTS = "bdfghjklmnprstvz"
_VOWELS = "aiou"


def number_of(event: str) -> int:
    """The event's id as a whole number below 2^48: its three words spell it, and can be spelt from it again."""
    number = 0
    for letter in event.partition("-")[2].replace("-", ""):
        if letter in _VOWELS:
            number = number << 2 | _VOWELS.index(letter)
        elif letter in _CONSONANTS:
            number = number << 4 | _CONSONANTS.index(letter)
    return number


def cell(lat: float, lon: float) -> int:
    """The cell of PRIO-GRID, half a degree wide, counted from the south-west."""
    row = min(int((lat + 90) * _CELLS_A_DEGREE), 359)
    column = min(int((lon + 180) * _CELLS_A_DEGREE), _CELLS_A_ROW - 1)
    return row * _CELLS_A_ROW + column + 1


def _numbers(toll: Reconciled) -> tuple[int, int, int]:
    """Low, best and high, with an open end closed by the number that is given."""
    best = toll.best or 0
    low = toll.low if toll.low is not None else best
    high = toll.high if toll.high is not None else best
    return min(low, best), best, max(high, best)


def _deaths(row: EventRow) -> tuple[int, int, int]:
    toll = killed(row)
    return _numbers(toll) if toll is not None else (0, 0, 0)


def _is_deadly(row: EventRow) -> bool:
    return _deaths(row)[2] > 0


def _rows(row: EventRow) -> Iterable[EventRow]:
    return (row,) if _is_written(row) else ()


def _is_written(row: EventRow) -> bool:
    return happened(row) and is_whole(row) and _is_deadly(row)


def _date_prec(row: EventRow) -> int:
    first, last = days_of(row)
    if first is None or last is None or not is_dated(row):
        return 5
    length = (last - first).days
    if length == 0:
        return 1
    return 2 if length <= 5 else 3 if length == 6 else 4 if length <= 30 else 5


def _attacker(row: EventRow) -> Actor | None:
    return row.happening.actors[0] if row.happening.actors else None


def _state(row: EventRow) -> Any:
    one = _attacker(row)
    return country(country_code(one.name)) if one is not None and one.kind == "state" else None


def _side_a(row: EventRow) -> str | None:
    one, state = _attacker(row), _state(row)
    return f"Government of {state.ucdp_name}" if state is not None else one.name if one is not None else None


def _side_b(row: EventRow) -> str | None:
    return "Civilians" if is_one_sided(row) else None


def _dyad(row: EventRow) -> str | None:
    sides = (_side_a(row), _side_b(row))
    return " - ".join(filter(None, sides)) if all(sides) else None


def _listed(get: Callable[[Any], str | None]) -> Callable[[EventRow], str | None]:
    """One part of each source, in order, so that the n-th of every column belong together."""
    return lambda row: ";".join((get(one) or "").replace(";", ",") for one in row.sources) or None


def _articles(row: EventRow) -> str | None:
    told = (
        ",".join(filter(None, (one.publisher, (one.published or "")[:10], one.title))).replace('"', "'")
        for one in row.sources
    )
    return ";".join(f'"{one}"' for one in told) or None


def _of_place(name: str) -> Callable[[EventRow], Any]:
    return lambda row: getattr(place_of(row), name, None)


def _of_country(name: str) -> Callable[[EventRow], Any]:
    return lambda row: getattr(country_of(row), name, None)


def _where_prec(row: EventRow) -> int | None:
    place = place_of(row)
    return _WHERE.get(place.precision) if place is not None else None


def _wkt(row: EventRow) -> str | None:
    place = place_of(row)
    return f"POINT ({place.lon} {place.lat})" if place is not None and place.lat is not None else None


def _cell(row: EventRow) -> int | None:
    place = place_of(row)
    if place is None or place.lat is None or place.lon is None:
        return None
    return cell(place.lat, place.lon)


def _year(row: EventRow) -> int | None:
    first, _ = days_of(row)
    return first.year if first is not None else None


def _one(name: str, kind: Kind, about: str, value: Callable[[EventRow], Value], hxl: str = "#meta") -> Field[EventRow]:
    return Field(name, kind, about, hxl if hxl != "#meta" else f"#meta+{name.replace('_', '+')}", value)


def _unknown(name: str, kind: Kind = "integer") -> Field[EventRow]:
    return _one(name, kind, "Not known: UCDP's own numbering.", lambda row: None)


UCDP: Sheet[EventRow] = Sheet(
    "ucdp_ged",
    "Deadly events in the columns of UCDP GED; made from news by program, not by UCDP and not checked by it.",
    "events",
    [
        _one("id", "integer", "The event's id as a number.", lambda row: number_of(row.id), "#event+id"),
        _one("relid", "string", "The event's id in the record.", lambda row: row.id, "#event+id+rel"),
        _one("year", "integer", "Year of the first day.", _year, "#date+year"),
        _one("active_year", "integer", "Not known.", lambda row: None),
        _one("code_status", "string", "Not clear: no coder has checked it.", lambda row: "Check deaths"),
        _one(
            "type_of_violence",
            "integer",
            "1 state-based, 2 non-state, 3 one-sided.",
            lambda row: _VIOLENCE.get(row.happening.codes.ucdp or ""),
            "#event+type",
        ),
        _unknown("conflict_dset_id", "string"),
        _unknown("conflict_new_id"),
        _unknown("conflict_name", "string"),
        _unknown("dyad_dset_id", "string"),
        _unknown("dyad_new_id"),
        _one("dyad_name", "string", "Both sides, where both are known.", _dyad, "#actor+dyad"),
        _unknown("side_a_dset_id", "string"),
        _unknown("side_a_new_id"),
        _one("side_a", "string", "Who is named for it.", _side_a, "#actor+name+a"),
        _unknown("side_b_dset_id", "string"),
        _unknown("side_b_new_id"),
        _one("side_b", "string", "Civilians where they are the target; else not known.", _side_b, "#actor+name+b"),
        _one("number_of_sources", "integer", "Reports that tell it.", lambda row: row.reports, "#meta+sources+num"),
        _one("source_article", "string", "Outlet, day, headline of each report.", _articles),
        _one("source_office", "string", "Outlets.", _listed(lambda one: one.publisher), "#meta+source+name"),
        _one("source_date", "string", "Days of publication.", _listed(lambda one: (one.published or "")[:10])),
        _one("source_headline", "string", "Headlines.", _listed(lambda one: one.title)),
        _one("source_original", "string", "Whom the reports credit.", lambda row: ";".join(row.claimants) or None),
        _one(
            "where_prec", "integer", "1 place, 3 district, 4 region, 5 area, 6 country.", _where_prec, "#geo+precision"
        ),
        _one("where_coordinates", "string", "The place of the coordinates.", _of_place("name"), "#loc+name"),
        _one(
            "where_description",
            "string",
            "All places.",
            lambda row: "; ".join(place.name for place in row.happening.places) or None,
            "#loc+description",
        ),
        _one("adm_1", "string", "First-level division.", _of_place("admin1"), "#adm1+name"),
        _one("adm_2", "string", "Not known.", lambda row: None, "#adm2+name"),
        _one("latitude", "number", "Empty unless the place is a point.", _of_place("lat"), "#geo+lat"),
        _one("longitude", "number", "Empty unless the place is a point.", _of_place("lon"), "#geo+lon"),
        _one("geom_wkt", "string", "The point as well-known text.", _wkt, "#geo+wkt"),
        _one("priogrid_gid", "integer", "Cell of PRIO-GRID.", _cell, "#geo+priogrid"),
        _one("country", "string", "Country as UCDP names it.", _of_country("ucdp_name"), "#country+name"),
        _one("country_id", "integer", "Number of Gleditsch and Ward.", _of_country("gleditsch_ward"), "#country+code"),
        _one("region", "string", "Region of UCDP.", _of_country("ucdp_region"), "#region+name"),
        _one(
            "event_clarity",
            "integer",
            "1 one incident told by itself, 2 less.",
            lambda r: 1 if _date_prec(r) == 1 else 2,
        ),
        _one(
            "date_prec", "integer", "1 the day, 2 to 6 days 2, week 3, month 4, more 5.", _date_prec, "#date+precision"
        ),
        _one("date_start", "date", "First day.", lambda row: days_of(row)[0], "#date+start"),
        _one("date_end", "date", "Last day.", lambda row: days_of(row)[1], "#date+end"),
        _one("deaths_a", "integer", "0: whose dead they are is not split.", lambda row: 0, "#affected+killed+a"),
        _one("deaths_b", "integer", "0: whose dead they are is not split.", lambda row: 0, "#affected+killed+b"),
        _one(
            "deaths_civilians",
            "integer",
            "All, where civilians are the target.",
            lambda row: _deaths(row)[1] if is_one_sided(row) else 0,
            "#affected+killed+civilians",
        ),
        _one(
            "deaths_unknown",
            "integer",
            "All others.",
            lambda row: 0 if is_one_sided(row) else _deaths(row)[1],
            "#affected+killed+unknown",
        ),
        _one(
            "best", "integer", "Killed, under the rule of this export.", lambda row: _deaths(row)[1], "#affected+killed"
        ),
        _one("high", "integer", "Highest.", lambda row: _deaths(row)[2], "#affected+killed+max"),
        _one("low", "integer", "Lowest.", lambda row: _deaths(row)[0], "#affected+killed+min"),
        _one(
            "gwnoa",
            "integer",
            "Number of Gleditsch and Ward of side A, if a state.",
            lambda row: getattr(_state(row), "gleditsch_ward", None),
            "#actor+code+a",
        ),
        _one("gwnob", "integer", "Not known.", lambda row: None, "#actor+code+b"),
    ],
    _rows,
    (
        Loss("planned, denied or only supposed: UCDP holds what happened", lambda row: not happened(row), drops=True),
        Loss(
            "a wave told as a whole whose parts are events of their own: both would count the dead twice",
            lambda row: happened(row) and not is_whole(row),
            drops=True,
        ),
        Loss(
            "nobody reported killed: UCDP holds deadly events only",
            lambda row: happened(row) and is_whole(row) and not _is_deadly(row),
            drops=True,
        ),
        Loss(
            "an open end (at least, up to): the given number closes it",
            lambda row: _is_written(row) and (toll := killed(row)) is not None and None in (toll.low, toll.high),
        ),
        Loss(
            "who claims which number: no column",
            lambda row: _is_written(row) and (toll := killed(row)) is not None and len(toll.claims) > 1,
        ),
        Loss(
            "other figures (injured, damaged ...): no column",
            lambda row: _is_written(row) and any(one.measure != "killed" for one in row.figures),
        ),
        Loss("no point known: coordinates are left empty", lambda row: _is_written(row) and _wkt(row) is None),
        Loss("no day told: that of the earliest report is written", lambda row: _is_written(row) and not is_dated(row)),
        Loss("conflict and dyad: UCDP's numbers are left empty", _is_written),
        Loss("who was attacked: side_b is left empty", lambda row: _is_written(row) and not is_one_sided(row)),
        Loss(
            "whose dead they are: all stand in deaths_unknown", lambda row: _is_written(row) and not is_one_sided(row)
        ),
        Loss("who denies it: no column", lambda row: _is_written(row) and bool(row.happening.denied_by)),
    ),
)
