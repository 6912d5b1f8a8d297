"""The record answers as it stood, and tells what changed since."""

from __future__ import annotations

import pytest

from factory import PAVLOHRAD, YAROVA, strike
from grotius.record import Filter, Record, merging
from stores import on_every_store, postgres, store

__all__ = ["postgres", "store"]


def last_moment(record: Record) -> str:
    return record.changes(limit=None).rows[-1].at


@on_every_store
def test_figures_as_they_stood(store: str) -> None:
    with Record.open(store) as record:
        record.add(strike(PAVLOHRAD, 2, name="page"))
        record.merge()
        then = last_moment(record)
        record.add(strike(PAVLOHRAD, 3, name="page"))
        record.merge()
        assert [row.figure.best for row in record.figures(Filter(as_of=then))] == [2]
        assert [row.figure.best for row in record.figures()] == [3]


@on_every_store
def test_events_and_decisions_as_they_stood(store: str) -> None:
    with Record.open(store) as record:
        record.add(strike(PAVLOHRAD, 2))
        record.add(strike(YAROVA, 2, publisher="Other"))
        record.merge()
        then = last_moment(record)
        left, right = record.events()
        record.judge("same", left.id, right.id, who="Ann", why="a slip")
        record.judge("reject", record.figures().rows[0].figure.id, who="Ann", why="misread")
        assert record.events(Filter(as_of=then)).total == 2
        assert record.figures(Filter(as_of=then)).total == 2
        assert record.summary(as_of=then).events == 2
        assert record.events().total == 1
        assert record.figures().total == 1


@on_every_store
def test_before_the_first_report_there_is_nothing(store: str) -> None:
    with Record.open(store) as record:
        record.add(strike(PAVLOHRAD, 2))
        record.merge()
        assert record.summary(as_of="2001-01-01").reports == 0
        assert record.events(Filter(as_of="2001-01-01")).total == 0


@on_every_store
def test_every_change_says_what_who_and_why(store: str) -> None:
    with Record.open(store) as record:
        record.add(strike(PAVLOHRAD, 2))
        record.merge()
        then = last_moment(record)
        (event,) = record.events()
        record.judge("confirm", event.id, who="Ann", why="seen on video")
        (change,) = [row for row in record.changes(then) if row.kind == "person"]
        assert (change.target, change.who, change.why) == (event.id, "Ann", "seen on video")
        assert [row.what for row in record.changes() if row.kind == "machine"] == ["report read", "event found"]


@on_every_store
def test_a_changed_report_ends_what_only_it_told(store: str) -> None:
    with Record.open(store) as record:
        record.add(strike(PAVLOHRAD, 2, name="page"))
        record.merge()
        (event,) = record.events()
        record.add(strike(YAROVA, 2, name="page"))
        record.merge()
        assert record.events(Filter(place="Pavlohrad")).total == 0
        assert record.show(event.id).gone == "No report in force tells it any more."


@on_every_store
def test_the_order_of_arrival_changes_no_event(store: str) -> None:
    puts = [strike(PAVLOHRAD, n, publisher=f"Paper {n}", published=f"2025-04-2{5 + n % 3}") for n in range(5)]
    puts.append(strike(YAROVA, 2))
    with Record.open(store) as record, Record.open(":memory:") as other:
        for put in puts:
            record.add(put)
            record.merge()
        for put in reversed(puts):
            other.add(put)
        other.merge()
        assert {e.id: e.happening for e in record.events()} == {e.id: e.happening for e in other.events()}


def test_merging_in_steps_gives_what_merging_at_once_gives(monkeypatch: pytest.MonkeyPatch) -> None:
    puts = [strike(PAVLOHRAD, n, publisher=f"Paper {n}", published=f"2025-04-2{5 + n % 3}") for n in range(7)]
    with Record.open(":memory:") as record, Record.open(":memory:") as other:
        for put in puts:
            record.add(put)
            other.add(put)
        other.merge()
        monkeypatch.setattr(merging, "MOST_AT_ONCE", 2)
        assert record.merge().tellings == 7
        assert {e.id: e.happening for e in record.events()} == {e.id: e.happening for e in other.events()}
