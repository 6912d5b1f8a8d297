"""Reports go in whole, once, and lead back out to their words; on every store alike."""

from __future__ import annotations

from dataclasses import replace

import pytest

from factory import (
    ENVOY,
    GOVERNOR,
    KYIV,
    LATER_VERSIONS,
    PAVLOHRAD,
    PRESIDENT,
    YAROVA,
    day,
    extraction,
    figure,
    interaction,
    mention,
    position,
    report,
    statement,
    strike,
    talk,
)
from grotius.errors import SettingsError
from grotius.model import Extraction
from grotius.record import Filter, Record
from stores import on_every_store, postgres, store

__all__ = ["postgres", "store"]

TEXT = (
    "A drone hit Pavlohrad and killed at least 12 people, the governor said. "
    "The envoy met the president in Moscow. We reject any truce, he said — “naïve” 🙂."
)


def full() -> Extraction:
    """One report with a row of every kind."""
    of = report(TEXT)
    hit = mention(of, "A drone hit", claimant=GOVERNOR)
    met = talk(of, "met the president", time=day("2025-04-24"))
    said = statement(of, "We reject any truce", PRESIDENT, talk=met.id)
    return extraction(
        of,
        hit,
        figure(of, "at least 12", "killed", 12, high=None, mention=hit.id, claimant=GOVERNOR, place=PAVLOHRAD),
        met,
        said,
        position(of, "reject any truce", statement=said.id),
        interaction(of, "A drone hit Pavlohrad"),
    )


@on_every_store
def test_every_row_comes_back_as_it_went_in(store: str) -> None:
    put = full()
    with Record.open(store) as record:
        assert record.add(put).outcome == "new"
        assert [row.mention for row in record.mentions()] == list(put.mentions)
        assert [row.figure for row in record.figures()] == list(put.figures)
        assert [row.statement for row in record.statements()] == list(put.statements)
        assert [row.position for row in record.positions()] == list(put.positions)
        assert [row.interaction for row in record.interactions()] == list(put.interactions)


@on_every_store
def test_adding_twice_changes_nothing(store: str) -> None:
    with Record.open(store) as record:
        record.add(full())
        record.merge()
        changes = record.changes().total
        assert record.add(full()).outcome == "unchanged"
        record.merge()
        assert record.changes().total == changes


@on_every_store
def test_filters(store: str) -> None:
    with Record.open(store) as record:
        record.add(full())
        record.add(strike(KYIV, 2, publisher="Kyiv Paper", time=day("2025-04-20")))
        record.add(strike(YAROVA, 2, publisher="Other Paper"))
        record.merge()

        def killed(**wanted: object) -> list[str | None]:
            page = record.figures(Filter(**wanted))  # type: ignore[arg-type]
            return [row.figure.place.name if row.figure.place else None for row in page]

        assert killed(place="Kyiv") == ["Kyiv"]
        assert killed(place="Donetsk oblast") == ["Yarova"]
        assert set(killed(place="Ukraine")) == {"Kyiv", "Pavlohrad", "Yarova"}
        assert killed(until="2025-04-21") == ["Kyiv"]
        assert set(killed(since="2025-04-21")) == {"Pavlohrad", "Yarova"}
        assert killed(publisher="kyiv") == ["Kyiv"]
        assert killed(measure="injured") == []
        assert killed(text="at least 12") == ["Pavlohrad"]
        assert killed(text='" OR NEAR(') == []
        assert len(record.statements(Filter(actor="Orlov"))) == 1
        assert len(record.statements(Filter(actor="Bondar"))) == 0
        assert len(record.positions(Filter(issue="ceasefire", type="reject"))) == 1
        assert len(record.events(Filter(place="Donetsk"))) == 1
        assert len(record.events(Filter(type="drone", since="2025-04-25", measure="killed"))) == 2
        assert len(record.talks(Filter(actor=ENVOY.name))) == 1
        assert len(record.reports(Filter(text="president"))) == 1


@on_every_store
def test_pages_hold_every_row_once(store: str) -> None:
    with Record.open(store) as record:
        for number in range(7):
            record.add(strike(PAVLOHRAD, number, publisher=f"Paper {number}"))
        seen: list[str] = []
        cursor = None
        while True:
            page = record.figures(Filter(limit=3, cursor=cursor))
            assert page.total == 7
            seen += [row.figure.id for row in page]
            cursor = page.next
            if cursor is None:
                break
        assert len(seen) == len(set(seen)) == 7


@on_every_store
def test_a_changed_page_is_another_version_of_its_report(store: str) -> None:
    with Record.open(store) as record:
        record.add(strike(PAVLOHRAD, 2, name="page"))
        record.merge()
        assert record.add(strike(PAVLOHRAD, 3, name="page")).outcome == "version"
        record.merge()
        (only,) = record.reports()
        assert only.text_versions == 2
        assert [row.figure.best for row in record.figures()] == [3]
        (event,) = record.events()
        assert [one.best for one in event.figures] == [3]


@on_every_store
def test_an_old_version_read_again_does_not_come_back(store: str) -> None:
    first, second = strike(PAVLOHRAD, 2, name="page"), strike(PAVLOHRAD, 3, name="page")
    copy = replace(first, report=replace(first.report, source="archive/page.html"))
    with Record.open(store) as record:
        record.add(first)
        record.add(second)
        assert record.add(copy).outcome == "unchanged"
        assert [row.figure.best for row in record.figures()] == [3]


@on_every_store
def test_superseded_rows_are_kept_and_shown(store: str) -> None:
    first = strike(PAVLOHRAD, 2, name="page")
    with Record.open(store) as record:
        record.add(first)
        record.add(strike(PAVLOHRAD, 3, name="page"))
        shown = record.show(first.figures[0].id)
        assert shown.gone is not None
        assert shown.origin is not None and shown.origin.superseded


@on_every_store
def test_a_new_extractor_replaces_only_what_differs(store: str) -> None:
    put = full()
    again = replace(put, versions=LATER_VERSIONS, positions=(), figures=(replace(put.figures[0], best=13, low=13),))
    with Record.open(store) as record:
        record.add(put)
        assert record.has(put.report, put.versions)
        assert not record.has(put.report, LATER_VERSIONS)
        assert record.add(again).outcome == "version"
        assert record.has(put.report, LATER_VERSIONS)
        assert [row.figure.best for row in record.figures()] == [13]
        assert record.positions().total == 0
        superseded = [row.target for row in record.changes(limit=None) if row.what == "row superseded"]
        assert sorted(superseded) == sorted([put.figures[0].id, put.positions[0].id])


@on_every_store
def test_text_that_no_store_takes_does_no_harm(store: str) -> None:
    of = report("A strike \x00 hit Pavlohrad \ud800 today.")
    with Record.open(store) as record:
        record.add(extraction(of, mention(of, "A strike")))
        assert record.reports().total == 1


def test_a_claim_told_twice_is_one_row_with_both_wordings() -> None:
    of = report("Two killed in Pavlohrad. A strike killed two people there.")
    head = figure(of, "killed two people", "killed", 2)
    again = figure(of, "Two killed", "killed", 2, same_as=head.id)
    with Record.open(":memory:") as record:
        record.add(extraction(of, head, again))
        (row,) = record.figures()
        assert [other.span.text for other in row.also] == ["Two killed"]
        assert record.summary().figures == 1


def test_one_text_under_two_addresses_is_two_reports_and_one_event() -> None:
    put = strike(PAVLOHRAD, 2, name="a")
    twin = replace(put, report=replace(put.report, id="r-elsewhere", url="https://example.com/b"))
    with Record.open(":memory:") as record:
        record.add(put)
        record.add(twin)
        record.merge()
        assert record.reports().total == 2
        (event,) = record.events()
        assert event.reports == 2


def test_filters_that_make_no_sense_are_refused() -> None:
    with Record.open(":memory:") as record:
        for wanted in (Filter(since="soon"), Filter(rule="loudest"), Filter(limit=0), Filter(cursor="x")):
            with pytest.raises(SettingsError):
                record.figures(wanted)


@on_every_store
def test_a_figure_that_only_a_later_reading_finds_joins_its_event(store: str) -> None:
    put = strike(PAVLOHRAD, 2)
    with Record.open(store) as record:
        record.add(replace(put, figures=()))
        record.merge()
        (before,) = record.events()
        record.add(replace(put, versions=LATER_VERSIONS))
        record.merge()
        (event,) = record.events()
        assert event.id == before.id
        assert [one.best for one in event.figures] == [2]
