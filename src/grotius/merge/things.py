"""What is counted, in one word."""

from __future__ import annotations

from grotius.folding import fold
from grotius.model import Figure


def thing(figure: Figure) -> str:
    """What is counted, in one word: "Shahed-type attack drones" are drones; two where one number counts two things."""
    return "+".join(sorted(things(figure.of.text if figure.of is not None else None)))


def things(counted: str | None) -> frozenset[str]:
    """Each thing in what is counted, in one word: of "attack drones and missiles" drone and missile."""
    parts = (part.split() for part in fold(counted or "").split(" and "))
    return frozenset(part[-1].removesuffix("s") for part in parts if part)
