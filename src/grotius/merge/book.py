"""Our codebook, read once for all that the merge looks up in it."""

from __future__ import annotations

from functools import cache

from grotius.codebook import Codebook, load


@cache
def our_codebook() -> Codebook:
    """The codebook without any overlay."""
    return load()
