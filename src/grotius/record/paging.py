"""Pages of long lists: by day, then by key; what has no day comes last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, func, select, tuple_

from grotius.errors import SettingsError

UNDATED = "9999"


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys of one page in order, how many there are in all, and the cursor of the next page."""

    keys: Sequence[int]
    total: int
    next: str | None


def page_of(
    connection: Connection, asked: Select[Any], day: Any, key: Any, limit: int | None, cursor: str | None
) -> Keys:
    """``asked`` has the conditions; its columns do not matter.

    Dated and undated lines are asked for one after the other, so that an index gives the order and no line has to be
    sorted.
    """
    keyed = asked.with_only_columns(key, day, maintain_column_froms=True)
    total = connection.execute(select(func.count()).select_from(keyed.subquery())).scalar_one()
    last_day, last_key = _place(cursor)
    lines: list[tuple[int, str | None]] = []
    if last_day != UNDATED:
        dated = keyed.where(day.is_not(None)).order_by(day, key)
        if last_day is not None:
            dated = dated.where(tuple_(day, key) > tuple_(last_day, last_key))
        lines = [(line[0], line[1]) for line in connection.execute(_limited(dated, limit, 0))]
    if limit is None or len(lines) <= limit:
        undated = keyed.where(day.is_(None)).order_by(key)
        if last_day == UNDATED:
            undated = undated.where(key > last_key)
        lines += [(line[0], None) for line in connection.execute(_limited(undated, limit, len(lines)))]
    return _keys(lines, total, limit)


def sieved_page_of(
    connection: Connection, asked: Select[Any], day: Any, key: Any, limit: int | None, cursor: str | None
) -> Keys:
    """The same where few lines are let through, and finding them is what costs: they are found once, and sorted."""
    keyed = asked.with_only_columns(key.label("key"), day.label("day"), maintain_column_froms=True)
    found = [(line[0], line[1]) for line in connection.execute(keyed)]
    found.sort(key=lambda line: (line[1] or UNDATED, line[0]))
    last_day, last_key = _place(cursor)
    lines = [line for line in found if last_day is None or (line[1] or UNDATED, line[0]) > (last_day, last_key)]
    return _keys(lines if limit is None else lines[: limit + 1], len(found), limit)


def _keys(lines: list[tuple[int, str | None]], total: int, limit: int | None) -> Keys:
    """``lines`` holds one more than the limit where there is a next page."""
    if limit is None or len(lines) <= limit:
        return Keys([line[0] for line in lines], total, None)
    last = lines[limit - 1]
    return Keys([line[0] for line in lines[:limit]], total, f"{last[1] or UNDATED}~{last[0]}")


def _limited(asked: Select[Any], limit: int | None, had: int) -> Select[Any]:
    return asked.limit(limit + 1 - had) if limit is not None else asked


def _place(cursor: str | None) -> tuple[str | None, int]:
    if not cursor:
        return None, 0
    day, _, key = cursor.partition("~")
    return day, number(key)


def number(text: str) -> int:
    """The number in a cursor."""
    if not (text.isascii() and text.isdecimal() and len(text) < 19):
        raise SettingsError(f"The cursor {text!r} is not one that the record gave.")
    return int(text)
