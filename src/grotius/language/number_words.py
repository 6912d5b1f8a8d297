"""The codebook's number words, in the form in which they are looked up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

from grotius.codebook.shapes.numbers import Bound, NumberWords, Role
from grotius.language.atoms import Atom, atoms

Phrase = tuple[str, ...]


class Phrases:
    """Phrases of one role, each with a value; the longest match wins."""

    def __init__(self, values: Mapping[str, float | str | None]) -> None:
        self._values = {tuple(atom.lower for atom in atoms(phrase)): value for phrase, value in values.items()}
        self._longest = max((len(phrase) for phrase in self._values), default=0)

    def starting(self, parts: list[Atom], position: int) -> tuple[int, float | str | None]:
        """How many atoms from ``position`` on make the longest phrase, and its value; ``(0, None)`` for none."""
        for count in range(min(self._longest, len(parts) - position), 0, -1):
            phrase = tuple(part.lower for part in parts[position : position + count])
            if phrase in self._values:
                return count, self._values[phrase]
        return 0, None

    def ending(self, parts: list[Atom], position: int) -> tuple[int, float | str | None]:
        """The same for the atoms that end just before ``position``."""
        for count in range(min(self._longest, position), 0, -1):
            phrase = tuple(part.lower for part in parts[position - count : position])
            if phrase in self._values:
                return count, self._values[phrase]
        return 0, None


class NumberLexicon:
    """All roles of ``numbers.yaml``, compiled once."""

    def __init__(self, entries: Mapping[str, NumberWords]) -> None:
        self._entries = tuple(entries.values())
        self.values = self._amounts("value")
        self.scales = self._amounts("scale")
        self.fractions = self._amounts("fraction")
        self.groups = self._amounts("group")
        self.vague = self._amounts("vague")
        self.open = self._phrases("open")
        self.none = self._phrases("none")
        self.all = self._phrases("all")
        self.hedges_before = self._hedges("hedge_before")
        self.hedges_after = self._hedges("hedge_after")
        self.unsure_hedges = frozenset(word for entry in self._entries if entry.unsure for word in entry.words)
        self.persons = self._words("person")
        self.young = self._words("young")
        self.casualties = self._words("casualty")
        self.units = self._phrases("unit")
        self.unit_words = self._words("unit")
        self.currencies = self._words("currency")
        self.months = frozenset(word for entry in self._of("month") for word in entry.words)
        self.clock = self._phrases("time_of_day")
        self.designators = self._phrases("designator")
        self.formations = frozenset(word for entry in self._of("formation") for word in entry.words)
        self.idioms = self._phrases("idiom")
        self.changes = self._words("change")
        self.ranks = self._words("rank")
        self.parts = self._words("part")
        self.streets = frozenset(word for entry in self._of("street") for word in entry.words)
        self.ages = self._phrases("age")

    def _of(self, role: Role) -> Iterable[NumberWords]:
        return (entry for entry in self._entries if entry.role == role)

    def _amounts(self, role: Role) -> dict[str, float]:
        return {word: value for entry in self._of(role) for word, value in entry.values.items()}

    def _words(self, role: Role) -> frozenset[str]:
        return frozenset(word.lower() for entry in self._of(role) for word in entry.words)

    def _phrases(self, role: Role) -> Phrases:
        return Phrases(dict.fromkeys(self._words(role)))

    def _hedges(self, role: Literal["hedge_before", "hedge_after"]) -> Phrases:
        return Phrases({word: entry.bound for entry in self._of(role) for word in entry.words})


__all__ = ["Bound", "NumberLexicon", "Phrases"]
