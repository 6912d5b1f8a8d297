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
    known: Any = kind if kind is not None else type(value)
    return _adapter(known).dump_json(value).decode("utf-8")


def from_json(text: str | bytes, kind: type[T]) -> T:
    """The dataclass that ``to_json`` wrote."""
    known: Any = kind
    value: T = _adapter(known).validate_json(text)
    return value


def as_type(value: object, kind: Any) -> Any:
    """A value from outside (JSON's types) as the type a field has; ``pydantic.ValidationError`` where it is none."""
    return _adapter(kind).validate_python(value)


def scrubbed(value: T) -> T:
    """The dataclass with every text in it ``storable``."""
    known: Any = type(value)
    clean: T = as_type(_scrub(_adapter(known).dump_python(value)), known)
    return clean


def _scrub(value: Any) -> Any:
    if isinstance(value, str):
        return storable(value)
    if isinstance(value, dict):
        return {name: _scrub(one) for name, one in value.items()}
    return [_scrub(one) for one in value] if isinstance(value, list | tuple) else value


def storable(text: str) -> str:
    """The text with what no database stores (NUL, lone surrogates) shown as U+FFFD; positions stay."""
    if is_storable(text):
        return text
    return "".join("\ufffd" if char == "\x00" or "\ud800" <= char <= "\udfff" else char for char in text)


def is_storable(text: str) -> bool:
    """Has the text neither NUL nor lone surrogates?"""
    if "\x00" in text:
        return False
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True
