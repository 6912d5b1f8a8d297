"""What a person puts in place of a value, checked: only what the field can hold, and never words that no report has."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from grotius.errors import SettingsError
from grotius.model import Span
from grotius.record import Shown
from grotius.record.encoding import as_type
from grotius.record.facets import text_of
from grotius.record.values import MOST_COUNTED, time_of
from grotius.web.asked import shown
from grotius.web.desk import Desk

# What a person can correct in a row of each kind. Names are set with the words that were selected.
CORRECTABLE = {
    "figure": ("best", "measure", "claimant", "place", "time", "actuality", "background"),
    "mention": ("type", "mode", "actuality", "by", "time", "background"),
    "telling of a talk": ("status", "time", "place", "background"),
    "statement": ("speaker", "act", "addressee"),
    "position": ("stance", "issue", "actor"),
    "interaction": ("root", "source", "target"),
    "event": ("type", "mode", "status", "time", "background"),
    "talk": ("type", "status", "time", "background"),
}
_NAMES = frozenset({"claimant", "by", "speaker", "addressee", "actor", "source", "target", "place"})
_LONGEST_NAME = 200


def correction(desk: Desk, told: Shown, field: str, text: str, start: int | None, end: int | None) -> object:
    """The value as the record wants it. ``start`` and ``end`` are of the words of the report that give it.

    Raises:
        SettingsError: the thing has no such value to correct, or the field cannot hold this one.
    """
    fields = CORRECTABLE.get(told.kind, ())
    if field not in fields:
        raise SettingsError(
            f"Of a {told.kind} can be corrected: {', '.join(fields) or 'nothing'}; not {shown(field)!r}."
        )
    text = text.strip()
    if not text:
        raise SettingsError("A correction needs a value; select words in the text or type one.")
    span = _span(desk, told, start, end)
    if field in _NAMES:
        if len(text) > _LONGEST_NAME or not text.isprintable():
            raise SettingsError(f"A name has at most {_LONGEST_NAME} characters, on one line.")
        return {"span": span, "name": text}
    if field == "time":
        return replace(time_of(text), span=as_type(span, Span | None))
    if field == "best":
        return _number(text)
    if field == "background":
        return _yes(text.lower())
    return text


def _yes(text: str) -> bool:
    if text not in _YES + _NO:
        raise SettingsError(f"{shown(text)!r} is not a value for background; it is yes or no.")
    return text in _YES


_YES, _NO = ("yes", "true", "1"), ("no", "false", "0")


def _number(text: str) -> int:
    plain = text.replace(",", "").replace(" ", "")
    if not (plain.isascii() and plain.isdecimal() and len(plain) < 13 and int(plain) <= MOST_COUNTED):
        raise SettingsError(f"{shown(text)!r} is not a number; write it in figures, such as 12.")
    return int(plain)


def _span(desk: Desk, told: Shown, start: int | None, end: int | None) -> dict[str, Any] | None:
    """The selected words, as they stand in the report."""
    if start is None or end is None or start >= end:
        return None
    text = text_of(desk.record, told.origin.report) if told.origin else None
    if text is None or end > len(text.text):
        raise SettingsError("The selected words do not stand in the report.")
    return {"start": start, "end": end, "text": text.text[start:end]}
