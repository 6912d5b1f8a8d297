"""A change of the record in plain words: what it was before, and what it became."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Any

from pydantic import ValidationError

from grotius.english import count, short
from grotius.merge import Happening
from grotius.model import Versions
from grotius.publish.cells import plain
from grotius.publish.phrases import listed, names, said, when, where
from grotius.record import ChangeRow
from grotius.record.decreed import value_in_words
from grotius.record.encoding import from_json

_LEFT_OUT = frozenset({"id", "kind", "history", "codes", "at_large"})
_NOUNS = {
    "m": ("mention", "mentions"),
    "f": ("figure", "figures"),
    "t": ("telling of a talk", "tellings of a talk"),
    "s": ("statement", "statements"),
    "p": ("position", "positions"),
    "i": ("interaction", "interactions"),
}
_ITSELF = ("event merged", "event gone")
"""Changes whose ``before`` is the thing itself."""
_HASHED = 64


@dataclass(frozen=True, slots=True)
class Changed:
    """``before`` and ``after`` are empty where there was nothing, or where words would say nothing; ``pairs`` are both
    for each field, where several differ."""

    before: str
    after: str
    pairs: tuple[tuple[str, str], ...] = ()

    @property
    def told(self) -> str:
        """``killed 3 → killed 5``."""
        if self.pairs:
            return "; ".join(f"{before} → {after}" for before, after in self.pairs)
        if self.before and self.after:
            return f"{self.before} → {self.after}"
        return self.after or (f"was: {self.before}" if self.before else "")


def in_words(change: ChangeRow) -> Changed:
    """The two values of a change as a reader says them; ids stay as they are."""
    before = "" if change.what in _ITSELF else change.before or ""
    if change.what == "event changed":
        return _happenings(before, change.after or "")
    if change.what == "rows of event":
        left, came = _rows(before), _rows(change.after or "")
        return Changed(f"{left} left" if left else "", f"{came} came in" if came else "")
    return Changed(_value(before), _value(change.after or ""))


def _happenings(before: str, after: str) -> Changed:
    """Only what differs."""
    try:
        was, now = from_json(before, Happening), from_json(after, Happening)
    except ValidationError:  # written by another version
        return Changed(_value(before), _value(after))
    differing = [one.name for one in fields(Happening) if one.name not in _LEFT_OUT]
    differing = [name for name in differing if getattr(was, name) != getattr(now, name)]
    pairs = tuple((_field(name, getattr(was, name)), _field(name, getattr(now, name))) for name in differing)
    return Changed("; ".join(before for before, _ in pairs), "; ".join(after for _, after in pairs), pairs)


def _field(name: str, value: Any) -> str:
    match name:
        case "tellings":
            return f"told {count(len(value), 'time')}"
        case "places":
            return f"places {where(value, len(value)) or 'unknown'}"
        case "actors" | "mediators":
            return f"{name} {names(value) or 'unknown'}"
        case "denied_by":
            return f"denied by {listed(map(plain, value)) or 'nobody'}"
        case "time":
            return f"time {when(value) or 'unknown'}"
        case "words":
            return f"first words “{short(plain(value), 80)}”"
        case "accused" | "background":
            return f"{'' if value else 'not '}{'only blamed' if name == 'accused' else name}"
    return f"{said(name)} {said(value) if value else 'unknown'}"


def _rows(ids: str) -> str:
    counted = Counter(name[:1] for name in ids.split())
    return listed(count(counted[letter], *nouns) for letter, nouns in _NOUNS.items() if counted[letter])


def _value(text: str) -> str:
    if len(text) == _HASHED and " " not in text:
        return ""  # a hash says only that something differs, which the change itself says
    if text.startswith("{"):
        return _body(text)
    parts = list(_set(text))
    values = dict(parts)
    if set(values) == {"low", "best", "high"} and len(set(values.values())) == 1:
        return f"exactly {values['best']}"
    return listed(f"{said(name)} {value}" for name, value in parts) or plain(text)


def _set(text: str) -> Iterator[tuple[str, str]]:
    """The fields of ``low = 5, best = 5``, where the text is of that kind."""
    rest = text
    while rest:
        name, sign, value = rest.partition(" = ")
        if not sign or not name.isidentifier():
            return
        try:
            found, end = json.JSONDecoder().raw_decode(value)
        except ValueError:
            return
        yield name, value_in_words(json.dumps(found))
        rest = value[end:].removeprefix(", ")


def _body(text: str) -> str:
    """A whole row by its words; what made rows by its name."""
    try:
        body = json.loads(text)
    except ValueError:
        return ""
    if set(body) == {"grotius", "codebook", "model"}:
        made = Versions(**body)
        return f"Grotius {made.grotius}, codebook {made.codebook[:12]}, {made.model}"
    words = body.get("content") or body.get("span") or {}
    return f"“{short(plain(words.get('text')), 80)}”" if words.get("text") else short(plain(body.get("words")), 80)
