"""Dataclasses to JSON text and back, with nothing lost."""

from __future__ import annotations

from functools import cache
from typing import Any, TypeVar

from pydantic import TypeAdapter

T = TypeVar("T")


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


def to_json(value: Any, kind: Any = None) -> str:
    """JSON text of a dataclass (or of any value whose type is given)."""
    return _adapter(kind if kind is not None else type(value)).dump_json(value).decode("utf-8")


def from_json(text: str | bytes, kind: type[T]) -> T:
    """The dataclass that ``to_json`` wrote."""
    value: T = _adapter(kind).validate_json(text)
    return value


def storable(text: str) -> str:
    """The text with what no database stores (NUL, lone surrogates) shown as U+FFFD; positions stay."""
    if "\x00" not in text and not _has_surrogates(text):
        return text
    return "".join("\ufffd" if char == "\x00" or "\ud800" <= char <= "\udfff" else char for char in text)


def _has_surrogates(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return True
    return False
