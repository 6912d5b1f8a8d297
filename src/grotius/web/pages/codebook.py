"""The codebook: what Grotius looks for, as it is written."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

import yaml

from grotius.codebook import Codebook, load
from grotius.codebook.kinds import KINDS
from grotius.errors import UnknownId
from grotius.record.facets import Count
from grotius.web.asked import Asked
from grotius.web.desk import Desk
from grotius.web.faces import Page


@dataclass(frozen=True, slots=True)
class Entry:
    id: str
    label: str | None
    text: str
    examples: int


@dataclass(frozen=True, slots=True)
class CodebookPage:
    hash: str
    kinds: tuple[Count, ...]


@dataclass(frozen=True, slots=True)
class KindPage:
    kind: str
    kinds: tuple[Count, ...]
    entries: tuple[Entry, ...]


_MOST_ENTRIES = 400


@cache
def codebook() -> Codebook:
    """Read once: it changes with a new start, not with the record."""
    return load()


def contents(desk: Desk, _: Asked, __: str = "") -> CodebookPage:
    book = codebook()
    return CodebookPage(book.hash, _counts(book))


def kind(desk: Desk, question: Asked, name: str) -> KindPage:
    if name not in KINDS:
        raise UnknownId(f"The codebook has no kind {name[:60]!r}; it has {', '.join(KINDS)}.")
    book = codebook()
    words = (question.filter.text or "").lower()
    entries = (_entry(key, entry) for key, entry in getattr(book, name).items())
    found = [entry for entry in entries if words in entry.id.lower() or words in entry.text.lower()]
    return KindPage(name, _counts(book), tuple(found[:_MOST_ENTRIES]))


def _counts(book: Any) -> tuple[Count, ...]:
    return tuple(Count(name, len(getattr(book, name))) for name in KINDS)


def _entry(key: str, entry: Any) -> Entry:
    told = entry.model_dump(mode="json", exclude_defaults=True)
    text = yaml.safe_dump(told, sort_keys=False, allow_unicode=True, width=100)
    return Entry(key, getattr(entry, "label", None), text, len(getattr(entry, "examples", None) or ()))


CODEBOOK = Page("/codebook", contents, "codebook.html")
CODEBOOK_KIND = Page("/codebook/{name}", kind, "codebook_kind.html")
