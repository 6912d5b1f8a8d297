"""Which of many spans touch a sentence: so that no finder compares each with each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Generic, TypeVar

from grotius.language import Document
from grotius.model import Span

T = TypeVar("T")


class Touching(Generic[T]):
    """Things with a span, found again by the sentences that the span touches."""

    def __init__(self, document: Document, items: Iterable[T], span: Callable[[T], Span]) -> None:
        self._document = document
        self._by_sentence: dict[int, list[T]] = defaultdict(list)
        for item in items:
            for index in self._sentences(span(item)):
                self._by_sentence[index].append(item)

    def at(self, position: int) -> list[T]:
        """Those that touch the sentence at a position, in the order they were given."""
        return self._by_sentence.get(self._document.sentence_at(position).index, [])

    def near(self, span: Span) -> list[T]:
        """Those that touch any sentence of a span, each once."""
        found = {id(item): item for index in self._sentences(span) for item in self._by_sentence.get(index, ())}
        return list(found.values())

    def _sentences(self, span: Span) -> range:
        first = self._document.sentence_at(span.start).index
        last = self._document.sentence_at(max(span.start, span.end - 1)).index
        return range(first, last + 1)
