"""The words that numbers are made of, and the words that show that a number counts nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from pydantic import Field

from grotius.codebook.shapes.entry import Entry

Role = Literal[
    "value",
    "scale",
    "fraction",
    "group",
    "vague",
    "open",
    "none",
    "all",
    "hedge_before",
    "hedge_after",
    "person",
    "young",
    "casualty",
    "unit",
    "part",
    "idiom",
    "change",
    "currency",
    "month",
    "time_of_day",
    "designator",
    "formation",
    "street",
    "age",
    "rank",
]
Bound = Literal["at_least", "more_than", "at_most", "fewer_than", "about", "between"]


class NumberWords(Entry):
    """Words with one role in number phrases.

    ``values`` for what stands for an amount (twelve, hundred, half, dozen, several); ``words`` for the rest. Words
    are lower case; a phrase is several words with single spaces. Nouns are given in the singular.
    """

    role: Role
    words: tuple[str, ...] = ()
    values: Mapping[str, float] = Field(default_factory=dict)
    bound: Bound | None = Field(default=None, description="how a hedge reads the number")
    unsure: bool = Field(default=False, description="a hedge that is often a plain preposition ('over', 'about')")
