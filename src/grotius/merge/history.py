"""What became of a happening, step by step: one step for each telling of it."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from grotius.merge.claim import moment_of
from grotius.merge.days import days_of
from grotius.merge.likeness import is_moved
from grotius.merge.telling import Telling
from grotius.model import Mention, Talk, Time

MOVED = "moved"
LIFE = ("planned", "ongoing", "refused", "cancelled", "held")
"""The statuses of a talk in the order in which they follow each other."""
_UNDATED = "9999"


@dataclass(frozen=True, slots=True)
class Step:
    """What one report made of the happening: its status and time, for a history such as planned, then held."""

    status: str
    published: str | None
    time: Time | None
    telling: str
    report: str


def steps_of(cluster: Iterable[Telling]) -> tuple[Step, ...]:
    """In the order in which the tellings come."""
    return tuple(
        Step(
            status=told.actuality if isinstance(told, Mention) else told.status,
            published=telling.published,
            time=told.time,
            telling=told.id,
            report=telling.report,
        )
        for telling in cluster
        for told in (telling.told,)
    )


def talk_history(cluster: Iterable[Telling]) -> tuple[Step, ...]:
    """By the time of publication; of one time, or where it is known by the day only, in the order of a talk's life.

    A plan for another day than that of the plan before it is a move, if its words say so.
    """
    listed = list(cluster)
    moving = {telling.told.id for telling in listed if isinstance(telling.told, Talk) and is_moved(telling.told)}
    return tuple(_with_moves(sorted(_by_hours(steps_of(listed)), key=_day), moving))


def _by_hours(steps: Sequence[Step]) -> list[Step]:
    """In the order of a talk's life, and by the hour on days on which all of the reports have one."""
    days_only = {_day(step) for step in steps if "T" not in (step.published or "")}

    def order(step: Step) -> tuple[float, int]:
        moment = moment_of(step.published) if _day(step) not in days_only else None
        return (moment.timestamp() if moment is not None else 0.0, LIFE.index(step.status))

    return sorted(steps, key=order)


def _day(step: Step) -> str:
    return (step.published or _UNDATED)[:10]


def _with_moves(steps: Sequence[Step], moving: Container[str]) -> Iterator[Step]:
    last: Step | None = None
    for step in steps:
        moved = step.telling in moving and last is not None and _on_other_day(last, step)
        yield replace(step, status=MOVED) if moved else step
        if step.status == "planned" and days_of(step.time, None) is not None:
            last = step


def _on_other_day(one: Step, other: Step) -> bool:
    ours, theirs = days_of(one.time, None), days_of(other.time, None)
    return ours is not None and theirs is not None and ours.short and theirs.short and ours.gap(theirs) > 0


def final_status(cluster: Sequence[Telling]) -> str:
    """What the latest report says; on one and the same day, what comes last in the life of a talk."""
    dated = [(telling.published or "", telling.told.status) for telling in cluster if isinstance(telling.told, Talk)]
    if any(status == "held" for _, status in dated):
        return "held"
    latest = max(published[:10] for published, _ in dated)
    return max((status for published, status in dated if published[:10] == latest), key=LIFE.index)
