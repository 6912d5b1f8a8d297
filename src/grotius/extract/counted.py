"""What is counted: its kind (a person, a munition, a vehicle, a site, a settlement, an attack) and its words."""

from __future__ import annotations

from grotius.codebook import Codebook
from grotius.codebook.shapes.fighting import CountedKind
from grotius.extract.lexicon import Lexicon
from grotius.extract.roles import phrase
from grotius.language import Document, Number, Sentence, Token
from grotius.model import Span

_DETERMINERS = ("nummod", "det", "poss", "quantmod")
_NEAR = 3


class Kinds:
    """The codebook's nouns of people, weapons, targets and attacks in one table."""

    def __init__(self, codebook: Codebook) -> None:
        attacks = [
            (event.nouns + event.war_nouns, "attack")
            for event in codebook.events.values()
            if event.mode not in (None, "ground")
        ]
        weapons = [(weapon.words, weapon.counts_as) for weapon in codebook.weapons.values()]
        targets = [(target.words, target.kind) for target in codebook.targets.values()]
        people = [(people.words, "person") for people in codebook.people.values()]
        people += [(entry.words, "person") for entry in codebook.numbers.values() if entry.role == "person"]
        self._kinds: Lexicon[CountedKind] = Lexicon.of([*people, *attacks, *weapons, *targets])  # type: ignore[list-item]
        self._armed: Lexicon[bool] = Lexicon.of(
            (people.words, True) for people in codebook.people.values() if people.armed
        )

    def of(self, token: Token, sentence: Sentence) -> CountedKind:
        """The kind of the thing that the noun phrase ending with this token names."""
        found = self._kinds.value(token, sentence.tokens)
        if found is not None:
            return found
        name = sentence.name_at(token)
        if token.ent == "NORP" or (name is not None and name.kind in ("group", "nationality", "person")):
            return "person"
        return "unknown"

    def is_armed(self, token: Token) -> bool:
        if self._armed.word(token):
            return True
        return any(child.i == token.i - 1 and self._armed.spelt(child, token) for child in token.children)


def counted_words(number: Number, document: Document) -> Span | None:
    """The words for what the number counts, without another number's: of "30 of 35 missiles" the missiles."""
    if number.head is None:
        return None
    first, last = phrase(number.head)
    start = max(first.start, number.span.end) if first.start < number.span.end <= last.start else first.start
    for token in last.lefts:
        if token.dep == "nummod" and token.start >= start and document.text[token.end : token.end + 1] not in "-‑":
            start = token.end
    if document.text[start : last.end].lstrip().startswith("of "):
        start = document.text.index("of ", start) + 3
    start = _past_space(document.text, start)
    end = (last if number.article else _joined(last)).end
    return document.span(start if start < last.end else last.start, end)


def _joined(noun: Token) -> Token:
    """ "700 drones and missiles": both are counted in one number."""
    partner = next((child for child in noun.all("conj") if child.pos == "NOUN" and child.i > noun.i), None)
    if partner is None or partner.i - noun.i > _NEAR or partner.tag != noun.tag or partner.child(*_DETERMINERS):
        return noun
    return partner if partner.child("relcl", "acl") is None else noun


def _past_space(text: str, start: int) -> int:
    while start < len(text) and text[start].isspace():
        start += 1
    return start
