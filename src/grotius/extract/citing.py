"""Who is cited speaks, and not the outlet that cites him: "TASS reported, citing the ministry, that ..."."""

from __future__ import annotations

from collections.abc import Iterator

from grotius.extract.contents import Content, sentence_edges
from grotius.extract.cues import Cues
from grotius.extract.speakers import Speaker, naming
from grotius.extract.vocabulary import Vocabulary
from grotius.language import Document, Sentence, Token

_CITE = frozenset({"cite", "quote"})
_NAMES = frozenset({"person", "organisation", "state"})
_PAUSE = frozenset({"ADP", "ADV", "DET", "NOUN", "NUM", "PROPN", "PUNCT"})
_LONGEST_PAUSE = 6
_LONGEST_ASIDE = 24


class Citing:
    """Reads the asides of one document in which an outlet says whom it has something from."""

    def __init__(self, document: Document, cues: Cues, words: Vocabulary) -> None:
        self._document = document
        self._cues = cues
        self._outlets = words.outlets
        self._media = words.media
        self._vouching = words.persons | words.bodies

    def speaker(self, cue: Token, speaker: Speaker, sentence: Sentence) -> Speaker:
        """Whom the speaker cites for what the cue tells, where the speaker is an outlet; else the speaker."""
        if not self._is_outlet(speaker):
            return speaker
        cited = (self._cited(aside, sentence) for aside in self._asides(cue, speaker, sentence))
        head = next((head for head in cited if head is not None), None)
        return (naming(head, self._document) if head is not None else None) or speaker

    def content(self, cue: Token, sentence: Sentence) -> Content | None:
        """What is told behind an aside that parts it from the cue: "said, citing X, that ..."."""
        aside = next((token for token in sentence.tokens[cue.i + 1 :] if _is_citing(token)), None)
        if aside is None or not _is_pause(sentence.tokens[cue.i + 1 : aside.i]):
            return None
        for token in sentence.tokens[aside.i + 1 : aside.i + _LONGEST_ASIDE]:
            if token.lower == "that" and token.dep == "mark":
                end = sentence_edges(sentence)[1]
                return Content(sentence.tokens[token.i + 1].start, end) if token.end < end else None
            if token.lower == "as" or self._cues.is_saying(token):
                return None  # "quoting the minister as saying that": his own cue
        return None

    def _is_outlet(self, speaker: Speaker) -> bool:
        """ "TASS", "Tass news agency", "the news website", "state media"."""
        words = speaker.span.text.lower().removeprefix("the ").split()
        named = {" ".join(words[start:end]) for end in range(len(words) + 1) for start in range(end)}
        return bool(named & self._outlets) or speaker.head.lemma in self._media or "news agency" in named

    def _asides(self, cue: Token, speaker: Speaker, sentence: Sentence) -> Iterator[Token]:
        """The participles that go with the cue: below it, right behind it, or between its subject and it."""
        for token in sentence.tokens:
            if not _is_citing(token):
                continue
            between = speaker.head.i < token.i < cue.i
            behind = token.i > cue.i and _is_pause(sentence.tokens[cue.i + 1 : token.i])
            if between or behind or token.is_under(cue):
                yield token

    def _cited(self, aside: Token, sentence: Sentence) -> Token | None:
        """Who is cited; a reason ("citing the risk of mines") is nobody."""
        head = aside.child("dobj")
        name = sentence.name_at(head) if head is not None else None
        known = name is not None and name.kind in _NAMES
        return head if head is not None and (known or head.lemma in self._vouching) else None


def _is_citing(token: Token) -> bool:
    return token.lemma in _CITE and token.tag == "VBG"


def _is_pause(tokens: tuple[Token, ...]) -> bool:
    """Nothing, a comma, or when and where it was said ("on Monday,")."""
    return len(tokens) <= _LONGEST_PAUSE and all(token.pos in _PAUSE for token in tokens)
