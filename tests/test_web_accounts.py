"""Where accounts are kept: apart from the record, on every store, readable by their owner alone."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect
from sqlalchemy import text as sql
from starlette.testclient import TestClient

from grotius.errors import RecordError, SettingsError
from grotius.record import Record
from grotius.web import make_app
from grotius.web.team import Accounts, Role, accounts_beside, passwords
from grotius.web.team.keeper import Team
from grotius.web.team.migrations import HEAD, KNOWN
from grotius.web.team.presence import Presence
from grotius.web.team.schema import metadata
from grotius.web.team.sessions import Sessions
from grotius.web.team.store import SCHEMA, Store
from grotius.web.team.tokens import Tokens
from stores import on_every_store, postgres, store
from web_site import ADDRESS, reports
from web_team import log_in, send

__all__ = ["postgres", "store"]

PASSWORD = "correct horse battery"


@on_every_store
def test_people_come_in_on_every_store(store: str) -> None:
    with Record.open(store) as record:
        kept = Store.open(accounts_beside(store))
        accounts, sessions, tokens = Accounts(kept), Sessions(kept), Tokens(kept)
        accounts.add("Ann", Role.ADMIN, PASSWORD)
        once = accounts.add("ben", Role.REVIEWER)
        ann = accounts.with_password("ann", PASSWORD)
        assert ann is not None and ann.role is Role.ADMIN and ann.temporary_until is None
        assert accounts.with_password("ann", "wrong horse battery") is None
        ben = accounts.with_password("BEN", once or "")
        assert ben is not None and ben.temporary_until is not None
        secret = sessions.begin(ben)
        assert sessions.find(secret) == accounts.find("ben")
        token = tokens.make(ben, "copy", Role.READER)
        found = tokens.find(token)
        assert found is not None and found[0].name == "ben" and found[1].role is Role.READER
        Presence(kept).look(ben.key, "d.1")
        assert Presence(kept).others(ann.key) == {"d.1": ("ben",)} and Presence(kept).others(ben.key) == {}
        accounts.disable("ben")
        assert sessions.find(secret) is None and tokens.find(token) is None
        with pytest.raises(SettingsError, match="No admin would be left"):
            accounts.disable("ann")
        assert record.summary().reports == 0
        kept.close()


@on_every_store
def test_migrations_make_the_schema(store: str) -> None:
    kept = Store.open(accounts_beside(store))
    with kept.reading() as connection:
        context = MigrationContext.configure(connection)
        assert compare_metadata(context, metadata) == []
    kept.close()
    Store.open(accounts_beside(store), create=False).close()


@on_every_store
def test_the_record_has_no_table_of_accounts(store: str) -> None:
    kept = Store.open(accounts_beside(store))
    with Record.open(store) as record, record._engine.connect() as connection:
        assert not set(metadata.tables) & set(inspect(connection).get_table_names())
        if connection.dialect.name == "postgresql":
            found = connection.execute(
                sql("SELECT table_schema FROM information_schema.tables WHERE table_name='tokens'")
            )
            assert found.scalars().all() == [SCHEMA]
    kept.close()


def test_every_migration_is_known() -> None:
    import grotius.web.team.migrations as migrations

    files = sorted(path.stem[:4] for path in (Path(migrations.__file__).parent / "versions").glob("0*.py"))
    assert tuple(files) == KNOWN and KNOWN[-1] == HEAD


def test_the_file_is_its_owners_alone(tmp_path: Path) -> None:
    where = accounts_beside(str(tmp_path / "war.sqlite"))
    assert where == str(tmp_path / "war.accounts.sqlite")
    Store.open(where).close()
    assert Path(where).stat().st_mode & 0o077 == 0


def test_what_is_no_store_of_accounts_is_left_alone(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="There are no accounts at"):
        Store.open(str(tmp_path / "none.sqlite"), create=False)
    Record.open(tmp_path / "record.sqlite").close()
    with pytest.raises(RecordError, match="not one of accounts"):
        Store.open(str(tmp_path / "record.sqlite"))
    (tmp_path / "text").write_text("no database at all, but a text that is long enough to be read as one" * 9)
    with pytest.raises(RecordError, match="no SQLite database"):
        Store.open(str(tmp_path / "text"))
    Store.open(str(tmp_path / "newer.sqlite")).close()
    with sqlite3.connect(tmp_path / "newer.sqlite") as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    with pytest.raises(RecordError, match="newer version"):
        Store.open(str(tmp_path / "newer.sqlite"))


def test_hashing_is_as_dear_as_the_library_advises() -> None:
    kind, version, cost, *_ = passwords.hashed(PASSWORD).removeprefix("$").split("$")
    settings = dict(part.split("=") for part in cost.split(","))
    assert kind == "argon2id" and version == "v=19"
    assert int(settings["m"]) >= 19_456 and int(settings["t"]) >= 2


@pytest.mark.parametrize(
    "weak", ["", "short", "x" * 201, "aaaaaaaaaaaaaa", "annannannann", "abababababab", "a\x00bcdefghijklm"]
)
def test_weak_passwords_are_refused(weak: str) -> None:
    with pytest.raises(SettingsError):
        passwords.checked(weak, "ann")


def test_a_password_is_the_same_however_it_is_composed() -> None:
    assert passwords.matches(passwords.hashed("caf\u00e9 au lait noir"), "cafe\u0301 au lait noir")


@on_every_store
def test_a_reviewer_works_on_every_store(store: str) -> None:
    """From the login to the audit, over a record with something in it."""
    with Record.open(store) as record:
        for one in reports():
            record.add(one)
        record.merge()
        kept = Store.open(accounts_beside(store))
        team = Team(kept)
        team.accounts.add("ben", Role.REVIEWER, PASSWORD)
        app = make_app(record, team=team)
        client = TestClient(app, base_url=ADDRESS, raise_server_exceptions=False, follow_redirects=False)
        assert log_in(client, "ben", PASSWORD).status_code == 303
        for path in ("/", "/review", "/account", "/about", "/api/v1/deleted", "/api/v1/judgements?kind=person"):
            assert client.get(path).status_code == 200, path
        figure = record.figures().rows[0].figure.id
        form = {"judgement": "correct", "id": figure, "field": "best", "value": "4", "why": "read"}
        assert send(client, "/review/decide", "/review", **form).status_code == 303
        assert client.get("/review.json?kind=judged").status_code == 200
        assert {one.who for one in record.show(figure).verdicts} == {"ben"}
        updated = client.get("/api/v1/figures", params={"updated_since": "2020-01-01", "limit": 2}).json()
        assert updated["total"] == 3 and updated["next"]
        assert client.get("/api/v1/agreement").json()[0]["corrected"] == 1
        assert client.get(f"/api/v1/figures/{figure}").json()["figure"]["best"] == 4
        assert send(client, "/review/undo", "/review").status_code == 303
        assert [one.action for one in team.audit.latest(3)] == [
            "judgement: undo",
            "judgement: correct best",
            "login",
        ]
        kept.close()
