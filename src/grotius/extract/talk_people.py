"""Who takes part in a talk: names behind a description, joined names, and the words that are not part of a name."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from grotius.extract.phrases import noun_phrase
from grotius.language import Document, Sentence, Token
from grotius.model import Actor

_HYPHENS = frozenset("-–")
_WHERE = frozenset({"in", "at"})
_PLACES = frozenset({"place", "state", "site"})
_PRONOUNS = frozenset({"he", "she", "they", "i", "we", "who", "both"})


def named(head: Token, sentence: Sentence) -> list[Token]:
    """ "The envoys Ann Carter and Bo Lind" are Carter and Lind; "the A-B meeting" is of A and of B."""
    if head.pos == "NOUN":
        behind = [
            each
            for child in head.children
            if child.dep == "appos" and child.i > head.i
            for each in child.conjuncts()
            if _is_person(each, sentence)
        ]
        return behind or _hung_elsewhere(head, sentence) or [head]
    return [*_joined(head), head]


def _hung_elsewhere(head: Token, sentence: Sentence) -> list[Token]:
    """ "Ann Carter and the state's negotiator, Bo Lind": Lind, whom the parser hangs on Carter."""
    behind = sentence.tokens[head.i + 1 :]
    if head.dep != "conj" or not behind or behind[0].text != ",":
        return []
    name = next((token for token in behind[1:] if token.pos != "PROPN" or token.dep != "compound"), None)
    if name is None or name.pos != "PROPN" or name.dep != "appos" or name.head not in head.conjuncts():
        return []
    return [name] if _is_person(name, sentence) else []


def _is_person(token: Token, sentence: Sentence) -> bool:
    """A name of which nothing says that it is a place; an unknown surname may be taken for a body."""
    name = sentence.name_at(token)
    return (
        token.pos == "PROPN"
        and token.ent not in ("GPE", "LOC", "DATE", "TIME")
        and (name is None or name.kind not in _PLACES)
    )


def _joined(head: Token) -> Iterator[Token]:
    """The A of "A-B"."""
    for child in head.children:
        if child.dep == "compound" and child.pos == "PROPN" and _is_hyphened(child, head):
            yield child


def _is_hyphened(child: Token, head: Token) -> bool:
    marks = [other for other in head.children if child.i < other.i < head.i]
    return child.i == head.i - 2 and len(marks) == 1 and marks[0].text in _HYPHENS


def actor(head: Token, document: Document, apart: Token | None, is_other: Callable[[Token], bool]) -> Actor:
    """The words of one who takes part: no other's, and not the place where they meet."""
    left_out = [*_joined(head), *(child for child in head.children if is_other(child)), *_wheres(head)]
    left_out += [child for child in head.children if child.dep == "appos" and child.pos == "PROPN"]
    if apart is not None:
        left_out.append(apart)
    words = [
        token for token in noun_phrase(head) if not any(token.is_under(each) or token is each for each in left_out)
    ]
    words = _trimmed([word for word in words if word.i <= head.i or word.dep != "cc"])
    span = document.span_of(words or [head])
    return Actor(span=span, name=span.text)


def _wheres(head: Token) -> Iterator[Token]:
    """ "The envoys in Rome": where they meet; below "of" too."""
    for child in head.children:
        if child.dep != "prep" or child.i < head.i:
            continue
        noun = child.child("pobj")
        if noun is None:
            continue
        if child.lower in _WHERE and noun.pos == "PROPN":
            yield child
        elif child.lower == "of":
            for each in noun.conjuncts():
                yield from _wheres(each)


def _trimmed(words: Sequence[Token]) -> list[Token]:
    """Without a mark left over at either end."""
    kept = list(words)
    while kept and (kept[-1].pos == "PUNCT" or kept[-1].text in _HYPHENS):
        kept.pop()
    while kept and (kept[0].pos == "PUNCT" or kept[0].text in _HYPHENS):
        kept.pop(0)
    return kept


def of_their_talk(noun: Token, subject: Token | None) -> list[Token]:
    """ "At their meeting he and the envoys had to ...": theirs is the meeting of those of whom the clause tells."""
    if subject is None or not any(child.dep == "poss" and child.lower == "their" for child in noun.children):
        return []
    several = len(subject.conjuncts()) > 1 or subject.tag in ("NNS", "NNPS") or subject.lower == "they"
    return [subject] if several else []
