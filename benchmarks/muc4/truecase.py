"""All-capital wire text in ordinary case: names that Grotius knows keep capitals, the rest is lowered."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from datetime import date
from typing import Protocol

from grotius.language import Name

_SHORT = 2
_MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
_DATE = re.compile(r"\b(\d{1,2}) (JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)[A-Z]* (\d\d)\b")
_WORD = re.compile(r"[A-Za-z][\w'-]*")
_PARAGRAPH = re.compile(r"\n\s*\n")
_MARKS = re.compile(r"\[(?:TEXT|EXCERPTS|EXCERPT|WORDS INDISTINCT|PASSAGE OMITTED|BEGIN RECORDING|END RECORDING)\]")
_START = re.compile(r"(^|[.!?\"] +)([a-z])")


class NameFinder(Protocol):
    def find(self, text: str, words: Sequence[tuple[int, int]]) -> Sequence[Name]: ...


def published(text: str) -> str | None:
    """The date in the dateline."""
    found = _DATE.search(text[:300])
    if found is None:
        return None
    try:
        day = date(1900 + int(found.group(3)), _MONTHS.index(found.group(2)) + 1, int(found.group(1)))
    except ValueError:
        return None
    return day.isoformat()


def truecased(text: str, names: NameFinder, words: Container[str] = ()) -> str:
    """Paragraphs on one line each, without dateline and editors' marks; ``words`` are those that are no names."""
    body = _MARKS.sub(" ", text.split("--", 1)[-1] if "--" in text[:300] else text)
    paragraphs = (" ".join(part.split()) for part in _PARAGRAPH.split(body))
    return "\n\n".join(_lowered(part, names, words) for part in paragraphs if part)


def _lowered(text: str, names: NameFinder, known: Container[str]) -> str:
    words = [(word.start(), word.end()) for word in _WORD.finditer(text)]
    lowered = _START.sub(lambda start: start.group(1) + start.group(2).upper(), text.lower())
    characters = list(lowered)
    for name in names.find(text, words):
        kept = name.text if len(name.text) <= 4 and name.kind in ("group", "organisation") else name.text.title()
        characters[name.start : name.end] = kept
    for start, end in _unknown(lowered, words, known) if known else ():
        if characters[start:end] == list(lowered[start:end]):
            characters[start:end] = _titled(lowered[start:end])
    return "".join(characters)


def _unknown(text: str, words: Sequence[tuple[int, int]], known: Container[str]) -> Iterator[tuple[int, int]]:
    """Words that are no English, and an English one between two of them: surnames and first names."""
    is_name = [len(text[start:end]) > _SHORT and text[start:end].lower() not in known for start, end in words]
    for i, place in enumerate(words):
        between = 0 < i < len(words) - 1 and is_name[i - 1] and is_name[i + 1]
        if is_name[i] or (between and place[1] - place[0] > _SHORT):
            yield place


def _titled(word: str) -> str:
    return "-".join(part.capitalize() for part in word.split("-"))
