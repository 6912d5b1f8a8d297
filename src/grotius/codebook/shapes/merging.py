"""What speaks for or against two tellings being of one happening, and how much."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from grotius.codebook.shapes.entry import Entry


class Told(BaseModel):
    """A sentence as some report has it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: str
    published: str


class Pair(BaseModel):
    """Two sentences of two reports, and whether they tell one happening."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    tellings: tuple[Told, Told]
    same: bool


class MergingEntry(Entry):
    """A likeness or difference with its weight, a limit that decides which of them it is, or words that tell it.

    Weights are added up; above zero the tellings are of one happening. The unit is roughly a factor of e in the odds.
    ``weight: never`` rules the pair out whatever else agrees. In each of ``pairs`` the entry itself must be seen.
    """

    weight: float | Literal["never"] | None = Field(default=None, description="a number, or 'never'")
    limit: float | None = Field(default=None, description="kilometres, hours, days, a share or a factor")
    alike: tuple[tuple[str, ...], ...] = Field(default=(), description="values easily taken for each other")
    words: tuple[str, ...] = Field(
        default=(), description="words that a sentence is known by, or right before a name that tell whose it is"
    )
    behind: tuple[str, ...] = Field(default=(), description="words right behind a name that tell what befell it")
    titles: tuple[str, ...] = Field(default=(), description="words that stand before a name and are no part of it")
    never: tuple[str, ...] = Field(default=(), description="words of which no name is made")
    pairs: tuple[Pair, ...] = Field(default=(), description="pairs of sentences that are this entry's tests")
