"""All rows of an answer, a page at a time, as the record stood when the first was asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from grotius.record import Filter, Page, Record

_ROWS_A_PAGE = 2_000


def pages(record: Record, source: str, wanted: Filter) -> Iterator[Page[Any]]:
    """Pages of the record's answer to ``source`` (``events``, ``figures`` ...); only one is held at a time.

    With ``wanted.as_of`` set, what is written meanwhile does not show: no row is lost and none comes twice.
    """
    ask: Callable[[Filter], Page[Any]] = getattr(record, source)
    most = wanted.limit
    cursor: str | None = None
    given = 0
    while most is None or given < most:
        limit = _ROWS_A_PAGE if most is None else min(_ROWS_A_PAGE, most - given)
        page = ask(replace(wanted, limit=limit, cursor=cursor))
        yield page
        given += len(page)
        cursor = page.next
        if cursor is None:
            return


def every(record: Record, source: str, wanted: Filter) -> Iterator[Any]:
    """The rows of all pages."""
    for page in pages(record, source, wanted):
        yield from page
