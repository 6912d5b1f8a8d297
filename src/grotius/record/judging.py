"""People's judgements: two things are the same or not, a value is right or wrong. No re-run undoes them."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Connection, insert, select
from sqlalchemy.engine import RowMapping

from grotius.errors import SettingsError
from grotius.merge import Happening
from grotius.record import schema
from grotius.record.adding import row_of
from grotius.record.decided import REFERENCES, Decisions, corrected, decisions, successors
from grotius.record.encoding import from_json, is_storable
from grotius.record.finding import (
    find_event,
    find_row,
    last_tellings_of,
    present_event,
    present_row,
    redirects,
    tellings_of,
)
from grotius.record.indexing import index_anew
from grotius.record.journal import Journal
from grotius.record.merging import merge
from grotius.record.moment import Moment
from grotius.record.rows import Merged
from grotius.record.tellings import Tellings, people_edges
from grotius.record.together import spanning
from grotius.record.values import Matter, checked

Judging = Literal["same", "different", "unsure", "correct", "reject", "confirm"]
JUDGEMENTS = ("same", "different", "unsure", "correct", "reject", "confirm")
_ON_PAIRS = ("same", "different", "unsure")
_TELLINGS = ("mention", "talk")


@dataclass(frozen=True, slots=True)
class _End:
    """What one side of a pair stands for: an event with all its tellings, or one telling with its repetitions.

    ``events`` is where it is now.
    """

    name: str
    kind: str
    tellings: tuple[str, ...]
    events: frozenset[str]
    whole: bool


def judge(journal: Journal, judgement: str, ids: tuple[str, ...], why: str, field: str | None, value: object) -> Merged:
    if judgement not in JUDGEMENTS:
        raise SettingsError(f"There is no judgement {judgement!r}; it is one of {', '.join(JUDGEMENTS)}.")
    if not why.strip() or not is_storable(why):
        raise SettingsError("A judgement needs a reason; say why in a few words.")
    if (judgement == "correct") != (field is not None):
        raise SettingsError("'correct' needs a field and a value; the other judgements take none.")
    if judgement in _ON_PAIRS:
        touched = _on_pair(journal, judgement, ids, why)
    else:
        touched = _on_value(journal, judgement, ids, why, field, value)
    return merge(journal, touched=touched)


# -- pairs ------------------------------------------------------------------------------------------------------


def _on_pair(journal: Journal, judgement: str, ids: tuple[str, ...], why: str) -> set[str]:
    if len(ids) != 2 or ids[0] == ids[1]:
        raise SettingsError(f"'{judgement}' needs two different ids, of events, mentions or talks.")
    left, right = (_end(journal, name) for name in ids)
    if left.kind != right.kind:
        raise SettingsError(
            f"{left.name} is {_NOUNS[left.kind]} and {right.name} {_NOUNS[right.kind]}; only two of a kind can be the "
            "same or different."
        )
    lines = [
        {
            "left_id": a,
            "right_id": b,
            "judgement": judgement,
            "score": None,
            "reason": why,
            "who": journal.author.who,
            "kind": "person",
            "version": journal.author.version,
            "from_write": journal.number,
        }
        for a, b in spanning(*_sides(journal, judgement, left, right))
    ]
    journal.connection.execute(insert(schema.judgements), lines)
    journal.note(ids[0], f"judged {judgement}", why, after=ids[1])
    return {*left.events, *right.events}


_NOUNS = {"mention": "fighting", "talk": "a talk"}


def _sides(journal: Journal, judgement: str, left: _End, right: _End) -> tuple[list[str], list[str]]:
    """The tellings on each side, none of them on both."""
    one, other = list(left.tellings), list(right.tellings)
    if left.whole and right.whole and left.events == right.events:
        if judgement == "same":
            raise SettingsError(f"{left.name} and {right.name} are one event already.")
        one, other = _before_joined(journal, left, right), _before_joined(journal, right, left)
    if len(one) > len(other):
        one = [name for name in one if name not in other]
    other = [name for name in other if name not in one]
    if not one or not other:
        raise SettingsError(f"{left.name} and {right.name} rest on the same words; name two of the mentions instead.")
    return one, other


def _before_joined(journal: Journal, end: _End, other: _End) -> list[str]:
    """Of two events that are one by now: what was the one's before it and the other came together."""
    way, others = (redirects(journal.connection, name) for name in (end.name, other.name))
    own = [event for event in way if event not in others]
    if not own:
        return list(end.tellings)
    return [name for name in last_tellings_of(journal.connection, own[-1]) if name in end.tellings]


def _end(journal: Journal, name: str) -> _End:
    connection = journal.connection
    event = present_event(connection, name)
    if event is not None:
        kind = "mention" if event.kind == "fighting" else "talk"
        return _End(name, kind, tuple(tellings_of(connection, event.id)), frozenset({event.id}), True)
    row = present_row(connection, name)
    if row["kind"] not in _TELLINGS:
        raise SettingsError(f"{name} is a {row['kind']}; only events, mentions and talks can be the same or different.")
    again = select(schema.rows.c.id).where(schema.rows.c.same_as == row["id"], schema.rows.c.until_write.is_(None))
    repeated, parted = connection.execute(again.order_by(schema.rows.c.key)).scalars(), _parted(connection, row["id"])
    tellings = dict.fromkeys((row["id"], *(one for one in repeated if one not in parted)))
    return _End(name, row["kind"], tuple(tellings), frozenset(_events_of(journal, row["id"])), False)


def _parted(connection: Connection, row: str) -> set[str]:
    """What a person has said to be another than this telling."""
    found: set[str] = set()
    for edge in people_edges(connection):
        ends = {key.partition("@")[0] for key in (edge.left, edge.right)}
        if edge.judgement == "different" and row in ends:
            found |= ends - {row}
    return found


def _events_of(journal: Journal, row: str) -> list[str]:
    """The events that hold a row; with two reports of one text there may be two lines of it."""
    members, rows = schema.event_rows, schema.rows
    asked = select(members.c.event).join(rows, rows.c.key == members.c.row).distinct()
    asked = asked.where(rows.c.id == row, members.c.until_write.is_(None))
    return list(journal.connection.execute(asked).scalars())


# -- values -----------------------------------------------------------------------------------------------------


def _on_value(
    journal: Journal, judgement: str, ids: tuple[str, ...], why: str, field: str | None, value: object
) -> set[str]:
    if len(ids) != 1:
        raise SettingsError(f"'{judgement}' needs one id.")
    connection, known = journal.connection, decisions(journal.connection, Moment())
    event = present_event(connection, ids[0])
    row = present_row(connection, ids[0]) if event is None else None
    name = row["id"] if row is not None else event.id if event is not None else ids[0]
    values: Mapping[str, str] = {}
    if field is not None:
        _not_rejected(known, name)
        values = _values(journal, known, name, row, field, value)
    before = touched_by(journal, {name})
    _decide(journal, name, judgement, why, values)
    if values and row is not None:
        index_anew(connection, [name])
    return before | touched_by(journal, {name})


def _not_rejected(known: Decisions, name: str) -> None:
    verdict = known.rejection(name)
    if verdict is not None:
        raise SettingsError(
            f"{name} is rejected ({verdict.who}: {verdict.why}) and no correction brings it back; confirm it first."
        )


def _values(
    journal: Journal, known: Decisions, name: str, row: RowMapping | None, field: str, value: object
) -> dict[str, str]:
    verdicts = known.on(name)
    if row is None:
        return checked(_of_event(journal, corrected(_state(journal, name), verdicts)), field, value)
    now = corrected(row_of(row["kind"], row["body"]), verdicts)
    if field in REFERENCES and hasattr(now, field) and value not in (None, "null"):
        return {field: json.dumps(_reference(journal, row, field, str(value)))}
    text = select(schema.report_versions.c.text).where(schema.report_versions.c.key == row["version"])
    matter = Matter(
        now,
        day=(row["day_first"] or row["published"] or "")[:10] or None,
        countries=_countries(journal, schema.rows.c.version == row["version"]),
        text=journal.connection.execute(text).scalar(),
        types=_vocabulary(journal, "type"),
        issues=_vocabulary(journal, "issue"),
    )
    return checked(matter, field, value)


def _of_event(journal: Journal, one: Happening) -> Matter:
    members = schema.event_rows
    held = select(members.c.row).where(members.c.event == one.id, members.c.until_write.is_(None))
    day = one.time.start[:10] if one.time is not None and one.time.start else None
    return Matter(one, day, _countries(journal, schema.rows.c.key.in_(held)), types=_vocabulary(journal, "type"))


def _state(journal: Journal, event: str) -> Happening:
    states = schema.event_states
    asked = select(states.c.body).where(states.c.event == event, states.c.until_write.is_(None))
    return from_json(journal.connection.execute(asked).scalar_one(), Happening)


def _countries(journal: Journal, which: object) -> Mapping[str, float]:
    """How often each country is named in some rows."""
    rows, places = schema.rows, schema.row_places
    asked = select(places.c.country).join(rows, rows.c.key == places.c.row)
    asked = asked.where(which, places.c.country.is_not(None))  # type: ignore[arg-type]
    counted = Counter(country.upper() for country in journal.connection.execute(asked).scalars())
    return {country: float(number) for country, number in counted.items()}


def _vocabulary(journal: Journal, what: Literal["type", "issue"]) -> frozenset[str]:
    """Words that the record has from whichever codebook read it."""
    column = schema.mentions.c.type if what == "type" else schema.positions.c.issue
    return frozenset(journal.connection.execute(select(column).distinct()).scalars())


_LEADS_TO = {
    "mention": ("mention",),
    "part_of": ("figure",),
    "within": ("statement",),
    "talk": ("talk",),
    "statement": ("statement",),
    "rests_on": ("mention", "talk"),
}


def _reference(journal: Journal, row: RowMapping, field: str, name: str) -> str:
    """The row that a person leads this one to. An event stands for the telling of it in the same report, else for its
    first."""
    event = present_event(journal.connection, name)
    if event is not None:
        name = _first_telling(journal, event.id, row["version"])
    found = present_row(journal.connection, name)
    if found["kind"] not in _LEADS_TO[field] or found["id"] == row["id"]:
        raise SettingsError(
            f"{name} is a {found['kind']}; {field!r} takes the id of a {' or '.join(_LEADS_TO[field])}."
        )
    return str(found["id"])


def _first_telling(journal: Journal, event: str, version: int) -> str:
    rows, members = schema.rows, schema.event_rows
    asked = select(rows.c.id, rows.c.version).join(members, members.c.row == rows.c.key)
    asked = asked.where(members.c.event == event, members.c.until_write.is_(None), rows.c.kind.in_(_TELLINGS))
    lines = journal.connection.execute(asked.where(rows.c.until_write.is_(None))).all()
    first = _state(journal, event).tellings
    return str(min(lines, key=lambda line: (line[1] != version, first.index(line[0]) if line[0] in first else 0))[0])


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


# -- what a decision touches ------------------------------------------------------------------------------------


def touched_by(journal: Journal, targets: Iterable[str]) -> set[str]:
    """The events that these rows and events bear on today: those that hold them, that they are led to, or that hold
    what clings to them, since that may go elsewhere when they do.
    """
    connection, known, found = journal.connection, decisions(journal.connection, Moment()), set[str]()
    heirs, borne_on = successors(connection, targets), set[str]()
    for name in targets:
        event = find_event(connection, name)
        if event is not None:
            found |= set() if event.gone else {event.id}
            continue
        row = find_row(connection, heirs.get(name, name))
        if row is None or row["until_write"] is not None:
            continue
        right = corrected(row_of(row["kind"], row["body"]), known.on(row["id"]))
        led_to = (getattr(right, field, None) for field in REFERENCES)
        borne_on |= {row["id"]} | {other for other in led_to if other is not None}
    for name in sorted(borne_on):
        found.update(_events_of(journal, name))
    tellings = Tellings(connection)
    return found | set(tellings.events_of(tellings.companions(tellings.by_ids(borne_on), ())))
