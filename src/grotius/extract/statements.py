"""Statements: an attribution with its act, its place within another, and what the report says about the saying."""

from __future__ import annotations

from grotius.codebook import Codebook
from grotius.extract.acts import ActReader
from grotius.extract.attribution import AttributionFinder
from grotius.extract.quotations import Quotations
from grotius.ids import row_id
from grotius.language import Document
from grotius.model import Act, Statement


class StatementFinder:
    """Finds every attributed statement of a report."""

    def __init__(self, codebook: Codebook) -> None:
        self._attributions = AttributionFinder(codebook)
        self._acts = ActReader(codebook.acts)

    def find(self, document: Document, report_hash: str) -> list[Statement]:
        found = self._attributions.find(document)
        quotations = Quotations(document)
        rows = []
        for item in found:
            quoted = quotations.quoted_share(item.content) > 0.5
            act: Act = item.act or self._acts.read(document, item.content, item.cue_id, not quoted, item.speaker.name) or "assert"
            rows.append(
                Statement(
                    id=row_id("s", report_hash, item.speaker.name, item.cue and item.cue.start, item.content.start, item.content.end),
                    speaker=item.speaker,
                    cue=item.cue,
                    content=item.content,
                    quoted=quoted,
                    act=act,
                    sentence=item.sentence.span,
                    addressee=item.addressee,
                    channel=item.channel,
                )
            )
        return rows
