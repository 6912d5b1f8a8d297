"""Marks of events, that pages count and filter by, and indexes for long lists."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_NUMBER: sa.types.TypeEngine[float] = sa.Double().with_variant(sa.REAL(), "sqlite")
_IN_FORCE = sa.text("until_write IS NULL")
_UNCERTAIN = """({0}(body, '"uncertain":"') > 0 OR {0}(body, '"precision":"unknown"') > 0)"""
_LISTED = sa.text("until_write IS NULL AND same_as IS NULL")


def upgrade() -> None:
    op.create_table(
        "event_marks",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("event", sa.Text(), nullable=False),
        sa.Column("facet", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("weight", _NUMBER, nullable=True),
        sa.Column("from_write", sa.Integer(), nullable=False),
        sa.Column("until_write", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["event"], ["events.id"], name="fk_event_marks_event"),
        sa.ForeignKeyConstraint(["from_write"], ["writes.key"], name="fk_event_marks_from_write"),
        sa.ForeignKeyConstraint(["until_write"], ["writes.key"], name="fk_event_marks_until_write"),
        sa.PrimaryKeyConstraint("key", name="pk_event_marks"),
        sqlite_strict=True,
    )
    op.create_index("ix_event_marks_event", "event_marks", ["event", "facet", "value"])
    _partial("ix_event_marks_counted", "event_marks", ["facet", "folded", "value", "event"], _IN_FORCE)
    _partial("ix_event_states_listed", "event_states", ["day_first", "key"], _IN_FORCE)
    op.create_index("ix_event_states_parent", "event_states", ["parent"])
    op.drop_index("ix_rows_same_as", "rows")
    _partial("ix_rows_same_as", "rows", ["same_as"], sa.text("same_as IS NOT NULL"))
    _partial("ix_rows_listed", "rows", ["kind", "day_first", "key"], _LISTED)
    sqlite, postgresql = (sa.text(f"until_write IS NULL AND {_UNCERTAIN.format(name)}") for name in ("instr", "strpos"))
    op.create_index("ix_rows_uncertain", "rows", ["kind", "key"], sqlite_where=sqlite, postgresql_where=postgresql)
    _partial("ix_report_versions_listed", "report_versions", ["day", "key", "family", "report"], _IN_FORCE)
    op.create_index("ix_row_places_counted", "row_places", ["name", "admin1", "country", "precision", "row"])
    op.drop_index("ix_row_actors_actor", "row_actors")
    op.create_index("ix_row_actors_counted", "row_actors", ["actor", "folded", "role", "row"])
    op.create_index("ix_row_places_admin1", "row_places", ["admin1"])
    op.create_index("ix_row_places_country", "row_places", ["country"])


def _partial(name: str, table: str, columns: list[str], where: sa.TextClause) -> None:
    op.create_index(name, table, columns, sqlite_where=where, postgresql_where=where)
