"""The answer key, and how fills and templates are compared.

A fill matches one of the key's alternatives if, without articles and punctuation, they are equal or one ends with the
other (the same head with fewer modifiers). Each key fill and each of ours counts once. Templates are paired one to one,
only with the same type of incident, so that most fills agree. Optional templates and fills ("?") are no misses.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy
from scipy.optimize import linear_sum_assignment

from benchmarks.muc4.templates import INDIVIDUAL, INSTRUMENT, ORGANISATION, SLOTS, TARGET, TYPE, VICTIM, Template

_QUOTED = re.compile(r'"((?:\\.|[^"\\])*)"')
_ARTICLES = frozenset(("THE", "A", "AN"))
_HUMAN = ("HUM TGT: NAME", "HUM TGT: DESCRIPTION")


@dataclass(frozen=True)
class Fill:
    """One entity of the key by all its names."""

    names: tuple[str, ...]
    optional: bool = False


@dataclass(frozen=True)
class Key:
    slots: dict[str, tuple[Fill, ...]]
    optional: bool = False


def key_of(row: dict[str, str]) -> Key:
    """A template of the answer key. Names and descriptions of one person are one fill."""
    slots = {slot: tuple(_fills(row[slot])) for slot in (INSTRUMENT, INDIVIDUAL, ORGANISATION, TARGET)}
    slots[VICTIM] = tuple(_victims(row))
    kinds = tuple(part.strip(" ?") for part in row[TYPE].split("/"))
    slots[TYPE] = (Fill(kinds),)
    return Key(slots, "OPTIONAL" in row["MESSAGE: TEMPLATE"].upper())


def _fills(value: str) -> Iterator[Fill]:
    for line in value.split("\n"):
        names = tuple(_plain(name) for name in _QUOTED.findall(line.split(": ")[0] if '": "' in line else line))
        if names:
            yield Fill(names, line.lstrip().startswith("?"))


def _victims(row: dict[str, str]) -> Iterator[Fill]:
    described: dict[str, list[str]] = {}
    alone: list[Fill] = []
    for line in row[_HUMAN[1]].split("\n"):
        words, _, who = line.partition('": ')
        names = [_plain(name) for name in _QUOTED.findall(words + ('"' if who else ""))]
        of = [_plain(name) for name in _QUOTED.findall(who)]
        if of:
            described.setdefault(of[0], []).extend(names)
        elif names:
            alone.append(Fill(tuple(names), line.lstrip().startswith("?")))
    for fill in _fills(row[_HUMAN[0]]):
        more = [name for first in fill.names for name in described.get(first, ())]
        yield Fill((*fill.names, *more), fill.optional)
    yield from alone


def is_match(fill: Fill, names: Sequence[str]) -> bool:
    """The same head: equal, or one ends with the other."""
    for name in map(_plain, names):
        for other in fill.names:
            if name and other and (name == other or name.endswith(f" {other}") or other.endswith(f" {name}")):
                return True
    return False


def matched(fills: Sequence[Fill], ours: Sequence[Sequence[str]]) -> list[tuple[int, int]]:
    """Pairs of indices, each side once."""
    pairs: list[tuple[int, int]] = []
    free = set(range(len(ours)))
    for i, fill in enumerate(fills):
        j = next((j for j in sorted(free) if is_match(fill, ours[j])), None)
        if j is not None:
            free.discard(j)
            pairs.append((i, j))
    return pairs


def paired(keys: Sequence[Key], ours: Sequence[Template]) -> Iterator[tuple[Key | None, Template | None]]:
    """Each template once, with its counterpart of the same type or None."""
    gain = numpy.zeros((len(keys), len(ours)))
    for i, key in enumerate(keys):
        for j, template in enumerate(ours):
            if matched(key.slots[TYPE], template.slots[TYPE]):
                gain[i, j] = sum(len(matched(key.slots[slot], template.slots[slot])) for slot in SLOTS)
    rows, columns = linear_sum_assignment(-gain) if gain.size else ([], [])
    pairs = [(int(i), int(j)) for i, j in zip(rows, columns, strict=True) if gain[i, j] > 0]
    yield from ((keys[i], ours[j]) for i, j in pairs)
    yield from ((key, None) for i, key in enumerate(keys) if i not in {i for i, _ in pairs})
    yield from ((None, template) for j, template in enumerate(ours) if j not in {j for _, j in pairs})


def _plain(text: str) -> str:
    words = "".join(c if c.isalnum() or c in "-'" else " " for c in text.upper().replace("\\", "")).split()
    while words and words[0] in _ARTICLES:
        words = words[1:]
    return " ".join(words)
