"""In whatever order reports arrive, alone or together, the record comes to hold the same events."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import pytest
from sqlalchemy import delete, select

from factory import PAVLOHRAD, RUSSIA, UKRAINE, YAROVA, day, extraction, figure, mention, report, span, strike
from grotius.model import Extraction, Place
from grotius.record import Filter, Record
from grotius.record.blocks import fill
from grotius.record.journal import Author
from grotius.record.schema import row_blocks
from stores import on_every_store, postgres, store

__all__ = ["postgres", "store"]


def salvo(publisher: str, count: int, places: tuple[Place, ...], time: str = "2025-12-03") -> Extraction:
    """ "138 drones were launched", said of a town, of the country or of no place at all."""
    text = f"{publisher} reports. Russia launched {count} drones overnight. More is to follow."
    of = report(text, "2025-12-04", publisher)
    told = mention(of, f"launched {count} drones", places, day(time), by=RUSSIA)
    counted = figure(of, f"{count} drones", "launched", count, mention=told.id, time=told.time)
    return extraction(of, told, replace(counted, of=span(text, "drones")))


WAVE = (
    salvo("Daily Example", 138, (YAROVA,)),
    salvo("Other Times", 138, ()),
    salvo("Third Post", 138, (UKRAINE,)),
)


def _outlets(order: tuple[Extraction, ...]) -> list[str]:
    return [str(one.report.publisher) for one in order]


def _events(record: Record) -> set[tuple[str, ...]]:
    return {tuple(sorted(row.happening.tellings)) for row in record.events(Filter(limit=None))}


@on_every_store
@pytest.mark.parametrize("order", list(permutations(WAVE)), ids=lambda order: "-".join(_outlets(order)))
def test_a_wave_known_by_its_figures_is_one_event_in_any_order(store: str, order: tuple[Extraction, ...]) -> None:
    with Record.open(store) as record:
        record.add(strike(PAVLOHRAD, 2, published="2025-12-04", time=day("2025-12-03")))
        for told in order:
            record.add(told)
            record.merge()
        assert {len(event) for event in _events(record)} == {1, 3}


@on_every_store
def test_a_corrected_figure_is_found_by_what_is_right(store: str) -> None:
    """A count that was read wrongly keeps two tellings of one wave apart until a person puts it right."""
    with Record.open(store) as record:
        record.add(salvo("Daily Example", 188, ()))
        record.merge()
        wrong = record.figures().rows[0].figure.id
        record.judge("correct", wrong, who="Ann", why="138 in the words", field="best", value=138)
        record.add(salvo("Other Times", 138, ()))
        record.merge()
        assert len(_events(record)) == 1


@on_every_store
def test_blocks_of_an_older_record_are_made_when_it_is_opened(store: str) -> None:
    with Record.open(store) as record:
        for told in WAVE:
            record.add(told)
        record.merge()
        asked = select(row_blocks.c.row, row_blocks.c.block)
        with record._writing(Author("grotius", "machine", "0")) as journal:
            before = {tuple(line) for line in journal.connection.execute(asked)}
            journal.connection.execute(delete(row_blocks))
            fill(journal.connection)
            assert {tuple(line) for line in journal.connection.execute(asked)} == before
    assert any("salvo" in block for _, block in before)
