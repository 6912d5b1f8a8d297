"""Quotations: curly, straight, nested, broken over paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from grotius.language.document import Document
from grotius.model import Span

_MARK = re.compile(r"``|''|‘‘|’’|[\"“”„«»‘’']")
_OPEN_AFTER = frozenset("([{<—–-/=:“„«\"‘'")
_LEADING_APOSTROPHES = ("em", "til", "till", "cause", "tis", "twas", "n", "bout", "round")
_MOST_SINGLE = 1_000

Way = Literal["opens", "closes", "either"]


@dataclass(frozen=True, slots=True)
class Quote:
    """Quoted words. ``span`` includes the marks, ``content`` does not; ``closed`` is False where a paragraph ended
    without a closing mark; ``continues`` points to the index of the quote that this one carries on."""

    span: Span
    content: Span
    closed: bool
    continues: int | None = None


@dataclass(frozen=True, slots=True)
class _Mark:
    """A quotation mark or apostrophe. ``family``: curly, low (as in German), angle, straight or single."""

    start: int
    end: int
    family: Literal["curly", "low", "angle", "straight", "single"]
    way: Way


@dataclass(frozen=True, slots=True)
class _Found:
    opening: _Mark
    end: int
    content_end: int

    @property
    def closed(self) -> bool:
        return self.end > self.content_end


def quotes(document: Document) -> list[Quote]:
    """All outermost quotations of the report, in order. Needs no parse. Scare quotes of one word are quotes too.

    A quotation ends with its paragraph at the latest. Where it was left open and the next paragraph starts with an
    opening mark, that one ``continues`` it. Single marks count only outside double ones, and only where they stand
    like marks, not like apostrophes.
    """
    found: list[Quote] = []
    left_open: int | None = None
    for start, end in _paragraphs(document):
        continues, left_open = left_open, None
        for quote in _Paragraph(document.text, start, end).quotes():
            opening = quote.opening
            if not document.text[opening.end : quote.content_end].strip():
                continue
            if not quote.closed and quote.end == end:
                left_open = len(found)
            found.append(
                Quote(
                    document.span(opening.start, quote.end),
                    document.span(opening.end, quote.content_end),
                    quote.closed,
                    continues if opening.start == start else None,
                )
            )
    return found


def _paragraphs(document: Document) -> Iterator[tuple[int, int]]:
    start, end, number = 0, 0, -1
    for sentence in document.sentences:
        if sentence.paragraph != number:
            if number >= 0:
                yield start, end
            start, number = sentence.start, sentence.paragraph
        end = sentence.end
    if number >= 0:
        yield start, end


class _Paragraph:
    """The marks of one paragraph, paired from left to right in one pass."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self._text = text
        self._start = start
        self._end = end
        marks = [self._mark(match.start(), match.end()) for match in _MARK.finditer(text, start, end)]
        self._doubles = [mark for mark in marks if mark.family != "single"]
        self._singles = [mark for mark in marks if mark.family == "single"]

    def quotes(self) -> Iterator[_Found]:
        doubles = list(self._double_quotes())
        singles = self._single_quotes()
        single = next(singles, None)
        position = self._start
        for double in doubles:
            while single is not None and single.opening.start < double.opening.start:
                if single.opening.start >= position:
                    yield single
                    position = single.end
                single = next(singles, None)
            if double.opening.start >= position:
                yield double
                position = double.end
        while single is not None:
            if single.opening.start >= position:
                yield single
            single = next(singles, None)

    def _mark(self, start: int, end: int) -> _Mark:
        text = self._text[start:end]
        if text == "“":
            return _Mark(start, end, "curly", "closes" if self._way(start, end) == "closes" else "opens")
        if text == "”":
            return _Mark(start, end, "curly", "opens" if self._way(start, end) == "opens" else "closes")
        if text == "„":
            return _Mark(start, end, "low", "opens")
        if text in "«»":
            return _Mark(start, end, "angle", "opens" if text == "«" else "closes")
        if text in ("``", "‘‘"):
            return _Mark(start, end, "straight", "opens")
        if text in ('"', "''", "’’"):
            return _Mark(start, end, "straight", self._way(start, end))
        way = self._way(start, end)
        if text == "‘":
            return _Mark(start, end, "single", "opens" if way != "closes" else "closes")
        return _Mark(start, end, "single", way)

    def _way(self, start: int, end: int) -> Way:
        """What the neighbours say: a mark opens after a space and before a word, and closes the other way round."""
        before = self._text[start - 1] if start > self._start else " "
        after = self._text[end] if end < self._end else " "
        starts = before.isspace() or before in _OPEN_AFTER
        if starts and not after.isspace() and (after.isalnum() or after in "“‘'\"[($€£…."):
            return "opens"
        if not before.isspace() and not after.isalnum():
            return "closes"
        return "either"

    def _double_quotes(self) -> Iterator[_Found]:
        marks = self._doubles
        opening: _Mark | None = None
        depth = 0
        for index, mark in enumerate(marks):
            if opening is None:
                if self._opens(marks, index):
                    opening, depth = mark, 1
            elif self._closes(mark, opening):
                depth -= 1
                if depth == 0:
                    yield _Found(opening, mark.end, mark.start)
                    opening = None
            elif mark.way == "opens" or mark.family == "straight":
                if self._is_nested(marks, index, opening):
                    depth += 1
                elif mark.family == opening.family and not self._is_introduced(mark):
                    stop = self._trimmed(opening.end, mark.start)
                    yield _Found(opening, stop, stop)
                    opening, depth = mark, 1
        if opening is not None:
            yield _Found(opening, self._end, self._end)

    def _opens(self, marks: Sequence[_Mark], index: int) -> bool:
        """A closing shape opens only where a closing mark follows: "- It is good, ”said she" opens nothing."""
        if self._text[marks[index].start] == "”" and marks[index].way == "opens":
            return index + 1 < len(marks) and marks[index + 1].way == "closes"
        return marks[index].way != "closes"

    def _is_introduced(self, mark: _Mark) -> bool:
        """Speech within speech, after a colon; the two often share one closing mark."""
        return self._text[max(0, mark.start - 2) : mark.start].rstrip().endswith(":")

    @staticmethod
    def _closes(mark: _Mark, opening: _Mark) -> bool:
        if opening.family == "low" and mark.family == "curly":
            return True
        return mark.way == "closes" or (mark.way == "either" and mark.family == opening.family)

    @staticmethod
    def _is_nested(marks: Sequence[_Mark], index: int, opening: _Mark) -> bool:
        """Whether the next marks close both this one and the outer one, so that no closing mark was forgotten."""
        if index + 1 >= len(marks) or marks[index + 1].way == "opens":
            return False
        if marks[index].family != opening.family:
            return True
        return index + 2 < len(marks) and marks[index + 2].way == "closes"

    def _trimmed(self, start: int, end: int) -> int:
        while end > start and self._text[end - 1].isspace():
            end -= 1
        return end

    def _single_quotes(self) -> Iterator[_Found]:
        marks = self._singles
        closing = self._closing_after(marks)
        position = self._start
        for index, mark in enumerate(marks):
            if mark.start < position or mark.way != "opens" or self._is_apostrophe(mark):
                continue
            close = closing[index]
            if close is not None and close.start - mark.end <= _MOST_SINGLE:
                yield _Found(mark, close.end, close.start)
                position = close.end
            elif mark.start == self._start and self._text[mark.start] == "‘":
                yield _Found(mark, self._end, self._end)
                return

    def _closing_after(self, marks: Sequence[_Mark]) -> list[_Mark | None]:
        """For each mark the closing one after it; a plural's apostrophe only where no other comes before an opening."""
        nearest: list[_Mark | None] = [None] * len(marks)
        certain: _Mark | None = None
        for index in range(len(marks) - 1, -1, -1):
            nearest[index] = certain
            mark = marks[index]
            if mark.way == "opens" and not self._is_apostrophe(mark):
                certain = None
            elif mark.way == "closes" and not (certain is not None and self._is_plural(mark)):
                certain = mark
        return nearest

    def _is_plural(self, mark: _Mark) -> bool:
        """ "The soldiers' homes": an "s" before and a small word after."""
        after = self._text[mark.end : min(mark.end + 2, self._end)]
        return self._text[mark.start - 1] in "sS" and len(after) == 2 and after[0] == " " and after[1].islower()

    def _is_apostrophe(self, mark: _Mark) -> bool:
        """ "'90s", "'em", and the parted "'s" of scraped text."""
        if self._text[mark.start] == "‘" and not self._text[mark.end : mark.end + 1].isdigit():
            return False
        stop = mark.end
        while stop < self._end and stop - mark.end < 6 and self._text[stop].isalnum():
            stop += 1
        word = self._text[mark.end : stop].lower()
        return (
            word in _LEADING_APOSTROPHES or word in ("s", "t", "re", "ll", "ve", "d", "m") or word.rstrip("s").isdigit()
        )
