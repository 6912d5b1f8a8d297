"""Which measure a number has: read off the word that governs what it counts, by the codebook's rules."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from grotius.codebook import Codebook
from grotius.codebook.shapes.fighting import CountedKind, MeasureRule
from grotius.extract.counted import Kinds
from grotius.extract.lexicon import singular
from grotius.extract.roles import is_passive
from grotius.language import Number, Sentence, Token
from grotius.model import Measure

Role = Literal["object", "passive", "subject", "state", "noun", "of", "to", "toll", "with", "without"]
_STEPS = 6
_NEXT_NOUN = 2
_NEXT_VERB = 3
_MOST_OF_LEVEL = 4
_QUANTITIES = frozenset(
    "number total group member body remains rest part crew team convoy family pair dozen hundred thousand million half "
    "majority one some most all many several none score two three four five six seven eight nine ten any either each "
    "other life soul toll".split()
)
_SHARES = frozenset("half third quarter fifth sixth tenth most majority rest".split())
_ALONG = frozenset({"along", "together"})
_COMPLEMENTS = ("acomp", "oprd", "xcomp", "attr", "ccomp")
_PASSED_OVER = frozenset("got others other more people persons reported reportedly".split())
_LEAVES = frozenset(
    "leave see have get report find with believe confirm remain feel fear say declare be take bring hold place".split()
)


@dataclass(frozen=True, slots=True)
class Governor:
    """A word and the role in which the counted thing stands to it."""

    role: Role
    word: Token
    at: Token | None = None


@dataclass(frozen=True, slots=True)
class Measured:
    """The measures that the words give the number, and the word that gave the first.

    ``in_fighting``: the words say so in peace too ("arrested"); they count where the report tells of fighting.
    """

    measures: tuple[Measure, ...]
    word: Token
    in_fighting: bool = False


class MeasureFinder:
    """The codebook's measure rules as tables by role and lemma."""

    def __init__(self, codebook: Codebook, kinds: Kinds) -> None:
        self._kinds = kinds
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
        if number.head is not None and _is_total(number.head, number):
            return Measured(("launched",), number.head) if kind == "munition" else None
        counted = number.head or number.last
        candidates = [*_state_after(number, sentence.tokens), *governors(counted, number)]
        candidates += [*_beside(number, sentence.tokens), *_toll_before(number, sentence.tokens, segment)]
        for governor in candidates:
            found = self._look(governor, kind)
            if found is not None and not (number.article and found[0] == "other"):
                measure, rule = found
                return Measured(self._with_partners(governor, kind, measure, segment), governor.word, rule.in_fighting)
        if kind == "attack" and number.head is not None and _is_carried_out(number.head):
            return Measured(("launched",), number.head)
        return None

    def of_noun(self, noun: Token, number: Number, kind: CountedKind) -> Measured | None:
        """What the words around a noun without a number say of it: of "damaged buildings" damaged."""
        for governor in governors(noun, number):
            found = self._look(governor, kind)
            if found is not None:
                return Measured((found[0],), governor.word, found[1].in_fighting)
        return None

    def kind(self, number: Number, sentence: Sentence) -> CountedKind:
        """The kind of what is counted; of "three of the missiles" that of the missiles."""
        head = number.head
        if head is None:
            return "unknown"
        kind = self._kinds.of(head, sentence)
        if head.lemma in _QUANTITIES:
            inner = _of_object(head)
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
                if of_kind and _fits_noun(rule, governor):
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


def governors(counted: Token, number: Number) -> Iterator[Governor]:
    """What may say the measure, from the counted noun upwards."""
    yield Governor("noun", counted)
    group = _of_object(number.last) or _of_object(counted)
    if group is not None:
        yield Governor("noun", group)
    token = counted
    steps = 2 if number.article else _STEPS
    for step in range(steps):
        if token.dep in ("dobj", "nsubjpass", "nsubj") and token.head is not token:
            yield from _above(token)
            yield from _below(token)
        else:
            yield from _below(token)
            yield from _above(token)
        if token.head is token or (number.article and token.dep == "appos"):
            return
        follow = _upwards(token)
        if follow is None:
            return
        token = follow
        if step and token.pos in ("NOUN", "PROPN") and token.dep not in ("conj",):
            yield Governor("noun", token)


def _below(token: Token) -> Iterator[Governor]:
    """Modifiers after and before the noun: "people killed", "the dead men", "civilians who died"."""
    for child in token.children:
        if child.dep in ("acl", "relcl") and child.pos in ("VERB", "AUX", "ADJ"):
            active = child.tag == "VBG" or (child.child("nsubj") is not None and not is_passive(child))
            if not active:
                yield Governor("passive", child)
            yield Governor("subject" if active else "object", child)
            if not active:
                yield Governor("state", child)
            yield from _complements(child)
        elif child.dep in ("amod", "acomp", "advcl", "appos", "oprd", "ccomp"):
            yield Governor("state", child)
            if child.tag == "VBN":
                yield Governor("object", child)
        elif child.dep == "prep" and child.lower == "without":
            yield from _without(child)


def _above(token: Token) -> Iterator[Governor]:
    head = token.head
    if token.dep in ("nsubj", "csubj"):
        yield from _complements(head)
        if _is_participle(head):
            yield Governor("passive", head)
            yield Governor("object", head)
            yield Governor("state", head)
        yield Governor("subject", head)
        if head.pos != "VERB":
            yield Governor("state", head)
        yield from _without_under(head)
    elif token.dep in ("nsubjpass", "dobj", "dative", "oprd"):
        yield from _complements(head)
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
        yield from _prepositional(head)
    elif token.dep in ("attr", "acomp"):
        yield from _among(head)
        subject = head.child("nsubj")
        if subject is not None:
            yield Governor("toll", subject)
        yield from _complements(head)
    elif token.dep in ("amod", "compound", "nmod", "nummod"):
        yield Governor("state", head)
        yield Governor("noun", head)


def _is_participle(verb: Token) -> bool:
    return verb.tag in ("VBN", "VBD") and verb.child("aux", "dobj") is None


def _prepositional(preposition: Token) -> Iterator[Governor]:
    governor = preposition.head
    if preposition.lower == "of":
        yield Governor("of", governor)
    if preposition.lower in ("to", "on", "upon", "against", "at", "in", "into", "for"):
        yield Governor("to", governor)
        if governor.dep == "dobj":
            yield Governor("to", governor.head)
        if preposition.lower in ("to", "at"):
            for subject in governor.all("nsubj", "nsubjpass", "dobj"):
                yield from _tolls(subject)
    if preposition.lower == "with":
        yield Governor("with", governor)
        yield from _company(governor)
    if preposition.lower in ("by", "under"):
        yield Governor("subject", governor)
    if preposition.lower in ("on", "upon") and governor.pos == "VERB":
        yield Governor("object", governor)
    for child in preposition.children:
        if child.dep not in ("pobj",):
            yield Governor("state", child)
            yield Governor("object", child)


def _company(word: Token) -> Iterator[Governor]:
    """ "Detained along with several associates", "died together with two guards"."""
    verb = word.head if word.lower in _ALONG else word
    if word.lower in _ALONG or any(child.lower in _ALONG for child in word.children):
        yield Governor("object", verb)
        yield Governor("subject", verb)


def _tolls(noun: Token) -> Iterator[Governor]:
    """ "the toll", "the number of dead"; the tolls of a road are many."""
    if noun.lower == "tolls":
        return
    yield Governor("toll", noun)
    inner = _of_object(noun)
    if inner is not None and noun.lemma in _QUANTITIES:
        yield Governor("toll", inner)
        for child in inner.all("acl", "relcl", "amod"):
            yield Governor("state", child)
            yield Governor("object", child)


def _complements(verb: Token) -> Iterator[Governor]:
    """ "left 14 wounded", "were reported killed", "are missing"."""
    for child in verb.children:
        if child.dep in _COMPLEMENTS or (child.dep in ("advcl", "prep", "dobj", "amod") and verb.lemma in _LEAVES):
            yield Governor("state", child)
            if child.tag == "VBN":
                yield Governor("object", child)
            if child.lower in ("under", "in", "to", "into"):
                yield from (Governor("state", grand) for grand in child.all("pobj"))
    yield from _among(verb)


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


def _upwards(token: Token) -> Token | None:
    """The word whose governor also says what happened to this one."""
    head = token.head
    if token.dep in ("conj", "appos", "nummod", "npadvmod", "quantmod", "amod", "compound", "nmod", "poss", "dep"):
        return head if head.pos not in ("VERB", "AUX") or token.dep in ("npadvmod", "amod") else None
    whole = head.head
    of_noun = whole.pos in ("NUM", "PRON", "DET", "ADJ") or (
        whole.pos in ("NOUN", "PROPN") and (head.lower != "of" or whole.lemma in _QUANTITIES)
    )
    if token.dep == "pobj" and head.lower in ("of", "including", "among") and of_noun:
        return whole
    if token.dep == "pobj" and head.dep == "prep" and head.lower in ("including", "with", "alongside"):
        return head.head
    if token.dep in ("nsubj", "nsubjpass") and head.pos in ("NOUN", "PROPN") and head is not token:
        return head
    return None


def _of_object(noun: Token) -> Token | None:
    for child in noun.children:
        if child.dep == "prep" and child.lower in ("of", "among"):
            return child.child("pobj")
    return None


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
        return role == "object" and other.child("dobj") is None
    return other.child("dobj", "nsubj", "nsubjpass") is None and other.i - word.i <= _NEXT_VERB


def _state_after(number: Number, tokens: tuple[Token, ...]) -> Iterator[Governor]:
    """A state right after the counted words, with nothing to act upon: "18 injured", "14 people were wounded"."""
    word = _next_word(number, tokens)
    if word is None or word.tag not in ("VBN", "VBD", "JJ", "NN"):
        return
    if not _acts_upon(word, tokens):
        yield Governor("state", word)


def _acts_upon(word: Token, tokens: tuple[Token, ...]) -> bool:
    """ "A bomber killed four people": something follows that it was done to."""
    following = tokens[word.i + 1] if word.i + 1 < len(tokens) else None
    passive = word.child("auxpass", "nsubjpass") is not None
    return (
        word.tag == "VBD" and not passive and following is not None and following.pos in ("NUM", "DET", "NOUN", "ADJ")
    )


def _next_word(number: Number, tokens: tuple[Token, ...]) -> Token | None:
    last = number.head if number.head is not None and number.head.i > number.last.i else number.last
    for word in tokens[last.i + 1 : last.i + 6]:
        if word.pos not in ("AUX", "ADV", "PART") and word.lower not in _PASSED_OVER:
            return word
    return None


def _beside(number: Number, tokens: tuple[Token, ...]) -> Iterator[Governor]:
    """Right after the counted words, past auxiliaries, or right before the number."""
    word = _next_word(number, tokens)
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


def _toll_before(number: Number, tokens: tuple[Token, ...], segment: tuple[int, int]) -> Iterator[Governor]:
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


def _is_total(noun: Token, number: Number) -> bool:
    """ "22 of 30 drones", "a third of the 60 drones": the 30 and the 60 are those that there were."""
    ofs = (child for child in number.last.all("quantmod") if child.lower == "of")
    if any(child.i == number.last.i - 1 and child.start < number.number.start for child in ofs):
        return True
    part = noun.head.head if noun.dep == "pobj" and noun.head.lower == "of" else noun
    return (part.pos == "NUM" or part.lemma in _SHARES) and part is not number.last and part is not noun


def _is_carried_out(noun: Token) -> bool:
    """Attacks that somebody made or that hit something: "51 attacks by", "nine airstrikes on"."""
    return any(child.dep in ("prep", "agent", "acl", "relcl") for child in noun.children)
