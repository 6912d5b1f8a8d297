"""What reading a source gives before a report is made of it: a draft, or a sentence that says why there is none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Draft:
    """A text as received, with what its source says about it, in the source's own writing."""

    source: str
    text: str
    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    published: str | None = None


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A source, or a part of one, that gave no report. ``reason`` is one sentence: what is wrong, and what to do."""

    source: str
    reason: str


Found: TypeAlias = Draft | Unreadable
