"""Statements: an attribution with its act, its place within another, and when and where it was said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from grotius.codebook import Codebook
from grotius.extract.acts import ActReader
from grotius.extract.attribution import Attribution
from grotius.extract.moments import Moments, place_of
from grotius.extract.quotations import Quotations
from grotius.extract.saying import AttributionFinder
from grotius.extract.staleness import Staleness
from grotius.extract.touching import Touching
from grotius.ids import row_id
from grotius.language import Document, TimeReader
from grotius.model import Act, Statement, Talk, Time


class StatementFinder:
    """Finds every attributed statement of a report."""

    def __init__(self, codebook: Codebook, times: TimeReader | None = None) -> None:
        self._attributions = AttributionFinder(codebook)
        self._acts = ActReader(codebook.acts)
        self._moments = Moments(times or TimeReader(codebook.times))
        self._staleness = Staleness(codebook)

    def find(self, document: Document, report_hash: str) -> list[Statement]:
        """The statements in the order of their cues; one told within another names it in ``within``."""
        quotations = Quotations(document)
        found = self._attributions.find(document)
        rows = [self._row(item, document, quotations, report_hash) for item in found]
        touching = Touching(document, rows, lambda row: row.content)
        return _linked([_placed(row, touching) for row in rows])

    def _row(self, item: Attribution, document: Document, quotations: Quotations, report_hash: str) -> Statement:
        quoted = quotations.quoted_share(item.content) > 0.5
        act: Act | None = item.act
        if act is None:
            act = self._acts.read(document, item.content, item.cue_id, not quoted, item.speaker.name)
        cue = item.cue
        said = self._said_when(item)
        parts = (item.speaker.name, cue.start if cue is not None else None, item.content.start, item.content.end)
        return Statement(
            id=row_id("s", report_hash, *parts),
            speaker=item.speaker,
            cue=cue,
            content=item.content,
            quoted=quoted,
            act=act or "assert",
            sentence=item.sentence.span,
            addressee=item.addressee,
            channel=item.channel,
            time=said,
            place=place_of(item.cue_token, item.sentence) if item.cue_token is not None else None,
            background=self._staleness.of(item.cue_token, said, document.published),
        )

    def _said_when(self, item: Attribution) -> Time | None:
        """When it was said: a time with the cue, not one in what was said."""
        if item.cue_token is None:
            return None
        time = self._moments.of(item.cue_token, item.sentence)
        if time is None or time.span is None:
            return None
        inside = item.content.start <= time.span.start < item.content.end
        return None if inside else time


def with_talks(statements: Sequence[Statement], talks: Sequence[Talk]) -> list[Statement]:
    """Statements with the talk that they are a readout of: one told as their occasion, in the same sentence."""
    return [_read_out(statement, talks) for statement in statements]


def _read_out(statement: Statement, talks: Sequence[Talk]) -> Statement:
    for talk in talks:
        same = talk.sentence == statement.sentence
        took_part = any(_same_name(actor.name, statement.speaker.name) for actor in talk.participants)
        if same and took_part and talk.status in ("held", "ongoing"):
            return replace(statement, talk=talk.same_as or talk.id)
    return statement


def _placed(row: Statement, rows: Touching[Statement]) -> Statement:
    """The row with the innermost statement that its cue is told in."""
    at = row.cue.start if row.cue is not None else row.content.start
    around = [
        other
        for other in rows.at(at)
        if other is not row
        and other.content.start <= at < other.content.end
        and len(other.content.text) > len(row.content.text)
        and not (other.cue is not None and row.content.start <= other.cue.start < row.content.end)
    ]
    if not around:
        return row
    return replace(row, within=min(around, key=lambda other: len(other.content.text)).id)


def _linked(rows: list[Statement]) -> list[Statement]:
    """The same words by the same speaker, told again (a headline, a summary), are linked to the first."""
    first: dict[tuple[str, str], str] = {}
    linked = []
    for row in rows:
        key = (row.speaker.name.split()[-1].lower(), " ".join(row.content.text.lower().split()))
        earlier = first.setdefault(key, row.id)
        linked.append(row if earlier == row.id else replace(row, same_as=earlier))
    return linked


def _same_name(a: str, b: str) -> bool:
    return a.split()[-1].lower() == b.split()[-1].lower()
