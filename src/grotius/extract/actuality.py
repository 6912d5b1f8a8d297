"""Did it happen? Whether the words around a trigger plan, deny or only imagine it, or tell it as background."""

from __future__ import annotations

from collections.abc import Iterator

from grotius.codebook import Codebook
from grotius.extract.roles import LIGHT_VERBS
from grotius.language import Token
from grotius.model import Actuality

_ORDER: tuple[Actuality, ...] = ("denied", "planned", "hypothetical")
_STEPS = 5
_AMOUNTS = frozenset("wave series number string round spate kind type".split())
_THROUGH = frozenset("of for about against on to in with into under over".split())


class Reality:
    """The codebook's modality words, asked about a trigger."""

    def __init__(self, codebook: Codebook) -> None:
        self._modality = {kind: codebook.modality[kind] for kind in (*_ORDER, "background") if kind in codebook.modality}
        self._over = {kind: frozenset(m.over) for kind, m in self._modality.items()}
        self._beside = {kind: frozenset(m.beside) for kind, m in self._modality.items()}
        self._helpers = {kind: frozenset(m.helpers) for kind, m in self._modality.items()}
        self._markers = {kind: frozenset(m.markers) for kind, m in self._modality.items()}
        self._known = frozenset(word for words in self._over.values() for word in words)
        self._words = {kind: frozenset(m.words) for kind, m in self._modality.items()}

    def actuality(self, trigger: Token) -> Actuality:
        """What the nearest governing word makes of it; a negated denial or plan is let stand as told."""
        for token, own in self._chain(trigger):
            for kind in _ORDER:
                if own and any(child.lemma in self._beside[kind] for child in token.children if child.dep == "amod"):
                    return kind
                if any(child.lower in self._helpers[kind] for child in token.children if child.dep == "aux"):
                    if not _reports_past(token, trigger):
                        return kind
                if any(child.lower in self._markers[kind] for child in token.children if child.dep in ("mark", "advmod")):
                    return kind
                if not own and token.lemma in self._over[kind] and _governs(token, trigger):
                    return kind
            if token.child("neg") is not None and (own or token.pos in ("VERB", "AUX")) and not _only_follows(token, trigger):
                return "denied"
        return "actual"

    def is_background(self, trigger: Token) -> bool:
        """Told as history, habit or part of a long series."""
        if any(child.lemma in self._words["background"] for child in trigger.children):
            return True
        for token, own in self._chain(trigger):
            if not own and token.lemma in self._over["background"]:
                return True
        return False

    def _chain(self, trigger: Token) -> Iterator[tuple[Token, bool]]:
        """The trigger, its light verb and what governs them; True for those that tell the event itself."""
        yield trigger, True
        token = trigger
        for _ in range(_STEPS):
            if token.head is token or (token is not trigger and token.dep in ("nsubj", "nsubjpass", "advcl", "relcl")):
                return
            if token.dep == "pobj" and not self._leads_on(token.head):
                return
            stops = token.dep in ("conj", "parataxis")
            light = token is trigger and token.dep in ("dobj", "nsubjpass", "nsubj", "pobj") and _is_light(token.head)
            token = token.head
            if not stops:
                yield token, light and token.pos in ("VERB", "AUX")

    def _leads_on(self, preposition: Token) -> bool:
        """ "plans for an attack" leads on to the plans; "despite the attack" and "the memory of the attack" do not."""
        if preposition.lower not in _THROUGH:
            return False
        noun = preposition.head
        return noun.pos not in ("NOUN", "PROPN") or noun.lemma in self._known or noun.lemma in _AMOUNTS


def _is_light(verb: Token) -> bool:
    return verb.lemma in LIGHT_VERBS


def _governs(token: Token, trigger: Token) -> bool:
    """The trigger lies in the word's object or complement, not in its subject or in an aside."""
    below = trigger
    for ancestor in trigger.ancestors():
        if ancestor is token:
            return below.dep in ("dobj", "xcomp", "ccomp", "prep", "pobj", "acl", "dative", "nsubjpass", "pcomp", "advcl")
        below = ancestor
    return False


def _only_follows(token: Token, trigger: Token) -> bool:
    """The trigger is a circumstance of what is negated: "nobody was hurt in the attack"."""
    below = trigger
    for ancestor in trigger.ancestors():
        if ancestor is token:
            return below.dep in ("prep", "agent", "advcl", "nsubj", "relcl", "conj", "npadvmod")
        below = ancestor
    return False


def _reports_past(token: Token, trigger: Token) -> bool:
    """ "may have killed", "would have struck": a guess about what is past stays actual only as an aside."""
    return _only_follows(token, trigger)
