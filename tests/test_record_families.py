"""Copies of one story are one source, whatever the name above them."""

from __future__ import annotations

import pytest

from factory import day, extraction, report, talk
from grotius.record import Filter, Record
from grotius.record.facets import tellings
from stores import on_every_store, postgres, store

__all__ = ["postgres", "store"]

QUOTES = (
    "“We have seen three nights of attacks on homes and on nothing else,” the governor said. "
    "“Nobody here will forget what was done to this town in spring,” she added."
)
LONG = (
    "The town council met in the old theatre on Friday evening to talk about the repair of roofs before winter comes. "
    "Teachers, nurses and two engineers took turns to speak, and a list of forty houses was read out to the end. "
)
OTHER = (
    "Rescuers had worked through the whole night beneath floodlights while neighbours carried tea and blankets over. "
    "Two streets remain closed, a pharmacist said, and trams will not run again before the middle of next week. "
)


def families(*texts: tuple[str, str]) -> int:
    with Record.open(":memory:") as record:
        for number, (text, published) in enumerate(texts):
            record.add(extraction(report(text, published, f"Outlet {number}", f"r{number}")))
        record.merge()
        return record.summary().families


def test_the_same_words_under_another_name_are_one_source() -> None:
    assert families((LONG + OTHER, "2025-04-25"), (LONG + OTHER + "More soon.", "2025-04-26")) == 1


def test_quotations_alone_do_not_make_copies() -> None:
    assert families((LONG + QUOTES, "2025-04-25"), (OTHER + QUOTES, "2025-04-25")) == 2


def test_an_agency_that_both_credit_and_its_quotations_make_copies() -> None:
    credit = "\n\nReuters contributed to this report."
    assert families((LONG + QUOTES + credit, "2025-04-25"), (OTHER + QUOTES + credit, "2025-04-26")) == 1


@pytest.mark.parametrize("later", ["2025-04-25", "2025-04-29"])
def test_an_agency_alone_does_not_make_copies(later: str) -> None:
    credit = "\n\nReuters contributed to this report."
    assert families((LONG + credit, "2025-04-25"), (OTHER + credit, later)) == 2


@on_every_store
@pytest.mark.parametrize("undated_first", [True, False])
def test_an_undated_copy_joins_the_talk_of_its_story(store: str, undated_first: bool) -> None:
    text = LONG + "The envoy met the president. " + OTHER
    copies = [report(text, "2025-04-25", "A", "a"), report(text + "More soon.", None, "B", "b")]
    with Record.open(store) as record:
        for of in reversed(copies) if undated_first else copies:
            record.add(extraction(of, talk(of, "met", time=day("2025-04-25") if of.published else None)))
            record.merge()
        (only,) = record.talks()
        assert only.reports == 2


@on_every_store
@pytest.mark.parametrize("turned", [True, False])
def test_a_talk_of_nobody_known_is_one_in_copies_that_come_one_by_one(store: str, turned: bool) -> None:
    told = "He has doubts about a summit that goes ahead without Russia. "
    copies = [
        report(LONG + told + OTHER, "2025-04-25", "A", "a"),
        report(LONG + told.replace("has", "had") + OTHER + "More soon.", "2025-04-25", "B", "b"),
    ]
    with Record.open(store) as record:
        for of in reversed(copies) if turned else copies:
            record.add(extraction(of, talk(of, "a summit", (), "held", "summit")))
            record.merge()
        (only,) = record.talks()
        assert (only.reports, only.independent) == (2, 1)


@on_every_store
def test_the_families_of_a_past_day_are_those_known_then(store: str) -> None:
    """The earlier report comes in later, and gives the story its name."""
    text = LONG + OTHER
    later, earlier = report(text, "2025-04-26", "A", "a"), report(text + "More soon.", "2025-04-25", "B", "b")
    with Record.open(store) as record:
        record.add(extraction(later, talk(later, "list")))
        record.merge()
        then = max(change.at for change in record.changes())
        record.add(extraction(earlier, talk(earlier, "list")))
        record.merge()
        now_known = {row.id: row.family for row in record.reports()}
        known_then = {row.id: row.family for row in record.reports(Filter(as_of=then))}
        (copied,) = [change for change in record.changes() if change.what == "copy of"]
        assert now_known == {later.id: earlier.id, earlier.id: earlier.id}
        assert known_then == {later.id: later.id}
        assert [row.origin.family for row in tellings(record, Filter(as_of=then))] == [later.id]
        assert (copied.target, copied.before, copied.after) == (later.id, None, earlier.id)
        assert copied.at > then
