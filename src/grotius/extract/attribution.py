"""One act of saying, as the finders hand it on."""

from __future__ import annotations

from dataclasses import dataclass

from grotius.language import Sentence, Token
from grotius.model import Act, Actor, Span


@dataclass(frozen=True, slots=True)
class Attribution:
    """One act of saying. ``main`` is the verb that heads the content, ``cue`` is missing for a bare quotation."""

    speaker: Actor
    cue: Span | None
    cue_id: str | None
    act: Act | None
    content: Span
    sentence: Sentence
    cue_token: Token | None = None
    quoted: bool = False
    addressee: Actor | None = None
    channel: Span | None = None


def is_inside(item: Attribution, other: Attribution) -> bool:
    """Whether one attribution is told within another's content."""
    at = item.cue.start if item.cue is not None else item.content.start
    return (
        other is not item
        and other.content.start <= at < other.content.end
        and len(other.content.text) > len(item.content.text)
    )
