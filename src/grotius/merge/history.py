"""What became of a happening, step by step: one step for each telling of it."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from grotius.merge.claim import moment_of
from grotius.merge.days import day_number, days_of
from grotius.merge.likeness import is_moved
from grotius.merge.telling import Telling
from grotius.model import Mention, Talk, Time

MOVED = "moved"
LIFE = ("planned", "ongoing", "refused", "cancelled", "held")
"""The statuses of a talk in the order in which they follow each other."""
_ENDED = frozenset({"cancelled", "refused"})
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
    """In the order of a talk's life, and each stage of it by the time of publication.

    A report that looks back at an earlier stage ("was due to meet hours before they met") adds to that stage. What is
    planned anew, or held, days after it was called off has a second life. A plan for another day than that of the plan
    before it is a move, if its words say so.
    """
    listed = list(cluster)
    moving = {telling.told.id for telling in listed if isinstance(telling.told, Talk) and is_moved(telling.told)}
    return tuple(_with_moves(_in_order_of_life(steps_of(listed), moving), moving))


def _in_order_of_life(steps: Sequence[Step], moving: Container[str]) -> list[Step]:
    """By the hour on days on which all of the reports have one; a plan where that for the same day was first told."""
    days_only = {_day(step) for step in steps if "T" not in (step.published or "")}
    over = max((_day(step) for step in steps if step.status in _ENDED and step.published), default=_UNDATED)
    planned: dict[tuple[int, int], str] = {}
    for step in sorted(steps, key=_day):
        if step.status == "planned" and (days := days_of(step.time, None)) is not None:
            planned.setdefault((days.first, days.last), _day(step))

    def told(step: Step) -> str:
        days = days_of(step.time, None) if step.status == "planned" and step.telling not in moving else None
        return planned[days.first, days.last] if days is not None else _day(step)

    def order(step: Step) -> tuple[bool, int, str, str, float]:
        moment = moment_of(step.published) if _day(step) not in days_only else None
        clock = moment.timestamp() if moment is not None else 0.0
        return (_goes_on(step, over), LIFE.index(step.status), told(step), _day(step), clock)

    return sorted(steps, key=order)


def _goes_on(step: Step, over: str) -> bool:
    """After the talk was called off: it took place all the same, or is still ahead."""
    if step.published is None or _day(step) <= over or step.status in _ENDED:
        return False
    days, as_of = days_of(step.time, None), day_number(step.published)
    return step.status != "planned" or (days is not None and as_of is not None and days.last >= as_of)


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
