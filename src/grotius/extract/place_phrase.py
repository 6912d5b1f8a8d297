"""Place phrases: the words that name a place, with the kind of place before or after the name."""

from __future__ import annotations

from dataclasses import dataclass

from grotius.codebook import Codebook
from grotius.extract.lexicon import Lexicon
from grotius.language import Name, Sentence, Token

_PLACES = ("place", "state", "site")
_INNER = ("amod", "compound", "nmod", "nummod", "npadvmod")
_DIRECTIONS = frozenset(
    "north south east west northern southern eastern western central northeastern northwestern southeastern "
    "southwestern northeast northwest southeast southwest rural occupied downtown greater neighbouring "
    "neighboring".split()
)
_BROAD = frozenset(
    "region province oblast governorate area northern southern eastern western central countryside border frontier "
    "coast".split()
)
_NARROW = frozenset("village town district neighbourhood neighborhood suburb settlement quarter street square".split())
_BACK = frozenset({"the", "this", "that", "these", "those", "their", "its"})
_NO_PLACES = frozenset({"DATE", "TIME", "NORP", "CARDINAL"})
_WHOLE_LAND = frozenset({"country", "state", "territory", "nation"})


@dataclass(frozen=True, slots=True)
class PlacePhrase:
    """The phrase from ``first`` to ``last``; ``head`` is its head noun.

    ``is_named`` is False for "the city"; ``points_back`` marks one that stands for a place named before.
    """

    first: Token
    last: Token
    head: Token
    is_named: bool
    is_state: bool
    has_kind_word: bool
    points_back: bool
    breadth: int


class PlacePhrases:
    """Finds them around known names, and around the codebook's locality nouns with names that nobody knows."""

    def __init__(self, codebook: Codebook) -> None:
        targets = codebook.targets.values()
        self._localities: Lexicon[bool] = Lexicon.of((target.words, True) for target in targets if target.locality)
        self._sites: Lexicon[bool] = Lexicon.of(
            (target.words, True) for target in targets if target.kind == "site" and not target.locality
        )

    def find(self, sentence: Sentence) -> list[PlacePhrase]:
        """The sentence's place phrases, from left to right."""
        found = [
            phrase
            for name in sentence.names
            if name.kind in _PLACES and (phrase := self._of_name(sentence, name)) is not None
        ]
        taken = {phrase.head for phrase in found}
        for token in sentence.tokens:
            if token in taken or token.pos not in ("NOUN", "PROPN"):
                continue
            phrase = self._of_noun(sentence, token)
            if phrase is not None:
                found.append(phrase)
        return sorted(found, key=lambda phrase: phrase.first.i)

    def _of_name(self, sentence: Sentence, name: Name) -> PlacePhrase | None:
        tokens = sentence.tokens_in(name.start, name.end)
        if not tokens:
            return None
        head = head_of(tokens)
        first, last = tokens[0], tokens[-1]
        if name.kind != "state" and name.key is None:
            last, head = _longer(sentence, last, head)
        top, has_kind = head, False
        before_kind = head.dep in ("compound", "nmod", "amod", "poss") and head.head.i > last.i
        if before_kind and self._localities.word(head.head):
            top = last = head.head
            has_kind = True
        elif head.dep == "pobj" and head.head.lower == "of" and self._localities.word(head.head.head):
            first = top = head.head.head
            has_kind = True
        elif head.dep == "appos" and self._localities.word(head.head) and head.head.i == first.i - 1:
            first = top = head.head
            has_kind = True
        is_state = name.kind == "state" and first is tokens[0]
        first = _with_modifiers(sentence, first, top)
        if (beside := direction_before(top)) is not None and beside.i == first.i - 2:
            first = beside
        return self._phrase(sentence, first, last, top, named=True, state=is_state, kind_word=has_kind)

    def _of_noun(self, sentence: Sentence, noun: Token) -> PlacePhrase | None:
        locality = self._localities.word(noun)
        name = sentence.name_at(noun)
        if (not locality and not self._sites.word(noun)) or noun.lemma == "state" or noun.child("nummod") is not None:
            return None
        if noun.ent == "ORG" or (name is not None and name.kind not in _PLACES):
            return None
        first, last, named = noun, noun, False
        for child in noun.children:
            if locality and _names(child, sentence):
                named = True
            elif locality and child.dep == "prep" and child.lower == "of":
                inner = child.child("pobj")
                if inner is not None and _may_be_place(inner):
                    named, last = True, inner
        if not named and not locality and noun.tag not in ("NN", "NNP"):
            return None
        first = _with_modifiers(sentence, first, noun)
        while not named and first is not last and _is_of_people(first, sentence):
            first = sentence.tokens[first.i + 1]
        return self._phrase(sentence, first, last, noun, named=named, state=False, kind_word=bool(locality))

    def _phrase(
        self, sentence: Sentence, first: Token, last: Token, head: Token, *, named: bool, state: bool, kind_word: bool
    ) -> PlacePhrase:
        words = [token.lower for token in sentence.tokens[first.i : last.i + 1]]
        determined = any(child.lower in _BACK for child in head.children) or first.lower in _BACK
        points_back = not named and kind_word and determined and head.lemma not in _WHOLE_LAND
        return PlacePhrase(first, last, head, named, state, kind_word, points_back, _breadth(words, named, state))


def head_of(tokens: list[Token]) -> Token:
    """The token of a phrase that hangs on something outside it."""
    inside = set(tokens)
    return next((token for token in reversed(tokens) if token.head not in inside or token.head is token), tokens[-1])


def direction_before(head: Token) -> Token | None:
    """The "north" of "north of X": beside X and not in it."""
    of = head.head
    return of.head if head.dep == "pobj" and of.lower == "of" and of.head.lower in _DIRECTIONS else None


def _is_of_people(token: Token, sentence: Sentence) -> bool:
    """ "Ukrainian" in "Ukrainian cities": whose they are names none of them."""
    name = sentence.name_at(token)
    return name is not None and name.kind == "nationality" and name.key is not None


def _may_be_place(token: Token) -> bool:
    return token.pos == "PROPN" and token.ent not in _NO_PLACES


def _names(modifier: Token, sentence: Sentence) -> bool:
    """The modifier gives a locality its name: "Hama province", "the Summian region"."""
    if modifier.dep in ("compound", "nmod", "poss"):
        return _may_be_place(modifier)
    return modifier.dep == "amod" and _is_unknown_name(modifier, sentence)


def _is_unknown_name(adjective: Token, sentence: Sentence) -> bool:
    """ "Summian" in "the Summian region": a name made into an adjective that belongs to no known people."""
    name = sentence.name_at(adjective)
    known = name is not None and (name.key is not None or name.kind != "nationality")
    return adjective.text[:1].isupper() and adjective.i > 0 and not known


def _breadth(words: list[str], named: bool, state: bool) -> int:
    """A narrow place goes before a broad one at the same distance."""
    if state:
        return 5
    if not named:
        return 4
    if any(word in _BROAD for word in words):
        return 3
    return 0 if any(word in _NARROW for word in words) else 1


def _longer(sentence: Sentence, last: Token, head: Token) -> tuple[Token, Token]:
    """The name may have one more word than was known."""
    while last.i + 1 < len(sentence.tokens):
        following = sentence.tokens[last.i + 1]
        if following.pos != "PROPN" or last.head is not following or last.dep != "compound":
            break
        if sentence.name_at(following) is not None:
            break
        head = following if head is last else head
        last = following
    return last, head


def _with_modifiers(sentence: Sentence, first: Token, top: Token) -> Token:
    """The phrase from its first modifier: "rebel-held district", "northern city"; no article, no other name."""
    while first.i > 0:
        before = sentence.tokens[first.i - 1]
        name = sentence.name_at(before)
        if name is not None and name.kind in _PLACES and sentence.name_at(first) is not name:
            break
        if before.lower == "-" and first.i > 1:
            first = sentence.tokens[first.i - 2]
        elif before.lower in _DIRECTIONS or _modifies(before, top):
            first = before
        else:
            break
    return first


def _modifies(before: Token, top: Token) -> bool:
    return before.is_under(top) and before.dep in _INNER and before.pos in ("ADJ", "NOUN", "PROPN", "VERB")
