"""Do the words around a trigger speak of war? Workers strike, critics attack and teams advance, too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from grotius.codebook import Codebook
from grotius.codebook.shapes.fighting import EventType, Weapon
from grotius.extract.counted import Kinds
from grotius.extract.event_words import EventWords
from grotius.extract.lexicon import Lexicon
from grotius.extract.roles import agent, is_passive, objects_of
from grotius.extract.trigger import AT, WITH, Armament, Trigger, Word
from grotius.language import Sentence, Token

_LAUNCH = "launch"
_EXPLOSION = "explosion"
_CAPTURE = "capture"
_ADVANCE = "advance"
_WITHOUT_OBJECT = (_ADVANCE, "clash")
_USED_ON = frozenset({"against", "on", "at"})
_ON = AT - {"at"}


class Warlike:
    """The codebook's arms, armed people and targets, asked about the words around a trigger."""

    def __init__(self, codebook: Codebook, kinds: Kinds, words: EventWords, nouns: Lexicon[tuple[Word, ...]]) -> None:
        self._kinds = kinds
        self._words = words
        self._nouns = nouns
        self._types: dict[str, EventType] = dict(codebook.events)
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
            Armament(hit.first, hit.last, hit.value, self._kinds.of(hit.last, sentence) == "person")
            for hit in self._weapons.hits(sentence.tokens)
            if hit.last.pos in ("NOUN", "PROPN", "ADJ", "X", "VERB")
        ]

    def speaks_of_arms(self, sentence: Sentence) -> bool:
        return any(self._kinds.is_armed(token) for token in sentence.tokens) or bool(self.armaments(sentence))

    def speaks_of_harm(self, sentence: Sentence) -> bool:
        return any(token.lemma in self._harm or token.lower in self._harm for token in sentence.tokens)

    def is_fighter(self, noun: Token, sentence: Sentence) -> bool:
        """Armed people, or a state or people that can have an army."""
        if self._kinds.is_armed(noun) or noun.ent in ("NORP", "GPE"):
            return True
        name = sentence.name_at(noun)
        return name is not None and name.kind in ("state", "group", "nationality")

    def is_weapon(self, noun: Token, sentence: Sentence) -> bool:
        return self._weapons.value(noun, sentence.tokens) is not None

    def is_arm(self, noun: Token, sentence: Sentence) -> bool:
        return self._weapons.value(noun, sentence.tokens) is not None or self._nouns.word(noun) is not None

    def carries(self, noun: Token, sentence: Sentence) -> bool:
        """ "A truck packed with explosives", "an explosives-laden car"."""
        return any(
            child.lower in self._words.loaded
            and (
                "-" in child.lower
                or any(self.is_arm(load, sentence) for load in objects_of(child, frozenset({"with"})))
                or any(self.is_arm(load, sentence) for load in child.all("npadvmod", "compound", "nmod"))
            )
            for child in noun.children
        )

    def attacker(self, noun: Token) -> Token | None:
        """Who makes the attack that the noun names; of "rebel shelling" the rebels."""
        found = agent(noun, self._words.carried_out)
        if found is not None and found.lemma in self._words.no_attackers:
            found = None
        if found is not None:
            return found
        modifiers = (child for child in noun.lefts if child.dep in ("compound", "amod", "nmod"))
        armed = (child for child in modifiers if self._kinds.is_armed(child))
        return next((child for child in armed if child.lemma not in self._words.no_attackers), None)

    def is_ruled_out(self, trigger: Trigger) -> bool:
        """A word beside it says that it names no event: "heart attack", "fire" without "opened"."""
        event = self._types[trigger.type]
        never, only = event.never_with, event.only_with
        if event.never_by and any(word.lemma in event.never_by for word in self._makers(trigger)):
            return True
        near = [*trigger.token.children, trigger.token.head]
        for child in trigger.token.children:
            if child.dep == "prep":
                near.extend(child.children)
        if only and not any(word.lemma in only or word.lower in only for word in near):
            return True
        if not trigger.verb and trigger.token.dep == "dobj":
            doer = trigger.token.head.child("nsubj")
            near.extend([] if doer is None else [doer, *doer.all("compound", "amod")])
        return any(word.lemma in never or word.lower in never for word in near)

    def _makers(self, trigger: Trigger) -> Iterator[Token]:
        """Who does it and the words before it: "a strike by rail unions", "the nurses' strike"."""
        token = trigger.token
        doer = agent(token, self._words.carried_out) or (agent(trigger.light) if trigger.light is not None else None)
        if doer is not None and doer is not token:
            yield doer
            yield from doer.all("compound", "amod")
        if not trigger.verb:
            yield from token.all("compound", "amod", "nmod", "poss")

    def is_told(self, trigger: Trigger, sentence: Sentence) -> bool:
        """Whether a trigger that names an event only in war does so here."""
        return self._is_verb_told(trigger, sentence) if trigger.verb else self._is_noun_told(trigger, sentence)

    def _is_noun_told(self, trigger: Trigger, sentence: Sentence) -> bool:
        token = trigger.token
        if trigger.type == _CAPTURE and trigger.token.lemma in self._types[_CAPTURE].lost:
            return any(self._is_ground(noun, sentence) for noun in objects_of(token, frozenset({"of"})))
        if trigger.first is not token or trigger.type == _EXPLOSION:
            return True
        doer = self.attacker(token) or (agent(trigger.light) if trigger.light else None)
        if doer is token and token.lemma in self._words.doubtful:
            doer = None
        if doer is not None and (self.is_fighter(doer, sentence) or self.is_arm(doer, sentence)):
            return True
        if any(self._is_target(noun, sentence) for noun in objects_of(token, _ON | {"of"})):
            return True
        return self.speaks_of_harm(sentence) or bool(self.armaments(sentence))

    def _is_verb_told(self, trigger: Trigger, sentence: Sentence) -> bool:
        verb, objects = trigger.token, trigger.objects
        doer = trigger.taker or agent(verb)
        if trigger.type == _LAUNCH:
            return self._is_launch(verb, doer, objects, sentence)
        if any(self._kinds.of(noun, sentence) == "munition" for noun in objects):
            return False
        if self._types[trigger.type].of_people and not self._are_people(objects, sentence):
            return False
        if doer is not None and self.is_arm(doer, sentence):
            moves = trigger.type in (_ADVANCE, _CAPTURE)
            return not self._is_no_attack(doer) and not (moves and self._nouns.word(doer) is not None)
        if doer is not None and trigger.last is not None and self.carries(doer, sentence):
            return True
        if verb.lemma == "kill" and (doer is None or is_passive(verb)):
            return False
        if trigger.type == _CAPTURE:
            return self._is_capture(verb, doer, objects, sentence)
        if trigger.type == _ADVANCE and any(self._kinds.of(noun, sentence) in ("site", "person") for noun in objects):
            return False
        return self._is_done(trigger, doer, sentence)

    def _is_done(self, trigger: Trigger, doer: Token | None, sentence: Sentence) -> bool:
        """Somebody armed does it to somebody or something; or to anybody, where anyone may do it."""
        verb, objects = trigger.token, trigger.objects
        on_target = any(self._is_target(noun, sentence) for noun in objects)
        if doer is not None and self.is_fighter(doer, sentence):
            if verb.lemma in self._words.on_ground and any(self._is_unknown_name(noun, sentence) for noun in objects):
                return True
            return on_target or trigger.type in _WITHOUT_OBJECT
        if doer is not None and doer.pos == "PRON" and self._stands_for_fighter(doer, sentence):
            return on_target
        if self._types[trigger.type].anyone and on_target:
            return doer is None or self._kinds.of(doer, sentence) == "person" or doer.ent == "PERSON"
        if doer is not None and doer.ent not in ("", "NORP", "CARDINAL"):
            return False
        if any(self.is_arm(noun, sentence) for noun in objects_of(verb, WITH)):
            return True
        if doer is None:
            return on_target and self.speaks_of_arms(sentence)
        grounds = (self._words.whole(noun) for noun in objects)
        return any(self._is_ground(noun, sentence) for noun in grounds) and self.speaks_of_arms(sentence)

    def _is_launch(self, verb: Token, doer: Token | None, objects: Iterable[Token], sentence: Sentence) -> bool:
        """Something that flies or explodes is moved; of "use" only against somebody."""
        nouns = [*objects, *([doer] if doer is not None else [])]
        if verb.lemma == "use" and not any(any(objects_of(word, _USED_ON)) for word in (verb, *nouns)):
            return False
        moved = [self._words.whole(noun) for noun in nouns]
        return any(self._kinds.of(noun, sentence) == "munition" or self.carries(noun, sentence) for noun in moved)

    def _are_people(self, objects: Iterable[Token], sentence: Sentence) -> bool:
        return any(
            self._kinds.of(self._words.whole(noun), sentence) == "person" or noun.ent == "PERSON" for noun in objects
        )

    def _is_no_attack(self, noun: Token) -> bool:
        """ "A gas explosion": the words beside the noun rule out every event that it could name."""
        words = self._nouns.word(noun) or ()
        return bool(words) and all(
            self.is_ruled_out(Trigger(noun, noun, word.type, verb=False, sure=word.sure)) for word in words
        )

    def _stands_for_fighter(self, pronoun: Token, sentence: Sentence) -> bool:
        """ "Ukraine denied that it had struck": the subject of a verb above can have an army."""
        above = (verb.child("nsubj") for verb in pronoun.ancestors())
        return any(noun is not None and noun is not pronoun and self.is_fighter(noun, sentence) for noun in above)

    def _is_capture(self, verb: Token, doer: Token | None, objects: tuple[Token, ...], sentence: Sentence) -> bool:
        """Armed people or an organisation take a place; who takes people captive is another matter."""
        taken = any(self._is_ground(noun, sentence) for noun in objects)
        if verb.lemma in self._words.on_ground:
            taken = taken or any(self._is_unknown_name(noun, sentence) for noun in objects)
        if doer is None:
            return taken and self.speaks_of_arms(sentence)
        doer = self._words.whole(doer)
        return taken and (self.is_fighter(doer, sentence) or doer.ent == "ORG")

    def _is_unknown_name(self, noun: Token, sentence: Sentence) -> bool:
        """A name of one word that nobody knows: a village more likely than a person, where it is bombed or shelled."""
        name = sentence.name_at(noun)
        unknown = name is not None and name.key is None and name.kind in ("person", "organisation", "other")
        return noun.pos == "PROPN" and unknown and noun.child("compound", "appos") is None

    def _is_ground(self, noun: Token, sentence: Sentence) -> bool:
        name = sentence.name_at(noun)
        return self._kinds.of(noun, sentence) in ("settlement", "site") or (name is not None and name.kind == "place")

    def _is_target(self, noun: Token, sentence: Sentence) -> bool:
        noun = self._words.whole(noun)
        if self._kinds.of(noun, sentence) in ("person", "site", "vehicle", "settlement"):
            return True
        name = sentence.name_at(noun)
        return name is not None and name.kind in ("place", "site", "state")
