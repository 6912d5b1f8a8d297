"""The words of ``figure_words``, as sets."""

from __future__ import annotations

from dataclasses import dataclass

from grotius.codebook import Codebook


@dataclass(frozen=True, slots=True)
class FigureWords:
    """One set for each list; a list that an overlay leaves out is empty."""

    quantities: frozenset[str]
    shares: frozenset[str]
    company: frozenset[str]
    leaving: frozenset[str]
    passed_over: frozenset[str]
    including: frozenset[str]
    back_to: frozenset[str]
    restated: frozenset[str]
    victims: frozenset[str]
    households: frozenset[str]

    @classmethod
    def of(cls, codebook: Codebook) -> FigureWords:
        entries = codebook.figure_words
        return cls(**{key: frozenset(entries[key].words) if key in entries else frozenset() for key in cls.__slots__})
