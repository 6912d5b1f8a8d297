"""Marks know how many: what the claims of an event come to. They are made anew when the record is opened."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.add_column("event_marks", sa.Column("low", sa.Integer(), nullable=True))
    op.add_column("event_marks", sa.Column("high", sa.Integer(), nullable=True))
    op.execute("DELETE FROM event_marks")
