"""A text cut into pieces, each with the marks that lie over it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

_ORDER = ("figure", "talk", "event", "position", "interaction", "statement")
"""Of marks over the same words, the first of these gives the colour."""


@dataclass(frozen=True, slots=True)
class Mark:
    """``[start, end)`` of the text belongs to a row."""

    start: int
    end: int
    kind: str
    row: str
    says: str


@dataclass(frozen=True, slots=True)
class Piece:
    """Words with the same marks from first to last. ``first`` names the rows whose words begin here."""

    text: str
    kinds: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()
    first: tuple[str, ...] = ()
    says: str = ""


def pieces(text: str, marks: Iterable[Mark]) -> tuple[Piece, ...]:
    """The whole text in order; marks that lie outside it are passed over."""
    known = [mark for mark in marks if 0 <= mark.start < mark.end <= len(text)]
    edges = sorted({0, len(text), *(mark.start for mark in known), *(mark.end for mark in known)})
    opening: dict[int, list[Mark]] = {}
    for mark in known:
        opening.setdefault(mark.start, []).append(mark)
    open_now: list[Mark] = []
    anchored: set[str] = set()
    found: list[Piece] = []
    for start, end in pairwise(edges):
        open_now = [mark for mark in open_now if mark.end > start] + opening.get(start, [])
        first = tuple(dict.fromkeys(m.row for m in opening.get(start, ()) if m.row not in anchored))
        anchored.update(first)
        found.append(_piece(text[start:end], open_now, first))
    return tuple(found)


def _piece(text: str, marks: list[Mark], first: tuple[str, ...]) -> Piece:
    ordered = sorted(marks, key=lambda mark: (_ORDER.index(mark.kind), mark.start, mark.row))
    return Piece(
        text,
        tuple(dict.fromkeys(mark.kind for mark in ordered)),
        tuple(dict.fromkeys(mark.row for mark in ordered)),
        first,
        " · ".join(dict.fromkeys(mark.says for mark in ordered)),
    )
