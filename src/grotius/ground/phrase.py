"""What the words of a place hold: a proper name, a kind of place, or neither."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from grotius.codebook import Codebook
from grotius.folding import ARTICLES, fold
from grotius.ground.lexicon import Lexicon
from grotius.ground.scan import DIRECTIONS, IN_CUES, TYPES_AFTER, TYPES_BEFORE
from grotius.ground.words import words

_TYPES = TYPES_BEFORE | TYPES_AFTER | frozenset("neighborhoods neighbourhoods quarter camp mountain river dam".split())
_BEFORE = IN_CUES | frozenset(
    "from of to on at against into over across around outside towards hit struck shelled bombed targeted attacked "
    "captured seized stormed entered recaptured retook liberated".split()
)
_DEFINITE = frozenset("the this that these those our its their".split())
_ONE = frozenset({"a", "an", "the"})
_NO_PLACE = frozenset({"actor", "demonym", "outlet"})
_HELD = frozenset("held controlled occupied".split())
_HYPHENS = frozenset("-‑–")
_JOINS = frozenset("-‑–'’‘")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of the words that is a proper name. ``typed``: a word such as "town" or an Arabic article says so."""

    start: int
    end: int
    text: str
    typed: bool


class Phrases:
    """Reads the words that are said to be a place. A hyphen at a run's end leads to "held" or "led": no name."""

    def __init__(self, codebook: Codebook, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._sites = frozenset(
            word.split()[-1]
            for key, target in codebook.targets.items()
            if target.kind == "site" and key != "military"
            for word in target.words
        )

    def name(self, text: str, start: int, end: int) -> Run | None:
        """The proper name in the words, the last where there are several; days, peoples and persons are none."""
        last = None
        for tokens in self._runs(text, start, end):
            stripped = _stripped(text, tokens)
            a, b = (stripped[0][0], stripped[-1][1]) if stripped else (0, 0)
            if stripped and not self._is_other(text[a:b].removesuffix("s")):
                last = Run(a, b, text[a:b], len(stripped) < len(tokens) or self._is_typed(text, a, b))
        return last

    def is_site(self, text: str, start: int, end: int) -> bool:
        """ "a residential building", "the hospital": one thing at one spot; the article may stand before the words."""
        plain = text[start:end].lower().split()
        before = text[max(0, start - 24) : start].lower().split()[-2:]
        single = plain[0] in _ONE or not _ONE.isdisjoint(before)
        return bool(plain) and single and plain[-1] in self._sites

    @staticmethod
    def is_held(text: str) -> bool:
        """ "rebel-held districts": a locality that is told by who holds it."""
        plain = text.lower().replace("-", " ").split()
        return bool(_HELD & set(plain)) and plain[-1] in _TYPES | {"areas", "neighborhoods", "neighbourhoods"}

    @staticmethod
    def is_definite(text: str, start: int, end: int) -> bool:
        """ "the city" points back; "city" and "a city" do not."""
        first = text[start:end].lower().split()[:1]
        before = text[max(0, start - 12) : start].lower().split()[-1:]
        return bool(_DEFINITE & {*first, *before}) or first in (["there"], ["here"])

    @staticmethod
    def is_located(text: str, start: int) -> bool:
        """Whether "in", "near" or "from" stands before the words."""
        before = text[max(0, start - 16) : start].lower().split()
        before = before[:-1] if before[-1:] == ["the"] else before
        return before[-1:] != [] and before[-1] in _BEFORE

    def _runs(self, text: str, start: int, end: int) -> Iterator[list[tuple[int, int]]]:
        """Stretches of capitalised words and what joins them; a known day, people or person ends one."""
        run: list[tuple[int, int]] = []
        tokens = words(text[start:end], start)
        for i, (a, b) in enumerate(tokens):
            word = text[a:b]
            following = text[tokens[i + 1][0] : tokens[i + 1][1]] if i + 1 < len(tokens) else ""
            joins = bool(run) and word in _JOINS
            article = word.lower() in ARTICLES and following in _JOINS and following != ""
            proper = word[:1].isupper() and not self._is_other(word)
            if proper or article or joins or (run and word.lower() in ("al", "el", "of") and following[:1].isupper()):
                run.append((a, b))
                continue
            if run and word.lower() in _TYPES:
                run.append((a, b))
            if run and text[run[-1][0] : run[-1][1]] not in _HYPHENS:
                yield run
            run = [(a, b)] if word.lower() in _TYPES and following[:1].isupper() else []
        if run:
            yield run

    def _is_other(self, word: str) -> bool:
        if self._lexicon.word_class(fold(word)) == "never" and word.lower() not in _TYPES | DIRECTIONS:
            return True
        return any(entry.sort in _NO_PLACE for entry in self._lexicon.find(word))

    def _is_typed(self, text: str, start: int, end: int) -> bool:
        first = text[start:end].lower().split("-")[0].split()[:1]
        before = text[max(0, start - 24) : start].lower().split()
        return first[0] in ARTICLES or (before[-1:] == ["of"] and before[-2:-1] != [] and before[-2] in _TYPES)


def _stripped(text: str, tokens: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Without kinds of place and directions at either end, and without what would join it to nothing."""
    plain = [text[a:b].lower() for a, b in tokens]
    first, last = 0, len(tokens)
    while first < last and (plain[first] in _TYPES or plain[first] in DIRECTIONS or plain[first] in _JOINS | {"the"}):
        first += 1
    while last > first and (plain[last - 1] in _TYPES or plain[last - 1] in _JOINS | {"of", "the"}):
        last -= 1
    return tokens[first:last]
