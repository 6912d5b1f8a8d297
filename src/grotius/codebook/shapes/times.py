"""The shape of ``times.yaml``: one group of time words per entry."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import Field

from grotius.codebook.shapes.entry import Entry


class TimeWords(Entry):
    """Words of one kind and what each means; a word may be several ("new year's eve").

    ``careful`` words are read as times only beside a number or another time word ("mar", "sun"). ``near`` limits
    an entry to reports that hold one of these words ("the invasion" of which country?).
    """

    words: Mapping[str, str | int | float] = Field(default_factory=dict, description="word: its meaning")
    careful: tuple[str, ...] = Field(default=(), description="words that need a number beside them")
    doubtful: tuple[str, ...] = Field(default=(), description="words that are as often no time: a preposition decides")
    near: tuple[str, ...] = Field(default=(), description="read only in reports that hold one of these words")
