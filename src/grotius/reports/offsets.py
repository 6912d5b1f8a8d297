"""Edits to a text, and the map from the edited text back to the one it came from.

The map's idea: what cleaning keeps, it keeps in stretches ("runs") that are equal in both texts. Everything outside
the runs was put there by cleaning, and everything between them was taken away. A run never moves past another.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from grotius.model import OffsetMap

_FAR = 1 << 62


@dataclass(frozen=True, slots=True)
class Edit:
    """Put ``put`` in the place of ``text[start:end]``. A list of edits is ascending and does not overlap."""

    start: int
    end: int
    put: str = ""


def unchanged(text: str) -> OffsetMap:
    return OffsetMap(((0, 0, len(text)),) if text else ())


def apply(text: str, edits: Iterable[Edit]) -> tuple[str, OffsetMap]:
    """The edited text, and its map to ``text``."""
    pieces: list[str] = []
    runs: list[tuple[int, int, int]] = []
    length = kept_to = 0
    for edit in edits:
        length = _keep(text, kept_to, edit.start, length, pieces, runs)
        pieces.append(edit.put)
        length += len(edit.put)
        kept_to = edit.end
    _keep(text, kept_to, len(text), length, pieces, runs)
    return "".join(pieces), OffsetMap(tuple(runs))


def _keep(text: str, start: int, end: int, at: int, pieces: list[str], runs: list[tuple[int, int, int]]) -> int:
    if end <= start:
        return at
    pieces.append(text[start:end])
    runs.append((at, start, end - start))
    return at + end - start


def compose(outer: OffsetMap, inner: OffsetMap) -> OffsetMap:
    """``outer`` leads from the last text to a middle one, ``inner`` from there to the first: both in one."""
    runs: list[tuple[int, int, int]] = []
    i = 0
    for clean, middle, length in outer.runs:
        while i < len(inner.runs) and inner.runs[i][0] + inner.runs[i][2] <= middle:
            i += 1
        j = i
        while j < len(inner.runs) and inner.runs[j][0] < middle + length:
            inner_middle, raw, inner_length = inner.runs[j]
            start = max(middle, inner_middle)
            end = min(middle + length, inner_middle + inner_length)
            _add(runs, clean + start - middle, raw + start - inner_middle, end - start)
            j += 1
        i = max(i, j - 1)
    return OffsetMap(tuple(runs))


def _add(runs: list[tuple[int, int, int]], clean: int, raw: int, length: int) -> None:
    if runs:
        last_clean, last_raw, last_length = runs[-1]
        if last_clean + last_length == clean and last_raw + last_length == raw:
            runs[-1] = (last_clean, last_raw, last_length + length)
            return
    runs.append((clean, raw, length))


def to_raw(offsets: OffsetMap, start: int, end: int) -> tuple[int, int]:
    """Where the cleaned ``[start, end)`` stood in the text as received."""
    first = _raw_position(offsets, start)
    last = first if end <= start else _raw_position(offsets, end - 1, after=True)
    return first, max(first, last)


def _raw_position(offsets: OffsetMap, position: int, *, after: bool = False) -> int:
    index = bisect_right(offsets.runs, (position, _FAR, _FAR)) - 1
    if index < 0:
        return 0
    clean, raw, length = offsets.runs[index]
    if position >= clean + length:
        return raw + length
    return raw + position - clean + after


def to_clean(offsets: OffsetMap, start: int, end: int) -> tuple[int, int]:
    """Where what is left of the raw ``[start, end)`` stands in the cleaned text; an empty span if nothing is left."""
    starts = [raw for _, raw, _ in offsets.runs]
    return _clean_position(offsets, starts, start, before=False), _clean_position(offsets, starts, end, before=True)


def _clean_position(offsets: OffsetMap, starts: list[int], position: int, *, before: bool) -> int:
    """The cleaned position of a raw one; of one taken away, the end of what was kept before or the start after it."""
    index = bisect_right(starts, position - before) - 1
    if index >= 0:
        clean, raw, length = offsets.runs[index]
        if before or position < raw + length:
            return clean + min(position - raw, length)
    if before or not offsets.runs:
        return 0
    if index + 1 < len(offsets.runs):
        return offsets.runs[index + 1][0]
    clean, _, length = offsets.runs[-1]
    return clean + length
