"""Changes: what was done to the record, by whom and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from grotius.record import ChangeRow
from grotius.web.asked import Asked
from grotius.web.desk import Desk
from grotius.web.faces import Page


@dataclass(frozen=True, slots=True)
class ChangeList:
    rows: tuple[ChangeRow, ...]
    total: int
    next: str | None


def view(desk: Desk, question: Asked, _: str = "") -> ChangeList:
    wanted = question.filter
    found = desk.record.changes(wanted.since, limit=wanted.limit, cursor=wanted.cursor)
    return ChangeList(found.rows, found.total, question.next(found.next))


def rows(desk: Desk, question: Asked) -> Iterable[ChangeRow]:
    return desk.record.changes(question.filter.since, limit=question.filter.limit)


CHANGES = Page("/changes", view, "changes.html", "changes", rows)
