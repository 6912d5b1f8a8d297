"""How much of a source is read. Every number is a guard against a hostile or mistaken source."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """``file_bytes`` bounds a file that is read whole; JSON Lines may be larger, as they are read line by line."""

    file_bytes: int = 20_000_000
    text_chars: int = 2_000_000
    line_bytes: int = 16_000_000
    page_bytes: int = 5_000_000
    page_seconds: float = 30.0
    redirects: int = 5
    pause_seconds: float = 1.0
    feed_entries: int = 1_000
    broken_rows: int = 100
