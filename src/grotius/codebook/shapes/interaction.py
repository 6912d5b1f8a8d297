"""What one actor does to another, coded to PLOVER (``interactions.yaml``)."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from grotius.codebook.shapes.entry import Entry
from grotius.model import PloverRoot

# How a verb turns the doing below it: to undertake or refuse it, to ask for it, to threaten it, to end it, to say it.
Turn = Literal["undertake", "refuse", "ask", "threaten", "end", "carry"]


class InteractionEntry(Entry):
    """Verbs and nouns of one root. With ``objects`` the verb counts only with one of these words in its phrase."""

    root: PloverRoot | None = Field(default=None, description="None for a verb that only turns what is below it")
    cameo: str | None = Field(default=None, description="CAMEO root code, two digits")
    verbs: tuple[str, ...] = Field(
        default=(), description="lemmas; 'call for' is a verb with its particle or preposition"
    )
    objects: tuple[str, ...] = Field(default=(), description="lemmas, one of which the verb's phrase holds")
    nouns: tuple[str, ...] = Field(default=(), description="nouns that name the doing: 'launched an attack'")
    turn: Turn | None = None


class TurnEntry(Entry):
    """What a turn makes of the root below it (``turns.yaml``)."""

    roots: dict[PloverRoot, PloverRoot] = Field(description="root below -> root of the whole")
    alone: PloverRoot | None = Field(default=None, description="the root where nothing known is below")
