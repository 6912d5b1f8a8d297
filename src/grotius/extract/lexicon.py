"""Words and phrases of the codebook, looked up in a parsed sentence by lemma."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from grotius.language import Token

V = TypeVar("V")
_MOST_WORDS = 6


@dataclass(frozen=True, slots=True)
class Hit(Generic[V]):
    """A phrase found: its tokens from ``first`` to ``last`` (the head noun or verb) and what it stands for."""

    first: Token
    last: Token
    value: V


class Lexicon(Generic[V]):
    """Phrases of up to six words, each standing for one value; the longest wins. A hyphen between letters is a word."""

    def __init__(self, phrases: Mapping[str, V]) -> None:
        self._phrases: dict[tuple[str, ...], V] = {tuple(_words(phrase)): value for phrase, value in phrases.items()}
        self._longest = min(_MOST_WORDS, max((len(words) for words in self._phrases), default=0))

    @classmethod
    def of(cls, pairs: Iterable[tuple[Iterable[str], V]]) -> Lexicon[V]:
        """From lists of words with one value each; the first list that has a word keeps it."""
        phrases: dict[str, V] = {}
        for words, value in pairs:
            for word in words:
                phrases.setdefault(word.lower(), value)
        return cls(phrases)

    def hits(self, tokens: tuple[Token, ...]) -> Iterator[Hit[V]]:
        """Phrases from left to right, none overlapping another."""
        i = 0
        while i < len(tokens):
            hit = self._at(tokens, i)
            if hit is None:
                i += 1
                continue
            yield hit
            i = hit.last.i + 1

    def value(self, token: Token, tokens: tuple[Token, ...]) -> V | None:
        """What the phrase that ends with this token stands for."""
        for length in range(self._longest, 0, -1):
            first = token.i - length + 1
            if first < 0:
                continue
            found = self._match(tokens[first : token.i + 1])
            if found is not None:
                return found
        return None

    def spelt(self, *tokens: Token) -> V | None:
        """What these very words, one behind the other, stand for."""
        return self._match(tokens)

    def word(self, token: Token) -> V | None:
        """What the single word stands for."""
        return self._match((token,))

    def _at(self, tokens: tuple[Token, ...], i: int) -> Hit[V] | None:
        for length in range(min(self._longest, len(tokens) - i), 0, -1):
            found = self._match(tokens[i : i + length])
            if found is not None:
                return Hit(tokens[i], tokens[i + length - 1], found)
        return None

    def _match(self, tokens: tuple[Token, ...]) -> V | None:
        *before, last = tokens
        start = tuple(token.lower for token in before)
        for end in (last.lower, last.lemma, singular(last.lower)):
            found = self._phrases.get((*start, end))
            if found is not None:
                return found
        return None


def singular(word: str) -> str:
    """A noun's rough singular, for words that the parser took for names and left as they are."""
    if word.endswith("men") and len(word) > 4:
        return word[:-2] + "an"
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("s") and not word.endswith("ss") and len(word) > 3:
        return word[:-1]
    return word


def _words(phrase: str) -> list[str]:
    """The words as the parser takes them apart: "anti-tank mine" into four, "su-34" into one."""
    lowered = phrase.lower()
    parts: list[str] = []
    for word in lowered.split():
        pieces = word.split("-")
        if len(pieces) > 1 and all(piece.isalpha() for piece in pieces):
            for piece in pieces:
                parts += [piece, "-"]
            parts.pop()
        else:
            parts.append(word)
    return parts
