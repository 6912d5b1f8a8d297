"""Changes: what was done to the record, by whom and why, the newest first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from grotius.record import ChangeRow
from grotius.record.facets import Count, changes_counted
from grotius.web.asked import Asked
from grotius.web.desk import Desk
from grotius.web.faces import Page


@dataclass(frozen=True, slots=True)
class ChangeList:
    """``counted`` sums up the changes since ``since``: the asked day, else the day before the last write."""

    rows: tuple[ChangeRow, ...]
    total: int
    next: str | None
    since: str | None
    counted: tuple[Count, ...]


def view(desk: Desk, question: Asked, _: str = "") -> ChangeList:
    return desk.kept(("changes", question), lambda: _view(desk, question))


def _view(desk: Desk, question: Asked) -> ChangeList:
    wanted = question.filter
    found = desk.record.changes(wanted.since, limit=wanted.limit, cursor=wanted.cursor, newest=True, as_of=wanted.as_of)
    since = wanted.since or day_before(desk.written().at)
    counted = tuple(changes_counted(desk.record, since)) if since else ()
    return ChangeList(found.rows, found.total, question.next(found.next), since, counted)


def day_before(moment: str | None) -> str | None:
    """Yesterday, seen from a moment."""
    return (date.fromisoformat(moment[:10]) - timedelta(days=1)).isoformat() if moment else None


def rows(desk: Desk, question: Asked) -> Iterable[ChangeRow]:
    wanted = question.filter
    return desk.record.changes(wanted.since, limit=wanted.limit, newest=True, as_of=wanted.as_of)


CHANGES = Page("/changes", view, "changes.html", "changes", rows)
