"""Lists of single people: "a woman, her son and a neighbour", which the parser takes for one who is described."""

from __future__ import annotations

from grotius.language.token import Token

SINGULAR = frozenset({"was", "is", "has"})
PLURAL = frozenset({"were", "are", "have"})


def above_in_list(word: Token) -> list[Token]:
    """The members of its list that a word hangs on, nearest first; the last of them is the first of the list."""
    found: list[Token] = []
    while word.head is not word and (word.dep == "conj" or is_listed(word)):
        word = word.head
        found.append(word)
    return found


def is_listed(word: Token) -> bool:
    """Told as an apposition of one person, but another one: "her son" of the list above.

    One person is described where a name is ("Ivan Petrov, a father and an engineer"), where only the first of the words
    has an article ("her husband, a teacher and father of two"), and where the verb is in the singular.
    """
    if word.dep != "appos" or word.head.tag != "NN" or _is_one(word.head):
        return False
    others = [child for child in word.all("conj") if child.i > word.i]
    return any(_is_determined(other) == _is_determined(word) for other in others)


def _is_determined(word: Token) -> bool:
    return word.child("det", "poss", "nummod") is not None


def _is_one(word: Token) -> bool:
    subject = word
    while subject.dep in ("conj", "appos") and subject.head is not subject:
        subject = subject.head
    return has_verb(subject, SINGULAR)


def has_verb(subject: Token, forms: frozenset[str]) -> bool:
    """Whether the word is the subject of a verb that is, or has beside it, one of the forms."""
    verb = subject.head
    words = (verb, *verb.all("aux", "auxpass"))
    return subject.dep in ("nsubj", "nsubjpass") and any(word.lower in forms for word in words)
