"""Verbs of several words in the parse: "take control of a town", "burn houses down", "shot two men dead"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from grotius.extract.roles import patients
from grotius.extract.tree import clause
from grotius.language import Sentence, Token

_GAP = 6


@dataclass(frozen=True, slots=True)
class VerbPhrase:
    """The words found behind the verb, and what the whole is done to."""

    last: Token
    objects: tuple[Token, ...]


def phrase_of(verb: Token, words: Sequence[str], sentence: Sentence) -> VerbPhrase | None:
    """The verb with these words behind it in its own clause, each at most a few words after the one before."""
    found: list[Token] = []
    at = verb.i
    for word in words:
        token = _next(word, at, verb, sentence)
        if token is None:
            return None
        found.append(token)
        at = token.i
    return VerbPhrase(found[-1], tuple(_objects(verb, found)))


def _next(word: str, at: int, verb: Token, sentence: Sentence) -> Token | None:
    for token in sentence.tokens[at + 1 : at + 1 + _GAP]:
        if word in (token.lower, token.lemma) and token.is_under(verb) and clause(token) in (verb, token):
            return token
    return None


def _objects(verb: Token, words: Sequence[Token]) -> Iterable[Token]:
    last = words[-1]
    if last.pos in ("ADP", "SCONJ", "PART") and (inner := last.child("pobj")) is not None:
        return inner.conjuncts()
    own = {token.i for token in words}
    # The parser reads "took 20 people hostage" as one noun phrase.
    within = [child for child in last.lefts if child.dep == "compound" and last.dep == "dobj" and child.i not in own]
    return [noun for noun in patients(verb) if noun.i not in own] or within
