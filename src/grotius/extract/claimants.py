"""Who vouches for a stretch of text: the speaker of the statement that it is told in."""

from __future__ import annotations

from collections.abc import Sequence

from grotius.extract.touching import Touching
from grotius.language import Document, Sentence, Token
from grotius.model import Actor, Span, Statement

# What is condemned, praised or refused is taken for granted: "decried a strike that left ten dead" claims no ten.
_PRESUPPOSING = frozenset({"criticise", "praise", "reject"})
_ADDING = frozenset({"more", "others", "other", "another"})
_POINTING = frozenset({"the", "this", "that", "these", "those"})
_ELSEWHERE = frozenset({"elsewhere", "meanwhile", "separately", "earlier", "later"})
_LEAST_COVERED = 0.4
_LONGEST_CHAIN = 2
_OPENING = 5


class Claimants:
    """Answers for any span of one document whose claim it is, from the statements found in it.

    ``happenings`` are the nouns ("attack", "victim") with which a sentence goes on about what was just told.
    """

    def __init__(
        self, statements: Sequence[Statement], document: Document, happenings: frozenset[str] = frozenset()
    ) -> None:
        ordered = sorted(statements, key=lambda item: item.content.start)
        self._document = document
        self._happenings = happenings
        self._statements = Touching(document, ordered, lambda item: item.content)

    def of(self, span: Span) -> Actor | None:
        """The speaker of the innermost statement that the span is told in, or of the one that it directly goes on."""
        told = [item for item in self._around(span) if not self._is_presupposed(item, span)]
        told = [item for item in told if item.act != "deny"] or told  # who denies it does not vouch for it
        statement = _innermost(told) or self._gone_on(self._document.sentence_at(span.start))
        return statement.speaker if statement is not None else None

    def statement_of(self, span: Span) -> Statement | None:
        """The innermost statement whose content covers the span; None where the report speaks itself."""
        return _innermost(self._around(span))

    def _around(self, span: Span) -> list[Statement]:
        return [
            item
            for item in self._statements.at(span.start)
            if item.content.start <= span.start and item.content.end >= span.end and not _covers_cue(span, item)
        ]

    def _is_presupposed(self, statement: Statement, span: Span) -> bool:
        """Whether the span is part of a thing that the speaker judges and does not report.

        A clause with "where" adds news of its own ("condemned the raid, where ten people died").
        """
        if statement.cue is None or statement.quoted or statement.act not in _PRESUPPOSING:
            return False
        sentence = self._document.sentence_at(statement.cue.start)
        cues = sentence.tokens_in(statement.cue.start, statement.cue.end)
        verb = next((token for token in reversed(cues) if token.pos == "VERB"), None)
        thing = verb.child("dobj") if verb is not None else None
        if thing is None or not statement.content.start <= thing.start < statement.content.end:
            return False
        word = sentence.token_at(span.start)
        above = [word, *word.ancestors()] if word is not None else []
        return not any(child.lower == "where" for token in above for child in token.children)

    # -- sentences that go on ------------------------------------------------------------------------------------

    def _gone_on(self, sentence: Sentence, depth: int = 0) -> Statement | None:
        """The statement of the sentence before, where this one only adds to it ("Three more were wounded")."""
        if depth >= _LONGEST_CHAIN or sentence.index == 0 or not sentence.parsed or not self._adds(sentence):
            return None
        before = self._document.sentences[sentence.index - 1]
        if before.headline or sentence.paragraph - before.paragraph > 1:
            return None
        here = [item for item in self._statements.at(sentence.start) if item.sentence == sentence.span]
        if here:
            return None
        told = [item for item in self._statements.at(before.start) if _is_report(item, before)]
        return _innermost(told) or self._gone_on(before, depth + 1)

    def _adds(self, sentence: Sentence) -> bool:
        """Whether the sentence opens with more of the same: a further number, the same attack, its victims."""
        opening = [token for token in sentence.tokens[:_OPENING] if token.dep != "punct"]
        if not opening or self._moves_on(opening, sentence):
            return False
        first = opening[0]
        subject = next((token for token in opening if token.dep in ("nsubj", "nsubjpass")), None)
        if any(token.lower in _ADDING for token in opening) and any(_counts(token) for token in opening):
            return True
        if subject is not None and subject.pos == "NUM":
            return True
        if subject is None or first.lower not in _POINTING:
            return False
        return subject.lemma in self._happenings

    def _moves_on(self, opening: Sequence[Token], sentence: Sentence) -> bool:
        """Whether the sentence opens with another place: "In Odesa, another six people were hurt"."""
        placed = (sentence.name_at(token) for token in opening if token.dep == "pobj")
        return opening[0].lower in _ELSEWHERE or any(
            name is not None and name.kind in ("place", "site", "state") for name in placed
        )


def _innermost(statements: Sequence[Statement]) -> Statement | None:
    return min(statements, key=lambda item: item.content.end - item.content.start, default=None)


def _counts(token: Token) -> bool:
    return token.pos == "NUM" or token.lower in ("another", "others", "dozens", "several")


def _is_report(statement: Statement, sentence: Sentence) -> bool:
    """Whether the statement is what its whole sentence tells, in reported speech."""
    if statement.sentence != sentence.span or statement.quoted or statement.act not in ("assert", "accuse"):
        return False
    inside = min(statement.content.end, sentence.end) - max(statement.content.start, sentence.start)
    return inside >= _LEAST_COVERED * (sentence.end - sentence.start)


def _covers_cue(span: Span, statement: Statement) -> bool:
    """Whether the span is wider than what is said and takes in the saying too."""
    cue = statement.cue
    return cue is not None and span.start <= cue.start and cue.end <= span.end
