"""Marks of events, that pages count and filter by, and indexes for long lists."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_NUMBER: sa.types.TypeEngine[float] = sa.Double().with_variant(sa.REAL(), "sqlite")
_IN_FORCE = sa.text("until_write IS NULL")
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
    op.create_index("ix_event_marks_event", "event_marks", ["event"])
    _partial("ix_event_marks_counted", "event_marks", ["facet", "folded", "value", "event"], _IN_FORCE)
    _partial("ix_event_states_listed", "event_states", ["day_first", "key"], _IN_FORCE)
    op.create_index("ix_event_states_parent", "event_states", ["parent"])
    _partial("ix_rows_listed", "rows", ["kind", "day_first", "key"], _LISTED)
    op.create_index("ix_row_places_admin1", "row_places", ["admin1"])
    op.create_index("ix_row_places_country", "row_places", ["country"])


def _partial(name: str, table: str, columns: list[str], where: sa.TextClause) -> None:
    op.create_index(name, table, columns, sqlite_where=where, postgresql_where=where)
