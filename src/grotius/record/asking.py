"""A filter as conditions of SQL."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

from sqlalchemy import (
    CTE,
    ColumnElement,
    CompoundSelect,
    FromClause,
    Select,
    and_,
    column,
    exists,
    false,
    func,
    literal,
    not_,
    or_,
    select,
    union_all,
)
from sqlalchemy import table as table_named
from sqlalchemy import text as sql

from grotius.errors import SettingsError
from grotius.folding import fold
from grotius.merge import checked_rule
from grotius.record import confidence, schema
from grotius.record.confidence import LEVELS
from grotius.record.corrections import NOTHING, Corrected, Decided, of_actors, of_places
from grotius.record.countries import country_code
from grotius.record.instants import instant
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
        if day is not None and instant(day) is None:
            raise SettingsError(f"--{name} needs a day such as 2025-04-25, not {day[:40]!r}.")
    if wanted.rule is not None:
        checked_rule(wanted.rule)
    if wanted.confidence is not None and wanted.confidence not in LEVELS:
        raise SettingsError(f"--confidence is {', '.join(LEVELS)}, not {wanted.confidence!r}.")
    if wanted.limit is not None and wanted.limit < 1:
        raise SettingsError(f"--limit needs a number above zero, not {wanted.limit}.")
    return wanted


def of_rows(
    wanted: Filter, kind: str, now: Moment, dialect: str, decided: Collection[str] = ()
) -> Iterator[ColumnElement[bool]]:
    """Conditions on ``rows``. ``decided`` are the ids that people have decided on."""
    rows = schema.rows
    few = wanted.report or wanted.event or wanted.place or wanted.claimant or wanted.reviewed
    # Where few rows are asked for, these are where to begin, and not all of the kind: the sum hides its index.
    yield (rows.c.kind.concat("") if few else rows.c.kind) == kind
    yield now.in_force(rows)
    yield from _by_day(wanted, rows)
    if wanted.background is not None:
        yield rows.c.background == wanted.background
    if _asks_own(wanted):
        yield _own_columns(wanted, kind)
    if wanted.text:
        yield _has_words(wanted.text, dialect)
    if wanted.event:
        members = schema.event_rows
        yield rows.c.key.in_(select(members.c.row).where(members.c.event == wanted.event, now.in_force(members)))
    if wanted.confidence:
        yield confidence.of_rows(wanted.confidence, now, dialect)
    if wanted.reviewed is not None:
        looked_at = _is_one_of(decided)
        yield looked_at if wanted.reviewed else not_(looked_at)
    yield from _by_lines(wanted, rows.c.key)
    if wanted.publisher or wanted.report:
        yield rows.c.version.in_(select(schema.report_versions.c.key).where(*of_report(wanted)))


def _is_one_of(ids: Collection[str]) -> ColumnElement[bool]:
    rows = schema.rows.alias("named")
    return schema.rows.c.key.in_(select(rows.c.key).where(rows.c.id.in_(sorted(ids)))) if ids else false()


def _by_lines(wanted: Filter, key: ColumnElement[int]) -> Iterator[ColumnElement[bool]]:
    """By what rows of every kind may name: places, actors, claimants. ``key`` is the column with the rows' keys."""
    places, actors = schema.row_places, schema.row_actors
    if wanted.place:
        yield key.in_(select(places.c.row).where(in_place(wanted.place)))
    if wanted.actor:
        yield key.in_(select(actors.c.row).where(is_actor(wanted.actor)))
    if wanted.claimant:
        yield key.in_(_claimed_by(wanted.claimant))


def _claimed_by(claimant: str) -> CompoundSelect[int]:
    """Credited by the report (what a speaker says is the speaker's claim); the outlet where nobody is."""
    rows, actors, versions = schema.rows.alias("claimed"), schema.row_actors, schema.report_versions
    credited = select(actors.c.row).where(actors.c.role.in_(_CREDITED))
    outlet = select(versions.c.key).where(func.lower(versions.c.publisher) == claimant.lower())
    nobody = not_(exists(credited.where(actors.c.row == rows.c.key)))
    return union_all(credited.where(is_actor(claimant)), select(rows.c.key).where(rows.c.version.in_(outlet), nobody))


_CREDITED = ("claimant", "speaker")


def of_report(wanted: Filter) -> Iterator[ColumnElement[bool]]:
    """Conditions on ``report_versions``."""
    versions = schema.report_versions
    if wanted.publisher:
        yield func.lower(versions.c.publisher).contains(wanted.publisher.lower(), autoescape=True)
    if wanted.report:
        yield versions.c.report == wanted.report


def of_report_rows(
    wanted: Filter, now: Moment, dialect: str, decided: Collection[str] = ()
) -> Iterator[ColumnElement[bool]]:
    """Conditions on ``report_versions``: each of these must hold of some row of the report."""
    rows = schema.rows
    conditions = [*_by_lines(wanted, rows.c.key)]
    conditions += [or_(*(_own_columns(wanted, kind) for kind in TABLES))] if _asks_own(wanted) else []
    conditions += [confidence.of_rows(wanted.confidence, now, dialect)] if wanted.confidence else []
    for condition in conditions:
        yield _some_row(now, condition)
    if wanted.reviewed is not None:
        looked_at = _some_row(now, _is_one_of(decided))
        yield looked_at if wanted.reviewed else not_(looked_at)


def _some_row(now: Moment, condition: ColumnElement[bool]) -> ColumnElement[bool]:
    rows = schema.rows
    return schema.report_versions.c.key.in_(select(rows.c.version).where(now.in_force(rows), condition))


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
    actors, names = schema.row_actors, _names()
    named = select(names.c.folded).where(_has_name(names.c.folded, actor))
    return or_(actors.c.actor == actor, actors.c.folded.in_(named))


def _names() -> CTE:
    """Every name once, found by skipping from one to the next in the index: names are few, rows with them many."""
    actors = schema.row_actors
    names = select(func.min(actors.c.folded).label("folded")).cte(recursive=True)
    after = select(func.min(actors.c.folded)).where(actors.c.folded > names.c.folded).scalar_subquery()
    return names.union_all(select(after).where(names.c.folded.is_not(None)))


def _has_name(folded: ColumnElement[str], name: str) -> ColumnElement[bool]:
    key = fold(name)
    return or_(folded == key, (literal(" ") + folded + literal(" ")).contains(f" {key} ", autoescape=True))


def _asks_own(wanted: Filter) -> bool:
    return bool(wanted.type or wanted.measure or wanted.issue)


def _own_columns(wanted: Filter, kind: str) -> ColumnElement[bool]:
    """By the columns that rows of the kind have to themselves."""
    own, conditions = TABLES[kind], list[ColumnElement[bool]]()
    if wanted.type:
        conditions.append(or_(*(func.lower(own.c[name]) == wanted.type.lower() for name in _TYPE_COLUMNS[kind])))
    if wanted.measure:
        conditions.append(own.c.measure == wanted.measure if "measure" in own.c else false())
    if wanted.issue:
        conditions.append(own.c.issue == wanted.issue if "issue" in own.c else false())
    return schema.rows.c.key.in_(select(own.c.row).where(*conditions))


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


def of_events(wanted: Filter, now: Moment, dialect: str, decided: Decided = NOTHING) -> Iterator[ColumnElement[bool]]:
    """Conditions on ``event_states``. ``decided`` has the ids that people have decided on, and how."""
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
    yield from _by_marks(wanted, now)
    yield from _by_members(wanted, now, dialect, decided)


def _by_marks(wanted: Filter, now: Moment) -> Iterator[ColumnElement[bool]]:
    marks = schema.event_marks
    if wanted.measure:
        yield _is_marked(now, "measure", marks.c.value == wanted.measure)
    if wanted.publisher:
        yield _is_marked(now, "outlet", func.lower(marks.c.value).contains(wanted.publisher.lower(), autoescape=True))
    if wanted.confidence:
        yield _is_marked(now, "confidence", marks.c.value == wanted.confidence)


def _is_marked(now: Moment, facet: str, condition: ColumnElement[bool]) -> ColumnElement[bool]:
    marks = schema.event_marks
    return schema.event_states.c.event.in_(
        select(marks.c.event).where(marks.c.facet == facet, condition, now.in_force(marks))
    )


def _by_members(wanted: Filter, now: Moment, dialect: str, decided: Decided) -> Iterator[ColumnElement[bool]]:
    """Each condition may be met by another row of the event."""
    row, versions = schema.event_rows.c.row, schema.report_versions
    for condition in _by_lines(replace(wanted, claimant=None, place=None, actor=None), row):
        yield _some_member(now, condition)
    if wanted.place:
        told = _some_member(now, row.in_(select(schema.row_places.c.row).where(in_place(wanted.place))))
        yield _as_corrected(told, of_places(wanted.place, decided))
    if wanted.actor:
        of_them = select(schema.row_actors.c.row).where(is_actor(wanted.actor))
        credited = _some_member(now, row.in_(of_them.where(schema.row_actors.c.role.in_(_NOT_ACTING))))
        told = _some_member(now, row.in_(of_them))
        yield or_(_as_corrected(told, of_actors(wanted.actor, decided)), credited)
    if wanted.claimant:
        actors = schema.row_actors
        by_id = select(actors.c.row).where(actors.c.actor == wanted.claimant, actors.c.role == "claimant")
        named = _is_marked(now, "claimant", _has_name(schema.event_marks.c.folded, wanted.claimant))
        yield or_(named, _some_member(now, row.in_(by_id)))
    if wanted.text:
        yield _some_member(now, row.in_(select(schema.rows.c.key).where(_has_words(wanted.text, dialect))))
    if wanted.report:
        of_it = select(versions.c.key).where(versions.c.report == wanted.report)
        yield _some_member(now, row.in_(select(schema.rows.c.key).where(schema.rows.c.version.in_(of_it))))
    if wanted.reviewed is not None:
        decided_rows = row.in_(select(schema.rows.c.key).where(_is_one_of(decided)))
        looked_at = or_(schema.event_states.c.event.in_(sorted(decided)), _some_member(now, decided_rows))
        yield looked_at if wanted.reviewed else not_(looked_at)


_NOT_ACTING = ("claimant", "mediator")


def _as_corrected(told: ColumnElement[bool], put: Corrected) -> ColumnElement[bool]:
    """What the rows of an event tell; of the events in which people put something else, what they put."""
    event = schema.event_states.c.event
    if not put.all:
        return told
    return or_(and_(told, event.not_in(sorted(put.all))), event.in_(sorted(put.fitting)))


def _some_member(now: Moment, condition: ColumnElement[bool]) -> ColumnElement[bool]:
    """Events with a row of which this holds."""
    members = schema.event_rows
    return schema.event_states.c.event.in_(select(members.c.event).where(now.in_force(members), condition))
