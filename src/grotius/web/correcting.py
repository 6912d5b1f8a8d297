"""What a person puts in place of a value, checked: only what the field can hold, and never words that no report has."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from functools import cache
from typing import Any, get_args

from grotius.codebook import Codebook, load
from grotius.errors import SettingsError
from grotius.model import Actuality, Mode, TalkKind, TalkStatus
from grotius.record import Shown
from grotius.record.facets import text_of
from grotius.record.vocabulary import event_types, issues
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
_MOST = 2_000_000_000
_YEARS = range(1900, 2101)


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
        return {"span": span, "grain": "day", **_days(text)}
    if field == "best":
        return _number(text)
    if field == "background":
        return _one_of(text.lower(), ("yes", "no", "true", "false", "1", "0"), field) in ("yes", "true", "1")
    return _one_of(text, _words(desk, told.kind, field), field)


def _words(desk: Desk, kind: str, field: str) -> Collection[str]:
    """What a field that holds a word of a closed list may hold; nothing where the record knows the list itself."""
    match field, kind:
        case "type", "event" | "mention":
            return {*_codebook().events, *event_types(desk.record)}
        case "type", _:
            return get_args(TalkKind)
        case "mode", _:
            return get_args(Mode)
        case "status", "event":
            return get_args(Actuality)
        case "status", _:
            return get_args(TalkStatus)
        case "issue", _:
            return {*_codebook().issues, *issues(desk.record)}
    return ()


def _one_of(text: str, words: Collection[str], field: str) -> str:
    if words and text not in words:
        raise SettingsError(f"{shown(text)!r} is not a value for {field}; it is one of {', '.join(sorted(words))}.")
    return text


@cache
def _codebook() -> Codebook:
    return load()


def _number(text: str) -> int:
    plain = text.replace(",", "").replace(" ", "")
    if not (plain.isascii() and plain.isdecimal() and len(plain) < 13 and int(plain) <= _MOST):
        raise SettingsError(f"{shown(text)!r} is not a number; write it in figures, such as 12.")
    return int(plain)


def _days(text: str) -> dict[str, str]:
    first, _, last = (part.strip() for part in text.partition("/"))
    start, end = _moment(first, text), _moment(last or first, text)
    if start[:10] > end[:10]:
        raise SettingsError(f"{shown(text)!r} ends before it begins.")
    return {"start": start, "end": end}


def _moment(part: str, whole: str) -> str:
    try:
        if part.isascii() and len(part) in (10, 16) and datetime.fromisoformat(part).year in _YEARS and part[4] == "-":
            return part
    except ValueError:
        pass
    raise SettingsError(
        f"{shown(whole)!r} is no time; write a day such as 2025-04-25, a minute such as 2025-04-25T08:45, or two with "
        "a slash between them."
    )


def _span(desk: Desk, told: Shown, start: int | None, end: int | None) -> dict[str, Any] | None:
    """The selected words, as they stand in the report."""
    if start is None or end is None or start >= end:
        return None
    text = text_of(desk.record, told.origin.report) if told.origin else None
    if text is None or end > len(text.text):
        raise SettingsError("The selected words do not stand in the report.")
    return {"start": start, "end": end, "text": text.text[start:end]}
