"""The record answers as it stood, and tells what changed since."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from factory import PAVLOHRAD, YAROVA, strike
from grotius.errors import SettingsError, UnknownId
from grotius.record import Filter, Record, merging
from grotius.record.undoing import undo
from stores import filled, on_every_store, postgres, store

__all__ = ["postgres", "store"]


def last_moment(record: Record) -> str:
    return record.changes(limit=None).rows[-1].at


@on_every_store
def test_figures_as_they_stood(store: str) -> None:
    with filled(store, strike(PAVLOHRAD, 2, name="page")) as record:
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
def test_an_id_answers_as_it_stood_before_and_after_it_was_merged(store: str) -> None:
    with Record.open(store) as record:
        record.add(strike(PAVLOHRAD, 2))
        record.add(strike(YAROVA, 2, publisher="Other"))
        record.merge()
        apart = last_moment(record)
        names = {event.id for event in record.events()}
        record.judge("same", *names, who="Ann", why="a slip")
        merged = last_moment(record)
        (event,) = record.events()
        (gone,) = names - {event.id}
        undo(record, who="Ann")
        assert record.show(gone).redirected_from is None
        for moment, lives_in in ((apart, gone), (merged, event.id), (None, gone)):
            assert record.show(gone, moment).id == lives_in
            assert record.show(gone, moment).gone is None
            assert any(lives_in in reason.on for reason in record.why(gone, moment))
        assert record.summary(merged).events == 1
        assert record.summary(apart).events == record.summary().events == 2


@on_every_store
def test_a_decision_bears_on_nothing_that_it_did_not_bear_on_then(store: str) -> None:
    with Record.open(store) as record:
        record.add(strike(PAVLOHRAD, 2))
        record.add(strike(YAROVA, 2, publisher="Other"))
        record.merge()
        for event in record.events():
            record.judge("correct", event.id, field="mode", value="missile", who="Ann", why=event.id)
        then = last_moment(record)
        record.judge("same", *(event.id for event in record.events()), who="Ann", why="a slip")
        assert all({verdict.why for verdict in row.verdicts} == {row.id} for row in record.events(Filter(as_of=then)))


@on_every_store
def test_what_was_not_read_yet_is_unknown_then(store: str) -> None:
    with filled(store, strike(PAVLOHRAD, 2, name="page")) as record:
        then = last_moment(record)
        put = strike(YAROVA, 3, publisher="Other")
        record.add(put)
        record.merge()
        (event,) = record.events(Filter(place="Yarova"))
        for name in (event.id, put.figures[0].id, put.report.id):
            for ask in (record.show, record.why):
                with pytest.raises(UnknownId):
                    ask(name, then)


@on_every_store
def test_a_row_that_was_superseded_later_was_in_force_then(store: str) -> None:
    with Record.open(store) as record:
        put = strike(PAVLOHRAD, 2, name="page")
        record.add(put)
        record.merge()
        then = last_moment(record)
        record.add(strike(PAVLOHRAD, 3, name="page"))
        record.merge()
        assert record.show(put.figures[0].id, then).gone is None
        assert record.show(put.figures[0].id).gone is not None


@on_every_store
def test_changes_and_moments_with_a_zone(store: str) -> None:
    with filled(store, strike(PAVLOHRAD, 2)) as record:
        then = last_moment(record)
        (event,) = record.events()
        record.judge("confirm", event.id, who="Ann", why="seen on video")
        assert record.changes(as_of=then).total == record.changes().total - 1
        moment = datetime.fromisoformat(then).astimezone(timezone(timedelta(hours=5)))
        assert record.changes(as_of=moment.isoformat()).total == record.changes(as_of=then).total


@pytest.mark.parametrize("text", ["2025-04-25 hello", "2025-04-25T", "2025-13-01", "2025-W17-5", "20250425", "soon"])
def test_what_is_no_day_or_moment_is_refused_everywhere(text: str) -> None:
    with Record.open(":memory:") as record:
        for ask in (
            lambda: record.events(Filter(since=text)),
            lambda: record.reports(Filter(until=text)),
            lambda: record.changes(text),
            lambda: record.changes(as_of=text),
            lambda: record.summary(text),
            lambda: record.show("e-x", text),
        ):
            with pytest.raises(SettingsError, match="needs a day such as"):
                ask()


@on_every_store
def test_before_the_first_report_there_is_nothing(store: str) -> None:
    with filled(store, strike(PAVLOHRAD, 2)) as record:
        assert record.summary(as_of="2001-01-01").reports == 0
        assert record.events(Filter(as_of="2001-01-01")).total == 0


@on_every_store
def test_every_change_says_what_who_and_why(store: str) -> None:
    with filled(store, strike(PAVLOHRAD, 2)) as record:
        then = last_moment(record)
        (event,) = record.events()
        record.judge("confirm", event.id, who="Ann", why="seen on video")
        (change,) = [row for row in record.changes(then) if row.kind == "person"]
        assert (change.target, change.who, change.why) == (event.id, "Ann", "seen on video")
        assert [row.what for row in record.changes() if row.kind == "machine"] == ["report read", "event found"]


@on_every_store
def test_a_changed_report_ends_what_only_it_told(store: str) -> None:
    with filled(store, strike(PAVLOHRAD, 2, name="page")) as record:
        (event,) = record.events()
        record.add(strike(YAROVA, 2, name="page"))
        record.merge()
        assert record.events(Filter(place="Pavlohrad")).total == 0
        ended = record.show(event.id)
        assert ended.gone == "No report in force tells it any more."
        assert "Pavlohrad" in ended.title


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


@on_every_store
def test_what_was_not_known_yet_is_not_said_to_be_nothing(store: str) -> None:
    put = strike(PAVLOHRAD, 2)
    with Record.open(store) as record:
        record.add(put)
        record.merge()
        for name in (record.events().rows[0].id, put.mentions[0].id, put.report.id):
            for ask in (record.show, record.why):
                with pytest.raises(UnknownId, match=f"{name} was not known then; the record has it since 20"):
                    ask(name, "2020-01-01")
        with pytest.raises(UnknownId, match="Nothing in the record"):
            record.show("e-none-such-as", "2020-01-01")
