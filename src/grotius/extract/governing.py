"""What governs a number: the words around it that may say what happened to what it counts, nearest first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from grotius.extract.figure_words import FigureWords
from grotius.extract.roles import is_passive
from grotius.language import Number, Token, above_in_list, is_listed

Role = Literal["object", "passive", "subject", "state", "noun", "of", "to", "toll", "with", "without"]
_STEPS = 6
_MOST_OF_LEVEL = 4
_COMPLEMENTS = ("acomp", "oprd", "xcomp", "attr", "ccomp")


@dataclass(frozen=True, slots=True)
class Governor:
    """A word and the role in which the counted thing stands to it."""

    role: Role
    word: Token
    at: Token | None = None


class Governors:
    """Walks the parse from a number, by the codebook's words."""

    def __init__(self, words: FigureWords) -> None:
        self._words = words

    def of(self, counted: Token, number: Number) -> Iterator[Governor]:
        """What may say the measure, from the counted noun upwards."""
        yield Governor("noun", counted)
        group = of_object(number.last) or of_object(counted)
        if group is not None:
            yield Governor("noun", group)
        yield from self._shared(counted, number)
        token = counted
        steps = 2 + len(above_in_list(counted)) if number.article else _STEPS
        for step in range(steps):
            if token.dep in ("dobj", "nsubjpass", "nsubj") and token.head is not token:
                yield from self._above(token)
                yield from self._below(token)
            else:
                yield from self._below(token)
                yield from self._above(token)
            if token.head is token or (number.article and token.dep == "appos" and not is_listed(token)):
                return
            follow = self._upwards(token)
            if follow is None:
                return
            token = follow
            if step and token.pos in ("NOUN", "PROPN") and token.dep not in ("conj",):
                yield Governor("noun", token)

    def _shared(self, counted: Token, number: Number) -> Iterator[Governor]:
        """ "The bodies of a man and a woman": hers is one of them, whatever the parser joins her with."""
        whole = counted.head
        if not number.article or counted.dep != "conj" or whole.tag != "NNS":
            return
        for preposition in whole.all("prep"):
            other = preposition.child("pobj")
            if other is not None and other.i < counted.i and other.tag == counted.tag and other.child("det", "poss"):
                yield from self._prepositional(preposition)

    def _below(self, token: Token) -> Iterator[Governor]:
        """Modifiers after and before the noun: "people killed", "the dead men", "civilians who died"."""
        for child in token.children:
            if child.dep in ("acl", "relcl") and child.pos in ("VERB", "AUX", "ADJ"):
                active = child.tag == "VBG" or (child.child("nsubj") is not None and not is_passive(child))
                if not active:
                    yield Governor("passive", child)
                yield Governor("subject" if active else "object", child)
                if not active:
                    yield Governor("state", child)
                yield from self._complements(child)
            elif child.dep in ("amod", "acomp", "advcl", "appos", "oprd", "ccomp"):
                yield Governor("state", child)
                if child.tag == "VBN":
                    yield Governor("object", child)
            elif child.dep == "prep" and child.lower == "without":
                yield from _without(child)

    def _above(self, token: Token) -> Iterator[Governor]:
        head = token.head
        if token.dep in ("nsubj", "csubj"):
            if not _is_speaker(token):
                yield from self._complements(head)
            if _is_participle(head):
                yield Governor("passive", head)
                yield Governor("object", head)
                yield Governor("state", head)
            yield Governor("subject", head)
            if head.pos != "VERB":
                yield Governor("state", head)
            yield from _without_under(head)
        elif token.dep in ("nsubjpass", "dobj", "dative", "oprd"):
            if not _is_told(token):
                yield from self._complements(head)
            if token.dep == "nsubjpass":
                yield Governor("passive", head)
            yield Governor("object", head, token)
            if head.lemma == "include":
                for whole in head.all("nsubj"):
                    yield Governor("noun", whole)
                    for state in whole.all("acl", "amod"):
                        yield Governor("state", state)
                        yield Governor("object", state)
            yield Governor("state", head)
            yield from _without_under(head)
        elif token.dep in ("pobj", "pcomp"):
            yield from self._prepositional(head)
        elif token.dep in ("attr", "acomp"):
            yield from _among(head)
            subject = head.child("nsubj")
            if subject is not None:
                yield Governor("toll", subject)
            yield from self._complements(head)
        elif token.dep in ("amod", "compound", "nmod", "nummod"):
            yield Governor("state", head)
            yield Governor("noun", head)

    def _prepositional(self, preposition: Token) -> Iterator[Governor]:
        governor = preposition.head
        if preposition.lower == "of":
            yield Governor("of", governor)
        if preposition.lower in ("to", "on", "upon", "against", "at", "in", "into", "for"):
            yield Governor("to", governor)
            if governor.dep == "dobj":
                yield Governor("to", governor.head)
            if preposition.lower in ("to", "at"):
                for subject in governor.all("nsubj", "nsubjpass", "dobj"):
                    yield from self._tolls(subject)
        if preposition.lower == "with":
            yield Governor("with", governor)
            yield from self._company(governor)
        if preposition.lower in ("by", "under"):
            if governor.pos == "NOUN":
                yield Governor("of", governor)  # "hits by 24 drones"
            yield Governor("subject", governor)
        if preposition.lower in ("on", "upon") and governor.pos == "VERB":
            yield Governor("object", governor)
        for child in preposition.children:
            if child.dep not in ("pobj",):
                yield Governor("state", child)
                yield Governor("object", child)

    def _company(self, word: Token) -> Iterator[Governor]:
        """ "Detained along with several associates", "died together with two guards"."""
        verb = word.head if word.lower in self._words.company else word
        if word.lower in self._words.company or any(child.lower in self._words.company for child in word.children):
            yield Governor("object", verb)
            yield Governor("subject", verb)

    def _tolls(self, noun: Token) -> Iterator[Governor]:
        """ "the toll", "the number of dead"; the tolls of a road are many."""
        if noun.lower == "tolls":
            return
        yield Governor("toll", noun)
        inner = of_object(noun)
        if inner is not None and noun.lemma in self._words.quantities:
            yield Governor("toll", inner)
            for child in inner.all("acl", "relcl", "amod"):
                yield Governor("state", child)
                yield Governor("object", child)

    def _complements(self, verb: Token) -> Iterator[Governor]:
        """ "left 14 wounded", "were reported killed", "are missing"."""
        for child in verb.children:
            if child.dep in _COMPLEMENTS or (
                child.dep in ("advcl", "prep", "dobj", "amod") and verb.lemma in self._words.leaving
            ):
                yield Governor("state", child)
                if child.tag == "VBN":
                    yield Governor("object", child)
                if child.lower in ("under", "in", "to", "into"):
                    yield from (Governor("state", grand) for grand in child.all("pobj"))
        yield from _among(verb)

    def _upwards(self, token: Token) -> Token | None:
        """The word whose governor also says what happened to this one."""
        head = token.head
        if token.dep in ("conj", "appos", "nummod", "npadvmod", "quantmod", "amod", "compound", "nmod", "poss", "dep"):
            return head if head.pos not in ("VERB", "AUX") or token.dep in ("npadvmod", "amod") else None
        whole = head.head
        of_noun = whole.pos in ("NUM", "PRON", "DET", "ADJ") or (
            whole.pos in ("NOUN", "PROPN") and (head.lower != "of" or whole.lemma in self._words.quantities)
        )
        if token.dep == "pobj" and head.lower in ("of", "including", "among") and of_noun:
            return whole
        if token.dep == "pobj" and head.dep == "prep" and head.lower in ("including", "with", "alongside"):
            return head.head
        if token.dep in ("nsubj", "nsubjpass") and head.pos in ("NOUN", "PROPN") and head is not token:
            return head
        return None

    def state_after(self, number: Number, tokens: tuple[Token, ...]) -> Iterator[Governor]:
        """A state right after the counted words, with nothing to act upon: "18 injured", "14 people were wounded"."""
        word = self._next_word(number, tokens)
        if word is None or word.tag not in ("VBN", "VBD", "JJ", "NN"):
            return
        if not _acts_upon(word, tokens):
            yield Governor("state", word)

    def _next_word(self, number: Number, tokens: tuple[Token, ...]) -> Token | None:
        last = number.head if number.head is not None and number.head.i > number.last.i else number.last
        for word in tokens[last.i + 1 : last.i + 6]:
            if word.pos not in ("AUX", "ADV", "PART") and word.lower not in self._words.passed_over:
                return word
        return None

    def beside(self, number: Number, tokens: tuple[Token, ...]) -> Iterator[Governor]:
        """Right after the counted words, past auxiliaries, or right before the number."""
        word = self._next_word(number, tokens)
        if word is not None and word.tag[:2] in ("VB", "JJ", "NN"):
            if not _acts_upon(word, tokens):
                yield Governor("state", word)
            if word.tag in ("VBN", "VBD") and not _acts_upon(word, tokens):
                yield Governor("object", word)
            yield Governor("subject", word)
        first = next((token for token in tokens if token.end > number.span.start), number.last)
        before = first.i - 1
        while before >= 0 and tokens[before].pos in ("ADV", "DET"):
            before -= 1
        if before >= 0 and tokens[before].tag.startswith("VB") and tokens[before].child("nsubjpass", "auxpass") is None:
            yield Governor("object", tokens[before])

    def is_total(self, noun: Token, number: Number) -> bool:
        """ "22 of 30 drones", "a third of the 60 drones": the 30 and the 60 are those that there were."""
        ofs = (child for child in number.last.all("quantmod") if child.lower == "of")
        if any(child.i == number.last.i - 1 and child.start < number.number.start for child in ofs):
            return True
        part = noun.head.head if noun.dep == "pobj" and noun.head.lower == "of" else noun
        return (part.pos == "NUM" or part.lemma in self._words.shares) and part is not number.last and part is not noun


def _is_speaker(subject: Token) -> bool:
    """ "He was detained, her lawyer said" is of him; "a woman said she was hurt" is of her."""
    told = _subject_of_said(subject.head)
    return subject.tag == "NN" and told is not None and told.lower not in ("he", "she")


def _is_told(person: Token) -> bool:
    """ "Told her colleague that nobody was killed"."""
    return person.tag == "NN" and _subject_of_said(person.head) is not None


def _subject_of_said(verb: Token) -> Token | None:
    said = verb.child("ccomp")
    return said.child("nsubj", "nsubjpass") if said is not None else None


def _is_participle(verb: Token) -> bool:
    return verb.tag in ("VBN", "VBD") and verb.child("aux", "dobj") is None


def _among(verb: Token) -> Iterator[Governor]:
    """ "a child was among the dead"."""
    for child in verb.children:
        if child.dep == "prep" and child.lower == "among":
            for grand in child.all("pobj"):
                yield Governor("noun", grand)
                for state in grand.all("acl", "amod"):
                    yield Governor("state", state)
                    yield Governor("object", state)


def _without(preposition: Token) -> Iterator[Governor]:
    for child in preposition.children:
        if child.dep == "pobj":
            yield from (Governor("without", noun) for noun in child.conjuncts())


def _without_under(verb: Token) -> Iterator[Governor]:
    for child in verb.children:
        if child.lower in ("without", "off", "from"):
            yield from _without(child)


def of_object(noun: Token) -> Token | None:
    for child in noun.children:
        if child.dep == "prep" and child.lower in ("of", "among"):
            return child.child("pobj")
    return None


def _acts_upon(word: Token, tokens: tuple[Token, ...]) -> bool:
    """ "A bomber killed four people": something follows that it was done to."""
    following = tokens[word.i + 1] if word.i + 1 < len(tokens) else None
    passive = word.child("auxpass", "nsubjpass") is not None
    return (
        word.tag == "VBD" and not passive and following is not None and following.pos in ("NUM", "DET", "NOUN", "ADJ")
    )


def toll_before(number: Number, tokens: tuple[Token, ...], segment: tuple[int, int]) -> Iterator[Governor]:
    """ "put the death toll at as high as 300", "the number of people hurt in the attack at six"."""
    if number.head is not None:
        return
    start = segment[0]
    if number.last.i - 2 == start and tokens[start + 1].lower == "to" and tokens[start - 1].lower == "from":
        start = -1  # "climbed from 12 to 15"
    for token in reversed(tokens[start + 1 : number.last.i]):
        if token.lower == "toll" and token.dep != "compound":
            yield Governor("toll", token)
        if token.lower == "number" and token.i + 1 < len(tokens) and tokens[token.i + 1].lower == "of":
            for word in tokens[token.i + 2 : min(number.last.i, token.i + 2 + _MOST_OF_LEVEL)]:
                yield Governor("toll", word)
                yield Governor("state", word)
                yield Governor("object", word)
