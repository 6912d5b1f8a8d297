"""The search of a snapshot: an index in pieces that a page loads as scripts, since a folder answers no questions.

A word's piece is found by its first two letters, so that the beginning of a word finds it too. Every piece is small
enough to load in a blink; the index grows in memory by four bytes a word and document.
"""

from __future__ import annotations

import json
import unicodedata
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from grotius.publish.cells import plain
from grotius.web.site.shelf import Shelf

PIECES = 256
DOCUMENTS_A_BLOCK = 100
_LONGEST_WORD = 40
_TAG = 4
_COMMON = frozenset(
    "a an and are as at be by for from has he in is it its of on or said says she that the their they this to was were "
    "which who will with".split()
)


@dataclass(frozen=True, slots=True)
class Document:
    """One row as the search shows it. ``words`` are found besides those of the title and text; ``tags`` as they are."""

    kind: str
    title: str
    file: str
    day: str
    text: str
    words: tuple[str, ...] = ()
    tags: tuple[tuple[str, str], ...] = ()
    """Marks of actors and places, with the name of each."""


@dataclass(slots=True)
class SearchIndex:
    """Takes documents one by one; blocks of them are written as they fill, the words at the end."""

    shelf: Shelf
    count: int = 0
    _block: list[list[str]] = field(default_factory=list)
    _found: dict[str, array[int]] = field(default_factory=lambda: defaultdict(lambda: array("I")))
    _names: dict[str, str] = field(default_factory=dict)
    _kinds: dict[str, int] = field(default_factory=dict)

    def add(self, one: Document) -> None:
        """All documents of one kind must come one after another."""
        number = self.count
        self.count += 1
        self._kinds.setdefault(one.kind, number)
        known = {*words(" ".join((one.title, one.text, *one.words))), f"~k{one.kind}"}
        for name, shown in one.tags:
            known.add(name)
            self._names.setdefault(name, plain(shown))
        for word in known:
            self._found[word].append(number)
        self._block.append([one.kind, plain(one.title), one.file, one.day, plain(one.text)])
        if len(self._block) == DOCUMENTS_A_BLOCK:
            self._write_block()

    def close(self) -> None:
        """Write what is left."""
        if self._block:
            self._write_block()
        ends = [*list(self._kinds.values())[1:], self.count]
        kinds = [[kind, start, end] for (kind, start), end in zip(self._kinds.items(), ends, strict=False)]
        self._write("about", 0, {"kinds": kinds, "common": sorted(_COMMON)})
        pieces: dict[int, list[str]] = defaultdict(list)
        for word in sorted(self._found):
            pieces[piece_of(word)].append(word)
        for number in range(PIECES):
            told = {word: self._entry(word) for word in pieces.get(number, ())}
            self._write("words", number, told)

    def _entry(self, word: str) -> list[object]:
        name = self._names.get(word)
        numbers = list(_steps(self._found[word]))
        return [numbers] if name is None else [numbers, name]

    def _write_block(self) -> None:
        number = (self.count - 1) // DOCUMENTS_A_BLOCK
        self._write("rows", number, self._block)
        self._block = []

    def _write(self, kind: str, number: int, told: object) -> None:
        self.shelf.put(f"search/{kind}-{number}.js", f'grotius.take("{kind}",{number},{script(told)});\n')


def words(text: str) -> Iterator[str]:
    """The words of a text without case, accents and the commonest ones; ``search.js`` cuts questions alike."""
    spread = unicodedata.normalize("NFKD", text)
    bare = "".join(char for char in spread if not unicodedata.category(char).startswith("M")).lower()
    kept = "".join(char if char.isalpha() or char.isdigit() else " " for char in bare)
    return (word[:_LONGEST_WORD] for word in kept.split() if word not in _COMMON)


def piece_of(word: str) -> int:
    """Which piece holds the word; ``search.js`` counts alike."""
    number = 0
    for char in word[: _TAG if word.startswith("~") else 2]:
        number = (number * 31 + ord(char)) % 65_521
    return number % PIECES


def _steps(numbers: Iterable[int]) -> Iterator[int]:
    """Each number as its distance from the one before: shorter to write."""
    before = 0
    for number in numbers:
        yield number - before
        before = number


def script(told: object) -> str:
    """JSON as a script may hold it."""
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
