"""One word of a parsed sentence, with its place in the report and in the parse. Plain data: no spaCy behind it."""

from __future__ import annotations

from collections.abc import Iterator

NEGATIONS = frozenset({"not", "n't", "never", "no", "neither", "nor", "without"})


class Token:
    """A word and its links. ``start``/``end`` are code points in the report's cleaned text.

    ``i`` counts from 0 within the sentence; ``head`` of a root is the token itself; ``dep``, ``pos`` and ``tag``
    are the labels of the English pipelines of spaCy (ClearNLP dependencies, Universal POS, Penn tags); ``ent`` is
    the pipeline's entity label or "".
    """

    __slots__ = ("children", "dep", "end", "ent", "head", "i", "lemma", "lower", "pos", "start", "tag", "text")

    def __init__(self, i: int, text: str, lemma: str, pos: str, tag: str, dep: str, ent: str, start: int) -> None:
        self.i = i
        self.text = text
        self.lower = text.lower()
        self.lemma = lemma.lower()
        self.pos = pos
        self.tag = tag
        self.dep = dep
        self.ent = ent
        self.start = start
        self.end = start + len(text)
        self.head: Token = self
        self.children: list[Token] = []

    def __repr__(self) -> str:
        return f"<{self.text} {self.dep}>{self.head.text}>"

    @property
    def lefts(self) -> list[Token]:
        return [child for child in self.children if child.i < self.i]

    @property
    def rights(self) -> list[Token]:
        return [child for child in self.children if child.i > self.i]

    def subtree(self) -> list[Token]:
        """This token and all below it, in the order of the text."""
        found: list[Token] = []
        stack = [self]
        while stack:
            token = stack.pop()
            found.append(token)
            stack.extend(token.children)
        return sorted(found, key=lambda token: token.i)

    def ancestors(self) -> Iterator[Token]:
        """The heads above, nearest first, the root last."""
        token = self
        while token.head is not token:
            token = token.head
            yield token

    def is_under(self, other: Token) -> bool:
        return other is self or any(ancestor is other for ancestor in self.ancestors())

    def child(self, *deps: str) -> Token | None:
        """The first child with one of these dependencies."""
        return next((child for child in self.children if child.dep in deps), None)

    def all(self, *deps: str) -> list[Token]:
        return [child for child in self.children if child.dep in deps]

    def conjuncts(self) -> list[Token]:
        """This token and those coordinated with it, in order, whichever of them is asked."""
        first = self
        while first.dep == "conj" and first.head is not first:
            first = first.head
        chain, frontier = [first], [first]
        while frontier:
            frontier = [child for token in frontier for child in token.children if child.dep == "conj"]
            chain.extend(frontier)
        return sorted(chain, key=lambda token: token.i)

    def is_negated(self) -> bool:
        return any(child.dep == "neg" or child.lower in NEGATIONS for child in self.children)
