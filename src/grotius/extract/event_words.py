"""Words of the codebook that carry or attribute an event of fighting, made ready once for all reports."""

from __future__ import annotations

from grotius.codebook import Codebook
from grotius.language import Token


class EventWords:
    """The lists of ``event_words``; a list that an overlay leaves out is empty."""

    def __init__(self, codebook: Codebook) -> None:
        words = {key: frozenset(entry.words) for key, entry in codebook.event_words.items()}
        none: frozenset[str] = frozenset()
        self.light_verbs = words.get("light_verbs", none)
        self.undergone = words.get("undergone", none)
        self.carried_out = words.get("carried_out", none)
        self.takers = words.get("takers", none)
        self.blamers = words.get("blamers", none)
        self.answerable = words.get("answerable", none)
        self.alleged = words.get("alleged", none)
        self.no_attackers = words.get("no_attackers", none)
        self.harm = words.get("harm", none)
        self.taken = words.get("taken", none)
        self.on_ground = words.get("on_ground", none)
        self.parts = words.get("parts", none)
        self.anybody = words.get("anybody", none)
        self.loaded = words.get("loaded", none)
        self.doubtful = words.get("doubtful", none)
        self.amounts = words.get("amounts", none)
        self.answers = words.get("answers", none)

    def whole(self, noun: Token) -> Token:
        """Of "a number of positions" and "fragments of a rocket": the positions, the rocket."""
        if noun.lemma in self.parts:
            for child in noun.all("prep"):
                inner = child.child("pobj") if child.lower == "of" else None
                if inner is not None:
                    return inner
        return noun

    def cause(self, token: Token) -> Token | None:
        """Of a word in "in answer to the attacks on the port": the answer, which came after them."""
        for above in token.ancestors():
            if above.pos in ("VERB", "AUX"):
                return None
            if above.lemma in self.answers and above.dep == "pobj" and above.head.lower in ("in", "as"):
                return above
        return None

    def light_verb(self, noun: Token) -> Token | None:
        """Of "launched an attack": launched. Also of "attacks were carried out" and "came under attack"."""
        head = noun.head
        if noun.dep in ("dobj", "nsubjpass") and head.pos == "VERB" and head.lemma in self.light_verbs:
            return head
        if noun.dep == "pobj" and head.lower == "under" and head.head.pos == "VERB":
            return head.head
        if noun.dep == "nsubj" and head.pos == "VERB":
            return head
        relative = noun.child("relcl")
        return relative if relative is not None and relative.pos == "VERB" else None

    def is_made(self, verb: Token) -> bool:
        """The light verb's subject makes the attack, and does not only suffer or report it."""
        return verb.lemma in self.light_verbs and verb.lemma not in self.undergone

    def row(self, noun: Token) -> Token:
        """Of the attacks in "a series of attacks" the series, which stands for them."""
        above = noun.head.head
        is_of = noun.dep == "pobj" and noun.head.lower == "of" and noun.child("relcl") is None
        return above if is_of and above.lemma in self.parts and above.pos == "NOUN" else noun
