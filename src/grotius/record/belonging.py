"""Who belongs to whom, by the codebook: bodies to states, texts to the agencies that they credit.

The codebook is only read when the first such question comes.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from grotius.codebook import load
from grotius.folding import fold
from grotius.merge import camp_of
from grotius.model import Actor
from grotius.reports import Outlets

_DEEPEST = 5


def camp(actor: Actor) -> str | None:
    """The folded name of the state or group."""
    told = camp_of(actor)
    if told is not None:
        return _whole_names().get(told, told)
    return _wholes().get(actor.id) if actor.id is not None else None


def credited(text: str) -> tuple[str, ...]:
    """The ids of the outlets that a text credits."""
    return _outlets().credits(text)


@cache
def _outlets() -> Outlets:
    return Outlets(load())


@cache
def _whole_names() -> Mapping[str, str]:
    """The wholes by the folded name of each part: the head of a city's administration speaks for the state."""
    actors = load().actors
    return {fold(actors[name].name): whole for name, whole in _wholes().items()}


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
