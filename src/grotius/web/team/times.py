"""Moments in UTC, in a form that sorts."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta


def now() -> str:
    return _text(datetime.now(UTC))


def later(**span: float) -> str:
    """The moment so many days, hours or minutes from now."""
    return _text(datetime.now(UTC) + timedelta(**span))


def earlier(**span: float) -> str:
    return _text(datetime.now(UTC) - timedelta(**span))


def _text(moment: datetime) -> str:
    return moment.isoformat(timespec="microseconds").replace("+00:00", "Z")
