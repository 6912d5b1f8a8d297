"""Open a record: find the store, make or bring up to date its tables, and say in one sentence what is wrong."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect
from sqlalchemy import text as sql
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, SQLAlchemyError
from sqlalchemy.pool import StaticPool

from grotius.errors import RecordError
from grotius.record.migrations import HEAD, KNOWN

BUSY_MILLISECONDS = 60_000
# Writers on one PostgreSQL record queue behind this lock, as writers on one SQLite file do by themselves.
_WRITERS_LOCK = 0x6772_6F74

MEMORY = ":memory:"


def open_engine(where: str | os.PathLike[str], *, create: bool) -> Engine:
    """An engine on an up-to-date record at a path, at ``:memory:``, or at a PostgreSQL URL."""
    name = display_name(where)
    url = url_of(where)
    if url.get_backend_name() == "sqlite":
        _check_file(url, create)
    with sentences(name):
        engine = engine_on(url)
        try:
            _bring_up_to_date(engine, name)
        except BaseException:
            engine.dispose()
            raise
    return engine


def display_name(where: str | os.PathLike[str]) -> str:
    """The record's name for messages: never with a password in it."""
    text = os.fspath(where)
    return make_url(text).render_as_string(hide_password=True) if "://" in text else text


def url_of(where: str | os.PathLike[str]) -> URL:
    """The address of a store that somebody named by a path, ``:memory:`` or a database URL."""
    text = os.fspath(where)
    if text == MEMORY:
        return URL.create("sqlite")
    if "://" not in text:
        return URL.create("sqlite", database=text)
    try:
        url = make_url(text)
    except ArgumentError:
        raise RecordError(f"The record address {text!r} is not a path or a database URL.") from None
    if url.drivername in {"postgres", "postgresql"}:
        url = url.set(drivername="postgresql+psycopg")
    if url.get_backend_name() not in {"sqlite", "postgresql"}:
        raise RecordError(f"A record can be kept in SQLite or PostgreSQL, not in {url.get_backend_name()!r}.")
    return url


def _check_file(url: URL, create: bool) -> None:
    if not url.database:
        return
    path = Path(url.database)
    if path.is_dir():
        raise RecordError(f"{path} is a folder; name a file for the record.")
    if path.exists():
        return
    if not create:
        raise RecordError(f"There is no record at {path}; 'grotius read SOURCE --record {path}' makes one.")
    if not path.parent.is_dir():
        raise RecordError(f"The folder {path.parent} for the record does not exist; make it first.")


def engine_on(url: URL) -> Engine:
    """An engine on a store, whatever is in it."""
    options: dict[str, Any] = {}
    if url.get_backend_name() == "sqlite" and not url.database:
        options = {"poolclass": StaticPool, "connect_args": {"check_same_thread": False}}
    try:
        engine = create_engine(url, **options)
    except (ModuleNotFoundError, NoSuchModuleError):
        raise RecordError("PostgreSQL needs one more package: pip install 'grotius[postgres]'.") from None
    if url.get_backend_name() == "sqlite":
        event.listen(engine, "connect", _sqlite_connected)
        event.listen(engine, "begin", _sqlite_begins)
    return engine


def _sqlite_connected(connection: sqlite3.Connection, _: object) -> None:
    connection.isolation_level = None  # transactions begin where we say, not where the driver guesses
    connection.execute(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = NORMAL")  # safe against kill -9 in WAL mode


def _sqlite_begins(connection: Connection) -> None:
    writing = connection.get_execution_options().get("writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """One write transaction: all of it or nothing, and one writer at a time."""
    with engine.connect().execution_options(writing=True) as connection, connection.begin():
        if connection.dialect.name == "postgresql":
            connection.execute(sql("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _WRITERS_LOCK})
        yield connection


@contextmanager
def sentences(name: str) -> Iterator[None]:
    """Turn what a database throws into one sentence."""
    try:
        yield
    except (SQLAlchemyError, sqlite3.Error) as error:
        cause = error.orig if isinstance(error, DBAPIError) and error.orig is not None else error
        raise RecordError(_sentence(name, cause)) from error


_SENTENCES = (
    ("file is not a database", "{name} is not a record: the file is no SQLite database."),
    ("malformed", "The record {name} is damaged; restore it from a copy."),
    (
        "disk is full",
        "The disk with the record {name} is full: make room and run the same command again.",
    ),
    ("disk i/o error", "The disk with the record {name} could not be read or written; check it and run again."),
    ("readonly database", "The record {name} may not be written; check the rights of the file and its folder."),
    ("unable to open", "The record {name} could not be opened; check that the folder exists and may be written."),
    (
        "database is locked",
        "The record {name} is held by another program; try again when that has finished.",
    ),
)


def _sentence(name: str, cause: BaseException) -> str:
    said = str(cause).strip()
    for sign, sentence in _SENTENCES:
        if sign in said.lower():
            return sentence.format(name=name)
    return f"The record {name} could not be used: {said.splitlines()[0] if said else type(cause).__name__}."


def _bring_up_to_date(engine: Engine, name: str) -> None:
    with engine.connect() as connection:
        if _revision(connection, name) == HEAD:
            return
    if engine.dialect.name == "sqlite" and engine.url.database:
        _use_write_ahead_log(engine)
    with writing(engine) as connection:
        if _revision(connection, name) != HEAD:  # another process may have been first
            _upgrade(connection)


def _revision(connection: Connection, name: str) -> str | None:
    tables = set(inspect(connection).get_table_names())
    if "alembic_version" not in tables:
        if tables:
            raise RecordError(f"{name} is a database, but not a record of Grotius; name another file.")
        return None
    found = connection.execute(sql("SELECT version_num FROM alembic_version")).scalar()
    if found is not None and found not in KNOWN:
        if "report_versions" not in tables:
            raise RecordError(f"{name} is a database, but not a record of Grotius; name another file.")
        raise RecordError(f"The record {name} was made by a newer version of Grotius; update Grotius to open it.")
    return str(found) if found is not None else None


def _use_write_ahead_log(engine: Engine) -> None:
    connection = engine.raw_connection()
    try:
        connection.cursor().execute("PRAGMA journal_mode = WAL")
    finally:
        connection.close()


def _upgrade(connection: Connection) -> None:
    from alembic import command  # slow to import, and only needed when there is something to do
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, HEAD)
    from grotius.record import blocks, marks  # what reads a record opens it first

    marks.fill(connection)
    blocks.fill(connection)
