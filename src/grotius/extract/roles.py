"""Who does what to what, read off the parse: agents, objects, instruments, and what governs a word."""

from __future__ import annotations

from collections.abc import Iterator

from grotius.extract.phrases import object_behind
from grotius.language import Token

_SUBJECTS = ("nsubj", "csubj")
_PASSIVE_SUBJECTS = ("nsubjpass", "csubjpass")
# "thanked X for shelling", "accused X of shelling": X shells.
_OF_OBJECT = ("for", "of")
_SHARES_SUBJECT = ("conj", "xcomp", "advcl", "ccomp", "pcomp")


def is_passive(verb: Token) -> bool:
    """The verb is told from the side of what it was done to: "were hit", "was being shelled", "people killed"."""
    if verb.child("auxpass", "nsubjpass", "agent") is not None:
        return True
    return verb.tag == "VBN" and verb.child("aux") is None and (verb.dep == "acl" or verb.child("dobj") is None)


def subject(verb: Token) -> Token | None:
    """The grammatical subject, taken over from the verb above where this one has none of its own."""
    for _ in range(4):
        own = _nearest(verb, verb.all(*_SUBJECTS, *_PASSIVE_SUBJECTS))
        if own is not None:
            return _antecedent(own, verb)
        if verb.dep == "acl" or verb.dep == "relcl":
            return verb.head
        if verb.dep == "pcomp" and verb.head.head is not verb.head:
            named = object_behind(verb, _OF_OBJECT)
            if named is not None:
                return named
            above = next((word for word in verb.ancestors() if word.pos in ("VERB", "AUX")), None)
            if above is None:
                return None
            verb = above
            continue
        if verb.dep not in _SHARES_SUBJECT or verb.head is verb:
            return None
        verb = verb.head
    return None


def _nearest(verb: Token, subjects: list[Token]) -> Token | None:
    """Of several the last before the verb: in "BEIRUT (Agency) - Rebels attacked" the rebels."""
    before = [subject for subject in subjects if subject.i < verb.i]
    if before:
        return before[-1]
    return subjects[0] if subjects else None


def _antecedent(own: Token, verb: Token) -> Token:
    """Of "missiles that hit": missiles."""
    if own.lower in ("that", "which", "who") and verb.dep == "relcl":
        return verb.head
    return own


def agent(word: Token, carried_out: frozenset[str] = frozenset()) -> Token | None:
    """Who does it: of a verb its subject or by-phrase, of a noun its owner or a name before it.

    ``carried_out`` are participles that may stand between a noun and who made it: "an attack staged by rebels".
    """
    by = _by_phrase(word, carried_out)
    if by is not None:
        return by
    if word.pos in ("VERB", "AUX"):
        return None if is_passive(word) else subject(word)
    owner = word.child("poss")
    if owner is not None:
        return owner
    for child in word.children:
        if child.dep in ("amod", "compound", "nmod") and child.ent in ("NORP", "GPE", "ORG", "PERSON"):
            return child
    return None


def _by_phrase(word: Token, carried_out: frozenset[str]) -> Token | None:
    for child in word.children:
        if child.lower == "by" and child.dep in ("agent", "prep"):
            return child.child("pobj")
        if child.dep == "acl" and child.lower in carried_out:
            return _by_phrase(child, carried_out)
    return None


def patients(verb: Token) -> list[Token]:
    """What it is done to: direct objects, or the subject of a passive, with everything coordinated."""
    if is_passive(verb):
        found = verb.child(*_PASSIVE_SUBJECTS) or subject(verb)
        return found.conjuncts() if found is not None else []
    found = verb.child("dobj")
    return found.conjuncts() if found is not None else []


def objects_of(word: Token, prepositions: frozenset[str]) -> Iterator[Token]:
    """Objects of these prepositions below the word, coordinated ones too."""
    for child in word.children:
        if child.dep in ("prep", "agent", "dative", "advmod") and child.lower in prepositions:
            yield from _objects(child)


def _objects(preposition: Token) -> Iterator[Token]:
    for child in preposition.children:
        if child.dep == "pobj":
            yield from child.conjuncts()
        elif child.dep == "prep":
            yield from _objects(child)


def phrase(head: Token) -> tuple[Token, Token]:
    """First and last token of the short noun phrase: modifiers before the noun, none after it."""
    first = head
    for child in head.lefts:
        if child.dep in ("amod", "compound", "nummod", "nmod", "poss", "quantmod") and child.i < first.i:
            first = min((token for token in child.subtree()), key=lambda token: token.i)
    return first, head
