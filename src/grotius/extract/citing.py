"""Who is cited speaks, and not the outlet that cites him: "TASS reported, citing the ministry"."""

from __future__ import annotations

from dataclasses import replace

from grotius.codebook import Codebook
from grotius.extract.attribution import Attribution
from grotius.extract.speakers import naming
from grotius.extract.vocabulary import Vocabulary
from grotius.language import Document, Token
from grotius.model import Actor

_CITE = "cite"


class Citing:
    """Knows the outlets, and who may vouch for something."""

    def __init__(self, codebook: Codebook) -> None:
        words = Vocabulary(codebook)
        self._outlets, self._papers = words.outlets, words.papers
        self._vouching = words.persons | words.bodies

    def credited(self, item: Attribution, document: Document) -> Attribution:
        """The attribution, of an outlet that cites somebody to whom it cites."""
        verb = item.cue_token
        if verb is None or not self._is_outlet(item.speaker.name):
            return item
        cited = (self._cited(word, item) for word in item.sentence.tokens if word.is_under(verb))
        head = next((head for head in cited if head is not None), None)
        speaker = naming(head, document) if head is not None else None
        return replace(item, speaker=Actor(speaker.span, speaker.span.text)) if speaker is not None else item

    def _is_outlet(self, name: str) -> bool:
        """ "TASS", "the news website"."""
        words = name.lower().removeprefix("the ")
        return words in self._outlets or (words.split()[-1:] != [] and words.split()[-1] in self._papers)

    def _cited(self, word: Token, item: Attribution) -> Token | None:
        if word.lemma != _CITE or word.tag != "VBG":
            return None
        head = word.child("dobj")
        name = item.sentence.name_at(head) if head is not None else None
        known = name is not None and name.kind in ("person", "organisation", "state")
        return head if head is not None and (known or head.lemma in self._vouching) else None
