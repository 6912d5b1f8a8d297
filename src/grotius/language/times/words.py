"""The words of a text as the time grammar sees them: cheap, without a parse, with their places."""

from __future__ import annotations

import re
from dataclasses import dataclass

# Numbers with separators, numbers, initials ("a.m.", "B.C"), words, and any other mark by itself.
_WORD = re.compile(r"\d{1,3}(?:,\d{3})+(?![\d,])|\d+|[^\W\d_](?:\.[^\W\d_])+\b\.?|[^\W\d_]+|\S")
_APOSTROPHES = {"’": "'", "‘": "'", "ʼ": "'"}
_DASHES = {"–": "-", "—": "-", "‑": "-", "−": "-"}


@dataclass(frozen=True, slots=True)
class Word:
    """``start``/``end`` are places in the report; ``glued`` says that no white space stands before it."""

    text: str
    lower: str
    start: int
    end: int
    glued: bool
    number: int | None

    @property
    def capital(self) -> bool:
        return self.text[:1].isupper()


NOTHING = Word("", "", 0, 0, False, None)


def words(text: str, offset: int = 0) -> list[Word]:
    """The words of ``text``, which stands at ``offset`` in its report."""
    found: list[Word] = []
    last = -1
    for match in _WORD.finditer(text):
        word = match.group()
        start = match.start()
        found.append(Word(word, _lower(word), offset + start, offset + match.end(), start == last, _number(word)))
        last = match.end()
    return found


def _lower(word: str) -> str:
    if len(word) == 1:
        word = _APOSTROPHES.get(word, word)
        return _DASHES.get(word, word).lower()
    return word.lower().replace(".", "")


def _number(word: str) -> int | None:
    if not word[0].isdigit() or len(word) > 12:
        return None
    digits = word.replace(",", "")
    return int(digits) if digits.isascii() and digits.isdecimal() else None
