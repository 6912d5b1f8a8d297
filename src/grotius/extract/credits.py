"""Speakers named without a verb of theirs: "according to X", a headline's "Ministry: twelve drones shot down"."""

from __future__ import annotations

from grotius.extract.contents import Content, Contents, around, clause_edges, sentence_edges
from grotius.extract.cues import Cues, Found
from grotius.extract.phrases import words_between
from grotius.extract.quotations import Quotations
from grotius.extract.speakers import Speaker, naming
from grotius.language import Document, Sentence, Token

_OPENERS = frozenset({"that", "which", "who", "whom", "and", "but", "while", "whereas", "if", "whether", "because"})
_LONGEST_LABEL = 10


class Credits:
    """Reads the phrases and colons of one document that credit a speaker."""

    def __init__(
        self, document: Document, cues: Cues, quotations: Quotations, contents: Contents, labels: frozenset[str]
    ) -> None:
        self._document = document
        self._cues = cues
        self._quotations = quotations
        self._contents = contents
        self._labels = labels

    def phrase(self, found: Found, sentence: Sentence) -> tuple[Speaker, Content] | None:
        """ "According to X": the content is the clause that the phrase hangs on."""
        head = found.last.child("pobj")
        speaker = naming(head, self._document) if head is not None else None
        if head is None or speaker is None:
            return None
        end = max(head.subtree()[-1].end, speaker.span.end)
        content = self._beside_phrase(found, end, sentence)
        if content is None:
            return None
        group = self._quotations.before(found.token.start)
        if content.before and group is not None and group.free and content.end <= found.token.start:
            content = Content(group.content.start, group.content.end, before=True)
        if self._quotations.around(content.end - 1) is not None:
            content = self._contents.with_quote(content.start, content.end, found)
        return speaker, content

    def _beside_phrase(self, found: Found, end: int, sentence: Sentence) -> Content | None:
        """At either edge of its sentence the phrase covers the sentence; elsewhere the clause that it hangs on."""
        start = found.token.start
        text = self._document.text
        first, last = sentence_edges(sentence)
        host = next((token for token in found.token.ancestors() if token.pos in ("VERB", "AUX")), None)
        leading = all(token.pos in ("ADV", "PUNCT", "CCONJ") for token in sentence.tokens[: found.token.i])
        if leading:
            return Content(end, last) if words_between(text, end, last) else None
        if not words_between(text, end, last) and not _is_told_clause(host, self._cues):
            return Content(first, start, before=True)
        clause = clause_edges(host) if host is not None else (first, last)
        if host is not None and _opens_late(host, found.token):
            return Content(end, clause[1])
        after = next((token for token in sentence.tokens if token.start >= end and token.dep != "punct"), None)
        if after is not None and after.tag == "VBG":
            return Content(clause[0], start, before=True)
        return around(text, clause, start, end)

    def colon(self, sentence: Sentence) -> tuple[Token, Speaker, Content] | None:
        """A headline or caption "Ministry: twelve drones shot down", a turn "Smith: 'No.'", with the colon."""
        colon = next((token for token in sentence.tokens[:_LONGEST_LABEL] if token.text == ":"), None)
        if colon is None or colon.i == 0:
            return None
        before = sentence.tokens[: colon.i]
        if any(token.pos in ("VERB", "AUX", "PUNCT") for token in before) or before[-1].pos not in ("PROPN", "NOUN"):
            return None
        group = self._quotations.after(colon.end)
        follows = group is not None and not words_between(self._document.text, colon.end, group.outer.start)
        named = before[-1].pos == "PROPN" or before[-1].lemma in self._labels
        if not named or not (sentence.headline or follows):
            return None
        end = group.content.end if follows and group is not None else sentence.end
        return colon, Speaker(before[-1], self._document.span_of(before)), Content(colon.end, end)


def _is_told_clause(host: Token | None, cues: Cues) -> bool:
    """Whether the clause is itself what somebody is said to say."""
    return host is not None and any(
        verb.dep == "ccomp" and verb.i > verb.head.i and cues.is_saying(verb.head) for verb in (host, *host.ancestors())
    )


def _opens_late(host: Token | None, phrase: Token) -> bool:
    """Whether only an opener such as "that" or "which" stands before "according to" in its clause."""
    if host is None:
        return False
    before = [token for token in host.subtree() if token.i < phrase.i and token.dep != "punct"]
    return all(token.lower in _OPENERS for token in before)
