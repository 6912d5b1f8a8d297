"""Quotations: curly, straight, nested, broken over paragraphs."""

from __future__ import annotations

from dataclasses import dataclass

from grotius.language.document import Document
from grotius.model import Span


@dataclass(frozen=True, slots=True)
class Quote:
    """Quoted words. ``span`` includes the marks, ``content`` does not; ``closed`` is False where a paragraph ended
    without a closing mark; ``continues`` points to the index of the quote that this one carries on."""

    span: Span
    content: Span
    closed: bool
    continues: int | None = None


def quotes(document: Document) -> list[Quote]:
    """All outermost quotations of the report, in order. Needs no parse. Scare quotes of one word are quotes too."""
    raise NotImplementedError
