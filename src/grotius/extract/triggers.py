"""The words that tell of an event of fighting: nouns, verbs and verb phrases of the codebook."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from grotius.codebook import Codebook
from grotius.codebook.shapes.fighting import EventType
from grotius.extract.counted import Kinds
from grotius.extract.event_words import EventWords
from grotius.extract.lexicon import Hit, Lexicon
from grotius.extract.roles import objects_of, patients, subject
from grotius.extract.trigger import Trigger, Word
from grotius.extract.verb_phrases import phrase_of
from grotius.extract.warlike import Warlike
from grotius.language import Document, Sentence, Token

BACK = frozenset({"the", "this", "that", "these", "those", "such"})
_NOUNS_IN_ING = frozenset({"shelling", "bombing", "shooting", "kidnapping", "fighting"})


class TriggerFinder:
    """Finds triggers by the codebook and drops those that something beside them rules out."""

    def __init__(self, codebook: Codebook, kinds: Kinds, words: EventWords) -> None:
        self._words = words
        self._types: dict[str, EventType] = dict(codebook.events)
        types = codebook.events.items()
        self._nouns = _lexicon((key, event.nouns, (*event.war_nouns, *event.lost)) for key, event in types)
        self._verbs = _lexicon((key, event.verbs, event.war_verbs) for key, event in types)
        self._lost = _lexicon((key, (), event.lost) for key, event in types)
        self._phrases = _phrases(codebook.events)
        self.warlike = Warlike(codebook, kinds, words, self._nouns)

    def is_at_war(self, document: Document) -> bool:
        """Some sentence of the report names arms or armed people, or tells of harm by an attack."""
        return any(
            self.warlike.speaks_of_arms(sentence)
            or (self.warlike.speaks_of_harm(sentence) and any(True for _ in self._noun_triggers(sentence)))
            for sentence in document.parsed
        )

    def find(self, sentence: Sentence, at_war: bool, told: frozenset[str] = frozenset()) -> list[Trigger]:
        """The sentence's triggers, one for each description of an event.

        ``told`` are the nouns of events told before, so that "the attack" is one though nothing beside it says so.
        """
        found = [*self._noun_triggers(sentence), *self._verb_triggers(sentence)]
        found = [trigger for trigger in found if not self.warlike.is_ruled_out(trigger)]
        found = [
            trigger
            for trigger in found
            if trigger.sure or (at_war and (self.warlike.is_told(trigger, sentence) or _points_back(trigger, told)))
        ]
        plain = [trigger for trigger in found if not _is_kill(trigger)]
        return self._merged(sorted(plain or found, key=lambda trigger: trigger.token.i))

    def _noun_triggers(self, sentence: Sentence) -> Iterator[Trigger]:
        for hit in self._nouns.hits(sentence.tokens):
            token = hit.last
            if not self._is_noun(token) or self._is_modifier(token, sentence):
                continue
            for word in hit.value:
                lost = token.lemma in self._types[word.type].lost
                if lost and next(objects_of(token, frozenset({"of"})), None) is None:
                    continue
                taker = next(objects_of(token, frozenset({"to"})), None) if lost else None
                first = self._first_of(hit, sentence)
                light = self._words.light_verb(token)
                weapon = self.warlike.is_weapon(token, sentence)
                yield Trigger(token, first, word.type, False, word.sure, light, taker=taker, is_weapon=weapon)

    def _is_noun(self, token: Token) -> bool:
        """A noun, or what the parser took for a verb though it is none ("air strikes")."""
        if token.pos in ("NOUN", "PROPN") or token.lower in _NOUNS_IN_ING:
            return True
        return token.tag == "VBZ" and not self._verbs.word(token)

    def _is_modifier(self, token: Token, sentence: Sentence) -> bool:
        """ "attack helicopter": no attack. Headlines run words together, so there it may be one."""
        if token.dep not in ("compound", "nmod", "amod") or token.head.pos not in ("NOUN", "PROPN"):
            return False
        return not sentence.headline or bool(self._nouns.word(token.head))

    def _first_of(self, hit: Hit[tuple[Word, ...]], sentence: Sentence) -> Token:
        """The trigger's words take in a weapon right before it: "drone attack"."""
        first = hit.first
        for armament in self.warlike.armaments(sentence):
            if armament.last.i == first.i - 1:
                first = armament.first
        return first

    def _verb_triggers(self, sentence: Sentence) -> Iterator[Trigger]:
        for token in sentence.tokens:
            if token.pos != "VERB":
                continue
            phrased = list(self._phrase_triggers(token, sentence))
            if phrased:
                yield from phrased
                continue
            for word in self._verbs.word(token) or ():
                yield Trigger(token, token, word.type, True, word.sure, objects=tuple(patients(token)))
            for word in self._lost.word(token) or ():
                yield from self._loss(token, word)

    def _phrase_triggers(self, verb: Token, sentence: Sentence) -> Iterator[Trigger]:
        """The longest phrase that begins with the verb, once for each type that has it."""
        spelt: tuple[str, ...] | None = None
        for rest, word in self._phrases.get(verb.lemma, ()):
            found = phrase_of(verb, rest, sentence) if spelt in (None, rest) else None
            if found is not None:
                spelt = rest
                yield Trigger(verb, verb, word.type, True, word.sure, objects=found.objects, last=found.last)

    def _loss(self, verb: Token, word: Word) -> Iterator[Trigger]:
        """ "The rebels lost X to the army", "X fell to the army": the army took X."""
        taker = next(objects_of(verb, frozenset({"to"})), None)
        lost = patients(verb) or [noun for noun in (subject(verb),) if noun is not None]
        if taker is not None and lost:
            yield Trigger(verb, verb, word.type, True, word.sure, objects=tuple(lost), taker=taker)

    def _merged(self, triggers: list[Trigger]) -> list[Trigger]:
        """One trigger for each description: a noun wins over the verb that carries it or by which it is told.

        Not over a deed of its own: "abducted in a raid" is a raid and an abduction.
        """
        carried = set()
        verbs = {trigger.token for trigger in triggers if trigger.verb}
        ends = {trigger.last for trigger in triggers if trigger.last is not None}
        triggers = [one for one in triggers if one.verb or not (one.token in ends or _is_means(one, verbs))]
        for trigger in triggers:
            if trigger.verb:
                continue
            if trigger.light is not None:
                carried.add(trigger.light)
            if trigger.token.dep == "pobj" and trigger.token.head.lower in ("by", "in", "with", "during", "after"):
                carried.add(trigger.token.head.head)
        types = {trigger.type for trigger in triggers if not trigger.verb}
        kept: dict[int, Trigger] = {}
        for trigger in triggers:
            own = self._types[trigger.type].fixed and trigger.type not in types
            if own or not (trigger.verb and trigger.token in carried):
                kept.setdefault(trigger.token.i, trigger)
        return list(kept.values())


def _points_back(trigger: Trigger, told: frozenset[str]) -> bool:
    """ "The attack", "Saturday's raid", after an attack or raid was told."""
    token = trigger.token
    if trigger.verb or token.lemma not in told:
        return False
    return token.child("poss") is not None or any(child.lower in BACK for child in token.all("det"))


def _is_kill(trigger: Trigger) -> bool:
    """ "Rebels kill 7" tells of an attack only where no other word of the sentence does."""
    return trigger.verb and not trigger.sure and trigger.token.lemma == "kill"


def _lexicon(types: Iterable[tuple[str, tuple[str, ...], tuple[str, ...]]]) -> Lexicon[tuple[Word, ...]]:
    words: dict[str, tuple[Word, ...]] = {}
    for key, sure, in_war in types:
        for word, is_sure in [*((word, True) for word in sure), *((word, False) for word in in_war)]:
            words[word] = (*words.get(word, ()), Word(key, is_sure))
    return Lexicon(words)


def _phrases(types: Mapping[str, EventType]) -> Mapping[str, list[tuple[tuple[str, ...], Word]]]:
    """The verb phrases by their verb, the longest first."""
    phrases: dict[str, list[tuple[tuple[str, ...], Word]]] = defaultdict(list)
    for key, event in types.items():
        for words, is_sure in ((event.verbs, True), (event.war_verbs, False)):
            for phrase in words:
                verb, *rest = phrase.split()
                if rest:
                    phrases[verb].append((tuple(rest), Word(key, is_sure)))
    for found in phrases.values():
        found.sort(key=lambda item: -len(item[0]))
    return phrases


def _is_means(trigger: Trigger, verbs: set[Token]) -> bool:
    """ "Attacked a post with a car bomb": the verb tells the attack, the noun what it was made with."""
    preposition = trigger.token.head
    by_means = trigger.token.dep == "pobj" and preposition.lower in ("with", "using")
    return trigger.is_weapon and by_means and preposition.head in verbs
