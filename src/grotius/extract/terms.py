"""Terms of the codebook found in a run of tokens: single lemmas or several words in a row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from grotius.language import Token

K = TypeVar("K")


@dataclass(frozen=True, slots=True)
class Hit(Generic[K]):
    """A term's key and the tokens that spell it."""

    key: K
    tokens: tuple[Token, ...]


class Terms(Generic[K]):
    """Looks terms up by their first word. A word matches as it is written or by its lemma."""

    def __init__(self, entries: Iterable[tuple[str, K]]) -> None:
        self._by_first: dict[str, list[tuple[list[str], K]]] = defaultdict(list)
        for term, key in entries:
            words = term.lower().replace("-", " - ").split()
            self._by_first[words[0]].append((words, key))

    def find(self, tokens: Sequence[Token]) -> list[Hit[K]]:
        """All hits, in the order of the tokens; at one place the longest first."""
        hits: list[Hit[K]] = []
        for at, token in enumerate(tokens):
            here: list[Hit[K]] = []
            for first in dict.fromkeys((token.lower, token.lemma)):
                for words, key in self._by_first.get(first, ()):
                    if _spells(tokens[at : at + len(words)], words):
                        here.append(Hit(key, tuple(tokens[at : at + len(words)])))
            hits.extend(sorted(here, key=lambda hit: -len(hit.tokens)))
        return hits


def _spells(tokens: Sequence[Token], words: list[str]) -> bool:
    return len(tokens) == len(words) and all(
        word in (token.lower, token.lemma) for token, word in zip(tokens, words, strict=True)
    )
