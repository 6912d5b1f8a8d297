"""Days and moments as people write them, and as the clock of the record does."""

from __future__ import annotations

from datetime import UTC, date, datetime

_DAY = 10
"""How long a day is: ``2025-04-25``."""


def is_day(text: str) -> bool:
    """Is it a day and nothing else? Other spellings of ISO 8601 do not sort, so they are none."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def instant(text: str) -> str | None:
    """A day as it is, a moment in UTC as the record's clock writes it; nothing where the text is neither, or is more.

    >>> instant("2025-04-25"), instant("2025-04-25T12:00+02:00"), instant("2025-04-25 hello")
    ('2025-04-25', '2025-04-25T10:00:00.000000Z', None)
    """
    if not is_day(text[:_DAY]):
        return None
    if len(text) == _DAY:
        return text
    try:
        found = datetime.fromisoformat(text)
        at = (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return at.isoformat(timespec="microseconds").replace("+00:00", "Z")
