"""Tokens: keys for a person's scripts. Each is shown once, can do at most what its person can, and can be revoked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, insert, select, update

from grotius.errors import SettingsError
from grotius.web.team import schema, times
from grotius.web.team.accounts import Account, account_of
from grotius.web.team.keys import TOKEN_START, kept, new_secret
from grotius.web.team.people import Role, role_of
from grotius.web.team.store import Store

_MOST_OF_ONE = 50
_LONGEST_LABEL = 80
_LONGEST_DAYS = 366
_USED_MINUTES = 5


@dataclass(frozen=True, slots=True)
class Token:
    """What is known of a token. The token itself is not."""

    key: int
    account: str
    label: str
    role: Role
    made_at: str
    until: str | None
    used_at: str | None
    revoked_at: str | None

    @property
    def holds(self) -> bool:
        return self.revoked_at is None and (self.until or "~") >= times.now()


@dataclass(frozen=True, slots=True)
class Tokens:
    store: Store

    def make(self, account: Account, label: str, role: Role, days: int | None = None) -> str:
        """The token, which nobody can see again.

        Raises:
            SettingsError: it would be able to do more than its person, or there are too many.
        """
        label = " ".join(label.split())
        if not label or len(label) > _LONGEST_LABEL or not label.isprintable():
            raise SettingsError(f"A token needs a label of at most {_LONGEST_LABEL} characters: what is it for?")
        if not account.role.covers(role):
            raise SettingsError(f"{account.name} is {account.role.one}; a token of theirs cannot be for {role.one}.")
        if days is not None and not 1 <= days <= _LONGEST_DAYS:
            raise SettingsError(f"A token is good for 1 to {_LONGEST_DAYS} days, or until it is revoked.")
        token = f"{TOKEN_START}{new_secret()}"
        line = {
            "hash": kept(token),
            "account": account.key,
            "label": label,
            "role": role.value,
            "made_at": times.now(),
            "until": times.later(days=days) if days else None,
        }
        tokens = schema.tokens
        alive = select(func.count()).where(tokens.c.account == account.key, tokens.c.revoked_at.is_(None))
        with self.store.writing() as connection:
            if connection.execute(alive).scalar_one() >= _MOST_OF_ONE:
                raise SettingsError(f"{account.name} has {_MOST_OF_ONE} tokens; revoke one first.")
            connection.execute(insert(tokens).values(line))
        return token

    def find(self, token: str) -> tuple[Account, Token] | None:
        """Whose token it is, if it still holds and the account is in use."""
        tokens, accounts = schema.tokens, schema.accounts
        if not token.startswith(TOKEN_START):
            return None
        asked = select(tokens, accounts.c.name).join(accounts, tokens.c.account == accounts.c.key)
        asked = asked.where(tokens.c.hash == kept(token), accounts.c.disabled_at.is_(None))
        with self.store.reading() as connection:
            line = connection.execute(asked).mappings().first()
            if line is None:
                return None
            of = connection.execute(select(accounts).where(accounts.c.key == line["account"])).mappings().one()
        found = _token(dict(line))
        if not found.holds:
            return None
        if (found.used_at or "") < times.earlier(minutes=_USED_MINUTES):
            with self.store.writing() as connection:
                connection.execute(update(tokens).where(tokens.c.key == found.key).values(used_at=times.now()))
        return account_of(of), found

    def of(self, account: Account) -> Sequence[Token]:
        """Those that were not revoked, the newest first."""
        tokens, accounts = schema.tokens, schema.accounts
        asked = select(tokens, accounts.c.name).join(accounts, tokens.c.account == accounts.c.key)
        asked = asked.where(tokens.c.account == account.key, tokens.c.revoked_at.is_(None))
        with self.store.reading() as connection:
            lines = connection.execute(asked.order_by(tokens.c.key.desc())).mappings().all()
        return tuple(_token(dict(line)) for line in lines)

    def revoke(self, account: Account, key: int) -> None:
        """
        Raises:
            SettingsError: it is not a token of this account.
        """
        tokens = schema.tokens
        mine = (tokens.c.key == key) & (tokens.c.account == account.key) & tokens.c.revoked_at.is_(None)
        with self.store.writing() as connection:
            done = connection.execute(update(tokens).where(mine).values(revoked_at=times.now()))
            if not done.rowcount:
                raise SettingsError(f"{account.name} has no token {key} that could be revoked.")


def _token(line: dict[str, object]) -> Token:
    return Token(
        key=int(str(line["key"])),
        account=str(line["name"]),
        label=str(line["label"]),
        role=role_of(str(line["role"])),
        made_at=str(line["made_at"]),
        until=_maybe(line["until"]),
        used_at=_maybe(line["used_at"]),
        revoked_at=_maybe(line["revoked_at"]),
    )


def _maybe(value: object) -> str | None:
    return None if value is None else str(value)
