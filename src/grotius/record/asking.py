"""A filter as conditions of SQL."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sqlalchemy import ColumnElement, FromClause, Select, and_, column, exists, func, literal, or_, select
from sqlalchemy import table as table_named
from sqlalchemy import text as sql

from grotius.errors import SettingsError
from grotius.folding import fold
from grotius.merge import checked_rule
from grotius.record import schema
from grotius.record.countries import country_code
from grotius.record.moment import Moment
from grotius.record.rows import Filter
from grotius.record.shelves import TABLES, place_key

_TYPE_COLUMNS = {
    "mention": ("type", "mode", "actuality"),
    "figure": ("measure",),
    "talk": ("type", "status"),
    "statement": ("act",),
    "position": ("stance", "issue"),
    "interaction": ("root", "modality"),
}


def checked(wanted: Filter) -> Filter:
    """The filter, or one sentence on what makes no sense in it."""
    for name, day in (("since", wanted.since), ("until", wanted.until), ("as-of", wanted.as_of)):
        if day is not None and not _is_day(day):
            raise SettingsError(f"--{name} needs a day such as 2025-04-25, not {day!r}.")
    if wanted.rule is not None:
        checked_rule(wanted.rule)
    if wanted.limit is not None and wanted.limit < 1:
        raise SettingsError(f"--limit needs a number above zero, not {wanted.limit}.")
    return wanted


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text[:10])
    except ValueError:
        return False
    return True


def of_rows(wanted: Filter, kind: str, now: Moment, dialect: str) -> Iterator[ColumnElement[bool]]:
    """Conditions on ``rows`` joined with ``report_versions``."""
    rows = schema.rows
    yield rows.c.kind == kind
    yield now.in_force(rows)
    yield from _by_day(wanted, rows)
    if wanted.background is not None:
        yield rows.c.background == wanted.background
    if wanted.place:
        yield exists(select(literal(1)).where(schema.row_places.c.row == rows.c.key, in_place(wanted.place)))
    if wanted.actor:
        yield exists(select(literal(1)).where(schema.row_actors.c.row == rows.c.key, is_actor(wanted.actor)))
    if wanted.type or wanted.measure or wanted.issue:
        yield from _by_own_columns(wanted, kind)
    if wanted.text:
        yield _has_words(wanted.text, dialect)
    if wanted.event:
        yield exists(
            select(literal(1)).where(
                schema.event_rows.c.row == rows.c.key,
                schema.event_rows.c.event == wanted.event,
                now.in_force(schema.event_rows),
            )
        )
    yield from of_report(wanted)


def of_report(wanted: Filter) -> Iterator[ColumnElement[bool]]:
    """Conditions on ``report_versions``."""
    versions = schema.report_versions
    if wanted.publisher:
        yield func.lower(versions.c.publisher).contains(wanted.publisher.lower(), autoescape=True)
    if wanted.report:
        yield versions.c.report == wanted.report


def _by_day(wanted: Filter, table: FromClause) -> Iterator[ColumnElement[bool]]:
    if wanted.since:
        yield table.c.day_last >= wanted.since[:10]
    if wanted.until:
        yield table.c.day_first <= wanted.until[:10]


def in_place(place: str) -> ColumnElement[bool]:
    """The place itself or anything inside it, as far as the rows say where they lie."""
    places, key, whole = schema.row_places, place_key(place), fold(place)
    countries = [whole] + [code for code in (country_code(place),) if code is not None]
    named = or_(places.c.folded == key, places.c.folded == whole)
    return or_(named, places.c.admin1 == key, places.c.country.in_(countries))


def is_actor(actor: str) -> ColumnElement[bool]:
    """By id, by the whole name, or by words of it ("Zelensky" finds "Volodymyr Zelensky")."""
    actors, key = schema.row_actors, fold(actor)
    padded = literal(" ") + actors.c.folded + literal(" ")
    return or_(actors.c.actor == actor, actors.c.folded == key, padded.contains(f" {key} ", autoescape=True))


def _by_own_columns(wanted: Filter, kind: str) -> Iterator[ColumnElement[bool]]:
    own = TABLES[kind]
    conditions = [own.c.row == schema.rows.c.key]
    if wanted.type:
        conditions.append(or_(*(func.lower(own.c[name]) == wanted.type.lower() for name in _TYPE_COLUMNS[kind])))
    if wanted.measure:
        conditions.append(own.c.measure == wanted.measure if "measure" in own.c else literal(False))
    if wanted.issue:
        conditions.append(own.c.issue == wanted.issue if "issue" in own.c else literal(False))
    yield exists(select(literal(1)).where(*conditions))


def _has_words(words: str, dialect: str) -> ColumnElement[bool]:
    rows = schema.rows
    if dialect == "sqlite":
        return rows.c.key.in_(_matches("row_words", words))
    return func.to_tsvector(sql("'simple'"), rows.c.words + " " + rows.c.sentence).op("@@")(
        func.plainto_tsquery(sql("'simple'"), words)
    )


def report_has_words(words: str, dialect: str) -> ColumnElement[bool]:
    versions = schema.report_versions
    if dialect == "sqlite":
        return versions.c.key.in_(_matches("report_words", words))
    told = func.coalesce(versions.c.title, "") + " " + versions.c.text
    return func.to_tsvector(sql("'simple'"), told).op("@@")(func.plainto_tsquery(sql("'simple'"), words))


def _matches(index: str, words: str) -> Select[int]:
    """Every word in quotes, so that nothing a user types is taken for FTS5 syntax."""
    asked = " ".join('"' + word.replace('"', '""') + '"' for word in words.split()) or '""'
    found = table_named(index, column("rowid"), column(index))
    return select(found.c.rowid).where(found.c[index].op("MATCH")(asked))


def of_events(wanted: Filter, now: Moment, dialect: str) -> Iterator[ColumnElement[bool]]:
    """Conditions on ``event_states``."""
    states = schema.event_states
    yield now.in_force(states)
    yield from _by_day(wanted, states)
    if wanted.background is not None:
        yield states.c.background == wanted.background
    if wanted.event:
        yield states.c.event == wanted.event
    if wanted.type:
        asked = wanted.type.lower()
        yield or_(func.lower(states.c.type) == asked, states.c.status == asked, states.c.mode == asked)
    if wanted.place or wanted.actor or wanted.measure or wanted.text or wanted.publisher or wanted.report:
        yield from _by_members(wanted, now, dialect)


def _by_members(wanted: Filter, now: Moment, dialect: str) -> Iterator[ColumnElement[bool]]:
    """Each condition may be met by another row of the event."""
    rows = schema.rows
    if wanted.place:
        yield _some_member(now, schema.row_places, schema.row_places.c.row == rows.c.key, in_place(wanted.place))
    if wanted.actor:
        yield _some_member(now, schema.row_actors, schema.row_actors.c.row == rows.c.key, is_actor(wanted.actor))
    if wanted.measure:
        same = schema.figures.c.row == rows.c.key
        yield _some_member(now, schema.figures, same, schema.figures.c.measure == wanted.measure)
    if wanted.text:
        yield _some_member(now, None, _has_words(wanted.text, dialect))
    if wanted.publisher or wanted.report:
        same = schema.report_versions.c.key == rows.c.version
        yield _some_member(now, schema.report_versions, same, *of_report(wanted))


def _some_member(now: Moment, table: FromClause | None, *conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    members, rows = schema.event_rows, schema.rows
    belongs = and_(members.c.event == schema.event_states.c.event, members.c.row == rows.c.key, now.in_force(members))
    tables = [members, rows] + ([table] if table is not None else [])
    return exists(select(literal(1)).select_from(*tables).where(belongs, *conditions).correlate(schema.event_states))


def may_disagree(now: Moment) -> ColumnElement[bool]:
    """Events with two figures or more of their own, a denial among their tellings, or parts: a cheap sieve."""
    members, states = schema.event_rows, schema.event_states
    figures, mentions = schema.figures, schema.mentions
    counted = select(members.c.event).join(figures, figures.c.row == members.c.row).where(now.in_force(members))
    denied = select(members.c.event).join(mentions, mentions.c.row == members.c.row).where(now.in_force(members))
    several = counted.group_by(members.c.event).having(func.count() > 1)
    denying = denied.where(mentions.c.actuality == "denied")
    wholes = select(states.c.parent).where(states.c.parent.is_not(None), now.in_force(states))
    return or_(states.c.event.in_(several), states.c.event.in_(denying), states.c.event.in_(wholes))
