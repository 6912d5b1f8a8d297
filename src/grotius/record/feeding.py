"""For those who keep a copy: what was written since a moment, and what is no longer in force."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, Select, case, func, literal, or_, select, union_all

from grotius.errors import SettingsError
from grotius.record import schema
from grotius.record.instants import instant
from grotius.record.reading import Reader, with_origin
from grotius.record.record import Record
from grotius.record.rows import Filter, Page

_KINDS = {
    "mentions": "mention",
    "figures": "figure",
    "tellings": "talk",
    "statements": "statement",
    "positions": "position",
    "interactions": "interaction",
}
_HAPPENINGS = {"events": "fighting", "talks": "talk"}
NOUNS = (*_HAPPENINGS, *_KINDS, "reports")
"""Nouns whose rows say when they were written."""

_MOST = 500


@dataclass(frozen=True, slots=True)
class Deleted:
    """A row, event or talk that is no longer in force, or that a person rejected. ``kind`` is event, talk, or one of
    the kinds of rows; ``successor`` stands in its place, if anything does."""

    id: str
    kind: str
    at: str
    successor: str | None


def moment_of(text: str, name: str) -> str:
    """A day or a moment as the clock of the record writes it, in UTC.

    Raises:
        SettingsError: it is neither.
    """
    at = instant(text)
    if at is None:
        raise SettingsError(
            f"{name} needs a day or a moment such as 2025-04-25 or 2025-04-25T10:00:00Z, not {text[:40]!r}."
        )
    return at


def updated(record: Record, noun: str, since: str, wanted: Filter) -> Page[Any]:
    """What a filter lets through and was written since a moment, in the order it was written.

    A decision of a person on a row counts as writing it.

    Raises:
        SettingsError: the noun has no such moments, or the question is about the past.
    """
    if noun not in NOUNS:
        raise SettingsError(f"updated_since is for {', '.join(NOUNS)}, not for {noun}.")
    if wanted.as_of is not None:
        raise SettingsError("updated_since asks for the record as it stands; leave as_of out.")
    since, last = moment_of(since, "updated_since"), _number(wanted.cursor)
    limit = min(wanted.limit or _MOST, _MOST)

    def answer(reader: Reader) -> Page[Any]:
        asked, key = _asked(reader, noun, wanted)
        asked = asked.where(_late(noun, since))
        total = reader.connection.execute(
            select(func.count()).select_from(asked.with_only_columns(key).order_by(None).subquery())
        ).scalar_one()
        after = asked.with_only_columns(key).where(key > last).order_by(key).limit(limit + 1)
        keys = list(reader.connection.execute(after).scalars())
        rows = _rows(reader, noun, keys[:limit], wanted.rule)
        return Page(tuple(rows), total, str(keys[limit - 1]) if len(keys) > limit else None)

    return record._ask(replace(wanted, cursor=None), answer)


def _asked(reader: Reader, noun: str, wanted: Filter) -> tuple[Select[Any], ColumnElement[int]]:
    plain = replace(wanted, cursor=None, limit=None)
    if noun in _KINDS:
        return reader.rows_asked(_KINDS[noun], plain), schema.rows.c.key
    if noun == "reports":
        return reader.reports_asked(plain), schema.report_versions.c.key
    return reader.states_asked(_HAPPENINGS[noun], plain), schema.event_states.c.key


def _late(noun: str, since: str) -> ColumnElement[bool]:
    """A write since then made it, or a person's decision since then, made or taken back, bears on it or on what it
    hangs on."""
    writes, decisions = schema.writes, schema.decisions
    late = select(writes.c.key).where(writes.c.at >= since)
    decided = select(decisions.c.target).where(or_(decisions.c.from_write.in_(late), decisions.c.until_write.in_(late)))
    if noun in _KINDS:
        members, figures = schema.event_rows, schema.figures
        along = select(members.c.row).where(members.c.event.in_(decided), members.c.until_write.is_(None))
        counted = select(figures.c.row).where(figures.c.mention.in_(decided))
        keys = schema.rows.c.key
        return or_(
            schema.rows.c.from_write.in_(late), schema.rows.c.id.in_(decided), keys.in_(along), keys.in_(counted)
        )
    if noun == "reports":
        return schema.report_versions.c.from_write.in_(late)
    return or_(schema.event_states.c.from_write.in_(late), schema.event_states.c.event.in_(decided))


def _rows(reader: Reader, noun: str, keys: Sequence[int], rule: str | None) -> Sequence[Any]:
    if not keys:
        return ()
    if noun == "reports":
        return reader.reports_of(keys)
    if noun in _KINDS:
        lines = reader.connection.execute(with_origin(reader.now).where(schema.rows.c.key.in_(keys))).mappings().all()
        return reader.sourced(sorted(lines, key=lambda line: int(line["key"])))
    states = schema.event_states
    names = reader.connection.execute(select(states.c.event).where(states.c.key.in_(keys)).order_by(states.c.key))
    whole = Filter(limit=1, rule=rule)
    find = reader.events if noun == "events" else reader.talks
    return [row for name in names.scalars().all() for row in find(replace(whole, event=name)).rows]


def deleted(record: Record, since: str | None, limit: int, cursor: str | None) -> Page[Deleted]:
    """What went out of force or was rejected since a moment, in the order it did."""
    after = moment_of(since, "since") if since else ""
    last_write, _, last_id = (cursor or "0~").partition("~")
    place = _number(last_write)

    def answer(reader: Reader) -> Page[Deleted]:
        writes = schema.writes
        gone = _gone(reader).subquery("gone")
        asked = select(gone.c.id, gone.c.kind, writes.c.at, gone.c.successor, gone.c.until_write)
        asked = asked.join(writes, writes.c.key == gone.c.until_write).where(writes.c.at >= after).distinct()
        total = reader.connection.execute(select(func.count()).select_from(asked.subquery())).scalar_one()
        beyond = or_(gone.c.until_write > place, (gone.c.until_write == place) & (gone.c.id > last_id))
        ordered = asked.where(beyond).order_by(gone.c.until_write, gone.c.id)
        lines = reader.connection.execute(ordered.limit(limit + 1)).all()
        last = lines[limit - 1] if len(lines) > limit else None
        onward = f"{last.until_write}~{last.id}" if last is not None else None
        return Page(tuple(Deleted(*line[:4]) for line in lines[:limit]), total, onward)

    return record._ask(Filter(), answer)


def _gone(reader: Reader) -> Any:
    """Lines that ended and that no other line with the same id follows; and what is rejected, or hangs on that."""
    rows, events, decisions = schema.rows, schema.events, schema.decisions
    alive = rows.alias("alive")
    lives_on = select(literal(1)).where(alive.c.id == rows.c.id, alive.c.until_write.is_(None)).exists()
    rejected = (decisions.c.decision == "reject") & decisions.c.until_write.is_(None)
    rejected &= decisions.c.target.in_(sorted(reader.decisions.rejected()))
    none = literal(None, schema.rows.c.replaced_by.type)
    of_row = case((rows.c.kind == "talk", "telling"), else_=rows.c.kind).label("kind")
    of_event = case((events.c.kind == "fighting", "event"), else_="talk")
    return union_all(
        select(rows.c.id, of_row, rows.c.until_write, rows.c.replaced_by.label("successor")).where(
            rows.c.until_write.is_not(None), ~lives_on
        ),
        select(events.c.id, of_event, events.c.until_write, events.c.redirect).where(events.c.until_write.is_not(None)),
        select(rows.c.id, of_row, decisions.c.from_write, none)
        .join(decisions, decisions.c.target == rows.c.id)
        .where(rejected, rows.c.until_write.is_(None)),
        select(events.c.id, of_event, decisions.c.from_write, none)
        .join(decisions, decisions.c.target == events.c.id)
        .where(rejected, events.c.until_write.is_(None)),
        *_hanging(reader, rejected, of_row, none),
    )


def _hanging(reader: Reader, rejected: ColumnElement[bool], kind: Any, none: Any) -> Iterator[Select[Any]]:
    """The rows of rejected events, and the figures of rejected mentions."""
    rows, members, figures, decisions = schema.rows, schema.event_rows, schema.figures, schema.decisions
    hanging = rows.c.id.in_(sorted(reader.decisions.hanging))
    told = select(rows.c.id, kind, decisions.c.from_write, none)
    of_event = told.join(members, members.c.row == rows.c.key).join(decisions, decisions.c.target == members.c.event)
    yield of_event.where(rejected, hanging, members.c.until_write.is_(None), rows.c.until_write.is_(None))
    of_mention = told.join(figures, figures.c.row == rows.c.key).join(
        decisions, decisions.c.target == figures.c.mention
    )
    yield of_mention.where(rejected, hanging, rows.c.until_write.is_(None))


def _number(cursor: str | None) -> int:
    text = cursor or "0"
    if not (text.isascii() and text.isdecimal() and len(text) < 19):
        raise SettingsError(f"The cursor {text[:40]!r} is not one that the record gave.")
    return int(text)
