"""Quotations as groups: one group is one turn of speech, over as many paragraphs as it runs."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from grotius.extract.phrases import words_between
from grotius.language import Document, Sentence, quotes
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

    def holds(self, position: int) -> bool:
        return self.outer.start <= position < self.outer.end


class Quotations:
    """The groups of one document, found once and asked by position."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._pieces = [(quote.content.start, quote.content.end) for quote in quotes(document)]
        marked = self._marked_groups()
        taken = [(group.outer.start, group.outer.end) for group in marked]
        dashed = [group for group in self._dashed_groups() if not any(a < group.outer.start < b for a, b in taken)]
        self.groups = sorted(_apart([*dashed, *marked]), key=lambda group: group.outer.start)
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

    def _dashed_groups(self) -> list[Group]:
        """ "- We are ready - said the minister": a turn of speech between dashes, as many languages print it."""
        groups = []
        end = 0
        for sentence in self._document.sentences:
            if sentence.start < end or sentence.text[:2] not in _DASHES:
                continue
            paragraph_end = self._paragraph_end(sentence)
            close = self._closing_dash(sentence.start + 2, paragraph_end)
            if close is not None:
                outer = self._document.span(sentence.start, close)
                content = self._document.span(sentence.start + 2, close)
                groups.append(Group(outer, content, free=True, marked=False))
                end = close
        return groups

    def _closing_dash(self, start: int, end: int) -> int | None:
        text = self._document.text
        found = [at for dash in ("-", "–", "—") if (at := text.find(f" {dash} ", start, end)) >= 0]
        return min(found) + 2 if found else None

    def _paragraph_end(self, sentence: Sentence) -> int:
        end = sentence.end
        for later in self._document.sentences[sentence.index + 1 :]:
            if later.paragraph != sentence.paragraph:
                break
            end = later.end
        return end

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


def _apart(groups: list[Group]) -> list[Group]:
    """Without marked groups inside a dashed one: the turn of speech is the larger thing."""
    dashed = [group for group in groups if not group.marked]
    return dashed + [
        group
        for group in groups
        if group.marked and not any(dash.outer.start <= group.outer.start < dash.outer.end for dash in dashed)
    ]
