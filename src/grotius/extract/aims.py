"""What an attack is aimed at, as one word of the parse and as the words for all of it."""

from __future__ import annotations

from grotius.extract.event_words import EventWords
from grotius.extract.roles import objects_of, patients, phrase, subject
from grotius.extract.tree import clause
from grotius.extract.trigger import AT, Trigger
from grotius.language import Document, Token
from grotius.model import Span

AIMED = frozenset({"on", "against", "at", "into"})
_NO_TARGETS = ("PRON", "DET", "NUM", "ADV")
_NO_NAMES = ("DATE", "TIME", "EVENT", "ORDINAL")
_LONGEST = 120


class Aims:
    """Finds the target of an attack."""

    def __init__(self, words: EventWords) -> None:
        self._words = words

    def of(self, trigger: Trigger) -> Token | None:
        """The first thing hit, taken or aimed at; no pronoun, number or day."""
        if trigger.type == "mine":
            found = self._of_mine(trigger)
        else:
            found = self._of_verb(trigger) if trigger.verb else self._of_noun(trigger)
        found = self._words.whole(found) if found is not None else None
        return found if found is not None and self._is_thing(found) else None

    def span(self, target: Token, document: Document) -> Span:
        """Its words, with all that is coordinated: "a school, a hospital and two houses"."""
        first, last = phrase(target)
        row = [noun for noun in target.conjuncts() if noun.i >= target.i and self._is_thing(noun)]
        for noun in row:
            if noun.pos not in ("NOUN", "PROPN"):
                break
            end = phrase(noun)[1]
            if end.end - first.start > _LONGEST:
                break
            last = end if end.i > last.i else last
        return document.span(first.start, last.end)

    def _of_verb(self, trigger: Trigger) -> Token | None:
        if trigger.type == "launch":
            aimed = next((noun for noun in objects_of(trigger.token, AT) if noun.pos not in _NO_TARGETS), None)
            moved = (self._words.whole(noun) for noun in trigger.objects)
            return aimed or next((noun for thing in moved for noun in objects_of(thing, AIMED)), None)
        if trigger.objects:
            return next((noun for noun in trigger.objects if self._is_thing(noun)), trigger.objects[0])
        return next((noun for noun in objects_of(trigger.token, AT) if noun.pos not in _NO_TARGETS), None)

    def _of_noun(self, trigger: Trigger) -> Token | None:
        own = next(objects_of(trigger.token, AIMED | {"of"}), None)
        if own is None:
            within = objects_of(trigger.token, frozenset({"in"}))
            own = next((noun for noun in within if noun.lemma in self._words.taken), None)
        if own is None:
            makers = list(objects_of(trigger.token, frozenset({"by"})))
            made = [child for child in trigger.token.all("acl") if child.lower in self._words.carried_out]
            makers += [maker for verb in made for maker in objects_of(verb, frozenset({"by"}))]
            own = next((noun for word in (*made, *makers) for noun in objects_of(word, AIMED)), None)
        if own is not None:
            return own
        if trigger.light is not None:
            if trigger.token.dep == "nsubj" or trigger.light.dep == "relcl":
                return self._harmed(trigger.light)
            return next(objects_of(trigger.light, AIMED), None)
        return None

    def _of_mine(self, trigger: Trigger) -> Token | None:
        """Of "a bus hit a mine" and "the mine killed two farmers" the bus, the farmers."""
        if trigger.verb:
            return subject(trigger.token)
        meets = trigger.token.dep in ("dobj", "pobj") and trigger.token.head.pos != "NOUN"
        return subject(clause(trigger.token)) if meets else self._of_noun(trigger)

    def _is_thing(self, noun: Token) -> bool:
        """No pronoun, number or day, and no "dozens" alone."""
        if noun.pos in _NO_TARGETS or noun.ent in _NO_NAMES:
            return False
        return noun.lemma not in self._words.parts or noun.lemma in ("group", "member", "target")

    def _harmed(self, verb: Token) -> Token | None:
        """What an attack did harm to: of "damaged a plant" and "caused damage to a plant" the plant."""
        thing = next(iter(patients(verb)), None)
        if thing is not None and thing.lemma in self._words.harm:
            owners = frozenset({"to", "of"})
            return next(objects_of(thing, owners), None) or next(objects_of(verb, frozenset({"to"})), None)
        return thing
