"""A date of publication as ISO 8601: a day, or a minute with its zone where one is given. Never today's date."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

_EARLIEST, _LATEST = 1800, 2200
_LONGEST = 80
_DAY = re.compile(r"\d{4}-?\d{2}-?\d{2}")
_HAS_CLOCK = re.compile(r"\d{1,2}[:.]\d{2}|\d\s*[ap]\.?m\b", re.IGNORECASE)
_MAIL = re.compile(r"(?:[A-Z][a-z]{2},? )?\d{1,2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}(?::\d{2})? (?:[+-]\d{4}|GMT|UT|Z)$")
_NUMBERS = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-]\d{2,4}\b")
_SECONDS = re.compile(r"\d{9,10}(?:\.\d+)?")
_MILLISECONDS = re.compile(r"\d{13}")


def normalised(written: str | None) -> str | None:
    """``2025-04-25`` or ``2025-04-25T05:10+03:00``; ``None`` for what is no full date."""
    if written is None:
        return None
    written = written.strip()
    if not written or len(written) > _LONGEST:
        return None
    found = _iso(written) or _epoch(written) or _mail(written) or _in_words(written)
    if found is None or not _EARLIEST <= found.year <= _LATEST:
        return None
    return found.isoformat(timespec="minutes") if isinstance(found, datetime) else found.isoformat()


def _iso(written: str) -> date | None:
    try:
        if _DAY.fullmatch(written):
            return date.fromisoformat(written)
        found = datetime.fromisoformat(written)
    except ValueError:
        return None
    only_a_day = found.tzinfo is None and (found.hour, found.minute, found.second) == (0, 0, 0)
    return found.date() if only_a_day else found


def _epoch(written: str) -> datetime | None:
    if _MILLISECONDS.fullmatch(written):
        return datetime.fromtimestamp(int(written) / 1000, UTC)
    if _SECONDS.fullmatch(written):
        return datetime.fromtimestamp(float(written), UTC)
    return None


def _mail(written: str) -> datetime | None:
    """As in feeds: ``Fri, 25 Apr 2025 05:10:00 +0000``."""
    if _MAIL.match(written) is None:
        return None
    try:
        return parsedate_to_datetime(written)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _in_words(written: str) -> date | None:
    """``25 April 2025``, ``Apr 25, 2025 5:10 pm BST``. Day, month and year must all be there, and be told apart."""
    numbers = _NUMBERS.match(written)
    if numbers is not None and max(int(numbers[1]), int(numbers[2])) <= 12 and int(numbers[1]) != int(numbers[2]):
        return None
    import dateparser  # slow to load, and needed only for dates in words

    settings = {
        "REQUIRE_PARTS": ["day", "month", "year"],
        "PARSERS": ["absolute-time"],
        "STRICT_PARSING": True,
        "DATE_ORDER": "DMY",
    }
    try:
        found: datetime | None = dateparser.parse(written, languages=["en"], settings=settings)
    except (ValueError, OverflowError, TypeError):
        return None
    if found is None:
        return None
    return found if _HAS_CLOCK.search(written) else found.date()
