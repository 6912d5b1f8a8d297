"""Who belongs to whom, by the codebook: bodies to states, texts to the agencies that they credit.

The codebook is only read when the first such question comes.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from grotius.codebook import load
from grotius.folding import fold
from grotius.merge import camp_of, whole_of
from grotius.model import Actor
from grotius.reports import Outlets


def camp(actor: Actor) -> str | None:
    """The folded name of the state or group."""
    told = camp_of(actor)
    if told is not None:
        return _whole_names().get(told, told)
    return whole_of(actor.id) if actor.id is not None else None


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
    return {fold(entry.name): whole for name, entry in actors.items() if (whole := whole_of(name)) is not None}
