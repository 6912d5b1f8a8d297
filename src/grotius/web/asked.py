"""What a URL asks for: the filter of the record, and the same question as a URL again."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from grotius.english import cut
from grotius.errors import SettingsError
from grotius.record import Filter

MOST_CHARACTERS = 200
MOST_ROWS = 500
DEFAULT_ROWS = 100
ROWS_OF_A_PAGE = 50

# The words of a URL, and the fields of the filter that they stand for.
FIELDS = {
    "since": "since",
    "until": "until",
    "place": "place",
    "actor": "actor",
    "type": "type",
    "measure": "measure",
    "issue": "issue",
    "q": "text",
    "outlet": "publisher",
    "event": "event",
    "report": "report",
    "rule": "rule",
    "as_of": "as_of",
    "background": "background",
    "claimant": "claimant",
    "confidence": "confidence",
    "reviewed": "reviewed",
}
_FLAGS = ("background", "reviewed")
_SMALL = ("cursor", "limit")
OWN = ("kind", "item", "at", "updated_since", "format", "hxl", "bom")
"""Words that single pages know, kept apart from the filter."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question to the record. ``words`` are those given, in the order of ``FIELDS``; ``own`` those of one page."""

    path: str
    words: tuple[tuple[str, str], ...]
    filter: Filter
    own: tuple[tuple[str, str], ...] = ()

    def word(self, name: str) -> str:
        """What was given for the name; empty where nothing was."""
        return dict((*self.words, *self.own)).get(name, "")

    def url(self, path: str | None = None, **changes: str | None) -> str:
        """The same question with some words changed, or left out (``None``); always from the first row on."""
        words = dict((*self.words, *self.own)) | {name: value or "" for name, value in changes.items()}
        query = urlencode([(name, value) for name, value in words.items() if value])
        return f"{path or self.path}?{query}" if query else path or self.path

    def next(self, cursor: str | None) -> str | None:
        """The URL of the following rows."""
        return self.url(cursor=hidden(cursor)) if cursor else None

    def twin(self, suffix: str) -> str:
        """The URL of the same view as data."""
        return self.url(f"{self.path}.{suffix}" if self.path != "/" else f"/overview.{suffix}")

    def but(self, **changes: object) -> Filter:
        """The filter with some fields changed."""
        return replace(self.filter, **changes)  # type: ignore[arg-type]


def asked(path: str, query: Mapping[str, str]) -> Asked:
    """Read a query.

    Raises:
        SettingsError: a word is unknown, too long, or makes no sense.
    """
    unknown = sorted(set(query) - set(FIELDS) - set(_SMALL) - set(OWN))
    if unknown:
        raise SettingsError(f"There is no filter {shown(unknown[0])!r}; there are {', '.join((*FIELDS, *_SMALL))}.")
    given = {name: _clean(name, value) for name, value in query.items()}
    fields = {FIELDS[name]: given[name] for name in FIELDS if given.get(name)}
    wanted: dict[str, object] = dict(fields)
    wanted |= {name: _flag(name, fields[name]) for name in _FLAGS if name in fields}
    wanted["limit"] = _limit(given.get("limit", ""), DEFAULT_ROWS if path.startswith("/api/") else ROWS_OF_A_PAGE)
    wanted["cursor"] = plain(given["cursor"]) if given.get("cursor") else None
    words = tuple((name, given[name]) for name in (*FIELDS, "limit") if given.get(name))
    own = tuple((name, given[name]) for name in OWN if given.get(name))
    return Asked(path, words, Filter(**wanted), own)  # type: ignore[arg-type]


def shown(text: str) -> str:
    """Text from outside, short enough to be quoted in a message."""
    return cut(text, 40)


def hidden(cursor: str) -> str:
    """A cursor as callers see it: not to be read or made."""
    return base64.urlsafe_b64encode(cursor.encode()).decode().rstrip("=")


def plain(cursor: str) -> str:
    """What ``hidden`` hid."""
    try:
        return base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True).decode("ascii")
    except (binascii.Error, ValueError):
        raise SettingsError(f"The cursor {shown(cursor)!r} is not one that an answer gave.") from None


def number(cursor: str | None) -> int:
    """The number that a cursor is, zero where there is none."""
    text = cursor or "0"
    if not (text.isascii() and text.isdecimal() and len(text) < 10):
        raise SettingsError(f"The cursor {shown(text)!r} is not one that an answer gave.")
    return int(text)


def _clean(name: str, value: str) -> str:
    text = value.strip()
    if len(text) > MOST_CHARACTERS:
        raise SettingsError(f"The filter {name!r} is longer than {MOST_CHARACTERS} characters.")
    if any(char < " " or char == "\x7f" or "\ud800" <= char <= "\udfff" for char in text):
        raise SettingsError(f"The filter {name!r} has characters that no text has.")
    return text


def _flag(name: str, value: str) -> bool:
    if value not in ("yes", "no"):
        raise SettingsError(f"{name} is yes or no, not {shown(value)!r}.")
    return value == "yes"


def _limit(value: str, default: int) -> int:
    if not value:
        return default
    if not (value.isascii() and value.isdecimal() and 1 <= int(value[:6]) <= MOST_ROWS and len(value) <= 6):
        raise SettingsError(f"limit is a number from 1 to {MOST_ROWS}, not {shown(value)!r}.")
    return int(value)
