"""What every codebook entry has: a label, a note, and examples that are its tests."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, Field


class Example(BaseModel):
    """A sentence and the rows it must give.

    ``expect`` names lists of the output contract. Each named list must hold exactly the expected rows, in any
    order; a row is described by some of its fields (a span, actor or place by its words). Lists that are not
    named are not checked.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: str
    published: str | None = None
    expect: dict[str, list[dict[str, Any]]]


class Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    label: str | None = Field(default=None, description="a short name for people")
    note: str | None = Field(default=None, description="why, and where the rule comes from")
    examples: tuple[Example, ...] = ()
