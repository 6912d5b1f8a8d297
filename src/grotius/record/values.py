"""What a person puts in place of a value: plain words read as the field has them, and only what the field can hold."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime
from functools import cache
from itertools import pairwise
from types import NoneType
from typing import TYPE_CHECKING, Any, Literal, get_args, get_origin, get_type_hints

from pydantic import ValidationError

from grotius.codebook import load
from grotius.english import cut
from grotius.errors import SettingsError
from grotius.merge import Happening
from grotius.model import Actor, Actuality, Figure, Mode, Place, Position, Span, TalkKind, TalkStatus, Time
from grotius.record.encoding import as_type, is_storable, to_json
from grotius.record.shelves import Row

if TYPE_CHECKING:
    from grotius.ground import PlainNames

MOST_COUNTED = 2_000_000_000
_YEARS = range(1900, 2101)
_DAY, _MINUTE = 10, 16
_NOT_TO_CORRECT = frozenset({"id", "span", "sentence", "number", "content", "kind", "tellings", "history", "codes"})
_NOR_OF_EVENTS = frozenset({"words"})
_LINKS = frozenset({"same_as"})
_TIMES = (
    "a day such as 2025-04-25, a minute such as 2025-04-25T08:45, or two with a slash between them "
    "(2025-04-25/2025-04-26)"
)


@dataclass(frozen=True, slots=True)
class Matter:
    """What is to be corrected as it stands now, and what it is about: that tells one Springfield from another.

    ``text`` is that of its report; ``types`` and ``issues`` are those that the record has from other codebooks.
    """

    now: Row | Happening
    day: str | None = None
    countries: Mapping[str, float] | None = None
    text: str | None = None
    types: frozenset[str] = frozenset()
    issues: frozenset[str] = frozenset()


def checked(matter: Matter, field: str, value: object) -> dict[str, str]:
    """The fields to set, as JSON. A figure's ``best`` alone means exactly that many.

    Raises:
        SettingsError: there is no such field to correct, or it cannot hold this value.
    """
    kind = type(matter.now)
    hint = _hint(kind, field)
    core, many = _core(hint)
    given = value if core is str and not many and value != "null" else _unwrapped(value)
    try:
        read = _read_all(matter, core, given) if many else _read(matter, core, given)
        typed = as_type(read, hint)
    except (ValidationError, OverflowError):
        raise _refused(value, field, _takes(hint)) from None
    _check(matter, field, value, typed, hint)
    changes = {"low": typed, "best": typed, "high": typed} if field == "best" else {field: typed}
    _check_ends(replace(matter.now, **changes))
    hints = get_type_hints(kind)
    return {name: to_json(one, hints[name]) for name, one in changes.items()}


def _hint(kind: type[Any], field: str) -> Any:
    known = {one.name for one in fields(kind)} - _NOT_TO_CORRECT - _LINKS
    if kind is Happening:
        known -= _NOR_OF_EVENTS
    if field not in known:
        noun = "event" if kind is Happening else kind.__name__.lower()
        raise SettingsError(
            f"A value {field!r} of a {noun} cannot be corrected; these can: {', '.join(sorted(known))}."
        )
    return get_type_hints(kind)[field]


def _core(hint: Any) -> tuple[Any, bool]:
    """The type without "or nothing", and whether there may be several."""
    if get_origin(hint) is tuple:
        return get_args(hint)[0], True
    parts = [one for one in get_args(hint) if one is not NoneType]
    if get_origin(hint) is Literal or not parts:
        return hint, False
    return parts[0], False


def _unwrapped(value: object) -> object:
    """What the command line gives is text: numbers, objects and null are read as JSON, the rest stays text."""
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except (ValueError, RecursionError):
        return value


# -- plain words ------------------------------------------------------------------------------------------------


def _read_all(matter: Matter, core: Any, value: object) -> object:
    if isinstance(value, list | tuple):
        return [_read(matter, core, one) for one in value]
    return value if value is None else [_read(matter, core, value)]


def _read(matter: Matter, core: Any, value: object) -> object:
    """A name, a day or words of the report as the actor, place, time or span that they stand for.

    A name may come with the words of the report that give it, and nothing more.
    """
    if core in (Actor, Place) and isinstance(value, dict) and value.keys() == {"span", "name"}:
        named = _read(matter, core, value["name"])
        return _with_span(named, value["span"]) if isinstance(named, Actor | Place) else value
    if not isinstance(value, str) or core not in (Actor, Place, Time, Span):
        return value
    text = " ".join(value.split())
    if not text or not text.isprintable():
        raise SettingsError("A correction needs a value of some words, on one line.")
    if core is Actor:
        return _names().actor(text, matter.day, matter.countries)
    if core is Place:
        return _names().place(text, matter.countries)
    return time_of(text) if core is Time else _words(matter, text)


def _with_span(named: Actor | Place, span: object) -> Actor | Place:
    return replace(named, span=as_type(span, Span | None))


@cache
def _names() -> PlainNames:
    from grotius.ground import PlainNames  # only who corrects a name needs the place index

    return PlainNames(load())


def time_of(text: str) -> Time:
    """A day, a minute, or two of them with a slash between."""
    first, _, last = (part.strip() for part in text.partition("/"))
    start, end = _moment(first, text), _moment(last or first, text)
    if start[:_DAY] > end[:_DAY] or (len(start) == len(end) and start > end):
        raise SettingsError(f"{_short(text)} ends before it begins.")
    return Time(None, start, end, "minute" if len(start) == len(end) == _MINUTE else "day")


def _moment(part: str, whole: str) -> str:
    if not _is_moment(part):
        raise SettingsError(f"{_short(whole)} is no time; write {_TIMES}.")
    return part


def _is_moment(part: str) -> bool:
    try:
        known = part.isascii() and len(part) in (_DAY, _MINUTE) and part[4] == "-"
        return known and datetime.fromisoformat(part).year in _YEARS
    except ValueError:
        return False


def _words(matter: Matter, text: str) -> Span:
    """Words of the report: in the row's sentence, else where they stand first."""
    whole, sentence = matter.text or "", getattr(matter.now, "sentence", None)
    at = whole.find(text, sentence.start, sentence.end) if isinstance(sentence, Span) else -1
    at = at if at >= 0 else whole.find(text)
    if at < 0:
        raise SettingsError(f"{_short(text)} does not stand in the report; give words as they stand in it.")
    return Span(at, at + len(text), text)


# -- what a field can hold --------------------------------------------------------------------------------------


def _check(matter: Matter, field: str, value: object, typed: object, hint: Any) -> None:
    """More than the type says: truth is no number, a count has bounds, and some words are of a closed list."""
    core, _ = _core(hint)
    known = _closed(matter, field) if core is str else ()
    if known and typed not in known:
        raise _refused(value, field, f"one of {', '.join(known)}")
    if typed is None:
        return
    if isinstance(typed, str) and (not typed.strip() or not is_storable(typed)):
        raise _refused(value, field, _takes(hint))
    if core is int and (isinstance(_unwrapped(value), bool) or not 0 <= _whole(typed) <= MOST_COUNTED):
        raise _refused(value, field, _takes(hint))
    for one in typed if isinstance(typed, tuple) else (typed,):
        _check_parts(matter, field, value, one)


def _whole(value: object) -> int:
    return value if isinstance(value, int) else -1


def _check_parts(matter: Matter, field: str, value: object, one: object) -> None:
    """Times are times, names have letters, and words stand in the report, however they were given."""
    span = one if isinstance(one, Span) else getattr(one, "span", None)
    if isinstance(span, Span) and matter.text is not None and matter.text[span.start : span.end] != span.text:
        raise SettingsError(f"{_short(span.text)} does not stand at {span.start} to {span.end} of the report.")
    if isinstance(one, Time):
        ends = [end for end in (one.start, one.end) if end is not None]
        if not ends or not all(map(_is_moment, ends)) or ends[0][:_DAY] > ends[-1][:_DAY]:
            raise _refused(value, field, _TIMES)
    if isinstance(one, Actor | Place) and (not one.name.strip() or not is_storable(one.name)):
        raise _refused(value, field, "a name")


def _check_ends(row: object) -> None:
    if not isinstance(row, Figure):
        return
    told = [(name, number) for name in ("low", "best", "high") if (number := getattr(row, name)) is not None]
    for (name, number), (other, more) in pairwise(told):
        if number > more:
            raise SettingsError(f"{name} {number} would be above {other} {more}; correct best, which sets all three.")


def _closed(matter: Matter, field: str) -> Sequence[str]:
    """What a field that holds a word of a closed list may hold; nothing where any word will do."""
    one = matter.now
    is_talk = isinstance(one, Happening) and one.kind == "talk"
    match field:
        case "type" if is_talk:
            return get_args(TalkKind)
        case "type":
            return sorted({*load().events, *matter.types})
        case "mode":
            return get_args(Mode)
        case "status":
            return get_args(TalkStatus if is_talk or not isinstance(one, Happening) else Actuality)
        case "issue" if isinstance(one, Position):
            return sorted({*load().issues, *matter.issues})
    return ()


def _takes(hint: Any) -> str:
    core, many = _core(hint)
    if get_origin(core) is Literal:
        return f"one of {', '.join(get_args(core))}"
    told = {
        int: f"a whole number from 0 to {MOST_COUNTED:,}",
        bool: "true or false",
        Actor: "a name",
        Place: "the name of a place",
        Time: _TIMES,
        Span: "words of the report",
    }.get(core, "a word")
    empty = " or null" if NoneType in get_args(hint) else ""
    return f"{told}{', or a list in JSON' if many else ''}{empty}"


def _refused(value: object, field: str, takes: str) -> SettingsError:
    return SettingsError(f"{_short(value)} is not a value for {field!r}; it takes {takes}.")


def _short(value: object, most: int = 60) -> str:
    return cut(repr(value), most)
