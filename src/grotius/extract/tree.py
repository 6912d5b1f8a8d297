"""Distances and clauses in a parsed sentence."""

from __future__ import annotations

from grotius.language import Token

_FAR = 99
_CLAUSES = ("ROOT", "conj", "advcl", "ccomp", "relcl", "acl", "parataxis", "pcomp", "xcomp")


def distance(one: Token, other: Token) -> int:
    """Steps along the parse from one word to the other; 99 where they share no root."""
    steps = {one: 0}
    for count, ancestor in enumerate(one.ancestors(), start=1):
        steps[ancestor] = count
    if other in steps:
        return steps[other]
    for count, ancestor in enumerate(other.ancestors(), start=1):
        if ancestor in steps:
            return count + steps[ancestor]
    return _FAR


def clause(token: Token) -> Token:
    """The verb (or headline noun) whose clause the word stands in."""
    while token.head is not token:
        if token.pos in ("VERB", "AUX") and token.dep in _CLAUSES:
            return token
        token = token.head
    return token


def is_aside(there: Token, token: Token) -> bool:
    """What stands in the clause ``there`` is about something else: "the city, divided since 2012"."""
    return there.dep in ("relcl", "acl") and not token.is_under(there) and there.head is not token


def reports(verb: Token) -> bool:
    """The verb reports somebody's words: it is active and has a clause as its object."""
    if verb.child("auxpass", "nsubjpass") is not None:
        return False
    told = [child for child in verb.all("ccomp") if child.pos in ("VERB", "AUX", "ADJ", "NOUN")]
    if verb.lemma == "be":
        told = [child for child in told if child.i > verb.i]  # "it blew up hours before he was due to speak"
    return bool(told)
