"""People's judgements: two things are the same or not, a value is right or wrong. No re-run undoes them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from typing import Any, Literal, get_type_hints

from pydantic import ValidationError
from sqlalchemy import delete, insert, select, update
from sqlalchemy.engine import RowMapping

from grotius.errors import SettingsError
from grotius.merge import Happening
from grotius.record import marks, schema
from grotius.record.adding import add_index_lines, row_of
from grotius.record.decided import corrected, decisions
from grotius.record.encoding import as_type, to_json
from grotius.record.finding import find_event, find_row, tellings_of, unknown
from grotius.record.journal import Journal
from grotius.record.merging import merge
from grotius.record.moment import Moment
from grotius.record.rows import Merged
from grotius.record.shelves import TABLES, TYPES, columns, days

Judging = Literal["same", "different", "unsure", "correct", "reject", "confirm"]
JUDGEMENTS = ("same", "different", "unsure", "correct", "reject", "confirm")
_ON_PAIRS = ("same", "different", "unsure")
_MOST_PAIRS = 1_600
_NOT_TO_CORRECT = frozenset({"id", "span", "sentence", "number", "content", "kind", "tellings", "history", "codes"})


@dataclass(frozen=True, slots=True)
class _Ends:
    """What one side of a pair stands for: tellings, and the event they are in if the whole event was named."""

    tellings: tuple[str, ...]
    events: tuple[str, ...]


def judge(journal: Journal, judgement: str, ids: tuple[str, ...], why: str, field: str | None, value: object) -> Merged:
    if judgement not in JUDGEMENTS:
        raise SettingsError(f"There is no judgement {judgement!r}; it is one of {', '.join(JUDGEMENTS)}.")
    if not why.strip():
        raise SettingsError("A judgement needs a reason; say why in a few words.")
    if judgement in _ON_PAIRS:
        touched = _on_pair(journal, judgement, ids, why)
    else:
        touched = _on_value(journal, judgement, ids, why, field, value)
    return merge(journal, touched=touched)


# -- pairs ------------------------------------------------------------------------------------------------------


def _on_pair(journal: Journal, judgement: str, ids: tuple[str, ...], why: str) -> set[str]:
    if len(ids) != 2 or ids[0] == ids[1]:
        raise SettingsError(f"'{judgement}' needs two different ids, of events, mentions or talks.")
    left, right = (_ends(journal, name) for name in ids)
    if set(left.events) == set(right.events) and left.tellings == right.tellings:
        raise SettingsError(f"{ids[0]} and {ids[1]} are one event already; name two of its mentions instead.")
    pairs = _crossing(left, right)
    if judgement == "same":
        pairs = list(dict.fromkeys((*_joining(left, right), *_judged_apart(journal, pairs))))
    lines = [
        {
            "left_id": min(a, b),
            "right_id": max(a, b),
            "judgement": judgement,
            "score": None,
            "reason": why,
            "who": journal.author.who,
            "kind": "person",
            "version": journal.author.version,
            "from_write": journal.number,
        }
        for a, b in pairs[:_MOST_PAIRS]
    ]
    if lines:
        journal.connection.execute(insert(schema.judgements), lines)
    journal.note(ids[0], f"judged {judgement}", why, after=ids[1])
    return {*left.events, *right.events}


def _crossing(left: _Ends, right: _Ends) -> list[tuple[str, str]]:
    return [(a, b) for a in left.tellings for b in right.tellings if a != b]


def _joining(left: _Ends, right: _Ends) -> list[tuple[str, str]]:
    """All of both hang together by the first of each, so that none is left out if the machine parts one side later."""
    first, other = left.tellings[0], right.tellings[0]
    pairs = [(first, b) for b in right.tellings] + [(a, other) for a in left.tellings[1:]]
    return [(a, b) for a, b in pairs if a != b]


def _judged_apart(journal: Journal, pairs: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Those of the pairs that somebody judged different before."""
    table = schema.judgements
    asked = select(table.c.left_id, table.c.right_id).where(
        table.c.kind == "person", table.c.judgement == "different", table.c.until_write.is_(None)
    )
    apart = {frozenset((line[0], line[1])) for line in journal.connection.execute(asked)}
    return [pair for pair in pairs if frozenset(pair) in apart]


def _ends(journal: Journal, name: str) -> _Ends:
    event = find_event(journal.connection, name)
    if event is not None:
        return _Ends(tuple(tellings_of(journal.connection, event.id)), (event.id,))
    row = find_row(journal.connection, name)
    if row is None:
        raise unknown(name)
    if row["kind"] not in ("mention", "talk"):
        raise SettingsError(f"{name} is a {row['kind']}; only events, mentions and talks can be the same or different.")
    return _Ends((name,), tuple(_events_of(journal, row)))


def _events_of(journal: Journal, row: RowMapping) -> list[str]:
    members = schema.event_rows
    asked = select(members.c.event).where(members.c.row == row["key"], members.c.until_write.is_(None))
    return list(journal.connection.execute(asked).scalars())


# -- values -----------------------------------------------------------------------------------------------------


def _on_value(
    journal: Journal, judgement: str, ids: tuple[str, ...], why: str, field: str | None, value: object
) -> set[str]:
    if len(ids) != 1:
        raise SettingsError(f"'{judgement}' needs one id.")
    if (judgement == "correct") != (field is not None):
        raise SettingsError("'correct' needs a field and a value; 'confirm' and 'reject' take none.")
    name = ids[0]
    event = find_event(journal.connection, name)
    if event is not None:
        _decide(journal, event.id, judgement, why, _checked(Happening, field, value))
        marks.renew(journal.connection, journal.number, [event.id])
        return set()
    row = find_row(journal.connection, name)
    if row is None:
        raise unknown(name)
    _decide(journal, name, judgement, why, _checked(TYPES[row["kind"]], field, value))
    if judgement == "correct":
        _index_anew(journal, row)
    return set(_events_of(journal, row))


def _checked(kind: type[Any], field: str | None, value: object) -> dict[str, str]:
    """The fields to set, as JSON. A figure's ``best`` alone means exactly that many."""
    if field is None:
        return {}
    known = {one.name for one in fields(kind)} - _NOT_TO_CORRECT
    if field not in known:
        raise SettingsError(f"{kind.__name__} has no field {field!r} to correct; it has {', '.join(sorted(known))}.")
    hint = get_type_hints(kind)[field]
    try:
        text = to_json(as_type(_unwrapped(value), hint), hint)
    except ValidationError:
        raise SettingsError(f"{value!r} is not a value for {field!r}.") from None
    if field == "best":
        return {"low": text, "best": text, "high": text}
    return {field: text}


def _unwrapped(value: object) -> object:
    """What the command line gives is text: numbers, objects and null are read as JSON, the rest stays text."""
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value


def _decide(journal: Journal, target: str, decision: str, why: str, values: Mapping[str, str]) -> None:
    common = {
        "target": target,
        "decision": decision,
        "why": why,
        "who": journal.author.who,
        "from_write": journal.number,
    }
    lines = [common | {"field": field, "value": value} for field, value in values.items()]
    journal.connection.execute(insert(schema.decisions), lines or [common | {"field": None, "value": None}])
    verb = {"correct": "corrected", "reject": "rejected", "confirm": "confirmed"}[decision]
    shown = ", ".join(f"{field} = {value}" for field, value in values.items())
    journal.note(target, f"{verb} by a person", why, after=shown or None)


def _index_anew(journal: Journal, line: RowMapping) -> None:
    """Let filters and the search for like tellings see the corrected values; the row as extracted stays."""
    connection, key = journal.connection, line["key"]
    verdicts = decisions(connection, Moment()).on(line["id"])
    row = corrected(row_of(line["kind"], line["body"]), verdicts)
    if not is_dataclass(row):
        return
    own = TABLES[line["kind"]]
    connection.execute(update(own).where(own.c.row == key).values(**columns(row)))
    first, last = days(row.time, line["published"], row.background)
    found = {"day_first": first, "day_last": last, "background": row.background}
    connection.execute(update(schema.rows).where(schema.rows.c.key == key).values(**found))
    for table in (schema.row_places, schema.row_actors, schema.row_blocks):
        connection.execute(delete(table).where(table.c.row == key))
    add_index_lines(connection, [(key, row)], line["report"], line["published"])
