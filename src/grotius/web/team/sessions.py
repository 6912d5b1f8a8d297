"""Sessions: who has logged in, and for how long. The browser has the secret, the store its hash."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import delete, insert, select, update

from grotius.web.team import schema, times
from grotius.web.team.accounts import Account, account_of
from grotius.web.team.keys import kept, new_secret
from grotius.web.team.store import Store

HOURS_AT_MOST = 24 * 7
HOURS_IDLE = 12
_SEEN_MINUTES = 5
"""A session is marked as seen so rarely that reading does not become writing."""


@dataclass(frozen=True, slots=True)
class Sessions:
    store: Store

    def begin(self, account: Account, instead_of: str = "") -> str:
        """A new secret for the browser, always: one that was there before the login is never good after it."""
        secret, now = new_secret(), times.now()
        line = {
            "hash": kept(secret),
            "account": account.key,
            "made_at": now,
            "seen_at": now,
            "until": times.later(hours=HOURS_AT_MOST),
        }
        sessions = schema.sessions
        with self.store.writing() as connection:
            stale = (sessions.c.until < now) | (sessions.c.seen_at < times.earlier(hours=HOURS_IDLE))
            connection.execute(delete(sessions).where(stale | (sessions.c.hash == kept(instead_of))))
            connection.execute(insert(sessions).values(line))
        return secret

    def find(self, secret: str) -> Account | None:
        """Whose session it is, if it still holds and the account is in use."""
        sessions, accounts = schema.sessions, schema.accounts
        asked = select(accounts, sessions.c.seen_at).join(sessions, sessions.c.account == accounts.c.key)
        asked = asked.where(
            sessions.c.hash == kept(secret),
            sessions.c.until >= times.now(),
            sessions.c.seen_at >= times.earlier(hours=HOURS_IDLE),
            accounts.c.disabled_at.is_(None),
        )
        with self.store.reading() as connection:
            line = connection.execute(asked).mappings().first()
        if line is None:
            return None
        if line["seen_at"] < times.earlier(minutes=_SEEN_MINUTES):
            self._seen(secret)
        return account_of(line)

    def end(self, secret: str) -> None:
        with self.store.writing() as connection:
            connection.execute(delete(schema.sessions).where(schema.sessions.c.hash == kept(secret)))

    def end_others(self, account: Account, secret: str) -> None:
        """All of the account but this one."""
        sessions = schema.sessions
        others = (sessions.c.account == account.key) & (sessions.c.hash != kept(secret))
        with self.store.writing() as connection:
            connection.execute(delete(sessions).where(others))

    def _seen(self, secret: str) -> None:
        sessions = schema.sessions
        with self.store.writing() as connection:
            connection.execute(update(sessions).where(sessions.c.hash == kept(secret)).values(seen_at=times.now()))
