"""All-capital wire text in ordinary case: names that Grotius knows keep capitals, the rest is lowered."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Protocol

from grotius.language import Name

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


def truecased(text: str, names: NameFinder) -> str:
    """Paragraphs on one line each, without dateline and editors' marks."""
    body = _MARKS.sub(" ", text.split("--", 1)[-1] if "--" in text[:300] else text)
    paragraphs = (" ".join(part.split()) for part in _PARAGRAPH.split(body))
    return "\n\n".join(_lowered(part, names) for part in paragraphs if part)


def _lowered(text: str, names: NameFinder) -> str:
    words = [(word.start(), word.end()) for word in _WORD.finditer(text)]
    lowered = _START.sub(lambda start: start.group(1) + start.group(2).upper(), text.lower())
    characters = list(lowered)
    for name in names.find(text, words):
        kept = name.text if len(name.text) <= 4 and name.kind in ("group", "organisation") else name.text.title()
        characters[name.start : name.end] = kept
    return "".join(characters)
