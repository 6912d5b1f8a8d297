"""Which state or armed group somebody speaks for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache

from grotius.folding import fold
from grotius.merge.book import our_codebook
from grotius.merge.states import isos_of_states
from grotius.model import Actor

Camp = Callable[[Actor], str | None]
_OWN = frozenset({"state", "armed_group"})
_DEEPEST = 5


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


def whole_of(name: str) -> str | None:
    """The folded name of the whole that an actor of the codebook, by its id, is a part of: of an army its state."""
    return _wholes().get(name)


def country_of(actor: Actor) -> str | None:
    """ISO code of the state that somebody speaks for."""
    return isos_of_states().get(camp_of(actor) or whole_of(actor.id or "") or "")


@cache
def _wholes() -> Mapping[str, str]:
    actors = our_codebook().actors
    found: dict[str, str] = {}
    for name, entry in actors.items():
        whole, depth = entry, 0
        while whole.of is not None and whole.of in actors and depth < _DEEPEST:
            whole, depth = actors[whole.of], depth + 1
        if whole is not entry:
            found[name] = fold(whole.name)
    return found
