"""A plain split of text into words, for names outside the parsed sentences."""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W\d_]\.(?:[^\W\d_]{1,2}\.)+|[^\W_]+|\S")


def words(text: str, offset: int = 0) -> list[tuple[int, int]]:
    """``[start, end)`` of each word and mark; acronyms keep their points."""
    return [(match.start() + offset, match.end() + offset) for match in _WORD.finditer(text)]


def lines(text: str) -> list[tuple[int, int]]:
    """``[start, end)`` of the text's lines, blank ones left out."""
    found: list[tuple[int, int]] = []
    start = 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            found.append((start, start + len(line)))
        start += len(line)
    return found
