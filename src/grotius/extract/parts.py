"""Parts and wholes among numbers: "six, including a girl", "of the 14, five", "three: a boy and two men"."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace

from grotius.codebook.shapes.fighting import CountedKind
from grotius.extract.figure_words import FigureWords
from grotius.extract.measuring import Measured
from grotius.language import Number, Sentence, Token
from grotius.model import Figure

_OPENS_LIST = frozenset({":", "–", "—", "-", "("})
_STEPS = 4
_RELATIVES = frozenset({"which", "whom"})
"""Words for what the number's own sentence has told, and no other."""
_ONE_MORE = frozenset({"also", "too", "another", "more", "later", "since", "well", "separately", "elsewhere"})


@dataclass(frozen=True, slots=True)
class Found:
    """A number that has a measure."""

    number: Number
    measured: Measured
    kind: CountedKind
    sentence: Sentence

    @property
    def start(self) -> int:
        return self.number.number.start

    @property
    def word(self) -> Token:
        return self.number.head or self.number.last


class Parts:
    """Tells parts from wholes by the codebook's words and the parse."""

    def __init__(self, words: FigureWords) -> None:
        self._words = words

    def follows_among(self, number: Number, sentence: Sentence) -> bool:
        """ "among them a child"."""
        before = [token for token in sentence.tokens if token.end <= number.span.start][-2:]
        return len(before) > 1 and before[0].lower == "among" and before[1].lower in self._words.back_to

    def goes_on(self, number: Number, last: Found | None, sentence: Sentence) -> bool:
        """ "among them six children and a woman": the woman too."""
        if last is None or number.head is None or last.number.head is None or number.head.dep != "conj":
            return False
        return number.head.head is last.number.head and self.follows_among(last.number, sentence)

    def of_the_victims(self, number: Number) -> bool:
        """ "Two of the victims", "three of them", "one of which"."""
        return _is_of(number, self._words.back_to)

    def inherited(self, number: Number, same: Found | None, before: Found | None) -> Measured | None:
        """A number without a measure of its own goes on with that of the number before it."""
        points_back = self.of_the_victims(number) and not (same is None and _is_of(number, _RELATIVES))
        if before is not None and (points_back or self.restates(number)):
            return before.measured
        if same is None:
            return None
        if _is_named_part(number):
            return same.measured
        if number.head is None and (number.last.child("prep") is not None or _is_behind_place(number.last)):
            return same.measured
        return None

    def is_household(self, number: Number) -> bool:
        """ "One family": several people, and nobody says how many."""
        return number.head is not None and number.head.lemma in self._words.households

    def restates(self, number: Number) -> bool:
        """ "A figure later lowered to four": the number before, told anew."""
        to = number.last.head
        if number.head is not None or number.last.dep != "pobj" or to.lower not in ("to", "at"):
            return False
        verb = to.head if to.head.pos == "VERB" else to.head.head
        told = [verb.head] if verb.dep == "acl" else verb.all("nsubj", "nsubjpass", "dobj")
        return any(noun.lemma in self._words.restated and noun.child("prep") is None for noun in told)

    def linked(self, rows: list[Figure], found: list[Found], earlier: Sequence[Figure] = ()) -> list[Figure]:
        """The rows of a sentence, its parts pointing to their wholes: the girl is one of the six, not one more.

        ``earlier`` are the rows of the sentences before, for "two of them" and "three of the injured".
        """
        parts = self._parts(found)
        back = {one.start for one in found if self._points_back(one)}
        wholes = _wholes(found)
        result: list[Figure] = []
        for row in rows:
            start = row.number.start
            if start in wholes.values():
                result.append(row)
                continue
            same = (other for other in reversed(result) if other.measure == row.measure and other.part_of is None)
            if start in wholes:
                same = (other for other in rows if other.measure == row.measure and other.number.start == wholes[start])
            whole = next(same, None) if start in parts or start in wholes else None
            if whole is None and start in back:
                whole = next((other for other in reversed(earlier) if _may_hold(other, row)), None)
            result.append(row if whole is None else replace(row, part_of=whole.id))
        return result

    def _points_back(self, found: Found) -> bool:
        """ "Two of them", "three of the injured", "the other four", "the victims were a man and ...".

        Of a number told before, "a man of 61 died" tells one; "a man has died, too" may be one more.
        """
        if self.of_the_victims(found.number):
            return True
        if found.number.article and not any(token.lower in _ONE_MORE for token in found.sentence.tokens):
            return True
        state = found.measured.word
        if _is_definite(state) and state.dep == "pobj" and state.head.lower in ("of", "among"):
            return True
        before = found.sentence.tokens[: found.number.last.i]
        if [token.lower for token in before[-2:]] == ["the", "other"]:
            return True
        return any(
            token.lower in self._words.victims and token.dep in ("nsubj", "nsubjpass") and _is_definite(token)
            for token in before
        )

    def _parts(self, found: list[Found]) -> set[int]:
        parts = {one.start for one in found if self._is_part(one) or self.follows_among(one.number, one.sentence)}
        parts |= {one.start for one in found if listed_under(one.number, found, one.sentence) is not None}
        parts |= {one.start for one in _spelt_out(found)}
        parts |= {
            one.start
            for before, one in itertools.pairwise(found)
            if before.start in parts and self.goes_on(one.number, before, one.sentence)
        }
        if found and _opens_with_of(found[0]):
            parts |= {one.start for one in found[1:] if one.number.head is None}
        return parts

    def _is_part(self, found: Found) -> bool:
        token: Token = found.word
        for _ in range(_STEPS):
            if token.dep == "pobj" and token.head.lower in self._words.including:
                return True
            if any(child.lower == "of" and _has_any(child, self._words.back_to) for child in token.all("prep")):
                return True
            if token.head is token or token.dep not in ("conj", "nummod", "appos", "compound", "amod"):
                return False
            token = token.head
        return False


def listed_under(number: Number, found: Sequence[Found], sentence: Sentence) -> Found | None:
    """ "14 people: a boy, 6, and two women": the number that the list behind it spells out."""
    word = number.head
    while word is not None and word.dep == "conj":
        word = word.head
    if word is None or word.dep != "appos":
        return None
    whole = next((one for one in found if one.number.head is word.head and (one.number.low or 0) > 1), None)
    if whole is None:
        return None
    between = sentence.tokens[whole.word.i + 1 : word.i]
    return whole if any(token.text in _OPENS_LIST for token in between) else None


def lists_ahead(numbers: Sequence[Number], index: int, sentence: Sentence) -> bool:
    """ "Two women, one child killed": a headline's list, which the parser takes for two things."""
    head = numbers[index].head
    later = numbers[index + 1] if index + 1 < len(numbers) else None
    if head is None or later is None or later.head is None:
        return False
    between = [token.text for token in sentence.tokens if head.i < token.i and token.end <= later.span.start]
    if between != [","]:
        return False
    before = [token for token in sentence.tokens if token.end <= numbers[index].span.start]
    return not before or before[-1].text == ":" or (index > 0 and lists_ahead(numbers, index - 1, sentence))


def _spelt_out(found: Sequence[Found]) -> list[Found]:
    """ "Nine were hurt, the mayor said: four in the port and five in the market": those behind the colon."""
    colons = [token.i for token in found[0].sentence.tokens if token.text == ":"] if found else []
    for colon in colons:
        whole = next((one for one in reversed(found) if one.word.i < colon), None)
        if whole is None or whole.number.low is None:
            continue
        listed = [one for one in found if one.word.i > colon and _counts_the_same(one, whole)]
        if listed and sum(one.number.low or 0 for one in listed) <= whole.number.low:
            return listed
    return []


def _counts_the_same(one: Found, whole: Found) -> bool:
    same = one.number.head is None or one.kind == whole.kind
    return same and one.measured.measures == whole.measured.measures


def _is_definite(noun: Token) -> bool:
    return any(child.lower in ("the", "those", "these") for child in noun.lefts)


def _may_hold(whole: Figure, part: Figure) -> bool:
    """Whether a number told before can be the one that this is a part of."""
    known = whole.measure == part.measure and whole.part_of is None and whole.mention in (None, part.mention)
    most = whole.high if whole.high is not None or whole.low is None else max(whole.low, part.low or 0)
    return known and not whole.cumulative and part.low is not None and most is not None and part.low < most


def is_out_of(number: Number, sentence: Sentence) -> bool:
    """ "Thirteen drones out of 20": the 20 are those that there were."""
    at = number.last.i
    words = [token.lower for token in sentence.tokens[max(0, at - 2) : at]]
    return number.head is None and words == ["out", "of"]


def _opens_with_of(one: Found) -> bool:
    """ "Of the 14 wounded, five are in hospital"."""
    word = one.number.last if one.number.last.dep == "pobj" else one.word
    return word.dep == "pobj" and word.head.lower == "of" and word.head.i == 0


def _wholes(found: list[Found]) -> dict[int, int]:
    """Where a part starts, and where its whole does: "68 children were among the 126 killed"."""
    wholes: dict[int, int] = {}
    for one in found:
        among = one.number.head.head if one.number.head is not None and one.number.head.dep == "pobj" else None
        if among is None or among.lower != "among":
            continue
        subjects = among.head.all("nsubj", "nsubjpass")
        for other in found:
            if other.number.head in subjects:
                wholes[other.start] = one.start
    return wholes


def _is_named_part(number: Number) -> bool:
    """ "including a boy of six": a part of the number before, whatever it hangs on."""
    word = number.head or number.last
    first = next(
        (token for token in [word, *word.ancestors()] if token.dep not in ("conj", "nummod", "compound")), word
    )
    return first.dep == "pobj" and first.head.lower in ("including", "among")


def _is_of(number: Number, words: frozenset[str]) -> bool:
    """The number counts these, or so many of them."""
    word = number.head or number.last
    return word.lower in words or any(
        _has_any(child, words) for token in (word, number.last) for child in token.all("prep")
    )


def _is_behind_place(last: Token) -> bool:
    """ "Six were hurt in Kharkiv, in Sumy two"."""
    place = last.head
    return place.pos == "PROPN" and place.dep == "pobj" and place.i == last.i - 1


def _has_any(token: Token, words: frozenset[str]) -> bool:
    return any(child.lower in words for child in token.children)
