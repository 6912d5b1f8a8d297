"""Small readings of the parse that several finders share: noun phrases, their heads, clauses, edges of a span."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from grotius.language import Document, Sentence, Token
from grotius.model import Span

_CLAUSES = frozenset({"relcl", "acl", "advcl", "ccomp", "parataxis"})
_TRIM = " \t\r\n,;:.…–—-\"'“”‘’«»„"
_SUBJECTS = ("nsubj", "csubj", "nsubjpass", "expl")
_WHEN = frozenset({"when", "if", "as", "once", "unless"})
_CLOSING = frozenset({'"', "”", "''", "»", "’"})
_NEGATIONS = frozenset({"not", "n't", "never", "neither", "nor", "no"})


def noun_phrase(head: Token) -> list[Token]:
    """The naming phrase around ``head``: no clauses, no brackets, no coordination beyond names, no apposition."""
    tokens: list[Token] = []
    stack = [head]
    while stack:
        token = stack.pop()
        tokens.append(token)
        stack.extend(
            child
            for child in token.children
            if not _is_outside(child, token) or (child.dep == "case" and token is not head)
        )
    return _in_one_piece(sorted(tokens, key=lambda token: token.i), head)


def _is_outside(child: Token, parent: Token) -> bool:
    if child.dep in _CLAUSES or child.dep in ("punct", "appos", "preconj", "advmod", "neg", "dep"):
        return child.text not in ("-", "’s", "'s")
    if child.dep == "case":
        return True
    return child.dep in ("cc", "conj") and child.i > parent.i and child.pos in ("VERB", "AUX")


def _in_one_piece(tokens: list[Token], head: Token) -> list[Token]:
    """The tokens that stand together with ``head``; a small gap (a hyphen, a comma within a list) is no break."""
    at = next(index for index, token in enumerate(tokens) if token is head)
    first = at
    while first > 0 and tokens[first].i - tokens[first - 1].i <= 2:
        first -= 1
    last = at
    while last + 1 < len(tokens) and tokens[last + 1].i - tokens[last].i <= 2:
        last += 1
    return tokens[first : last + 1]


def apposition(head: Token) -> Token | None:
    """The name or description set beside ``head``: "the minister, John Smith"."""
    return next((child for child in head.children if child.dep == "appos"), None)


def subject_of(verb: Token, *dependencies: str) -> Token | None:
    """The subject; of two that the parse gives ("..., that it cannot," he said) not the one in the quotation.

    After a comma it is the one that the verb stands before: "ten were hurt, two of them badly, said the mayor".
    """
    subjects = verb.all(*(dependencies or _SUBJECTS))
    if len(subjects) < 2:
        return subjects[0] if subjects else None
    behind = subjects[-1]
    if any(child.text == "," and child.i == verb.i - 1 for child in verb.lefts) and behind.subtree()[0].i == verb.i + 1:
        return behind
    ends = [child.i for child in verb.lefts if child.text in _CLOSING]
    return next((each for each in subjects if not any(each.i < end < verb.i for end in ends)), subjects[0])


def is_bare_participle(verb: Token) -> bool:
    """Whether the main clause's subject undergoes the verb: "Asked about the truce, the envoy said", "when asked"."""
    if verb.tag != "VBN" or verb.dep != "advcl" or verb.child("nsubj", "aux") is not None:
        return False
    return verb.i < verb.head.i or any(child.lower in _WHEN for child in verb.lefts)


def object_behind(verb: Token, prepositions: Collection[str]) -> Token | None:
    """Who does it in "blamed the envoy for leaving", "accused the rebels of shelling": the object of the verb above."""
    if verb.dep != "pcomp" or verb.head.lower not in prepositions:
        return None
    governor = verb.head.head
    return governor if governor.dep == "dobj" else governor.child("dobj")


def span_between(document: Document, start: int, end: int) -> Span | None:
    """The text between two positions without the punctuation around it, or None if nothing is left."""
    text = document.text
    while start < end and text[start] in _TRIM:
        start += 1
    while end > start and text[end - 1] in _TRIM:
        end -= 1
    return document.span(start, end) if end > start else None


def words_between(text: str, start: int, end: int) -> bool:
    """Whether any letter or digit stands between two positions."""
    return any(character.isalnum() for character in text[start:end])


def is_negated(verb: Token) -> bool:
    """Whether the verb itself is denied: "did not send", "never sent"; not "sent without delay"."""
    return any(child.dep == "neg" or child.lower in _NEGATIONS for child in verb.children)


def covering(tokens: Iterable[Token]) -> list[Token]:
    """The tokens in the order of the text, each once."""
    return sorted({token.i: token for token in tokens}.values(), key=lambda token: token.i)


def edges(tokens: Iterable[Token]) -> tuple[int, int]:
    found = list(tokens)
    return min(token.start for token in found), max(token.end for token in found)


def overlaps(a: Span, b: Span) -> bool:
    return a.start < b.end and b.start < a.end


def covers(outer: Span, inner: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def lemmas(tokens: Sequence[Token]) -> list[str]:
    return [token.lemma for token in tokens]


def follows(sentence: Sentence, i: int, words: Sequence[str]) -> bool:
    """Whether the tokens from ``i`` on spell ``words``."""
    tokens = sentence.tokens[i : i + len(words)]
    return len(tokens) == len(words) and all(token.lower == word for token, word in zip(tokens, words, strict=True))
