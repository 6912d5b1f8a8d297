"""What kind of thing a noun names: a person, a munition, a vehicle, a site, a settlement, an attack."""

from __future__ import annotations

from grotius.codebook import Codebook
from grotius.codebook.shapes.fighting import CountedKind
from grotius.extract.lexicon import Lexicon
from grotius.language import Sentence, Token


class Kinds:
    """The codebook's nouns of people, weapons, targets and attacks in one table."""

    def __init__(self, codebook: Codebook) -> None:
        attacks = [
            (event.nouns + event.war_nouns, "attack")
            for event in codebook.events.values()
            if event.mode not in (None, "ground")
        ]
        weapons = [(weapon.words, weapon.counts_as) for weapon in codebook.weapons.values()]
        targets = [(target.words, target.kind) for target in codebook.targets.values()]
        people = [(people.words, "person") for people in codebook.people.values()]
        self._kinds: Lexicon[CountedKind] = Lexicon.of([*people, *attacks, *weapons, *targets])  # type: ignore[list-item]
        self._armed: Lexicon[bool] = Lexicon.of(
            (people.words, True) for people in codebook.people.values() if people.armed
        )

    def of(self, token: Token, sentence: Sentence) -> CountedKind:
        """The kind of the thing that the noun phrase ending with this token names."""
        found = self._kinds.value(token, sentence.tokens)
        if found is not None:
            return found
        name = sentence.name_at(token)
        if token.ent == "NORP" or (name is not None and name.kind in ("group", "nationality", "person")):
            return "person"
        return "unknown"

    def is_armed(self, token: Token) -> bool:
        return bool(self._armed.word(token))
