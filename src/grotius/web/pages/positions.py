"""Positions: who stands where on which issue, as of a day, and what changed since the time before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from grotius.errors import SettingsError
from grotius.record import PositionRow
from grotius.record.instants import is_day
from grotius.record.stands import Stand, positions_at, stands
from grotius.web.asked import Asked
from grotius.web.desk import Desk
from grotius.web.faces import Page
from grotius.web.pages.codebook import codebook


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
    if at and not is_day(at):
        raise SettingsError(f"at is a day such as 2025-04-25, not {at[:40]!r}.")
    return desk.kept(("positions", question), lambda: _matrix(desk, question, at))


def _matrix(desk: Desk, question: Asked, at: str) -> Matrix:
    everything = stands(desk.record, question.filter)
    days = tuple(sorted({one.day for one in everything if one.day}))
    at = at or (days[-1] if days else "")
    issues = tuple(sorted({one.issue for one in everything}))
    held: dict[tuple[str, str], list[Stand]] = defaultdict(list)
    for one in everything:
        if (one.day or "") <= at:
            held[one.party, one.issue].append(one)
    pairs = {key: _now_and_before(taken) for key, taken in held.items()}
    needed = [one.row for pair in pairs.values() for one in pair if one is not None]
    whole = positions_at(desk.record, needed, question.filter.as_of)
    cells = {key: _cell(held[key], pair, whole) for key, pair in pairs.items()}
    parties = dict.fromkeys(party for party, _ in held)
    lines = [_line(party, tuple(cells.get((party, issue)) for issue in issues)) for party in parties]
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


def _now_and_before(taken: list[Stand]) -> tuple[Stand, Stand | None]:
    now = taken[-1]
    return now, next((one for one in reversed(taken[:-1]) if one.stance != now.stance), None)


def _cell(taken: list[Stand], pair: tuple[Stand, Stand | None], whole: Mapping[int, PositionRow]) -> Cell:
    now, before = pair
    return Cell(whole[now.row], whole[before.row] if before else None, now.day or "", len(taken))


def day_of(row: PositionRow) -> str | None:
    time = row.position.time
    return ((time.start if time else None) or row.origin.published or "")[:10] or None


def party_of(row: PositionRow) -> str:
    return row.position.party or row.position.actor.id or row.position.actor.name


def _line(party: str, cells: tuple[Cell | None, ...]) -> Line:
    actor = next(cell for cell in cells if cell is not None).now.position.actor
    name = actor.name if party in (actor.id, actor.name) else _names().get(party) or party
    return Line(party, name, actor.side, cells)


def _names() -> dict[str, str]:
    """The codebook's names of states and groups."""
    return {key: entry.name for key, entry in codebook().actors.items()}


def rows(desk: Desk, question: Asked) -> Iterable[PositionRow]:
    return desk.record.positions(question.filter)


POSITIONS = Page("/positions", view, "positions.html", "positions", rows)
