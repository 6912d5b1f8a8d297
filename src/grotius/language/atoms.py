"""A sentence as digits, words and signs: finer than the parser's tokens, and the same under every parser.

"F-16", "20-30" and "six-year-old" are cut the same way always; whether two atoms touch says the rest.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

_ATOM = re.compile(
    r"(?P<digits>[0-9]{1,3}(?:[, \u00a0\u2009\u202f][0-9]{3})+(?![0-9])(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?)"
    r"|(?P<word>[^\W\d_]+(?:['’][^\W\d_]+)*)"
    r"|(?P<sign>\S)"
)
HYPHENS = frozenset("-‑")
DASHES = frozenset("-‑–—")


@dataclass(frozen=True, slots=True)
class Atom:
    """``glued`` is true where no white space stands before it, within the sentence."""

    text: str
    lower: str
    start: int
    end: int
    kind: Literal["digits", "word", "sign"]
    glued: bool


def atoms(text: str, offset: int = 0) -> list[Atom]:
    """The atoms of ``text``, with ``offset`` added to their places."""
    found: list[Atom] = []
    last = -1
    for match in _ATOM.finditer(text):
        start, end = match.span()
        kind: Literal["digits", "word", "sign"] = (
            "digits" if match.lastgroup == "digits" else "word" if match.lastgroup == "word" else "sign"
        )
        words = match.group()
        found.append(Atom(words, words.lower(), start + offset, end + offset, kind, start == last))
        last = end
    return found
