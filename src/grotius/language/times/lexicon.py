"""The codebook's time words as look-up tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Generic, TypeVar

from grotius.codebook.shapes.times import TimeWords
from grotius.language.times.words import Word, words

T = TypeVar("T")
# Words of the grammar itself: those that make a phrase a time, and those that may begin one.
_HEADS = frozenset(
    {"am", "pm", "bc", "bce", "ad", "clock", "century", "centuries", "quarter", "overnight", "tonight", ":"}
)
_STARTS = frozenset({"the", "every", "each", "per", "/", "'", "ca", "circa", "c", "q", "tonight", "overnight", "one"})


class Table(Generic[T]):
    """Phrases of one or more words and what they mean; finds the longest one at a place."""

    def __init__(self, entries: Iterable[tuple[str, T]]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], T]]] = {}
        for phrase, value in entries:
            parts = tuple(word.lower for word in words(phrase))
            if parts:
                self._by_first.setdefault(parts[0], []).append((parts, value))
        for rivals in self._by_first.values():
            rivals.sort(key=lambda rival: -len(rival[0]))

    def __contains__(self, word: str) -> bool:
        return word in self._by_first

    @property
    def firsts(self) -> frozenset[str]:
        return frozenset(self._by_first)

    @property
    def values(self) -> list[T]:
        return [value for rivals in self._by_first.values() for _, value in rivals]

    @property
    def lasts(self) -> frozenset[str]:
        return frozenset(parts[-1] for rivals in self._by_first.values() for parts, _ in rivals)

    def match(self, sentence: Sequence[Word], at: int) -> tuple[int, T] | None:
        """The place after the longest phrase that stands at ``at``, and its meaning."""
        if at >= len(sentence):
            return None
        for parts, value in self._by_first.get(sentence[at].lower, ()):
            stop = at + len(parts)
            if stop <= len(sentence) and all(
                word.lower == part for word, part in zip(sentence[at:stop], parts, strict=True)
            ):
                return stop, value
        return None


class Lexicon:
    """All tables of ``times.yaml``. Groups that the codebook leaves out are empty."""

    def __init__(self, entries: Mapping[str, TimeWords]) -> None:
        self._entries = entries
        self.weekdays = self._numbers("weekdays")
        self.months = self._numbers("months")
        self.seasons = self._texts("seasons")
        self.parts = self._texts("parts_of_day")
        self.units = self._texts("units")
        self.numbers: Table[float] = Table((word, float(value)) for word, value in self._items("numbers"))
        self.vague_numbers: Table[float] = Table((word, float(value)) for word, value in self._items("vague_numbers"))
        self.ordinals = self._numbers("ordinals")
        self.hedges = self._texts("hedges")
        self.edges = self._texts("edges")
        self.relatives = self._texts("relatives")
        self.days = self._numbers("days")
        self.vague = self._texts("vague")
        self.repeats = self._texts("repeats")
        self.holidays = self._texts("holidays")
        self.zones = self._texts("zones")
        self.not_times = self._texts("not_times")
        self.careful = frozenset(
            word for group in ("weekdays", "months", "seasons") if group in entries for word in entries[group].careful
        )
        self.doubtful = frozenset(word for entry in entries.values() for word in entry.doubtful)
        self.fillers = self._texts("fillers")
        self.season_nouns = self._texts("season_nouns")
        self.ahead: dict[str, frozenset[str]] = {
            role: frozenset(word for word, value in self._items("ahead") if value == role)
            for role in ("auxiliary", "verb", "clause", "present")
        }
        self.ahead_words: Table[str] = Table((word, "") for word, value in self._items("ahead") if value == "word")
        self.events = [
            (Table((word, str(value)) for word, value in entry.words.items()), frozenset(entry.near))
            for key, entry in entries.items()
            if key == "events" or key.startswith("events.")
        ]
        heads = (
            self.weekdays, self.months, self.seasons, self.parts, self.units, self.days, self.vague, self.repeats,
            self.holidays, self.zones,
        )  # fmt: skip
        leads = (self.numbers, self.vague_numbers, self.ordinals, self.hedges, self.edges, self.relatives)
        self.cores = _HEADS.union(*(table.lasts for table in heads))
        self.starts = _STARTS.union(*(table.firsts for table in (*heads, *leads)))

    def _items(self, group: str) -> list[tuple[str, str | int | float]]:
        return list(self._entries[group].words.items()) if group in self._entries else []

    def _numbers(self, group: str) -> Table[int]:
        return Table((word, int(value)) for word, value in self._items(group))

    def _texts(self, group: str) -> Table[str]:
        return Table((word, str(value)) for word, value in self._items(group))
