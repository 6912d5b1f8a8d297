"""Where the words of a report say that a name is a place's: "in Springfield", "a Springfield man", a dateline."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from benchmarks.gva.words import words_of

_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*\.?|\S")
_LONGEST = 4
_BEHIND_A_DATELINE = frozenset({",", "(", "—", "–", "-", "--", ">>"})
_PLACING = frozenset({"in", "near", "outside"})
_POSSESSIVES = ("'s", "’s", ".")


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    end: int
    text: str

    @property
    def is_capital(self) -> bool:
        return self.text[:1].isupper() and self.text.lower() not in words_of("calendar")

    @property
    def ends_a_name(self) -> bool:
        return self.text.endswith(_POSSESSIVES)

    @property
    def bare_end(self) -> int:
        ending = next((mark for mark in _POSSESSIVES if self.text.endswith(mark)), "")
        return self.end - len(ending)


def said_to_be_places(text: str) -> Iterator[tuple[int, int]]:
    """``[start, end)`` of capitalised words that stand where a town stands, in order of the text."""
    start = 0
    for line in text.splitlines(keepends=True):
        words = [_Word(m.start() + start, m.end() + start, m.group()) for m in _WORD.finditer(line)]
        start += len(line)
        for first, last in _runs(words):
            found = _place_in(words, first, last)
            if found is not None:
                yield found


def _runs(words: list[_Word]) -> Iterator[tuple[int, int]]:
    """First and last word of each stretch of capitalised words."""
    i = 0
    while i < len(words):
        if not words[i].is_capital:
            i += 1
            continue
        j = i
        while j - i + 1 < _LONGEST and j + 1 < len(words) and words[j + 1].is_capital and not words[j].ends_a_name:
            j += 1
        yield i, j
        i = j + 1


def _place_in(words: list[_Word], first: int, last: int) -> tuple[int, int] | None:
    after = words[last + 1].text if last + 1 < len(words) else ""
    before = words[first - 1].text.lower() if first else ""
    whole = words[first].start, words[last].bare_end
    townsfolk, sites = words_of("townsfolk"), words_of("sites")
    if after in townsfolk | sites:
        return whole
    if last > first and words[last].text.lower() in townsfolk:
        return words[first].start, words[last - 1].bare_end
    if first == 0 and after in _BEHIND_A_DATELINE:
        return whole
    ends = not after[:1].isalpha() or after.islower() or after.lower() in words_of("calendar")
    return whole if before in _PLACING and ends else None
