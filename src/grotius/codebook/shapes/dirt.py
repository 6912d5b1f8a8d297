"""Dirt: lines and marks that a web page leaves in a report's text and that are not the report."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from grotius.codebook.shapes.entry import Entry

Where = Literal["line", "start", "end", "crumb", "clock_zone"]


class Dirt(Entry):
    """Phrases that mark dirt. Letter case does not count.

    ``where`` says how a phrase is matched: the whole ``line``, the ``start`` or the ``end`` of a line, a ``crumb`` cut
    from the end of a headline ("| World | News"), or a ``clock_zone`` that makes a time of day alone on its line the
    stamp of a live blog ("10:45 GMT").
    """

    where: Where
    phrases: tuple[str, ...] = Field(min_length=1)
    longest: int = Field(default=200, gt=0, description="a longer line is kept: it may hold news")
