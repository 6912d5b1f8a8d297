"""Positions."""

from __future__ import annotations

from collections.abc import Sequence

from grotius.codebook import Codebook
from grotius.extract.claimants import Claimants
from grotius.language import Document
from grotius.model import Position, Statement


class PositionFinder:
    def __init__(self, codebook: Codebook) -> None:
        self._codebook = codebook

    def find(
        self, document: Document, statements: Sequence[Statement], claimants: Claimants, report_hash: str
    ) -> list[Position]:
        del document
        return []
