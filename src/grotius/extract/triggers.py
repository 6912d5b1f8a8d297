"""The words that tell of an event of fighting, and whether the words around them speak of war."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from grotius.codebook import Codebook
from grotius.codebook.shapes.fighting import EventType, Weapon
from grotius.extract.counted import Kinds
from grotius.extract.lexicon import Hit, Lexicon
from grotius.extract.roles import LIGHT_VERBS, agent, is_passive, objects_of, patients
from grotius.language import Document, Sentence, Token

AT = frozenset("on against at into upon towards toward in near around across".split())
WITH = frozenset("with by using via from through".split())
_MUNITION_VERBS = "launch"
_EXPLOSION = "explosion"
_NOUNS_IN_ING = frozenset({"shelling", "bombing", "shooting", "kidnapping", "fighting"})
_USED_ON = frozenset({"against", "on", "at"})
ON_GROUND = frozenset("bomb shell bombard pound storm raid".split())
_WITHOUT_OBJECT = ("advance", "clash")
_PARTS = frozenset(
    "number fragment debris wreckage remains part piece dozen hundred thousand score couple majority "
    "total target".split()
)


@dataclass(frozen=True, slots=True)
class Armament:
    """A weapon's words in a sentence."""

    first: Token
    last: Token
    weapon: Weapon


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word or phrase that tells of an event; ``token`` is its head."""

    token: Token
    first: Token
    type: str
    verb: bool
    sure: bool
    light: Token | None = None

    @property
    def tokens(self) -> tuple[Token, Token]:
        return self.first, self.token


@dataclass(frozen=True, slots=True)
class _Word:
    type: str
    sure: bool


class TriggerFinder:
    """Finds triggers by the codebook and drops those that something beside them rules out."""

    def __init__(self, codebook: Codebook, kinds: Kinds) -> None:
        self._kinds = kinds
        self._types: dict[str, EventType] = dict(codebook.events)
        types = codebook.events.items()
        self._nouns = _words((key, event.nouns, event.war_nouns) for key, event in types)
        self._verbs = _words((key, event.verbs, event.war_verbs) for key, event in types)
        self._weapons: Lexicon[Weapon] = Lexicon.of((weapon.words, weapon) for weapon in codebook.weapons.values())
        self._harm = frozenset(
            word
            for measure in ("killed", "injured")
            for rule in codebook.measures[measure].rules
            for word in (*rule.object_of, *rule.states, *rule.nouns)
        )

    def armaments(self, sentence: Sentence) -> list[Armament]:
        """The weapons named in the sentence."""
        return [
            Armament(hit.first, hit.last, hit.value)
            for hit in self._weapons.hits(sentence.tokens)
            if hit.last.pos in ("NOUN", "PROPN", "ADJ", "X", "VERB")
        ]

    def is_at_war(self, document: Document) -> bool:
        """Some sentence of the report names arms or armed people, or tells of harm by an attack."""
        return any(
            self._speaks_of_arms(sentence)
            or (self._speaks_of_harm(sentence) and any(True for _ in self._noun_triggers(sentence)))
            for sentence in document.parsed
        )

    def find(self, sentence: Sentence, at_war: bool) -> list[Trigger]:
        """The sentence's triggers, one for each description of an event."""
        found = [*self._noun_triggers(sentence), *self._verb_triggers(sentence)]
        found = [trigger for trigger in found if not self._is_ruled_out(trigger)]
        found = [trigger for trigger in found if trigger.sure or (at_war and self._is_warlike(trigger, sentence))]
        told = [trigger for trigger in found if not _is_kill(trigger)]
        return _merged(sorted(told or found, key=lambda trigger: trigger.token.i))

    def _speaks_of_arms(self, sentence: Sentence) -> bool:
        return any(self._kinds.is_armed(token) for token in sentence.tokens) or bool(self.armaments(sentence))

    def _speaks_of_harm(self, sentence: Sentence) -> bool:
        return any(token.lemma in self._harm or token.lower in self._harm for token in sentence.tokens)

    def _noun_triggers(self, sentence: Sentence) -> Iterator[Trigger]:
        for hit in self._nouns.hits(sentence.tokens):
            token = hit.last
            if not self._is_noun(token) or self._is_modifier(token, sentence):
                continue
            for word in hit.value:
                yield Trigger(token, self._first_of(hit, sentence), word.type, False, word.sure, _light_verb(token))

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

    def _first_of(self, hit: Hit[tuple[_Word, ...]], sentence: Sentence) -> Token:
        """The trigger's words take in a weapon right before it: "drone attack"."""
        first = hit.first
        for armament in self.armaments(sentence):
            if armament.last.i == first.i - 1:
                first = armament.first
        return first

    def _verb_triggers(self, sentence: Sentence) -> Iterator[Trigger]:
        for token in sentence.tokens:
            if token.pos != "VERB":
                continue
            for word in self._verbs.word(token) or ():
                yield Trigger(token, token, word.type, True, word.sure)

    def _is_ruled_out(self, trigger: Trigger) -> bool:
        never, only = self._types[trigger.type].never_with, self._types[trigger.type].only_with
        near = [*trigger.token.children, trigger.token.head]
        for child in trigger.token.children:
            if child.dep == "prep":
                near.extend(child.children)
        if only and not any(word.lemma in only or word.lower in only for word in near):
            return True
        return any(word.lemma in never or word.lower in never for word in near)

    def _is_warlike(self, trigger: Trigger, sentence: Sentence) -> bool:
        token = trigger.token
        if trigger.verb:
            return self._is_warlike_verb(trigger, sentence)
        if trigger.first is not token or trigger.type == _EXPLOSION:
            return True
        doer = self.attacker(token) or (agent(trigger.light) if trigger.light else None)
        if doer is not None and (self.is_fighter(doer, sentence) or self.is_arm(doer, sentence)):
            return True
        if any(self._is_target(noun, sentence) for noun in objects_of(token, AT | {"of"})):
            return True
        return self._speaks_of_harm(sentence) or bool(self.armaments(sentence))

    def _is_warlike_verb(self, trigger: Trigger, sentence: Sentence) -> bool:
        verb = trigger.token
        doer = agent(verb)
        objects = patients(verb)
        if trigger.type == _MUNITION_VERBS:
            if verb.lemma == "use" and not any(any(objects_of(word, _USED_ON)) for word in (verb, *objects)):
                return False
            moved = [*objects, *([doer] if doer is not None else [])]
            return any(self._kinds.of(whole(noun), sentence) == "munition" for noun in moved)
        if any(self._kinds.of(noun, sentence) == "munition" for noun in objects):
            return False
        if doer is not None and self.is_arm(doer, sentence):
            return not self._is_no_attack(doer)
        if verb.lemma == "kill" and (doer is None or is_passive(verb)):
            return False
        if trigger.type == "capture":
            return self._is_capture(doer, objects, sentence)
        if trigger.type == "advance" and any(self._kinds.of(noun, sentence) in ("site", "person") for noun in objects):
            return False
        if doer is not None and self.is_fighter(doer, sentence):
            if verb.lemma in ON_GROUND and any(self._is_unknown_name(noun, sentence) for noun in objects):
                return True
            return any(self._is_target(noun, sentence) for noun in objects) or trigger.type in _WITHOUT_OBJECT
        if doer is not None and doer.pos == "PRON" and self._stands_for_fighter(doer, sentence):
            return any(self._is_target(noun, sentence) for noun in objects)
        if doer is not None and doer.ent not in ("", "NORP", "CARDINAL"):
            return False
        if any(self.is_arm(noun, sentence) for noun in objects_of(verb, WITH)):
            return True
        if doer is None:
            return any(self._is_target(noun, sentence) for noun in objects) and self._speaks_of_arms(sentence)
        return any(self._is_ground(whole(noun), sentence) for noun in objects) and self._speaks_of_arms(sentence)

    def _is_no_attack(self, noun: Token) -> bool:
        """ "A gas explosion": the words beside the noun rule out every event that it could name."""
        words = self._nouns.word(noun) or ()
        return bool(words) and all(
            self._is_ruled_out(Trigger(noun, noun, word.type, verb=False, sure=word.sure)) for word in words
        )

    def _stands_for_fighter(self, pronoun: Token, sentence: Sentence) -> bool:
        """ "Ukraine denied that it had struck": the subject of a verb above can have an army."""
        above = (verb.child("nsubj") for verb in pronoun.ancestors())
        return any(noun is not None and noun is not pronoun and self.is_fighter(noun, sentence) for noun in above)

    def _is_capture(self, doer: Token | None, objects: list[Token], sentence: Sentence) -> bool:
        """Armed people or an organisation take a place; who takes people captive is another matter."""
        taken = any(self._is_ground(noun, sentence) for noun in objects)
        if doer is None:
            return taken and self._speaks_of_arms(sentence)
        return taken and (self.is_fighter(doer, sentence) or doer.ent == "ORG")

    def _is_unknown_name(self, noun: Token, sentence: Sentence) -> bool:
        """A name of one word that nobody knows: a village more likely than a person, where it is bombed or shelled."""
        name = sentence.name_at(noun)
        unknown = name is not None and name.key is None and name.kind in ("person", "organisation", "other")
        return noun.pos == "PROPN" and unknown and noun.child("compound", "appos") is None

    def _is_ground(self, noun: Token, sentence: Sentence) -> bool:
        name = sentence.name_at(noun)
        return self._kinds.of(noun, sentence) in ("settlement", "site") or (name is not None and name.kind == "place")

    def attacker(self, noun: Token) -> Token | None:
        """Who makes the attack that the noun names; of "rebel shelling" the rebels."""
        modifiers = (child for child in noun.lefts if child.dep in ("compound", "amod", "nmod"))
        return agent(noun) or next((child for child in modifiers if self._kinds.is_armed(child)), None)

    def is_fighter(self, noun: Token, sentence: Sentence) -> bool:
        """Armed people, or a state or people that can have an army."""
        if self._kinds.is_armed(noun) or noun.ent in ("NORP", "GPE"):
            return True
        name = sentence.name_at(noun)
        return name is not None and name.kind in ("state", "group", "nationality")

    def is_arm(self, noun: Token, sentence: Sentence) -> bool:
        return self._weapons.value(noun, sentence.tokens) is not None or self._nouns.word(noun) is not None

    def _is_target(self, noun: Token, sentence: Sentence) -> bool:
        noun = whole(noun)
        if self._kinds.of(noun, sentence) in ("person", "site", "vehicle", "settlement"):
            return True
        name = sentence.name_at(noun)
        return name is not None and name.kind in ("place", "site", "state")


def _is_kill(trigger: Trigger) -> bool:
    """ "Rebels kill 7" tells of an attack only where no other word of the sentence does."""
    return trigger.verb and not trigger.sure and trigger.token.lemma == "kill"


def whole(noun: Token) -> Token:
    """Of "a number of positions" and "fragments of a rocket": the positions, the rocket."""
    if noun.lemma in _PARTS:
        for child in noun.all("prep"):
            inner = child.child("pobj") if child.lower == "of" else None
            if inner is not None:
                return inner
    return noun


def _words(types: Iterable[tuple[str, tuple[str, ...], tuple[str, ...]]]) -> Lexicon[tuple[_Word, ...]]:
    words: dict[str, tuple[_Word, ...]] = {}
    for key, sure, in_war in types:
        for word, is_sure in [*((word, True) for word in sure), *((word, False) for word in in_war)]:
            words[word] = (*words.get(word, ()), _Word(key, is_sure))
    return Lexicon(words)


def _light_verb(noun: Token) -> Token | None:
    """Of "launched an attack": launched. Also of "attacks were carried out" and "came under attack"."""
    head = noun.head
    if noun.dep in ("dobj", "nsubjpass") and head.pos == "VERB" and head.lemma in LIGHT_VERBS:
        return head
    if noun.dep == "pobj" and head.lower == "under" and head.head.pos == "VERB":
        return head.head
    if noun.dep == "nsubj" and head.pos == "VERB":
        return head
    relative = noun.child("relcl")
    return relative if relative is not None and relative.pos == "VERB" else None


def _merged(triggers: list[Trigger]) -> list[Trigger]:
    """One trigger for each description: a noun wins over the verb that carries it or by which it is told."""
    carried = set()
    for trigger in triggers:
        if trigger.verb:
            continue
        if trigger.light is not None:
            carried.add(trigger.light)
        if trigger.token.dep == "pobj" and trigger.token.head.lower in ("by", "in", "with", "during", "after"):
            carried.add(trigger.token.head.head)
    kept: dict[int, Trigger] = {}
    for trigger in triggers:
        if not (trigger.verb and trigger.token in carried):
            kept.setdefault(trigger.token.i, trigger)
    return list(kept.values())
