"""Who has what on the desk in the review just now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass

from sqlalchemy import delete, insert, select

from grotius.errors import RecordError
from grotius.web.team import schema, times
from grotius.web.team.store import Store

_MINUTES = 10
_LONGEST = 300


@dataclass(frozen=True, slots=True)
class Presence:
    store: Store

    def look(self, account: int, item: str) -> None:
        """This person looks at this item now, and at no other. It is a courtesy: no page fails for want of it."""
        looking = schema.looking
        with suppress(RecordError), self.store.writing() as connection:
            connection.execute(delete(looking).where(looking.c.account == account))
            connection.execute(insert(looking).values(account=account, item=item[:_LONGEST], at=times.now()))

    def others(self, account: int | None) -> Mapping[str, tuple[str, ...]]:
        """For each item the names of those who looked at it in the last minutes, without this person."""
        looking, accounts = schema.looking, schema.accounts
        asked = select(looking.c.item, accounts.c.name).join(accounts, accounts.c.key == looking.c.account)
        asked = asked.where(looking.c.at >= times.earlier(minutes=_MINUTES), looking.c.account != (account or 0))
        found: dict[str, list[str]] = defaultdict(list)
        with self.store.reading() as connection:
            for item, name in connection.execute(asked.order_by(accounts.c.name)):
                found[item].append(name)
        return {item: tuple(names) for item, names in found.items()}
