"""Waves in the record: what people decide on them, and take back, leaves nothing behind."""

from __future__ import annotations

from dataclasses import replace

import pytest

from factory import PAVLOHRAD, RUSSIA, UKRAINE, day, extraction, figure, mention, report, span, strike
from grotius.model import Extraction
from grotius.record import Filter, Record
from grotius.record.undoing import undo
from stores import on_every_store, postgres, store

__all__ = ["postgres", "store"]

NIGHT = day("2025-12-03", "2025-12-04")


def wave() -> Extraction:
    """A wave, and in a sentence of its own where it came from; the report of it says no more."""
    text = "Russia launched 38 drones overnight at Ukraine. They flew from the south. More is to follow."
    of = report(text, "2025-12-04")
    told = mention(of, "launched 38 drones", (UKRAINE,), NIGHT, by=RUSSIA)
    counted = figure(of, "38 drones", "launched", 38, mention=told.id, time=NIGHT)
    return extraction(of, told, replace(counted, of=span(text, "drones")), mention(of, "They flew", (), NIGHT))


def _events(record: Record) -> dict[str, tuple[tuple[str, ...], str | None, tuple[str, ...]]]:
    found = record.events(Filter(limit=None))
    return {row.id: (tuple(sorted(row.happening.tellings)), row.parent, row.parts) for row in found}


def _told(record: Record, told: Extraction) -> None:
    record.add(told)
    record.add(strike(PAVLOHRAD, 2, published="2025-12-04", publisher="Other Times", time=NIGHT))
    record.merge()


@on_every_store
@pytest.mark.parametrize("decision", ["reject", "other day", "other place"])
def test_what_is_taken_back_leaves_the_events_as_they_were(store: str, decision: str) -> None:
    with Record.open(store) as record:
        _told(record, wave())
        before = _events(record)
        head = wave().mentions[0].id
        assert sorted(len(tellings) for tellings, _, _ in before.values()) == [1, 2]
        if decision == "reject":
            record.judge("reject", head, who="Ann", why="no such wave")
        elif decision == "other day":
            record.judge("correct", head, who="Ann", why="later", field="time", value="2025-12-20")
        else:
            record.judge("correct", head, who="Ann", why="a town", field="places", value="Pavlohrad")
        assert _events(record) != before
        undo(record, who="Ann")
        assert _events(record) == before


@on_every_store
@pytest.mark.parametrize("decision", ["reject", "other day"])
def test_no_event_is_a_part_of_a_wave_that_is_none(store: str, decision: str) -> None:
    told = replace(wave(), mentions=wave().mentions[:1])
    with Record.open(store) as record:
        _told(record, told)
        assert any(parent for _, parent, _ in _events(record).values())
        if decision == "reject":
            record.judge("reject", told.mentions[0].id, who="Ann", why="no such wave")
        else:
            record.judge("correct", told.mentions[0].id, who="Ann", why="later", field="time", value="2025-12-20")
        assert all(parent is None for _, parent, _ in _events(record).values())


def _reasons(record: Record, what: str) -> set[str]:
    return {row.why.partition(";")[0] for row in record.changes(limit=None) if row.what == what}


@on_every_store
def test_the_diary_says_why_events_begin_and_end(store: str) -> None:
    first, second = (strike(PAVLOHRAD, 2, publisher=name) for name in ("A", "B"))
    with Record.open(store) as record:
        record.add(first)
        record.add(second)
        record.merge()
        (event,) = record.events()
        record.judge("reject", event.happening.tellings[0], who="Ann", why="not in the words")
        assert _reasons(record, "event merged") == {"a person rejected a telling of it"}
        assert "its report has other words now" not in _reasons(record, "event found")
        (rest,) = record.events()
        record.judge("reject", rest.happening.tellings[0], who="Ann", why="not in the words")
        assert _reasons(record, "event gone") == {"a person rejected a telling of it"}


@on_every_store
def test_the_diary_says_that_a_part_has_left_its_wave(store: str) -> None:
    told = replace(wave(), mentions=wave().mentions[:1])
    with Record.open(store) as record:
        _told(record, told)
        record.judge("reject", told.mentions[0].id, who="Ann", why="no such wave")
        last = record.changes(newest=True, limit=None)
        assert next(row.why for row in last if row.what == "part of") == "no wave told as a whole holds it any more"
