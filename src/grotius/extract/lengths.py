"""How long a time lasts."""

from __future__ import annotations

from datetime import date

from grotius.model import Time


def days_between(time: Time | None) -> int | None:
    """From its first day to its last: 0 for a day; ``None`` where an end is open or no day of the calendar."""
    if time is None or time.start is None or time.end is None:
        return None
    try:
        return (date.fromisoformat(time.end[:10]) - date.fromisoformat(time.start[:10])).days
    except ValueError:
        return None
