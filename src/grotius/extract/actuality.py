"""Did it happen? Whether the words around a trigger plan, deny or only imagine it, or tell it as background."""

from __future__ import annotations

from collections.abc import Iterator

from grotius.codebook import Codebook
from grotius.extract.event_words import EventWords
from grotius.language import Token
from grotius.model import Actuality

_ORDER: tuple[Actuality, ...] = ("denied", "planned", "hypothetical")
_STEPS = 5
_COMPLEMENTS = ("dobj", "xcomp", "ccomp", "prep", "agent", "pobj", "acl", "dative", "nsubjpass", "pcomp", "advcl")
_THROUGH = frozenset("of for about against on to in with into under over by".split())


class Reality:
    """The codebook's modality words, asked about a trigger."""

    def __init__(self, codebook: Codebook) -> None:
        words = EventWords(codebook)
        self._light_verbs, self._amounts = words.light_verbs, words.amounts
        entries = codebook.modality.items()
        self._over = {kind: frozenset(entry.over) for kind, entry in entries}
        self._before_to = {kind: frozenset(entry.before_to) for kind, entry in entries}
        self._beside = {kind: frozenset(entry.beside) for kind, entry in entries}
        self._helpers = {kind: frozenset(entry.helpers) for kind, entry in entries}
        self._markers = {kind: frozenset(entry.markers) for kind, entry in entries}
        self._known = frozenset(word for words in self._over.values() for word in words)
        self._happens = frozenset(codebook.modality["happens"].words)
        self._words = {kind: frozenset(entry.words) for kind, entry in entries}

    def actuality(self, trigger: Token) -> Actuality:
        """What the nearest governing word makes of it; a negated denial or plan is let stand as told."""
        for token, own in self._chain(trigger):
            if own and any(child.lower == "no" and child.dep == "det" for child in token.children):
                return "denied"  # "conducted no strikes"
            for kind in _ORDER:
                if own and any(child.lemma in self._beside[kind] for child in token.children if child.dep == "amod"):
                    return kind
                if self._is_helped(kind, token) and (
                    self._takes_place(token, trigger) or not _only_follows(token, trigger)
                ):
                    return kind
                if self._is_marked(kind, token):
                    return kind
                if not own and (self._is_over(kind, token, trigger) or self._is_aim(kind, token, trigger)):
                    return kind
            told = own or token.pos in ("VERB", "AUX")
            follows = _only_follows(token, trigger) and not self._takes_place(token, trigger)
            if told and token.child("neg") is not None and not follows:
                return "denied"
        return "actual"

    def is_background(self, trigger: Token) -> bool:
        """Told as history, habit or part of a long series."""
        if any(child.lemma in self._words["background"] for verb in _tensed(trigger) for child in verb.children):
            return True
        if trigger.dep == "nsubj" and trigger.head.lemma in self._over["background"]:
            return True
        return any(
            not own and token.pos in ("NOUN", "PROPN") and token.lemma in self._over["background"]
            for token, own in self._chain(trigger)
        )

    def _is_over(self, kind: str, token: Token, trigger: Token) -> bool:
        """The word, or the word with its preposition ("call for"), governs the trigger."""
        if not _governs(token, trigger):
            return False
        return token.lemma in self._over[kind] or any(
            f"{token.lemma} {child.lower}" in self._over[kind] and trigger.is_under(child)
            for child in token.all("prep")
        )

    def _is_aim(self, kind: str, token: Token, trigger: Token) -> bool:
        """ "Sent drones to strike a depot", "failed to capture the town": what follows "to" is no more than meant."""
        if token.lemma not in self._before_to[kind]:
            return False
        return any(
            verb.head is token and any(child.lower == "to" for child in verb.all("aux"))
            for verb in (trigger, *trigger.ancestors())
        )

    def _takes_place(self, verb: Token, trigger: Token) -> bool:
        """ "An attack could take place", "the attack did not happen": what the verb tells is told of the attack."""
        return trigger.dep == "nsubj" and trigger.head is verb and verb.lemma in self._happens

    def _is_helped(self, kind: str, token: Token) -> bool:
        return any(child.lower in self._helpers[kind] for child in token.all("aux"))

    def _is_marked(self, kind: str, token: Token) -> bool:
        return any(child.lower in self._markers[kind] for child in token.all("mark", "advmod"))

    def _chain(self, trigger: Token) -> Iterator[tuple[Token, bool]]:
        """The trigger, its light verb and what governs them; True for those that tell the event itself."""
        yield trigger, True
        token = trigger
        if _is_told_beside(trigger):
            return
        for _ in range(_STEPS):
            if token.head is token or (token is not trigger and token.dep in ("nsubj", "nsubjpass", "advcl", "relcl")):
                return
            if token.dep == "pobj" and not self._leads_on(token.head, own=token is trigger):
                return
            stops = token.dep in ("conj", "parataxis")
            light = (
                token is trigger and token.dep in ("dobj", "nsubjpass", "nsubj", "pobj") and self._is_light(token.head)
            )
            below, token = token, token.head
            if _shares_helper(below):
                yield token, True
            if not stops:
                yield token, light and token.pos in ("VERB", "AUX")
            if token.pos == "VERB" and below.dep in ("dobj", "nsubjpass") and not self._is_light(token):
                return

    def _is_light(self, verb: Token) -> bool:
        return verb.lemma in self._light_verbs

    def _leads_on(self, preposition: Token, *, own: bool) -> bool:
        """ "plans for an attack" leads on to the plans; "despite the attack" and "the memory of the attack" do not.

        Nor does the verb of "used drones in the attack" or "soldiers were killed in the attack".
        """
        if preposition.lower not in _THROUGH:
            return False
        noun = preposition.head
        if own and preposition.lower == "in" and noun.pos == "VERB" and noun.child("dobj", "nsubjpass") is not None:
            return False
        return noun.pos not in ("NOUN", "PROPN") or noun.lemma in self._known or noun.lemma in self._amounts


def _tensed(trigger: Token) -> list[Token]:
    """The trigger and, of "had earlier used mines to sink and burn ships", the verb that says when."""
    verbs = [trigger]
    while (verb := verbs[-1]).tag == "VB" and verb.dep in ("xcomp", "advcl", "conj") and verb.head is not verb:
        verbs.append(verb.head)
    return verbs


def _is_told_beside(trigger: Token) -> bool:
    """ "... rejected the plea as five people were killed": a clause of its own, whatever the main one denies."""
    if trigger.dep != "advcl" or trigger.pos not in ("VERB", "AUX"):
        return False
    return trigger.child("mark", "advmod", "prep") is not None and trigger.child("nsubj", "nsubjpass") is not None


def _shares_helper(verb: Token) -> bool:
    """ "Would see rebels evacuated and the army take control": the helper is that of the bare second verb too."""
    if verb.dep != "conj" or verb.pos != "VERB" or verb.child("aux") is not None:
        return False
    return verb.tag in ("VB", "VBP") and any(child.tag == "MD" for child in verb.head.all("aux"))


def _governs(token: Token, trigger: Token) -> bool:
    """The trigger lies in the word's object or complement, not in its subject or in an aside."""
    below = trigger
    for ancestor in trigger.ancestors():
        if ancestor is token:
            return below.dep in _COMPLEMENTS
        below = ancestor
    return False


def _only_follows(token: Token, trigger: Token) -> bool:
    """The trigger is a circumstance of what is negated: "nobody was hurt in the attack"."""
    below = trigger
    for ancestor in trigger.ancestors():
        if ancestor is token:
            if _shares_helper(below):
                return False
            if below.dep == "advcl" and below.tag == "VBG":
                return below.child("mark", "nsubj", "advmod") is not None
            return below.dep in ("prep", "agent", "advcl", "nsubj", "relcl", "conj", "npadvmod")
        below = ancestor
    return False
