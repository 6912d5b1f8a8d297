"""All rows of an answer, a piece at a time, as the record stood when the first was asked for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from grotius.record import Filter, Record
from grotius.record.streaming import stream as pages

__all__ = ["every", "pages"]


def every(record: Record, source: str, wanted: Filter) -> Iterator[Any]:
    """The rows of all pieces of ``source`` (``events``, ``figures`` ...); only one piece is held at a time."""
    for page in pages(record, source, wanted):
        yield from page
