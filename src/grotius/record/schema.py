"""The tables of a record, for SQLite and PostgreSQL alike.

Nothing is ever deleted. What a write made carries ``from_write``; what a later write took out of force carries
``until_write``. So the record as it stood at any write can be asked for: made by then and not yet taken out.

To change a table: change it here, then add a migration under ``migrations/versions``. A test compares the two.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Double,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    text,
)
from sqlalchemy.dialects.sqlite import REAL
from sqlalchemy.types import TypeEngine

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# STRICT tables of SQLite know neither BOOLEAN nor DOUBLE.
_FLAG = Boolean(create_constraint=False).with_variant(Integer(), "sqlite")
_NUMBER: TypeEngine[float] = Double().with_variant(REAL(), "sqlite")


def _table(name: str, *parts: Any) -> Table:
    return Table(name, metadata, *parts, sqlite_strict=True)


def _key() -> Column[int]:
    return Column("key", Integer, primary_key=True)


def _in_force() -> tuple[Column[int], Column[int]]:
    return (
        Column("from_write", Integer, ForeignKey("writes.key"), nullable=False),
        Column("until_write", Integer, ForeignKey("writes.key")),
    )


def _of_row() -> Column[int]:
    return Column("row", Integer, ForeignKey("rows.key"), primary_key=True)


# One row for each transaction that wrote: the clock of the record.
writes = _table(
    "writes",
    _key(),
    Column("at", Text, nullable=False, index=True),
    Column("who", Text, nullable=False),
    Column("kind", Text, CheckConstraint("kind IN ('machine', 'person')", name="kind"), nullable=False),
    Column("version", Text, nullable=False),
)

reports = _table(
    "reports",
    Column("id", Text, primary_key=True),
    Column("first_write", Integer, ForeignKey("writes.key"), nullable=False),
)

report_versions = _table(
    "report_versions",
    _key(),
    Column("report", Text, ForeignKey("reports.id"), nullable=False, index=True),
    Column("hash", Text, nullable=False, index=True),
    Column("title", Text),
    Column("publisher", Text),
    Column("url", Text),
    Column("published", Text),
    Column("day", Text, index=True),
    Column("source", Text),
    Column("language", Text),
    Column("language_confidence", _NUMBER),
    Column("text", Text, nullable=False),
    Column("raw", Text, nullable=False),
    Column("map", Text, nullable=False),
    Column("notes", Text, nullable=False),
    Column("made_by", Text, nullable=False),
    Column("signature", LargeBinary),
    Column("family", Text, index=True),
    *_in_force(),
    Index(
        "ix_report_versions_listed",
        "day",
        "key",
        "family",
        "report",
        sqlite_where=text("until_write IS NULL"),
        postgresql_where=text("until_write IS NULL"),
    ),
    Index(
        "uq_report_versions_in_force",
        "report",
        unique=True,
        sqlite_where=text("until_write IS NULL"),
        postgresql_where=text("until_write IS NULL"),
    ),
)

# Which family of copies a version of a report belongs to, and belonged to; the version itself carries the present one.
report_families = _table(
    "report_families",
    _key(),
    Column("version", Integer, ForeignKey("report_versions.key"), nullable=False, index=True),
    Column("family", Text, nullable=False),
    *_in_force(),
)

# Bands of the copies' signatures: reports that share a band are compared, no others.
signature_bands = _table(
    "signature_bands",
    Column("version", Integer, ForeignKey("report_versions.key"), primary_key=True),
    Column("band", Text, primary_key=True, index=True),
)

# What a row says itself of its doubts; an index knows the rows of which it holds.
UNCERTAIN = {
    "sqlite": """(instr(body, '"uncertain":"') > 0 OR instr(body, '"precision":"unknown"') > 0)""",
    "postgresql": """(strpos(body, '"uncertain":"') > 0 OR strpos(body, '"precision":"unknown"') > 0)""",
}

rows = _table(
    "rows",
    _key(),
    Column("id", Text, nullable=False, index=True),
    Column("kind", Text, nullable=False),
    Column("version", Integer, ForeignKey("report_versions.key"), nullable=False, index=True),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("words", Text, nullable=False),
    Column("sentence", Text, nullable=False),
    Column("day_first", Text),
    Column("day_last", Text),
    Column("background", _FLAG, nullable=False),
    Column("same_as", Text),
    Column("body", Text, nullable=False),
    Column("made_by", Text, nullable=False),
    Column("replaced_by", Text),
    *_in_force(),
    Index("ix_rows_kind_day", "kind", "day_first"),
    Index(
        "ix_rows_same_as",
        "same_as",
        sqlite_where=text("same_as IS NOT NULL"),
        postgresql_where=text("same_as IS NOT NULL"),
    ),
    # The lists of pages: every claim in force once, by day.
    Index(
        "ix_rows_listed",
        "kind",
        "day_first",
        "key",
        sqlite_where=text("until_write IS NULL AND same_as IS NULL"),
        postgresql_where=text("until_write IS NULL AND same_as IS NULL"),
    ),
    Index(
        "ix_rows_uncertain",
        "kind",
        "key",
        sqlite_where=text(f"until_write IS NULL AND {UNCERTAIN['sqlite']}"),
        postgresql_where=text(f"until_write IS NULL AND {UNCERTAIN['postgresql']}"),
    ),
    Index(
        "uq_rows_in_force",
        "version",
        "id",
        unique=True,
        sqlite_where=text("until_write IS NULL"),
        postgresql_where=text("until_write IS NULL"),
    ),
)

mentions = _table(
    "mentions",
    _of_row(),
    Column("type", Text, nullable=False, index=True),
    Column("mode", Text, nullable=False),
    Column("actuality", Text, nullable=False),
)

figures = _table(
    "figures",
    _of_row(),
    Column("measure", Text, nullable=False, index=True),
    Column("low", Integer),
    Column("best", Integer),
    Column("high", Integer),
    Column("approx", _FLAG, nullable=False),
    Column("cumulative", _FLAG, nullable=False),
    Column("actuality", Text, nullable=False),
    Column("mention", Text),
    Column("part_of", Text),
)

talks = _table(
    "talks",
    _of_row(),
    Column("type", Text, nullable=False),
    Column("status", Text, nullable=False),
)

statements = _table(
    "statements",
    _of_row(),
    Column("act", Text, nullable=False),
    Column("quoted", _FLAG, nullable=False),
    Column("within", Text),
    Column("talk", Text),
)

positions = _table(
    "positions",
    _of_row(),
    Column("issue", Text, nullable=False, index=True),
    Column("sub_issue", Text),
    Column("stance", Text, nullable=False),
    Column("party", Text),
    Column("reported", _FLAG, nullable=False),
    Column("statement", Text),
)

interactions = _table(
    "interactions",
    _of_row(),
    Column("root", Text, nullable=False, index=True),
    Column("cameo", Text),
    Column("modality", Text, nullable=False),
)

row_places = _table(
    "row_places",
    _key(),
    Column("row", Integer, ForeignKey("rows.key"), nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("folded", Text, nullable=False, index=True),
    Column("geonames_id", Integer),
    Column("admin1", Text, index=True),
    Column("country", Text, index=True),
    Column("lat", _NUMBER),
    Column("lon", _NUMBER),
    Column("precision", Text, nullable=False),
    Index("ix_row_places_counted", "name", "admin1", "country", "precision", "row"),
)

row_actors = _table(
    "row_actors",
    _key(),
    Column("row", Integer, ForeignKey("rows.key"), nullable=False, index=True),
    Column("role", Text, nullable=False),
    Column("actor", Text),
    Column("name", Text, nullable=False),
    Column("folded", Text, nullable=False, index=True),
    Column("kind", Text, nullable=False),
    Column("side", Text),
    Index("ix_row_actors_counted", "actor", "folded", "role", "row"),
)

# Where a telling is looked up when another may tell the same happening.
row_blocks = _table(
    "row_blocks",
    Column("row", Integer, ForeignKey("rows.key"), primary_key=True),
    Column("block", Text, primary_key=True, index=True),
)

events = _table(
    "events",
    Column("id", Text, primary_key=True),
    Column("kind", Text, CheckConstraint("kind IN ('fighting', 'talk')", name="kind"), nullable=False),
    Column("redirect", Text),
    *_in_force(),
)

event_states = _table(
    "event_states",
    _key(),
    Column("event", Text, ForeignKey("events.id"), nullable=False, index=True),
    Column("type", Text, nullable=False),
    Column("mode", Text),
    Column("status", Text, nullable=False),
    Column("day_first", Text, index=True),
    Column("day_last", Text),
    Column("background", _FLAG, nullable=False),
    Column("parent", Text, index=True),
    Column("body", Text, nullable=False),
    *_in_force(),
    Index(
        "ix_event_states_listed",
        "day_first",
        "key",
        sqlite_where=text("until_write IS NULL"),
        postgresql_where=text("until_write IS NULL"),
    ),
)

event_rows = _table(
    "event_rows",
    _key(),
    Column("event", Text, ForeignKey("events.id"), nullable=False, index=True),
    Column("row", Integer, ForeignKey("rows.key"), nullable=False, index=True),
    *_in_force(),
)

# What an event is counted and found by: its measures, outlets, claimants, and where sources disagree about it. All of
# it follows from the rows of the event, and is made anew whenever these change.
event_marks = _table(
    "event_marks",
    _key(),
    Column("event", Text, ForeignKey("events.id"), nullable=False),
    Column("facet", Text, nullable=False),
    Column("value", Text, nullable=False),
    Column("folded", Text, nullable=False),
    Column("weight", _NUMBER),
    Column("low", Integer),
    Column("high", Integer),
    *_in_force(),
    Index("ix_event_marks_event", "event", "facet", "value"),
    Index(
        "ix_event_marks_counted",
        "facet",
        "folded",
        "value",
        "event",
        sqlite_where=text("until_write IS NULL"),
        postgresql_where=text("until_write IS NULL"),
    ),
)

judgements = _table(
    "judgements",
    _key(),
    Column("left_id", Text, nullable=False, index=True),
    Column("right_id", Text, nullable=False, index=True),
    Column(
        "judgement",
        Text,
        CheckConstraint("judgement IN ('same', 'different', 'unsure')", name="judgement"),
        nullable=False,
    ),
    Column("score", _NUMBER),
    Column("reason", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("kind", Text, CheckConstraint("kind IN ('machine', 'person')", name="kind"), nullable=False),
    Column("version", Text, nullable=False),
    *_in_force(),
)

decisions = _table(
    "decisions",
    _key(),
    Column("target", Text, nullable=False, index=True),
    Column(
        "decision",
        Text,
        CheckConstraint("decision IN ('correct', 'reject', 'confirm')", name="decision"),
        nullable=False,
    ),
    Column("field", Text),
    Column("value", Text),
    Column("why", Text, nullable=False),
    Column("who", Text, nullable=False),
    *_in_force(),
)

changes = _table(
    "changes",
    _key(),
    Column("write", Integer, ForeignKey("writes.key"), nullable=False, index=True),
    Column("target", Text, nullable=False, index=True),
    Column("what", Text, nullable=False),
    Column("before", Text),
    Column("after", Text),
    Column("why", Text, nullable=False),
)
