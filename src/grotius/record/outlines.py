"""Happenings without their claims: when, where, and what the claims come to. Enough for sums, and quick over months."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import select

from grotius.merge import Happening
from grotius.record import schema
from grotius.record.decided import chunks, corrected
from grotius.record.encoding import from_json
from grotius.record.marks import counted_once
from grotius.record.reading import DEFAULT_RULE, Reader
from grotius.record.record import Record
from grotius.record.rows import Filter, Page


@dataclass(frozen=True, slots=True)
class Sum:
    """What the claims of one figure come to."""

    measure: str
    low: int | None
    best: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class Outline:
    """A happening and its sums; those of talks are empty."""

    id: str
    happening: Happening
    parent: str | None
    figures: tuple[Sum, ...] = ()


def outlines(record: Record, wanted: Filter, kind: Literal["fighting", "talk"] = "fighting") -> Page[Outline]:
    """What a filter lets through, by day."""

    def answer(reader: Reader) -> Page[Outline]:
        lines, total, onward = reader.states(kind, wanted)
        names = [line["event"] for line in lines]
        sums = _sums(reader, names, wanted.rule or DEFAULT_RULE) if kind == "fighting" else {}
        made = tuple(
            Outline(
                line["event"],
                corrected(from_json(line["body"], Happening), reader.decisions.on(line["event"])),
                line["parent"],
                tuple(sums.get(line["event"], ())),
            )
            for line in lines
        )
        return Page(made, total, onward)

    return record._ask(wanted, answer)


def _sums(reader: Reader, events: Sequence[str], rule: str) -> Mapping[str, Sequence[Sum]]:
    """By the usual rule they are known; by another the claims are weighed anew."""
    found: dict[str, list[Sum]] = defaultdict(list)
    if rule != DEFAULT_RULE:
        for event, figures in reader.figures_of(events, rule).items():
            found[event] = [Sum(one.measure, one.low, one.best, one.high) for one in counted_once(figures)]
        return found
    marks = schema.event_marks
    asked = select(marks.c.event, marks.c.value, marks.c.low, marks.c.weight, marks.c.high)
    for part in chunks(list(events)):
        known = asked.where(marks.c.event.in_(part), marks.c.facet == "count", reader.now.in_force(marks))
        for event, measure, low, best, high in reader.connection.execute(known.order_by(marks.c.key)):
            found[event].append(Sum(measure, low, int(best), high))
    return found
