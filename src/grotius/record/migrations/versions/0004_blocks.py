"""Tellings are found by their figures too: their blocks are made anew when the record is opened."""

from __future__ import annotations

from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.execute("DELETE FROM row_blocks")
