"""Days, counts and lists as English sentences have them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

MONTHS = tuple("January February March April May June July August September October November December".split())
_LONGEST = 200


def day(stamp: str | None) -> str:
    """``25 April 2025``; empty where the text begins with no day."""
    try:
        return of_day(date.fromisoformat((stamp or "")[:10]))
    except ValueError:
        return ""


def of_day(one: date) -> str:
    """``25 April 2025``."""
    return f"{one.day} {MONTHS[one.month - 1]} {one.year}"


def count(number: int, one: str, many: str | None = None) -> str:
    """``1 report``, ``2 reports``."""
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"


def listed(parts: Iterable[str], most: int | None = None) -> str:
    """``A, B and C``; ``A, B and 3 more``."""
    told = list(dict.fromkeys(part for part in parts if part))
    if most is not None and len(told) > most:
        told = [*told[:most], f"{len(told) - most} more"]
    return f"{', '.join(told[:-1])} and {told[-1]}" if len(told) > 1 else "".join(told)


def cut(text: str, most: int) -> str:
    """No longer than ``most`` letters; what was cut ends in an ellipsis."""
    return text if len(text) <= most else f"{text[: most - 1]}…"


def short(words: str, most: int = _LONGEST) -> str:
    """One line, cut where it is too long."""
    return cut(" ".join(words.split()), most)


def ended(text: str) -> str:
    """As a sentence: with one full stop, whatever it ended in."""
    told = text.strip()
    return told if told.endswith((".", "!", "?", "…")) else f"{told}."
