"""The audit: one row for each thing that was done or tried with an account. Rows are only ever added and finished."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import insert, select, update

from grotius.english import cut
from grotius.errors import GrotiusError
from grotius.web.team import schema, times
from grotius.web.team.store import Store

_LONGEST = 300


@dataclass(frozen=True, slots=True)
class Entry:
    """``via`` is how: the site, a token, the command line. ``outcome`` is done, refused, failed, or begun: cut off."""

    key: int
    at: str
    who: str | None
    via: str
    action: str
    target: str | None
    detail: str | None
    outcome: str
    address: str | None


@dataclass(frozen=True, slots=True)
class Audit:
    store: Store

    def note(
        self,
        who: str | None,
        via: str,
        action: str,
        target: str | None = None,
        detail: str | None = None,
        *,
        outcome: str = "done",
        address: str | None = None,
    ) -> int:
        line = {
            "at": times.now(),
            "who": who,
            "via": _short(via),
            "action": _short(action),
            "target": _short(target),
            "detail": _short(detail),
            "outcome": outcome,
            "address": address,
        }
        with self.store.writing() as connection:
            made = connection.execute(insert(schema.audit).values(line).returning(schema.audit.c.key))
            return int(made.scalar_one())

    @contextmanager
    def noted(
        self,
        who: str | None,
        via: str,
        action: str,
        target: str | None = None,
        detail: str | None = None,
        address: str | None = None,
    ) -> Iterator[None]:
        """The row is there before the thing is done, so that nothing is done without one."""
        key = self.note(who, via, action, target, detail, outcome="begun", address=address)
        try:
            yield
        except GrotiusError:
            self._finish(key, "refused")
            raise
        except BaseException:
            self._finish(key, "failed")
            raise
        self._finish(key, "done")

    def latest(self, limit: int = 100, before: int | None = None, who: str | None = None) -> Sequence[Entry]:
        """The newest first; ``before`` is the key of the last row one has."""
        audit = schema.audit
        asked = select(audit).order_by(audit.c.key.desc()).limit(limit)
        if before is not None:
            asked = asked.where(audit.c.key < before)
        if who:
            asked = asked.where(audit.c.who == who)
        with self.store.reading() as connection:
            return tuple(Entry(**line) for line in connection.execute(asked).mappings())

    def _finish(self, key: int, outcome: str) -> None:
        with self.store.writing() as connection:
            connection.execute(update(schema.audit).where(schema.audit.c.key == key).values(outcome=outcome))


def _short(text: str | None) -> str | None:
    if text is None:
        return None
    plain = "".join(char if char.isprintable() else " " for char in text)
    return cut(plain, _LONGEST)
