"""The columns and codes of ACLED, UCDP and POLECAT, and what they cannot carry."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from grotius.ids import spoken_id
from grotius.publish import export
from grotius.publish.countries import country
from grotius.publish.ucdp import cell, number_of
from grotius.record import Filter, Record
from published import publishable

ACLED = (
    "event_id_cnty event_date year time_precision disorder_type event_type sub_event_type actor1 assoc_actor_1 inter1 "
    "actor2 assoc_actor_2 inter2 interaction civilian_targeting iso region country admin1 admin2 admin3 location "
    "latitude longitude geo_precision source source_scale notes fatalities tags timestamp"
).split()
UCDP = (
    "id relid year active_year code_status type_of_violence conflict_dset_id conflict_new_id conflict_name "
    "dyad_dset_id dyad_new_id dyad_name side_a_dset_id side_a_new_id side_a side_b_dset_id side_b_new_id side_b "
    "number_of_sources source_article source_office source_date source_headline source_original where_prec "
    "where_coordinates where_description adm_1 adm_2 latitude longitude geom_wkt priogrid_gid country country_id "
    "region event_clarity date_prec date_start date_end deaths_a deaths_b deaths_civilians deaths_unknown best "
    "high low gwnoa gwnob"
).split()


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    with publishable(tmp_path_factory.mktemp("record") / "r.sqlite") as record:
        yield record


def rows(record: Record, format: str, folder: Path) -> tuple[list[dict[str, str]], dict[str, int]]:
    done = export(record, format, folder / format)
    with (done.folder / done.files[0].name).open(encoding="utf-8", newline="") as file:
        found = list(csv.DictReader(file))
    return found, {lost.about.partition(":")[0]: lost.rows for lost in done.lost}


def at(found: list[dict[str, str]], column: str, value: str) -> dict[str, str]:
    return next(row for row in found if row[column] == value)


def test_acled_has_its_columns_in_their_order(record: Record, tmp_path: Path) -> None:
    found, _ = rows(record, "acled", tmp_path)
    assert list(found[0]) == ACLED


def test_acled_codes(record: Record, tmp_path: Path) -> None:
    found, _ = rows(record, "acled", tmp_path)
    struck, shot = at(found, "location", "Yarova"), at(found, "location", "Pavlohrad")
    told = (
        "event_date",
        "year",
        "time_precision",
        "disorder_type",
        "inter1",
        "interaction",
        "iso",
        "region",
        "country",
    )
    assert [struck[name] for name in told] == [
        *("2025-05-01", "2025", "1", "Political violence"),
        *("External/Other forces", "External/Other forces only", "804", "Europe", "Ukraine"),
    ]
    assert (struck["actor1"], struck["fatalities"], struck["geo_precision"]) == ("Russia", "4", "1")
    assert (shot["actor2"], shot["inter2"], shot["interaction"], shot["civilian_targeting"]) == (
        *("Civilians (Ukraine)", "Civilians", "Rebel group-Civilians", "Civilian targeting"),
    )
    week = at(found, "geo_precision", "3")
    assert (week["latitude"], week["time_precision"]) == ("", "2")


def test_acled_rows_and_those_left_out_are_all_events(record: Record, tmp_path: Path) -> None:
    found, lost = rows(record, "acled", tmp_path)
    total = record.events(Filter(limit=1)).total
    assert lost["planned, denied or only supposed"] == 2
    assert len(found) == len({row["event_id_cnty"] for row in found}) == total - 2
    assert lost["no day told"] == 1 and lost["deaths that no report counts"] == 2


def test_an_id_of_acled_leads_back_to_the_record(record: Record, tmp_path: Path) -> None:
    found, _ = rows(record, "acled", tmp_path)
    for row in found:
        assert record.show(row["event_id_cnty"][4:]).kind == "event"


def test_ucdp_has_its_49_columns_in_their_order(record: Record, tmp_path: Path) -> None:
    found, _ = rows(record, "ucdp", tmp_path)
    assert list(found[0]) == UCDP and len(UCDP) == 49


def test_ucdp_codes(record: Record, tmp_path: Path) -> None:
    found, lost = rows(record, "ucdp", tmp_path)
    struck, shot = at(found, "where_coordinates", "Yarova"), at(found, "where_coordinates", "Pavlohrad")
    assert (struck["type_of_violence"], struck["side_a"], struck["gwnoa"]) == (
        *("1", "Government of Russia (Soviet Union)", "365"),
    )
    assert (struck["country_id"], struck["region"], struck["where_prec"], struck["date_prec"]) == (
        "369",
        "Europe",
        "1",
        "1",
    )
    assert (shot["type_of_violence"], shot["dyad_name"], shot["deaths_civilians"]) == ("3", "Wolves - Civilians", "4")
    assert all(int(row["low"]) <= int(row["best"]) <= int(row["high"]) > 0 for row in found)
    assert all(
        sum(int(row[f"deaths_{x}"]) for x in ("a", "b", "civilians", "unknown")) == int(row["best"]) for row in found
    )
    assert lost["nobody reported killed"] > 0


def test_a_number_of_ucdp_spells_the_event() -> None:
    names = [spoken_id("e", number) for number in range(200)]
    assert len({number_of(name) for name in names}) == 200
    assert all(number_of(name) < 2**48 for name in names)


@pytest.mark.parametrize(
    ("lat", "lon", "gid"), [(35.763369, 36.558974, 181154), (-9.65, 20.4, 115601), (90.0, 180.0, 259200)]
)
def test_cells_of_prio_grid(lat: float, lon: float, gid: int) -> None:
    assert cell(lat, lon) == gid


def test_interactions_in_the_columns_of_polecat(record: Record, tmp_path: Path) -> None:
    found, lost = rows(record, "plover", tmp_path)
    accused = at(found, "Event Type", "ACCUSE")
    told = ("Event Date", "Quad Code", "Actor Name", "Recipient Name", "Recipient Country", "City", "Country")
    assert [accused[name] for name in told] == [
        *("2025-04-25", "VERBAL CONFLICT", "Ivan Orlov", "Ukraine", "UKR", "Moscow", "RUS"),
    ]
    assert lost["negated (did not attack)"] == 1
    assert len(found) + 1 == record.interactions().total


def test_every_region_knows_its_countries() -> None:
    ukraine, nowhere = country("UA"), country("ZZ")
    assert nowhere is None and ukraine is not None
    assert (ukraine.iso3, ukraine.number, ukraine.gleditsch_ward) == ("UKR", 804, 369)
    assert country("no") is not None and country("NO") == country("no")
