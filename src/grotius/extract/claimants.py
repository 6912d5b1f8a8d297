"""Who vouches for a stretch of text: the speaker of the statement that it is told in."""

from __future__ import annotations

from collections.abc import Sequence

from grotius.extract.touching import Touching
from grotius.language import Document
from grotius.model import Actor, Span, Statement


class Claimants:
    """Answers for any span of one document whose claim it is, from the statements found in it."""

    def __init__(self, statements: Sequence[Statement], document: Document) -> None:
        ordered = sorted(statements, key=lambda item: item.content.start)
        self._statements = Touching(document, ordered, lambda item: item.content)

    def of(self, span: Span) -> Actor | None:
        """The speaker of the innermost statement whose content covers the span; None where the report speaks itself."""
        statement = self.statement_of(span)
        return statement.speaker if statement is not None else None

    def statement_of(self, span: Span) -> Statement | None:
        around = [
            item
            for item in self._statements.at(span.start)
            if item.content.start <= span.start and item.content.end >= span.end and not _covers_cue(span, item)
        ]
        return min(around, key=lambda item: item.content.end - item.content.start, default=None)


def _covers_cue(span: Span, statement: Statement) -> bool:
    """Whether the span is wider than what is said and takes in the saying too."""
    cue = statement.cue
    return cue is not None and span.start <= cue.start and cue.end <= span.end
