"""A telling: one report's description of a happening, with what the merge needs to know of the report."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from grotius.model import Figure, Mention, Talk

Kind = Literal["fighting", "talk"]


@dataclass(frozen=True, slots=True)
class Telling:
    """``family`` names the group of near-copies that the report belongs to (the report itself where it has none).

    ``figures`` are those that the report gives for this very happening; ``people`` are keys of the persons whom it
    names beside it (``merge.people``), more than those in the telling's own sentence.
    """

    told: Mention | Talk
    report: str
    family: str
    published: str | None = None
    publisher: str | None = None
    figures: tuple[Figure, ...] = ()
    people: frozenset[str] = frozenset()

    @property
    def kind(self) -> Kind:
        return "fighting" if isinstance(self.told, Mention) else "talk"

    @property
    def key(self) -> str:
        """Unique over all reports: one text carried by two outlets gives the same row id twice."""
        return f"{self.told.id}@{self.report}"

    @property
    def order(self) -> tuple[str, str, str]:
        """Earliest first; undated reports last; the rest by id, so that arrival does not matter."""
        return (self.published or "9999", self.told.id, self.report)
