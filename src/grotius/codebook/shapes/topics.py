"""Words that tell, before any parse, whether a report is about a war."""

from __future__ import annotations

from pydantic import Field

from grotius.codebook.shapes.entry import Entry


class Topic(Entry):
    """A topic's words. Each distinct word of it that a report holds adds ``weight`` to the report's score.

    A word also covers its longer forms ("shell" covers "shelling" and "shelled") unless it ends in ``$``.
    """

    weight: int = Field(ge=-5, le=5)
    words: tuple[str, ...]
