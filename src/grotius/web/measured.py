"""How often Grotius was right on public data: the figures of ``docs/benchmarks.md``, as they came with this version."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pydantic import TypeAdapter

_FILE = Path(__file__).parent / "quality.json"
_FIELDS = {
    "figures.precision": "Figures: of those found, right",
    "figures.recall": "Figures: of those there, found",
    "figures.f1": "Figures: both together (F1)",
    "figures.full_f1": "Figures with claimant and place right too (F1)",
    "claimant": "Claimant of a figure",
    "place": "Place of a figure",
    "date": "Date of a figure",
    "attacks.precision": "Attacks: of those found, right",
    "attacks.recall": "Attacks: of those there, found",
    "attacks.f1": "Attacks: both together (F1)",
    "attacks.mode": "Mode of an attack",
    "attacks.actuality": "Whether an attack took place",
    "attacks.place": "Place of an attack",
    "attacks.date": "Date of an attack",
    "talks.precision": "Talks: of those found, right",
    "talks.recall": "Talks: of those there, found",
    "talks.f1": "Talks: both together (F1)",
    "talks.kind": "Kind of a talk",
    "talks.status": "Status of a talk",
    "statements.precision": "Statements: of those found, right",
    "statements.recall": "Statements: of those there, found",
    "statements.f1": "Statements: both together (F1)",
    "statements.act": "Act of a statement",
    "statements.speaker": "Speaker of a statement",
    "positions.precision": "Positions: of those found, right",
    "positions.recall": "Positions: of those there, found",
    "positions.f1": "Positions: both together (F1)",
}


@dataclass(frozen=True, slots=True)
class Table:
    """Scores from 0 to 1, by what was measured; each row begins with its name."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Measured:
    """``fields`` is told for each field of a row, on reports about the war; ``others`` on data sets of others."""

    fields: Table
    others: tuple[Table, ...]


@cache
def measured() -> Measured:
    """The figures that this version came with."""
    first, *rest = TypeAdapter(tuple[Table, ...]).validate_json(_FILE.read_bytes())
    rows = tuple((_FIELDS.get(row[0], row[0]), *row[1:]) for row in first.rows)
    return Measured(Table(first.title, first.columns, rows), tuple(table for table in rest if _is_scores(table)))


def _is_scores(table: Table) -> bool:
    """Scores lie between 0 and 1; seconds and sizes are another matter."""
    cells = [cell.split()[0] for row in table.rows for cell in row[1:] if cell]
    return all(cell.replace(".", "", 1).isdecimal() and float(cell) <= 1 for cell in cells)
