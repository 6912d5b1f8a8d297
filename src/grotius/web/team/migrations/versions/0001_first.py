"""The first tables of the accounts."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_ROLES = "role IN ('reader', 'reviewer', 'admin')"


def _text(name: str, null: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=null)


def upgrade() -> None:
    op.create_table(
        "accounts",
        sa.Column("key", sa.Integer(), nullable=False),
        _text("name"),
        _text("role"),
        _text("password"),
        _text("made_at"),
        _text("disabled_at", null=True),
        _text("temporary_until", null=True),
        sa.CheckConstraint(_ROLES, name="ck_accounts_role"),
        sa.PrimaryKeyConstraint("key", name="pk_accounts"),
        sa.UniqueConstraint("name", name="uq_accounts_name"),
        sqlite_strict=True,
    )
    op.create_table(
        "audit",
        sa.Column("key", sa.Integer(), nullable=False),
        _text("at"),
        _text("who", null=True),
        _text("via"),
        _text("action"),
        _text("target", null=True),
        _text("detail", null=True),
        _text("outcome"),
        _text("address", null=True),
        sa.PrimaryKeyConstraint("key", name="pk_audit"),
        sqlite_strict=True,
    )
    op.create_index("ix_audit_at", "audit", ["at"], unique=False)
    op.create_table(
        "looking",
        sa.Column("account", sa.Integer(), nullable=False),
        _text("item"),
        _text("at"),
        sa.ForeignKeyConstraint(["account"], ["accounts.key"], name="fk_looking_account"),
        sa.PrimaryKeyConstraint("account", name="pk_looking"),
        sqlite_strict=True,
    )
    op.create_table(
        "sessions",
        sa.Column("key", sa.Integer(), nullable=False),
        _text("hash"),
        sa.Column("account", sa.Integer(), nullable=False),
        _text("made_at"),
        _text("seen_at"),
        _text("until"),
        sa.ForeignKeyConstraint(["account"], ["accounts.key"], name="fk_sessions_account"),
        sa.PrimaryKeyConstraint("key", name="pk_sessions"),
        sa.UniqueConstraint("hash", name="uq_sessions_hash"),
        sqlite_strict=True,
    )
    op.create_index("ix_sessions_account", "sessions", ["account"], unique=False)
    op.create_table(
        "tokens",
        sa.Column("key", sa.Integer(), nullable=False),
        _text("hash"),
        sa.Column("account", sa.Integer(), nullable=False),
        _text("label"),
        _text("role"),
        _text("made_at"),
        _text("until", null=True),
        _text("used_at", null=True),
        _text("revoked_at", null=True),
        sa.CheckConstraint(_ROLES, name="ck_tokens_role"),
        sa.ForeignKeyConstraint(["account"], ["accounts.key"], name="fk_tokens_account"),
        sa.PrimaryKeyConstraint("key", name="pk_tokens"),
        sa.UniqueConstraint("hash", name="uq_tokens_hash"),
        sqlite_strict=True,
    )
    op.create_index("ix_tokens_account", "tokens", ["account"], unique=False)
