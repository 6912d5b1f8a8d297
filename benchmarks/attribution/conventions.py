"""From Grotius' statements to the spans that PolNeAR's annotators mark.

Their conventions, as they stand in the training part:

* No attribution lies within another: the outermost is marked.
* The source is the words beside the cue: a pronoun, a relative pronoun, or the whole noun phrase with its titles,
  appositions and clauses, and with the comma that closes these.
* The cue has its auxiliaries, negation and adverbs, the preposition that leads to the content, a colon after it.
* The content has its "that" or "to" and its quotation marks; what stands around a cue is two spans, and so is what runs
  over two paragraphs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from grotius.language import Document, Token
from grotius.model import Span, Statement

_OPENING = "\"“‘«„'`"
_CLOSING = "\"”’»'"
_CUE_LEFTS = frozenset({"aux", "auxpass", "neg", "advmod"})
_CUE_ADVERBS = frozenset({"advmod", "prt"})
_SUBJECTS = ("nsubj", "nsubjpass", "agent")
_LEADERS = frozenset({"that", "to"})
_LINKS = frozenset({"ADP", "PART", "SCONJ"})
_RELATIVE = frozenset({"who", "which", "that"})


@dataclass(frozen=True, slots=True, order=True)
class Marked:
    """A span of one of the three kinds: source, cue, content."""

    kind: str
    start: int
    end: int


def marked(document: Document, statements: Sequence[Statement]) -> set[Marked]:
    """The spans of the outermost statements, in the document's own positions."""
    found: set[Marked] = set()
    for statement in _outermost(statements):
        found |= set(_Marking(document, statement).spans())
    return found


def _outermost(statements: Sequence[Statement]) -> Iterator[Statement]:
    for statement in statements:
        at = statement.cue or statement.content
        if not any(_holds(other, at) for other in statements if other is not statement):
            yield statement


def _holds(outer: Statement, inner: Span) -> bool:
    if outer.cue is not None and outer.cue.start == inner.start:
        return False
    return outer.content.start <= inner.start and inner.end <= outer.content.end and outer.content != inner


class _Marking:
    """One statement's spans."""

    def __init__(self, document: Document, statement: Statement) -> None:
        self._text = document.text
        self._statement = statement
        self._sentence = document.sentence_at((statement.cue or statement.content).start)
        self._verb = self._cue_head()

    def spans(self) -> Iterator[Marked]:
        source = self._source()
        cue = self._cue(source)
        if source is not None:
            yield Marked("source", *source)
        if cue is not None:
            yield Marked("cue", *cue)
        for start, end in self._contents(source, cue):
            yield Marked("content", start, end)

    def _cue_head(self) -> Token | None:
        cue = self._statement.cue
        if cue is None:
            return None
        tokens = self._sentence.tokens_in(cue.start, cue.end)
        return next((t for t in tokens if t.head is t or t.head not in tokens), None)

    # -- source --------------------------------------------------------------------------------------------------

    def _source(self) -> tuple[int, int] | None:
        if self._statement.cue is None:
            return None
        beside = self._subject()
        if beside is not None and (beside.pos == "PRON" or beside.lower in _RELATIVE):
            return beside.start, beside.end
        named = self._statement.speaker.span
        if named is None or not self._sentence.start <= named.start < self._sentence.end:
            return None
        return self._whole_phrase(named)

    def _subject(self) -> Token | None:
        """The cue's own subject, or that of the verb it is coordinated with."""
        token = self._verb
        while token is not None:
            subject = token.child("nsubj", "nsubjpass")
            if subject is not None:
                return subject
            token = token.head if token.dep in ("conj", "xcomp", "advcl") and token.head is not token else None
        return None

    def _whole_phrase(self, named: Span) -> tuple[int, int]:
        tokens = self._sentence.tokens_in(named.start, named.end)
        if not tokens:
            return named.start, named.end
        head = next((t for t in tokens if t.head is t or t.head not in tokens), tokens[0])
        whole = [t for t in head.subtree() if not self._is_cue(t)]
        first, last = tokens[0].i, tokens[-1].i
        inside = {t.i for t in whole}
        while first - 1 in inside:
            first -= 1
        while last + 1 in inside:
            last += 1
        every = self._sentence.tokens
        while first < tokens[0].i and every[first].dep == "punct":
            first += 1
        while last > tokens[-1].i and every[last].dep == "punct":
            last -= 1
        set_off = any(token.text == "," for token in every[first:last])
        follows = every[last + 1] if last + 1 < len(every) else None
        if follows is not None and follows.text == ")":
            last += 1
            follows = every[last + 1] if last + 1 < len(every) else None
        if set_off and follows is not None and follows.text == "," and self._cue_follows(follows):
            last += 1
        return every[first].start, every[last].end

    def _is_cue(self, token: Token) -> bool:
        cue = self._statement.cue
        return cue is not None and cue.start <= token.start < cue.end

    def _cue_follows(self, token: Token) -> bool:
        cue = self._statement.cue
        return cue is not None and 0 <= cue.start - token.end <= 20

    # -- cue -----------------------------------------------------------------------------------------------------

    def _cue(self, source: tuple[int, int] | None) -> tuple[int, int] | None:
        cue = self._statement.cue
        if cue is None:
            return None
        tokens = self._sentence.tokens_in(cue.start, cue.end)
        if not tokens:
            return cue.start, cue.end
        first, last = tokens[0].i, tokens[-1].i
        every = self._sentence.tokens
        while first > 0 and every[first - 1].dep in _CUE_LEFTS and every[first - 1].head in (self._verb, every[first]):
            first -= 1
        last = self._led_to_content(last, source)
        if last + 1 < len(every) and every[last + 1].text == ":":
            last += 1
        return every[first].start, every[last].end

    def _led_to_content(self, last: int, source: tuple[int, int] | None) -> int:
        """The last word of the cue, counting the preposition that stands between it and the content."""
        every = self._sentence.tokens
        start = self._content_start()
        between = [t for t in every[last + 1 :] if t.end <= start]
        if len(between) == 1 and between[0].pos in _LINKS and between[0].lower not in _LEADERS:
            return between[0].i
        return last

    # -- content -------------------------------------------------------------------------------------------------

    def _content_start(self) -> int:
        start = self._statement.content.start
        while start > 0 and self._text[start - 1] in _OPENING:
            start -= 1
        before = self._word_before(start)
        return before.start if before is not None and before.lower in _LEADERS else start

    def _word_before(self, position: int) -> Token | None:
        return next((t for t in reversed(self._sentence.tokens) if t.end <= position), None)

    def _content_end(self) -> int:
        end = self._statement.content.end
        text = self._text
        after = end
        while after < len(text) and text[after] in ".,?!":
            after += 1
        closed = after
        while closed < len(text) and text[closed] in _CLOSING:
            closed += 1
        return closed if closed > after else end

    def _contents(self, source: tuple[int, int] | None, cue: tuple[int, int] | None) -> Iterator[tuple[int, int]]:
        whole = (self._content_start(), self._content_end())
        parts = _without(whole, [span for span in (source, cue) if span is not None])
        for index, (start, end) in enumerate(parts):
            if index:
                start = self._resumed(parts[0], start, end)
            yield from self._paragraphs(start, end)

    def _resumed(self, before: tuple[int, int], start: int, end: int) -> int:
        """Where the content goes on after the cue: at the next quotation mark, if it was a quotation."""
        text = self._text
        if text[: before[1]].rstrip()[-1:] in tuple(_CLOSING):
            return next((at for at in range(start, end) if text[at] in _OPENING and not text[at - 1].isalnum()), end)
        while start < end and not text[start].isalnum() and text[start] not in _OPENING:
            start += 1
        return start

    def _paragraphs(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        at = start
        for line in self._text[start:end].split("\n"):
            trimmed = line.strip()
            if trimmed:
                begin = at + line.index(trimmed)
                yield begin, begin + len(trimmed)
            at += len(line) + 1


def _without(whole: tuple[int, int], holes: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """What is left before and after a cue and a source that stand in the middle of a content."""
    inside = [hole for hole in holes if whole[0] < hole[1] and hole[0] < whole[1]]
    if not inside:
        return [whole]
    first, last = min(hole[0] for hole in inside), max(hole[1] for hole in inside)
    return [part for part in ((whole[0], first), (last, whole[1])) if part[1] > part[0]]
