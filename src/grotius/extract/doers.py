"""Who makes an attack: told by the grammar, claimed by the maker, or laid on somebody by others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from grotius.codebook import Codebook
from grotius.extract.counted import Kinds
from grotius.extract.event_words import EventWords
from grotius.extract.roles import agent, objects_of, phrase, subject
from grotius.extract.trigger import Trigger
from grotius.extract.warlike import Warlike
from grotius.language import Document, Sentence, Token
from grotius.model import Actor

_NAMES = ("NORP", "GPE", "ORG", "PERSON")
_BEFORE = ("compound", "nmod", "amod", "poss")
_NOBODY = frozenset({"no", "nobody", "none", "neither"})
_STEM = 5
_FAR = 3


@dataclass(frozen=True, slots=True)
class Doer:
    """The word for who does it; ``accused`` where somebody else says so and the report does not."""

    token: Token
    accused: bool = False


class DoerFinder:
    """Reads who did it off the parse with the codebook's words."""

    def __init__(self, codebook: Codebook, kinds: Kinds, words: EventWords, warlike: Warlike) -> None:
        self._by_anyone = frozenset(key for key, event in codebook.events.items() if event.anyone)
        self._kinds = kinds
        self._words = words
        self._warlike = warlike

    def of(self, trigger: Trigger, sentence: Sentence) -> Doer | None:
        """Somebody armed, a named actor, or what flies and fires."""
        told = self._told(trigger, sentence)
        if told is not None:
            return Doer(told, self._is_alleged(trigger))
        laid = next(self._laid(trigger), None)
        return laid if laid is not None and self._can_attack(laid.token, sentence) else None

    def side(self, doer: Token | None, sentence: Sentence) -> str | None:
        """What tells this attacker from another: the name in "Russian forces", or the noun if it says anything."""
        if doer is None or doer.pos == "PRON":
            return None
        doer = self._words.whole(doer)
        first, last = phrase(doer)
        for token in sentence.tokens[first.i : last.i + 1]:
            name = sentence.name_at(token)
            if name is not None and (name.key or name.kind in ("group", "organisation", "state", "person")):
                return name.key or name.text.lower()[:_STEM]
        if doer.lemma not in self._words.anybody:
            return doer.lemma
        return next((child.lemma for child in doer.lefts if self._kinds.is_armed(child)), None)

    def actor(self, doer: Token | None, sentence: Sentence, document: Document) -> Actor | None:
        """The words for who does it; of a missile who fired it."""
        doer = self._words.whole(doer) if doer is not None else None
        if doer is not None and self._kinds.of(doer, sentence) == "munition":
            doer = agent(doer)
        if doer is None or doer.pos == "PRON" or self._warlike.carries(doer, sentence):
            return None
        first, last = phrase(doer)
        span = document.span(first.start, last.end)
        return Actor(span=span, name=span.text)

    def is_arm(self, noun: Token, sentence: Sentence) -> bool:
        return self._kinds.of(noun, sentence) in ("munition", "vehicle")

    def _told(self, trigger: Trigger, sentence: Sentence) -> Token | None:
        token = self._words.row(trigger.token)
        light = trigger.light or (None if trigger.verb else self._words.light_verb(token))
        if trigger.taker is not None:
            doer: Token | None = trigger.taker
        else:
            doer = agent(token) if trigger.verb else self._warlike.attacker(trigger.token)
        if doer is not None and not trigger.verb and doer.dep in _BEFORE and self._is_where(doer, sentence):
            doer = None
        if doer is None and light is not None and token.dep != "nsubj" and self._words.is_made(light):
            doer = agent(light)
        if doer is None or doer is token or trigger.type == "mine" or (doer.lemma == "force" and not doer.children):
            return None
        if trigger.verb and trigger.type in self._by_anyone and self._kinds.of(doer, sentence) == "person":
            return doer
        return doer if self._can_attack(doer, sentence) else None

    def _can_attack(self, doer: Token, sentence: Sentence) -> bool:
        inner = self._words.whole(doer)
        if any(child.lower in _NOBODY for child in doer.all("det")) or doer.lower in _NOBODY:
            return False
        named = sentence.name_at(inner) is not None or inner.ent in _NAMES
        return named or self._warlike.is_fighter(inner, sentence) or self.is_arm(inner, sentence)

    def _is_where(self, name_token: Token, sentence: Sentence) -> bool:
        """ "The airfield bombing", "Homs shelling": where it was, not who did it."""
        name = sentence.name_at(name_token)
        return (name is not None and name.kind == "place") or self._kinds.of(name_token, sentence) in (
            "site",
            "settlement",
        )

    def _laid(self, trigger: Trigger) -> Iterator[Doer]:
        """ "X claimed responsibility for it", "it was blamed on X", "X was behind it"."""
        below = trigger.token
        for above in list(trigger.token.ancestors())[:_FAR]:
            if above.pos in ("VERB", "AUX") or above.lemma in self._words.answerable:
                yield from self._laid_by(above, below, trigger.token)
            if above.pos == "VERB" and above.dep in ("ROOT", "conj"):
                return
            below = above

    def _laid_by(self, verb: Token, below: Token, attack: Token) -> Iterator[Doer]:
        if verb.lemma in self._words.takers and self._is_taken_on(verb, below, attack):
            doer = agent(verb)
            if doer is not None and verb.child("neg") is None:
                yield Doer(doer)
        elif verb.lemma in self._words.blamers:
            accused = next(objects_of(verb, frozenset({"on", "to"})), None)
            if accused is None or attack.is_under(accused):
                accused = verb.child("dobj", "nsubjpass")
            if accused is not None and not attack.is_under(accused):
                yield Doer(accused, accused=True)
        elif below.lower in self._words.answerable or verb.lower in self._words.answerable:
            be = verb if verb.pos in ("VERB", "AUX") else verb.head
            doer = subject(be)
            if doer is not None and not attack.is_under(doer) and be.child("neg") is None:
                yield Doer(doer, accused=be.dep == "ccomp")

    def _is_taken_on(self, verb: Token, below: Token, attack: Token) -> bool:
        """ "Claimed the attack", "the attack was claimed", "claimed responsibility for the attack"."""
        if below is attack:
            return verb.lemma == "claim" and below.dep in ("dobj", "nsubjpass")
        return below.lemma in ("responsibility", "credit") or any(
            child.lemma in ("responsibility", "credit") for child in verb.all("dobj")
        )

    def _is_alleged(self, trigger: Trigger) -> bool:
        """ "Allegedly attacked", "suspected rebels attacked", "accused rebels of attacking"."""
        token = trigger.token
        near = [*token.children, *token.head.children, token.head]
        if any(word.lower in self._words.alleged for word in near):
            return True
        doer = token.child("nsubj", "agent")
        inner = doer.child("pobj") if doer is not None and doer.dep == "agent" else doer
        if inner is not None and any(child.lower in self._words.alleged for child in inner.all("amod")):
            return True
        above = token.head.head if token.dep == "pcomp" else None
        return above is not None and above.lemma in self._words.blamers
