"""Exact and overlapping spans, for each of the three kinds."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeVar

from benchmarks.attribution.conventions import Marked
from benchmarks.result import Tally

T = TypeVar("T")
KINDS = ("source", "cue", "content")


@dataclass
class Scores:
    """``exact`` counts spans with the same edges; ``overlap`` counts the positions that both sides cover."""

    exact: dict[str, Tally] = field(default_factory=lambda: {kind: Tally() for kind in KINDS})
    overlap: dict[str, Tally] = field(default_factory=lambda: {kind: Tally() for kind in KINDS})

    def add(self, ours: set[Marked], gold: set[Marked]) -> None:
        """One text or one sequence of tokens."""
        for kind in KINDS:
            mine = {span for span in ours if span.kind == kind}
            theirs = {span for span in gold if span.kind == kind}
            _count(self.exact[kind], mine, theirs)
            _count(self.overlap[kind], _covered(mine), _covered(theirs))

    def table(self) -> dict[str, float]:
        found: dict[str, float] = {}
        for kind in KINDS:
            found[f"{kind}.precision"] = self.exact[kind].precision
            found[f"{kind}.recall"] = self.exact[kind].recall
            found |= {f"{kind}.f1": self.exact[kind].f1, f"{kind}.overlap_f1": self.overlap[kind].f1}
        return found

    def brief(self, prefix: str) -> dict[str, float]:
        """The F1 only."""
        return {f"{prefix}{name}": value for name, value in self.table().items() if name.endswith("f1")}


def _count(tally: Tally, ours: set[T], gold: set[T]) -> None:
    tally.right += len(ours & gold)
    tally.missed += len(gold - ours)
    tally.invented += len(ours - gold)


def _covered(spans: set[Marked]) -> set[int]:
    return {position for span in spans for position in range(span.start, span.end)}
