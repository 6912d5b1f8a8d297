"""A report's family has a history: whose copy it was held for, and since when."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.create_table(
        "report_families",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("family", sa.Text(), nullable=False),
        sa.Column("from_write", sa.Integer(), nullable=False),
        sa.Column("until_write", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["version"], ["report_versions.key"], name="fk_report_families_version"),
        sa.ForeignKeyConstraint(["from_write"], ["writes.key"], name="fk_report_families_from_write"),
        sa.ForeignKeyConstraint(["until_write"], ["writes.key"], name="fk_report_families_until_write"),
        sa.PrimaryKeyConstraint("key", name="pk_report_families"),
        sqlite_strict=True,
    )
    op.create_index("ix_report_families_version", "report_families", ["version"])
    op.execute(
        "INSERT INTO report_families (version, family, from_write) "
        "SELECT key, family, from_write FROM report_versions WHERE family IS NOT NULL"
    )
    op.execute("DELETE FROM event_marks")  # disagreements are weighed otherwise; made anew when opened
    op.execute("DELETE FROM row_blocks")  # talks that are off are found by their month too; made anew when opened
