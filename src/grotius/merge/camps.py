"""Which state or armed group somebody speaks for."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from grotius.folding import fold
from grotius.model import Actor

Camp = Callable[[Actor], str | None]
_OWN = frozenset({"state", "armed_group"})


def camp_of(actor: Actor) -> str | None:
    """By the actor alone: a state or group is its own camp, an office ends with its state ("minister, Ukraine")."""
    if actor.kind in _OWN:
        return fold(actor.name)
    _, comma, state = (actor.office or "").rpartition(", ")
    return fold(state) if comma else None


def camps(belongs: Mapping[str, str]) -> Camp:
    """By a list that gives the name of the state or group for the ids of actors; by the actor alone where it ends."""

    def camp(actor: Actor) -> str | None:
        known = belongs.get(actor.id or "")
        return fold(known) if known is not None else camp_of(actor)

    return camp
