"""How far a row or an event can be relied on, by what can be counted: nothing here judges a source.

``low``: a time in it is uncertain, or a place was not found. ``high``: nothing is uncertain, and two independent
sources or more tell its event. ``medium``: the rest.
"""

from __future__ import annotations

from typing import Literal

from sqlalchemy import ColumnElement, Select, and_, not_, select, text

from grotius.merge import Happening
from grotius.record import schema
from grotius.record.moment import Moment
from grotius.record.rows import EventRow, TalkRow

Confidence = Literal["high", "medium", "low"]
LEVELS: tuple[Confidence, ...] = ("high", "medium", "low")
_SOURCES_ENOUGH = 2


def of_event(row: EventRow | TalkRow) -> Confidence:
    if is_uncertain(row.happening):
        return "low"
    return "high" if row.independent >= _SOURCES_ENOUGH else "medium"


def is_uncertain(one: Happening) -> bool:
    """Is its time doubtful, or no place of it known?"""
    unplaced = bool(one.places) and all(place.precision == "unknown" for place in one.places)
    return unplaced or (one.time is not None and one.time.uncertain is not None)


def of_rows(level: str, now: Moment, dialect: str) -> ColumnElement[bool]:
    """The condition on ``rows``."""
    rows, members, marks = schema.rows, schema.event_rows, schema.event_marks
    doubted = rows.c.key.in_(uncertain(now, dialect))
    if level == "low":
        return doubted
    told_often = select(members.c.row).join(marks, marks.c.event == members.c.event)
    told_often = told_often.where(
        now.in_force(members), now.in_force(marks), marks.c.facet == "sources", marks.c.value == "several"
    )
    often = rows.c.key.in_(told_often)
    return and_(often if level == "high" else not_(often), not_(doubted))


def uncertain(now: Moment, dialect: str) -> Select[int]:
    """The keys of all rows with a time in doubt or a place that was not found."""
    rows = schema.rows.alias("doubted")
    return select(rows.c.key).where(now.in_force(rows), text(schema.UNCERTAIN[dialect].replace("body", "doubted.body")))
