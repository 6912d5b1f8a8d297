"""Quotations as groups: one group is one turn of speech, over as many paragraphs as it runs."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from grotius.extract.phrases import words_between
from grotius.language import Document, quotes
from grotius.model import Span

_DASHES = ("- ", "– ", "— ")


@dataclass(frozen=True, slots=True)
class Group:
    """A quotation with its continuations. ``outer`` includes the marks, ``content`` does not.

    ``free`` tells a quotation that stands as a sentence of its own from words quoted within somebody else's clause.
    ``marked`` is False for a turn of speech that is set off by a dash alone.
    """

    outer: Span
    content: Span
    free: bool
    marked: bool = True


class Quotations:
    """The groups of one document, found once and asked by position."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._pieces = [(quote.content.start, quote.content.end) for quote in quotes(document)]
        self.groups = sorted(self._marked_groups(), key=lambda group: group.outer.start)
        self._starts = [group.outer.start for group in self.groups]
        self._ends = [group.outer.end for group in self.groups]

    def _marked_groups(self) -> list[Group]:
        found = quotes(self._document)
        groups: list[Group] = []
        first: dict[int, int] = {}
        last: dict[int, int] = {}
        for index, quote in enumerate(found):
            origin = first.get(quote.continues, quote.continues) if quote.continues is not None else index
            first[index] = origin
            last[origin] = index
        for origin, end in last.items():
            outer = self._document.span(found[origin].span.start, found[end].span.end)
            content = self._document.span(found[origin].content.start, found[end].content.end)
            groups.append(Group(outer, content, self._is_free(outer, content)))
        return groups

    def _is_free(self, outer: Span, content: Span) -> bool:
        sentence = self._document.sentence_at(outer.start)
        before = self._document.text[sentence.start : outer.start].rstrip()
        if not before or not words_between(before, 0, len(before)):
            return len(content.text.split()) >= 2 or content.text[-1:] in ".,!?"
        return before[-1] in ":," and len(content.text.split()) >= 3 and content.text.lstrip("[")[:1].isupper()

    def around(self, position: int) -> Group | None:
        """The group that a position lies in."""
        index = bisect_right(self._starts, position) - 1
        if index >= 0 and self.groups[index].outer.end > position:
            return self.groups[index]
        return None

    def before(self, position: int) -> Group | None:
        """The group that ends just before a position, with no word between."""
        index = bisect_right(self._ends, position) - 1
        if index < 0 or words_between(self._document.text, self._ends[index], position):
            return None
        return self.groups[index]

    def after(self, position: int) -> Group | None:
        """The first group that starts at or after a position."""
        index = bisect_left(self._starts, position)
        return self.groups[index] if index < len(self.groups) else None

    def quoted_share(self, span: Span) -> float:
        """How much of a span's letters stand in quotation marks, from 0 to 1."""
        total = sum(character.isalnum() for character in span.text)
        inside = 0
        for start, end in self._pieces:
            low, high = max(start, span.start), min(end, span.end)
            if low < high:
                inside += sum(character.isalnum() for character in self._document.text[low:high])
        return inside / total if total else 0.0
