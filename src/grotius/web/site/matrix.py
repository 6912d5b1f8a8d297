"""The positions of a snapshot as a matrix: who stands where on which issue at its end, and where that is new."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from grotius.publish.phrases import party as party_in_words
from grotius.record import PositionRow
from grotius.web.pages.positions import Cell, Line, day_of, party_of
from grotius.web.site.told import reports_of

_MOST_PARTIES = 60


@dataclass(frozen=True, slots=True)
class MatrixPage:
    """``left_out`` counts parties with fewer rows, which are only in the list."""

    issues: tuple[str, ...]
    lines: tuple[Line, ...]
    left_out: int


@dataclass(slots=True)
class Matrix:
    """Takes positions in the order of their days and keeps the last of each party on each issue."""

    _cells: dict[str, dict[str, Cell]] = field(default_factory=lambda: defaultdict(dict))

    def add(self, row: PositionRow) -> None:
        if row.position.background:
            return
        held, issue = self._cells[party_of(row)], row.position.issue
        last = held.get(issue)
        day = day_of(row) or ""
        if last is None:
            held[issue] = Cell(row, None, day, 1)
        elif day >= last.day:
            same = last.now.position.stance == row.position.stance
            held[issue] = Cell(row, last.before if same else last.now, day, last.count + 1)

    def view(self) -> MatrixPage:
        issues = tuple(sorted({issue for held in self._cells.values() for issue in held}))
        lines = sorted((self._line(party, issues) for party in self._cells), key=_weight)
        return MatrixPage(issues, tuple(lines[:_MOST_PARTIES]), max(0, len(lines) - _MOST_PARTIES))

    def reports(self) -> Mapping[str, str]:
        return reports_of([cell.now for held in self._cells.values() for cell in held.values()])

    def _line(self, party: str, issues: tuple[str, ...]) -> Line:
        held = self._cells[party]
        one = next(iter(held.values())).now.position.actor
        name = party_in_words(party) if party.startswith("state-") else one.name
        return Line(party, name, one.side, tuple(held.get(issue) for issue in issues))


def _weight(line: Line) -> tuple[int, str]:
    return -sum(cell.count for cell in line.cells if cell is not None), line.name
