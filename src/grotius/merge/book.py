"""Our codebook, read once for all that the merge looks up in it."""

from __future__ import annotations

from functools import cache

from grotius.codebook import Codebook, load
from grotius.folding import fold


@cache
def our_codebook() -> Codebook:
    """The codebook without any overlay."""
    return load()


@cache
def phrases(entry: str) -> tuple[str, ...]:
    """The words of an entry of ``merging.yaml``, folded."""
    return tuple(fold(words) for words in our_codebook().merging[entry].words)


def tells(words: str, entry: str) -> bool:
    """Does one of an entry's phrases stand in the words, whole?"""
    told = f" {fold(words)} "
    return any(f" {phrase} " in told for phrase in phrases(entry))
