"""The cheap look before any parse: is this report about a war, and which of its sentences matter?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import ahocorasick

from grotius.codebook import Codebook
from grotius.language import Document, Sentence

_SHORT = 500
_OF_WAR = 2
_NEEDED_SHORT = 2
_NEEDED = 4
_QUOTES = '"“”«»'


class Scout:
    """One Aho-Corasick pass over the text with the codebook's words."""

    def __init__(self, codebook: Codebook) -> None:
        self._weights: Mapping[str, int] = {
            word: topic.weight for topic in codebook.topics.values() for word in topic.words
        }
        self._automaton = _automaton(self._weights)

    def score(self, text: str) -> int:
        """The sum of the weights of the distinct topic words in ``text``; 0 where none of them is one of war."""
        weights = [self._weights[word] for word in _longest(self._hits(text))]
        return sum(weights) if any(weight >= _OF_WAR for weight in weights) else 0

    def matters(self, text: str) -> bool:
        """Whether the text is worth a parse."""
        return self.score(text) >= (_NEEDED_SHORT if len(text) <= _SHORT else _NEEDED)

    def sentences(self, document: Document) -> list[Sentence]:
        """The sentences worth a parse, with their neighbours; none where the report is about something else.

        A sentence counts if it holds a word of a war topic or part of a quotation: who is quoted, and on what, can
        stand one sentence away.
        """
        if not self.matters(document.text):
            return []
        chosen: set[int] = set()
        for word, position in self._hits(document.text):
            if self._weights[word] > 0:
                chosen.update(_neighbours(document.sentence_at(position).index))
        for sentence in document.sentences:
            if any(mark in sentence.text for mark in _QUOTES):
                chosen.update(_neighbours(sentence.index))
        return [sentence for sentence in document.sentences if sentence.index in chosen]

    def _hits(self, text: str) -> Iterable[tuple[str, int]]:
        """Each topic word in the text with where it starts; only at the start of a word."""
        lowered = text.lower() if len(text.lower()) == len(text) else _lower_by_character(text)
        for last, word in self._automaton.iter(lowered):
            length = len(word.rstrip("$"))
            start = last - length + 1
            if start > 0 and lowered[start - 1].isalnum():
                continue
            if word.endswith("$") and last + 1 < len(lowered) and lowered[last + 1].isalnum():
                continue
            yield word, start


def _longest(hits: Iterable[tuple[str, int]]) -> set[str]:
    """The distinct words without those that stand only inside longer ones: "war" in "civil war"."""
    kept: set[str] = set()
    covered = -1
    for start, length, word in sorted(((start, -len(word.rstrip("$")), word) for word, start in hits)):
        if start - length > covered:
            kept.add(word)
            covered = start - length
    return kept


def _neighbours(index: int) -> tuple[int, int, int]:
    return index - 1, index, index + 1


def _lower_by_character(text: str) -> str:
    """Lower case that keeps offsets: a character whose lower case is longer stays as it is."""
    return "".join(low if len(low := character.lower()) == 1 else character for character in text)


def _automaton(words: Iterable[str]) -> ahocorasick.Automaton:
    automaton = ahocorasick.Automaton()
    for word in words:
        automaton.add_word(word.rstrip("$"), word)
    automaton.make_automaton()
    return automaton
