"""Where accounts are kept: beside the record, never in it, so that who is given the record is given no password hash.

For a record in a file it is a file of its own that only its owner may read; for a record in PostgreSQL, a schema of its
own in the same database.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect
from sqlalchemy import text as sql
from sqlalchemy.engine import URL

from grotius.errors import RecordError
from grotius.record.opening import display_name, engine_on, sentences, url_of
from grotius.web.team.migrations import HEAD, KNOWN

SCHEMA = "grotius_accounts"
_UPGRADE_LOCK = 0x6772_6F75


def accounts_beside(record: str) -> str:
    """Where the accounts of a record are kept unless told otherwise: ``war.accounts.sqlite`` for ``war.sqlite``."""
    url = url_of(record)
    if url.get_backend_name() != "sqlite":
        return record
    if not url.database:
        return ":memory:"
    path = Path(url.database)
    return str(path.with_name(f"{path.stem}.accounts.sqlite"))


class Store:
    """A database of accounts, open and up to date."""

    def __init__(self, engine: Engine, name: str) -> None:
        self._engine = engine
        self.name = name

    @staticmethod
    def open(where: str, *, create: bool = True) -> Store:
        """
        Raises:
            RecordError: there are no accounts there, or it is something else; one sentence says which.
        """
        name, url = display_name(where), _in_schema(url_of(where))
        if url.get_backend_name() == "sqlite" and url.database:
            _check_file(Path(url.database), create)
        with sentences(name):
            engine = engine_on(url)
            try:
                _bring_up_to_date(engine, name, create)
            except BaseException:
                engine.dispose()
                raise
        return Store(engine, name)

    def close(self) -> None:
        self._engine.dispose()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        with sentences(self.name), self._engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One write transaction: all of it or nothing."""
        with sentences(self.name), _writing(self._engine) as connection:
            yield connection


@contextmanager
def _writing(engine: Engine) -> Iterator[Connection]:
    with engine.connect().execution_options(writing=True) as connection, connection.begin():
        yield connection


def _in_schema(url: URL) -> URL:
    if url.get_backend_name() == "sqlite":
        return url
    asked = url.query.get("options", "")
    given = asked if isinstance(asked, str) else " ".join(asked)
    return url.update_query_dict({"options": f"{given} -c search_path={SCHEMA}".strip()})


def _check_file(path: Path, create: bool) -> None:
    if path.is_dir():
        raise RecordError(f"{path} is a folder; name a file for the accounts.")
    if path.exists():
        return
    if not create:
        raise RecordError(f"There are no accounts at {path}; make one with: grotius team add NAME --role admin")
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except OSError as error:
        raise RecordError(f"The accounts at {path} could not be made: {error.strerror}.") from None


def _bring_up_to_date(engine: Engine, name: str, create: bool) -> None:
    with engine.connect() as connection:
        found = _revision(connection, name)
    if found == HEAD:
        return
    if found is None and not create:
        raise RecordError(f"There are no accounts at {name}; make one with: grotius team add NAME --role admin")
    with _writing(engine) as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(sql("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _UPGRADE_LOCK})
            connection.execute(sql(f"CREATE SCHEMA IF NOT EXISTS {SCHEMA}"))
        if _revision(connection, name) != HEAD:  # another process may have been first
            _upgrade(connection)


def _revision(connection: Connection, name: str) -> str | None:
    place = SCHEMA if connection.dialect.name == "postgresql" else None
    tables = set(inspect(connection).get_table_names(schema=place))
    if not tables:
        return None
    if not {"alembic_version", "accounts", "tokens"} <= tables:
        raise RecordError(f"{name} is a database, but not one of accounts of Grotius; name another with --accounts.")
    found = connection.execute(sql("SELECT version_num FROM alembic_version")).scalar()
    if found is not None and found not in KNOWN:
        raise RecordError(f"The accounts at {name} were made by a newer version of Grotius; update Grotius.")
    return str(found) if found is not None else None


def _upgrade(connection: Connection) -> None:
    from alembic import command  # slow to import, and only needed when there is something to do
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, HEAD)
