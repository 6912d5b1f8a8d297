"""Positions: who stands where on which issue, as of a day, and what changed since the time before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from grotius.errors import SettingsError
from grotius.record import PositionRow
from grotius.record.facets import actors
from grotius.web.asked import Asked
from grotius.web.desk import Desk
from grotius.web.faces import Page

_MOST = 5_000


@dataclass(frozen=True, slots=True)
class Cell:
    """The latest position of a party on an issue; ``before`` is the last one with another stance."""

    now: PositionRow
    before: PositionRow | None
    day: str
    count: int

    @property
    def changed(self) -> bool:
        return self.before is not None


@dataclass(frozen=True, slots=True)
class Line:
    """``cells`` stand in the order of the matrix's issues."""

    party: str
    name: str
    side: str | None
    cells: tuple[Cell | None, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    at: str
    days: tuple[str, ...]
    issues: tuple[str, ...]
    lines: tuple[Line, ...]
    rows: tuple[PositionRow, ...]
    total: int
    next: str | None


def view(desk: Desk, question: Asked, _: str = "") -> Matrix:
    at = question.word("at")
    if at and not _is_day(at):
        raise SettingsError(f"at is a day such as 2025-04-25, not {at[:40]!r}.")
    return desk.kept(("positions", question), lambda: _matrix(desk, question, at))


def _is_day(text: str) -> bool:
    return len(text) == 10 and text[4] == text[7] == "-" and text.replace("-", "").isdecimal()


def _matrix(desk: Desk, question: Asked, at: str) -> Matrix:
    everything = desk.record.positions(question.but(limit=_MOST, cursor=None)).rows
    days = tuple(sorted({day for row in everything if (day := day_of(row))}))
    at = at or (days[-1] if days else "")
    known = [row for row in everything if (day_of(row) or "") <= at]
    issues = tuple(sorted({row.position.issue for row in everything}))
    parties: dict[str, list[PositionRow]] = defaultdict(list)
    for row in known:
        parties[party_of(row)].append(row)
    names = desk.kept("actor names", lambda: {row.key: row.name for row in actors(desk.record, limit=1_000_000)})
    lines = [_line(party, held, issues, names.get(party)) for party, held in parties.items()]
    page = desk.record.positions(question.filter)
    return Matrix(
        at=at,
        days=days,
        issues=issues,
        lines=tuple(sorted(lines, key=lambda line: (-sum(c is not None for c in line.cells), line.name))),
        rows=page.rows,
        total=page.total,
        next=question.next(page.next),
    )


def day_of(row: PositionRow) -> str | None:
    time = row.position.time
    return ((time.start if time else None) or row.origin.published or "")[:10] or None


def party_of(row: PositionRow) -> str:
    return row.position.party or row.position.actor.id or row.position.actor.name


def _line(party: str, held: list[PositionRow], issues: tuple[str, ...], name: str | None) -> Line:
    cells: list[Cell | None] = []
    for issue in issues:
        on_it = sorted((row for row in held if row.position.issue == issue), key=lambda row: day_of(row) or "")
        cells.append(_cell(on_it) if on_it else None)
    return Line(party, name or _readable(party, held), held[0].position.actor.side, tuple(cells))


def _readable(party: str, held: list[PositionRow]) -> str:
    if party.startswith("state-"):
        return party.removeprefix("state-").upper()
    return held[0].position.actor.name


def _cell(rows: list[PositionRow]) -> Cell:
    now = rows[-1]
    before = next((row for row in reversed(rows[:-1]) if row.position.stance != now.position.stance), None)
    return Cell(now, before, day_of(now) or "", len(rows))


def rows(desk: Desk, question: Asked) -> Iterable[PositionRow]:
    return desk.record.positions(question.filter)


POSITIONS = Page("/positions", view, "positions.html", "positions", rows)
