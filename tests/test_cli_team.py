"""The team's commands: passwords come from the terminal or standard input, and secrets are printed once."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from grotius.cli import app
from grotius.errors import SettingsError
from grotius.web.team import Accounts, Role, accounts_beside
from grotius.web.team.audit import Audit
from grotius.web.team.store import Store
from grotius.web.team.tokens import Tokens

PASSWORD = "correct horse battery"


def run(folder: Path, *words: str, typed: str = "") -> Result:
    return CliRunner().invoke(app, ["team", *words, "--record", str(folder / "war.sqlite")], input=typed)


def kept(folder: Path) -> Store:
    return Store.open(accounts_beside(str(folder / "war.sqlite")), create=False)


def test_an_account_from_first_to_last(tmp_path: Path) -> None:
    assert run(tmp_path, "add", "ann", "--role", "admin", typed=f"{PASSWORD}\n").exit_code == 0
    once = run(tmp_path, "add", "ben", "--one-time").stdout.splitlines()[-1]
    store = kept(tmp_path)
    accounts = Accounts(store)
    assert accounts.with_password("ann", PASSWORD) and accounts.with_password("ben", once)
    assert run(tmp_path, "role", "ben", "reader").exit_code == 0
    assert run(tmp_path, "password", "ben", typed="staple battery horse\n").exit_code == 0
    ben = accounts.with_password("ben", "staple battery horse")
    assert ben and ben.role is Role.READER
    assert run(tmp_path, "disable", "ben").exit_code == 0
    listed = run(tmp_path, "list").stdout
    assert "ann" in listed and "disabled on" in listed and PASSWORD not in listed
    assert run(tmp_path, "enable", "ben").exit_code == 0
    told = [(one.action, one.target, one.outcome) for one in reversed(Audit(store).latest())]
    assert told == [
        ("account added", "ann: admin", "done"),
        ("account added", "ben: reviewer", "done"),
        ("role changed", "ben: reader", "done"),
        ("password changed", "ben", "done"),
        ("account disabled", "ben", "done"),
        ("account enabled", "ben", "done"),
    ]
    assert "role changed" in run(tmp_path, "audit", "--limit", "9").stdout
    store.close()


def test_a_token_from_first_to_last(tmp_path: Path) -> None:
    run(tmp_path, "add", "ann", "--role", "admin", typed=f"{PASSWORD}\n")
    made = run(tmp_path, "token", "ann", "--label", "nightly copy", "--days", "9").stdout.splitlines()[-1]
    store = kept(tmp_path)
    found = Tokens(store).find(made)
    assert found and found[1].role is Role.READER
    listed = run(tmp_path, "tokens", "ann").stdout
    assert "nightly copy" in listed and made not in listed
    assert run(tmp_path, "revoke", "ann", str(found[1].key)).exit_code == 0
    assert Tokens(store).find(made) is None
    store.close()


def test_no_command_takes_a_password_as_a_word(tmp_path: Path) -> None:
    assert run(tmp_path, "add", "ann", PASSWORD).exit_code == 2
    assert run(tmp_path, "add", "ann", "--password", PASSWORD).exit_code == 2


@pytest.mark.parametrize("typed", ["", "\n", "short\n"])
def test_a_weak_password_makes_no_account(tmp_path: Path, typed: str) -> None:
    assert isinstance(run(tmp_path, "add", "ann", typed=typed).exception, SettingsError)
    store = kept(tmp_path)
    assert Accounts(store).all() == ()
    store.close()


def test_options_for_a_team_ask_for_one(tmp_path: Path) -> None:
    for words in (["--reading", "open"], ["--behind-proxy", "https://a.example"], ["--keep-addresses"]):
        done = CliRunner().invoke(app, ["serve", *words])
        assert isinstance(done.exception, SettingsError) and "add --team" in str(done.exception)
    done = CliRunner().invoke(app, ["serve", "--team", "--reviewer", "Ann"])
    assert isinstance(done.exception, SettingsError) and "their own name" in str(done.exception)
