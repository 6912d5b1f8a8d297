"""Accounts: who there is, in which role, and whether a password is theirs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, delete, func, insert, select, update
from sqlalchemy.engine import RowMapping
from sqlalchemy.exc import IntegrityError

from grotius.errors import SettingsError
from grotius.web.team import passwords, schema, times
from grotius.web.team.people import Role, checked_name
from grotius.web.team.store import Store

ONE_TIME_DAYS = 7
_MOST = 1_000


@dataclass(frozen=True, slots=True)
class Account:
    """``temporary_until`` is set while the password is one that somebody else has seen."""

    key: int
    name: str
    role: Role
    made_at: str
    disabled_at: str | None = None
    temporary_until: str | None = None
    last_seen: str | None = None


@dataclass(frozen=True, slots=True)
class Accounts:
    store: Store

    def add(self, name: str, role: Role, password: str | None = None) -> str | None:
        """Make an account. Without a password it gets one that is good once, which is given back.

        Raises:
            SettingsError: the name is taken or no name, or the password is too weak.
        """
        name = checked_name(name)
        once = None
        if password is None:
            password = once = passwords.one_time()
        kept = passwords.hashed(passwords.checked(password, name))
        line = {
            "name": name,
            "role": role.value,
            "password": kept,
            "made_at": times.now(),
            "temporary_until": times.later(days=ONE_TIME_DAYS) if once else None,
        }
        with self.store.writing() as connection:
            if _line(connection, name) is not None:
                raise SettingsError(f"There is an account {name!r} already; names are never given twice.")
            if connection.execute(select(func.count()).select_from(schema.accounts)).scalar_one() >= _MOST:
                raise SettingsError(f"There are {_MOST} accounts; there can be no more.")
            try:
                connection.execute(insert(schema.accounts).values(line))
            except IntegrityError:
                raise SettingsError(f"There is an account {name!r} already; names are never given twice.") from None
        return once

    def all(self) -> Sequence[Account]:
        """By name."""
        sessions, accounts = schema.sessions, schema.accounts
        seen = select(sessions.c.account, func.max(sessions.c.seen_at).label("last_seen")).group_by(sessions.c.account)
        last = seen.subquery()
        asked = select(accounts, last.c.last_seen).outerjoin(last, last.c.account == accounts.c.key)
        with self.store.reading() as connection:
            return tuple(map(account_of, connection.execute(asked.order_by(accounts.c.name)).mappings()))

    def find(self, name: str) -> Account:
        """
        Raises:
            SettingsError: there is no such account.
        """
        with self.store.reading() as connection:
            return account_of(_known(connection, name))

    def any_admin(self) -> bool:
        """Can anyone say who may do what?"""
        with self.store.reading() as connection:
            return bool(_admins(connection))

    def with_password(self, name: str, password: str) -> Account | None:
        """The account, if it is in use and the password is its own; every other answer takes as long as that."""
        nobodys = passwords.nobodys()
        with self.store.reading() as connection:
            line = _line(connection, name.strip().lower())
        if not passwords.matches(line["password"] if line else nobodys, password) or line is None:
            return None
        if line["disabled_at"] is not None or (line["temporary_until"] or "~") < times.now():
            return None
        if passwords.needs_new_hash(line["password"]):
            self._set(line["name"], password=passwords.hashed(password))
        return account_of(line)

    def set_password(self, name: str, password: str) -> None:
        """Every session of the account ends, and no one-time password is good any more."""
        kept = passwords.hashed(passwords.checked(password, name))
        self._set(name, password=kept, temporary_until=None)

    def give_one_time_password(self, name: str) -> str:
        """A password that is good once, for who forgot theirs. Every session of the account ends."""
        once = passwords.one_time()
        self._set(name, password=passwords.hashed(once), temporary_until=times.later(days=ONE_TIME_DAYS))
        return once

    def set_role(self, name: str, role: Role) -> None:
        """It holds from the next click on.

        Raises:
            SettingsError: there is no such account, or no admin would be left.
        """
        with self.store.writing() as connection:
            _change(connection, _known(connection, name), role=role.value)
            _some_admin_is_left(connection)

    def disable(self, name: str) -> None:
        """Sessions end, tokens stop; the name stays taken, and what it decided stays.

        Raises:
            SettingsError: there is no such account, or no admin would be left.
        """
        with self.store.writing() as connection:
            line = _known(connection, name)
            _change(connection, line, disabled_at=line["disabled_at"] or times.now())
            _end_sessions(connection, line)
            _some_admin_is_left(connection)

    def enable(self, name: str) -> None:
        with self.store.writing() as connection:
            _change(connection, _known(connection, name), disabled_at=None)

    def _set(self, name: str, **values: str | None) -> None:
        with self.store.writing() as connection:
            line = _known(connection, name)
            _change(connection, line, **values)
            if "temporary_until" in values:
                _end_sessions(connection, line)


def account_of(line: RowMapping) -> Account:
    return Account(
        key=line["key"],
        name=line["name"],
        role=Role(line["role"]),
        made_at=line["made_at"],
        disabled_at=line["disabled_at"],
        temporary_until=line["temporary_until"],
        last_seen=line.get("last_seen"),
    )


def _line(connection: Connection, name: str) -> RowMapping | None:
    asked = select(schema.accounts).where(schema.accounts.c.name == name)
    return connection.execute(asked).mappings().first()


def _known(connection: Connection, name: str) -> RowMapping:
    line = _line(connection, name.strip().lower())
    if line is None:
        raise SettingsError(f"There is no account {name.strip()[:40]!r}; see: grotius team list")
    return line


def _change(connection: Connection, line: RowMapping, **values: str | None) -> None:
    connection.execute(update(schema.accounts).where(schema.accounts.c.key == line["key"]).values(**values))


def _end_sessions(connection: Connection, line: RowMapping) -> None:
    connection.execute(delete(schema.sessions).where(schema.sessions.c.account == line["key"]))


def _admins(connection: Connection) -> Sequence[str]:
    accounts = schema.accounts
    asked = select(accounts.c.name).where(accounts.c.role == Role.ADMIN.value, accounts.c.disabled_at.is_(None))
    return connection.execute(asked.with_for_update()).scalars().all()


def _some_admin_is_left(connection: Connection) -> None:
    if not _admins(connection):
        raise SettingsError("No admin would be left, and nobody could make another; make a second one first.")
