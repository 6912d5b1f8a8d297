"""Whether a statement is the news of its report, or was made before it."""

from __future__ import annotations

from datetime import date, timedelta

from grotius.codebook import Codebook
from grotius.language import Token
from grotius.model import Time

_NEWS = timedelta(days=7)


class Staleness:
    """Reads a cue's tense, its adverbs ("previously") and the time of saying."""

    def __init__(self, codebook: Codebook) -> None:
        self._earlier = frozenset(codebook.speaker_words["earlier"].words)

    def of(self, cue: Token | None, said: Time | None, published: str | None) -> bool:
        """True where the words say that it was said earlier: "had said", "previously", "last month"."""
        if _is_old(said, published):
            return True
        if cue is None:
            return False
        beside = cue.children
        return any(child.lower == "had" and child.dep == "aux" for child in beside) or any(
            child.lower in self._earlier and child.dep in ("advmod", "amod") for child in beside
        )


def _is_old(said: Time | None, published: str | None) -> bool:
    if said is None or published is None or said.end is None:
        return False
    try:
        return date.fromisoformat(said.end[:10]) < date.fromisoformat(published[:10]) - _NEWS
    except ValueError:
        return False  # a year or month alone
