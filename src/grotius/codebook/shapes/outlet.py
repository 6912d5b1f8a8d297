"""Outlets: who publishes, and who owns or directs them."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from grotius.codebook.shapes.entry import Entry


class Outlet(Entry):
    """One publisher. ``kind`` is ``wire`` for an agency whose stories others print, ``monitor`` for a body that
    watches a war and is quoted as a source, ``outlet`` for any other.

    ``controlled_by`` is the two-letter code of the state (or the codebook id of the group) that owns or directs it,
    so that a party to a war is never taken for a neutral source.
    """

    name: str
    kind: Literal["wire", "outlet", "monitor"] = "outlet"
    aliases: tuple[str, ...] = ()
    country: str | None = Field(default=None, pattern=r"^[A-Z]{2}$")
    controlled_by: str | None = None
    domains: tuple[str, ...] = ()


class CreditCue(Entry):
    """Words that make a line a credit line: what follows (``before`` the names) or precedes (``after`` them)."""

    phrases: tuple[str, ...] = Field(min_length=1)
    side: Literal["before", "after"]
