"""Numbers that no act of war gave: what disease, weather or an accident did, what only a story tells, what is peace's.

A sentence that tells of an attack is about the attack, whatever else it names. Elsewhere such a word settles it:
"cholera killed 120", "five died when a bus collided with a lorry", "in the novel the general loses 300 men".
"""

from __future__ import annotations

from grotius.codebook import Codebook
from grotius.codebook.shapes.fighting import CountedKind
from grotius.extract.lexicon import Lexicon
from grotius.extract.measuring import Measured
from grotius.language import Sentence, Token
from grotius.model import Measure, Mention

_OF_THINGS: frozenset[Measure] = frozenset({"damaged", "destroyed", "shot_down", "captured", "launched"})
_NEAR = 2


class Peacetime:
    """Made once from the codebook's words; knows nothing of a report but its mentions."""

    def __init__(self, codebook: Codebook) -> None:
        self._causes: Lexicon[bool] = Lexicon.of([(codebook.modality["other_cause"].words, True)])
        self._stories: Lexicon[bool] = Lexicon.of([(codebook.modality["story"].words, True)])

    def explains(
        self, measured: Measured, kind: CountedKind, sentence: Sentence, mentions: list[Mention], *, named: bool
    ) -> bool:
        """Whether the number is none of war. ``named``: the words say of what, and not by the measure alone."""
        if any(sentence.start <= mention.span.start < sentence.end for mention in mentions):
            return False
        if measured.in_fighting and not mentions:
            return True
        if self._has(self._causes, sentence) or self._has(self._stories, sentence):
            return True
        measure = measured.measures[0]
        if measure == "hit" or (kind == "unknown" and measure in _OF_THINGS):
            return not _is_told_near(sentence, mentions)
        return named and kind == "unknown" and not mentions

    @staticmethod
    def _has(words: Lexicon[bool], sentence: Sentence) -> bool:
        return any(not _is_name(hit.last, sentence.tokens) for hit in words.hits(sentence.tokens))


def _is_name(word: Token, tokens: tuple[Token, ...]) -> bool:
    """A Typhoon is a jet, a Storm Shadow a missile; a word that opens a sentence is one only before another name."""
    if word.i > 0:
        return word.text[:1].isupper()
    return len(tokens) > 1 and tokens[1].text[:1].isupper()


def _is_told_near(sentence: Sentence, mentions: list[Mention]) -> bool:
    """An attack is told in this sentence or not far before it."""
    first = sentence.document.sentences[max(0, sentence.index - _NEAR)].start
    return any(first <= mention.span.start < sentence.end for mention in mentions)
