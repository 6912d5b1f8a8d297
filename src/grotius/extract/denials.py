"""What one tells and another denies in so many words: "Russia claims the town, a claim that Ukraine denies".

The deed stays as it was told, by whoever tells it; the denial is a row of its own, with the words that deny.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from grotius.codebook import Codebook
from grotius.folding import fold
from grotius.ids import row_id
from grotius.language import Document
from grotius.model import Actor, Mention, Statement

_DENIES = "deny"
_ARTICLES = frozenset({"the", "such", "these", "those", "all", "any", "its", "his", "her", "their", "both"})


class Denials:
    """Adds the denials of a report's mentions."""

    def __init__(self, codebook: Codebook) -> None:
        self._pointing = frozenset(fold(word) for word in codebook.modality["denied_claim"].words)
        self._claiming = frozenset(codebook.event_words["takers"].words)

    def added(
        self, mentions: Iterable[Mention], statements: Sequence[Statement], document: Document, report_hash: str
    ) -> list[Mention]:
        """The mentions, each denied one followed by its denial and credited to nobody who denies it."""
        denials = [told for told in statements if told.act == _DENIES and told.cue is not None and not told.quoted]
        return [row for mention in mentions for row in self._with(mention, denials, statements, document, report_hash)]

    def _with(
        self,
        mention: Mention,
        denials: Sequence[Statement],
        statements: Sequence[Statement],
        document: Document,
        report_hash: str,
    ) -> Iterator[Mention]:
        denial = next((told for told in denials if self._is_of(told, mention, document)), None)
        if denial is None or denial.cue is None:
            yield mention
            return
        yield self._told_by_others(mention, denial, statements, document)
        yield replace(
            mention,
            id=row_id("m", report_hash, denial.cue.start, denial.cue.end, mention.id),
            actuality="denied",
            span=denial.cue,
            sentence=denial.sentence,
            claimant=denial.speaker,
            same_as=None,
        )

    def _is_of(self, denial: Statement, mention: Mention, document: Document) -> bool:
        """The denied words stand before the denying ones, or are only pointed at from the same sentence or the next."""
        if mention.actuality != "actual" or mention.background or mention.same_as is not None or denial.cue is None:
            return False
        if mention.span.end > denial.cue.start or _is_same(mention, denial):
            return False
        if denial.content.start <= mention.span.start and mention.span.end <= denial.content.end:
            return denial.content.end <= denial.cue.start or denial.sentence != mention.sentence
        told, denied = document.sentence_at(mention.span.start), document.sentence_at(denial.cue.start)
        return denied.index - told.index in (0, 1) and self._points(denial)

    def _told_by_others(
        self, mention: Mention, denial: Statement, statements: Sequence[Statement], document: Document
    ) -> Mention:
        """The denier vouches for nothing: whoever claims it in the same sentence does."""
        if mention.claimant is None or mention.claimant.name != denial.speaker.name:
            return mention
        claims = (told for told in statements if told.sentence == mention.sentence and told.speaker != denial.speaker)
        before = (told for told in claims if told.cue is not None and told.cue.end <= mention.span.start)
        claim = next(before, None)
        return replace(mention, claimant=claim.speaker if claim is not None else self._claims_it(mention, document))

    def _claims_it(self, mention: Mention, document: Document) -> Actor | None:
        """ "Russia has claimed the capture": whoever did it says so."""
        doer = mention.by
        if doer is None or doer.span is None:
            return None
        for verb in document.sentence_at(mention.span.start).tokens:
            subject = verb.child("nsubj")
            if verb.lemma in self._claiming and verb.end <= mention.span.start and subject is not None:
                words = subject.subtree()
                if words[0].start <= doer.span.start < words[-1].end:
                    return doer
        return None

    def _points(self, denial: Statement) -> bool:
        """ "This", "the claim": no words of what is denied."""
        words = set(fold(denial.content.text).split()) - _ARTICLES
        return bool(words) and words <= self._pointing


def _is_same(mention: Mention, denial: Statement) -> bool:
    """Nobody denies in one sentence what he tells in another; within one sentence the parse may err."""
    if mention.claimant is None or mention.sentence == denial.sentence:
        return False
    return mention.claimant.name == denial.speaker.name
