"""Where sources contradict each other, the gravest first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from grotius.record import DisagreementRow
from grotius.web.asked import Asked
from grotius.web.desk import Desk
from grotius.web.faces import Page
from grotius.web.ranges import Bar, Scale, bar_of


@dataclass(frozen=True, slots=True)
class Dispute:
    """``bars`` stand beside ``row.claims``."""

    row: DisagreementRow
    bars: tuple[Bar | None, ...]


@dataclass(frozen=True, slots=True)
class DisputeList:
    disputes: tuple[Dispute, ...]
    total: int
    next: str | None


def view(desk: Desk, question: Asked, _: str = "") -> DisputeList:
    def ask() -> DisputeList:
        found = desk.record.disagreements(question.filter)
        return DisputeList(tuple(map(dispute, found)), found.total, question.next(found.next))

    return desk.kept(("disagreements", question), ask)


def dispute(row: DisagreementRow) -> Dispute:
    """The row with its claims drawn on one scale."""
    values = [v for claim in row.claims for v in (claim.figure.low, claim.value, claim.figure.high) if v is not None]
    scale = Scale.of(values)
    return Dispute(row, tuple(bar_of(scale, claim) for claim in row.claims))


def rows(desk: Desk, question: Asked) -> Iterable[DisagreementRow]:
    return desk.record.disagreements(question.filter)


DISAGREEMENTS = Page("/disagreements", view, "disagreements.html", "disagreements", rows)
