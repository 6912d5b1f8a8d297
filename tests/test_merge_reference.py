"""The record's counts of weapons beside a table of somebody else's."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from factory import KYIV, RUSSIA, UKRAINE, day, extraction, figure, mention, report, span
from grotius.errors import SettingsError, SourceError
from grotius.model import Extraction, Measure, Place, Time
from grotius.record import Record
from grotius.reference import mappings, reconcile

MAPPING = """
label: Example
day: ended
weapon: kind
measures: {launched: sent, shot_down: downed}
weapons: {drone: [Type A, Type B], missile: [Type M]}
words: {drone: [drones, drone], missile: [missiles]}
only: {where: [everywhere]}
country: UA
"""
TABLE = """began,ended,kind,where,sent,downed
2025-04-24 22:00,2025-04-25 08:00,Type A,everywhere,100.0,41
2025-04-24 22:00,2025-04-25 08:00,Type A and Type B,everywhere,3,
2025-04-25,2025-04-25,Type B,south,9,9
2025-04-25,2025-04-25,Type M,everywhere,2,NaN
2025-04-26,2025-04-26,Type A,everywhere,50,20
2025-07-01,2025-07-01,Type A,everywhere,70,20
"""
NIGHT = day("2025-04-24", "2025-04-25")


def told(
    words: str, measure: Measure, value: int, place: Place = UKRAINE, time: Time | None = NIGHT, name: str = "A"
) -> Extraction:
    of = report(f"{name} writes that {value} {words} came.", "2025-04-25", name)
    strike = mention(of, "came", (place,), NIGHT, by=RUSSIA)
    count = figure(of, f"{value} {words}", measure, value, place=place, time=time, mention=strike.id)
    return extraction(of, strike, replace(count, of=span(of.text, words)))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "table.csv").write_text(TABLE, encoding="utf-8")
    (tmp_path / "mapping.yaml").write_text(MAPPING, encoding="utf-8")
    return tmp_path


def test_rows_that_cannot_be_read_are_counted_with_the_reason(folder: Path) -> None:
    broken = "soon,25.04.2025,Type A,everywhere,5,5\n,,Type A,everywhere,1,1\n,2025-04-25,Kite,everywhere,1,1\n"
    (folder / "table.csv").write_text(TABLE + broken, encoding="utf-8")
    with Record.open(":memory:") as record:
        found = reconcile(record, folder / "table.csv", folder / "mapping.yaml")
    assert [left.told for left in found.left_out] == [
        "2 rows left out: their day cannot be read ('25.04.2025' in line 8 of the table)",
        "1 row left out: the mapping has their weapon in no group ('Kite' in line 10 of the table)",
    ]


def rows(folder: Path, *extractions: Extraction) -> dict[tuple[str, str, str], tuple[str, int | None]]:
    with Record.open(":memory:") as record:
        for one in extractions:
            record.add(one)
        record.merge()
        found = reconcile(record, folder / "table.csv", folder / "mapping.yaml")
    return {(row.day, row.weapon, row.measure): (row.status, row.reference) for row in found}


def test_a_count_is_found_agreed_different_or_missing(folder: Path) -> None:
    found = rows(folder, told("drones", "launched", 103), told("missiles", "launched", 5, name="B"))
    assert found == {
        ("2025-04-25", "drone", "launched"): ("agreed", 103),
        ("2025-04-25", "drone", "shot_down"): ("only there", 41),
        ("2025-04-25", "missile", "launched"): ("different", 2),
    }


def test_a_count_without_a_time_has_that_of_its_event(folder: Path) -> None:
    found = rows(folder, told("drones", "launched", 103, time=None))
    assert found["2025-04-25", "drone", "launched"] == ("agreed", 103)


def test_what_the_reference_does_not_have_is_only_here(folder: Path) -> None:
    found = rows(folder, told("missiles", "shot_down", 1))
    assert found["2025-04-25", "missile", "shot_down"] == ("only here", None)


def test_a_count_of_one_town_does_not_contradict_the_country(folder: Path) -> None:
    found = rows(folder, told("drones", "shot_down", 11, KYIV))
    assert found["2025-04-25", "drone", "shot_down"] == ("only there", 41)


def test_a_count_that_was_overtaken_is_no_agreement(folder: Path) -> None:
    """The reference has 41 shot down; one report said so in the morning, and 45 in the evening."""
    early, late = told("drones", "shot_down", 41), told("drones", "shot_down", 45, name="B")
    evening = replace(late, report=replace(late.report, published="2025-04-26"))
    assert rows(folder, early)["2025-04-25", "drone", "shot_down"] == ("agreed", 41)
    assert rows(folder, early, evening)["2025-04-25", "drone", "shot_down"] == ("different", 41)


def test_what_another_side_shot_down_is_no_count_of_the_country(folder: Path) -> None:
    made = told("drones", "shot_down", 41)
    (shot,) = made.figures
    theirs = replace(made, figures=(replace(shot, claimant=RUSSIA, place=None),), mentions=())
    assert rows(folder, theirs)["2025-04-25", "drone", "shot_down"] == ("only there", 41)


def test_cells_with_thousands_are_counts_and_others_are_told(folder: Path) -> None:
    more = '2025-04-27,2025-04-27,Type A,everywhere,"1,004",many\n'
    (folder / "table.csv").write_text(TABLE + more, encoding="utf-8")
    with Record.open(":memory:") as record:
        found = reconcile(record, folder / "table.csv", folder / "mapping.yaml", since="2025-04-27", until="2025-04-27")
    assert [(row.measure, row.reference) for row in found] == [("launched", 1004)]
    assert [left.told for left in found.left_out] == [
        "1 row left out: their 'downed' is no count ('many' in line 8 of the table)"
    ]


def test_a_table_or_mapping_that_does_not_fit_is_one_sentence(folder: Path) -> None:
    (folder / "other.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    with Record.open(":memory:") as record:
        with pytest.raises(SettingsError, match="has no column"):
            reconcile(record, folder / "other.csv", folder / "mapping.yaml")
        with pytest.raises(SettingsError, match="None of our mappings"):
            reconcile(record, folder / "other.csv")
        with pytest.raises(SourceError, match="cannot be read"):
            reconcile(record, folder / "none.csv")
        (folder / "mapping.yaml").write_text("label: [", encoding="utf-8")
        with pytest.raises(SettingsError, match="not YAML"):
            reconcile(record, folder / "table.csv", folder / "mapping.yaml")
        (folder / "mapping.yaml").write_text("label: Example\n", encoding="utf-8")
        with pytest.raises(SettingsError, match="wrong at day"):
            reconcile(record, folder / "table.csv", folder / "mapping.yaml")


def test_our_mappings_are_sound() -> None:
    for one in mappings():
        assert set(one.words) == set(one.weapons)
