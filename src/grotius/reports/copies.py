"""Near-copies: which reports print the same story, one agency's words under several names.

A signature stands for the set of a text's word sequences; two signatures tell how much of them two texts share.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any
from zlib import crc32

_PERMUTATIONS = 128
_SCHEME: Any = "affine32"
_WORDS_IN_A_ROW = 4
_WORD = re.compile(r"\w+")
_SHARED = 0.5


def signature(text: str) -> tuple[int, ...]:
    """128 numbers; those of two texts agree in about the share of word sequences that the texts have in common."""
    words = [word.encode() for word in _WORD.findall(text.casefold())]
    last = max(1, len(words) - _WORDS_IN_A_ROW + 1)
    shingles = {b" ".join(words[i : i + _WORDS_IN_A_ROW]) for i in range(last)}
    sketch = _sketch()
    sketch.update_batch(sorted(shingles))
    return tuple(int(value) for value in sketch.hashvalues)


def shared(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    """About which share of their word sequences two texts have in common (0 to 1)."""
    return sum(a == b for a, b in zip(one, other, strict=True)) / len(one)


def families(signatures: Mapping[str, tuple[int, ...]], least: float = _SHARED) -> tuple[tuple[str, ...], ...]:
    """Groups of two or more keys whose texts are near-copies, each group and the whole sorted."""
    from datasketch import MinHashLSH  # slow to load

    index = MinHashLSH(threshold=least, num_perm=_PERMUTATIONS, weights=(0.2, 0.8))
    parents = {key: key for key in signatures}
    for key in sorted(signatures):
        sketch = _sketch(signatures[key])
        for other in index.query(sketch):
            if shared(signatures[key], signatures[other]) >= least:
                parents[_root(parents, key)] = _root(parents, other)
        index.insert(key, sketch)
    groups: dict[str, list[str]] = {}
    for key in sorted(signatures):
        groups.setdefault(_root(parents, key), []).append(key)
    return tuple(sorted(tuple(group) for group in groups.values() if len(group) > 1))


def _root(parents: dict[str, str], key: str) -> str:
    while parents[key] != key:
        parents[key] = parents[parents[key]]
        key = parents[key]
    return key


def _sketch(values: tuple[int, ...] | None = None) -> Any:
    from datasketch import MinHash

    return MinHash(
        num_perm=_PERMUTATIONS, hashfunc=crc32, hashvalues=values, permutations=_permutations(), scheme=_SCHEME
    )


@cache
def _permutations() -> Any:
    from datasketch import MinHash

    return MinHash(num_perm=_PERMUTATIONS, scheme=_SCHEME).permutations
