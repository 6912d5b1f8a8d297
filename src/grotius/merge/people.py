"""Whom words name as somebody hurt or accused: keys to compare tellings by. Nobody is killed twice.

The names of private persons are nowhere kept as actors; a key is a hash of the name, and serves for comparing alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from grotius.folding import fold
from grotius.ids import row_id
from grotius.merge.book import our_codebook

_TOKEN = re.compile(r"[^\W\d_]\.|\d+(?:-\w+)+|[^\W_]+(?:['’-][^\W_]+)*|\S")
_ENDS = frozenset(",.;:)")
_GOES_ON = frozenset({"and", "was", "were", "who", "of", "from", "had", "is"})
_OLDEST = 110
_SHORTEST, _LONGEST = 2, 4
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})


def named_people(text: str) -> frozenset[str]:
    """Keys of the persons whom the words name with an age, as a victim or suspect, or with what befell them."""
    return frozenset(row_id("n", name) for line in text.splitlines() for name in _names(_TOKEN.findall(line)))


def _names(words: Sequence[str]) -> Iterator[str]:
    for first, last in _runs(words):
        name = _plain(words[first : last + 1])
        if name is not None and _is_somebody(words, first, last) and name not in _public():
            yield name


def _is_somebody(words: Sequence[str], first: int, last: int) -> bool:
    return _has_age(words, last) or _is_introduced(words, first) or _is_told_of(words, last)


def _runs(words: Sequence[str]) -> Iterator[tuple[int, int]]:
    """First and last of each stretch of capitalised words."""
    i = 0
    while i < len(words):
        j = i
        while j < len(words) and words[j][:1].isupper():
            j += 1
        if j - i >= _SHORTEST:
            yield i, j - 1
        i = max(j, i + 1)


def _plain(run: Sequence[str]) -> str | None:
    """Given name and surname: without titles, initials between and "Jr."; a longer stretch is no person's name."""
    kept = [fold(word) for word in run]
    while kept and (kept[0] in _titles() or len(kept[0]) < 2):
        kept.pop(0)
    while kept and kept[-1] in _SUFFIXES:
        kept.pop()
    if not _SHORTEST <= len(kept) <= _LONGEST or not _not_names().isdisjoint(kept):
        return None
    return f"{kept[0]} {kept[-1]}"


def _has_age(words: Sequence[str], last: int) -> bool:
    """ "Ann Carter, 34, ", "Ann Carter (34)": a comma or bracket, the number, and an end."""
    rest = words[last + 1 : last + 5]
    if fold(words[last]) in _SUFFIXES and rest[:1] == ["."]:
        rest = rest[1:]
    if len(rest) < 2 or rest[0] not in (",", "(") or not rest[1].isdigit():
        return False
    return 0 < int(rest[1]) <= _OLDEST and (len(rest) < 3 or rest[2] in _ENDS | _GOES_ON)


def _is_introduced(words: Sequence[str], first: int) -> bool:
    """ "34-year-old Ann Carter", "identified as Ann Carter", "the victim, Ann Carter"."""
    before = [fold(word) for word in words[max(0, first - 4) : first] if word != ","]
    if not before:
        return False
    aged = before[-1].endswith(("year old", "month old", "years old"))
    return aged or any(before[-len(cue) :] == list(cue) for cue in _cues())


def _is_told_of(words: Sequence[str], last: int) -> bool:
    """ "Ann Carter was killed", "Ann Carter, who was shot"."""
    after = [fold(word) for word in words[last + 1 : last + 6] if word not in (",", "who", "had", "has", "been")]
    return any(after[: len(cue)] == list(cue) for cue in _behind())


# -- words ------------------------------------------------------------------------------------------------------


@cache
def _cues() -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(fold(words).split()) for words in our_codebook().merging["same_person"].words)


@cache
def _behind() -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(fold(words).split()) for words in our_codebook().merging["same_person"].behind)


@cache
def _titles() -> frozenset[str]:
    return frozenset(fold(word) for word in our_codebook().merging["same_person"].titles)


@cache
def _not_names() -> frozenset[str]:
    return frozenset(fold(word) for word in our_codebook().merging["same_person"].never)


@cache
def _public() -> frozenset[str]:
    """Whom the codebook knows is in the news every day."""
    persons = (actor for actor in our_codebook().actors.values() if actor.kind == "person")
    names = (fold(name).split() for actor in persons for name in (actor.name, *actor.names))
    return frozenset(f"{parts[0]} {parts[-1]}" for parts in names if len(parts) > 1)
