"""Which measure a number has: read off the word that governs what it counts, by the codebook's rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from grotius.codebook import Codebook
from grotius.codebook.shapes.fighting import CountedKind, MeasureRule
from grotius.extract.counted import Kinds
from grotius.extract.figure_words import FigureWords
from grotius.extract.governing import Governor, Governors, Role, of_object, toll_before
from grotius.extract.lexicon import singular
from grotius.extract.phrases import is_negated
from grotius.language import Number, Sentence, Token
from grotius.model import Measure

_HARM = frozenset({"killed", "injured"})
_STANDING = frozenset({"displaced", "hostages", "captured"})
_PASSED = frozenset({"out", "the", "its", "their", "all", "some", "about"})
_NEXT_NOUN = 2
_NEXT_VERB = 3


@dataclass(frozen=True, slots=True)
class Measured:
    """The measures that the words give the number, and the word that gave the first.

    ``in_fighting``: the words say so in peace too ("arrested"); they count where the report tells of fighting.
    ``negated``: the words say it by a "not" ("did not reach their targets").
    """

    measures: tuple[Measure, ...]
    word: Token
    in_fighting: bool = False
    negated: bool = False


class MeasureFinder:
    """The codebook's measure rules as tables by role and lemma."""

    def __init__(self, codebook: Codebook, kinds: Kinds) -> None:
        self._kinds = kinds
        words = FigureWords.of(codebook)
        self._quantities = words.quantities
        self._governors = Governors(words)
        self._rules: dict[tuple[Role, str], list[tuple[Measure, MeasureRule]]] = {}
        self._zero: dict[str, tuple[Measure, ...]] = {}
        for key, entry in codebook.measures.items():
            self._zero[key] = entry.zero_also
            for rule in entry.rules:
                self._add(key, rule)  # type: ignore[arg-type]

    def zero_also(self, measure: Measure) -> tuple[Measure, ...]:
        """What else a "no" of this measure denies: no casualties is none killed and none injured."""
        return self._zero.get(measure, ())

    def find(
        self, number: Number, sentence: Sentence, segment: tuple[int, int], kind: CountedKind | None = None
    ) -> Measured | None:
        """The measure by the words right after, by syntax, or by the words right beside.

        ``segment`` are the places of the numbers before and after this one: words beyond belong to those. ``kind``
        is what is counted, where the words leave that out and the text before has said it.
        """
        kind = kind or self.kind(number, sentence)
        if number.head is not None and (self._governors.is_total(number.head, number) or _is_whole(number, sentence)):
            return Measured(("launched",), number.head) if kind == "munition" else None
        is_share = kind == "munition" and _is_share(number, sentence)
        counted = number.last if is_share or number.head is None else number.head
        candidates = [
            *(() if is_share else self._governors.state_after(number, sentence.tokens)),
            *self._governors.of(counted, number),
            *self._governors.beside(number, sentence.tokens),
            *toll_before(number, sentence.tokens, segment),
        ]
        for governor in candidates:
            found = self._look(governor, kind)
            if found is not None and not (number.article and found[0] == "other"):
                measure, rule = self._sooner(found, governor, candidates, kind)
                measures = self._with_partners(governor, kind, measure, segment)
                return Measured(measures, governor.word, rule.in_fighting, rule.negated)
        if kind == "attack" and number.head is not None and _is_carried_out(number.head):
            return Measured(("launched",), number.head)
        return None

    def _sooner(
        self,
        found: tuple[Measure, MeasureRule],
        governor: Governor,
        candidates: Sequence[Governor],
        kind: CountedKind,
    ) -> tuple[Measure, MeasureRule]:
        """ "98 evacuees were killed": what befell people says more than who they are."""
        if governor.role != "noun" or found[0] not in _STANDING:
            return found
        looked = (self._look(other, kind) for other in candidates if other.role in ("object", "subject", "state"))
        return next((other for other in looked if other is not None and other[0] in _HARM), found)

    def of_noun(self, noun: Token, number: Number, kind: CountedKind) -> Measured | None:
        """What the words around a noun without a number say of it: of "damaged buildings" damaged."""
        for governor in self._governors.of(noun, number):
            found = self._look(governor, kind)
            if found is not None:
                return Measured((found[0],), governor.word, found[1].in_fighting, found[1].negated)
        return None

    def kind(self, number: Number, sentence: Sentence) -> CountedKind:
        """The kind of what is counted; of "three of the missiles" that of the missiles."""
        head = number.head
        if head is None:
            return "unknown"
        kind = self._kinds.of(head, sentence)
        if head.lemma in self._quantities:
            inner = of_object(head)
            if inner is not None:
                return self._kinds.of(inner, sentence)
        return kind

    def is_state_word(self, token: Token) -> bool:
        return any(("state", form) in self._rules or ("noun", form) in self._rules for form in _forms(token))

    def _add(self, measure: Measure, rule: MeasureRule) -> None:
        lists: tuple[tuple[Role, Sequence[str]], ...] = (
            ("object", rule.object_of),
            ("passive", rule.passive_of),
            ("subject", rule.subject_of),
            ("state", rule.states),
            ("noun", rule.nouns),
            ("of", rule.of),
            ("to", rule.to),
            ("toll", rule.toll),
            ("with", rule.with_),
            ("without", rule.without),
        )
        for role, words in lists:
            for word in words:
                self._rules.setdefault((role, word), []).append((measure, rule))

    def _look(self, governor: Governor, kind: CountedKind) -> tuple[Measure, MeasureRule] | None:
        for form in _forms(governor.word):
            for measure, rule in self._rules.get((governor.role, form), ()):
                of_kind = not rule.kinds or kind in rule.kinds
                if of_kind and _fits_noun(rule, governor) and (not rule.negated or is_negated(governor.word)):
                    return measure, rule
        return None

    def _with_partners(
        self, governor: Governor, kind: CountedKind, first: Measure, segment: tuple[int, int]
    ) -> tuple[Measure, ...]:
        """ "killed or injured 12": both verbs share the object."""
        measures = [first]
        for word in _sharers(governor):
            if not segment[0] < word.i < segment[1]:
                continue
            found = self._look(Governor(governor.role, word), kind)
            if found is not None and found[0] not in measures:
                measures.append(found[0])
        return tuple(measures)


def _fits_noun(rule: MeasureRule, governor: Governor) -> bool:
    """A rule with a noun of its own: "claimed 12 lives", "12 people lost their lives", "cut power to 12 homes"."""
    if not rule.nouns or not (rule.object_of or rule.subject_of or rule.to):
        return True
    if governor.role in ("subject", "to"):
        return any(child.lemma in rule.nouns for child in governor.word.all("dobj"))
    return governor.role == "noun" or (governor.at is not None and governor.at.lemma in rule.nouns)


def _forms(word: Token) -> tuple[str, ...]:
    return tuple(dict.fromkeys((word.lower, word.lemma, singular(word.lower))))


def _sharers(governor: Governor) -> list[Token]:
    """Verbs or states coordinated with this one that have nothing of their own to count."""
    word = governor.word
    if governor.role not in ("object", "state", "subject", "noun"):
        return []
    return [other for other in word.conjuncts() if other is not word and _shares(governor.role, word, other)]


def _shares(role: Role, word: Token, other: Token) -> bool:
    if role == "noun":
        return other.child("nummod", "det") is None and abs(other.i - word.i) <= _NEXT_NOUN
    if other.i < word.i:
        return role == "object" and other.child("dobj", "nsubjpass") is None
    return other.child("dobj", "nsubj", "nsubjpass") is None and other.i - word.i <= _NEXT_VERB


def _is_share(number: Number, sentence: Sentence) -> bool:
    """ "81 of the 103 drones launched", "83 out of 103 drones": launched were the 103."""
    words = [token for token in sentence.tokens[number.last.i + 1 : number.last.i + 5] if token.lower not in _PASSED]
    return len(words) > 1 and words[0].lower == "of" and words[1].pos == "NUM"


def _is_whole(number: Number, sentence: Sentence) -> bool:
    """The 103 of them."""
    before = [token for token in sentence.tokens if token.end <= number.span.start and token.lower not in _PASSED]
    return len(before) > 1 and before[-1].lower == "of" and before[-2].pos == "NUM"


def _is_carried_out(noun: Token) -> bool:
    """Attacks that somebody made or that hit something: "51 attacks by", "nine airstrikes on"."""
    return any(child.dep in ("prep", "agent", "acl", "relcl") for child in noun.children)
