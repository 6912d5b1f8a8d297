"""Talks."""

from __future__ import annotations

from collections.abc import Sequence

from grotius.codebook import Codebook
from grotius.extract.claimants import Claimants
from grotius.language import Document
from grotius.model import Talk


class TalkFinder:
    def __init__(self, codebook: Codebook) -> None:
        self._codebook = codebook

    def find(
        self, document: Document, claimants: Claimants, report_hash: str
    ) -> list[Talk]:
        del document
        return []
