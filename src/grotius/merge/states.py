"""The states of the codebook, by what they are called and by their ISO code."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from grotius.codebook.shapes.actors import ActorEntry
from grotius.folding import fold
from grotius.merge.book import our_codebook


@cache
def isos_of_states() -> Mapping[str, str]:
    """ISO codes by all folded names."""
    return {fold(name): iso for iso, entry in _states() for name in (entry.name, *entry.names)}


@cache
def names_of_states() -> Mapping[str, str]:
    """By ISO code."""
    return {iso: entry.name for iso, entry in _states()}


def _states() -> Iterator[tuple[str, ActorEntry]]:
    return ((entry.iso, entry) for entry in our_codebook().actors.values() if entry.kind == "state" and entry.iso)
