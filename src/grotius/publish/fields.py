"""A sheet as it leaves the house: its columns with type, meaning and HXL tag; one description for every format."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, Literal, TypeVar

R = TypeVar("R")
Kind = Literal["string", "integer", "number", "boolean", "date"]
Value = str | int | float | bool | date | None


@dataclass(frozen=True, slots=True)
class Field(Generic[R]):
    """One column. ``about`` says what it means; ``hxl`` is its tag in the Humanitarian Exchange Language."""

    name: str
    kind: Kind
    about: str
    hxl: str
    value: Callable[[R], Value]


@dataclass(frozen=True, slots=True)
class Loss(Generic[R]):
    """Something that a sheet cannot carry; ``touches`` says which rows lose it, ``drops`` that they are left out."""

    about: str
    touches: Callable[[R], bool]
    drops: bool = False


@dataclass(frozen=True, slots=True)
class Sheet(Generic[R]):
    """A table of the record. ``source`` is the question to the record that it is made from.

    ``rows`` makes the sheet's rows of one row of the record (none, one or several).
    """

    name: str
    about: str
    source: str
    fields: Sequence[Field[R]]
    rows: Callable[[Any], Iterable[R]]
    losses: Sequence[Loss[Any]] = ()
    key: str | None = "id"

    @property
    def names(self) -> list[str]:
        return [field.name for field in self.fields]

    def values(self, row: R) -> list[Value]:
        return [field.value(row) for field in self.fields]


def itself(row: R) -> tuple[R]:
    """One row of the record is one row of the sheet."""
    return (row,)


def as_date(text: str | None) -> date | None:
    """The day that an ISO text begins with; nothing where it begins with none."""
    try:
        return date.fromisoformat((text or "")[:10])
    except ValueError:
        return None


def joined(parts: Iterable[str | None]) -> str | None:
    """Several values in one cell, each once."""
    return "; ".join(dict.fromkeys(part for part in parts if part)) or None
