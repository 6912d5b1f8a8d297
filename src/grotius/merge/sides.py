"""For which states or groups somebody sits at a talk or attacks: by who they are, else by the words for them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from grotius.folding import fold
from grotius.merge.book import our_codebook
from grotius.merge.camps import camp_of, whole_of
from grotius.model import Actor, Mention

_LONGEST = 4
_MOST_WORDS = 40
_OWN_WORDS = (["its"], ["their"], ["our"])


def sides_of(actor: Actor) -> frozenset[str]:
    """ "The delegations of Ukraine and the United States" sit for both; an envoy for the state of the office."""
    own = camp_of(actor) or whole_of(actor.id or "")
    if own is not None:
        return frozenset({own})
    return _named(actor.name) if actor.id is None else frozenset()


def attackers(mention: Mention) -> frozenset[str]:
    """Whose forces attack: of a state and its army the state, and of "its forces" the state that speaks of them."""
    if mention.by is None:
        return frozenset()
    own = mention.by.id is None and fold(mention.by.name).split()[:1] in _OWN_WORDS
    return sides_of(mention.claimant if own and mention.claimant is not None else mention.by)


def is_group(actor: Actor) -> bool:
    """Whether others may speak for it, or stand behind the words: "the envoys", "Ukraine"."""
    return actor.kind != "person" and (actor.id is None or actor.kind == "state")


def is_state(name: str) -> bool:
    return fold(name) in _states()


def _named(words: str) -> frozenset[str]:
    plain = fold(words).split()[:_MOST_WORDS]
    found = set()
    at = 0
    while at < len(plain):
        for length in range(_LONGEST, 0, -1):
            state = _states().get(" ".join(plain[at : at + length]))
            if state is not None:
                found.add(state)
                at += length - 1
                break
        at += 1
    return frozenset(found)


@cache
def _states() -> Mapping[str, str]:
    """Names of states and of their people, folded; a short one such as "us" is a word as well, and still meant here."""
    found: dict[str, str] = {}
    for entry in our_codebook().actors.values():
        if entry.kind == "state":
            found.update({fold(name): fold(entry.name) for name in (entry.name, *entry.names, *entry.demonyms)})
    return found
