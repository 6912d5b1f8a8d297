"""Speakers named without a verb of theirs: "according to X", a headline's "Ministry: twelve drones shot down"."""

from __future__ import annotations

from grotius.extract.contents import Content, Contents, around, clause_edges, sentence_edges
from grotius.extract.cues import Cues, Found
from grotius.extract.phrases import edges, words_between
from grotius.extract.quotations import Quotations
from grotius.extract.speakers import Speaker, naming, speaker_of
from grotius.extract.vocabulary import Vocabulary
from grotius.language import Document, Sentence, Token

_OPENERS = frozenset({"that", "which", "who", "whom", "and", "but", "while", "whereas", "if", "whether", "because"})
_ASIDES = frozenset({"without", "amid", "amidst", "despite", "although", "though"})
_DASHES = frozenset({"–", "—", "--", "-"})
_MARKS = frozenset({'"', "“", "”", "„", "«", "»"})
_LONGEST_LABEL = 10
_SHORTEST_HEADLINE = 4
_LONGEST_POINTER = 3


class Credits:
    """Reads the phrases and colons of one document that credit a speaker."""

    def __init__(
        self, document: Document, cues: Cues, quotations: Quotations, contents: Contents, words: Vocabulary
    ) -> None:
        self._document = document
        self._cues = cues
        self._quotations = quotations
        self._contents = contents
        self._labels = words.labels
        self._carriers = words.carriers
        self._sums = words.sums
        self._papers = words.papers
        self._outlets = words.outlets
        self._taglines = words.taglines
        self._speakers = words.persons | words.bodies
        self._vouching = self._speakers | words.papers | words.carriers | words.channels

    def phrase(self, found: Found, sentence: Sentence) -> tuple[Speaker, Content] | None:
        """ "According to X": the content is the clause that the phrase hangs on."""
        named = found.last.child("pobj", "dobj")
        if named is not None and found.last.tag == "VBG" and not self._may_vouch(named, sentence):
            return self._reason(found, named)
        head = self._owner(named)
        speaker = naming(head, self._document) if head is not None else None
        if head is None or speaker is None or self._is_own_credit(found, speaker):
            return None
        if head.pos == "NOUN" and head.lemma not in self._vouching:
            return None  # "according to plan"
        if head.lemma in self._sums and not any(child.pos == "PROPN" for child in head.lefts):
            return None  # "according to the count at noon"
        if found.last.tag == "VBG" and any(self._cues.is_saying(verb) for verb in found.last.ancestors()):
            return None  # "the paper, citing officials, said that ...": the paper's words
        end = max((named or head).subtree()[-1].end, speaker.span.end)
        content = self._pointed_at(found, sentence) or self._beside_phrase(found, end, sentence)
        if content is None:
            return None
        group = self._quotations.before(found.token.start)
        if content.before and group is not None and group.free and content.end <= found.token.start:
            content = Content(group.content.start, group.content.end, before=True)
        if self._quotations.around(content.end - 1) is not None:
            content = self._contents.with_quote(content.start, content.end, found)
        return speaker, content

    def _pointed_at(self, found: Found, sentence: Sentence) -> Content | None:
        """ "That is according to a survey": what the sentence before tells."""
        before = sentence.tokens[: found.token.i]
        if sentence.index == 0 or not 1 <= len(before) <= _LONGEST_POINTER or before[0].lower not in ("that", "this"):
            return None
        told = self._document.sentences[sentence.index - 1]
        return Content(told.start, told.end, before=True) if before[1:] and before[1].lemma == "be" else None

    def _may_vouch(self, head: Token, sentence: Sentence) -> bool:
        """Whether somebody is cited ("citing officials") and not something ("citing the risk of war")."""
        name = sentence.name_at(head)
        person = name is not None and name.kind in ("person", "organisation")
        return person or head.lemma in self._speakers or (head.lemma in self._papers and not head.all("poss"))

    def _reason(self, found: Found, named: Token) -> tuple[Speaker, Content] | None:
        """ "The ministry closed the port, citing the risk of mines": its own words."""
        speaker = speaker_of(found.last, self._document)
        return (speaker, Content(*edges(named.subtree()))) if speaker is not None else None

    def _is_own_credit(self, found: Found, speaker: Speaker) -> bool:
        """ "As reported by Agency": an outlet's credit to itself or to the outlet that it took the report from."""
        return found.token.lower == "as" and speaker.span.text.lower().removeprefix("the ") in self._outlets

    def _owner(self, head: Token | None) -> Token | None:
        """Of "a statement released by the ministry" the ministry; of any other phrase its head."""
        if head is None or head.lemma not in self._carriers:
            return head
        links = [
            child for child in head.rights if child.dep in ("prep", "agent") and child.lower in ("of", "from", "by")
        ]
        links += [child for verb in head.all("acl") for child in verb.children if child.dep == "agent"]
        return next((noun for link in links if (noun := link.child("pobj")) is not None), head)

    def _beside_phrase(self, found: Found, end: int, sentence: Sentence) -> Content | None:
        """At either edge of its sentence the phrase covers the sentence; elsewhere the clause that it hangs on."""
        start = found.token.start
        text = self._document.text
        first, last = sentence_edges(sentence)
        host = next((token for token in found.token.ancestors() if _is_finite(token)), None)
        leading = all(token.pos in ("ADV", "PUNCT", "CCONJ") for token in sentence.tokens[: found.token.i])
        if leading:
            return Content(end, last) if words_between(text, end, last) else None
        if not words_between(text, end, last) and not _is_told_clause(host, self._cues):
            return Content(first, start, before=True)
        clause = clause_edges(host) if host is not None else (first, last)
        if host is not None and _opens_late(host, found.token):
            return Content(end, clause[1])
        after = next((token for token in sentence.tokens if token.start >= end and token.dep != "punct"), None)
        if after is not None and (after.tag == "VBG" or after.lower in _ASIDES or _after_dash(after, sentence)):
            return Content(clause[0], start, before=True)
        return around(text, clause, start, end)

    def colon(self, sentence: Sentence) -> tuple[Token, Speaker, Content] | None:
        """A headline or caption "Ministry: twelve drones shot down", a turn "Smith: 'No.'", with the colon."""
        colon = next((token for token in sentence.tokens[:_LONGEST_LABEL] if token.text == ":"), None)
        if colon is None or colon.i == 0:
            return None
        before = sentence.tokens[: colon.i]
        before = tuple(token for token in before if token.text not in _MARKS)
        if not before or before[-1].pos not in ("PROPN", "NOUN"):
            return None
        if any(token.pos in ("VERB", "AUX", "PUNCT") for token in before):
            return None
        group = self._quotations.after(colon.end)
        follows = group is not None and not words_between(self._document.text, colon.end, group.outer.start)
        named = before[-1].pos == "PROPN" or before[-1].lemma in self._labels
        if not named or not (sentence.headline or follows):
            return None
        end = group.content.end if follows and group is not None else sentence.end
        return colon, Speaker(before[-1], self._document.span_of(before)), Content(colon.end, end)

    def tail(self, sentence: Sentence) -> tuple[Speaker, Content] | None:
        """A headline's "Air raids kill ten: monitor", also where the mark before the last word was lost."""
        words = [token for token in sentence.tokens if words_between(token.text, 0, len(token.text))]
        if not sentence.headline or len(words) <= _SHORTEST_HEADLINE:
            return None
        last, before = words[-1], words[-2]
        marked = last.i - before.i > 1 and sentence.tokens[last.i - 1].text in (*_DASHES, ":", "�_")
        if last.lemma not in (self._speakers if marked else self._taglines) or before.pos in ("ADP", "DET", "ADJ"):
            return None
        if not any(token.pos == "VERB" or token.lemma in ("dead", "killed") for token in words[:-1]):
            return None
        return Speaker(last, self._document.span_of([last])), Content(sentence.start, before.end, before=True)


def _after_dash(token: Token, sentence: Sentence) -> bool:
    return token.i > 0 and sentence.tokens[token.i - 1].text in _DASHES


def _is_finite(token: Token) -> bool:
    """Whether the word heads a clause that can stand alone."""
    return token.pos in ("VERB", "AUX") and (
        token.tag in ("VBD", "VBZ", "VBP") or token.child("nsubj", "nsubjpass", "expl") is not None
    )


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
