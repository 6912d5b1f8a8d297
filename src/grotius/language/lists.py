"""Lists of single people: "a woman, her son and a neighbour", which the parser takes for one who is described."""

from __future__ import annotations

from grotius.language.token import Token


def above_in_list(word: Token) -> list[Token]:
    """The members of its list that a word hangs on, nearest first; the last of them is the first of the list."""
    found: list[Token] = []
    while word.head is not word and (word.dep == "conj" or is_listed(word)):
        word = word.head
        found.append(word)
    return found


def is_listed(word: Token) -> bool:
    """Told as an apposition of one person, but with others behind it: "her son" of the list above.

    A person with a name is described by more words than one: "Ivan Petrov, a father and engineer".
    """
    return word.dep == "appos" and word.head.tag == "NN" and any(child.i > word.i for child in word.all("conj"))
