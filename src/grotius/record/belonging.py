"""Which state or group an official body speaks for: asked of the codebook, and only when two claims clash."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from grotius.codebook import load
from grotius.ground.folding import fold
from grotius.merge import camp_of
from grotius.model import Actor

_DEEPEST = 5


def camp(actor: Actor) -> str | None:
    """The folded name of the state or group."""
    told = camp_of(actor)
    return told if told is not None or actor.id is None else _wholes().get(actor.id)


@cache
def _wholes() -> Mapping[str, str]:
    """For each actor of the codebook that is a part of another, the name of the whole that it is a part of."""
    actors = load().actors
    found: dict[str, str] = {}
    for name, entry in actors.items():
        whole, depth = entry, 0
        while whole.of is not None and whole.of in actors and depth < _DEEPEST:
            whole, depth = actors[whole.of], depth + 1
        if whole is not entry:
            found[name] = fold(whole.name)
    return found
