"""All names of the codebook in one table: actors, demonyms, capitals, places, outlets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from rapidfuzz import fuzz

from grotius.codebook import Codebook
from grotius.folding import fold, loose, skeleton, spoken

_LEAST_FIRST, _LEAST_LAST = 2, 3
_LEAST_ALIKE = 85.0
Sort = Literal["actor", "demonym", "metonym", "place", "near", "outlet"]


@dataclass(frozen=True, slots=True)
class Word:
    """What a name of the codebook stands for. ``exact`` names (acronyms, abbreviations) keep case and points.

    ``near`` is a place of the index that the codebook gives more names; the index's other places compete with it.
    """

    sort: Sort
    key: str
    name: str
    exact: bool


class Lexicon:
    """Names by their folded form. Built once for a codebook; small enough to hold in memory."""

    def __init__(self, codebook: Codebook) -> None:
        self._words: dict[str, list[Word]] = {}
        self._longest: dict[str, int] = {}
        self._surnames: dict[str, list[str]] = {}
        self._persons: dict[str, list[str]] = {}
        self._bones: dict[tuple[str, str], list[tuple[str, str]]] = {}
        for name, word in _words(codebook):
            self._add(name, word)
        #: Codes of the post, which name a place only behind another name and a comma.
        self.codes = {
            code: Word("place", key, code, True) for key, place in codebook.places.items() for code in place.codes
        }
        for key, actor in codebook.actors.items():
            if actor.kind == "person":
                for name in (actor.name, *actor.names):
                    self._persons.setdefault(loose(name), []).append(key)
                    self._surnames.setdefault(loose(name).split()[-1], []).append(key)
                    if " " in name:
                        self._bones.setdefault(_bones(name), []).append((_heard(name), key))
        #: Names of bodies of four words or more, by key: long enough to be known when misspelt.
        self.long_names = {
            key: fold(actor.name)
            for key, actor in codebook.actors.items()
            if actor.kind in ("organisation", "armed_group") and len(actor.name.split()) > 3
        }
        self._classes: dict[str, str] = {}
        for key, words in codebook.place_words.items():
            for plain in words.words:
                self._classes.setdefault(fold(plain), "never" if words.never else key)

    def _add(self, name: str, word: Word) -> None:
        folded = fold(name)
        if not folded:
            return
        entries = self._words.setdefault(folded, [])
        if not any((known.key, known.sort, known.exact) == (word.key, word.sort, False) for known in entries):
            entries.append(word)
        first, *rest = folded.split()
        self._longest[first] = max(self._longest.get(first, 0), 1 + len(rest))

    def longest(self, first: str) -> int:
        """How many words the longest name has that begins with this folded word; 0 where none does."""
        return self._longest.get(first, 0)

    def find(self, name: str) -> list[Word]:
        """What the codebook calls by this name, letter case and points minded where they tell names from words."""
        found = [word for word in self._words.get(fold(name), ()) if not word.exact or _same_letters(word.name, name)]
        return list({(word.sort, word.key): word for word in found}.values())

    def persons(self, name: str) -> list[str]:
        """Keys of persons with this full name, in any transliteration, a slip in its vowels forgiven."""
        found = self._persons.get(loose(name), ())
        if not found and " " in name:
            first, last = _bones(name)
            if len(first) >= _LEAST_FIRST and len(last) >= _LEAST_LAST:
                heard = _heard(name)
                likely = self._bones.get((first, last), ())
                found = [key for other, key in likely if fuzz.ratio(heard, other) >= _LEAST_ALIKE]
        return list(dict.fromkeys(found))

    def surname(self, name: str) -> list[str]:
        return list(dict.fromkeys(self._surnames.get(loose(name), ())))

    def word_class(self, folded: str) -> str | None:
        """The list of ordinary words that this one-word name of a place is also in."""
        return self._classes.get(folded)


def _bones(name: str) -> tuple[str, str]:
    """The consonants of the given name and the surname."""
    first, *_, last = fold(name).split() if " " in fold(name) else (fold(name), "")
    return skeleton(first), skeleton(last)


def _heard(name: str) -> str:
    first, *_, last = fold(name).split() if " " in fold(name) else (fold(name), "")
    return spoken(first) + spoken(last)


def _same_letters(name: str, text: str) -> bool:
    return name.replace("’", "'") == text.replace("’", "'")


def _words(codebook: Codebook) -> Iterator[tuple[str, Word]]:
    for key, place in codebook.places.items():
        for name in place.names:
            yield name, Word("near" if place.near else "place", key, name, _is_exact(name))
    for key, actor in codebook.actors.items():
        for name in (actor.name, *actor.names):
            yield name, Word("actor", key, name, _is_exact(name))
        for name in actor.demonyms:
            yield name, Word("demonym", key, name, _is_exact(name))
        for name in actor.metonyms:
            yield name, Word("metonym", key, name, _is_exact(name))
    for key, outlet in codebook.outlets.items():
        for name in (outlet.name, *outlet.aliases):
            yield name, Word("outlet", key, name, True)


def _is_exact(name: str) -> bool:
    return name.endswith(".") or (len(name) <= 6 and name.isupper())
