"""Whole answers in pieces are the same rows in the same order as the query's."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from factory import YAROVA, strike
from grotius.record import Filter, Record
from grotius.record.makers import standing
from grotius.record.streaming import SOURCES, stream
from published import publishable


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with publishable(tmp_path / "r.sqlite") as record:
        yield record


def streamed(record: Record, source: str, wanted: Filter) -> list[Any]:
    return [row for page in stream(record, source, wanted, at_once=2) for row in page]


@pytest.mark.parametrize("wanted", [Filter(limit=None), Filter(place="Kyiv", limit=None), Filter(limit=3)], ids=str)
@pytest.mark.parametrize("source", SOURCES)
def test_pieces_are_the_answer(record: Record, source: str, wanted: Filter) -> None:
    assert streamed(record, source, wanted) == list(getattr(record, source)(wanted))


def test_what_a_person_rejected_is_left_out(record: Record) -> None:
    gone = record.events().rows[0].id
    record.judge("reject", gone, who="Mira", why="a drill")
    assert gone not in [row.id for row in streamed(record, "events", Filter(limit=None))]


def test_what_is_written_meanwhile_does_not_show(record: Record) -> None:
    now = Filter(limit=None, as_of=standing(record).at)
    before = list(record.events(now))
    pieces = stream(record, "events", now, at_once=1)
    found = [*next(pieces)]
    record.add(strike(YAROVA, 99, name="late", published="2025-04-30"))
    record.merge()
    found += [row for page in pieces for row in page]
    assert found == before
    assert len(record.events(Filter(limit=None)).rows) > len(before)
