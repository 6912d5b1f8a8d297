"""The tables of the accounts, for SQLite and PostgreSQL alike.

To change a table: change it here, then add a migration under ``migrations/versions``. A test compares the two.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import CheckConstraint, Column, ForeignKey, Integer, MetaData, Table, Text

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

_ROLES = "role IN ('reader', 'reviewer', 'admin')"


def _table(name: str, *parts: Any) -> Table:
    return Table(name, metadata, *parts, sqlite_strict=True)


def _key() -> Column[int]:
    return Column("key", Integer, primary_key=True)


def _of_account() -> Column[int]:
    return Column("account", Integer, ForeignKey("accounts.key"), nullable=False, index=True)


# An account is never deleted: judgements carry its name, and no other person may ever get it.
accounts = _table(
    "accounts",
    _key(),
    Column("name", Text, nullable=False, unique=True),
    Column("role", Text, CheckConstraint(_ROLES, name="role"), nullable=False),
    Column("password", Text, nullable=False),
    Column("made_at", Text, nullable=False),
    Column("disabled_at", Text),
    # A password that somebody else has seen is good once, until this moment.
    Column("temporary_until", Text),
)

sessions = _table(
    "sessions",
    _key(),
    Column("hash", Text, nullable=False, unique=True),
    _of_account(),
    Column("made_at", Text, nullable=False),
    Column("seen_at", Text, nullable=False),
    Column("until", Text, nullable=False),
)

tokens = _table(
    "tokens",
    _key(),
    Column("hash", Text, nullable=False, unique=True),
    _of_account(),
    Column("label", Text, nullable=False),
    Column("role", Text, CheckConstraint(_ROLES, name="role"), nullable=False),
    Column("made_at", Text, nullable=False),
    Column("until", Text),
    Column("used_at", Text),
    Column("revoked_at", Text),
)

audit = _table(
    "audit",
    _key(),
    Column("at", Text, nullable=False, index=True),
    Column("who", Text),
    Column("via", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("target", Text),
    Column("detail", Text),
    Column("outcome", Text, nullable=False),
    Column("address", Text),
)

# What each person has on the desk in the review, so that two do not do the same work.
looking = _table(
    "looking",
    Column("account", Integer, ForeignKey("accounts.key"), primary_key=True),
    Column("item", Text, nullable=False),
    Column("at", Text, nullable=False),
)
