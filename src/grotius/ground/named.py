"""A name of a place in a report, and what it was resolved to."""

from __future__ import annotations

from dataclasses import dataclass

from grotius.codebook import Codebook
from grotius.codebook.shapes.places import PlaceEntry
from grotius.ground.choose import Question
from grotius.ground.index import Entry
from grotius.ground.lexicon import Word
from grotius.ground.scan import Found

_BELONGS = 3


@dataclass(slots=True)
class Named:
    """``entry`` is the codebook's place, ``question`` the choice of the index's; ``doubt`` says why none is meant."""

    found: Found
    question: Question | None = None
    entry: PlaceEntry | None = None
    doubt: str | None = None

    @property
    def is_demonym(self) -> bool:
        return any(word.sort == "demonym" for word in self.found.words)

    @property
    def place(self) -> Entry | None:
        if self.entry is not None or self.question is None:
            return None
        best = self.question.best
        return best.place if best else None

    @property
    def kind(self) -> str | None:
        if self.entry is not None:
            return {"settlement": "city", "region": "admin1"}.get(self.entry.precision, self.entry.precision)
        return self.place.kind if self.place else None

    @property
    def plainness(self) -> float:
        """How surely it speaks for its country: "Ukraine" does, "Georgia" does not, "Moscow" and "Lebanon" half."""
        if self.is_demonym:
            return 1.0
        kinds = {hit.place.kind for hit in self.found.hits}
        if "admin1" in kinds and "country" in kinds:
            return 0.0
        return 0.4 if len(self.found.hits) > 1 else 1.0


def country_of(codebook: Codebook, word: Word) -> str | None:
    """The country of a state, of its people, and of what belongs to it."""
    actor = codebook.actors.get(word.key)
    for _ in range(_BELONGS):
        if actor is None or actor.iso or not actor.of:
            break
        actor = codebook.actors.get(actor.of)
    return actor.iso if actor is not None else None
