"""An edge: a judgement on two tellings, by whom and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Judgement = Literal["same", "different", "unsure"]


@dataclass(frozen=True, slots=True)
class Edge:
    """``left`` and ``right`` are keys of tellings, ``left < right``. A person's edge beats every machine's."""

    left: str
    right: str
    judgement: Judgement
    score: float
    reason: str
    person: bool = False

    @staticmethod
    def between(a: str, b: str, judgement: Judgement, score: float, reason: str, *, person: bool = False) -> Edge:
        left, right = sorted((a, b))
        return Edge(left, right, judgement, score, reason, person)

    @property
    def order(self) -> tuple[bool, float, str, str]:
        """People first, then the surest; ties by key, so that arrival does not matter."""
        return (not self.person, -self.score, self.left, self.right)
