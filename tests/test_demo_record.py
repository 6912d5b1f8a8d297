"""What the record makes of the demo corpus: a war's two weeks, read whole."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from grotius.demo import corpus_folder
from grotius.record import EventRow, Filter, Record
from grotius.run import read


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    path = str(tmp_path_factory.mktemp("demo") / "demo.sqlite")
    with corpus_folder() as folder:
        read(str(folder), path)
    with Record.open(path) as opened:
        yield opened


def events(record: Record, place: str, day: str) -> list[EventRow]:
    """Those that took place there, told of a stretch that ends on the day."""
    found = record.events(Filter(place=place)).rows
    return [row for row in found if row.happening.time is not None and (row.happening.time.end or "")[:10] == day]


def count(row: EventRow, measure: str) -> tuple[int | None, str] | None:
    """Best value and verdict."""
    return next(((one.best, one.verdict) for one in row.figures if one.measure == measure), None)


def test_ten_reports_and_more_tell_one_strike_on_kyiv(record: Record) -> None:
    (kyiv,) = [row for row in events(record, "Kyiv", "2025-04-24") if row.happening.places[0].name == "Kyiv"]
    assert kyiv.reports > 10 > kyiv.independent
    assert count(kyiv, "killed") == (13, "rising")
    assert count(kyiv, "injured") == (87, "disputed")


def test_a_wave_told_as_a_whole_holds_its_places(record: Record) -> None:
    wave = next(row for row in record.events() if len(row.parts) > 1 and row.happening.places[0].name == "Ukraine")
    parts = [row for row in record.events() if row.id in wave.parts]
    names = {place.name for part in parts for place in part.happening.places}
    assert {"Kyiv", "Kharkiv"} <= names


def test_a_claim_and_its_denial_are_told_apart(record: Record) -> None:
    (capture,) = record.events(Filter(place="Pokrovsk"))
    assert capture.happening.denied_by == ("Ukraine",)
    assert capture.happening.status == "actual"
    assert capture.id in {row.event for row in record.disagreements()}


def test_parts_of_a_toll_are_not_its_rivals(record: Record) -> None:
    night = next(row for row in record.events(Filter(since="2025-12-05")) if len(row.figures) > 4)
    assert count(night, "injured") == (8, "agreed")
    (yarova,) = record.events(Filter(place="Yarova"))
    assert count(yarova, "killed") == (2, "agreed")


def test_what_all_outlets_have_from_one_claimant_is_one_source(record: Record) -> None:
    salvo = next(row for row in record.events() if count(row, "launched") == (103, "agreed"))
    told = next(one for one in salvo.figures if one.measure == "launched")
    assert "one claimant" in told.why


def test_talks_that_were_planned_and_went_on_for_days_are_one(record: Record) -> None:
    (miami,) = [row for row in record.talks() if "Miami" in {place.name for place in row.happening.places}]
    assert (miami.happening.status, miami.reports) == ("held", 5)
    assert miami.happening.time is not None
    assert (miami.happening.time.start, miami.happening.time.end) == ("2025-12-04", "2025-12-06")


def test_the_readme_tells_what_the_demo_holds(record: Record) -> None:
    readme = " ".join((Path(__file__).parent.parent / "README.md").read_text("utf-8").split())
    held = record.summary()
    told = f"{held.events} events, {held.talks} talks, {held.figures} figures, {held.statements} statements"
    assert told in readme, "the README is stale; run: python -m scripts.docs --readme"
