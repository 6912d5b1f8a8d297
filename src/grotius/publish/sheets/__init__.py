"""The sheets of an export in Grotius' own columns: one for each kind of row, with types and meanings."""

from __future__ import annotations

from typing import Any

from grotius.publish.fields import Sheet
from grotius.publish.sheets.happenings import EVENTS, TALKS
from grotius.publish.sheets.reports import REPORTS
from grotius.publish.sheets.told import FIGURES, INTERACTIONS, POSITIONS, STATEMENTS
from grotius.publish.sheets.tolls import CLAIMS, DISAGREEMENTS, TOLLS

SHEETS: tuple[Sheet[Any], ...] = (
    EVENTS,
    TOLLS,
    CLAIMS,
    DISAGREEMENTS,
    FIGURES,
    TALKS,
    STATEMENTS,
    POSITIONS,
    INTERACTIONS,
    REPORTS,
)

__all__ = ["EVENTS", "SHEETS", "TALKS"]
