"""A report as language: cheap sentences at once, a parse only where it is asked for."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from grotius.language.datelines import after_dateline
from grotius.language.token import Token
from grotius.model import Span

NameKind = Literal["person", "organisation", "place", "state", "group", "nationality", "site", "other"]


@dataclass(frozen=True, slots=True)
class Name:
    """A name in the text. ``key`` is its entry in the codebook or gazetteer, where one is sure already."""

    start: int
    end: int
    text: str
    kind: NameKind
    key: str | None = None


class NameFinder(Protocol):
    """What knows names better than the parser's own guess; its finds overrule the parser's where they overlap."""

    def find(self, text: str, words: Sequence[tuple[int, int]]) -> Sequence[Name]:
        """Names in ``text`` (one sentence), with offsets in it; ``words`` are its tokens' ``[start, end)``."""
        ...


class Sentence:
    """A sentence, headline or caption. ``tokens`` and ``names`` are empty until the sentence is parsed."""

    __slots__ = ("document", "end", "headline", "index", "names", "paragraph", "parsed", "start", "tokens")

    def __init__(self, document: Document, index: int, paragraph: int, start: int, end: int, headline: bool) -> None:
        self.document = document
        self.index = index
        self.paragraph = paragraph
        self.start = start
        self.end = end
        self.headline = headline
        self.parsed = False
        self.tokens: tuple[Token, ...] = ()
        self.names: tuple[Name, ...] = ()

    def __repr__(self) -> str:
        return f"<Sentence {self.index}: {self.text!r}>"

    @property
    def text(self) -> str:
        return self.document.text[self.start : self.end]

    @property
    def span(self) -> Span:
        return self.document.span(self.start, self.end)

    @property
    def body(self) -> int:
        """Where the sentence begins behind its dateline, if it has one."""
        return self.start + after_dateline(self.text)

    @property
    def roots(self) -> list[Token]:
        return [token for token in self.tokens if token.head is token]

    def token_at(self, position: int) -> Token | None:
        """The token that covers a position of the report, or the first one after it."""
        return next((token for token in self.tokens if token.end > position), None)

    def tokens_in(self, start: int, end: int) -> list[Token]:
        return [token for token in self.tokens if token.start < end and token.end > start]

    def name_at(self, token: Token) -> Name | None:
        return next((name for name in self.names if name.start < token.end and name.end > token.start), None)


class Document:
    """A report's text with its sentences. Made by ``Language.read``."""

    def __init__(
        self,
        text: str,
        published: str | None,
        bounds: Iterable[tuple[int, int, int, bool]],
        parse: Callable[[Sequence[Sentence]], None],
    ) -> None:
        self.text = text
        self.published = published
        self.sentences = tuple(
            Sentence(self, index, paragraph, start, end, headline)
            for index, (paragraph, start, end, headline) in enumerate(bounds)
        )
        self._starts = [sentence.start for sentence in self.sentences]
        self._parse = parse

    def parse(self, sentences: Iterable[Sentence]) -> None:
        """Parse these sentences, in one batch; those already parsed cost nothing."""
        wanted = [sentence for sentence in sentences if not sentence.parsed]
        if wanted:
            self._parse(wanted)

    def sentence_at(self, position: int) -> Sentence:
        return self.sentences[max(0, bisect_right(self._starts, position) - 1)]

    def span(self, start: int, end: int) -> Span:
        return Span(start, end, self.text[start:end])

    def span_of(self, tokens: Sequence[Token]) -> Span:
        """The stretch of text from the first to the last of the tokens, which are in order."""
        return self.span(tokens[0].start, tokens[-1].end)

    @property
    def parsed(self) -> list[Sentence]:
        return [sentence for sentence in self.sentences if sentence.parsed]
